"""Working days, around weekends and the Danish holidays."""

from datetime import date

import pytest

from parloeb.kernel import workdays


@pytest.mark.parametrize(
    ("day", "count", "after"),
    [
        (date(2026, 11, 16), 1, date(2026, 11, 17)),
        (date(2026, 11, 16), 7, date(2026, 11, 25)),  # a weekend between
        (date(2026, 11, 20), 1, date(2026, 11, 23)),  # Friday
        (date(2026, 11, 21), 1, date(2026, 11, 23)),  # Saturday
        (date(2026, 4, 1), 1, date(2026, 4, 7)),  # the day before Maundy Thursday
        (date(2026, 12, 23), 7, date(2027, 1, 5)),  # Christmas and New Year
        (date(2026, 12, 23), 1, date(2026, 12, 24)),  # Christmas Eve counts
        (date(2026, 6, 4), 1, date(2026, 6, 5)),  # so does Constitution Day
        (date(2028, 2, 28), 1, date(2028, 2, 29)),
        (date(2023, 5, 4), 1, date(2023, 5, 8)),  # Great Prayer Day was one until 2023
        (date(2024, 4, 25), 1, date(2024, 4, 26)),  # and is none since
    ],
)
def test_a_working_day_is_no_weekend_and_no_holiday(day: date, count: int, after: date) -> None:
    assert workdays.workdays_after(day, count) == after


def test_there_is_no_working_day_none_after() -> None:
    with pytest.raises(ValueError, match="At least one"):
        workdays.workdays_after(date(2026, 11, 16), 0)
