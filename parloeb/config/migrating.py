"""Migrations, run as the owner of the tables, and the rights that the application's plain role has afterwards."""

import contextlib
from collections.abc import Iterator

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

APPEND_ONLY = ("audit_event",)


def pending() -> bool:
    """Whether the database lacks a migration."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate(*, verbosity: int = 0) -> None:
    """Bring the database up to date, then give the application's role its rights anew."""
    application = connection.settings_dict["USER"]
    with _as_owner():
        call_command("migrate", verbosity=verbosity, interactive=False)
        call_command("createcachetable", verbosity=verbosity)
        _give_rights(application)


def analyze() -> None:
    """Count the tables for the planner, as the owner; call outside of any transaction.

    Much written at once is otherwise read by plans made for empty tables, until the database counts by itself.
    """
    with _as_owner(), connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextlib.contextmanager
def _as_owner() -> Iterator[None]:
    # Some libraries' migrations speak to the default connection whatever they are told, so that one is lent out.
    kept = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD")}
    connection.close()
    connection.settings_dict.update({key: settings.DATABASE_OWNER[key] for key in kept})
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(kept)


def _give_rights(application: str) -> None:
    statements = [
        "GRANT USAGE ON SCHEMA public TO {role}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
        "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
        *(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {{role}}" for table in APPEND_ONLY),
    ]
    with connection.cursor() as cursor:
        # A partition is reached through its table alone: rights given to the partition itself would pass the table's.
        cursor.execute(
            "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent::regclass::text = ANY(%s)",
            [list(APPEND_ONLY)],
        )
        statements += [f"REVOKE ALL ON {partition} FROM {{role}}" for (partition,) in cursor.fetchall()]
        for statement in statements:
            cursor.execute(sql.SQL(statement).format(role=sql.Identifier(application)).as_string(cursor.connection))
