"""The grants of a course in one row: their order, the days between them, and the days that a draft would share."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from parloeb.domain.grants import plan
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.plan import Part
from parloeb.domain.grants.rules.aftercare import Pot
from parloeb.domain.grants.states import State
from parloeb.kernel.periods import Period

JAN, APR, JUL = (date(2027, month, 1) for month in (1, 4, 7))
EVE = timedelta(days=1)
Days = tuple[date, date]


def part(first_day: date, last_day: date, *, kind: Kind = Kind.NEW, state: State = State.GRANTED) -> Part:
    return Part(uuid4(), kind, state, Period(first_day, last_day))


def draft(first_day: date, last_day: date, *, kind: Kind = Kind.EXTEND) -> Part:
    return part(first_day, last_day, kind=kind, state=State.DRAFT)


FIRST = part(JAN, APR - EVE)


@pytest.mark.parametrize(
    ("parts", "gaps", "shared"),
    [
        ([FIRST], [], []),
        ([FIRST, part(APR, JUL)], [], []),
        ([FIRST, part(APR + EVE, JUL)], [(APR, APR)], []),
        ([FIRST, draft(APR, JUL)], [], []),
        ([FIRST, draft(APR + EVE, JUL)], [(APR, APR)], []),
        ([FIRST, draft(APR - EVE, JUL)], [], [(APR - EVE, APR - EVE)]),
        ([FIRST, draft(JAN + EVE, APR - EVE, kind=Kind.CHANGE)], [], []),
        ([FIRST, draft(JAN + EVE, APR - EVE, kind=Kind.CORRECT)], [], []),
        ([FIRST, draft(JAN + EVE, JUL, kind=Kind.MOVE)], [], []),
        ([FIRST, draft(JAN, APR, kind=Kind.NEW)], [], [(JAN, APR - EVE)]),
        ([draft(JAN, APR - EVE, kind=Kind.NEW)], [], []),
        ([part(JUL, JUL), FIRST], [(APR, JUL - EVE)], []),
    ],
)
def test_parts_follow_each_other_with_room_or_without(parts: list[Part], gaps: list[Days], shared: list[Days]) -> None:
    found = plan.of(parts)
    assert found
    assert found.gaps == tuple(Period(*days) for days in gaps)
    assert found.shared == tuple(Period(*days) for days in shared)
    assert [one.period.first_day for one in found.parts] == sorted(one.period.first_day for one in parts)
    assert found.whole == Period(
        min(one.period.first_day for one in parts), max(one.period.last_day or JAN for one in parts)
    )


def test_nothing_is_no_plan_and_a_draft_alone_is_followed_by_nothing() -> None:
    assert plan.of([]) is None
    alone = plan.of([draft(JAN, APR)])
    assert alone
    assert (alone.next_day, alone.kept) == (None, ())


def test_the_pot_of_the_last_in_force_follows_it_and_no_other_does() -> None:
    pot = Pot(60, date(2027, 8, 31))
    first, last = replace(FIRST, pot=Pot(60, APR)), replace(part(APR, JUL), pot=pot)
    found = plan.of([first, last])
    assert found
    assert found.kept == ((Period(JUL + EVE, date(2027, 8, 31)), pot),)
    assert found.whole.last_day == date(2027, 8, 31)


POT = Pot(120, date(2027, 4, 30))


@pytest.mark.parametrize(
    ("following", "until"),
    [
        (part(JUL, JUL), date(2027, 4, 30)),
        (part(date(2027, 4, 16), JUL), date(2027, 4, 15)),
        (part(APR, JUL), None),
        (part(date(2027, 4, 16), JUL, kind=Kind.CORRECT), date(2027, 4, 15)),  # of another grant, whose pot it takes
        (draft(APR, JUL), date(2027, 4, 30)),
    ],
)
def test_a_pot_is_drawn_until_the_next_grant_begins(following: Part, until: date | None) -> None:
    found = plan.of([replace(FIRST, pot=POT), following])
    assert found
    assert found.kept == (((Period(APR, until), POT),) if until else ())


@pytest.mark.parametrize(
    ("last_day", "first_day"),
    [
        (date(2027, 1, 31), date(2027, 2, 1)),
        (date(2028, 2, 28), date(2028, 2, 29)),
        (date(2027, 12, 31), date(2028, 1, 1)),
    ],
)
def test_what_follows_begins_the_day_after(last_day: date, first_day: date) -> None:
    found = plan.of([part(last_day, last_day), draft(JUL.replace(year=2029), JUL.replace(year=2029))])
    assert found
    assert found.next_day == first_day


def test_a_gap_and_shared_days_are_told_in_words() -> None:
    assert plan.gap_text(Period(APR, APR)) == "1 dag uden bevilling"
    assert plan.gap_text(Period(APR, APR + EVE)) == "2 dage uden bevilling"
    assert "deler 01-04-2027 med" in plan.shared_text(Period(APR, APR))
    assert "deler 01-04-2027 – 02-04-2027 med" in plan.shared_text(Period(APR, APR + EVE))
