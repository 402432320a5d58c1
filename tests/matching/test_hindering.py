"""Whoever asked a mentor is told when something came in the way before the answer."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parloeb.domain.corps.availability import commands as availability
from parloeb.domain.corps.lists import AbsenceKind
from parloeb.domain.corps.models import Mentor
from parloeb.domain.matching.exclusions import commands as exclusions
from parloeb.domain.matching.lists import ExclusionReason
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.queries import hindering
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import AT, ON, Course

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]


@pytest.fixture
def course() -> Course:
    return builders.a_course()


def _told() -> str:
    return " ".join(one.note for one in hindering.waiting(Match.objects.all(), on=ON))


def _desk(course: Course) -> str:
    return builders.logged_in(course.coordinator, Role.COORDINATOR).get("/").content.decode()


def test_an_asked_mentor_for_whom_nothing_is_in_the_way_is_no_line(course: Course) -> None:
    builders.an_asked_match(course)
    assert _told() == ""
    assert "noget er i vejen" not in _desk(course)


@pytest.mark.parametrize(("days", "is_told"), [(3, True), (4, False)])
def test_an_absence_until_the_answer_is_told(course: Course, days: int, is_told: bool) -> None:
    builders.an_asked_match(course)
    day = ON + timedelta(days=days)
    with builders.act(course.mentor_user, Role.MENTOR) as by:
        availability.register_absence(
            course.mentor, kind=AbsenceKind.HOLIDAY, first_day=day, last_day=day, by=by, at=AT, on=ON
        )
    assert ("Er væk 19-11-2026" in _told()) is is_told


def test_a_mentor_who_has_no_hours_any_more_is_told_on_the_desk(course: Course) -> None:
    builders.an_asked_match(course)
    Mentor.objects.filter(pk=course.mentor.pk).update(last_day=ON + timedelta(days=2))
    assert "Holder op 18-11-2026" in _told()
    assert "Mikkel Lund er spurgt, men noget er i vejen" in _desk(course)


@pytest.mark.parametrize(("reach", "is_told"), [(builders.a_proposed_match, False), (builders.an_asked_match, True)])
def test_who_is_excluded_meanwhile_is_told_of_the_asked_alone(course: Course, reach: object, is_told: bool) -> None:
    assert callable(reach)
    reach(course)
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        why = ExclusionReason.CONFLICT
        exclusions.exclude(course.case, course.mentor, why=why, words="", by=by, at=AT, on=ON)
    assert bool(_told()) is is_told


def test_who_cannot_answer_at_all_is_told_of_elsewhere(course: Course) -> None:
    builders.an_asked_match(course)
    Mentor.objects.filter(pk=course.mentor.pk).update(last_day=ON + timedelta(days=2))
    assert _told()
    type(course.mentor_user).objects.filter(pk=course.mentor_user.pk).update(is_active=False)
    assert _told() == ""
    assert "Mikkel Lund kan ikke svare" in _desk(course)


def test_the_mentor_who_is_an_employee_reads_no_line_of_the_own_question(course: Course) -> None:
    builders.an_asked_match(course)
    Mentor.objects.filter(pk=course.mentor.pk).update(last_day=ON + timedelta(days=2))
    builders.give_role(course.mentor_user, Role.COORDINATOR, organisation=course.case.jobcentre)
    own = builders.logged_in(course.mentor_user, Role.COORDINATOR).get("/").content.decode()
    assert "noget er i vejen" not in own
    assert "noget er i vejen" in _desk(course)


def test_many_are_asked_about_as_often_as_few(course: Course) -> None:
    counts = []
    builders.an_asked_match(course)
    for name in ("Bo Dahl", "Ida Munk"):
        with CaptureQueriesContext(connection) as asked:
            hindering.waiting(Match.objects.all(), on=ON)
        counts.append(len(asked))
        other = builders.a_course(caseworker=course.caseworker, coordinator=course.coordinator, citizen_name=name)
        builders.an_asked_match(other)
    assert counts[0] == counts[1]
