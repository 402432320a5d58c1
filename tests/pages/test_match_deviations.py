"""A choice of somebody who was not suggested, and the page that tells the years; by clicking."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parloeb.domain.corps.models import Mentor
from parloeb.domain.matching.models import Match
from parloeb.domain.people.rules import Role
from parloeb.pages.matching import deviations
from tests import builders
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

PAGE = "/match/afvigelser/"


@pytest.fixture
def course() -> builders.Course:
    """A course whose own mentor is the last of four who can."""
    course = builders.a_course()
    Mentor.objects.update(weekly_minutes=200)
    for number in range(1, 4):
        builders.a_signed_mentor(f"Mentor {number}", jobcentre=course.case.jobcentre)
    return course


def _desk(course: builders.Course) -> Client:
    return builders.logged_in(course.coordinator, Role.COORDINATOR)


def _typed(course: builders.Course, **more: str) -> dict[str, str]:
    return {"mentor": str(course.mentor.uuid), "why": "Bor i nærheden.", **more}


def _others(page: str) -> str:
    """The tag that folds the others, and what follows."""
    return page[: page.index("Andre, der kan (1)")].rsplit("<details", 1)[1]


def test_who_chooses_somebody_else_is_asked_why_and_finds_the_fold_open(course: builders.Course) -> None:
    desk, path = _desk(course), f"/match/{course.case.uuid}/"
    assert " open" not in _others(desk.get(path).content.decode())
    answer = desk.post(path, _typed(course))
    assert answer.status_code == 422
    assert "Vælg, hvorfor det bliver en anden end de foreslåede." in at_field(answer, "deviation_reason")
    assert "Bor i nærheden." in answer.content.decode()
    assert " open" in _others(answer.content.decode())
    answer = desk.post(path, _typed(course, deviation_reason="other"))
    assert "Skriv kort, hvorfor det bliver en anden." in at_field(answer, "deviation_text")
    answer = desk.post(path, _typed(course, deviation_reason="hest"))
    assert answer.status_code == 422
    assert not Match.objects.exists()
    detail = desk.post(path, _typed(course, deviation_reason="experience"))["Location"]
    page = desk.get(detail).content.decode()
    assert "Ikke blandt de foreslåede" in page
    assert "Mentor 1, Mentor 2, Mentor 3" in page
    assert "Mentoren har erfaring, som systemet ikke kender" in page


def test_the_year_tells_how_many_followed_and_why_not(course: builders.Course) -> None:
    desk = _desk(course)
    assert "Valg og forslag år for år" in desk.get("/match/").content.decode()
    empty = desk.get(PAGE).content.decode()
    assert "Vælg en mentor til et forløb" in empty
    assert "<svg" not in empty.split("<main", 1)[1].split("</main", 1)[0]
    builders.a_proposed_match(course)
    page = desk.get(PAGE).content.decode()
    assert "0 af 1 valg fulgte et forslag." in page
    assert '<th scope="row">En anden: Jeg kender dem begge</th>' in page
    for name in ("Anna Borg", "Mikkel Lund", course.case.number):
        assert name not in page


def test_with_five_choices_the_share_is_told(course: builders.Course) -> None:
    desk = _desk(course)
    for number in range(4):
        mentor = Mentor.objects.get(name=f"Mentor {number % 3 + 1}")
        builders.a_proposed_match(course, mentor=mentor)
        Match.objects.update(state="withdrawn", closed_at=builders.AT)
    assert "4 af 4 valg fulgte et forslag." in desk.get(PAGE).content.decode()
    builders.a_proposed_match(course)
    assert "4 af 5 valg fulgte et forslag (80,0 %)." in desk.get(PAGE).content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM])
def test_coordinator_and_leader_alone_read_it(course: builders.Course, role: Role) -> None:
    user = builders.give_role(builders.a_user("Ny Person"), role, organisation=course.case.jobcentre)
    answer = builders.logged_in(user, role).get(PAGE)
    assert answer.status_code == (200 if role in deviations.READERS else 404)


def test_a_caseworker_is_not_led_to_it(course: builders.Course) -> None:
    page = builders.logged_in(course.caseworker, Role.CASEWORKER).get("/match/").content.decode()
    assert "Valg og forslag år for år" not in page


def test_the_page_asks_as_often_for_many_choices_as_for_one(course: builders.Course) -> None:
    desk = _desk(course)
    builders.a_proposed_match(course)
    desk.get(PAGE)
    few = _queries(desk)
    Match.objects.update(state="withdrawn", closed_at=builders.AT)
    builders.a_proposed_match(course, mentor=Mentor.objects.get(name="Mentor 1"))
    assert _queries(desk) == few


def _queries(desk: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(PAGE).status_code == 200
    return len(asked)
