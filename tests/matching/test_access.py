"""Who sees a match and who chooses. Every no differs from a yes in one fact."""

from datetime import timedelta

import pytest

from parloeb.domain.matching import access
from parloeb.domain.people import acting
from parloeb.domain.people.models import RoleAssignment, User
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import LONG_AGO, ON, YESTERDAY

pytestmark = pytest.mark.django_db


def _sees(user: User, role: Role) -> bool:
    return access.visible_to(builders.actor(user, role), on=ON).exists()


def test_the_authority_sees_a_match_from_the_choice_on_and_the_two_from_the_yes_on() -> None:
    course = builders.a_course()
    builders.an_asked_match(course)
    assert _sees(course.coordinator, Role.COORDINATOR)
    assert _sees(course.caseworker, Role.CASEWORKER)
    assert not _sees(course.mentor_user, Role.MENTOR)
    assert not _sees(course.citizen_user, Role.CITIZEN)
    other = builders.a_course()
    builders.an_accepted_match(other)
    assert _sees(other.mentor_user, Role.MENTOR)
    assert _sees(other.citizen_user, Role.CITIZEN)


def test_of_another_jobcentre_or_team_nobody_sees_it() -> None:
    builders.an_accepted_match()
    assert not _sees(builders.a_coordinator(jobcentre=builders.a_jobcentre()), Role.COORDINATOR)
    assert not _sees(builders.a_caseworker(), Role.CASEWORKER)
    assert not _sees(builders.a_mentor("Maja Krogh"), Role.MENTOR)


def test_the_second_mentor_does_not_see_the_match_of_the_first() -> None:
    course = builders.a_course()
    builders.an_ended_match(course)
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    match = builders.an_accepted_match(course, mentor=other)
    assert other.user
    assert access.visible_to(builders.actor(other.user, Role.MENTOR), on=ON).get() == match


def test_a_question_is_found_by_the_asked_mentor_alone_and_only_while_it_waits() -> None:
    course = builders.a_course()
    match = builders.an_asked_match(course)
    assert access.asked_of(builders.actor(course.mentor_user, Role.MENTOR)).get() == match
    assert not access.asked_of(builders.actor(builders.a_mentor("Maja Krogh"), Role.MENTOR)).exists()
    assert not access.asked_of(builders.actor(course.coordinator, Role.COORDINATOR)).exists()
    type(match).objects.update(state="declined", decline_reason="no_time")
    assert not access.asked_of(builders.actor(course.mentor_user, Role.MENTOR)).exists()


def test_the_caseworker_chooses_only_where_nobody_coordinates() -> None:
    course = builders.a_course()
    by = builders.actor(course.caseworker, Role.CASEWORKER)
    assert access.may_propose(by, course.case, on=ON).reason == "Kun mentorkoordinatoren kan gøre dette."
    assert not access.mentors_for(by, course.case, on=ON).exists()
    RoleAssignment.objects.filter(user=course.coordinator).update(last_day=YESTERDAY)
    assert access.may_propose(by, course.case, on=ON)
    assert access.mentors_for(by, course.case, on=ON).get() == course.mentor


def test_who_does_not_reach_the_case_chooses_nobody() -> None:
    course = builders.a_course()
    stranger = builders.actor(builders.a_coordinator(jobcentre=builders.a_jobcentre()), Role.COORDINATOR)
    assert access.may_propose(stranger, course.case, on=ON).reason == "Du har ikke adgang til sagen."
    assert not access.mentors_for(stranger, course.case, on=ON).exists()


def test_only_the_mentor_answers() -> None:
    course = builders.a_course()
    match = builders.an_asked_match(course)
    builders.give_role(course.mentor_user, Role.COORDINATOR, organisation=course.case.jobcentre, first_day=LONG_AGO)
    for act in ("accept", "decline"):
        assert access.may(builders.actor(course.mentor_user, Role.MENTOR), act, match, on=ON)
        assert not access.may(builders.actor(course.mentor_user, Role.COORDINATOR), act, match, on=ON)
        assert not access.may(builders.actor(builders.a_mentor("Maja Krogh"), Role.MENTOR), act, match, on=ON)
        assert not access.may(acting.SYSTEM, act, match, on=ON)


def test_whoever_is_the_mentor_does_not_see_the_case_as_an_employee() -> None:
    course = builders.a_course()
    builders.give_role(course.mentor_user, Role.COORDINATOR, organisation=course.case.jobcentre)
    builders.an_accepted_match(course)
    assert not _sees(course.mentor_user, Role.COORDINATOR)
    assert _sees(course.mentor_user, Role.MENTOR)


def test_after_the_days_after_the_mentor_sees_nothing_more() -> None:
    course = builders.a_course()
    builders.an_ended_match(course)
    by = builders.actor(course.mentor_user, Role.MENTOR)
    assert access.visible_to(by, on=ON + timedelta(days=14)).exists()
    assert not access.visible_to(by, on=ON + timedelta(days=15)).exists()
