"""`link-citizen`: a citizen's own way in, also to the cases that were opened before."""

from typing import Annotated

import typer

from parloeb.cli import clock, home, saying, typed
from parloeb.kernel import cpr as cpr_numbers
from parloeb.kernel import errors, local


def link_citizen(
    email: Annotated[str, typer.Argument(metavar="E-MAIL", help="Det, borgerens bruger logger ind med.")],
) -> None:
    """Let a user be the citizen with a CPR number, in earlier cases too. The number is asked for, or read."""
    home.prepare()
    from django.conf import settings

    from parloeb.domain.people import acting, commands, queries, sealing
    from parloeb.journeys import accounts

    cpr = cpr_numbers.parse(typed.secret("CPR-nummer"))
    keys = sealing.Keyring(sealing=settings.KEYS.sealing, index=settings.KEYS.index)
    at = clock.now()
    with acting.acting_as_system() as by:
        user = queries.user_who_logs_in(email)
        citizen = commands.citizen_by_cpr(cpr, keys=keys)
        if citizen is None:
            raise errors.RefusedError("Der er ingen borger med det CPR-nummer.")
        accounts.link_citizen(citizen, user=user, by=by, at=at, on=local.local_day(at))
    saying.answer(f"{user.name} <{user.email}>: borger")
