"""`match`: a waiting list and a mentor corps, and the best total match with its reasons; it needs no home."""

import json
import math
import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from parloeb.cli import saying, typed

if TYPE_CHECKING:
    from parloeb.domain.matching.suggesting.answering import Suggestion

SECONDS = 20.0
TOP = 5
_TOO_LARGE = "Filen er for stor til at være én venteliste."


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


def match(
    file: Annotated[Path, typer.Argument(metavar="FIL.json", help="Filen med borgere og mentorer.")],
    *,
    answer: Annotated[Format, typer.Option("--format", help="Hvordan der svares.")] = Format.TEXT,
    top: Annotated[
        int, typer.Option("--top", min=0, metavar="ANTAL", help="Hvor mange mulige mentorer hver borger får nævnt.")
    ] = TOP,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0.1, metavar="SEKUNDER", help="Hvor længe der højst regnes.")
    ] = SECONDS,
) -> None:
    """Suggest a mentor for each citizen, so that the total is the highest."""
    from parloeb.domain.matching.suggesting import answering, written

    try:
        waiting = written.parse(typed.text_of(file, most=written.MOST_BYTES, too_large=_TOO_LARGE))
    except written.UnusableError as unusable:
        raise saying.CannotError(f"{file.name}: {unusable.sentence}") from unusable
    except written.FaultsError as faults:
        if answer is Format.JSON:
            saying.answer(json.dumps({"errors": list(faults.sentences)}, ensure_ascii=False, indent=1))
        raise saying.CannotError(*faults.sentences, exit_code=saying.REFUSED) from faults
    if not math.isfinite(seconds):
        raise saying.CannotError("--seconds: Skriv et tal.")
    begun = time.monotonic()
    suggestion = answering.suggest(waiting, top=top, left=lambda: seconds - (time.monotonic() - begun))
    if answer is Format.JSON:
        saying.answer(json.dumps(written.answer(suggestion), ensure_ascii=False, indent=1, allow_nan=False))
    else:
        _say(suggestion)


def _say(suggestion: "Suggestion") -> None:
    """The same in Danish for a person: the total first, then a pair and its reasons, then who has nobody."""
    from parloeb.domain.matching.suggesting import naming

    saying.answer(
        f"{len(suggestion.assignments)} forslag, {len(suggestion.unassigned)} uden mentor. "
        f"Samlet score {naming.amount(suggestion.total_score)}; "
        + (
            "intet valg giver mere."
            if suggestion.is_best
            else f"intet valg kan give mere end {naming.amount(suggestion.upper_bound)}."
        )
    )
    for pair in suggestion.assignments:
        saying.answer(f"{pair.citizen} og {pair.mentor} ({naming.points(pair.score)}): {' '.join(pair.reasons)}")
    for nobody in suggestion.unassigned:
        saying.answer(f"{nobody.citizen} uden mentor: {' '.join(nobody.reasons)}")
    for citizen, mentors in suggestion.top.items():
        named = ", ".join(f"{one.mentor} ({naming.points(one.score)})" for one in mentors) or "ingen"
        saying.answer(f"Mulige mentorer for {citizen}: {named}.")
