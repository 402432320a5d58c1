"""`set-setting`: what a jobcentre sets itself: powers, usual lengths, alarm days, the day of the report."""

from typing import Annotated

import typer

from parloeb.cli import clock, home, saying, typed
from parloeb.domain.law.settings import Setting
from parloeb.kernel import local


def set_setting(
    jobcentre: Annotated[str, typer.Argument(metavar="JOBCENTER", help="Jobcentrets navn.")],
    setting: Annotated[Setting, typer.Argument(metavar="INDSTILLING", help=f"En af: {', '.join(Setting)}.")],
    number: Annotated[int, typer.Argument(metavar="TAL", help="Perioder, måneder eller dage.")],
    *,
    first_day: Annotated[str, typer.Option("--from", metavar="DAG", help="Som 2026-11-22; ellers i dag.")] = "",
) -> None:
    """Set what a jobcentre sets itself from today or a later day on; it lasts until the next is set."""
    home.prepare()
    from parloeb.domain.people import acting, commands, queries

    at = clock.now()
    on = local.local_day(at)
    day = typed.day(first_day, option="--from") if first_day else on
    with acting.acting_as_system() as by:
        place = queries.organisation_named(jobcentre)
        commands.set_setting(place, setting, number=number, first_day=day, by=by, at=at, on=on)
    saying.answer(f"{jobcentre}: {setting} {number} fra {day}")
