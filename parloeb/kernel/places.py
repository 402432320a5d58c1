"""Knows an address in what somebody typed, however it is written."""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

# An underscore is of the gap between words and never of a word: were it both, a long row of them would be tried in
# every way.
_WORD = r"(?<![^\W_])[^\W\d_]{2,}"
# Words and the number that follows the last of them: a street and its house, wherever they stand in a line.
_NUMBERED = re.compile(rf"(?P<street>(?:{_WORD}[\W_]+)*{_WORD})[\W_]*(?P<number>\d+)")
_TOWN = re.compile(r"[\W_]*(?:dk\W*)?\d{4}\b[^\d]*$")
_WORDS = re.compile(r"[^\W\d_]+|\d+")
# What a number follows within a house, or before a town, and names no street.
_WITHIN = frozenset({"st", "kl", "tv", "th", "mf", "sal", "etage", "dør", "lejl", "lejlighed", "opgang", "dk"})
# The last word of many streets: the word before it tells them apart.
_COMMON = frozenset(
    {"vej", "gade", "alle", "plads", "torv", "stræde", "vænge", "have", "park", "sti", "bro", "boulevard", "gård"}
)
# Ways to write the same, undone in the text and in the line alike.
_SPELLED: Mapping[str, str] = MappingProxyType(
    {
        "aa": "å",
        "ae": "æ",
        "oe": "ø",
        "ä": "æ",
        "ö": "ø",
        "é": "e",
        "è": "e",
        r"\bgl\b": "gammel",
        r"\bsdr\b": "sønder",
        r"\bs[ck]t\b": "sankt",
        r"\bnr\b(?=[\W_]*\d)": "",
        r"\bnr\b": "nørre",
        r"\b(?:post)?bo(?:ks|x)\b": "boks",
    }
)


def names(text: str, line: str) -> bool:
    """Whether the text names what a line of an address says: case, spaces and signs aside, and of a house its floor.

    A line that says no house is named as a whole, one that is empty or says only a floor and a door nowhere.
    """
    return names_house(text, line) or (not _houses(_spelled(line)) and _stands_in(text, _outdoors(line)))


def names_house(text: str, line: str) -> bool:
    """Whether the text names the house of a line. A postal code and its town are many people's, and are no house.

    Where it cannot be told which words are the street's, fewer of them are enough: better withheld than shown.
    """
    return any(_stands_in(text, house) for house in _houses(_spelled(line)))


def _houses(line: str) -> list[str]:
    """Each street with its number, and what stands before the first and may be the name of a house."""
    told: list[str] = []
    has_street = False
    for part in line.split(","):
        streets = _streets(part)
        if not streets and not has_street and not _TOWN.match(part):
            told += [_outdoors(part).lstrip("0123456789. ")]  # of a number before the street nothing is known
        has_street = has_street or bool(streets)
        told += streets
    return [one for one in told if one]


def _streets(part: str) -> list[str]:
    found = ((re.findall(_WORD, one["street"]), one["number"]) for one in _NUMBERED.finditer(part))
    return [f"{_told_by(words)} {number}" for words, number in found if words[-1] not in _WITHIN]


def _told_by(words: list[str]) -> str:
    """The words that tell a street: before them may stand who one lives with, or the name of a house."""
    return " ".join(words[-2:] if words[-1] in _COMMON else words[-1:])


def _outdoors(line: str) -> str:
    """The line; empty where it says only a floor and a door."""
    words = set(_WORDS.findall(_spelled(line)))
    return line if any(not word.isdigit() for word in words - _WITHIN) else ""


def _stands_in(text: str, words: str) -> bool:
    tokens = _WORDS.findall(_spelled(words))
    if not tokens:
        return False
    letters = (f"0*{token.lstrip('0')}" if token.isdigit() else r"[\W_]*".join(token) for token in tokens)
    return re.search(r"(?<!\w)" + r"[\W_]*".join(letters) + r"(?!\d)", _spelled(text)) is not None


def _spelled(text: str) -> str:
    spelled = unicodedata.normalize("NFC", text.casefold())
    for written, meant in _SPELLED.items():
        spelled = re.sub(written, meant, spelled)
    return spelled
