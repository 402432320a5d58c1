"""Knows a stretch of days, both ends inclusive, that may be open at its end."""

from dataclasses import dataclass
from datetime import date, timedelta

from parloeb.kernel import days as calendar_days
from parloeb.kernel import errors


@dataclass(frozen=True)
class Period:
    """The days from `first_day` to `last_day`, both inclusive; no last day means that the end is open.

    Raises errors.RefusedError for an end before the start.
    """

    first_day: date
    last_day: date | None = None

    def __post_init__(self) -> None:
        if self.last_day is not None and self.last_day < self.first_day:
            raise errors.RefusedError(
                f"Perioden slutter {calendar_days.text(self.last_day)}, "
                f"før den begynder {calendar_days.text(self.first_day)}.",
                field="last_day",
            )

    def __str__(self) -> str:
        """Return the period as screens show it: 01-03-2026 – 31-08-2026, or fra 01-03-2026."""
        first = calendar_days.text(self.first_day)
        return f"fra {first}" if self.last_day is None else f"{first} – {calendar_days.text(self.last_day)}"

    def contains(self, day: date) -> bool:
        """Return whether the day is in the period."""
        return self.first_day <= day and (self.last_day is None or day <= self.last_day)

    def covers(self, other: "Period") -> bool:
        """Return whether every day of the other period is in this one."""
        return self.intersection(other) == other

    def overlaps(self, other: "Period") -> bool:
        """Return whether the periods share a day."""
        return self.intersection(other) is not None

    def intersection(self, other: "Period") -> "Period | None":
        """Return the days that both periods have, or None where they share none."""
        first_day = max(self.first_day, other.first_day)
        ends = [end for end in (self.last_day, other.last_day) if end is not None]
        last_day = min(ends, default=None)
        if last_day is not None and last_day < first_day:
            return None
        return Period(first_day, last_day)

    def without(self, other: "Period") -> tuple["Period", ...]:
        """Return the days of this period that the other has not: none, one stretch, or one on either side of it."""
        shared = self.intersection(other)
        if shared is None:
            return (self,)
        a_day, found = timedelta(days=1), []
        if self.first_day < shared.first_day:
            found.append(Period(self.first_day, shared.first_day - a_day))
        if shared.last_day is not None and shared.last_day != self.last_day:
            found.append(Period(shared.last_day + a_day, self.last_day))
        return tuple(found)

    def months(self) -> tuple["Period", ...]:
        """Return the period cut where a month ends. Raises ValueError for an open period."""
        end, found, begin = self.closed_end(), [], self.first_day
        while begin <= end:
            following = calendar_days.months_after(begin.replace(day=1), 1)
            found.append(Period(begin, min(following - timedelta(days=1), end)))
            begin = following
        return tuple(found)

    def day_count(self) -> int:
        """Return the number of days. Raises ValueError for an open period, which has no length."""
        return (self.closed_end() - self.first_day).days + 1

    def weeks(self) -> tuple["Period", ...]:
        """Return the period cut into weeks of 7 days counted from its first day; the last may be shorter.

        Raises ValueError for an open period.
        """
        end = self.closed_end()
        starts = (self.first_day + timedelta(days=number) for number in range(0, self.day_count(), 7))
        return tuple(Period(start, min(start + timedelta(days=6), end)) for start in starts)

    def closed_end(self) -> date:
        """Return the last day of a period that has one. Raises ValueError for an open period."""
        if self.last_day is None:
            raise ValueError("An open period has no length.")
        return self.last_day


def of_months(first_day: date, months: int) -> Period:
    """Return the period of whole months that begins on `first_day`, as days.last_day_of counts it."""
    return Period(first_day, calendar_days.last_day_of(first_day, months))
