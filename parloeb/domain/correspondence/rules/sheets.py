"""A letter as finished strings in reading order: the one source of the PDF and of its HTML twin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, TypeVar

from parloeb.domain.correspondence.rules import letters, wording
from parloeb.kernel import days

T = TypeVar("T", bound=Sequence[Any])


@dataclass(frozen=True)
class Title:
    """A heading in the outline of the whole letter: the subject is 1, a part's title 2."""

    text: str
    level: int


@dataclass(frozen=True)
class Deadline:
    """The sentence with the last day, set apart from the guidance around it."""

    text: str
    rules: letters.Rules = ()


Block = Title | Deadline | letters.Paragraph | letters.Bullets | letters.Facts | letters.Table


@dataclass(frozen=True)
class Section:
    """One part of the letter; `kind` is plain, own, legal or complaint."""

    kind: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Sheet:
    """Everything that is wording.printed, line by line. `running` and `page` stand in the foot of each page."""

    authority: str
    unit: str
    receiver: tuple[str, ...]
    contact: tuple[str, ...]
    references: tuple[tuple[str, str], ...]
    subject: str
    sections: tuple[Section, ...]
    closing: str
    greeting: str
    signature: tuple[str, ...]
    dated_on: date
    return_address: str
    running: str
    page: str


def lay_out(letter: letters.Letter) -> Sheet:
    """The letter's strings, cleaned by `wording.printed`; what is blank falls away."""
    words = wording.of(letter.template)
    sender = letter.sender
    phone = wording.printed(sender.phone)
    return Sheet(
        authority=wording.printed(sender.authority),
        unit=wording.printed(sender.unit),
        receiver=_lines((letter.receiver.name, *_address(letter.receiver, words))),
        contact=_lines((*sender.address, f"{words.phone} {phone}" if phone else "", letter.own.hours, sender.email)),
        references=_references(letter, words),
        subject=wording.printed(letter.subject),
        sections=_sections(letter, words),
        closing=wording.printed(letter.own.closing),
        greeting=(wording.printed(letter.own.greeting) or words.greeting) if letter.signature else "",
        signature=_lines(letter.signature),
        dated_on=letter.dated_on,
        return_address=", ".join(_lines((sender.authority, *sender.address))),
        running=wording.printed(f"{words.letter_number} {letter.letter_number}"),
        page=words.page,
    )


def _references(letter: letters.Letter, words: wording.Wording) -> tuple[tuple[str, str], ...]:
    return (
        (words.dated, days.long_text(letter.dated_on)),
        (words.case_number, wording.printed(letter.case_number)),
        (words.letter_number, wording.printed(letter.letter_number)),
    )


def _lines(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in map(wording.printed, texts) if line)


def _address(receiver: letters.Receiver, words: wording.Wording) -> tuple[str, ...]:
    return (words.withheld,) if receiver.withheld else receiver.address


def _sections(letter: letters.Letter, words: wording.Wording) -> tuple[Section, ...]:
    titled = bool(letter.plain and letter.legal)
    drafted = (
        Section("plain", _part(words.plain if titled else "", letter.plain)),
        Section("own", _own(letter.own, words)),
        Section("legal", _part(words.legal if titled else "", letter.legal)),
        Section("complaint", _complaint(letter.complaint, words)),
    )
    return _in_outline_order(section for section in drafted if section.blocks)


def _part(title: str, blocks: tuple[letters.Block, ...]) -> tuple[Block, ...]:
    below = 2 if title else 1
    inner = [cleaned for block in blocks if (cleaned := _clean(block, below)) is not None]
    return (Title(title, 2), *inner) if title else tuple(inner)


def _own(own: letters.Own, words: wording.Wording) -> tuple[Block, ...]:
    """What the municipality explains by itself, below a title of its own: no rule and no decision says it."""
    lines = _lines(own.explanation)
    return (Title(words.own, 2), *map(letters.Paragraph, lines)) if lines else ()


def _clean(block: letters.Block, below: int) -> Block | None:
    match block:
        case letters.Heading(text, level):
            return Title(wording.printed(text), below + level) if wording.printed(text) else None
        case letters.Paragraph(text, rules):
            return letters.Paragraph(wording.printed(text), rules) if wording.printed(text) else None
        case letters.Bullets(items, rules):
            texts, of = _ruled(map(wording.printed, items), rules)
            return letters.Bullets(texts, of) if texts else None
        case letters.Facts(rows, rules):
            pairs, of = _ruled(map(_pair, rows), rules)
            return letters.Facts(pairs, of) if pairs else None
        case letters.Table(header, rows):
            return letters.Table(_cells(header), tuple(map(_cells, rows)))


def _ruled(cleaned: Iterable[T], rules: tuple[letters.Rules, ...]) -> tuple[tuple[T, ...], tuple[letters.Rules, ...]]:
    """What is not blank, each still with its rules."""
    texts = tuple(cleaned)
    kept = [number for number, text in enumerate(texts) if any(text)]
    return tuple(texts[number] for number in kept), tuple(rules[number] for number in kept if rules)


def _pair(row: tuple[str, str]) -> tuple[str, str]:
    return wording.printed(row[0]), wording.printed(row[1])


def _cells(row: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(wording.printed, row))


def _complaint(complaint: letters.Complaint | None, words: wording.Wording) -> tuple[Block, ...]:
    if complaint is None:
        return ()
    deadline = words.last_day.format(day=days.long_text(complaint.last_day))
    texts, rules = _ruled(map(wording.printed, complaint.guidance), complaint.rules)
    guidance = (letters.Paragraph(text, of) for text, of in zip(texts, rules or ((),) * len(texts), strict=True))
    return (Title(words.complaint, 2), Deadline(deadline, complaint.last_day_rules), *guidance)


def _in_outline_order(sections: Iterable[Section]) -> tuple[Section, ...]:
    """No heading more than one level below the heading before it (PDF/UA-1 and WCAG forbid a gap)."""
    level = 1
    ordered = []
    for section in sections:
        blocks: list[Block] = []
        for block in section.blocks:
            if isinstance(block, Title):
                level = min(block.level, level + 1)
                blocks.append(replace(block, level=level))
            else:
                blocks.append(block)
        ordered.append(Section(section.kind, tuple(blocks)))
    return tuple(ordered)
