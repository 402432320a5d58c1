"""A letter's facts as JSON, so that it can be rendered again word for word from what was kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from parloeb.domain.correspondence.rules import letters

# The names stand in the database: renaming a class must not change them.
KINDS: Mapping[str, type[letters.Block]] = {
    "heading": letters.Heading,
    "paragraph": letters.Paragraph,
    "bullets": letters.Bullets,
    "facts": letters.Facts,
    "table": letters.Table,
}
NAMES: Mapping[type[letters.Block], str] = {block: name for name, block in KINDS.items()}


def to_facts_json(letter: letters.Letter) -> dict[str, Any]:
    """The facts as a JSON object (dates as YYYY-MM-DD), ready for a JSON column; all of them, nothing else."""
    facts = asdict(letter)
    facts["dated_on"] = letter.dated_on.isoformat()
    if letter.complaint is not None:
        facts["complaint"]["last_day"] = letter.complaint.last_day.isoformat()
    facts["plain"] = [{"kind": NAMES[type(block)], **asdict(block)} for block in letter.plain]
    facts["legal"] = [{"kind": NAMES[type(block)], **asdict(block)} for block in letter.legal]
    return facts


def from_facts_json(facts: Mapping[str, Any]) -> letters.Letter:
    """The letter that `to_facts_json` kept. KeyError, TypeError or ValueError if it is anything else."""
    kept = {name: _frozen(value) for name, value in facts.items()}
    complaint = kept["complaint"]
    return letters.Letter(
        **{
            **kept,
            "sender": letters.Sender(**kept["sender"]),
            "receiver": letters.Receiver(**kept["receiver"]),
            "own": letters.Own(**kept.get("own", {})),
            "dated_on": date.fromisoformat(kept["dated_on"]),
            "plain": tuple(map(_block, kept["plain"])),
            "legal": tuple(map(_block, kept["legal"])),
            "complaint": complaint and letters.Complaint(**_with_day(complaint)),
        }
    )


def _block(kept: Mapping[str, Any]) -> letters.Block:
    return KINDS[kept["kind"]](**{name: value for name, value in kept.items() if name != "kind"})


def _with_day(kept: Mapping[str, Any]) -> dict[str, Any]:
    return {**kept, "last_day": date.fromisoformat(kept["last_day"])}


def _frozen(value: Any) -> Any:
    """Lists as tuples, all the way down: JSON knows no tuples, and the facts are immutable."""
    if isinstance(value, Mapping):
        return {name: _frozen(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return tuple(map(_frozen, value))
    return value
