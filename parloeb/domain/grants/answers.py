"""What the decision letter tells of what the citizen was asked before it, and answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from parloeb.domain.correspondence.rules import letters
from parloeb.kernel import days


@dataclass(frozen=True)
class Heard:
    """One hearing before the decision: the day of its letter, where that left, and the answer with its day."""

    asked_on: date | None
    answered_on: date | None
    answer: str


def told(heard: Iterable[Heard], *, decided_on: date) -> tuple[letters.Block, ...]:
    """What the citizen said to what the decision rests on; nothing where nobody was heard."""
    rules = letters.in_force(decided_on, "FVL-19")
    blocks: list[letters.Block] = []
    for one in heard:
        blocks += [letters.Paragraph(_asked(one), rules), *letters.paragraphs(one.answer, rules)]
    return (letters.Heading("Det har du sagt til oplysningerne"), *blocks) if blocks else ()


def _asked(one: Heard) -> str:
    """Who answered before the letter left was not asked by it."""
    answered = days.long_text(one.answered_on) if one.answered_on else ""
    if one.asked_on is None:
        return f"Om de oplysninger, afgørelsen bygger på, svarede du den {answered}:"
    asked = f"Vi skrev til dig den {days.long_text(one.asked_on)} om de oplysninger, afgørelsen bygger på."
    return f"{asked} Du svarede den {answered}:" if answered else f"{asked} Du har ikke svaret."
