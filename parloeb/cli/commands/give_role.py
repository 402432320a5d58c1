"""`give-role`: one more role, or the same one in another team, for somebody who logs in already."""

from typing import Annotated

import typer

from parloeb.cli import clock, home, roles, saying, typed
from parloeb.domain.people.rules import Role
from parloeb.kernel import local


def give_role(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="What the user logs in with.")],
    *,
    role: Annotated[Role, typer.Option(help="What the user acts as.")],
    organisation: Annotated[str, typer.Option(help="The jobcentre or supplier that the role is restricted to.")] = "",
    team: Annotated[str, typer.Option(help="The team that a caseworker or a team leader belongs to.")] = "",
    first_day: Annotated[str, typer.Option("--from", metavar="DAY", help="As 2026-11-22; today if none.")] = "",
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
    saying.answer(f"{user.name} <{user.email}>: {role} from {day}")
