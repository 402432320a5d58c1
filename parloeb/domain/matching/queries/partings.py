"""Why matches ended while the course went on, by whose wish and after how long, year for year; no names."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet

from parloeb.domain.matching.lists import ChangeReason, EndedBy, EndReason
from parloeb.domain.matching.models import ChangeRequest, Match
from parloeb.domain.matching.states import State

# What fewer did is not told: it would point at somebody.
LEAST = 5
NOT_TOLD = "vises ikke"
# How long the match ran: up to so many days, and what that is called.
_LENGTHS = ((30, "Op til en måned"), (90, "Op til tre måneder"))
_LONGER = "Over tre måneder"
LENGTHS = (*(label for _, label in _LENGTHS), _LONGER)


@dataclass
class Year:
    """The matches that ended in a calendar year while the course went on, and the wishes for a change."""

    year: int
    ended_by: Counter[EndedBy] = field(default_factory=Counter)
    lasted: Counter[str] = field(default_factory=Counter)
    reasons: Counter[EndReason] = field(default_factory=Counter)
    wished: Counter[ChangeReason] = field(default_factory=Counter)
    mentors: Counter[int] = field(default_factory=Counter)

    @property
    def often(self) -> int:
        """How many mentors had so many such ends in the year that it says something."""
        return sum(number >= LEAST for number in self.mentors.values())


def by_year(visible: QuerySet[Match], changes: QuerySet[ChangeRequest]) -> tuple[Year, ...]:
    """The years with such ends or wishes among the visible, newest first."""
    years: Mapping[int, Year] = _Years()
    ended = visible.filter(state=State.ENDED, last_day__isnull=False).exclude(end_reason=EndReason.COURSE_ENDED)
    rows = ended.order_by("pk").values_list("mentor_id", "first_day", "last_day", "ended_by", "end_reason")
    for mentor, first_day, last_day, ended_by, reason in rows:
        if first_day and last_day:
            year = years[last_day.year]
            year.ended_by[EndedBy(ended_by)] += 1
            year.lasted[_length(first_day, last_day)] += 1
            year.reasons[EndReason(reason)] += 1
            year.mentors[mentor] += 1
    for asked_on, reason in changes.exclude(reason="").order_by("pk").values_list("asked_on", "reason"):
        years[asked_on.year].wished[ChangeReason(reason)] += 1
    return tuple(years[year] for year in sorted(years, reverse=True))


def shown(counts: Sequence[int]) -> tuple[str, ...]:
    """The counts of one table as they may be told: none, or enough to point at nobody.

    The other tables of the year tell the total, so where one count is hidden others are too, the smallest first: at
    least two, which come to so many together that neither can be reckoned from the rest.
    """
    hidden = {place for place, number in enumerate(counts) if 0 < number < LEAST}
    # A zero hides next to nothing, so it goes last.
    others = sorted(set(range(len(counts))) - hidden, key=lambda place: (not counts[place], counts[place], place))
    while hidden and others and (len(hidden) < 2 or sum(counts[place] for place in hidden) < LEAST):
        hidden.add(others.pop(0))
    return tuple(NOT_TOLD if place in hidden else str(number) for place, number in enumerate(counts))


class _Years(defaultdict[int, Year]):
    def __missing__(self, year: int) -> Year:
        self[year] = Year(year)
        return self[year]


def _length(first_day: date, last_day: date) -> str:
    lasted = (last_day - first_day).days + 1
    return next((label for most, label in _LENGTHS if lasted <= most), _LONGER)
