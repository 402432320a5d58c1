"""Since when a citizen waits for a mentor. No Django, no clock."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Granted:
    """One grant of a course: the day of the decision and the days in force."""

    decided_on: date
    first_day: date
    last_day: date


def waits_since(granted: Iterable[Granted], *, without_since: date | None, on: date) -> date | None:
    """Since when a citizen waits for a mentor: the decision that the support of today or later began with, or the last
    day with a former mentor where that is later. None where nothing is granted any more.

    An extension does not begin the waiting anew; a grant after a gap does.
    """
    in_order = sorted(granted, key=lambda one: one.first_day)
    living = next((number for number, one in enumerate(in_order) if one.last_day >= on), None)
    if living is None:
        return None
    while living and in_order[living - 1].last_day >= in_order[living].first_day - timedelta(days=1):
        living -= 1
    decided_on = in_order[living].decided_on
    return max(decided_on, without_since) if without_since else decided_on
