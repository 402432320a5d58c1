"""Whoever was the mentor and acts for the municipality too reads nothing of what the citizen said of them then."""

from datetime import timedelta

import pytest

from parloeb.domain.matching.commands import changing
from parloeb.domain.matching.handover import commands as handover
from parloeb.domain.matching.models import Handover
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import ON, Course, clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]
# So long ago that the days after are over, and the case is open again to the former mentor as an employee.
THEN = ON - timedelta(days=30)
WORDS = "Jeg er utryg ved ham."


@pytest.fixture
def course() -> Course:
    """A course whose mentor is a coordinator of the same jobcentre."""
    course = builders.a_course(on=THEN)
    builders.give_role(course.mentor_user, Role.COORDINATOR, organisation=course.case.jobcentre, first_day=THEN)
    return course


def reads(user: User, path: str) -> bool:
    return WORDS in builders.logged_in(user, Role.COORDINATOR).get(path).content.decode()


def test_the_citizens_wish_for_another_mentor_is_not_read_by_that_mentor(course: Course) -> None:
    match = builders.an_accepted_match(course, on=THEN)
    with builders.act(course.citizen_user, Role.CITIZEN, on=THEN) as by:
        change = changing.ask(match, changing.Wish(None, WORDS), by=by, at=clock.at(THEN), on=THEN)
    with builders.act(course.coordinator, Role.COORDINATOR, on=THEN) as by:
        changing.part(change, "Vi finder en anden.", by=by, at=clock.at(THEN), on=THEN)
    path, story = f"/match/skift/{change.uuid}/", f"/sager/{course.case.uuid}/"
    assert reads(course.coordinator, path)
    assert builders.logged_in(course.mentor_user, Role.COORDINATOR).get(path).status_code == 404
    asked = "Borgeren bad om en anden mentor"
    assert asked in builders.logged_in(course.coordinator, Role.COORDINATOR).get(story).content.decode()
    told = builders.logged_in(course.mentor_user, Role.COORDINATOR).get(story)
    assert told.status_code == 200
    assert asked not in told.content.decode()


def test_the_answers_on_going_on_are_not_read_by_that_mentor(course: Course) -> None:
    match = builders.an_ended_match(course, on=THEN)
    path, answers = f"/match/se/{match.uuid}/", "Hvad de hver for sig svarer"
    assert answers in builders.logged_in(course.coordinator, Role.COORDINATOR).get(path).content.decode()
    told = builders.logged_in(course.mentor_user, Role.COORDINATOR).get(path)
    assert told.status_code == 200
    assert answers not in told.content.decode()


def test_what_the_citizen_writes_to_the_next_mentor_is_not_read_by_the_last(course: Course) -> None:
    builders.an_ended_match(course, on=THEN)
    found = Handover.objects.select_related("case__citizen").get(case=course.case)
    with builders.act(course.citizen_user, Role.CITIZEN, on=THEN) as by:
        handover.write(found, works=WORDS, avoid="", by=by, at=clock.at(THEN), on=THEN)
    path = f"/match/overdragelse/{found.uuid}/"
    assert reads(course.coordinator, path)
    assert builders.logged_in(course.mentor_user, Role.COORDINATOR).get(path).status_code == 404


def test_why_it_ended_is_not_read_by_that_mentor(course: Course) -> None:
    match = builders.an_ended_match(course, on=THEN)
    page, story = f"/match/se/{match.uuid}/", f"/sager/{course.case.uuid}/"
    for path, told in ((page, "Mere om slutningen"), (page, "Flytter."), (story, "Mentoren ønskede at stoppe")):
        assert told in builders.logged_in(course.coordinator, Role.COORDINATOR).get(path).content.decode()
        own = builders.logged_in(course.mentor_user, Role.COORDINATOR).get(path)
        assert own.status_code == 200
        assert told not in own.content.decode()
        assert "Sidste dag" in own.content.decode()
