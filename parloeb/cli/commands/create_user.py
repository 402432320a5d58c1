"""`create-user`: somebody who logs in, with the roles that the person may act in."""

from typing import Annotated

import typer

from parloeb.cli import clock, home, roles, saying, typed
from parloeb.domain.people.rules import Role
from parloeb.kernel import local

Team = Annotated[str, typer.Option(help="Det team, en sagsbehandler eller teamleder hører til.")]


def create_user(
    email: Annotated[str, typer.Option(prompt="E-mail", help="Det, brugeren logger ind med.")],
    name: Annotated[str, typer.Option(prompt="Navn", help="Fornavn og efternavn.")],
    role: Annotated[list[Role], typer.Option(help="Det, brugeren arbejder som; kan nævnes flere gange.")],
    organisation: Annotated[str, typer.Option(help="Det jobcenter eller den leverandør, rollerne gælder for.")] = "",
    team: Team = "",
) -> None:
    """Create a user with roles. The password is asked for, or read from standard input."""
    home.prepare()
    from parloeb.domain.people import acting, commands

    password = typed.secret("Adgangskode", twice=True)
    _check_typed(email, password)
    given = [roles.Given(one, organisation, team) for one in role]
    for one in given:
        one.check()
    at = clock.now()
    with acting.acting_as_system() as by:
        made = commands.register_user(email=email, name=name, password=password, by=by, at=at)
        for one in given:
            one.give(made, first_day=local.local_day(at), by=by, at=at)
    saying.answer(f"{name} <{email}>: {', '.join(role)}")


def _check_typed(email: str, password: str) -> None:
    from django.contrib.auth import password_validation
    from django.core.exceptions import ValidationError
    from django.core.validators import validate_email

    try:
        validate_email(email)
        password_validation.validate_password(password)
    except ValidationError as error:
        raise saying.CannotError(*error.messages, exit_code=saying.REFUSED) from error
