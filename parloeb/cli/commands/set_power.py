"""`set-power`: how much a role may grant at a jobcentre."""

from typing import Annotated

import typer

from parloeb.cli import clock, home, saying, typed
from parloeb.domain.people.rules import Role
from parloeb.kernel import local


def set_power(
    jobcentre: Annotated[str, typer.Argument(metavar="JOBCENTER", help="Jobcentrets navn.")],
    *,
    role: Annotated[Role, typer.Option(help="caseworker eller team_leader.")],
    periods: Annotated[int, typer.Option(min=0, max=99, help="Så mange perioder i et forløb.")],
    months: Annotated[int, typer.Option(min=1, max=99, help="Højst så mange måneder i hver.")],
    first_day: Annotated[str, typer.Option("--from", metavar="DAG", help="Som 2026-11-22; ellers i dag.")] = "",
) -> None:
    """Set how much a role may grant at a jobcentre from today or a later day on; it lasts until the next is set."""
    home.prepare()
    from parloeb.domain.grants import commands
    from parloeb.domain.grants.rules.power import Power
    from parloeb.domain.people import acting, queries

    at = clock.now()
    on = local.local_day(at)
    day = typed.day(first_day, option="--from") if first_day else on
    with acting.acting_as_system() as by:
        place = queries.organisation_named(jobcentre)
        commands.set_power(place, role=role, power=Power(periods, months), first_day=day, by=by, at=at, on=on)
    saying.answer(f"{jobcentre}: {role}, {periods} x {months} måneder fra {day}")
