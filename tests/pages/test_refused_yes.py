"""A yes that is refused says nothing of the citizen; whoever finds the mentor reads why."""

import pytest

from parloeb.domain.matching import lists
from parloeb.domain.matching.exclusions import commands as exclusions
from parloeb.domain.matching.states import State
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import AT, ON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]


def test_the_asked_mentor_never_reads_what_hinders_and_the_coordinator_does() -> None:
    course = builders.a_course()
    match = builders.an_asked_match(course)
    desk = builders.logged_in(course.coordinator, Role.COORDINATOR)
    detail, private = f"/match/se/{match.uuid}/", "Må ikke vælges her"
    assert private not in desk.get(detail).content.decode()
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        reason = lists.ExclusionReason.FAMILY
        exclusions.exclude(course.case, course.mentor, why=reason, words="Fætter.", by=by, at=AT, on=ON)
    answer = builders.logged_in(course.mentor_user, Role.MENTOR).post(f"/match/svar/{match.uuid}/ja/")
    assert answer.status_code == 409
    told = answer.content.decode()
    assert "Forløbet passer ikke længere med det, der er spurgt om" in told
    for closed in (private, "Fætter", "familie"):
        assert closed not in told
    assert private in desk.get(detail).content.decode()
    match.refresh_from_db()
    assert match.state == State.ASKED
