"""The log of sparring, by clicking, for coordinator and mentor."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parloeb.domain.audit.models import Event, EventKind
from parloeb.domain.corps.models import Sparring
from parloeb.domain.people.rules import Role
from parloeb.pages.shared import clock
from tests import builders
from tests.pages.posting import at_field

pytestmark = pytest.mark.django_db

TYPED = {
    "kind": "sparring",
    "held_on": "16-11-2026",
    "minutes": "45",
    "form": "individual",
    "theme": "role",
    "text": "Hvornår hjælper man?",
}


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: builders.AT)


@pytest.fixture
def course() -> builders.Course:
    course = builders.a_course()
    builders.an_accepted_match(course)
    return course


@pytest.fixture
def desk(course: builders.Course) -> Client:
    return builders.logged_in(course.coordinator, Role.COORDINATOR)


def test_the_coordinator_notes_a_group_and_each_mentor_reads_it(desk: Client, course: builders.Course) -> None:
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    gone = builders.a_signed_mentor("Gurli Gået", jobcentre=course.case.jobcentre, last_day=builders.YESTERDAY)
    form = desk.get("/korps/sparring/ny/").content.decode()
    assert "Noten er anonym" in form
    assert str(other.uuid) in form
    assert str(gone.uuid) not in form
    typed = {**TYPED, "form": "group", "mentors": [str(course.mentor.uuid), str(other.uuid)]}
    assert desk.post("/korps/sparring/ny/", typed)["Location"] == "/korps/sparring/"
    for client in (desk, builders.logged_in(other.user, Role.MENTOR)):
        page = client.get("/korps/sparring/").content.decode()
        assert "Hvornår hjælper man?" in page
        assert "Med: Maja Krogh, Mikkel Lund." in page
        assert "2. halvår 2026" in page
    assert "Mikkel Lund</th>" not in page  # of the hours a mentor reads the own alone
    internal = builders.logged_in(other.user, Role.MENTOR).get("/mentor/tid-uden-borgere/").content.decode()
    assert "0:45" in internal
    assert "2. halvår 2026: 45 minutter, 1 samtale" in desk.get(f"/korps/{other.uuid}/").content.decode()


def test_a_mentor_notes_the_own_and_takes_it_back(course: builders.Course) -> None:
    phone = builders.logged_in(course.mentor_user, Role.MENTOR)
    assert 'name="mentors"' not in phone.get("/korps/sparring/ny/").content.decode()
    assert phone.post("/korps/sparring/ny/", TYPED)["Location"] == "/korps/sparring/"
    sparring = Sparring.objects.get()
    address = f"/korps/sparring/{sparring.uuid}/tilbage/"
    assert address in phone.get("/korps/sparring/").content.decode()
    assert "Skriv, hvorfor" in at_field(phone.post(address, {"reason": ""}), "reason")
    assert phone.post(address, {"reason": "Var en anden dag."})["Location"] == "/korps/sparring/"
    page = phone.get("/korps/sparring/").content.decode()
    assert "Trukket tilbage 16-11-2026 af Mikkel Lund: Var en anden dag." in page
    assert "2. halvår" not in page


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"kind": ""}, "kind", "Vælg sparring eller supervision."),
        ({"held_on": "17-11-2026"}, "held_on", "Dagen ligger i fremtiden."),
        ({"minutes": "hest"}, "minutes", "hest"),
        ({"minutes": "0"}, "minutes", "mindst 1 minut"),
        ({"form": "group"}, "mentors", "En gruppe er mindst to mentorer."),
        ({"mentors": []}, "mentors", "Vælg mindst én mentor."),
        ({"mentors": ["00000000-0000-4000-8000-000000000000"]}, "mentors", "Vælg mentorer af listen."),
        ({"theme": "other", "text": ""}, "text", "Skriv, hvad det handlede om."),
        ({"text": "Anna var vred."}, "text", "Teksten nævner en borger"),
        ({"text": "010170-1234"}, "text", "CPR-nummer"),
        ({"case_number": "2026-999999", "case_reason": "Aftalt."}, "case_number", "ingen sag med det nummer"),
        ({"case_number": "2026-999999"}, "case_reason", "Skriv, hvorfor sagen skal nævnes."),
    ],
)
def test_a_wrong_note_is_told_at_its_field_and_what_was_typed_stays(
    desk: Client, course: builders.Course, wrong: dict[str, object], field: str, sentence: str
) -> None:
    typed = {**TYPED, "mentors": [str(course.mentor.uuid)], **wrong}
    answer = desk.post("/korps/sparring/ny/", typed)
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert str(typed["text"]) in at_field(answer, "text")
    assert not Sparring.objects.exists()


def test_a_case_that_was_chosen_is_shown_and_looked_at(desk: Client, course: builders.Course) -> None:
    typed = {**TYPED, "mentors": [str(course.mentor.uuid)]}
    chosen = {"case_number": course.case.number, "case_reason": "Borgeren bad om det."}
    desk.post("/korps/sparring/ny/", {**typed, **chosen})
    page = desk.get("/korps/sparring/").content.decode()
    assert f"Knyttet til sag {course.case.number}: Borgeren bad om det." in page
    look = Event.objects.filter(kind=EventKind.LOOK, name="corps:sparring").get()
    assert look.citizens == [course.case.citizen.uuid]


def test_nobody_else_reads_the_log(course: builders.Course) -> None:
    sparring = builders.a_sparring(course.mentor)
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    colleague = builders.logged_in(other.user, Role.MENTOR)
    assert "Rolle og grænser" not in colleague.get("/korps/sparring/").content.decode()
    assert colleague.get(f"/korps/sparring/{sparring.uuid}/tilbage/").status_code == 404
    for user, role in ((course.caseworker, Role.CASEWORKER), (course.citizen_user, Role.CITIZEN)):
        assert builders.logged_in(user, role).get("/korps/sparring/").status_code == 404


def test_the_page_asks_no_more_questions_for_many_talks(desk: Client, course: builders.Course) -> None:
    desk.get("/korps/sparring/")  # what is asked once a login or once a process is no matter of how many there are
    counts = []
    for number in (1, 4):
        for _ in range(number):
            other = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
            builders.a_sparring(course.mentor, other, case=course.case)
        with CaptureQueriesContext(connection) as asked:
            assert desk.get("/korps/sparring/").status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]
