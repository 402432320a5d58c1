"""Compare the rows with each other and with what is stored; what is wrong is written on the row.

A row keeps the first fault that is found, and a row with a fault is asked nothing more.
"""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from psycopg import sql

from parloeb.journeys.registrations import loading, overlaps, stored
from parloeb.journeys.registrations.files import BY_NAME, FILES, Column, File
from parloeb.journeys.registrations.reading import UnusableError

# What later files must know of the rows that they refer to.
_ATTRIBUTES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "jobcentres": (),
        "mentors": ("first_day",),
        "citizens": ("referred_on", "ended_on"),
        "companies": (),
    }
)

_CONTRADICTIONS = """
    UPDATE {incoming} AS later SET
        is_repeat = found.is_same,
        fault_column = CASE WHEN found.is_same THEN later.fault_column ELSE COALESCE(later.fault_column, %s) END,
        fault = CASE WHEN found.is_same THEN later.fault ELSE COALESCE(
            later.fault, '»' || later.key || '« står også i linje ' || found.first_line || ' med et andet indhold.'
        ) END
    FROM (
        SELECT line, first_value(line) OVER numbered AS first_line,
            content = first_value(content) OVER numbered AS is_same
        FROM {incoming} WHERE key <> '' WINDOW numbered AS (PARTITION BY key ORDER BY line)
    ) AS found
    WHERE found.line = later.line AND found.first_line <> later.line
"""

_STORED = """
    UPDATE {incoming} AS row SET
        is_unchanged = found.is_same,
        fault_column = CASE WHEN found.is_same THEN NULL ELSE %s END,
        fault = CASE WHEN found.is_same THEN NULL ELSE '»' || row.key || '« er gemt med et andet indhold.' END
    FROM (
        SELECT incoming.line, ({incoming_columns}) IS NOT DISTINCT FROM ({stored_columns}) AS is_same
        FROM {incoming} AS incoming JOIN ({stored}) AS stored ON stored.key = incoming.key
        WHERE incoming.fault IS NULL
    ) AS found
    WHERE found.line = row.line
"""

_KNOWN = """
    CREATE TEMP TABLE {known} ON COMMIT DROP AS
    SELECT key, bool_and(fault IS NOT NULL) AS is_refused, min(line) AS line {of_incoming}
    FROM {incoming} WHERE key <> '' GROUP BY key
    UNION ALL
    SELECT key, false, NULL {of_stored}
    FROM ({stored}) AS stored WHERE NOT EXISTS (SELECT 1 FROM {incoming} AS row WHERE row.key = stored.key)
"""

_REFERENCES = """
    UPDATE {incoming} AS row SET fault_column = %s, fault = CASE
        WHEN known.key IS NULL THEN '»' || row.{column} || '« står ikke i {target_title} og er ikke gemt.'
        ELSE '»' || row.{column} || '« er selv afvist ({target_title} linje ' || known.line || ').' END
    FROM {incoming} AS same LEFT JOIN {known} AS known ON known.key = same.{column}
    WHERE same.line = row.line AND row.fault IS NULL AND (known.key IS NULL OR known.is_refused)
"""

_TIMES = """
    UPDATE incoming_visits AS row SET fault_column = 'start', fault = CASE
        WHEN row.start + row.minutes * interval '1 minute' > %s THEN 'Besøget ligger i fremtiden.'
        WHEN seen.day < seen.referred_on THEN 'Besøget ligger før borgerens henvisning den ' || seen.referred_on || '.'
        WHEN seen.day > seen.ended_on THEN 'Besøget ligger efter, at forløbet sluttede den ' || seen.ended_on || '.'
        ELSE 'Besøget ligger før mentorens første dag den ' || seen.first_day || '.' END
    FROM (
        SELECT visit.line, citizen.referred_on, citizen.ended_on, mentor.first_day,
            (visit.start AT TIME ZONE 'Europe/Copenhagen')::date AS day
        FROM incoming_visits AS visit
        JOIN known_citizens AS citizen ON citizen.key = visit.citizen
        JOIN known_mentors AS mentor ON mentor.key = visit.mentor
        WHERE visit.fault IS NULL
    ) AS seen
    WHERE seen.line = row.line AND (
        row.start + row.minutes * interval '1 minute' > %s
        OR seen.day < seen.referred_on OR seen.day > seen.ended_on OR seen.day < seen.first_day
    )
"""

# A line that repeats an earlier one word for word shares its fate.
_REPEATS = """
    UPDATE {incoming} AS later SET fault_column = first.fault_column, fault = first.fault
    FROM {incoming} AS first
    WHERE later.is_repeat AND later.fault IS NULL
        AND first.key = later.key AND NOT first.is_repeat AND first.fault IS NOT NULL
        AND first.content = later.content
"""


def check(*, present: list[File], at: datetime) -> None:
    """Find every fault of every file that is loaded. Raises UnusableError where a missing file was needed."""
    for file in FILES:
        if file.must_be_there and file not in present:
            _require_not_needed(file)
    for file in FILES:
        _check_keys(file)
        _check_references(file)
        _know(file)
    loading.run(_TIMES, values=[at, at])
    overlaps.check()
    for file in present:
        loading.run(_REPEATS, incoming=loading.incoming(file))


def _check_keys(file: File) -> None:
    names = [sql.Identifier(column.name) for column in file.columns]
    loading.run(_CONTRADICTIONS, values=[file.key[0]], incoming=loading.incoming(file))
    loading.run(
        _STORED,
        values=[file.key[0]],
        incoming=loading.incoming(file),
        stored=sql.SQL(stored.SELECTS[file.name]),
        incoming_columns=sql.SQL(", ").join(sql.SQL("incoming.{}").format(name) for name in names),
        stored_columns=sql.SQL(", ").join(sql.SQL("stored.{}").format(name) for name in names),
    )


def _know(file: File) -> None:
    """Put together what the other files can refer to: the file's rows, and what is stored besides."""
    if file.name not in _ATTRIBUTES:
        return
    attributes = [sql.Identifier(name) for name in _ATTRIBUTES[file.name]]
    known = sql.Identifier(f"known_{file.name}")
    loading.run("DROP TABLE IF EXISTS {known}", known=known)
    loading.run(
        _KNOWN,
        known=known,
        incoming=loading.incoming(file),
        stored=sql.SQL(stored.SELECTS[file.name]),
        of_incoming=sql.SQL("").join(
            sql.SQL(", (array_agg({name} ORDER BY fault IS NOT NULL, line))[1] AS {name}").format(name=name)
            for name in attributes
        ),
        of_stored=sql.SQL("").join(sql.SQL(", {}").format(name) for name in attributes),
    )
    loading.run("CREATE INDEX ON {known} (key)", known=known)
    loading.run("ANALYZE {known}", known=known)


def _check_references(file: File) -> None:
    for column in file.columns:
        if column.refers_to:
            loading.run(
                _REFERENCES,
                values=[column.name],
                incoming=loading.incoming(file),
                column=sql.Identifier(column.name),
                known=sql.Identifier(f"known_{column.refers_to}"),
                target_title=sql.SQL(BY_NAME[column.refers_to].title),
            )


def _require_not_needed(file: File) -> None:
    """A file may be missing where its kind is stored, and all that the others refer to in it."""
    select = sql.SQL(stored.SELECTS[file.name])
    if not loading.ask("SELECT 1 FROM ({stored}) AS stored LIMIT 1", stored=select):
        raise UnusableError(f"{file.title} mangler i mappen.")
    for other in FILES:
        for column in other.columns:
            if column.refers_to == file.name:
                _require_stored(file, other, column)


def _require_stored(file: File, other: File, column: Column) -> None:
    unknown = loading.ask(
        "SELECT row.line, row.{column} FROM {incoming} AS row LEFT JOIN ({stored}) AS stored"
        " ON stored.key = row.{column} WHERE stored.key IS NULL AND row.{column} <> '' ORDER BY row.line LIMIT 1",
        column=sql.Identifier(column.name),
        incoming=loading.incoming(other),
        stored=sql.SQL(stored.SELECTS[file.name]),
    )
    if unknown:
        line, key = unknown
        raise UnusableError(
            f"{file.title} mangler i mappen, og {other.title} linje {line} henviser til »{key}«, som ikke er gemt."
        )
