"""Of two who answer the same request at once the first decides; the second waits, and is told so."""

import threading
from collections.abc import Callable, Mapping

import pytest
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from parloeb.domain.correspondence.models import Letter
from parloeb.domain.grants import commands, modifying, submitting
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.states import State
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON

pytestmark = pytest.mark.usefixtures("own_database")

Act = Callable[[Grant, Actor], None]

ACTS: Mapping[str, Act] = {
    "grant": lambda grant, by: builders.decide(grant, by=by),
    "refuse": lambda grant, by: commands.refuse(grant, sending=builders.sending(), by=by, at=AT, on=ON),
    "return": lambda grant, by: submitting.send_back(grant, message="Se igen.", by=by, at=AT, on=ON),
    "stop": lambda grant, by: commands.stop(grant, used=(), sending=builders.sending(), by=by, at=AT, on=ON),
}


def read(grant: Grant) -> Grant:
    return Grant.objects.select_related("case__citizen", "referral", "modifies").get(pk=grant.pk)


def two_leaders() -> tuple[User, User, User]:
    """A caseworker and two leaders of one team."""
    signe = builders.a_caseworker()
    team = signe.role_assignments.get().team
    assert team
    return signe, builders.a_leader("Lone Kvist", team=team), builders.a_leader("Leif Dam", team=team)


def while_the_first_decides(blocker: DjangoDbBlocker, first: Callable[[], None], second: Callable[[], None]) -> str:
    """Let the second act while the first is not yet done; what the second is told."""
    told: list[str] = []

    def act() -> None:
        with blocker.unblock():
            try:
                second()
            except errors.RefusedError as refusal:
                told.append(refusal.sentence)
            connection.close()

    thread = threading.Thread(target=act)
    with transaction.atomic():
        first()
        thread.start()
        thread.join(0.5)
        assert thread.is_alive(), "the second did not wait for the first"
    thread.join(20)
    assert not thread.is_alive()
    (sentence,) = told
    return sentence


@pytest.mark.parametrize(
    ("first", "second", "state", "letters"),
    [
        ("grant", "grant", State.GRANTED, 1),
        ("grant", "refuse", State.GRANTED, 1),
        ("refuse", "grant", State.REFUSED, 1),
        ("return", "grant", State.DRAFT, 0),
    ],
)
def test_a_submitted_request_is_decided_once(
    django_db_blocker: DjangoDbBlocker, first: str, second: str, state: State, letters: int
) -> None:
    signe, lone, leif = two_leaders()
    grant = builders.a_drafted_grant(by=signe)
    Grant.objects.filter(pk=grant.pk).update(
        reason_text="Der er allerede støtte efter § 85.", alternative="Ring til rådgivningen."
    )
    with builders.act(signe, Role.CASEWORKER) as by:
        commands.submit(read(grant), by=by, at=AT, on=ON)
    ones, others = read(grant), read(grant)

    told = while_the_first_decides(
        django_db_blocker, _acting(lone, ACTS[first], ones), _acting(leif, ACTS[second], others)
    )

    assert told == errors.OvertakenError().sentence
    decided = read(grant)
    assert (decided.state, Letter.objects.count()) == (state, letters)
    assert decided.decided_by in ((lone, None) if state is State.DRAFT else (lone,))


@pytest.mark.parametrize(("kind", "act"), [(Kind.CHANGE, "grant"), (Kind.SHORTEN, "stop")])
def test_a_decision_about_another_is_made_once(django_db_blocker: DjangoDbBlocker, kind: Kind, act: str) -> None:
    signe, lone, leif = two_leaders()
    of = builders.a_grant(by=signe, first_day=builders.TOMORROW)
    with builders.act(signe, Role.CASEWORKER) as by:
        draft = modifying.begin(of, kind, by=by, at=AT, on=ON)
        typed = commands.Draft(
            first_day=draft.first_day,
            last_day=builders.TOMORROW if kind is Kind.SHORTEN else draft.last_day,
            minutes_per_week=90 if kind is Kind.CHANGE else None,
            decisive_reason=of.decisive_reason,
            reason_text="Det er aftalt.",
        )
        commands.save(draft, typed, version=draft.version, by=by, at=AT, on=ON)
    ones, others = read(draft), read(draft)

    deciding: Act = ACTS[act] if act == "stop" else _change
    told = while_the_first_decides(django_db_blocker, _acting(lone, deciding, ones), _acting(leif, deciding, others))

    assert told == errors.OvertakenError().sentence
    assert read(draft).decided_by == lone
    assert Letter.objects.count() == 2


def _change(grant: Grant, by: Actor) -> None:
    commands.decide(grant, used=(), sending=builders.sending(), by=by, at=AT, on=ON)


def _acting(user: User, act: Act, grant: Grant) -> Callable[[], None]:
    def do() -> None:
        with builders.act(user, Role.TEAM_LEADER) as by:
            act(grant, by)

    return do
