"""Days to which there is a right are taken by no decision but the one that asks whether the citizen wishes it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from parloeb.domain.grants import commands, modifying, queries
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.journeys import redeciding
from parloeb.kernel import days, errors
from tests import builders
from tests.builders import FULL, ON

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
BEGINS = ON + DAY
HALF_A_YEAR = days.last_day_of(BEGINS, 6)
AT = ON + timedelta(days=40)
MISTAKE = "Der er nok hjælp."


def _begin(of: Grant, kind: Kind, *, by: User, on: date = ON) -> Grant:
    with builders.act(by, on=on) as actor:
        return modifying.begin(Grant.objects.get(pk=of.pk), kind, by=actor, at=builders.at(on), on=on)


def _typed(draft: Grant, *, minutes: int = 120, **changed: date) -> commands.Draft:
    kept = {name: getattr(draft, name) for name in ("first_day", "last_day", "decisive_reason", "assessment")}
    return commands.Draft(reason_text=MISTAKE, minutes_per_week=minutes, **(kept | changed))


def _decide(draft: Grant, typed: commands.Draft | None = None, *, by: User, on: date = ON) -> None:
    """Save and decide, by the leader where it is beyond the caseworker's power."""
    with builders.act(by, on=on) as actor:
        if typed:
            commands.save(draft, typed, version=draft.version, by=actor, at=builders.at(on), on=on)
    team = by.role_assignments.get(role=Role.CASEWORKER).team
    assert team
    with builders.act(builders.a_leader(team=team), Role.TEAM_LEADER, on=on) as actor:
        decide = redeciding.stop if draft.kind in (Kind.SHORTEN, Kind.REVOKE) else redeciding.decide
        decide(draft, sending=builders.sending(), by=actor, at=builders.at(on), on=on)


def _by_right(signe: User, *, months: int = 6) -> Grant:
    content = replace(FULL, legal_basis="LAB_167_2", discharge_on=AT)
    return builders.a_grant_at_discharge(by=signe, content=content, first_day=BEGINS, months=months)


def _extended(of: Grant, *, months: int, by: User) -> Grant:
    """Support for so many months more, granted by the leader."""
    draft = _begin(of, Kind.EXTEND, by=by)
    assert draft.first_day
    typed = _typed(draft, last_day=days.last_day_of(draft.first_day, months))
    _decide(draft, replace(typed, assessment="Der er brug for mere.", special_reason="Overgangen er svær."), by=by)
    return draft


@pytest.mark.parametrize("kind", [Kind.SHORTEN, Kind.REVOKE])
def test_what_was_granted_beyond_the_right_is_taken_without_a_wish(signe: User, kind: Kind) -> None:
    seventh = _extended(_by_right(signe), months=1, by=signe)
    assert seventh.last_day
    draft = _begin(seventh, kind, by=signe)
    fewer = seventh.last_day - 9 * DAY
    typed = commands.Draft(reason_text=MISTAKE)
    _decide(draft, replace(typed, last_day=fewer) if kind is Kind.SHORTEN else typed, by=signe)
    assert queries.stretches(seventh.case)[-1][0].last_day == (HALF_A_YEAR if kind is Kind.REVOKE else fewer)


@pytest.mark.parametrize("kind", [Kind.SHORTEN, Kind.REVOKE])
def test_what_the_right_is_made_up_of_is_not(signe: User, kind: Kind) -> None:
    second = _extended(_by_right(signe, months=3), months=3, by=signe)
    draft = _begin(second, kind, by=signe)
    fewer = HALF_A_YEAR - DAY
    typed = commands.Draft(reason_text=MISTAKE)
    with pytest.raises(errors.RefusedError, match="når borgeren selv har bedt om det"):
        _decide(draft, replace(typed, last_day=fewer) if kind is Kind.SHORTEN else typed, by=signe)
