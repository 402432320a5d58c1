"""Hours and absences by clicking: the coordinator, who employs the mentor, and the mentor."""

import re

import pytest
from django.test import Client

from parloeb.domain.corps.models import Absence, Mentor, MentorHours
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import OrganisationKind, Role
from tests import builders
from tests.pages.posting import at_field

pytestmark = pytest.mark.django_db

HOLIDAY = {"kind": "holiday", "first_day": "23-11-2026", "last_day": "30-11-2026"}


@pytest.fixture
def supplier() -> Organisation:
    return builders.an_organisation(OrganisationKind.SUPPLIER, "Sporskiftet ApS")


@pytest.fixture
def mentor(supplier: Organisation) -> Mentor:
    return builders.a_signed_mentor("Åse Øster", jobcentre=builders.a_jobcentre(), organisation=supplier)


@pytest.fixture
def desk(mentor: Mentor) -> Client:
    return builders.logged_in(builders.a_coordinator(jobcentre=mentor.jobcentre), Role.COORDINATOR)


@pytest.fixture
def page(mentor: Mentor) -> str:
    return f"/korps/{mentor.uuid}/timer-og-fravaer/"


def _read(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_the_coordinator_sets_hours_and_takes_them_back(desk: Client, mentor: Mentor, page: str) -> None:
    assert page in _read(desk, f"/korps/{mentor.uuid}/")
    answer = desk.post(f"/korps/{mentor.uuid}/timer/", {"weekly_minutes": "7,5", "first_day": "16-11-2026"})
    assert answer["Location"] == page
    assert "7,5" in _read(desk, page)
    assert re.search(r"Skrevet [0-9-]{10} af \w+", _read(desk, page))
    entry = MentorHours.objects.latest("pk")
    assert desk.post(f"/korps/timer/{entry.uuid}/traek-tilbage/")["Location"] == page
    assert "Gælder ikke" in _read(desk, page)
    assert f"/korps/timer/{MentorHours.objects.earliest('pk').uuid}/" not in _read(desk, page)


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"weekly_minutes": "", "first_day": "16-11-2026"}, "weekly_minutes", "Skriv timerne om ugen."),
        ({"weekly_minutes": "hest", "first_day": "16-11-2026"}, "weekly_minutes", "hest"),
        ({"weekly_minutes": "200", "first_day": "16-11-2026"}, "weekly_minutes", "højst 168"),
        ({"weekly_minutes": "20", "first_day": ""}, "first_day", "Skriv den første dag."),
        ({"weekly_minutes": "20", "first_day": "16-11-2062"}, "first_day", "Er årstallet rigtigt?"),
    ],
)
def test_hours_that_are_wrong_are_told_at_their_field(
    desk: Client, mentor: Mentor, typed: dict[str, str], field: str, sentence: str
) -> None:
    answer = desk.post(f"/korps/{mentor.uuid}/timer/", typed)
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert f'value="{typed[field]}"' in at_field(answer, field) or not typed[field]
    assert MentorHours.objects.count() == 1


def test_the_mentor_tells_of_a_holiday_and_corrects_its_end(mentor: Mentor, page: str) -> None:
    phone = builders.logged_in(mentor.user, Role.MENTOR)
    assert "Skriv andre timer" not in _read(phone, page)
    assert phone.post(f"/korps/{mentor.uuid}/fravaer/", HOLIDAY)["Location"] == page
    end = f"/korps/fravaer/{Absence.objects.get().uuid}/"
    assert end in _read(phone, page)
    assert 'value="30-11-2026"' in _read(phone, end)
    assert 'href="/korps/"' not in _read(phone, end)
    wrong = phone.post(end, {"last_day": "01-11-2026"})
    assert wrong.status_code == 422
    assert "før den begynder" in at_field(wrong, "last_day")
    assert phone.post(end, {"last_day": "29-11-2026"})["Location"] == page
    assert "23-11-2026 – 29-11-2026" in _read(phone, page)
    assert phone.post(f"{end}traek-tilbage/")["Location"] == page
    assert "Ferie (trukket tilbage)" in _read(phone, page)


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"kind": ""}, "kind", "Vælg, hvad fraværet er."),
        ({"last_day": ""}, "last_day", "Skriv den sidste feriedag."),
        ({"first_day": "32-11-2026"}, "first_day", "findes ikke i kalenderen"),
        ({"last_day": "22-11-2026"}, "last_day", "før den begynder"),
    ],
)
def test_an_absence_that_is_wrong_is_told_at_its_field(
    desk: Client, mentor: Mentor, wrong: dict[str, str], field: str, sentence: str
) -> None:
    answer = desk.post(f"/korps/{mentor.uuid}/fravaer/", {**HOLIDAY, **wrong})
    assert answer.status_code == 422
    group = at_field(answer, field)
    assert sentence in (group if field == "kind" else answer.content.decode())
    assert not Absence.objects.exists()


def test_what_the_supplier_tells_stands_at_the_coordinator_with_the_name(
    desk: Client, mentor: Mentor, supplier: Organisation, page: str
) -> None:
    leader = builders.give_role(builders.a_user("Lise Leder"), Role.SUPPLIER_ADMIN, organisation=supplier)
    office = builders.logged_in(leader, Role.SUPPLIER_ADMIN)
    assert "Skriv andre timer" in _read(office, page)
    office.post(f"/korps/{mentor.uuid}/fravaer/", {**HOLIDAY, "kind": "illness", "last_day": ""})
    told = _read(desk, page)
    assert "af Lise Leder" in told
    assert "Sygdom" in told
    assert "fra 23-11-2026" in _read(desk, f"/korps/{mentor.uuid}/")


def test_nobody_reaches_anothers(mentor: Mentor, page: str) -> None:
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=mentor.jobcentre)
    phone = builders.logged_in(other.user, Role.MENTOR)
    assert phone.get(page).status_code == 404
    assert phone.post(f"/korps/{mentor.uuid}/fravaer/", HOLIDAY).status_code == 404
    own = builders.logged_in(mentor.user, Role.MENTOR)
    assert (
        own.post(f"/korps/{mentor.uuid}/timer/", {"weekly_minutes": "1", "first_day": "23-11-2026"}).status_code == 404
    )
