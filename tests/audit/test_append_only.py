"""Nobody changes or removes a row of the log: not the application, and not even the owner of the table."""

from collections.abc import Iterator
from datetime import datetime

import psycopg
import pytest
from django.conf import settings
from django.db import IntegrityError, ProgrammingError, connection, transaction

from parloeb.domain.audit import commands
from parloeb.domain.audit.models import Event
from parloeb.domain.people import acting
from tests import builders

IN_ITS_MONTH = builders.AT
FAR_AHEAD = builders.AT.replace(year=2199)
LONG_GONE = builders.AT.replace(year=1999)

CHANGES = [
    "UPDATE {table} SET name = 'something.else'",
    "UPDATE {table} SET citizens = '{{}}'",
    "DELETE FROM {table}",
    "TRUNCATE {table}",
    "INSERT INTO {table} SELECT * FROM {table} ON CONFLICT (id, at) DO UPDATE SET name = 'something.else'",
]
TABLES = ["audit_event", "audit_event_2026_11", "audit_event_otherwise"]


@pytest.fixture
def _rows(db: None) -> None:
    for at in (IN_ITS_MONTH, FAR_AHEAD):
        commands.deny("test.tried", by=acting.SYSTEM, at=at)


@pytest.fixture
def owner(own_database: None) -> Iterator[psycopg.Connection]:
    """A connection as the owner of the tables, on whom rights are no brake."""
    for at in (IN_ITS_MONTH, FAR_AHEAD):
        commands.deny("test.tried", by=acting.SYSTEM, at=at)
    known = connection.settings_dict
    address = f"postgresql://{settings.DATABASE_OWNER['USER']}@/{known['NAME']}?host={known['HOST']}"
    with psycopg.connect(address, autocommit=True) as opened:
        yield opened


@pytest.mark.usefixtures("_rows")
@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("statement", CHANGES)
def test_the_application_has_no_right_to_change_the_log(statement: str, table: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement.format(table=table))


@pytest.mark.parametrize("table", TABLES)
def test_a_trigger_stops_even_the_owner(owner: psycopg.Connection, table: str) -> None:
    for statement in CHANGES:
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
            owner.execute(statement.format(table=table).encode())
    assert Event.objects.count() == 2


def test_a_truncate_of_a_referenced_table_stops_at_the_log(owner: psycopg.Connection) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege, match="append-only"):
        owner.execute("TRUNCATE audit_event_2027_01, audit_event CASCADE")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("at", "partition"),
    [
        (IN_ITS_MONTH, "audit_event_2026_11"),
        (builders.AT.replace(year=2026, month=1, day=1, hour=0), "audit_event_2026_01"),
        (LONG_GONE, "audit_event_otherwise"),
        (FAR_AHEAD, "audit_event_otherwise"),
    ],
)
def test_a_row_of_any_day_is_kept(at: datetime, partition: str) -> None:
    commands.deny("test.tried", by=acting.SYSTEM, at=at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableoid::regclass::text FROM audit_event")
        assert cursor.fetchall() == [(partition,)]


@pytest.mark.django_db
def test_a_kind_outside_the_list_is_refused() -> None:
    with (
        pytest.raises(IntegrityError, match="audit_event_kind"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO audit_event (at, kind, name, role, subject_type, citizens, reason)"
            " VALUES (now(), 'guess', '', '', '', '{}', '')"
        )
