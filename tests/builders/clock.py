"""The day on which the tests take place."""

from datetime import date, datetime, time, timedelta

from parloeb.kernel import local
from parloeb.kernel.periods import Period

# A Monday in November: no holiday near, no change of the clock within the week.
ON = date(2026, 11, 16)
AT = local.moment(ON, time(9, 30))
YESTERDAY = ON - timedelta(days=1)
TOMORROW = ON + timedelta(days=1)
LONG_AGO = date(2020, 1, 1)
# A mentor signs secrecy anew after two years (law.settings): a day that holds through all that the tests do.
SIGNED_ON = date(2025, 6, 2)


def at(on: date, clock: time = time(9, 30)) -> datetime:
    """The moment when clocks in Denmark show `clock` on that day."""
    return local.moment(on, clock)


def each_day(period: Period) -> list[date]:
    """The days of a period that ends, one by one."""
    return [period.first_day + timedelta(days=number) for number in range(period.day_count())]
