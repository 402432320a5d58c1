from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.kernel import dated, errors

DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
PRICES = dated.of(
    "timepris",
    (date(2027, 1, 1), 420),
    (date(2026, 1, 1), 0),
    (date(2028, 1, 1), dated.NONE_IN_FORCE),
    (date(2029, 1, 1), 500),
)


@pytest.mark.parametrize(
    ("day", "price"),
    [
        (date(2026, 1, 1), 0),
        (date(2026, 12, 31), 0),
        (date(2027, 1, 1), 420),
        (date(2027, 12, 31), 420),
        (date(2040, 1, 1), 500),
    ],
)
def test_a_value_holds_until_the_next_begins(day: date, price: int) -> None:
    assert PRICES.on(day) == price


@pytest.mark.parametrize("day", [date(2025, 12, 31), date(2028, 1, 1), date(2028, 12, 31)])
def test_where_none_is_in_force_the_answer_is_an_error_and_not_zero(day: date) -> None:
    with pytest.raises(errors.NothingInForceError) as refused:
        PRICES.on(day)
    assert refused.value.sentence == f"Timepris er ikke fastsat for den {day:%d-%m-%Y}."


def test_nothing_is_in_force_where_nothing_was_ever_written() -> None:
    empty: dated.Dated[int] = dated.of("timepris")
    assert empty.entry_on(date(2026, 1, 1)) is None
    with pytest.raises(errors.NothingInForceError):
        empty.on(date(2026, 1, 1))


def test_two_entries_cannot_begin_on_the_same_day() -> None:
    with pytest.raises(ValueError, match="same first day"):
        dated.of("timepris", (date(2026, 1, 1), 1), (date(2026, 1, 1), 2))


def test_the_entry_tells_since_when() -> None:
    assert PRICES.entry_on(date(2027, 6, 1)) == dated.Entry(date(2027, 1, 1), 420)
    assert PRICES.entry_on(date(2028, 6, 1)) == dated.Entry(date(2028, 1, 1), dated.NONE_IN_FORCE)


def test_none_can_be_an_ordinary_value() -> None:
    assert dated.of("loft", (date(2026, 1, 1), None)).on(date(2026, 1, 1)) is None


@given(st.dictionaries(DAYS, st.integers(), min_size=1), DAYS)
def test_the_value_is_that_of_the_latest_entry_begun(written: dict[date, int], day: date) -> None:
    values = dated.of("værdi", *written.items())
    begun = [first_day for first_day in written if first_day <= day]
    if begun:
        assert values.on(day) == written[max(begun)]
    else:
        with pytest.raises(errors.NothingInForceError):
            values.on(day)


@given(st.dictionaries(DAYS, st.integers(), min_size=1), DAYS, st.integers())
def test_a_later_entry_changes_no_earlier_day(written: dict[date, int], day: date, value: int) -> None:
    later = max(*written, day) + timedelta(days=1)
    before = dated.of("værdi", *written.items())
    after = dated.of("værdi", *written.items(), (later, value))
    assert before.entry_on(day) == after.entry_on(day)
    assert after.on(later) == value
