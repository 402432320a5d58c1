"""`evaluate`: the tables of an evaluation, from what is stored."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from parloeb.cli import clock, home, saying


class Format(StrEnum):
    JSON = "json"
    HTML = "html"
    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"


_COMING = "--format {} kommer senere. Vælg json eller html."
_SUPPRESSION_COMING = "--min-cell kommer senere. Uden det vises alle tal."


def evaluate(
    *,
    first_day: Annotated[str, typer.Option("--from", metavar="DAY", help="The first day, as 2008-04-03.")] = "",
    last_day: Annotated[str, typer.Option("--to", metavar="DAY", help="The day of extraction; today if none.")] = "",
    jobcentre: Annotated[list[str] | None, typer.Option(metavar="NAME", help="May be given more than once.")] = None,
    min_cell: Annotated[int, typer.Option(metavar="K", min=0, help="Hide fewer people than this.")] = 0,
    answer: Annotated[Format, typer.Option("--format", help="How to answer.")] = Format.JSON,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="Where to write; else standard output.")] = None,
) -> None:
    """Print the tables of an evaluation: participants, hours, companies, and what is missing."""
    if answer not in (Format.JSON, Format.HTML):
        raise saying.CannotError(_COMING.format(answer))
    if min_cell:
        raise saying.CannotError(_SUPPRESSION_COMING)
    home.prepare()
    from parloeb.cli import evaluating

    asked = evaluating.asked(first_day, last_day, jobcentre or [], at=clock.now())
    text = evaluating.as_html(asked) if answer is Format.HTML else evaluating.as_json(asked)
    if output is None:
        saying.answer(text)
        return
    try:
        output.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise saying.CannotError(f"{output} kan ikke skrives: {error.strerror}.") from error
