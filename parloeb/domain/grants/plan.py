"""The grants of a course as one row of days: what is in force, what is drafted after it, and the days between them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise, zip_longest
from uuid import UUID

from parloeb.domain.grants import force
from parloeb.domain.grants.rules.aftercare import Pot
from parloeb.domain.grants.states import State
from parloeb.kernel import days, numbers
from parloeb.kernel.periods import Period

FOLLOWS = "To bevillinger deler aldrig en dag. En ny begynder tidligst dagen efter den, der går forud."

_A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Part:
    """Days of one grant: those in force, or those that a draft names. `minutes` in all; None where nobody asked.

    `pot`: what it keeps for the time after it.
    """

    uuid: UUID
    kind: force.Kind
    state: State
    period: Period
    minutes: int | None = None
    pot: Pot | None = None

    @property
    def is_planned(self) -> bool:
        """Whether it is being made still."""
        return self.state is not State.GRANTED


@dataclass(frozen=True)
class Plan:
    """Parts in order of days, with what lies between those in force, and what a draft shares with them."""

    parts: tuple[Part, ...]
    gaps: tuple[Period, ...]
    shared: tuple[Period, ...]

    @property
    def kept(self) -> tuple[tuple[Period, Pot], ...]:
        """The days after a grant in force on which its pot can be used, in order: until the next grant begins."""
        granted = [part for part in self.parts if not part.is_planned]
        found: list[tuple[Period, Pot]] = []
        for part, following in zip_longest(granted, granted[1:]):
            if part.pot is None:
                continue
            days_left = part.pot.after(part.period.closed_end())
            until = days_left.without(Period(following.period.first_day)) if following else (days_left,)
            found.extend((period, part.pot) for period in until)
        return tuple(found)

    @property
    def next_day(self) -> date | None:
        """The day on which a following grant begins: after the last in force; None where none is."""
        return self._last.period.closed_end() + _A_DAY if self._last else None

    @property
    def _last(self) -> Part | None:
        return next((part for part in reversed(self.parts) if not part.is_planned), None)

    @property
    def whole(self) -> Period:
        """From the first day of all to the last."""
        ends = [part.period.closed_end() for part in self.parts]
        ends.extend(period.closed_end() for period, _ in self.kept)
        return Period(self.parts[0].period.first_day, max(ends))


def of(parts: Iterable[Part]) -> Plan | None:
    """The parts as a plan; None where there is none."""
    found = sorted(parts, key=lambda part: (part.period.first_day, part.is_planned))
    return Plan(tuple(found), tuple(_gaps(found)), tuple(_shared(found))) if found else None


def gap_text(gap: Period) -> str:
    """How long nothing is granted between two."""
    count = gap.day_count()
    return f"{numbers.days_text(count)} uden bevilling"


def shared_text(shared: Period) -> str:
    """Which days a draft shares with what is in force."""
    only = shared.first_day == shared.last_day
    when = days.text(shared.first_day) if only else str(shared)
    return f"Udkastet deler {when} med en bevilling, der gælder. {FOLLOWS}"


def _gaps(parts: Sequence[Part]) -> Iterable[Period]:
    """The days between two parts that follow each other with room between them."""
    until = None
    for part in parts:
        if until and part.period.first_day > until + _A_DAY:
            yield Period(until + _A_DAY, part.period.first_day - _A_DAY)
        ends = part.period.closed_end()
        until = max(until or ends, ends)


def _shared(parts: Sequence[Part]) -> Iterable[Period]:
    """The days that a draft shares with what is in force, of the kinds that take over none."""
    for one, other in pairwise(parts):
        both = one.period.intersection(other.period)
        drafts = [part for part in (one, other) if part.is_planned]
        if both and any(part.kind not in force.TAKES_OVER for part in drafts):
            yield both
