"""`rules recheck`: what the rules of a coming day would do to all grants that run; numbers alone, no names."""

from typing import Annotated

import typer

from parloeb.cli import home, saying, typed
from parloeb.kernel import days


def rules_recheck(
    *,
    on: Annotated[str, typer.Option("--on", metavar="DAG", help="Dagen, som ændringen gælder fra, som 2027-01-01.")],
    with_drafts: Annotated[
        bool, typer.Option("--with-drafts", help="Som om udkastet til en ny lov var vedtaget.")
    ] = False,
) -> None:
    """Hold every grant that runs on the day against the rules of the day and of the day before."""
    day = typed.day(on, option="--on")
    home.prepare()
    from parloeb.domain.grants import rechecking
    from parloeb.domain.people import acting

    with acting.acting_as_system():
        outlook = rechecking.of_all(
            on=day, with_drafts=with_drafts, told=lambda done: saying.progress(f"{done} bevillinger set efter")
        )
    saying.answer(
        f"{len(outlook.touched)} af {outlook.running} løbende bevillinger møder noget nyt den {days.text(day)}."
    )
    for shift, count in outlook.by_rule:
        saying.answer(f"{count}: {shift.outcome}: {shift.text} [{shift.citation}; {shift.rule}]")
