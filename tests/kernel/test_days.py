from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.kernel import days, errors

DAYS = st.dates(date(1900, 1, 1), date(2150, 12, 31))
MONTHS = st.integers(1, 120)


@pytest.mark.parametrize(
    "typed",
    [
        "22-11-2026",
        "22.11.2026",
        "22/11/2026",
        "22112026",
        "221126",
        "22-11-26",
        "22.11.26",
        "22/11-26",
        "22 – 11 – 2026",
        " 2026-11-22 ",
    ],
)
def test_a_day_is_read_as_danes_type_it(typed: str) -> None:
    assert days.parse(typed, pivot=2046) == date(2026, 11, 22)


def test_a_day_may_be_typed_without_leading_zeros() -> None:
    assert days.parse("1/3-2026") == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("pivot", "year"), [(2026, 1927), (2027, 2027), (2126, 2027), (2127, 2127), (1999, 1927), (2099, 2027)]
)
def test_two_digits_mean_the_latest_year_not_past_the_pivot(pivot: int, year: int) -> None:
    assert days.parse("01-02-27", pivot=pivot) == date(year, 2, 1)


@pytest.mark.parametrize("typed", ["22-11-26", "221126"])
def test_two_digits_without_a_pivot_are_refused(typed: str) -> None:
    with pytest.raises(errors.RefusedError, match="fire cifre") as refused:
        days.parse(typed)
    assert typed in refused.value.sentence


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Der mangler en dag"),
        ("   ", "Der mangler en dag"),
        ("i morgen", "»i morgen« kan ikke læses"),
        ("31-02-2026", "»31-02-2026« findes ikke"),
        ("29-02-2027", "»29-02-2027« findes ikke"),
        ("13-13-2026", "findes ikke"),
        ("00-11-2026", "findes ikke"),
        ("22-11-0026", "mellem 1800 og 2199"),
        ("22-11-3026", "mellem 1800 og 2199"),
        ("20261122", "mellem 1800 og 2199"),
        ("22-11-202", "kan ikke læses"),
        ("2211", "kan ikke læses"),
        ("22-11-2026 kl. 10", "kan ikke læses"),
        ("٢٢-١١-٢٠٢٦", "kan ikke læses"),
    ],
)
def test_what_is_no_day_is_refused_with_what_was_typed_and_what_is_expected(typed: str, said: str) -> None:
    with pytest.raises(errors.RefusedError) as refused:
        days.parse(typed, pivot=2046)
    assert said in refused.value.sentence
    assert refused.value.sentence.endswith("Skriv dagen som 22-11-2026.")


@given(DAYS)
def test_a_shown_day_is_read_back_as_itself(day: date) -> None:
    shown = days.text(day)
    for typed in (shown, shown.replace("-", "."), shown.replace("-", ""), day.isoformat()):
        assert days.parse(typed) == day


@given(DAYS, st.integers(0, 99))
def test_a_year_of_two_digits_is_read_back_inside_its_hundred_years(day: date, slack: int) -> None:
    assert days.parse(f"{day:%d%m%y}", pivot=day.year + slack) == day


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        day = days.parse(text, pivot=2046)
    except errors.RefusedError as refused:
        assert refused.sentence  # noqa: PT017
    else:
        assert days.EARLIEST_YEAR <= day.year <= days.LATEST_YEAR


def test_days_are_written_for_lists_and_letters() -> None:
    day = date(2026, 11, 22)
    assert days.text(day) == "22-11-2026"
    assert days.long_text(day) == "22. november 2026"
    assert days.long_text_with_weekday(day) == "søndag den 22. november 2026"
    assert days.month_text(date(2026, 5, 1)) == "maj 2026"
    assert days.text(date(2026, 3, 1)) == "01-03-2026"
    assert days.long_text(date(2026, 3, 1)) == "1. marts 2026"


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        (date(2026, 10, 1), date(2026, 10, 31), "oktober 2026"),
        (date(2026, 9, 30), date(2026, 10, 1), "september og oktober 2026"),
        (date(2026, 8, 1), date(2026, 10, 1), "august til oktober 2026"),
        (date(2026, 12, 1), date(2027, 1, 1), "december 2026 og januar 2027"),
        (date(2026, 11, 1), date(2027, 1, 1), "november 2026 til januar 2027"),
    ],
)
def test_months_in_a_row_are_named_by_the_first_and_the_last(first: date, last: date, text: str) -> None:
    assert days.months_text(first, last) == text


@pytest.mark.parametrize(
    ("first_day", "months", "last_day"),
    [
        (date(2026, 3, 2), 6, date(2026, 9, 1)),
        (date(2026, 3, 1), 6, date(2026, 8, 31)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2027, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 8, 29), 6, date(2027, 2, 28)),
        (date(2026, 8, 28), 6, date(2027, 2, 27)),
        (date(2026, 9, 1), 6, date(2027, 2, 28)),
        (date(2026, 2, 28), 6, date(2026, 8, 27)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2026, 12, 1), 1, date(2026, 12, 31)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
    ],
)
def test_a_period_of_months_ends_where_the_law_says(first_day: date, months: int, last_day: date) -> None:
    assert days.last_day_of(first_day, months) == last_day


@pytest.mark.parametrize("months", [0, -1])
def test_a_period_of_no_months_has_no_last_day(months: int) -> None:
    with pytest.raises(ValueError, match="at least one month"):
        days.last_day_of(date(2026, 3, 2), months)


def test_months_are_counted_to_the_months_last_day_where_the_day_is_lacking() -> None:
    assert days.months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert days.months_after(date(2026, 5, 31), -3) == date(2026, 2, 28)
    assert days.months_after(date(2026, 1, 15), -1) == date(2025, 12, 15)


@given(DAYS, st.integers(-240, 240))
def test_months_after_lands_in_the_right_month_and_never_on_a_later_day(day: date, months: int) -> None:
    later = days.months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(DAYS, MONTHS)
def test_the_next_period_begins_on_the_same_day_or_on_the_first(first_day: date, months: int) -> None:
    following = days.last_day_of(first_day, months) + timedelta(days=1)
    same_day = days.months_after(first_day, months)
    assert following == same_day if same_day.day == first_day.day else following.day == 1


@given(DAYS, DAYS, MONTHS)
def test_who_begins_later_never_ends_earlier(one: date, other: date, months: int) -> None:
    earlier, later = sorted((one, other))
    assert days.last_day_of(earlier, months) <= days.last_day_of(later, months)


@given(DAYS, MONTHS)
def test_more_months_end_later(first_day: date, months: int) -> None:
    assert first_day < days.last_day_of(first_day, months) < days.last_day_of(first_day, months + 1)


@given(DAYS, st.integers(-500, 500))
def test_weeks_later_it_is_the_same_day_of_the_week(day: date, weeks: int) -> None:
    later = days.same_weekday_weeks_after(day, weeks)
    assert days.weekday_name(later) == days.weekday_name(day)
    assert (later - day).days == 7 * weeks


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (date(2025, 11, 15), "mere end et år tilbage"),
        (date(2025, 11, 16), ""),
        (date(2028, 11, 16), ""),
        (date(2028, 11, 17), "mere end 2 år fremme"),
    ],
)
def test_a_day_years_away_is_asked_about(day: date, sentence: str) -> None:
    on = date(2026, 11, 16)
    days.refuse_strange(day, on=on, field="day")
    if not sentence:
        days.refuse_strange(day, on=on, back=1, ahead=2, field="day")
        return
    with pytest.raises(errors.RefusedError, match=rf"{sentence}\. Er årstallet rigtigt\?") as refused:
        days.refuse_strange(day, on=on, back=1, ahead=2, field="day")
    assert refused.value.field == "day"
