"""Reads what `evaluate` was asked, and writes the tables as JSON or as a page of its own."""

import base64
import json
from datetime import date, datetime
from pathlib import Path

from django.template import loader

from parloeb.cli import saying
from parloeb.domain.evaluation import queries, rules
from parloeb.domain.evaluation.queries import Asked
from parloeb.domain.people import acting
from parloeb.kernel import errors, local
from parloeb.pages.evaluation import tables

_LOOK = Path(tables.__file__).parent / "file.css"


def asked(first_day: str, last_day: str, jobcentres: list[str], *, at: datetime) -> Asked:
    """What is asked; today in Denmark is the day of extraction where none is named. Raises CannotError."""
    last = _day(last_day, "--to") if last_day else local.local_day(at)
    try:
        with acting.acting_as_system():
            places = queries.jobcentre_ids(jobcentres) if jobcentres else None
        return Asked(first_day=_day(first_day, "--from") if first_day else None, last_day=last, jobcentres=places)
    except errors.RefusedError as refused:
        raise saying.CannotError(refused.sentence) from refused


def as_json(asked: Asked) -> str:
    """The tables as docs/formats/evaluation.md writes them."""
    with acting.acting_as_system():
        return json.dumps(rules.tables(queries.facts(asked)), ensure_ascii=False, indent=1, allow_nan=False)


def as_html(asked: Asked) -> str:
    """The tables as one file that opens by itself, drawn as on the evaluator's page but with nothing hidden."""
    with acting.acting_as_system():
        report = tables.report(queries.facts(asked), least=0)
    look = base64.b64encode(_LOOK.read_bytes()).decode()
    context = {"report": report, "look": f"data:text/css;base64,{look}"}
    return loader.render_to_string("evaluation/file.html", context).strip()


def _day(text: str, option: str) -> date:
    try:
        if len(text) != 10:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise saying.CannotError(
            f"{option}: {errors.quoted(text)} kan ikke læses som en dag. Skriv den som 2008-04-03."
        ) from None
