"""The hours over the weeks: every shape covers the period once, and what does not is refused where it stands."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.domain.grants import curve
from parloeb.domain.grants.curve import Ramp, Row
from parloeb.kernel import errors
from parloeb.kernel.periods import Period
from tests.builders.clock import each_day

FIRST = date(2026, 11, 16)
TEN = Period(FIRST, FIRST + timedelta(weeks=10, days=-1))


def _of(period: Period, *rows: Row) -> tuple[curve.Stretch, ...]:
    return curve.stretches(rows, period)


@pytest.mark.parametrize(
    ("up", "down", "weeks"),
    [
        (Ramp(), Ramp(), [180] * 10),
        (Ramp(1, 60), Ramp(), [60] + [180] * 9),
        (Ramp(4, 60), Ramp(), [60, 90, 120, 150] + [180] * 6),
        (Ramp(), Ramp(2, 60), [180] * 8 + [120, 60]),
        (Ramp(3, 60), Ramp(2, 90), [60, 105, 135] + [180] * 5 + [135, 90]),
        (Ramp(5, 60), Ramp(4, 60), [60, 90, 105, 135, 150, 180, 150, 120, 90, 60]),
    ],
)
def test_a_shape_fills_the_weeks(up: Ramp, down: Ramp, weeks: list[int]) -> None:
    rows = curve.ramped(TEN, 180, up=up, down=down)
    assert curve.by_week(curve.stretches(rows, TEN)) == tuple(weeks)


def test_weeks_with_the_same_hours_are_one_row() -> None:
    assert curve.ramped(TEN, 120, up=Ramp(2, 60), down=Ramp(1, 60)) == (
        Row(1, 1, 60),
        Row(2, 2, 90),
        Row(3, 9, 120),
        Row(10, 10, 60),
    )
    assert curve.even(TEN, 120) == (Row(1, 10, 120),)


@pytest.mark.parametrize(
    ("level", "up", "down", "field", "sentence"),
    [
        (0, Ramp(), Ramp(), "hours_per_week", "over 0 og højst 37"),
        (37 * 60 + 1, Ramp(), Ramp(), "hours_per_week", "over 0 og højst 37"),
        (-60, Ramp(), Ramp(), "hours_per_week", "over 0 og højst 37"),
        (180, Ramp(2, 0), Ramp(), "up_hours", "flere timer end 0"),
        (180, Ramp(2, 180), Ramp(), "up_hours", "færre end det faste niveau på 3 timer"),
        (180, Ramp(), Ramp(2, 240), "down_hours", "Nedtrapningen skal slutte"),
        (180, Ramp(-1, 60), Ramp(), "up_weeks", "0 eller flere"),
        (180, Ramp(5, 60), Ramp(5, 60), "down_weeks", "tilsammen 10 uger, og perioden er kun på 10 uger"),
        (180, Ramp(10, 60), Ramp(), "up_weeks", "mindst en uge med fast niveau"),
    ],
)
def test_a_shape_that_does_not_fit_is_refused_at_its_field(
    level: int, up: Ramp, down: Ramp, field: str, sentence: str
) -> None:
    with pytest.raises(errors.RefusedError, match=sentence) as refused:
        curve.ramped(TEN, level, up=up, down=down)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("rows", "row", "column", "sentence"),
    [
        ([], None, "", "mindst én linje"),
        ([Row(1, 9, 60)], 0, "last_week", "mangler timer for uge 10."),
        ([Row(1, 7, 60)], 0, "last_week", "mangler timer for uge 8 til 10."),
        ([Row(2, 10, 60)], 0, "first_week", "mangler timer for uge 1."),
        ([Row(1, 4, 60), Row(6, 10, 90)], 1, "first_week", "mangler timer for uge 5."),
        ([Row(1, 4, 60), Row(4, 10, 90)], 1, "first_week", "Uge 4 har allerede timer på en linje ovenfor."),
        ([Row(5, 10, 60), Row(1, 4, 90)], 0, "first_week", "mangler timer for uge 1 til 4."),
        ([Row(1, 11, 60)], 0, "last_week", "Uge 11 ligger uden for perioden, som har uge 1 til 10."),
        ([Row(0, 10, 60)], 0, "first_week", "Uge 0 ligger uden for perioden"),
        ([Row(5, 4, 60)], 0, "last_week", "før første uge"),
        ([Row(None, 10, 60)], 0, "first_week", "Skriv ugens nummer."),
        ([Row(1, None, 60)], 0, "last_week", "Skriv ugens nummer."),
        ([Row(1, 10, None)], 0, "hours", "over 0 og højst 37"),
        ([Row(1, 10, 0)], 0, "hours", "over 0 og højst 37"),
        ([Row(1, 10, -60)], 0, "hours", "over 0 og højst 37"),
        ([Row(1, 10, 37 * 60 + 1)], 0, "hours", "over 0 og højst 37"),
    ],
)
def test_a_table_that_does_not_cover_the_weeks_once_is_refused_where_it_stands(
    rows: list[Row], row: int | None, column: str, sentence: str
) -> None:
    first = curve.faults(rows, TEN)[0]
    assert (first.row, first.column) == (row, column)
    assert sentence in first.sentence
    with pytest.raises(errors.RefusedError, match=r"Linje|mindst") as refused:
        curve.stretches(rows, TEN)
    assert refused.value.field == "weeks"


def test_a_full_week_and_the_smallest_hours_are_taken() -> None:
    assert curve.faults([Row(1, 5, 37 * 60), Row(6, 10, 1)], TEN) == ()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([Row(1, 10, 120)], "2 timer om ugen til og med den 24. januar 2027."),
        (
            [Row(1, 4, 180), Row(5, 10, 60)],
            "De første 4 uger 3 timer om ugen, og til sidst 1 time om ugen til og med den 24. januar 2027.",
        ),
        (
            [Row(1, 1, 90), Row(2, 8, 180), Row(9, 10, 60)],
            "Den første uge 1,5 timer om ugen, derefter 7 uger 3 timer om ugen, "
            "og til sidst 1 time om ugen til og med den 24. januar 2027.",
        ),
        (
            [Row(1, 1, 60), Row(2, 2, 120), Row(3, 8, 180), Row(9, 9, 120), Row(10, 10, 60)],
            "De første 2 uger stiger timerne fra 1 til 2 timer om ugen, derefter 6 uger 3 timer om ugen, "
            "og til sidst falder timerne fra 2 til 1 time om ugen til og med den 24. januar 2027.",
        ),
        (
            [Row(1, 1, 120), Row(2, 2, 60), Row(3, 3, 120), Row(4, 10, 180)],
            "Den første uge 2 timer om ugen, derefter 1 uge 1 time om ugen, derefter 1 uge 2 timer om ugen, "
            "og til sidst 3 timer om ugen til og med den 24. januar 2027.",
        ),
    ],
)
def test_the_curve_is_told_in_words(rows: list[Row], said: str) -> None:
    assert curve.words(curve.stretches(rows, TEN)) == said


def test_nothing_granted_is_no_words_and_no_minutes() -> None:
    assert (curve.words(()), curve.total_minutes(()), curve.by_month(()), curve.rows_of(())) == ("", 0, (), ())


def test_hours_are_a_seventh_a_day_and_of_two_the_later_counts() -> None:
    whole = Period(FIRST, FIRST + timedelta(days=13))
    assert curve.total_minutes(((whole, 120),)) == 240
    assert curve.total_minutes(((whole, 120), (Period(FIRST + timedelta(days=7), whole.last_day), 60))) == 180


def test_a_month_has_the_days_of_it() -> None:
    assert curve.by_month(_of(TEN, Row(1, 10, 70))) == (
        (date(2026, 11, 1), 150),
        (date(2026, 12, 1), 310),
        (date(2027, 1, 1), 240),
    )


periods = st.builds(
    lambda first, length: Period(first, first + timedelta(days=length)),
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.integers(0, 190),
)
minutes_a_week = st.integers(1, curve.FULL_WEEK)


@given(periods, minutes_a_week, st.integers(0, 30), st.integers(0, 30), st.data())
def test_every_shape_covers_the_period_exactly_once(
    period: Period, level: int, up: int, down: int, data: st.DataObject
) -> None:
    ramps = [Ramp(weeks, data.draw(st.integers(1, max(1, level - 1)))) for weeks in (up, down)]
    if up + down >= len(period.weeks()) or (level == 1 and up + down):
        with pytest.raises(errors.RefusedError):
            curve.ramped(period, level, up=ramps[0], down=ramps[1])
        return
    rows = curve.ramped(period, level, up=ramps[0], down=ramps[1])
    assert curve.faults(rows, period) == ()
    found = curve.stretches(rows, period)
    assert [day for stretch, _ in found for day in each_day(stretch)] == each_day(period)
    assert curve.rows_of(found) == rows
    by_week = curve.by_week(found)
    assert len(by_week) == len(period.weeks())
    assert list(by_week[:up]) == sorted(by_week[:up])
    assert max(by_week) == level
    lengths = [week.day_count() for week in period.weeks()]
    whole = sum(minutes * length for minutes, length in zip(by_week, lengths, strict=True))
    assert curve.total_minutes(found) == round(whole / 7)
    assert sum(minutes for _, minutes in curve.by_month(found)) == curve.total_minutes(found)


@given(
    periods,
    st.lists(
        st.builds(
            Row,
            st.none() | st.integers(-2, 30),
            st.none() | st.integers(-2, 30),
            st.none() | st.integers(-60, curve.FULL_WEEK + 60),
        ),
        max_size=6,
    ),
)
def test_any_table_is_either_faulty_or_covers_the_period_exactly_once(period: Period, rows: list[Row]) -> None:
    if curve.faults(rows, period):
        with pytest.raises(errors.RefusedError):
            curve.stretches(rows, period)
        return
    found = curve.stretches(rows, period)
    assert [day for stretch, _ in found for day in each_day(stretch)] == each_day(period)
    assert all(0 < minutes <= curve.FULL_WEEK for _, minutes in found)
