"""`migrate`: a database of one's own is brought up to date, as the owner of its tables."""

import os

from parloeb.cli import home, saying


def migrate() -> None:
    """Bring the database up to date, as the owner of its tables."""
    if "DATABASE_URL" in os.environ and "DATABASE_OWNER_URL" not in os.environ:
        raise saying.CannotError("Lad DATABASE_OWNER_URL nævne den samme database som ejer af dens tabeller.")
    ready = home.prepare(makes_keys=True)
    from django.conf import settings

    from parloeb.config import migrating

    if settings.DATABASE_OWNER["USER"] == settings.DATABASES["default"]["USER"]:
        raise saying.CannotError("Lad DATABASE_OWNER_URL nævne tabellernes ejer, og DATABASE_URL en anden rolle.")
    if not ready.embedded:
        migrating.migrate(verbosity=0)
    saying.answer("Databasen er ajour.")
