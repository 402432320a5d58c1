"""The import from beginning to end: read, compare, store or not, one row in the log for each file."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import IntegrityError
from psycopg import errors as pg
from psycopg import sql

from parloeb.domain.audit import commands as audit
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.journeys.registrations import checking, loading, reading, refusals, storing
from parloeb.journeys.registrations.files import FILES, File
from parloeb.journeys.registrations.reading import Source
from parloeb.kernel import errors

# Two imports at once wait for each other: the number is the word "parløb" in no other lock.
_LOCK = 7_270_156


@dataclass(frozen=True)
class Import:
    """One import, as the log points to it."""

    uuid: uuid.UUID


@dataclass(frozen=True)
class Outcome:
    """What was stored, or would have been, and what stood already, by file; and what was refused."""

    stored: Mapping[str, int]
    unchanged: Mapping[str, int]
    refused: refusals.Refused
    sources: tuple[Source, ...]

    def write_errors(self, folder: Path) -> None:
        """Write one file of refused lines for each file that has some. Raises UnusableError for the own folder."""
        if any(source.path.parent.resolve() == folder.resolve() for source in self.sources):
            raise reading.UnusableError(f"{folder} er mappen, der læses fra. Vælg en anden mappe til fejlene.")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for source in self.sources:
                refusals.write_error_file(source, self.refused, folder)
        except OSError as error:
            raise reading.UnusableError(f"Fejlene kan ikke skrives i {folder}: {error.strerror}.") from error


def run(
    folder: Path,
    *,
    partial: bool,
    dry_run: bool,
    refused: refusals.Refused,
    by: Actor,
    at: datetime,
    told: Callable[[str], None],
) -> Outcome:
    """Import a folder within the transaction of whoever acts; `told` hears how far it is, `refused` takes the faults.

    Without `partial` one refused row means that nothing is stored. Raises UnusableError, and RefusedError where
    somebody else stored something that contradicts the folder meanwhile.
    """
    if by.role is not Role.SYSTEM:
        raise errors.RefusedError("Kun systemadministratoren ved maskinen kan indlæse registreringer.")
    sources = _sources(folder)
    loading.run("SELECT pg_advisory_xact_lock(%s)", values=[_LOCK])
    loading.make_tables()
    for source in sources:
        loading.load(source, told=told)
    present = [source.file for source in sources]
    told("Linjerne sammenlignes med hinanden og med det, der er gemt.")
    checking.check(present=present, at=at)
    for file in present:
        refused.collect(file)
    stores = partial or not refused.count
    outcome = Outcome(
        stored={file.name: _count(loading.standing(file)) if stores else 0 for file in FILES},
        unchanged={file.name: _unchanged(file) for file in FILES},
        refused=refused,
        sources=tuple(sources),
    )
    if stores and not dry_run:
        told("Rækkerne gemmes.")
        _store(outcome, by=by, at=at)
    return outcome


def _sources(folder: Path) -> list[Source]:
    if not folder.is_dir():
        raise reading.UnusableError(f"Der er ingen mappe {folder}.")
    found = [reading.source(folder, file) for file in FILES]
    sources = [source for source in found if source]
    if not sources:
        raise reading.UnusableError(f"Der er ingen af filerne i {folder}: {', '.join(file.title for file in FILES)}.")
    return sources


def _unchanged(file: File) -> int:
    rows = sql.SQL("(SELECT 1 FROM {} WHERE fault IS NULL AND (is_unchanged OR is_repeat)) AS row")
    return _count(rows.format(loading.incoming(file)))


def _count(rows: sql.Composable) -> int:
    answer = loading.ask("SELECT count(*) FROM {rows}", rows=rows)
    return int(str(answer[0])) if answer else 0


def _store(outcome: Outcome, *, by: Actor, at: datetime) -> None:
    try:
        storing.store(at=at)
    except IntegrityError as error:
        if not isinstance(error.__cause__, pg.UniqueViolation | pg.ExclusionViolation):
            raise
        raise errors.RefusedError(
            "Der blev gemt noget andet i den samme tid, som mappen ikke passer til. Der er ikke gemt noget. Prøv igen."
        ) from error
    this = Import(uuid.uuid4())
    for name, count in outcome.stored.items():
        if count:
            audit.record(f"registrations.{name}.imported", this, by=by, at=at)
