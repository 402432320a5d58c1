"""The corps written as a table, and what a table that comes back would change in it."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from parloeb.domain.corps import queries as mentors
from parloeb.domain.corps.availability import queries as availability
from parloeb.domain.corps.exchange import rules
from parloeb.domain.corps.models import Mentor
from parloeb.domain.corps.rules import Description
from parloeb.kernel import sorting


@dataclass(frozen=True)
class Change:
    """One mentor who would be new (`mentor` is None) or described otherwise.

    `what` as (heading, before, after); of a new one all that is taken.
    """

    line: rules.Line
    mentor: Mentor | None = None
    what: tuple[tuple[str, str, str], ...] = ()
    note: str = ""

    @property
    def name(self) -> str:
        """Who it is of."""
        return self.line.description.name


@dataclass(frozen=True)
class Plan:
    """What a table would do. `mark` tells one plan from another, so that nobody saves what was not seen."""

    new: tuple[Change, ...]
    changed: tuple[Change, ...]
    unchanged: int
    faults: tuple[rules.Fault, ...]
    mark: str


def cells(found: QuerySet[Mentor], *, on: date) -> dict[int, tuple[rules.Cell, ...]]:
    """The cells of these mentors with the hours of the day, by key; last the organisation, which is not read."""
    described = _described(found.select_related("organisation"), on=on)
    return {
        mentor.pk: (
            *rules.written(mentor.uuid, description),
            mentor.organisation.name if mentor.organisation else "",
        )
        for mentor, description in described
    }


def plan(reading: rules.Reading, visible: QuerySet[Mentor], *, on: date) -> Plan:
    """What a table would change among the mentors who are visible, in as many questions whatever its length."""
    known = {mentor.uuid: (mentor, description) for mentor, description in _described(visible, on=on)}
    named = {sorting.search_key(description.name) for _, description in known.values() if description.name}
    areas = {area for _, description in known.values() for area in description.areas}

    def unknown_areas(line: rules.Line) -> str:
        return rules.unknown_areas(line.description, areas)

    faults, new, changed, unchanged = list(reading.faults), [], [], 0
    for line in reading.lines:
        if line.uuid is not None and line.uuid not in known:
            faults.append(rules.Fault(line.row, rules.ID, "Der er ingen mentor med det id i korpset."))
            continue
        mentor, before = known[line.uuid] if line.uuid else (None, None)
        if before == line.description:
            unchanged += 1
            continue
        faults += rules.faults_of(line.row, line.description)
        if mentor is None or before is None:
            again = sorting.search_key(line.description.name) in named
            notes = ("Der er en med det samme navn i korpset." if again else "", unknown_areas(line))
            new.append(Change(line, None, rules.told_of(line.description), " ".join(filter(None, notes))))
        else:
            what = rules.differences(before, line.description)
            changed.append(Change(line, mentor, what, unknown_areas(line)))
    faults.sort(key=lambda fault: fault.row)
    return Plan(tuple(new), tuple(changed), unchanged, tuple(faults), _mark([*new, *changed]))


def _described(found: QuerySet[Mentor], *, on: date) -> list[tuple[Mentor, Description]]:
    listed = list(found.order_by("sort_key", "id"))
    present = availability.presences(mentor.pk for mentor in listed)
    return [(mentor, mentors.described(mentor, present[mentor.pk], on=on)) for mentor in listed]


def _mark(changes: Iterable[Change]) -> str:
    told = [(one.line, one.mentor.version if one.mentor else 0, one.what) for one in changes]
    return hashlib.sha256(repr(told).encode()).hexdigest()
