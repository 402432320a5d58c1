"""`end-user`: somebody who shall not log in any more."""

from typing import Annotated

import typer

from parloeb.cli import clock, home, saying


def end_user(
    email: Annotated[str, typer.Argument(metavar="E-MAIL", help="Det, brugeren logger ind med.")],
) -> None:
    """Close a user: nobody logs in as this user any more, and who is logged in is out with the next request."""
    home.prepare()
    from parloeb.domain.people import acting, commands, queries

    with acting.acting_as_system() as by:
        user = queries.user_who_logs_in(email)
        commands.deactivate_user(user, by=by, at=clock.now())
    saying.answer(f"{user.name} <{user.email}>: lukket")
