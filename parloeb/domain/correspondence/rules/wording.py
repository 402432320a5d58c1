"""The fixed Danish words of a letter, by version, and how a text is printed.

A version that was ever used is never changed: a new wording is a new version, so that an old letter is rendered
again word for word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

# Needed inside words of Persian and of Indian scripts, though Unicode counts them among the invisible ones.
JOINERS = frozenset("\u200c\u200d")
NO_BREAK_SPACE = "\u00a0"


@dataclass(frozen=True)
class Wording:
    """The words around the facts. `last_day` has the place {day}, `page` the places {page} and {pages}."""

    plain: str
    legal: str
    complaint: str
    last_day: str
    dated: str
    case_number: str
    letter_number: str
    phone: str
    withheld: str
    greeting: str
    page: str
    own: str


WORDINGS: Mapping[int, Wording] = MappingProxyType(
    {
        1: Wording(
            plain="Det korte svar",
            legal="Afgørelsen og reglerne",
            complaint="Hvis du vil klage",
            last_day="Vi skal have din klage senest den {day}.",
            dated="Dato",
            case_number="Sagsnummer",
            letter_number="Brevnummer",
            phone="Telefon",
            withheld="Adressen er beskyttet",
            greeting="Med venlig hilsen",
            page="Side {page} af {pages}",
            own="Godt at vide",
        ),
    }
)
LATEST = max(WORDINGS)


def of(template: int) -> Wording:
    """The words of this version; ValueError if there is no such version."""
    if template not in WORDINGS:
        raise ValueError(f"No letter template {template}.")
    return WORDINGS[template]


def printed(text: str) -> str:
    """The text as it is set: composed characters, single spaces, no control or direction characters.

    Those are invisible where they come from (pasted from a word processor) and would turn or break the line here.
    """
    composed = unicodedata.normalize("NFC", text)
    return re.sub(rf"[^\S{NO_BREAK_SPACE}]+", " ", "".join(map(_visible, composed))).strip()


def _visible(character: str) -> str:
    if character.isspace() or character in JOINERS:
        return character
    return "" if unicodedata.category(character) in {"Cc", "Cf", "Cs"} else character
