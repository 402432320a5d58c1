"""Days to which there is a right are taken by no decision but the one that asks whether the citizen wishes it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from parloeb.domain.grants import chain, commands, modifying, queries
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.rules.findings import Outcome
from parloeb.domain.grants.states import State
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.lists import Source
from parloeb.journeys import discharging, redeciding
from parloeb.kernel import days, errors
from parloeb.kernel.periods import Period
from tests import builders
from tests.builders import FULL, ON

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
BEGINS = ON + DAY
HALF_A_YEAR = days.last_day_of(BEGINS, 6)
AT = ON + timedelta(days=40)
LATER = AT + timedelta(days=20)
BEGUN = BEGINS + timedelta(days=20)
MISTAKE = "Der er nok hjælp."


def _begin(of: Grant, kind: Kind, *, by: User, on: date = ON) -> Grant:
    with builders.act(by, on=on) as actor:
        return modifying.begin(Grant.objects.get(pk=of.pk), kind, by=actor, at=builders.at(on), on=on)


def _move(of: Grant, day: date, *, by: User, on: date = ON) -> Grant:
    with builders.act(by, on=on) as actor:
        moved = discharging.Moved(day, Source.HOSPITAL, "Afdelingen vil se tiden an.")
        draft = discharging.move(Grant.objects.get(pk=of.pk), moved, by=actor, at=builders.at(on), on=on)
    assert draft
    return draft


def _typed(draft: Grant, *, minutes: int = 120, **changed: date) -> commands.Draft:
    kept = {name: getattr(draft, name) for name in ("first_day", "last_day", "decisive_reason", "assessment")}
    return commands.Draft(mistake=MISTAKE, reason_text=MISTAKE, minutes_per_week=minutes, **(kept | changed))


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


def _by_right_of_study(signe: User, *, months: int) -> Grant:
    content = replace(FULL, legal_basis="LAB_167_3", target_group="5", admitted_on=ON)
    return builders.a_grant_at_discharge(by=signe, content=content, first_day=BEGINS, months=months)


def _take(of: Grant, kind: Kind, *, days_fewer: int, by: User) -> None:
    """Decide it so that it lasts so many days less, or none of it."""
    assert of.last_day
    draft, fewer = _begin(of, kind, by=by), of.last_day - days_fewer * DAY
    typed = _typed(draft, last_day=fewer) if kind is Kind.CORRECT else commands.Draft(reason_text=MISTAKE)
    _decide(draft, replace(typed, last_day=fewer) if kind is Kind.SHORTEN else typed, by=by)


def _extended(of: Grant, *, months: int, by: User) -> Grant:
    """Support for so many months more, granted by the leader."""
    draft = _begin(of, Kind.EXTEND, by=by)
    assert draft.first_day
    typed = _typed(draft, last_day=days.last_day_of(draft.first_day, months))
    _decide(draft, replace(typed, assessment="Der er brug for mere.", special_reason="Overgangen er svær."), by=by)
    return draft


@pytest.mark.rule("LAB-167-2-RIGHT")
@pytest.mark.parametrize(
    ("changed", "minutes"),
    [
        ({"last_day": date(2026, 11, 30)}, 120),
        ({"last_day": HALF_A_YEAR - DAY}, 120),
        ({"last_day": date(2026, 11, 30)}, 37 * 60),  # many hours make up for no days
        ({"first_day": date(2027, 3, 1), "last_day": HALF_A_YEAR}, 120),
    ],
)
def test_a_correction_takes_no_days_to_which_there_is_a_right(
    signe: User, changed: dict[str, date], minutes: int
) -> None:
    draft = _begin(_by_right(signe), Kind.CORRECT, by=signe)
    with pytest.raises(errors.RefusedError, match="brug »Afkort«") as refused:
        _decide(draft, _typed(draft, minutes=minutes, **changed), by=signe)
    assert refused.value.field == "last_day"
    stopping = [one.rule for one in queries.said_of(draft, on=ON) if one.outcome is Outcome.BLOCK]
    assert stopping == ["LAB-167-2-RIGHT"]


@pytest.mark.parametrize("first_day", [ON + timedelta(days=3), date(2027, 2, 1)])
def test_a_correction_to_days_that_are_as_many_months_is_one(signe: User, first_day: date) -> None:
    draft = _begin(_by_right(signe, months=3), Kind.CORRECT, by=signe)
    typed = _typed(draft, first_day=first_day, last_day=days.last_day_of(first_day, 3))
    _decide(draft, typed, by=signe)
    assert draft.state == State.GRANTED


@pytest.mark.parametrize("kind", [Kind.CORRECT, Kind.SHORTEN, Kind.REVOKE])
def test_what_was_granted_beyond_the_right_is_taken_without_a_wish(signe: User, kind: Kind) -> None:
    seventh = _extended(_by_right(signe), months=1, by=signe)
    assert seventh.last_day
    _take(seventh, kind, days_fewer=9, by=signe)
    left = HALF_A_YEAR if kind is Kind.REVOKE else seventh.last_day - 9 * DAY
    assert queries.stretches(seventh.case)[-1][0].last_day == left


@pytest.mark.parametrize("kind", [Kind.CORRECT, Kind.SHORTEN, Kind.REVOKE])
def test_what_the_right_is_made_up_of_is_not(signe: User, kind: Kind) -> None:
    second = _extended(_by_right(signe, months=3), months=3, by=signe)
    with pytest.raises(errors.RefusedError, match="når borgeren selv har bedt om det"):
        _take(second, kind, days_fewer=1, by=signe)


@pytest.mark.rule("LAB-167-3-RIGHT", "LAB-167-3-DURATION")
@pytest.mark.parametrize("days_fewer", [9, 60])
@pytest.mark.parametrize("kind", [Kind.CORRECT, Kind.SHORTEN, Kind.REVOKE])
def test_what_was_granted_beyond_the_start_of_a_study_is_taken_without_a_wish(
    signe: User, kind: Kind, days_fewer: int
) -> None:
    further = _extended(_by_right_of_study(signe, months=6), months=2, by=signe)
    assert further.last_day
    _take(further, kind, days_fewer=days_fewer, by=signe)
    left = HALF_A_YEAR if kind is Kind.REVOKE else further.last_day - days_fewer * DAY
    assert queries.stretches(further.case)[-1][0].last_day == left


@pytest.mark.rule("LAB-167-3-RIGHT", "LAB-167-3-DURATION")
@pytest.mark.parametrize("days_fewer", [1, 40])
@pytest.mark.parametrize("kind", [Kind.CORRECT, Kind.SHORTEN, Kind.REVOKE])
def test_the_months_from_the_start_of_a_study_are_not(signe: User, kind: Kind, days_fewer: int) -> None:
    second = _extended(_by_right_of_study(signe, months=3), months=3, by=signe)
    with pytest.raises(errors.RefusedError, match="når borgeren selv har bedt om det"):
        _take(second, kind, days_fewer=days_fewer, by=signe)


@pytest.mark.rule("LAB-167-2-RIGHT")
@pytest.mark.parametrize("on", [ON, BEGUN])
def test_a_move_takes_no_days_to_which_there_is_a_right(signe: User, on: date) -> None:
    draft = _move(_by_right(signe, months=3), LATER, by=signe, on=on)
    assert draft.first_day
    with pytest.raises(errors.RefusedError, match="brug »Afkort«") as refused:
        _decide(draft, _typed(draft, last_day=draft.first_day + 9 * DAY), by=signe, on=on)
    assert refused.value.field == "last_day"


def test_a_move_of_what_has_begun_does_not_begin_later_than_the_discharge_makes_it(signe: User) -> None:
    draft = _move(_by_right(signe, months=3), LATER, by=signe, on=BEGUN)
    assert draft.first_day
    with pytest.raises(errors.RefusedError, match="brug »Afkort«"):
        _decide(draft, _typed(draft, first_day=draft.first_day + timedelta(days=40)), by=signe, on=BEGUN)


@pytest.mark.parametrize(
    ("on", "months", "later"),
    [(ON, 3, 20), (ON, 6, 20), (ON, 6, 120), (BEGUN, 3, 20), (BEGUN, 3, 120), (BEGUN, 6, 90), (BEGUN, 6, 120)],
)
def test_a_move_as_the_discharge_makes_it_takes_nothing(signe: User, on: date, months: int, later: int) -> None:
    """Where no day may be granted for a while, six months that have begun cannot all move: the act sets the end."""
    grant = _by_right(signe, months=months)
    draft = _move(grant, AT + timedelta(days=later), by=signe, on=on)
    _decide(draft, _typed(draft), by=signe, on=on)
    assert draft.state == State.GRANTED
    assert chain.in_force_of(draft) == Period(draft.first_day or ON, draft.last_day)
