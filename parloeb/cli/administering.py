"""`migrate`, `create-user`, `create-organisation` and `doctor`: what the administrator at the machine does."""

import os
import sys
from typing import Annotated

import typer

from parloeb.cli import clock, home, saying
from parloeb.domain.people.rules import OrganisationKind, Role

Team = Annotated[str, typer.Option(help="The team that a caseworker or a team leader belongs to.")]


def migrate() -> None:
    """Bring the database up to date, as the owner of its tables."""
    if "DATABASE_URL" in os.environ and "DATABASE_OWNER_URL" not in os.environ:
        raise saying.CannotError("Let DATABASE_OWNER_URL name the same database as the owner of its tables.")
    ready = home.prepare(makes_keys=True)
    from django.conf import settings

    from parloeb.config import migrating

    if settings.DATABASE_OWNER["USER"] == settings.DATABASES["default"]["USER"]:
        raise saying.CannotError("Let DATABASE_OWNER_URL name the owner of the tables, and DATABASE_URL another role.")
    if not ready.embedded:
        migrating.migrate(verbosity=0)
    saying.answer("The database is up to date.")


def create_user(
    email: Annotated[str, typer.Option(prompt=True, help="What the user logs in with.")],
    name: Annotated[str, typer.Option(prompt=True, help="First name and last name.")],
    role: Annotated[list[Role], typer.Option(help="What the user acts as; may be given more than once.")],
    organisation: Annotated[str, typer.Option(help="The jobcentre or supplier that the roles are restricted to.")] = "",
    team: Team = "",
) -> None:
    """Create a user with roles. The password is asked for, or read from standard input."""
    home.prepare()
    from parloeb.cli import registering

    password = _password()
    at = clock.now()
    registering.user(email=email, name=name, roles=role, organisation=organisation, team=team, password=password, at=at)
    saying.answer(f"{name} <{email}>: {', '.join(role)}")


def create_organisation(
    name: Annotated[str, typer.Option(prompt=True, help="As it stands in letters.")],
    kind: Annotated[OrganisationKind, typer.Option(help="What it is to mentor support.")] = OrganisationKind.JOBCENTRE,
    team: Annotated[list[str] | None, typer.Option(help="A team of a jobcentre; may be given more than once.")] = None,
) -> None:
    """Create a jobcentre with its teams, or a supplier, company or school."""
    home.prepare()
    from parloeb.cli import registering

    registering.organisation(name=name, kind=kind, teams=team or [], at=clock.now())
    saying.answer(f"{name}: {', '.join([kind, *(team or [])])}")


def doctor(
    *,
    production: Annotated[bool, typer.Option("--production", help="Also refuse what only a trial may have.")] = False,
) -> None:
    """Check database, mail, storage, clock, keys and files; say what is wrong and how to mend it."""
    ready = home.prepare()
    from parloeb.cli import checks

    findings = list(checks.everything(ready, at=clock.now(), production=production))
    for finding in findings:
        saying.answer(str(finding))
    if not all(finding.is_fine for finding in findings):
        raise typer.Exit(saying.REFUSED)


def _password() -> str:
    if sys.stdin.isatty():
        return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return sys.stdin.readline().rstrip("\n")
