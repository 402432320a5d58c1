"""Stream the rows of a file into a temporary table of their own, read but not yet compared with anything."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from psycopg import sql

from parloeb.journeys.registrations import reading
from parloeb.journeys.registrations.files import FILES, File
from parloeb.journeys.registrations.reading import Row, Source
from parloeb.kernel import sorting

ROWS_BETWEEN_WORDS = 50_000
_OWN = ("line", "key", "content", "fault_column", "fault")


def incoming(file: File) -> sql.Identifier:
    """The name of the file's temporary table."""
    return sql.Identifier(f"incoming_{file.name}")


def standing(file: File) -> sql.Identifier:
    """The name of the view of its rows that are to be stored: without fault, not stored already, not said twice."""
    return sql.Identifier(f"standing_{file.name}")


def make_tables() -> None:
    """Make an empty table for each file; they go with the transaction."""
    for file in FILES:
        columns = [sql.SQL("{} {}").format(sql.Identifier(name), sql.SQL(kept)) for name, kept in _columns(file)]
        run("DROP TABLE IF EXISTS {incoming} CASCADE", incoming=incoming(file))
        run(
            "CREATE TEMP TABLE {incoming} (line int8 NOT NULL, key text NOT NULL, content text NOT NULL,"
            " fault_column text, fault text, is_repeat bool NOT NULL DEFAULT false,"
            " is_unchanged bool NOT NULL DEFAULT false, {columns}) ON COMMIT DROP",
            incoming=incoming(file),
            columns=sql.SQL(", ").join(columns),
        )
        run(
            "CREATE TEMP VIEW {standing} AS SELECT * FROM {incoming}"
            " WHERE fault IS NULL AND NOT is_unchanged AND NOT is_repeat",
            standing=standing(file),
            incoming=incoming(file),
        )


def load(source: Source, *, told: Callable[[str], None]) -> None:
    """Read the file row by row into its table; only one row at a time is in memory."""
    file = source.file
    names = [*_OWN, *(name for name, _ in _columns(file))]
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        incoming(file), sql.SQL(", ").join(sql.Identifier(name) for name in names)
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for count, row in enumerate(reading.rows(source), start=1):
            copy.write_row(_record(file, row))
            if count % ROWS_BETWEEN_WORDS == 0:
                told(f"{file.title}: {count} linjer er læst.")
    run("CREATE INDEX ON {incoming} (key)", incoming=incoming(file))
    run("ANALYZE {incoming}", incoming=incoming(file))


def run(statement: str, *, values: Sequence[Any] = (), **names: sql.Composable) -> int:
    """Run one statement with identifiers and values put in safely; return the number of rows it touched."""
    with connection.cursor() as cursor:
        composed = sql.SQL(statement).format(**names)
        cursor.execute(composed.as_string(cursor.connection), values or None)
        return int(cursor.rowcount)


def ask(statement: str, *, values: Sequence[Any] = (), **names: sql.Composable) -> tuple[object, ...] | None:
    """The first row of an answer, or None where there is none."""
    with connection.cursor() as cursor:
        composed = sql.SQL(statement).format(**names)
        cursor.execute(composed.as_string(cursor.connection), values or None)
        row: tuple[object, ...] | None = cursor.fetchone()
        return row


def _columns(file: File) -> list[tuple[str, str]]:
    own = [(column.name, column.kept_as) for column in file.columns]
    return [*own, ("sort_key", "text"), ("search_key", "text")] if file.is_of_people else own


def _record(file: File, row: Row) -> tuple[object, ...]:
    column, sentence = row.fault or (None, None)
    own = (row.line, row.key, row.content, column, sentence, *row.values)
    return (*own, sorting.sort_key(row.key), sorting.search_key(row.key)) if file.is_of_people else own
