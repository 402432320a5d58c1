"""Knows values that hold from a first day until the next entry begins."""

import bisect
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Generic, TypeVar

from parloeb.kernel import days, errors

Value = TypeVar("Value")


class Nothing(Enum):
    """The one marker of an entry that ends what went before it without putting anything in its place."""

    IN_FORCE = "none in force"


NONE_IN_FORCE = Nothing.IN_FORCE


@dataclass(frozen=True)
class Entry(Generic[Value]):
    """A value with its first day; it has no last day, so neither gap nor overlap can be written."""

    first_day: date
    value: Value | Nothing


@dataclass(frozen=True)
class Dated(Generic[Value]):
    """Entries in the order of their first days.

    `name` is the Danish name of what is dated ("timepris"), used when nothing is in force.
    Raises ValueError where two entries have the same first day.
    """

    name: str
    entries: tuple[Entry[Value], ...]

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.entries, key=lambda entry: entry.first_day))
        if len({entry.first_day for entry in ordered}) != len(ordered):
            raise ValueError(f"Two entries of {self.name} have the same first day.")
        object.__setattr__(self, "entries", ordered)

    def entry_on(self, day: date) -> Entry[Value] | None:
        """Return the entry of the day, which may say that none is in force; None before the first one."""
        position = bisect.bisect_right(self.entries, day, key=lambda entry: entry.first_day)
        return self.entries[position - 1] if position else None

    def on(self, day: date) -> Value:
        """Return the value in force on the day.

        Raises errors.NothingInForceError before the first entry, and under an entry that says so.
        """
        entry = self.entry_on(day)
        if entry is None or isinstance(entry.value, Nothing):
            name = self.name[:1].upper() + self.name[1:]
            raise errors.NothingInForceError(f"{name} er ikke fastsat for den {days.text(day)}.")
        return entry.value


def of(name: str, *entries: tuple[date, Value | Nothing]) -> Dated[Value]:
    """Return the dated value that the pairs of first day and value describe, in any order."""
    return Dated(name, tuple(Entry(first_day, value) for first_day, value in entries))
