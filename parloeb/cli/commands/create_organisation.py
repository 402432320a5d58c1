"""`create-organisation`: a jobcentre with its teams, a supplier, a company or a school."""

from typing import Annotated

import typer

from parloeb.cli import clock, home, saying
from parloeb.domain.people.rules import OrganisationKind
from parloeb.kernel import errors


def create_organisation(
    name: Annotated[str, typer.Option(prompt="Navn", help="Som det står i breve.")],
    kind: Annotated[OrganisationKind, typer.Option(help="Hvad den er for mentorstøtten.")] = OrganisationKind.JOBCENTRE,
    team: Annotated[list[str] | None, typer.Option(help="Et team i et jobcenter; kan nævnes flere gange.")] = None,
) -> None:
    """Create a jobcentre with its teams, or a supplier, company or school."""
    home.prepare()
    from parloeb.domain.people import acting, commands

    teams = team or []
    if teams and kind is not OrganisationKind.JOBCENTRE:
        raise errors.RefusedError("Kun et jobcenter har teams.")
    at = clock.now()
    with acting.acting_as_system() as by:
        made = commands.register_organisation(kind=kind, name=name, by=by, at=at)
        for one in teams:
            commands.register_team(jobcentre=made, name=one, by=by, at=at)
    saying.answer(f"{name}: {', '.join([kind, *teams])}")
