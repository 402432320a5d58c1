"""`end-role`: somebody who goes on with other things, or in another team."""

from typing import Annotated

import typer

from parloeb.cli import clock, home, saying, typed
from parloeb.domain.people.rules import Role
from parloeb.kernel import local


def end_role(
    email: Annotated[str, typer.Argument(metavar="E-MAIL", help="Det, brugeren logger ind med.")],
    *,
    role: Annotated[Role, typer.Option(help="Den rolle, der slutter, i alle dens teams og organisationer.")],
    last_day: Annotated[str, typer.Option("--to", metavar="DAG", help="Som 2026-11-22; ellers i dag.")] = "",
) -> None:
    """Let a user hold a role to a last day, which is included; `give-role` gives one anew."""
    home.prepare()
    from parloeb.domain.people import acting, commands, queries

    at = clock.now()
    day = typed.day(last_day, option="--to") if last_day else local.local_day(at)
    with acting.acting_as_system() as by:
        user = queries.user_who_logs_in(email)
        commands.end_role(user, role=role, last_day=day, by=by, at=at)
    saying.answer(f"{user.name} <{user.email}>: {role} til {day}")
