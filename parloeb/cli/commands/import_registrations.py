"""`import registrations`: a folder of old registrations into the database, or a list of what is wrong with it."""

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parloeb.cli import clock, home, saying

if TYPE_CHECKING:
    from parloeb.journeys.registrations.importing import Outcome
    from parloeb.journeys.registrations.refusals import Refusal

app = typer.Typer(no_args_is_help=True, help="Hent det ind, der er ført andre steder.")


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


@app.callback(help="Hent det ind, der er ført andre steder.")
def taking_in() -> None:
    """Take in what was kept elsewhere."""


@app.command(
    "registrations",
    help="Indlæs jobcentre, mentorer, borgere, virksomheder, placeringer og besøg fra en mappe med CSV-filer.",
)
def import_registrations(
    folder: Annotated[Path, typer.Argument(metavar="MAPPE", help="Mappen med CSV-filerne.")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Gem ikke noget; sig, hvad der ville ske.")] = False,
    partial: Annotated[bool, typer.Option("--partial", help="Gem de gode rækker, selv om andre afvises.")] = False,
    errors: Annotated[
        Path | None, typer.Option(metavar="MAPPE", help="Hvor de afviste rækker lægges, så de kan rettes.")
    ] = None,
    answer: Annotated[Format, typer.Option("--format", help="Hvordan der svares.")] = Format.TEXT,
) -> None:
    """Import jobcentres, mentors, citizens, companies, placements and visits from a folder of CSV files."""
    home.prepare()
    from parloeb.domain.people import acting
    from parloeb.journeys.registrations import importing, reading, refusals

    with refusals.Refused() as refused:
        try:
            with acting.acting_as_system() as by:
                outcome = importing.run(
                    folder,
                    partial=partial,
                    dry_run=dry_run,
                    refused=refused,
                    by=by,
                    at=clock.now(),
                    told=saying.progress,
                )
            if errors:
                outcome.write_errors(errors)
        except reading.UnusableError as unusable:
            raise saying.CannotError(*unusable.sentences) from unusable
        (_say_json if answer is Format.JSON else _say_text)(outcome)
        if refused.count:
            raise typer.Exit(saying.REFUSED)


def _say_text(outcome: "Outcome") -> None:
    """One line a file, then one line a refused row."""
    for name, stored in outcome.stored.items():
        saying.answer(f"{name}: {stored} gemt, {outcome.unchanged[name]} uændret")
    for refusal in outcome.refused:
        saying.answer(_sentence(refusal))


def _say_json(outcome: "Outcome") -> None:
    """The answer of docs/formats/registrations.md, written row by row so that it takes no memory."""
    head = json.dumps({"stored": dict(outcome.stored), "unchanged": dict(outcome.unchanged)}, ensure_ascii=False)
    saying.answer(f'{head[:-1]}, "refused": [')
    for number, refusal in enumerate(outcome.refused, start=1):
        comma = "," if number < outcome.refused.count else ""
        saying.answer(json.dumps(asdict(refusal), ensure_ascii=False) + comma)
    saying.answer("]" if outcome.refused.count else "]}")
    if outcome.refused.count:
        saying.answer(', "errors": [')
        for number, refusal in enumerate(outcome.refused, start=1):
            comma = "," if number < outcome.refused.count else ""
            saying.answer(json.dumps(_sentence(refusal), ensure_ascii=False) + comma)
        saying.answer("]}")


def _sentence(refusal: "Refusal") -> str:
    return f"{refusal.file} linje {refusal.line}, {refusal.column}: {refusal.error}"
