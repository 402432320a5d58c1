"""What a letter says, before anything is decided about how it looks: one frozen object of facts.

The facts are kept word for word as they were given; both renderings (`pdf`, `twin`) read them through `sheets`.
What follows from a rule of the law names it by its id in the rule table, so that whoever reads the letter on a page
finds the rule; the ids are nowhere in what is printed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from parloeb.domain.correspondence.rules import wording
from parloeb.domain.law import table

Rules = tuple[str, ...]  # ids in the rule table


@dataclass(frozen=True)
class Heading:
    """A heading inside a part. Level 1 stands right below the part's own title, 2 below that."""

    text: str
    level: int = 1

    def __post_init__(self) -> None:
        if self.level not in {1, 2}:
            raise ValueError(f"A heading has level 1 or 2, not {self.level}.")


@dataclass(frozen=True)
class Paragraph:
    """Running text. Line breaks in it count as spaces: see `paragraphs`."""

    text: str
    rules: Rules = ()


@dataclass(frozen=True)
class Bullets:
    """Points of a list; `rules` are those of each point, or empty where none follows from any."""

    items: tuple[str, ...]
    rules: tuple[Rules, ...] = ()

    def __post_init__(self) -> None:
        _require_as_many(self.rules, self.items)


@dataclass(frozen=True)
class Facts:
    """Labels with their values, for example ("Periode", "1. december 2026 til 28. februar 2027"), `rules` as above."""

    rows: tuple[tuple[str, str], ...]
    rules: tuple[Rules, ...] = ()

    def __post_init__(self) -> None:
        _require_as_many(self.rules, self.rows)


@dataclass(frozen=True)
class Table:
    """A header and rows; every row has as many cells as the header, else ValueError."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if not self.header:
            raise ValueError("A table needs a header.")
        if any(len(row) != len(self.header) for row in self.rows):
            raise ValueError("Every row of a table has as many cells as its header.")


Block = Heading | Paragraph | Bullets | Facts | Table


@dataclass(frozen=True)
class Sender:
    """The authority and the unit that answers the telephone."""

    authority: str
    unit: str
    address: tuple[str, ...]
    phone: str
    email: str


@dataclass(frozen=True)
class Receiver:
    """Whom the letter is for. A withheld address is not kept at all: make one with `receiver`."""

    name: str
    address: tuple[str, ...]
    withheld: bool = False

    def __post_init__(self) -> None:
        if self.withheld and self.address:
            raise ValueError("A withheld address must not be among the facts of a letter.")


@dataclass(frozen=True)
class Complaint:
    """How to complain, a paragraph each, and the last day on which the complaint must have arrived.

    `rules` are those of each paragraph, or empty; `last_day_rules` those of the last day.
    """

    guidance: tuple[str, ...]
    last_day: date
    rules: tuple[Rules, ...] = ()
    last_day_rules: Rules = ()

    def __post_init__(self) -> None:
        _require_as_many(self.rules, self.guidance)


@dataclass(frozen=True)
class Own:
    """The municipality's own words in one letter, each empty where it has none, and the ids of their versions."""

    hours: str = ""
    explanation: tuple[str, ...] = ()
    closing: str = ""
    greeting: str = ""
    versions: tuple[str, ...] = ()


NOTHING_OWN = Own()


@dataclass(frozen=True)
class Letter:
    """All facts of one letter.

    `plain` is the short answer in everyday Danish, `legal` the decision with its rules; either may be empty, not
    both. With both, each gets its title. `signature` is who signs, a line each. `template` is the version of the
    fixed words around the facts, so that an old letter keeps the words it was sent with. ValueError if the
    subject is blank, if there is nothing to say, or if the template is unknown.
    """

    sender: Sender
    receiver: Receiver
    case_number: str
    letter_number: str
    dated_on: date
    subject: str
    plain: tuple[Block, ...]
    legal: tuple[Block, ...] = ()
    complaint: Complaint | None = None
    signature: tuple[str, ...] = ()
    template: int = wording.LATEST
    own: Own = NOTHING_OWN

    def __post_init__(self) -> None:
        if not wording.printed(self.subject):
            raise ValueError("A letter needs a subject: it is the title of the document.")
        if not (self.plain or self.legal):
            raise ValueError("A letter says something: both its parts are empty.")
        wording.of(self.template)


def receiver(name: str, address: tuple[str, ...], *, protected: bool) -> Receiver:
    """The receiver of a letter; a protected address is left out here, so that no later step can print it."""
    return Receiver(name, () if protected else address, withheld=protected)


def how_to_address(receiver: Receiver) -> str:
    """What to do before a paper letter is posted on which no address stands; empty where one does."""
    if receiver.withheld:
        return "Adressen er beskyttet og står ikke på brevet. Find den i CPR, og skriv den på kuverten."
    if receiver.address:
        return ""
    return "Der står ingen adresse på brevet. Find adressen, og skriv den på kuverten, eller giv borgeren brevet."


def citing(*rules: table.Rule) -> Bullets:
    """Rules as they stand in a letter: the provision and what it says; what reads the same stands there once."""
    said: dict[str, Rules] = {}
    for rule in rules:
        text = f"{rule.citation}: {rule.text_da}"
        said[text] = (*said.get(text, ()), rule.id)
    return Bullets(tuple(said), tuple(said.values()))


def in_force(day: date, *rule_ids: str) -> Rules:
    """Those of the rules that are in force on a day and certain enough to stand in a letter."""
    found = (table.current().find(rule_id, day) for rule_id in rule_ids)
    return tuple(rule.id for rule in found if rule and rule.is_firm)


def _require_as_many(rules: tuple[Rules, ...], texts: Sequence[object]) -> None:
    if rules and len(rules) != len(texts):
        raise ValueError("Each text has its rules, or none has any.")


def reached_at(sender: Sender) -> str:
    """Where the sender answers, in brackets after a blank; empty where neither address nor number is known."""
    phone = sender.phone.replace(" ", wording.NO_BREAK_SPACE)
    where = ", ".join(part for part in (sender.email, phone) if part)
    return f" ({where})" if where else ""


def paragraphs(text: str, rules: Rules = ()) -> tuple[Paragraph, ...]:
    """Typed text as paragraphs, one a line; blank lines fall away. `rules` are those that ask for the text."""
    return tuple(Paragraph(line.strip(), rules) for line in text.splitlines() if line.strip())
