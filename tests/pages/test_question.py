"""What the question to a mentor tells of the course, and whom it does not name."""

import pytest

from parloeb.domain.matching.lists import WishWay
from parloeb.domain.matching.needs import commands as needs
from parloeb.domain.matching.needs.rules import Content
from parloeb.domain.matching.wishes import commands as wishes
from parloeb.domain.matching.wishes import rules as wish_rules
from parloeb.domain.people.models import Citizen
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import AT, ON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]


@pytest.fixture
def course() -> builders.Course:
    return builders.a_course()


def _question(course: builders.Course) -> str:
    """The page on which the mentor who is asked answers."""
    match = builders.an_asked_match(course)
    answer = builders.logged_in(course.mentor_user, Role.MENTOR).get(f"/match/svar/{match.uuid}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_question_tells_of_times_experience_length_and_weight_and_names_nobody(course: builders.Course) -> None:
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        told = wish_rules.Content(times=("mon_morning", "tue_morning"), words="Jeg bor på Elmevej.")
        wishes.tell(course.case, told, way=WishWay.PHONE, told_on=ON, after=None, by=by, at=AT, on=ON)
        needed = Content({"debt": 2, "abuse": 3}, is_heavy=True)
        needs.judge(course.case, needed, after=None, by=by, at=AT, on=ON)
    page = _question(course)
    for words in (
        "man og tir formiddag",
        "Tungt forløb",
        "Gæld og økonomi",
        "13 uger",
        "hver for sig",
        "første 3 møder",
    ):
        assert words in page, words
    for words in ("Anna", "Borg ", course.case.number, "Elmevej", "Misbrug"):
        assert words not in page, words


def test_a_course_that_is_not_heavy_is_not_said_to_be(course: builders.Course) -> None:
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        needs.judge(course.case, Content({"debt": 2}, is_heavy=False), after=None, by=by, at=AT, on=ON)
    page = _question(course)
    assert "Gæld og økonomi" in page
    assert "Tungt forløb" not in page


@pytest.mark.parametrize(("areas", "is_told"), [((), False), (("Nordby", "Vestby"), True)])
def test_the_area_is_what_the_citizen_told_and_not_the_jobcentre(
    course: builders.Course, areas: tuple[str, ...], is_told: bool
) -> None:
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        told = wish_rules.Content(words="Jeg er her.", areas=areas)
        wishes.tell(course.case, told, way=WishWay.PHONE, told_on=ON, after=None, by=by, at=AT, on=ON)
    page = _question(course)
    assert ("Område" in page) is is_told
    assert ("Nordby, Vestby" in page) is is_told
    assert course.case.jobcentre.name not in page


def test_no_area_that_a_protected_citizen_told_is_read_before_the_yes(course: builders.Course) -> None:
    Citizen.objects.filter(pk=course.case.citizen_id).update(is_protected=True)
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        told = wish_rules.Content(areas=("Nordby",))
        wishes.tell(course.case, told, way=WishWay.PHONE, told_on=ON, after=None, by=by, at=AT, on=ON)
    assert "Nordby" not in _question(course)
    front = builders.logged_in(course.mentor_user, Role.MENTOR).get("/mentor/").content.decode()
    assert "2 timer om ugen" in front
    assert course.case.jobcentre.name not in front.partition("<main")[2]
