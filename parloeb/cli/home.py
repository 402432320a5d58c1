"""Prepare the home: folder, keys, the embedded database and its tables. After that the rooms can be imported."""

import atexit
import contextlib
import fcntl
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import django
import psycopg

from parloeb.cli import saying
from parloeb.config import embedded, keys

SETTINGS = "parloeb.config.settings"


@dataclass(frozen=True)
class Home:
    """The folder, and whether its own embedded database is the one in use."""

    folder: Path
    embedded: bool


def folder() -> Path:
    """The folder that PARLOEB_HOME names, else `.parloeb` where one stands; it need not exist."""
    return Path(os.environ.get("PARLOEB_HOME", ".parloeb")).resolve()


def prepare(*, makes_keys: bool = False) -> Home:
    """Make the home ready for the rooms: keys, database, settings, and the embedded database's tables.

    Other processes that prepare the same home wait for each other. With a database server of one's own nothing is
    migrated, and a missing key file is made only where `makes_keys`. Raises CannotError.
    """
    signal.signal(signal.SIGTERM, _leave_on_signal)
    home = Home(folder(), embedded="DATABASE_URL" not in os.environ)
    try:
        home.folder.mkdir(parents=True, exist_ok=True)
        with _one_at_a_time(home.folder):
            _open(home, makes_keys=makes_keys)
    except OSError as error:
        raise saying.CannotError(f"Mappen {home.folder} kan ikke bruges: {error}") from error
    except psycopg.OperationalError as error:
        reason = " ".join(str(error).split())
        raise saying.CannotError(f"Databasen svarer ikke: {reason}. Se på DATABASE_URL.") from error
    except keys.KeysMissingError as error:
        raise saying.CannotError(f"{error}. Læg installationens nøglefil tilbage.") from error
    return home


def _open(home: Home, *, makes_keys: bool) -> None:
    os.environ["PARLOEB_HOME"] = str(home.folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    _have_keys(home, makes_them=makes_keys or home.embedded)
    if home.embedded:
        _start_database(home.folder)
    django.setup()
    if home.embedded:
        _migrate()


def _have_keys(home: Home, *, makes_them: bool) -> None:
    if "PARLOEB_KEYS_FILE" not in os.environ:
        path = home.folder / "keys" / "keys.json"
        if makes_them and not path.exists() and not _holds_tables(home):
            keys.make(path)
        os.environ["PARLOEB_KEYS_FILE"] = str(path)
    keys.read(Path(os.environ["PARLOEB_KEYS_FILE"]))


def _holds_tables(home: Home) -> bool:
    """Whether there is a database already: keys made anew would open nothing of what is sealed in it."""
    if home.embedded:
        return (embedded.data_folder(home.folder) / "PG_VERSION").exists()
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        row = connection.execute("SELECT to_regclass('people_citizen') IS NOT NULL").fetchone()
    return bool(row and row[0])


def _start_database(home: Path) -> None:
    _hold_database(home)
    if not (embedded.data_folder(home) / "PG_VERSION").exists():
        saying.progress("Laver databasen; det tager nogle sekunder den første gang.")
    addresses = embedded.start(home)
    os.environ["DATABASE_URL"] = addresses.url(embedded.APPLICATION)
    os.environ["DATABASE_OWNER_URL"] = addresses.url(embedded.OWNER)


def _hold_database(home: Path) -> None:
    """Keep the embedded server for as long as this process lives; the last one to leave stops it.

    A lock counts the holders, not a list of process ids: the lock of a killed process is gone with it.
    """
    held = (home / "database.lock").open("w")
    fcntl.flock(held, fcntl.LOCK_SH)

    def leave() -> None:
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            embedded.stop(home)
        held.close()

    atexit.register(leave)


def _migrate() -> None:
    from parloeb.config import migrating

    if migrating.pending():
        saying.progress("Bringer databasen ajour.")
        migrating.migrate()


@contextlib.contextmanager
def _one_at_a_time(home: Path) -> Iterator[None]:
    with (home / "preparing.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _leave_on_signal(number: int, frame: object) -> NoReturn:
    del frame
    sys.exit(128 + number)
