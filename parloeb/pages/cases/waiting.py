"""What waits on each role's desk, put together from the rooms."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from uuid import UUID

from parloeb.domain.cases.queries import Waiting
from parloeb.domain.people.rules import Role
from parloeb.kernel import days
from parloeb.pages.cases import story, tasks
from parloeb.pages.shared.entry import Entry

NOTHING = "Der venter ikke noget på dig lige nu."
EMPTY: Mapping[Role, str] = MappingProxyType(
    {
        Role.CASEWORKER: "Der venter ikke noget på dig. Begynd en ny henvisning, når en borger har brug for en mentor.",
        Role.TEAM_LEADER: "Ingen bevillinger er forelagt dig.",
        Role.COORDINATOR: "Ingen venter på en mentor lige nu.",
        Role.MENTOR: "Ingen har spurgt dig, og der venter ikke noget på dig. Dine forløb står under Sager.",
        Role.ADMINISTRATOR: "Du ser ingen sager. Brugere og roller passes med kommandoen parloeb på serveren.",
        Role.EVALUATOR: "Tabellerne står under Evaluering.",
        Role.LOG_REVIEWER: "Du ser ingen sager, og der er ingen stikprøver af loggen at se på endnu.",
    }
)


@dataclass(frozen=True)
class Row:
    """One row of the desk: the next thing in one case. `late`: its day has passed; `also` is what comes after."""

    when: str
    what: str
    number: str
    name: str
    url: str
    late: bool
    note: str
    also: tuple[tuple[str, str], ...] = ()  # (what, address)


@dataclass(frozen=True)
class Group:
    """The rows of one kind of task, those that are late first."""

    title: str
    rows: tuple[Row, ...]
    late: int


@dataclass(frozen=True)
class Desk:
    """All that waits, by kind of task; and the citizens who are on it."""

    groups: tuple[Group, ...]
    citizens: frozenset[UUID]

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows without their headings."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def late(self) -> int:
        """How many rows are late."""
        return sum(group.late for group in self.groups)


_Found = tuple[int, Waiting]  # which kind of task, in the order of the table


def desk(entry: Entry, *, whole_team: bool = False) -> Desk:
    """What waits for the actor; `whole_team`: colleagues' cases too.

    A case stands once, at the thing that comes next: what is late, else what stands first in the table of tasks.
    """
    found = _found(entry, whole_team=whole_team)
    urgency = _by_urgency(entry.on)
    of_a_case: dict[object, list[_Found]] = defaultdict(list)
    for one in sorted(found, key=urgency):
        of_a_case[one[1].number or one[1].record].append(one)
    rows: dict[int, list[Row]] = defaultdict(list)
    for next_one, *others in of_a_case.values():
        rows[next_one[0]].append(row(next_one[1], [waits for _, waits in others], on=entry.on))
    groups = [_group(tasks.TASKS[number].title, of_a_kind) for number, of_a_kind in sorted(rows.items())]
    return Desk(
        groups=tuple(sorted(groups, key=lambda group: not group.late)),
        citizens=frozenset(waits.citizen for _, waits in found if waits.citizen),
    )


def of(entry: Entry) -> list[Waiting]:
    """All that waits for the actor, the oldest first: for who has one case alone."""
    return sorted((waits for _, waits in _found(entry, whole_team=False)), key=lambda one: one.since)


def row(one: Waiting, others: Iterable[Waiting] = (), *, on: date) -> Row:
    """A row with its days written and its links."""
    return Row(
        when=_when(one, on=on),
        what=one.what,
        number=one.number,
        name=one.name,
        url=_url(one),
        late=one.due is not None and one.due < on,
        note=one.note,
        also=tuple((other.what, _url(other)) for other in others),
    )


def _found(entry: Entry, *, whole_team: bool) -> list[_Found]:
    asked = tasks.Asked(entry, whole_team=whole_team)
    return [
        (number, waits)
        for number, task in enumerate(tasks.TASKS)
        if entry.by.role in task.roles
        for waits in task.fetch(asked)
    ]


def _by_urgency(on: date) -> Callable[[_Found], tuple[bool, int, date]]:
    return lambda one: (one[1].due is None or one[1].due >= on, one[0], one[1].since)


def _group(title: str, rows: list[Row]) -> Group:
    return Group(title, tuple(rows), sum(one.late for one in rows))


def _when(one: Waiting, *, on: date) -> str:
    """Since when it waits, or from when on it will, and the day by which it is to be done."""
    since = f"{'fra' if one.since > on else 'siden'} {days.text(one.since)}"
    if one.due is None:
        return since
    due = f"frist {days.text(one.due)}"
    return due if one.since >= one.due else f"{since}, {due}"


def _url(one: Waiting) -> str:
    url, _ = story.place_of(one.record)
    return url
