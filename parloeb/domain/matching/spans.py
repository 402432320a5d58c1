"""Minutes a week that change from a day on, and the days on which they do. No Django, no clock."""

from collections.abc import Iterable
from datetime import date

from parloeb.kernel.periods import Period

# From each day on so many minutes a week, until the next; in order.
Steps = tuple[tuple[date, int], ...]
# Steps of which those count that are in force in the period.
Kept = tuple[Period, Steps]


def on_day(first: int, later: Steps, day: date) -> int:
    """The minutes of a day; `first` are those before the first step."""
    reached = [minutes for since, minutes in later if since <= day]
    return reached[-1] if reached else first


def days_of_change(within: Period, *steps: Steps) -> tuple[date, ...]:
    """The first day of a period, and every later one in it from which on something is otherwise."""
    changes = {day for some in steps for day, _ in some if within.contains(day)}
    return tuple(sorted({within.first_day, *changes}))


def summed(some: Iterable[tuple[int, Steps]], *, after: date) -> Steps:
    """What several come to together from each later day on which one of them changes; each as (first, later)."""
    given = tuple(some)
    changes = sorted({day for _, later in given for day, _ in later if day > after})
    return tuple((day, sum(on_day(first, later, day) for first, later in given)) for day in changes)


def joined(some: Iterable[Kept]) -> Steps:
    """What several in order come to after each other, each cut off to its period; a gap changes nothing."""
    found: list[tuple[date, int]] = []
    for period, steps in some:
        begins = (period.first_day, on_day(steps[0][1], steps, period.first_day))
        found += [begins, *(step for step in steps if step[0] > period.first_day and period.contains(step[0]))]
    return tuple(step for number, step in enumerate(found) if not number or found[number - 1][1] != step[1])


def from_day(steps: Steps, day: date) -> tuple[int, Steps]:
    """The minutes of the day, or of the first step where it is later, and the steps after that."""
    begins = max(day, steps[0][0])
    return on_day(steps[0][1], steps, begins), tuple(step for step in steps if step[0] > begins)
