"""`rules check`: the facts of one grant held against the dated rule table; it needs no home and no database."""

import json
from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parloeb.cli import clock, saying, typed
from parloeb.kernel import days, errors, local

if TYPE_CHECKING:
    from parloeb.domain.grants.rules.findings import Finding

app = typer.Typer(no_args_is_help=True, help="Spørg reglerne om mentorstøtte.")


_TOO_LARGE = "Filen er for stor til at være oplysningerne om én bevilling."


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


@app.callback(help="Spørg reglerne om mentorstøtte.")
def asking() -> None:
    """Ask the rules on mentor support."""


@app.command("check", help="Hold oplysningerne om én bevilling op mod de regler, der gælder på dagen for afgørelsen.")
def rules_check(
    file: Annotated[Path, typer.Argument(metavar="FIL.json", help="Filen med oplysningerne.")],
    *,
    answer: Annotated[Format, typer.Option("--format", help="Hvordan der svares.")] = Format.TEXT,
    on: Annotated[
        str, typer.Option("--on", metavar="DAG", help="En anden dags regler; ellers dagen for afgørelsen.")
    ] = "",
) -> None:
    """Say what every rule says about one grant, and what it comes to."""
    from parloeb.domain.grants.rules import checking, written

    asked = typed.day(on, option="--on") if on else None
    try:
        facts = written.parse(typed.text_of(file, most=written.MOST_BYTES, too_large=_TOO_LARGE))
    except errors.RefusedError as refusal:
        raise saying.CannotError(f"{file.name}: {refusal.sentence}") from refusal
    day = asked or facts.decision_day or local.local_day(clock.now())
    findings = checking.check(facts, on=day)
    if answer is Format.JSON:
        saying.answer(json.dumps(written.answer(findings, on=day), ensure_ascii=False, indent=1, allow_nan=False))
    else:
        _say(findings, on=day)


def _say(findings: "Sequence[Finding]", *, on: date) -> None:
    """The same in Danish for a person: what it comes to, then one rule a line."""
    from parloeb.domain.grants.rules import checking
    from parloeb.domain.law import table

    rule_set = table.current().rule_set(on) or "ingen regler om mentorstøtte endnu"
    saying.answer(f"{checking.ruling(findings).label}. Reglerne den {days.text(on)} ({rule_set}):")
    for one in findings:
        saying.answer(f"{one.outcome.label}: {one.text_da} [{one.citation}; {one.rule}, {one.certainty}]")
