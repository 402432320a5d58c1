"""Knows a list that people choose from: each entry a code that is stored and a Danish label that is shown."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Self


class Listed(StrEnum):
    """An entry of a list, written `CODE = "code", "Dansk titel"`. The order of writing is the order shown."""

    label: str

    def __new__(cls, code: str, label: str = "") -> "Listed":
        """Keep the label beside the code."""
        entry = str.__new__(cls, code)
        entry._value_ = code
        entry.label = label
        return entry

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """Give (code, label) of every entry, as a form or a column takes them."""
        return [(entry.value, entry.label) for entry in cls]

    @classmethod
    def in_order(cls, codes: Iterable[str]) -> list[Self]:
        """Give the entries with these codes in the order shown, each once. Raises ValueError for an unknown code."""
        told = {cls(code) for code in codes}
        return [entry for entry in cls if entry in told]
