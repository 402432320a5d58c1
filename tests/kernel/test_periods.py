from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.kernel import errors, periods
from tests.builders.clock import each_day

DAYS = st.dates(date(2020, 1, 1), date(2020, 12, 31))
LENGTHS = st.one_of(st.none(), st.integers(0, 120))
WINDOW = [date(2019, 12, 1) + timedelta(days=number) for number in range(600)]


def _period(first_day: date, length: int | None) -> periods.Period:
    return periods.Period(first_day, None if length is None else first_day + timedelta(days=length))


PERIODS = st.builds(_period, DAYS, LENGTHS)
CLOSED = st.builds(_period, DAYS, st.integers(0, 120))


def _days_of(period: periods.Period | None) -> set[date]:
    return set() if period is None else {day for day in WINDOW if period.contains(day)}


def test_an_end_before_the_start_is_refused_at_the_last_day() -> None:
    with pytest.raises(errors.RefusedError) as refused:
        periods.Period(date(2026, 3, 1), date(2026, 2, 1))
    assert refused.value.sentence == "Perioden slutter 01-02-2026, før den begynder 01-03-2026."
    assert refused.value.field == "last_day"


def test_a_period_is_written_with_both_its_days() -> None:
    assert str(periods.Period(date(2026, 3, 1), date(2026, 8, 31))) == "01-03-2026 – 31-08-2026"
    assert str(periods.Period(date(2026, 3, 1))) == "fra 01-03-2026"


def test_both_ends_are_in_the_period() -> None:
    march = periods.Period(date(2026, 3, 1), date(2026, 3, 31))
    assert march.contains(date(2026, 3, 1))
    assert march.contains(date(2026, 3, 31))
    assert not march.contains(date(2026, 2, 28))
    assert not march.contains(date(2026, 4, 1))
    assert march.day_count() == 31


def test_periods_that_share_one_day_overlap_and_neighbours_do_not() -> None:
    march = periods.Period(date(2026, 3, 1), date(2026, 3, 31))
    assert march.overlaps(periods.Period(date(2026, 3, 31)))
    assert not march.overlaps(periods.Period(date(2026, 4, 1)))


def test_a_period_of_months_is_counted_like_the_law() -> None:
    assert periods.of_months(date(2026, 3, 2), 6) == periods.Period(date(2026, 3, 2), date(2026, 9, 1))


@given(PERIODS, PERIODS)
def test_an_intersection_holds_exactly_the_days_of_both(one: periods.Period, other: periods.Period) -> None:
    assert _days_of(one.intersection(other)) == _days_of(one) & _days_of(other)
    assert one.intersection(other) == other.intersection(one)
    assert one.overlaps(other) == bool(_days_of(one) & _days_of(other))


@given(PERIODS, CLOSED)
def test_a_period_covers_another_when_it_has_all_its_days(one: periods.Period, other: periods.Period) -> None:
    assert one.covers(other) == (_days_of(other) <= _days_of(one))


def test_no_closed_period_covers_an_open_one() -> None:
    assert not periods.Period(date(2026, 1, 1), date(2099, 1, 1)).covers(periods.Period(date(2026, 3, 1)))
    assert periods.Period(date(2026, 1, 1)).covers(periods.Period(date(2026, 3, 1)))


@given(PERIODS, PERIODS)
def test_what_is_left_without_another_is_what_only_the_one_has(one: periods.Period, other: periods.Period) -> None:
    left = one.without(other)
    assert [day for part in left for day in sorted(_days_of(part))] == sorted(_days_of(one) - _days_of(other))


@given(CLOSED)
def test_months_hold_each_day_once_and_end_where_a_month_ends(period: periods.Period) -> None:
    months = period.months()
    assert [day for month in months for day in each_day(month)] == each_day(period)
    assert all(
        (month.first_day.year, month.first_day.month) == (end.year, end.month)
        for month in months
        if (end := month.closed_end())
    )
    assert [month.first_day.day for month in months[1:]] == [1] * (len(months) - 1)


@given(CLOSED)
def test_days_and_weeks_together_are_the_period(period: periods.Period) -> None:
    days = each_day(period)
    weeks = period.weeks()
    assert len(days) == period.day_count()
    assert [day for week in weeks for day in each_day(week)] == days
    assert all(week.day_count() == 7 for week in weeks[:-1])
    assert 1 <= weeks[-1].day_count() <= 7


def test_an_open_period_has_no_length() -> None:
    open_period = periods.Period(date(2026, 3, 1))
    for ask in (open_period.day_count, open_period.months, open_period.weeks):
        with pytest.raises(ValueError, match="no length"):
            ask()
