"""A letter that is written anew while it is called back never leaves: who calls it back finds the one in its place."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from parloeb.domain.correspondence import commands, inviting
from parloeb.domain.correspondence.models import Letter, LetterKind, OutboxItem
from parloeb.domain.correspondence.states import LetterState
from parloeb.domain.grants.lists import Way
from parloeb.domain.grants.models import Hearing
from parloeb.domain.grants.procedure.commands import hearings
from parloeb.domain.grants.procedure.commands.postponing import NewDay
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Receives
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON

pytestmark = pytest.mark.usefixtures("own_database")
TOMORROW = ON + timedelta(days=1)


def _called_back_while_written_anew(
    blocker: DjangoDbBlocker, letter: Letter, *, by: User, act: Callable[[], None]
) -> None:
    """Let somebody call back what a colleague writes anew and has not kept yet."""
    told: list[str] = []

    def call_back() -> None:
        with blocker.unblock():
            try:
                act()
            except errors.RefusedError as refusal:
                told.append(refusal.sentence)
            connection.close()

    thread = threading.Thread(target=call_back)
    with transaction.atomic():
        with builders.act(by, on=TOMORROW) as actor:
            commands.rewrite(letter, keys=builders.keys(), by=actor, at=builders.at(TOMORROW), on=TOMORROW)
        thread.start()
        thread.join(0.5)
        assert thread.is_alive(), "who called the letter back did not wait"
    thread.join(20)
    assert not thread.is_alive()
    assert told == []


def _read(letter: Letter) -> Letter:
    return Letter.objects.select_related("case__citizen", "citizen__user", "representative", "replaces").get(
        pk=letter.pk
    )


def _states(kind: LetterKind) -> list[tuple[bool, str]]:
    """Of each letter of the kind whether it is a copy, and its state, in the order in which they were written."""
    found = Letter.objects.filter(kind=kind).order_by("pk")
    return [(letter.copy_of_id is not None, letter.state) for letter in found]


def _prolonged(*, by: User) -> Hearing:
    """A hearing of somebody who is represented, whose letters on a new last day wait for the post."""
    citizen = builders.a_citizen()
    builders.a_representative(citizen)
    hearing = builders.a_sent_hearing(by=by, citizen=citizen)
    with builders.act(by) as actor:
        new = NewDay(hearing.answer_by + timedelta(days=7), "Anna er på sygehuset.")
        hearings.prolong(hearing, new, sending=builders.sending(), by=actor, at=AT, on=ON)
    return Hearing.objects.select_related("grant__case__citizen", "letter").get(pk=hearing.pk)


@pytest.mark.parametrize("is_copy", [False, True])
def test_an_answer_calls_back_the_letter_that_is_written_anew(
    django_db_blocker: DjangoDbBlocker, is_copy: bool
) -> None:
    signe = builders.a_caseworker()
    hearing = _prolonged(by=signe)
    letter = Letter.objects.get(kind=LetterKind.POSTPONED, copy_of__isnull=not is_copy)

    def answer() -> None:
        with builders.act(signe, on=TOMORROW) as by:
            said = hearings.Answer("Det passer.", Way.PHONE, TOMORROW)
            hearings.answer(hearing, said, by=by, at=builders.at(TOMORROW), on=TOMORROW)

    _called_back_while_written_anew(django_db_blocker, _read(letter), by=signe, act=answer)
    assert not OutboxItem.objects.filter(letter__kind=LetterKind.POSTPONED, sent_at=None).exists()
    first = [LetterState.CANCELLED, LetterState.CANCELLED]
    first[is_copy] = LetterState.REPLACED
    assert _states(LetterKind.POSTPONED) == [
        (False, first[0]),
        (True, first[1]),
        (is_copy, LetterState.CANCELLED),
    ]


@pytest.mark.parametrize("is_copy", [False, True])
def test_an_invitation_that_is_written_anew_is_called_back(django_db_blocker: DjangoDbBlocker, is_copy: bool) -> None:
    signe, citizen = builders.a_caseworker(), builders.a_citizen()
    builders.a_representative(citizen, receives=Receives.ALL)
    letter = builders.an_invitation(builders.a_grant(by=signe, citizen=citizen).case, by=signe).letter
    read, copy = _read(letter), letter.copies.get()

    def withdraw() -> None:
        with builders.act(signe, on=TOMORROW) as by:
            inviting.withdraw(read, by=by, at=builders.at(TOMORROW), on=TOMORROW)

    anew = _read(copy if is_copy else letter)
    _called_back_while_written_anew(django_db_blocker, anew, by=signe, act=withdraw)
    assert not OutboxItem.objects.filter(letter__kind=LetterKind.INVITATION).exists()
    assert LetterState.READY not in {state for _, state in _states(LetterKind.INVITATION)}
