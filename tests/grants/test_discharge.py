"""How hours granted around a discharge move with it: a table of days, and what no days can break."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.domain.grants import curve, discharge
from parloeb.domain.grants.curve import Stretch
from parloeb.domain.law import rules as law
from parloeb.kernel import days
from parloeb.kernel.periods import Period

# Granted for six months from two months before the discharge: an hour a week until then, and three after it.
BEGUN, AT, TAPER, ENDS = date(2027, 1, 4), date(2027, 3, 1), date(2027, 6, 7), date(2027, 7, 3)
EVE = timedelta(days=1)
GRANTED: tuple[Stretch, ...] = (
    (Period(BEGUN, AT - EVE), 60),
    (Period(AT, TAPER - EVE), 180),
    (Period(TAPER, ENDS), 60),
)
BEFORE_ALL = date(2026, 12, 1)

Row = tuple[date, date, int]


def _rows(found: tuple[Stretch, ...]) -> list[Row]:
    return [(period.first_day, period.last_day or date.max, minutes) for period, minutes in found]


@pytest.mark.parametrize(
    ("after", "on", "expected"),
    [
        # Not begun: all of it moves, and six months stay six months.
        (date(2027, 3, 15), BEFORE_ALL, [
            (date(2027, 1, 18), date(2027, 3, 14), 60),
            (date(2027, 3, 15), date(2027, 6, 20), 180),
            (date(2027, 6, 21), date(2027, 7, 17), 60),
        ]),
        (date(2027, 2, 22), BEFORE_ALL, [
            (date(2026, 12, 28), date(2027, 2, 21), 60),
            (date(2027, 2, 22), date(2027, 5, 30), 180),
            (date(2027, 5, 31), date(2027, 6, 27), 60),
        ]),
        # Earlier than there is time for: it begins today and keeps its length.
        (date(2027, 1, 15), date(2027, 1, 3), [
            (date(2027, 1, 3), date(2027, 2, 27), 60),
            (date(2027, 2, 28), date(2027, 6, 5), 180),
            (date(2027, 6, 6), date(2027, 7, 2), 60),
        ]),
        # The day it begins it has begun: an hour a week for two weeks more; the end stays within six months.
        (date(2027, 3, 15), BEGUN, [
            (BEGUN, date(2027, 3, 14), 60), (date(2027, 3, 15), date(2027, 6, 20), 180),
            (date(2027, 6, 21), ENDS, 60),
        ]),
        (date(2027, 3, 15), date(2027, 2, 1), [
            (date(2027, 2, 1), date(2027, 3, 14), 60), (date(2027, 3, 15), date(2027, 6, 20), 180),
            (date(2027, 6, 21), ENDS, 60),
        ]),
        # So much later that the last step has no room.
        (date(2027, 4, 12), date(2027, 2, 1), [
            (date(2027, 2, 1), date(2027, 4, 11), 60), (date(2027, 4, 12), ENDS, 180),
        ]),
        # Sooner: the steps come sooner, and the end stays.
        (date(2027, 2, 22), date(2027, 2, 1), [
            (date(2027, 2, 1), date(2027, 2, 21), 60), (date(2027, 2, 22), date(2027, 5, 30), 180),
            (date(2027, 5, 31), ENDS, 60),
        ]),
        # Discharged already: what was planned for then begins today.
        (date(2027, 1, 20), date(2027, 2, 1), [
            (date(2027, 2, 1), date(2027, 4, 27), 180), (date(2027, 4, 28), ENDS, 60),
        ]),
        # So much later that the act allows nothing yet: the days that were had are had, and the rest waits.
        (date(2027, 6, 1), date(2027, 2, 1), [
            (date(2027, 3, 1), date(2027, 3, 28), 60), (date(2027, 3, 29), ENDS, 180),
        ]),
    ],
)  # fmt: skip
def test_the_hours_move_with_the_discharge(after: date, on: date, expected: list[Row]) -> None:
    assert _rows(discharge.moved(GRANTED, before=AT, after=after, on=on)) == expected


@pytest.mark.parametrize(
    ("begun", "ends", "later", "expected"),
    [
        (date(2027, 3, 1), date(2027, 8, 31), 31, (date(2027, 4, 1), date(2027, 9, 30))),
        (date(2027, 8, 1), date(2028, 1, 31), 213, (date(2028, 3, 1), date(2028, 8, 31))),
        (date(2027, 3, 1), date(2027, 8, 30), 31, (date(2027, 4, 1), date(2027, 9, 30))),
        (date(2027, 8, 31), date(2028, 2, 29), 1, (date(2027, 9, 1), date(2028, 2, 29))),
    ],
)
def test_whole_months_stay_whole_months_and_days_stay_days(
    begun: date, ends: date, later: int, expected: tuple[date, date]
) -> None:
    at = begun + timedelta(days=30)
    found = discharge.moved(((Period(begun, ends), 60),), before=at, after=at + timedelta(days=later), on=BEFORE_ALL)
    assert _rows(found) == [(*expected, 60)]


def test_support_moves_to_the_first_day_that_the_act_allows() -> None:
    """Three months before 31 May is the end of February, three months before 1 June the first of March."""
    begun = date(2027, 2, 28)
    found = discharge.moved(
        ((Period(begun, days.last_day_of(begun, 6)), 60),), before=date(2027, 5, 31), after=date(2027, 6, 1),
        on=BEFORE_ALL,
    )  # fmt: skip
    assert _rows(found)[0][0] == date(2027, 3, 1)


@given(
    begins=st.integers(-120, 90), lengths=st.lists(st.integers(1, 60), min_size=1, max_size=4),
    moved_by=st.integers(-200, 200), on=st.integers(-60, 200),
)  # fmt: skip
def test_no_move_touches_the_past_breaks_the_act_or_leaves_a_hole(
    begins: int, lengths: list[int], moved_by: int, on: int
) -> None:
    at, today = date(2027, 6, 1), date(2027, 4, 1) + timedelta(days=on)
    begun = law.earliest_before_discharge(at, on=today) + timedelta(days=max(begins, 0))
    stretches, day = [], begun
    for number, length in enumerate(lengths):
        stretches.append((Period(day, day + timedelta(days=length - 1)), 60 * (number + 1)))
        day += timedelta(days=length)
    longest = days.last_day_of(begun, 6)
    found = tuple((one, minutes) for one, minutes in stretches if one.last_day and one.last_day <= longest)
    if not found or (found[-1][0].last_day or begun) < today:
        return  # nothing is left that could move
    after = at + timedelta(days=moved_by)
    rows = _rows(discharge.moved(found, before=at, after=after, on=today))
    for (_, last, _), (first, _, _) in itertools.pairwise(rows):
        assert first == last + EVE
    if rows:
        assert rows[0][0] >= max(today, law.earliest_before_discharge(after, on=today))
        assert rows[-1][1] <= days.last_day_of(min(begun, rows[0][0]) if begun <= today else rows[0][0], 6)
        assert {minutes for _, _, minutes in rows} <= {minutes for _, minutes in found}


def test_nothing_is_left_to_move_where_the_act_allows_nothing_before_the_period_is_over() -> None:
    """Three months before 5 October 2027 is after 3 July."""
    assert discharge.moved(GRANTED, before=AT, after=date(2027, 10, 5), on=date(2027, 2, 1)) == ()
    assert discharge.moved(GRANTED, before=AT, after=date(2027, 10, 3), on=date(2027, 2, 1)) == (
        (Period(ENDS, ENDS), 60),
    )


def test_where_nothing_moves_the_hours_are_the_same() -> None:
    assert discharge.moved(GRANTED, before=AT, after=AT, on=BEFORE_ALL) == GRANTED
    assert curve.total_minutes(discharge.moved(GRANTED, before=AT, after=AT, on=BEGUN)) == curve.total_minutes(GRANTED)
