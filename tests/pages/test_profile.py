"""The mentor's own page, and what of it the coordinator reads."""

import re

import pytest
from django.test import Client

from parloeb.domain.corps import commands as mentors
from parloeb.domain.corps.lists import Field, Source
from parloeb.domain.corps.models import Competence, LivedExperience, Mentor, StrainRating
from parloeb.domain.people import acting
from parloeb.domain.people.rules import OrganisationKind, Role
from tests import builders
from tests.pages.posting import at_field

pytestmark = pytest.mark.django_db

PROFILE = "/mentor/profil/"


@pytest.fixture
def mentor() -> Mentor:
    supplier = builders.an_organisation(OrganisationKind.SUPPLIER, "Sporskiftet ApS")
    return builders.a_signed_mentor("Åse Øster", jobcentre=builders.a_jobcentre(), organisation=supplier)


@pytest.fixture
def phone(mentor: Mentor) -> Client:
    return builders.logged_in(mentor.user, Role.MENTOR)


@pytest.fixture
def desk(mentor: Mentor) -> Client:
    return builders.logged_in(builders.a_coordinator(jobcentre=mentor.jobcentre), Role.COORDINATOR)


def _read(client: Client, address: str = PROFILE) -> str:
    return client.get(address).content.decode()


def test_the_mentor_says_how_hard_it_is_and_the_coordinator_reads_it(
    phone: Client, desk: Client, mentor: Mentor
) -> None:
    assert phone.post(f"{PROFILE}belastning/", {"level": "4"})["Location"] == PROFILE
    page = _read(phone)
    assert "Sidst 4: Hårdt" in page
    assert "<polyline" in page
    assert "Jeg har brug for at tale med nogen om det." in page
    detail = _read(desk, f"/korps/{mentor.uuid}/")
    assert "Sidst 4: Hårdt" in detail
    assert "Svarene som tabel" in detail


def test_no_answer_is_told_at_the_question(phone: Client) -> None:
    answer = phone.post(f"{PROFILE}belastning/", {"level": "9"})
    assert answer.status_code == 422
    assert "9" in at_field(answer, "level")
    nothing = phone.post(f"{PROFILE}belastning/")
    assert "Vælg et af de fem svar." in at_field(nothing, "level")
    assert not StrainRating.objects.exists()


def test_a_wish_for_better_odds_is_made_read_and_taken_back(phone: Client, desk: Client, mentor: Mentor) -> None:
    assert "i 90 dage" in _read(phone)
    phone.post(f"{PROFILE}bedre-odds/")
    assert "Du har bedt om et forløb med bedre odds" in _read(phone)
    assert "Beder om et forløb med bedre odds" in _read(desk, f"/korps/{mentor.uuid}/")
    phone.post(f"{PROFILE}bedre-odds/traek-tilbage/")
    assert "Du har bedt om" not in _read(phone)
    assert "Beder om" not in _read(desk, f"/korps/{mentor.uuid}/")


def test_an_own_competence_is_told_and_withdrawn_and_another_is_not(phone: Client, mentor: Mentor) -> None:
    mentors.set_competence(
        mentor,
        field=Field.DEBT,
        level=3,
        source=Source.COORDINATOR,
        known_on=builders.ON,
        by=acting.SYSTEM,
        at=builders.AT,
    )
    phone.post(f"{PROFILE}kompetence/", {"field": "housing", "level": "2"})
    page = _read(phone)
    assert "Oplyst af mentoren" in page
    assert page.count('value="housing"><button') == 1
    assert 'value="debt"><button' not in page
    refused = phone.post(f"{PROFILE}kompetence/", {"field": "debt", "level": "1"})
    assert refused.status_code == 422
    assert "Den kompetence har koordinatoren skrevet op." in refused.content.decode()
    phone.post(f"{PROFILE}kompetence/traek-tilbage/", {"field": "housing"})
    assert phone.post(f"{PROFILE}kompetence/traek-tilbage/", {"field": "debt"}).status_code == 409
    assert phone.post(f"{PROFILE}kompetence/traek-tilbage/", {"field": "hest"}).status_code == 409
    assert Competence.objects.get().field == "debt"


def test_half_a_competence_is_told_at_its_field(phone: Client) -> None:
    answer = phone.post(f"{PROFILE}kompetence/", {"field": "housing", "level": ""})
    assert answer.status_code == 422
    assert "Vælg, hvor god du er." in answer.content.decode()


def test_what_may_only_count_is_read_by_the_mentor_alone(phone: Client, desk: Client, mentor: Mentor) -> None:
    phone.post(f"{PROFILE}erfaring/", {"field": "crime", "sharing": "own"})
    phone.post(f"{PROFILE}erfaring/", {"field": "debt", "sharing": "seen"})
    assert "Kun for mig selv: ingen ser det, og det tæller ikke med</td>" in _read(phone)
    detail = _read(desk, f"/korps/{mentor.uuid}/")
    told = detail[detail.index("Levet erfaring") : detail.index("Belastning")]
    assert "Gæld og økonomi." in told
    assert "Kriminalitet" not in told
    phone.post(f"{PROFILE}erfaring/", {"field": "debt", "sharing": "own"})
    assert "Levet erfaring" not in _read(desk, f"/korps/{mentor.uuid}/")
    phone.post(f"{PROFILE}erfaring/traek-tilbage/", {"field": "crime"})
    assert LivedExperience.objects.get().field == "debt"


def test_an_experience_without_a_choice_is_told_at_the_question(phone: Client) -> None:
    answer = phone.post(f"{PROFILE}erfaring/", {"field": "debt"})
    assert answer.status_code == 422
    assert "Vælg, om det må ses, eller kun er for dig selv." in at_field(answer, "sharing")
    assert not LivedExperience.objects.exists()


def test_the_own_times_and_places_are_set(phone: Client, mentor: Mentor) -> None:
    phone.post(f"{PROFILE}tider/", {"times": ["mon_morning"], "meeting_places": ["home"]})
    mentor.refresh_from_db()
    assert (mentor.times, mentor.meeting_places) == (["mon_morning"], ["home"])
    assert "man formiddag" in _read(phone)
    assert phone.post(f"{PROFILE}tider/", {"times": ["mon_night"]}).status_code == 422
    wrong = phone.post(f"{PROFILE}tider/", {"meeting_places": ["moon"], "times": ["fri_evening"]})
    assert wrong.status_code == 422
    assert re.findall(r'value="(\w+)"[^>]* checked', at_field(wrong, "times")) == ["fri_evening"]


def test_the_coordinator_withdraws_a_competence(desk: Client, phone: Client, mentor: Mentor) -> None:
    phone.post(f"{PROFILE}kompetence/", {"field": "housing", "level": "2"})
    address = f"/korps/{mentor.uuid}/kompetence/traek-tilbage/"
    assert desk.post(address, {"field": "hest"}).status_code == 409
    assert desk.post(address, {"field": "housing"})["Location"] == f"/korps/{mentor.uuid}/"
    assert not Competence.objects.exists()
    assert desk.post(address, {"field": "housing"}).status_code == 409


def test_who_is_in_no_corps_is_told_so() -> None:
    phone = builders.logged_in(builders.a_mentor(), Role.MENTOR)
    answer = phone.get(PROFILE)
    assert answer.status_code == 409
    assert "Du står ikke i korpset" in answer.content.decode()
