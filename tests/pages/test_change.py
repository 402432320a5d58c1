"""A change of mentor, asked for and answered by clicking: past the other of the two, on every page."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from parloeb.domain.cases.models import Relation
from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.matching.models import ChangeRequest, Match
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import ON
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]
SECRET = "Hemmeligtønske"


@pytest.fixture
def course() -> builders.Course:
    return builders.a_course()


@pytest.fixture
def match(course: builders.Course) -> Match:
    """Past its trial."""
    match = builders.a_running_match(course)
    Match.objects.filter(pk=match.pk).update(meetings=3)
    return match


def _desk(course: builders.Course) -> Client:
    return builders.logged_in(course.coordinator, Role.COORDINATOR)


def _phone(course: builders.Course) -> Client:
    return builders.logged_in(course.mentor_user, Role.MENTOR)


def _citizen(course: builders.Course) -> Client:
    return builders.logged_in(course.citizen_user, Role.CITIZEN)


def _read(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def _asked(course: builders.Course, match: Match) -> str:
    """The citizen asks; the address of the wish."""
    typed = {"reason": "safety", "words": SECRET}
    answer = _citizen(course).post(f"/match/sammen/{match.uuid}/skift/", typed)
    assert answer["Location"] == f"/match/sammen/{match.uuid}/"
    return f"/match/skift/{ChangeRequest.objects.get().uuid}/"


def test_the_citizen_asks_and_reads_an_honest_status(course: builders.Course, match: Match) -> None:
    citizen, together = _citizen(course), f"/match/sammen/{match.uuid}/"
    assert "bede om det her" in _read(citizen, "/min-side/")
    _asked(course, match)
    status = "Du bad om en anden mentor 16. november 2026. Du får svar senest 21. november 2026."
    for path in ("/min-side/", together):
        assert status in _read(citizen, path)
    ChangeRequest.objects.update(answer_by=ON - timedelta(days=1), asked_on=ON - timedelta(days=6))
    assert "Teamlederen har fået besked." in _read(citizen, together)
    again = citizen.post(f"{together}skift/", {"reason": "times"})
    assert again.status_code == 422
    assert "Der er allerede bedt om en anden mentor." in again.content.decode()


def test_no_page_of_the_mentor_tells_of_the_citizens_wish(course: builders.Course, match: Match) -> None:
    wish = _asked(course, match)
    phone = _phone(course)
    pages = ("/mentor/", f"/match/sammen/{match.uuid}/", f"/sager/{course.case.uuid}/", "/sager/?q=Hemmelig")
    for path in pages:
        page = _read(phone, path)
        assert SECRET not in page
        assert "bad om en anden mentor" not in page
        assert wish not in page
    assert phone.get(wish).status_code in (403, 404)
    assert phone.post(f"{wish}traek-tilbage/").status_code == 404
    assert ChangeRequest.objects.get().state == "asked"


def test_the_citizen_reads_nothing_of_the_mentors_wish(course: builders.Course, match: Match) -> None:
    typed = {"reason": "life", "words": SECRET}
    assert _phone(course).post(f"/match/sammen/{match.uuid}/skift/", typed).status_code == 302
    citizen = _citizen(course)
    for path in ("/min-side/", f"/match/sammen/{match.uuid}/", f"/sager/{course.case.uuid}/"):
        page = _read(citizen, path)
        assert SECRET not in page
        assert "Mentoren bad om" not in page


def test_the_coordinator_answers_and_the_one_who_asked_reads_it(course: builders.Course, match: Match) -> None:
    wish, desk = _asked(course, match), _desk(course)
    assert "Svar: borgeren har bedt om en anden mentor" in _read(desk, "/")
    assert SECRET in _read(desk, wish)
    assert desk.post(wish, {"outcome": "settle", "answer": "I har talt om tiderne."})["Location"] == wish
    assert "I fortsætter sammen. Svaret var: »I har talt om tiderne.«" in _read(
        _citizen(course), f"/match/sammen/{match.uuid}/"
    )
    assert "I har talt om tiderne." not in _read(_phone(course), f"/match/sammen/{match.uuid}/")
    assert "Send svaret" not in _read(desk, wish)


def test_a_new_mentor_is_found_while_the_two_go_on(course: builders.Course, match: Match) -> None:
    wish, desk = _asked(course, match), _desk(course)
    desk.post(wish, {"outcome": "search", "answer": "Vi finder en ny."})
    page = _read(desk, wish)
    assert "Find den nye mentor" in page
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    candidates = _read(desk, f"/match/{course.case.uuid}/")
    assert "er allerede valgt" not in candidates
    assert "Maja Krogh" in candidates
    typed = {"mentor": str(other.uuid), "why": "Er rolig.", "deviation_reason": "knows_both"}
    assert desk.post(f"/match/{course.case.uuid}/", typed).status_code == 302
    assert Match.objects.get(pk=match.pk).state == "running"


def test_the_match_ends_at_once_where_that_is_the_answer(course: builders.Course, match: Match) -> None:
    wish, desk = _asked(course, match), _desk(course)
    assert desk.post(wish, {"outcome": "part", "answer": "Vi finder en ny."}).status_code == 302
    assert Match.objects.get().end_reason == "citizen_wish"
    assert "Find en mentor" in _read(desk, "/")
    assert "Borgeren ønskede" not in _read(_phone(course), f"/sager/{course.case.uuid}/")


def test_what_was_asked_by_phone_is_written_down(course: builders.Course, match: Match) -> None:
    browser = builders.logged_in(course.caseworker, Role.CASEWORKER)
    path = f"/match/se/{match.uuid}/skift/"
    typed = {"side": "citizen", "reason": "times", "words": "", "way": "phone", "asked_on": "13-11-2026"}
    answer = browser.post(path, typed)
    assert answer["Location"] == f"/match/skift/{ChangeRequest.objects.get().uuid}/"
    assert ChangeRequest.objects.get().answer_by == ON + timedelta(days=2)
    page = _read(browser, answer["Location"])
    assert "Kun mentorkoordinatoren kan gøre dette." in page
    assert browser.post(answer["Location"], {"outcome": "part", "answer": "Ja."}).status_code == 422
    assert Match.objects.get().state == "running"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"reason": ""}, "reason"),
        ({"reason": "hævn"}, "reason"),
        ({"reason": "other", "words": ""}, "words"),
        ({"words": "x" * 501}, "words"),
    ],
)
def test_a_wish_that_lacks_something_is_told_at_its_field(
    course: builders.Course, match: Match, typed: dict[str, str], field: str
) -> None:
    whole = {"reason": "times", "words": "Mine ord."} | typed
    answer = _citizen(course).post(f"/match/sammen/{match.uuid}/skift/", whole)
    assert answer.status_code == 422
    assert "form-error-message" in at_field(answer, field)
    assert not ChangeRequest.objects.exists()


def test_in_the_trial_nobody_is_asked_why(course: builders.Course) -> None:
    match = builders.a_running_match(course)
    citizen, path = _citizen(course), f"/match/sammen/{match.uuid}/skift/"
    page = _read(citizen, path)
    assert 'name="reason"' not in page
    assert "du skal ikke sige hvorfor" in page
    assert citizen.post(path, {"words": ""}).status_code == 302


@pytest.mark.parametrize(
    ("typed", "field"), [({"outcome": ""}, "outcome"), ({"outcome": "fyr"}, "outcome"), ({"answer": " "}, "answer")]
)
def test_an_answer_that_lacks_something_is_told_at_its_field(
    course: builders.Course, match: Match, typed: dict[str, str], field: str
) -> None:
    wish = _asked(course, match)
    answer = _desk(course).post(wish, {"outcome": "settle", "answer": "I har talt."} | typed)
    assert answer.status_code == 422
    assert "form-error-message" in at_field(answer, field)


def test_the_leader_hears_of_a_wish_without_an_answer_after_its_day(course: builders.Course, match: Match) -> None:
    _asked(course, match)
    team = Relation.objects.get(case=course.case, kind=RelationKind.TEAM).team
    assert team
    leader = builders.logged_in(builders.a_leader(team=team), Role.TEAM_LEADER)
    assert "har bedt om en anden mentor" not in _read(leader, "/")
    ChangeRequest.objects.update(answer_by=ON - timedelta(days=1), asked_on=ON - timedelta(days=6))
    assert "Svar: borgeren har bedt om en anden mentor" in _read(leader, "/")


def test_the_year_is_told_without_names_and_small_numbers(course: builders.Course, match: Match) -> None:
    desk = _desk(course)
    assert "Intet match er sluttet" in _read(desk, "/match/skift/")
    desk.post(_asked(course, match), {"outcome": "part", "answer": "Vi finder en ny."})
    page = _read(desk, "/match/skift/")
    assert "2026" in page
    counts = re.findall(r"<td[^>]*>(.*?)</td>", page, re.DOTALL)
    assert {re.sub(r"<[^>]*>", "", count).strip() for count in counts} == {
        "vises ikke"
    }  # one of each table is a match, and no other is large enough to hide it
    assert "Mikkel" not in page
    assert "Anna" not in page
