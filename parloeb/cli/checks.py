"""What must be in order before the system is served, each as one finding that says how to mend it."""

import shutil
import smtplib
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection

from parloeb.cli import frontend
from parloeb.cli.home import Home
from parloeb.config import migrating
from parloeb.domain.correspondence import queries as correspondence

OLDEST_POSTGRES = 15
CLOCKS_APART = timedelta(seconds=2)
FREE_BYTES = 1024**3
DURABLE = ("fsync", "full_page_writes", "synchronous_commit")
DEMO_MARK = "demo"


@dataclass(frozen=True)
class Finding:
    """One check: what was looked at, whether it is in order, what was found, and how to mend it where it is not."""

    what: str
    is_fine: bool
    found: str
    mend: str = ""

    def __str__(self) -> str:
        if self.is_fine:
            return f"ok    {self.what}: {self.found}"
        return f"WRONG {self.what}: {self.found}. {self.mend}"


def before_start(home: Home, *, at: datetime) -> Iterator[Finding]:
    """The checks whose failure keeps the system from starting. The database is asked only where it answers."""
    yield front_end_files()
    yield key_file()
    yield demo(home)
    if settings.PRODUCTION:
        yield from in_production(home)
    yield from database(at=at)


def everything(home: Home, *, at: datetime, production: bool) -> Iterator[Finding]:
    """All checks, in the order in which one mends; `production` also refuses what only a trial may have."""
    yield storage(home.folder)
    yield key_file()
    yield front_end_files()
    yield mail()
    yield demo(home)
    if production:
        yield from in_production(home)
    of_database = list(database(at=at))
    yield from of_database
    if all(finding.is_fine for finding in of_database):
        yield outbox()


def front_end_files(folder: Path = frontend.VENDOR) -> Finding:
    """The designsystem's files are in the package."""
    if (folder / "stamp.txt").is_file():
        return Finding("front-end files", is_fine=True, found="in the package")
    return Finding("front-end files", is_fine=False, found="missing", mend="Run: python -m parloeb.cli.frontend")


def key_file() -> Finding:
    """The keys are from a file that its owner alone can read. That it is whole was seen when it was opened."""
    if not settings.KEYS_FILE:
        return Finding(
            "keys", is_fine=False, found="made up for this process alone", mend="Let PARLOEB_KEYS_FILE name the file."
        )
    path = Path(settings.KEYS_FILE)
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        return Finding("keys", is_fine=False, found=f"{path} is open to others", mend=f"Run: chmod 600 {path}")
    return Finding("keys", is_fine=True, found=str(path))


def demo(home: Home) -> Finding:
    """Logging in by one click is open for invented persons alone."""
    if settings.DEMO and not (home.folder / DEMO_MARK).exists():
        return Finding(
            "demo",
            is_fine=False,
            found="PARLOEB_DEMO lets everybody be anybody, and this home was not made by `parloeb demo`",
            mend="Unset PARLOEB_DEMO, or let PARLOEB_HOME name an empty folder.",
        )
    return Finding("demo", is_fine=True, found="on, with invented persons" if settings.DEMO else "off")


def in_production(home: Home) -> Iterator[Finding]:
    """What a trial may have and real work may not."""
    yield _forbidden("embedded database", home.embedded, "Let DATABASE_URL name a PostgreSQL server.")
    yield _forbidden("PARLOEB_DEBUG", settings.DEBUG, "Unset it.")
    yield _forbidden("PARLOEB_DEMO", settings.DEMO, "Unset it.")
    yield _forbidden("cookies over http", not settings.PRODUCTION, "Set PARLOEB_PRODUCTION=1.")
    origins = settings.CSRF_TRUSTED_ORIGINS
    insecure = not origins or any(not origin.startswith("https://") for origin in origins)
    yield _forbidden(
        "address without https", insecure, "Let PARLOEB_ORIGINS name the public address, as https://mentor.example.dk."
    )


def storage(folder: Path) -> Finding:
    """The home can be written to and has room."""
    probe = folder / ".writable"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return Finding("storage", is_fine=False, found=str(error), mend=f"Let this user write to {folder}.")
    free = shutil.disk_usage(folder).free
    found = f"{free // 1024**2} MB free at {folder}"
    return Finding("storage", is_fine=free >= FREE_BYTES, found=found, mend="Make room for 1024 MB at least.")


def mail() -> Finding:
    """The mail server takes a connection."""
    if not settings.MAIL_HOST:
        return Finding("mail", is_fine=False, found="no server is named", mend="Set PARLOEB_MAIL_HOST.")
    where = f"{settings.MAIL_HOST}:{settings.MAIL_PORT}"
    try:
        with smtplib.SMTP(settings.MAIL_HOST, settings.MAIL_PORT, timeout=settings.MAIL_TIMEOUT) as server:
            server.noop()
    except (OSError, smtplib.SMTPException) as error:
        return Finding("mail", is_fine=False, found=f"{where}: {error}", mend="Look at PARLOEB_MAIL_HOST and _PORT.")
    return Finding("mail", is_fine=True, found=f"{where} answers")


def database(*, at: datetime) -> Iterator[Finding]:
    """The database answers, is new enough, keeps what it acknowledged, and knows us as a plain role."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            (database_time,) = cursor.fetchone()
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        yield Finding("database", is_fine=False, found=reason, mend="Look at DATABASE_URL and at the server.")
        return
    yield clocks(database_time, at=at)
    yield _version()
    yield from _durable()
    yield plain_role()
    yield _migrated()


def outbox() -> Finding:
    """Nothing stands in the outbox that is not tried any more."""
    failed = correspondence.failed()
    return Finding(
        "outbox",
        is_fine=not failed,
        found=f"{failed} could not be sent",
        mend="Look at the mail server; letters wait on the caseworkers' desks to be tried again or posted.",
    )


def clocks(database_time: datetime, *, at: datetime) -> Finding:
    """The clocks of database and machine agree, so that the order of events is true."""
    apart = abs(database_time - at)
    return Finding(
        "clock",
        is_fine=apart < CLOCKS_APART,
        found=f"{apart.total_seconds():.1f} s between the database and this machine",
        mend="Let both follow the same time server.",
    )


def plain_role() -> Finding:
    """The application's role passes no right by: no superuser, no owner, no BYPASSRLS."""
    (name, is_superuser, passes_policies, owns) = _row(
        "SELECT current_user, rolsuper, rolbypassrls, EXISTS ("
        " SELECT FROM pg_class WHERE relowner = pg_roles.oid AND relkind IN ('r', 'p')"
        ") FROM pg_roles WHERE rolname = current_user"
    )
    faults = [
        text
        for fault, text in ((is_superuser, "a superuser"), (passes_policies, "BYPASSRLS"), (owns, "an owner of tables"))
        if fault
    ]
    found = f"{name} is {', '.join(faults)}" if faults else f"{name} is a plain role"
    mend = "Let DATABASE_URL name a plain role, and DATABASE_OWNER_URL the owner (docs/running)."
    return Finding("database role", is_fine=not faults, found=found, mend=mend)


def _version() -> Finding:
    number = connection.cursor().connection.info.server_version // 10000
    return Finding(
        "PostgreSQL", is_fine=number >= OLDEST_POSTGRES, found=str(number), mend=f"Take {OLDEST_POSTGRES} or newer."
    )


def _durable() -> Iterator[Finding]:
    for setting in DURABLE:
        (value,) = _row(f"SHOW {setting}")
        yield Finding(
            setting,
            is_fine=value not in ("off", "local"),
            found=str(value),
            mend=f"Set {setting} = on in postgresql.conf.",
        )


def _migrated() -> Finding:
    if migrating.pending():
        return Finding("migrations", is_fine=False, found="not complete", mend="Run: parloeb migrate")
    return Finding("migrations", is_fine=True, found="complete")


def _forbidden(what: str, is_so: object, mend: str) -> Finding:
    return Finding(what, is_fine=not is_so, found="not allowed in production" if is_so else "not in use", mend=mend)


def _row(query: str) -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        row: tuple[object, ...] = cursor.fetchone()
        return row
