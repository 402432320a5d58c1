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
        return f"FEJL  {self.what}: {self.found}. {self.mend}"


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
        return Finding("skærmfiler", is_fine=True, found="i pakken")
    return Finding("skærmfiler", is_fine=False, found="mangler", mend="Kør: python -m parloeb.cli.frontend")


def key_file() -> Finding:
    """The keys are from a file that its owner alone can read. That it is whole was seen when it was opened."""
    if not settings.KEYS_FILE:
        return Finding(
            "nøgler", is_fine=False, found="lavet til denne proces alene", mend="Lad PARLOEB_KEYS_FILE nævne filen."
        )
    path = Path(settings.KEYS_FILE)
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        return Finding("nøgler", is_fine=False, found=f"{path} er åben for andre", mend=f"Kør: chmod 600 {path}")
    return Finding("nøgler", is_fine=True, found=str(path))


def demo(home: Home) -> Finding:
    """Logging in by one click is open for invented persons alone."""
    if settings.DEMO and not (home.folder / DEMO_MARK).exists():
        return Finding(
            "demo",
            is_fine=False,
            found="PARLOEB_DEMO lader enhver være hvem som helst, og mappen er ikke lavet af `parloeb demo`",
            mend="Fjern PARLOEB_DEMO, eller lad PARLOEB_HOME nævne en tom mappe.",
        )
    return Finding("demo", is_fine=True, found="til, med opdigtede personer" if settings.DEMO else "fra")


def in_production(home: Home) -> Iterator[Finding]:
    """What a trial may have and real work may not."""
    yield _forbidden("indlejret database", home.embedded, "Lad DATABASE_URL nævne en PostgreSQL-server.")
    yield _forbidden("PARLOEB_DEBUG", settings.DEBUG, "Fjern den.")
    yield _forbidden("PARLOEB_DEMO", settings.DEMO, "Fjern den.")
    yield _forbidden("cookies over http", not settings.PRODUCTION, "Sæt PARLOEB_PRODUCTION=1.")
    origins = settings.CSRF_TRUSTED_ORIGINS
    insecure = not origins or any(not origin.startswith("https://") for origin in origins)
    yield _forbidden(
        "adresse uden https",
        insecure,
        "Lad PARLOEB_ORIGINS nævne den offentlige adresse, som https://mentor.example.dk.",
    )


def storage(folder: Path) -> Finding:
    """The home can be written to and has room."""
    probe = folder / ".writable"
    try:
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        return Finding("disk", is_fine=False, found=str(error), mend=f"Lad denne bruger skrive i {folder}.")
    free = shutil.disk_usage(folder).free
    found = f"{free // 1024**2} MB ledige i {folder}"
    return Finding("disk", is_fine=free >= FREE_BYTES, found=found, mend="Gør plads til mindst 1024 MB.")


def mail() -> Finding:
    """The mail server takes a connection."""
    if not settings.MAIL_HOST:
        return Finding("mail", is_fine=False, found="ingen server er nævnt", mend="Sæt PARLOEB_MAIL_HOST.")
    where = f"{settings.MAIL_HOST}:{settings.MAIL_PORT}"
    try:
        with smtplib.SMTP(settings.MAIL_HOST, settings.MAIL_PORT, timeout=settings.MAIL_TIMEOUT) as server:
            server.noop()
    except (OSError, smtplib.SMTPException) as error:
        return Finding("mail", is_fine=False, found=f"{where}: {error}", mend="Se på PARLOEB_MAIL_HOST og _PORT.")
    return Finding("mail", is_fine=True, found=f"{where} svarer")


def database(*, at: datetime) -> Iterator[Finding]:
    """The database answers, is new enough, keeps what it acknowledged, and knows us as a plain role."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            (database_time,) = cursor.fetchone()
    except DatabaseError as error:
        reason = " ".join(str(error).split())
        yield Finding("database", is_fine=False, found=reason, mend="Se på DATABASE_URL og på serveren.")
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
        "udbakke",
        is_fine=not failed,
        found=f"{failed} kunne ikke sendes",
        mend="Se på mailserveren; breve kan prøves igen eller sendes med posten fra sagsbehandlernes skrivebord.",
    )


def clocks(database_time: datetime, *, at: datetime) -> Finding:
    """The clocks of database and machine agree, so that the order of events is true."""
    apart = abs(database_time - at)
    return Finding(
        "ur",
        is_fine=apart < CLOCKS_APART,
        found=f"{apart.total_seconds():.1f} s mellem databasen og denne maskine",
        mend="Lad begge følge den samme tidsserver.",
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
        for fault, text in (
            (is_superuser, "superbruger"),
            (passes_policies, "uden for rækkesikkerhed (BYPASSRLS)"),
            (owns, "ejer af tabeller"),
        )
        if fault
    ]
    found = f"{name} er {', '.join(faults)}" if faults else f"{name} er en almindelig rolle"
    mend = "Lad DATABASE_URL nævne en almindelig rolle, og DATABASE_OWNER_URL ejeren (docs/running)."
    return Finding("databaserolle", is_fine=not faults, found=found, mend=mend)


def _version() -> Finding:
    number = connection.cursor().connection.info.server_version // 10000
    return Finding(
        "PostgreSQL", is_fine=number >= OLDEST_POSTGRES, found=str(number), mend=f"Tag {OLDEST_POSTGRES} eller nyere."
    )


def _durable() -> Iterator[Finding]:
    for setting in DURABLE:
        (value,) = _row(f"SHOW {setting}")
        yield Finding(
            setting,
            is_fine=value not in ("off", "local"),
            found=str(value),
            mend=f"Sæt {setting} = on i postgresql.conf.",
        )


def _migrated() -> Finding:
    if migrating.pending():
        return Finding("migreringer", is_fine=False, found="ikke ført til ende", mend="Kør: parloeb migrate")
    return Finding("migreringer", is_fine=True, found="ført til ende")


def _forbidden(what: str, is_so: object, mend: str) -> Finding:
    return Finding(what, is_fine=not is_so, found="ikke tilladt i drift" if is_so else "ikke i brug", mend=mend)


def _row(query: str) -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        row: tuple[object, ...] = cursor.fetchone()
        return row
