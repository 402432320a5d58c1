"""Knows how Danish orders and finds names: as plain ASCII keys that a database sorts byte by byte."""

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

# The letters after z take the ASCII signs after z, in order, and other scripts come last, behind "~".
# Foreign letters stand where Danish telephone books put them: ä with æ, ö with ø, ü with y.
_SORTED_AS: Mapping[str, str] = MappingProxyType(
    {"æ": "{", "ä": "{", "ø": "|", "ö": "|", "ő": "|", "å": "}", "ü": "y", "ű": "y"}
)
_FOUND_AS: Mapping[str, str] = MappingProxyType({"æ": "ae", "ä": "ae", "ø": "oe", "ö": "oe", "ő": "oe", "å": "aa"})
_BOTH: Mapping[str, str] = MappingProxyType({"ð": "d", "đ": "d", "þ": "th", "œ": "oe", "ł": "l", "ı": "i", "ħ": "h"})
_APOSTROPHES = frozenset("'’‘´`ʼ")


def sort_key(text: str) -> str:
    """Return the key to order Danish texts by, printable ASCII, for a column with COLLATE "C".

    Case and accents do not count, æ ø å follow z, aa stands as å, a word ends before a longer one, a hyphen
    is a space, and letters of other scripts follow å. Texts with the same key need a second column to be in a
    fixed order. A letter of another script takes eight signs.
    """
    return _key(text, letters=_SORTED_AS).replace("aa", "}")


def search_key(text: str) -> str:
    """Return the key to find Danish texts by, printable ASCII without any sign that LIKE treats as special.

    Case and accents do not count; å meets aa, ø meets oe and ö, æ meets ae and ä. Make the key of what is
    stored and of what is typed, and compare the two. A letter of another script takes eight signs.
    """
    return _key(text, letters=_FOUND_AS)


def _key(text: str, *, letters: Mapping[str, str]) -> str:
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return " ".join("".join(_folded(sign, letters=letters) for sign in composed).split())


def _folded(sign: str, *, letters: Mapping[str, str]) -> str:
    """Return the ASCII that stands for one sign: a letter, a space for punctuation, or its number."""
    if sign in letters or sign in _BOTH:
        return letters.get(sign) or _BOTH[sign]
    if sign in _APOSTROPHES:
        return ""
    if sign.isascii():
        return sign if sign.isalnum() else " "
    return _folded_by_parts(sign, letters=letters)


def _folded_by_parts(sign: str, *, letters: Mapping[str, str]) -> str:
    parts = [part for part in unicodedata.decomposition(sign).split() if not part.startswith("<")]
    if parts:
        # One step at a time, so that ǻ passes å on its way to a.
        simpler = "".join(chr(int(part, 16)) for part in parts).casefold()
        return "".join(_folded(part, letters=letters) for part in simpler)
    kind = unicodedata.category(sign)
    if kind == "Mn":
        return ""
    return f"~{ord(sign):07d}" if kind[0] in "LNM" else " "
