"""The two settle that they go on while the new mentor says yes: one of the two acts waits for the other."""

import threading

import pytest
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from parloeb.domain.matching.commands import answering, changing
from parloeb.domain.matching.lists import ChangeReason
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.states import State
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON


@pytest.mark.usefixtures("own_database")
def test_a_yes_while_they_settle_it_waits_and_is_refused(django_db_blocker: DjangoDbBlocker) -> None:
    course = builders.a_course()
    match = builders.a_running_match(course)
    with builders.act(course.citizen_user, Role.CITIZEN) as by:
        change = changing.ask(match, changing.Wish(ChangeReason.TIMES), by=by, at=AT, on=ON)
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        changing.search(change, "Vi leder.", by=by, at=AT, on=ON)
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    asked = builders.an_asked_match(course, mentor=other)
    told: list[str] = []

    def say_yes() -> None:
        with django_db_blocker.unblock():
            try:
                with builders.act(other.user, Role.MENTOR) as by:  # type: ignore[arg-type]
                    answering.accept(Match.objects.get(pk=asked.pk), by=by, at=AT, on=ON)
            except errors.RefusedError as refusal:
                told.append(refusal.sentence)
            connection.close()

    thread = threading.Thread(target=say_yes)
    with transaction.atomic(), builders.act(course.coordinator, Role.COORDINATOR) as by:
        changing.settle(change, "I fortsætter sammen.", by=by, at=AT, on=ON)
        thread.start()
        thread.join(1)
        assert thread.is_alive()
    thread.join(10)
    assert told == ["Borgeren fortsætter med sin mentor, så du skal ikke gøre noget."]
    assert Match.objects.get(mentor=course.mentor).state == State.RUNNING
