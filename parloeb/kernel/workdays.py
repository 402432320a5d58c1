"""Knows which days are working days in Denmark. Source: the package `holidays`, public holidays alone."""

from datetime import date, timedelta

import holidays

_SATURDAY = 5


def is_workday(day: date) -> bool:
    """Whether the day is no Saturday, no Sunday and no public holiday.

    Constitution Day, Christmas Eve and New Year's Eve are none by law: offices close, and no time stops running.
    """
    return day.weekday() < _SATURDAY and day not in holidays.country_holidays("DK", years=day.year)


def workdays_after(day: date, count: int) -> date:
    """The working day that is so many (at least 1) after the day, which does not count itself."""
    if count < 1:
        raise ValueError("At least one working day comes after a day.")
    while count:
        day += timedelta(days=1)
        count -= is_workday(day)
    return day
