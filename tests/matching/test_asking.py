"""The question while it waits: one reminder, a late answer, and a mentor who can answer no more."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.correspondence.models import OutboxItem
from parloeb.domain.law.settings import Setting
from parloeb.domain.matching import lists
from parloeb.domain.matching.commands import answering, proposing, reminding
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.queries import asking, telling
from parloeb.domain.matching.states import State
from parloeb.domain.people import acting
from parloeb.domain.people.models import RoleAssignment
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON, YESTERDAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> builders.Course:
    return builders.a_course()


def remind(after: int) -> int:
    """What the worker sends so many days after the question."""
    day = ON + timedelta(days=after)
    return reminding.remind(by=acting.SYSTEM, at=builders.at(day), on=day)


def reminders() -> int:
    return OutboxItem.objects.filter(key__endswith=":reminded").count()


def test_the_mentor_is_reminded_once_a_day_before_the_deadline(course: builders.Course) -> None:
    match = builders.an_asked_match(course)
    assert [remind(after) for after in (0, 1, 2, 2, 3)] == [0, 0, 1, 0, 0]
    match.refresh_from_db()
    assert match.reminded_at == builders.at(ON + timedelta(days=2))
    assert reminders() == 1


def test_a_day_on_which_the_worker_did_not_run_is_made_good(course: builders.Course) -> None:
    builders.an_asked_match(course)
    assert remind(5) == 1
    assert reminders() == 1


def test_a_jobcentre_reminds_earlier_or_not_at_all(course: builders.Course) -> None:
    builders.an_asked_match(course)
    builders.set_setting(course.case.jobcentre, Setting.REMIND_DAYS, 0)
    assert remind(2) == 0
    builders.set_setting(course.case.jobcentre, Setting.REMIND_DAYS, 2, first_day=ON + timedelta(days=1))
    assert remind(1) == 1


def test_who_has_answered_or_is_asked_no_longer_is_not_reminded(course: builders.Course) -> None:
    match = builders.an_asked_match(course)
    with builders.act(course.mentor_user, Role.MENTOR) as by:
        answering.decline(match, reason=lists.DeclineReason.NO_TIME, by=by, at=AT, on=ON)
    other = builders.an_asked_match(course, mentor=builders.a_signed_mentor("Maja", jobcentre=course.case.jobcentre))
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        proposing.withdraw(other, by=by, at=AT, on=ON)
    assert remind(2) == 0
    assert reminders() == 0


def test_of_two_workers_one_reminds(course: builders.Course) -> None:
    builders.an_asked_match(course)
    read = asking.to_remind(on=ON + timedelta(days=2))
    assert remind(2) == 1
    assert [reminding._remind(match, by=acting.SYSTEM, at=AT) for match in read] == [False]
    assert reminders() == 1


def test_the_deadline_is_the_jobcentres(course: builders.Course) -> None:
    builders.set_setting(course.case.jobcentre, Setting.ANSWER_DAYS, 7)
    assert builders.an_asked_match(course).answer_by == ON + timedelta(days=7)


def test_a_late_yes_counts_until_the_question_is_taken_back(course: builders.Course) -> None:
    match, late = builders.an_asked_match(course), ON + timedelta(days=9)
    with builders.act(course.mentor_user, Role.MENTOR, on=late) as by:
        answering.accept(match, by=by, at=builders.at(late), on=late)
    assert (match.state, match.first_day) == (State.ACCEPTED, late)


def test_a_late_yes_is_told_when_the_question_was_taken_back(course: builders.Course) -> None:
    match, late = builders.an_asked_match(course), ON + timedelta(days=9)
    read = Match.objects.get(pk=match.pk)
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        proposing.withdraw(match, by=by, at=AT, on=ON)
    with builders.act(course.mentor_user, Role.MENTOR, on=late) as by, pytest.raises(errors.OvertakenError):
        answering.accept(read, by=by, at=builders.at(late), on=late)


def test_the_second_yes_to_the_last_place_is_told(course: builders.Course) -> None:
    busy = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre, weekly_minutes=180)
    first = builders.an_asked_match(course, mentor=busy)
    other = builders.a_course(caseworker=course.caseworker, coordinator=course.coordinator, citizen_name="Bo Dahl")
    second = builders.an_asked_match(other, mentor=busy)
    assert asking.elsewhere(second, on=ON).sentence == (
        "Mentoren er også foreslået eller spurgt i ét andet forløb (2 timer om ugen) og har ikke svaret endnu."
    )
    assert busy.user
    with builders.act(busy.user, Role.MENTOR) as by:
        answering.accept(first, by=by, at=AT, on=ON)
        with pytest.raises(errors.RefusedError, match="Forløbet passer ikke længere"):
            answering.accept(second, by=by, at=AT, on=ON)
    assert asking.elsewhere(second, on=ON).sentence == ""


def _close_user(course: builders.Course) -> None:
    type(course.mentor_user).objects.filter(pk=course.mentor_user.pk).update(is_active=False)


def _leave(course: builders.Course) -> None:
    type(course.mentor).objects.filter(pk=course.mentor.pk).update(last_day=YESTERDAY)


def _lose_role(course: builders.Course) -> None:
    RoleAssignment.objects.filter(user=course.mentor_user).update(last_day=YESTERDAY)


@pytest.mark.parametrize(
    ("gone", "why"),
    [
        (_close_user, "mentorens bruger er lukket"),
        (_leave, "mentoren er holdt op"),
        (_lose_role, "brugeren er ikke mentor længere"),
    ],
)
def test_a_mentor_who_can_answer_no_more_is_told_to_the_coordinator(
    course: builders.Course, gone: object, why: str
) -> None:
    match = builders.an_asked_match(course)
    assert telling.waiting_for_coordinator(Match.objects.all(), on=ON) == ()
    gone(course)  # type: ignore[operator]
    (waits,) = telling.waiting_for_coordinator(Match.objects.all(), on=ON)
    assert why in waits.what
    assert why in asking.why_silent(Match.objects.get(pk=match.pk), on=ON)
    assert remind(2) == 0


@pytest.mark.parametrize("gone", [_close_user, _leave, _lose_role])
def test_nobody_is_asked_who_cannot_answer(course: builders.Course, gone: object) -> None:
    match = builders.a_proposed_match(course)
    gone(course)  # type: ignore[operator]
    with builders.act(course.coordinator, Role.COORDINATOR) as by, pytest.raises(errors.RefusedError):
        proposing.ask(Match.objects.get(pk=match.pk), by=by, at=AT, on=ON)


def test_a_mentor_who_left_cannot_say_yes(course: builders.Course) -> None:
    match = builders.an_asked_match(course)
    _leave(course)
    with (
        builders.act(course.mentor_user, Role.MENTOR) as by,
        pytest.raises(errors.RefusedError, match="holdt op som mentor"),
    ):
        answering.accept(Match.objects.get(pk=match.pk), by=by, at=AT, on=ON)


def test_a_reminder_before_the_question_is_refused_by_the_database(course: builders.Course) -> None:
    match = builders.an_asked_match(course)
    refused = pytest.raises(IntegrityError, match="matching_reminded_was_asked")
    with refused, transaction.atomic(), connection.cursor() as sql:
        sql.execute("UPDATE matching_match SET reminded_at = asked_at - interval '1 day' WHERE id = %s", [match.pk])


def test_the_questions_ask_the_database_as_often_for_many_as_for_few(
    course: builders.Course, django_assert_num_queries: object
) -> None:
    day: date = ON + timedelta(days=2)
    builders.an_asked_match(course)
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(asking.to_remind(on=day)) == 1
    other = builders.a_course(
        caseworker=course.caseworker, coordinator=course.coordinator, mentor=course.mentor, citizen_name="Bo Dahl"
    )
    builders.an_asked_match(other)
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(asking.to_remind(on=day)) == 2
