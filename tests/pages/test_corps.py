"""The coordinator's table of mentors, and one mentor, by clicking."""

import re
from uuid import UUID

import pytest
from django.test import Client

from parloeb.domain.corps.models import Mentor
from parloeb.domain.people.models import Organisation, User
from parloeb.domain.people.rules import OrganisationKind, Role
from tests import builders
from tests.pages.posting import at_field

pytestmark = pytest.mark.django_db

TYPED = {
    "name": "Åse Øster",
    "kind": "supplier",
    "languages": ["da", "ar"],
    "areas": "Nord, Havnen, Nord",
    "weekly_minutes": "7,5",
    "first_day": "01-11-2026",
}


@pytest.fixture
def jobcentre() -> Organisation:
    return builders.a_jobcentre()


@pytest.fixture
def desk(jobcentre: Organisation) -> Client:
    return builders.logged_in(builders.a_coordinator(jobcentre=jobcentre), Role.COORDINATOR)


def _supplied(name: str = "Åse Øster") -> tuple[User, Organisation]:
    supplier = builders.an_organisation(OrganisationKind.SUPPLIER, "Sporskiftet ApS")
    return builders.a_mentor(name, organisation=supplier), supplier


def test_a_mentor_is_registered_with_user_and_employer(desk: Client, jobcentre: Organisation) -> None:
    user, supplier = _supplied()
    assert "Åse Øster, Sporskiftet ApS" in desk.get("/korps/ny/").content.decode()
    detail = desk.post("/korps/ny/", {**TYPED, "user": str(user.uuid)})["Location"]
    mentor = Mentor.objects.get()
    assert (mentor.user, mentor.organisation, mentor.jobcentre) == (user, supplier, jobcentre)
    assert (mentor.areas, mentor.weekly_minutes) == (["Nord", "Havnen"], 450)
    page = desk.get(detail).content.decode()
    assert "Ikke underskrevet endnu" in page
    assert "Åse Øster, Sporskiftet ApS" not in desk.get("/korps/ny/").content.decode()


def test_the_times_of_the_week_are_ticked_in_a_table(desk: Client) -> None:
    detail = desk.post("/korps/ny/", {**TYPED, "times": ["mon_morning", "tue_morning", "wed_morning"]})["Location"]
    assert "man-ons formiddag" in desk.get(detail).content.decode()
    form = desk.get(f"{detail}ret/").content.decode()
    assert form.count('name="times"') == 21
    assert re.findall(r'name="times" value="(\w+)"[^>]* checked', form) == ["mon_morning", "tue_morning", "wed_morning"]
    assert '<span class="sr-only">søndag aften</span>' in form


def test_where_a_mentor_can_meet_is_ticked(desk: Client) -> None:
    detail = desk.post("/korps/ny/", {**TYPED, "meeting_places": ["office", "home"]})["Location"]
    assert "Hjemme hos borgeren, Hos kommunen" in desk.get(detail).content.decode()
    form = desk.get(f"{detail}ret/").content.decode()
    assert re.findall(r'name="meeting_places" value="(\w+)"[^>]* checked', form) == ["home", "office"]


def test_who_ticks_no_times_has_not_told_them(desk: Client) -> None:
    assert "Ikke fortalt" in desk.get(desk.post("/korps/ny/", TYPED)["Location"]).content.decode()


def test_a_time_that_is_none_is_told_and_the_others_stay_ticked(desk: Client) -> None:
    answer = desk.post("/korps/ny/", {**TYPED, "times": ["mon_morning", "mon_night"]})
    assert answer.status_code == 422
    assert "Vælg tiderne i skemaet." in at_field(answer, "times")
    assert re.findall(r'value="(\w+)"[^>]* checked', at_field(answer, "times")) == ["mon_morning"]


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"name": " "}, "name", "Skriv mentorens navn."),
        ({"kind": ""}, "kind", "Vælg, hvem der har ansat mentoren."),
        ({"languages": []}, "languages", "Vælg mindst ét sprog."),
        ({"weekly_minutes": "hest"}, "weekly_minutes", "hest"),
        ({"weekly_minutes": "200"}, "weekly_minutes", "højst 168"),
        ({"first_day": "31-02-2026"}, "first_day", "31-02-2026"),
        ({"last_day": "01-10-2026"}, "last_day", "Den sidste dag ligger før den første."),
        ({"user": "00000000-0000-4000-8000-000000000000"}, "user", "Vælg"),
    ],
)
def test_a_wrong_description_is_told_at_its_field(
    desk: Client, wrong: dict[str, object], field: str, sentence: str
) -> None:
    answer = desk.post("/korps/ny/", {**TYPED, **wrong})
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert "Nord, Havnen, Nord" in answer.content.decode()
    assert not Mentor.objects.exists()


def test_a_mentor_of_another_jobcentre_is_neither_offered_nor_shown(desk: Client) -> None:
    elsewhere = builders.a_jobcentre("Jobcenter Sydby")
    builders.a_mentor("Fremmed Mand", organisation=elsewhere)
    foreign = builders.a_signed_mentor("Anden Mand", jobcentre=elsewhere)
    assert "Fremmed Mand" not in desk.get("/korps/ny/").content.decode()
    assert "Anden Mand" not in desk.get("/korps/").content.decode()
    assert desk.get(f"/korps/{foreign.uuid}/").status_code == 404


def test_a_mentor_is_described_anew(desk: Client, jobcentre: Organisation) -> None:
    mentor = builders.a_signed_mentor("Åse Øster", jobcentre=jobcentre, areas=("Nord",), weekly_minutes=90)
    edit = f"/korps/{mentor.uuid}/ret/"
    page = desk.get(edit).content.decode()
    assert 'value="1,5"' in page
    assert 'value="Nord"' in page
    typed = {**TYPED, "version": "1"}
    assert desk.post(edit, typed)["Location"] == f"/korps/{mentor.uuid}/"
    assert Mentor.objects.get().weekly_minutes == 450
    late = desk.post(edit, {**typed, "weekly_minutes": "20"})
    assert late.status_code == 422
    assert "En anden nåede det før dig" in late.content.decode()
    assert 'value="20"' in late.content.decode()
    assert Mentor.objects.get().weekly_minutes == 450


def test_a_competence_is_written_up_and_a_half_one_is_told(desk: Client, jobcentre: Organisation) -> None:
    mentor = builders.a_signed_mentor(jobcentre=jobcentre)
    address = f"/korps/{mentor.uuid}/kompetence/"
    half = desk.post(address, {"field": "debt", "level": "", "source": "course", "known_on": "16-11-2026"})
    assert half.status_code == 422
    assert "Vælg, hvor god mentoren er." in at_field(half, "level")
    desk.post(address, {"field": "debt", "level": "3", "source": "course", "known_on": "16-11-2026"})
    page = desk.get(f"/korps/{mentor.uuid}/").content.decode()
    assert "Gæld og økonomi" in page
    assert "Særligt god" in page


@pytest.mark.parametrize("since", ["01-01-2199", "01-01-1900"])
def test_a_competence_is_not_known_since_a_strange_day(desk: Client, jobcentre: Organisation, since: str) -> None:
    mentor = builders.a_signed_mentor(jobcentre=jobcentre)
    typed = {"field": "debt", "level": "3", "source": "course", "known_on": since}
    answer = desk.post(f"/korps/{mentor.uuid}/kompetence/", typed)
    assert answer.status_code == 422
    assert "Dagen ligger" in at_field(answer, "known_on")
    assert f'value="{since}"' in answer.content.decode()
    assert not mentor.competences.exists()


def test_the_table_tells_courses_and_granted_hours_against_the_week() -> None:
    course = builders.a_course()
    builders.an_accepted_match(course)
    other = builders.a_course(caseworker=course.caseworker, coordinator=course.coordinator, mentor=course.mentor)
    builders.an_asked_match(other)
    desk = builders.logged_in(course.coordinator, Role.COORDINATOR)
    page = desk.get("/korps/").content.decode()
    assert 'data-title="Forløb" class="p-number-cell">1<' in page
    assert 'data-title="Bevilgede timer" class="p-number-cell">2<' in page
    assert "Spurgt om 1" in page
    detail = desk.get(f"/korps/{course.mentor.uuid}/").content.decode()
    assert "1 forløb med 2 bevilgede timer om ugen af 37." in detail
    assert course.case.number in detail


def test_the_coordinator_notes_a_signature_on_paper(desk: Client, jobcentre: Organisation) -> None:
    mentor = builders.a_signed_mentor(jobcentre=jobcentre, signed=False)
    assert "Mangler tavshedspligt" in desk.get("/korps/").content.decode()
    assert desk.post(f"/korps/{mentor.uuid}/underskrevet/").status_code == 302
    mentor.refresh_from_db()
    assert mentor.secrecy_signed_on is not None


def test_a_mentor_signs_and_reads_when(jobcentre: Organisation) -> None:
    mentor = builders.a_signed_mentor(jobcentre=jobcentre, signed=False)
    phone = builders.logged_in(mentor.user, Role.MENTOR)
    assert "Skriv under" in phone.get("/korps/tavshed/").content.decode()
    assert phone.post("/korps/tavshed/")["Location"] == "/korps/tavshed/"
    assert "Du har skrevet under" in phone.get("/korps/tavshed/").content.decode()


def test_who_is_in_no_corps_is_told_so() -> None:
    phone = builders.logged_in(builders.a_mentor(), Role.MENTOR)
    sentence = "Du er ikke registreret i et korps endnu."
    assert sentence in phone.get("/korps/tavshed/").content.decode()
    answer = phone.post("/korps/tavshed/")
    assert answer.status_code == 409
    assert sentence in answer.content.decode()


def test_an_unknown_mentor_is_not_found(desk: Client) -> None:
    unknown = UUID("00000000-0000-4000-8000-000000000000")
    assert [desk.get(f"/korps/{unknown}/{page}").status_code for page in ("", "ret/")] == [404, 404]
