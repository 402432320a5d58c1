"""Knows an address in what somebody typed, however it is written."""

import re

_NUMBERED = re.compile(r"\D+\d+")


def names(text: str, line: str) -> bool:
    """Whether the text names what a line of an address says: case, spaces and signs aside, and of a house its floor.

    An empty line is named nowhere.
    """
    words = re.findall(r"\w+", _house(line.casefold()))
    if not words:
        return False
    told = r"(?<!\w)" + r"[\W_]*".join(re.findall(r"[^\W\d]+|\d+", " ".join(words))) + r"(?!\d)"
    return re.search(told, text.casefold()) is not None


def _house(line: str) -> str:
    """Street and number of a line that has both; floor and door come after. A postal code begins with its number."""
    found = _NUMBERED.match(line)
    return found[0] if found else line
