"""The invented municipality of the demo, built through the commands alone."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from parloeb.cli import checks, saying
from parloeb.cli.demo_town import town
from parloeb.domain.people import queries, sealing


def ensure(home: Path, *, at: datetime) -> tuple[str, ...]:
    """Build the town where the database is empty; returns a line for each person to be.

    Raises CannotError where the database holds people who were not invented here.
    """
    mark = home / checks.DEMO_MARK
    if not queries.has_users():
        saying.progress("Building the invented municipality.")
        build(keys=sealing.Keyring(sealing=settings.KEYS.sealing, index=settings.KEYS.index), at=at)
        mark.touch()
    elif not mark.exists():
        raise saying.CannotError(
            f"The database of {home} holds people who were not made by the demo. Let PARLOEB_HOME name another folder.",
            exit_code=saying.REFUSED,
        )
    return tuple(f"{person.roles}: {person.name}" for person in queries.persons())


def build(*, keys: sealing.Keyring, at: datetime) -> None:
    """Build the whole town, or nothing of it."""
    with transaction.atomic():
        made = town.Town(keys=keys, at=at)
        made.open_cases()
