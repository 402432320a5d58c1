"""Runs an import as the system, and says what came of it: counts, then every refused row."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from parloeb.cli import saying
from parloeb.domain.people import acting
from parloeb.journeys.registrations import importing, reading, refusals
from parloeb.journeys.registrations.importing import Outcome


@dataclass(frozen=True)
class Asked:
    """What the administrator asked for."""

    folder: Path
    dry_run: bool
    partial: bool
    errors: Path | None


def registrations(asked: Asked, *, say: Callable[[Outcome], None], at: datetime) -> int:
    """Import a folder and say what came of it; return how many rows were refused. Raises CannotError."""
    with refusals.Refused() as refused:
        try:
            with acting.acting_as_system() as by:
                outcome = importing.run(
                    asked.folder,
                    partial=asked.partial,
                    dry_run=asked.dry_run,
                    refused=refused,
                    by=by,
                    at=at,
                    told=saying.progress,
                )
            if asked.errors:
                outcome.write_errors(asked.errors)
        except reading.UnusableError as unusable:
            raise saying.CannotError(*unusable.sentences) from unusable
        say(outcome)
        return refused.count


def say_text(outcome: Outcome) -> None:
    """One line a file, then one line a refused row."""
    for name, stored in outcome.stored.items():
        saying.answer(f"{name}: {stored} gemt, {outcome.unchanged[name]} uændret")
    for refusal in outcome.refused:
        saying.answer(_sentence(refusal))


def say_json(outcome: Outcome) -> None:
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


def _sentence(refusal: refusals.Refusal) -> str:
    return f"{refusal.file} linje {refusal.line}, {refusal.column}: {refusal.error}"
