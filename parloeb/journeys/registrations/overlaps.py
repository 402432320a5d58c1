"""One mentor, one minute: find the visits that share a minute with an earlier line or with a stored visit."""

import bisect
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db import connection

from parloeb.domain.visits.states import State
from parloeb.journeys.registrations import loading

ROWS_AT_A_TIME = 2_000

# Visits of one mentor that touch no other are left out here: only heaps of visits that hang together come out, each
# with its stored visits first (line 0) and then its lines in order.
_HEAPS = """
    WITH visits AS (
        SELECT line, mentor, key, start, start + minutes * interval '1 minute' AS end
        FROM incoming_visits WHERE fault IS NULL AND NOT is_unchanged AND NOT is_repeat
        UNION ALL
        SELECT 0, mentor.registration_key, COALESCE(visit.registration_key, ''), visit.starts_at, visit.ends_at
        FROM visits_visit AS visit JOIN corps_mentor AS mentor ON mentor.id = visit.mentor_id
        WHERE mentor.registration_key IN (SELECT mentor FROM incoming_visits)
            AND visit.starts_at < (SELECT max(start) + interval '1 day' FROM incoming_visits)
            AND visit.ends_at > (SELECT min(start) FROM incoming_visits)
            AND visit.state <> %s AND visit.minutes > 0
    ), marked AS (
        SELECT *, COALESCE(start >= max("end") OVER (
            PARTITION BY mentor ORDER BY start, line ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
        ), true) AS begins
        FROM visits
    ), heaped AS (
        SELECT *, count(*) FILTER (WHERE begins) OVER (PARTITION BY mentor ORDER BY start, line) AS heap FROM marked
    ), counted AS (
        SELECT *, count(*) OVER (PARTITION BY mentor, heap) AS size, max(line) OVER (PARTITION BY mentor, heap) AS last
        FROM heaped
    )
    SELECT mentor, heap, line, key, extract(epoch FROM start)::int8 / 60, extract(epoch FROM "end")::int8 / 60
    FROM counted WHERE size > 1 AND last > 0 ORDER BY mentor, heap, line
"""

_FAULTS = """
    UPDATE incoming_visits AS row SET fault_column = 'start', fault = found.sentence
    FROM unnest(%s::int8[], %s::text[]) AS found (line, sentence) WHERE found.line = row.line
"""


@dataclass(frozen=True)
class Taken:
    """A stretch of minutes of one mentor: from, included, to, not included, and which visit took it."""

    first: int
    end: int
    line: int
    key: str


@dataclass
class Calendar:
    """The stretches that are taken, none of which overlap, in order of time."""

    taken: list[Taken] = field(default_factory=list)

    def take(self, wanted: Taken) -> Taken | None:
        """Take a stretch; where some of it is taken already, take nothing and return who has it."""
        place = bisect.bisect_right(self.taken, wanted.first, key=lambda other: other.first)
        for neighbour in self.taken[max(place - 1, 0) : place + 1]:
            if neighbour.first < wanted.end and wanted.first < neighbour.end:
                return neighbour
        self.taken.insert(place, wanted)
        return None


def check() -> None:
    """Refuse every line whose minutes an earlier line or a stored visit has; a refused line takes no minutes."""
    refused: list[tuple[int, str]] = []
    for line, sentence in _refusals(_heaps()):
        refused.append((line, sentence))
        if len(refused) >= ROWS_AT_A_TIME:
            _mark(refused)
            refused = []
    _mark(refused)


def _refusals(found: Iterable[tuple[str, int, Taken]]) -> Iterator[tuple[int, str]]:
    for (mentor, _), heap in itertools.groupby(found, key=lambda row: row[:2]):
        calendar = Calendar()
        for _, _, wanted in heap:
            holder = calendar.take(wanted)
            if holder and wanted.line:
                yield wanted.line, _sentence(mentor, holder)


def _heaps() -> Iterator[tuple[str, int, Taken]]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(_HEAPS, [State.REPLACED])
        while rows := cursor.fetchmany(ROWS_AT_A_TIME):
            for mentor, heap, line, key, first, end in rows:
                yield mentor, heap, Taken(first=first, end=end, line=line, key=key)


def _sentence(mentor: str, holder: Taken) -> str:
    where = f"linje {holder.line}" if holder.line else "som er gemt"
    which = f"besøget »{holder.key}«" if holder.key else "et besøg"
    return f"Mentoren »{mentor}« har {which} ({where}) i noget af den samme tid."


def _mark(refused: list[tuple[int, str]]) -> None:
    if refused:
        loading.run(_FAULTS, values=[[line for line, _ in refused], [sentence for _, sentence in refused]])
