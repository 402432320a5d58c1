"""A draft that changes or moves hours, whose first day passed while it waited, begins on the day of the decision."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from parloeb.domain.audit.models import Event
from parloeb.domain.correspondence.rules import stored, twin
from parloeb.domain.grants import catching_up, chain, commands, curve, modifying, queries
from parloeb.domain.grants.curve import Row, Stretch
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.states import MOVES, OPEN, State
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.lists import Source
from parloeb.journeys import discharging
from parloeb.kernel import errors
from parloeb.kernel.periods import Period
from tests import builders
from tests.builders import FULL, ON

DAY = timedelta(days=1)
DRAFTED_ON = ON + timedelta(days=21)
DECIDED_ON = DRAFTED_ON + timedelta(days=2)
ENDS = date(2027, 5, 15)  # six months from Monday 16 November 2026
WHY = "Asta er kommet i arbejde og kan selv."
HAD: tuple[Stretch, ...] = ((Period(ON, ENDS), 120),)


def _of(first_day: date, minutes: int = 60, *, last_day: date = ENDS) -> Stretch:
    return Period(first_day, last_day), minutes


@pytest.mark.parametrize(
    ("drafted", "granted", "left"),
    [
        # The days that passed had their hours by what is changed: only they are left out.
        ((_of(DECIDED_ON - DAY),), HAD, (_of(DECIDED_ON),)),
        ((_of(DRAFTED_ON),), HAD, (_of(DECIDED_ON),)),
        # Every other day keeps what was drafted for it, also in the middle of a stretch and past one.
        (
            (_of(DRAFTED_ON, 60, last_day=DECIDED_ON + DAY), _of(DECIDED_ON + 2 * DAY, 30)),
            HAD,
            (_of(DECIDED_ON, 60, last_day=DECIDED_ON + DAY), _of(DECIDED_ON + 2 * DAY, 30)),
        ),
        ((_of(DRAFTED_ON, 60, last_day=DECIDED_ON - DAY), _of(DECIDED_ON, 30)), HAD, (_of(DECIDED_ON, 30),)),
        # The days may have been granted by two decisions.
        (
            (_of(DRAFTED_ON),),
            (_of(ON, 120, last_day=DRAFTED_ON), _of(DRAFTED_ON + DAY, 90)),
            (_of(DECIDED_ON),),
        ),
        # A last day may be left, or none.
        ((_of(DRAFTED_ON, last_day=DECIDED_ON),), HAD, (_of(DECIDED_ON, last_day=DECIDED_ON),)),
        ((_of(DRAFTED_ON, last_day=DECIDED_ON - DAY),), HAD, ()),
        # A day that passed and was not granted would be lost: that is another decision than the one drafted.
        ((_of(DRAFTED_ON),), (_of(DRAFTED_ON + DAY, 120),), ()),
        ((_of(DRAFTED_ON),), (_of(ON, 120, last_day=DECIDED_ON - 2 * DAY),), ()),
        ((_of(DRAFTED_ON),), (), ()),
        # Nothing has passed, or nothing is drafted.
        ((_of(DECIDED_ON),), HAD, ()),
        ((_of(DECIDED_ON + DAY),), HAD, ()),
        ((), HAD, ()),
    ],
)
def test_what_passed_is_left_out_and_every_other_day_is_as_drafted(
    drafted: tuple[Stretch, ...], granted: tuple[Stretch, ...], left: tuple[Stretch, ...]
) -> None:
    assert curve.begun_later(drafted, granted, on=DECIDED_ON) == left


@pytest.fixture
def grant(signe: User, lone: User) -> Grant:
    """Half a year, which the leader granted."""
    draft = builders.a_drafted_grant(by=signe, months=6)
    with builders.act(lone, Role.TEAM_LEADER) as actor:
        builders.decide(draft, by=actor)
    return draft


@pytest.fixture
def lone(signe: User) -> User:
    team = signe.role_assignments.get(role=Role.CASEWORKER).team
    assert team
    return builders.a_leader(team=team)


def _draft(of: Grant, kind: Kind, *, by: User, on: date = DRAFTED_ON, **typed: Any) -> Grant:
    with builders.act(by, Role.CASEWORKER, on=on) as actor:
        draft = modifying.begin(of, kind, by=actor, at=builders.at(on), on=on)
        whole: dict[str, Any] = {
            "first_day": draft.first_day,
            "last_day": draft.last_day,
            "decisive_reason": draft.decisive_reason,
            "reason_text": WHY,
        }
        typed_draft = commands.Draft(**{**whole, **typed})
        commands.save(draft, typed_draft, version=draft.version, by=actor, at=builders.at(on), on=on)
    return draft


def _submit(draft: Grant, *, by: User, on: date = DRAFTED_ON) -> Grant:
    with builders.act(by, Role.CASEWORKER, on=on) as actor:
        commands.submit(draft, by=actor, at=builders.at(on), on=on)
    return draft


def _catch_up(draft: Grant, *, by: User, role: Role = Role.TEAM_LEADER, on: date = DECIDED_ON) -> None:
    with builders.act(by, role, on=on) as actor:
        catching_up.begin_today(draft, by=actor, at=builders.at(on), on=on)


def _decide(draft: Grant, *, by: User, role: Role = Role.TEAM_LEADER, on: date = DECIDED_ON) -> None:
    with builders.act(by, role, on=on) as actor:
        commands.decide(draft, used=frozenset(), sending=builders.sending(), by=actor, at=builders.at(on), on=on)


def _words(grant: Grant) -> str:
    return twin.to_html(stored.from_facts_json(builders.letter_of(grant).facts)).replace("\u00a0", " ")


@pytest.mark.django_db
def test_the_leader_lets_a_change_begin_today_and_decides_it(signe: User, lone: User, grant: Grant) -> None:
    rows = (Row(1, 2, 60), Row(3, 23, 30))
    draft = _submit(_draft(grant, Kind.CHANGE, by=signe, weeks=rows), by=signe)
    hours = chain.hours_of(draft)
    with pytest.raises(errors.RefusedError, match="tidligst ændres fra i dag") as refusal:
        _decide(draft, by=lone)
    assert refusal.value.field == "first_day"
    _catch_up(draft, by=lone)
    draft.refresh_from_db()
    assert (draft.first_day, draft.last_day, draft.state) == (DECIDED_ON, ENDS, State.SUBMITTED)
    assert chain.hours_of(draft) == curve.within(hours, Period(DECIDED_ON))
    assert (draft.written_by, draft.submitted_by) == (signe, signe), "the leader wrote nothing of it"
    logged = Event.objects.get(name="grant.begun_today")
    assert (logged.subject_uuid, logged.user_uuid) == (draft.uuid, lone.uuid)
    _decide(draft, by=lone)
    assert queries.stretches(grant.case) == (
        (Period(ON, DECIDED_ON - DAY), 120),
        (Period(DECIDED_ON, DRAFTED_ON + timedelta(days=13)), 60),
        (Period(DRAFTED_ON + timedelta(days=14), ENDS), 30),
    )
    assert "9. december 2026" in _words(draft)
    assert "7. december 2026" not in _words(draft)


ADMITTED, DISCHARGED = date(2026, 11, 2), date(2027, 1, 4)
BEGINS = date(2026, 12, 1)
AT_DISCHARGE = replace(FULL, legal_basis="LAB_167_2", hospitalised_on=ADMITTED, discharge_on=DISCHARGED)


def _moved(signe: User, day: date, *, on: date, first_day: date = BEGINS) -> Grant:
    grant = builders.a_grant_at_discharge(by=signe, content=AT_DISCHARGE, first_day=first_day)
    with builders.act(signe, Role.CASEWORKER, on=on) as actor:
        moved = discharging.Moved(day, Source.HOSPITAL, "Afdelingen vil se tiden an.")
        draft = discharging.move(grant, moved, by=actor, at=builders.at(on), on=on)
    assert draft
    return draft


@pytest.mark.django_db
def test_support_that_has_begun_moves_from_the_day_it_is_decided(signe: User) -> None:
    drafted_on = date(2026, 12, 15)
    draft = _moved(signe, DISCHARGED + timedelta(days=14), on=drafted_on)
    assert draft.first_day == drafted_on
    last_day = draft.last_day
    later = drafted_on + timedelta(days=3)
    with pytest.raises(errors.RefusedError, match="tidligst flyttes til i dag"):
        _decide(draft, by=signe, role=Role.CASEWORKER, on=later)
    _catch_up(draft, by=signe, role=Role.CASEWORKER, on=later)
    _decide(draft, by=signe, role=Role.CASEWORKER, on=later)
    assert (draft.first_day, draft.last_day) == (later, last_day)
    assert queries.stretches(draft.case) == (
        (Period(BEGINS, later - DAY), 120),
        (Period(later, last_day), 120),
    )


@pytest.mark.django_db
def test_support_that_never_began_is_not_cut_but_drafted_anew(signe: User) -> None:
    """Its days would be fewer than were drafted: how they then lie is for who drafts it."""
    drafted_on = ON + DAY
    draft = _moved(signe, date(2026, 12, 7), on=drafted_on)
    assert draft.first_day
    later = draft.first_day + DAY
    assert later < BEGINS
    with pytest.raises(errors.RefusedError, match="Slet udkastet, og begynd på ny"):
        _catch_up(draft, by=signe, role=Role.CASEWORKER, on=later)
    draft.refresh_from_db()
    assert draft.first_day == later - DAY


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (DRAFTED_ON - DAY, "begynder ikke før i dag"),
        (DRAFTED_ON, "begynder ikke før i dag"),
        (ENDS + DAY, "Slet udkastet, og begynd på ny"),
    ],
)
def test_only_a_draft_whose_first_day_has_passed_is_caught_up(
    signe: User, lone: User, grant: Grant, on: date, sentence: str
) -> None:
    draft = _submit(_draft(grant, Kind.CHANGE, by=signe, minutes_per_week=60), by=signe)
    with pytest.raises(errors.RefusedError, match=sentence):
        _catch_up(draft, by=lone, on=on)
    assert chain.period_of(Grant.objects.get(pk=draft.pk)) == Period(DRAFTED_ON, ENDS)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [Kind.EXTEND, Kind.CORRECT])
def test_other_decisions_keep_their_first_day(signe: User, grant: Grant, kind: Kind) -> None:
    draft = _draft(grant, kind, by=signe, minutes_per_week=60, last_day=ENDS + timedelta(days=30))
    with pytest.raises(errors.RefusedError, match="ændrer eller flytter"):
        _catch_up(draft, by=signe, role=Role.CASEWORKER, on=ENDS + timedelta(days=5))


@pytest.mark.django_db
def test_what_lies_with_the_leader_is_the_leaders_and_what_is_decided_is_nobodys(
    signe: User, lone: User, grant: Grant
) -> None:
    draft = _draft(grant, Kind.CHANGE, by=signe, minutes_per_week=60)
    stranger = builders.a_leader("Leif", team=builders.a_team())
    with pytest.raises(errors.RefusedError, match=r"sag"):
        _catch_up(draft, by=stranger)
    _submit(draft, by=signe)
    with pytest.raises(errors.RefusedError, match="hos teamlederen"):
        _catch_up(draft, by=signe, role=Role.CASEWORKER)
    _catch_up(draft, by=lone)
    _decide(draft, by=lone)
    with pytest.raises(errors.RefusedError):
        _catch_up(draft, by=lone, on=DECIDED_ON + DAY)
    assert chain.period_of(Grant.objects.get(pk=draft.pk)) == Period(DECIDED_ON, ENDS)


@pytest.mark.django_db
def test_who_was_overtaken_lets_nothing_begin(signe: User, lone: User, grant: Grant) -> None:
    draft = _draft(grant, Kind.CHANGE, by=signe, minutes_per_week=60)
    read = Grant.objects.select_related("case", "referral").get(pk=draft.pk)
    _catch_up(draft, by=lone)
    with pytest.raises(errors.RefusedError):
        _catch_up(read, by=lone)
    typed, at = commands.Draft(first_day=DECIDED_ON + DAY, last_day=ENDS, minutes_per_week=30), builders.at(DECIDED_ON)
    with builders.act(signe, Role.CASEWORKER, on=DECIDED_ON) as actor, pytest.raises(errors.OvertakenError):
        commands.save(read, typed, version=read.version, by=actor, at=at, on=DECIDED_ON)


@pytest.mark.parametrize("state", list(State))
def test_it_is_a_draft_that_begins_today_and_it_stays_one(state: State) -> None:
    assert MOVES.get((state, "begin_today")) == (state if state in OPEN else None)
