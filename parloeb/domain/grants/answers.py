"""What the decision letter tells of what the citizen was asked before it, and answered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from parloeb.domain.correspondence.rules import letters
from parloeb.kernel import days


@dataclass(frozen=True)
class Heard:
    """One hearing before the decision: the day of its letter, and what the citizen answered on which day."""

    asked_on: date
    answered_on: date | None
    answer: str


def told(heard: Iterable[Heard], *, decided_on: date) -> tuple[letters.Block, ...]:
    """What the citizen said to what the decision rests on; nothing where nobody was heard."""
    rules = letters.in_force(decided_on, "FVL-19")
    blocks: list[letters.Block] = []
    for one in heard:
        asked = f"Vi skrev til dig den {days.long_text(one.asked_on)} om de oplysninger, afgørelsen bygger på."
        said = f"Du svarede den {days.long_text(one.answered_on)}:" if one.answered_on else "Du har ikke svaret."
        blocks += [letters.Paragraph(f"{asked} {said}", rules), *letters.paragraphs(one.answer, rules)]
    return (letters.Heading("Det har du sagt til oplysningerne"), *blocks) if blocks else ()
