"""The mentor who is asked, or is asked no longer, gets a mail that says that there is news, and nothing more."""

import pytest

from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.correspondence.models import OutboxItem
from parloeb.domain.matching.commands import parting, proposing
from parloeb.domain.matching.models import Match
from parloeb.domain.people import acting
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON

pytestmark = pytest.mark.django_db


@pytest.fixture
def course() -> builders.Course:
    return builders.a_course()


def notices(course: builders.Course) -> list[str]:
    """The keys of what waits to leave for the mentor, in order."""
    return list(OutboxItem.objects.filter(to_address=course.mentor_user.email).values_list("key", flat=True))


def withdraw(match: Match, course: builders.Course) -> None:
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        proposing.withdraw(match, by=by, at=AT, on=ON)


def test_a_mentor_is_told_when_asked_and_not_when_thought_of(course: builders.Course) -> None:
    match = builders.a_proposed_match(course)
    assert notices(course) == []
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        proposing.ask(match, by=by, at=AT, on=ON)
    assert notices(course) == [f"match:{match.uuid}:asked"]


def test_a_mentor_is_told_when_the_question_is_taken_back(course: builders.Course) -> None:
    match = builders.an_asked_match(course)
    withdraw(match, course)
    assert notices(course) == [f"match:{match.uuid}:asked", f"match:{match.uuid}:withdrawn"]


def test_who_was_never_asked_is_not_told_of_a_proposal_taken_back(course: builders.Course) -> None:
    withdraw(builders.a_proposed_match(course), course)
    assert notices(course) == []


def test_the_course_that_ends_takes_its_question_back(course: builders.Course) -> None:
    match = builders.an_asked_match(course)
    parting.conclude(course.case, last_day=ON, by=acting.SYSTEM, at=AT)
    assert notices(course)[-1] == f"match:{match.uuid}:withdrawn"


def test_the_mail_names_nobody_and_nothing(course: builders.Course) -> None:
    match = builders.an_asked_match(course)
    OutboxItem.objects.exclude(key=f"match:{match.uuid}:asked").delete()
    sent: list[tuple[str, ...]] = []
    assert correspondence.deliver_next(send=lambda *mail: sent.append(mail), by=acting.SYSTEM, at=AT, on=ON)
    ((address, subject, body, _),) = sent
    assert address == course.mentor_user.email
    for telling in ("Anna", "Borg", course.case.number, "mentor", "borger", "timer", match.why):
        assert telling.lower() not in (subject + body).lower()


def test_a_refused_question_sends_nothing(course: builders.Course) -> None:
    builders.an_asked_match(course)
    before = notices(course)
    match = Match.objects.get()
    with builders.act(course.caseworker, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError):
        proposing.withdraw(match, by=by, at=AT, on=ON)
    assert notices(course) == before
