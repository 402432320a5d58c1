"""`withdraw-setting`: take back what a jobcentre set from a day that has not come."""

from typing import Annotated

import typer

from parloeb.cli import clock, home, saying, typed
from parloeb.domain.law.settings import Setting
from parloeb.kernel import local


def withdraw_setting(
    jobcentre: Annotated[str, typer.Argument(metavar="JOBCENTER", help="Jobcentrets navn.")],
    setting: Annotated[Setting, typer.Argument(metavar="INDSTILLING", help=f"En af: {', '.join(Setting)}.")],
    *,
    first_day: Annotated[
        str, typer.Option("--from", metavar="DAG", help="Dagen den skulle gælde fra, som 2026-11-22.")
    ],
) -> None:
    """Take back a value of a jobcentre before its first day; another may be set from that day."""
    home.prepare()
    from parloeb.domain.people import acting, commands, queries

    at = clock.now()
    day = typed.day(first_day, option="--from")
    with acting.acting_as_system() as by:
        place = queries.organisation_named(jobcentre)
        commands.withdraw_setting(place, setting, first_day=day, by=by, at=at, on=local.local_day(at))
    saying.answer(f"{jobcentre}: {setting} fra {day} er trukket tilbage")
