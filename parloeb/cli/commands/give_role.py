"""`give-role`: one more role, or the same one in another team, for somebody who logs in already."""

from typing import Annotated

import typer

from parloeb.cli import clock, home, roles, saying, typed
from parloeb.domain.people.rules import Role
from parloeb.kernel import local


def give_role(
    email: Annotated[str, typer.Argument(metavar="E-MAIL", help="Det, brugeren logger ind med.")],
    *,
    role: Annotated[Role, typer.Option(help="Det, brugeren arbejder som.")],
    organisation: Annotated[str, typer.Option(help="Det jobcenter eller den leverandør, rollen gælder for.")] = "",
    team: Annotated[str, typer.Option(help="Det team, en sagsbehandler eller teamleder hører til.")] = "",
    first_day: Annotated[str, typer.Option("--from", metavar="DAG", help="Som 2026-11-22; ellers i dag.")] = "",
) -> None:
    """Give a user a role from a day on."""
    home.prepare()
    from parloeb.domain.people import acting, queries

    at = clock.now()
    day = typed.day(first_day, option="--from") if first_day else local.local_day(at)
    given = roles.Given(role, organisation, team)
    given.check()
    with acting.acting_as_system() as by:
        user = queries.user_who_logs_in(email)
        given.give(user, first_day=day, by=by, at=at)
    saying.answer(f"{user.name} <{user.email}>: {role} fra {day}")
