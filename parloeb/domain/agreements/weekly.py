"""Hours of a week as they go over the days of an agreement: in steps, together, and held against what is granted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import zip_longest

from parloeb.domain.grants import curve
from parloeb.kernel.periods import Period


def steps(rows: Sequence[tuple[date, int]]) -> tuple[curve.Stretch, ...]:
    """Days from which so many minutes a week are agreed, as stretches: each goes on until the next, the last is open.

    Raises ValueError for two from one day.
    """
    ordered = sorted(rows)
    firsts = [first for first, _ in ordered]
    if len(set(firsts)) < len(firsts):
        raise ValueError("two steps begin on one day")
    lasts = [following - timedelta(days=1) for following in firsts[1:]]
    return tuple((Period(first, last), minutes) for (first, minutes), last in zip_longest(ordered, lasts))


@dataclass(frozen=True)
class Over:
    """The first day on which more is agreed than granted, with the minutes a week of both."""

    day: date
    granted: int
    agreed: int


def over(hours: Sequence[curve.Stretch], granted: Sequence[curve.Stretch]) -> Over | None:
    """Where more is agreed than granted first; None where it is nowhere. A day without a grant is the days' matter."""
    found = [
        Over(both.first_day, most, minutes)
        for period, minutes in hours
        for stretch, most in granted
        if minutes > most and (both := period.intersection(stretch))
    ]
    return min(found, key=lambda one: one.day, default=None)


def joined(hours: Sequence[curve.Stretch]) -> tuple[curve.Stretch, ...]:
    """The stretches, those that follow each other with the same minutes made one."""
    found: list[curve.Stretch] = []
    for period, minutes in hours:
        before = found[-1] if found else None
        if before and before[1] == minutes and before[0].closed_end() + timedelta(days=1) == period.first_day:
            found[-1] = (Period(before[0].first_day, period.last_day), minutes)
        else:
            found.append((period, minutes))
    return tuple(found)


def least_of(hours: Sequence[curve.Stretch], granted: Sequence[curve.Stretch]) -> tuple[curve.Stretch, ...]:
    """What is agreed on, held down to what is granted on each day."""
    return tuple(
        (both, min(minutes, most))
        for period, minutes in hours
        for stretch, most in granted
        if (both := period.intersection(stretch))
    )
