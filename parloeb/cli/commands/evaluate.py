"""`evaluate`: the tables of an evaluation, from what is stored, as JSON or as a page of its own."""

import base64
import json
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parloeb.cli import clock, home, saying, typed
from parloeb.kernel import errors, local

if TYPE_CHECKING:
    from parloeb.domain.evaluation.queries import Asked


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
    first_day: Annotated[str, typer.Option("--from", metavar="DAG", help="Første dag, som 2008-04-03.")] = "",
    last_day: Annotated[str, typer.Option("--to", metavar="DAG", help="Udtræksdagen; ellers i dag.")] = "",
    jobcentre: Annotated[list[str] | None, typer.Option(metavar="NAVN", help="Kan nævnes flere gange.")] = None,
    min_cell: Annotated[int, typer.Option(metavar="K", min=0, help="Skjul færre personer end dette.")] = 0,
    answer: Annotated[Format, typer.Option("--format", help="Hvordan der svares.")] = Format.JSON,
    output: Annotated[
        Path | None, typer.Option(metavar="FIL", help="Hvor der skrives; ellers standard output.")
    ] = None,
) -> None:
    """Print the tables of an evaluation: participants, hours, companies, and what is missing."""
    if answer not in (Format.JSON, Format.HTML):
        raise saying.CannotError(_COMING.format(answer))
    if min_cell:
        raise saying.CannotError(_SUPPRESSION_COMING)
    home.prepare()
    asked = _asked(first_day, last_day, jobcentre or [], at=clock.now())
    text = _as_html(asked) if answer is Format.HTML else _as_json(asked)
    if output is None:
        saying.answer(text)
        return
    try:
        output.write_text(f"{text}\n", encoding="utf-8")
    except OSError as error:
        raise saying.CannotError(f"{output} kan ikke skrives: {error.strerror}.") from error


def _asked(first_day: str, last_day: str, jobcentres: list[str], *, at: datetime) -> "Asked":
    """What is asked; today in Denmark is the day of extraction where none is named. Raises CannotError."""
    from parloeb.domain.evaluation import queries
    from parloeb.domain.people import acting

    last = typed.day(last_day, option="--to") if last_day else local.local_day(at)
    try:
        with acting.acting_as_system():
            places = queries.jobcentre_ids(jobcentres) if jobcentres else None
        first = typed.day(first_day, option="--from") if first_day else None
        return queries.Asked(first_day=first, last_day=last, jobcentres=places)
    except errors.RefusedError as refused:
        raise saying.CannotError(refused.sentence) from refused


def _as_json(asked: "Asked") -> str:
    """The tables as docs/formats/evaluation.md writes them."""
    from parloeb.domain.evaluation import queries, rules
    from parloeb.domain.people import acting

    with acting.acting_as_system():
        return json.dumps(rules.tables(queries.facts(asked)), ensure_ascii=False, indent=1, allow_nan=False)


def _as_html(asked: "Asked") -> str:
    """The tables as one file that opens by itself, drawn as on the evaluator's page but with nothing hidden."""
    from django.template import loader

    from parloeb.domain.evaluation import queries
    from parloeb.domain.people import acting
    from parloeb.pages.evaluation import tables

    with acting.acting_as_system():
        report = tables.report(queries.facts(asked), least=0)
    look = base64.b64encode((Path(tables.__file__).parent / "file.css").read_bytes()).decode()
    context = {"report": report, "look": f"data:text/css;base64,{look}"}
    return loader.render_to_string("evaluation/file.html", context).strip()
