"""Form fields that read days, clock times and hours as Danish people type them, by the kernel's readers."""

from abc import ABC, abstractmethod
from datetime import date, time
from decimal import Decimal
from typing import Any

from django import forms

from parloeb.kernel import days, errors, local, money, numbers

FULL_WEEK = 37  # hours


class TypedField(forms.Field, ABC):
    """A line of text that one of the kernel's readers turns into a value.

    An empty line is None. What cannot be read stays in the field, with the reader's sentence beside it.
    """

    example = ""
    shape = "p-number"  # the class that sets the width
    keyboard = "text"  # the phone's; one that lacks a sign the value needs would stop the person

    def __init__(self, **options: Any) -> None:
        attrs = {"class": self.shape, "inputmode": self.keyboard, "autocomplete": "off"}
        options.setdefault("widget", forms.TextInput(attrs=attrs))
        options.setdefault("help_text", self.example)
        super().__init__(**options)

    @abstractmethod
    def read(self, text: str, /) -> Any:
        """Return the value of a text that is not empty. Raises errors.RefusedError."""

    @abstractmethod
    def write(self, value: Any, /) -> str:
        """Return the value as the field shows it."""

    def told(self, value: Any, /) -> str:
        """Return what a value was understood as, where what was typed does not say it by itself."""
        del value
        return ""

    def to_python(self, value: Any) -> Any:
        """Read what was typed. Raises ValidationError with the reader's sentence."""
        text = str(value or "").strip()
        if not text:
            return None
        try:
            return self.read(text)
        except errors.RefusedError as refused:
            raise forms.ValidationError(refused.sentence, code="invalid") from refused

    def prepare_value(self, value: Any) -> Any:
        """Write a value that the page put in; leave alone what a person typed."""
        return value if value is None or isinstance(value, str) else self.write(value)


class DayField(TypedField):
    """A day; `pivot` is the full year that decides what a year of two digits means (see days.parse)."""

    example = "fx 22-11-2026"
    shape = "p-day"
    write = staticmethod(days.text)

    def __init__(self, *, pivot: int | None = None, **options: Any) -> None:
        super().__init__(**options)
        self.pivot = pivot

    def read(self, text: str, /) -> date:
        """Read a day as days.parse does."""
        return days.parse(text, pivot=self.pivot)


class ClockField(TypedField):
    """A time of day, typed 14.05, 14:05 or 1405."""

    example = "fx 14.05"
    read = staticmethod(local.parse_clock)

    def write(self, value: time, /) -> str:
        """Write it with a dot, as Danish clocks are read."""
        return f"{value:%H.%M}"


class HoursField(TypedField):
    """Hours as a Decimal, typed 1,5 or 1:30."""

    example = "fx 1,5 eller 1:30"
    read = staticmethod(numbers.parse_hours)
    write = staticmethod(numbers.hours_text)


class WeeklyHoursField(HoursField):
    """Hours a week: more than none, and at most those of a full week."""

    def read(self, text: str, /) -> Decimal:
        """Read hours and look at the bounds."""
        hours = numbers.parse_hours(text)
        if not 0 < hours <= FULL_WEEK:
            raise errors.RefusedError(f"Skriv et timetal over 0 og højst {FULL_WEEK}.")
        return hours


class MinutesField(TypedField):
    """How long something lasted, in whole minutes as an int, typed 90, 1:30 or 1,5."""

    example = "fx 90, 1:30 eller 1,5 – med komma er det timer"
    read = staticmethod(numbers.parse_duration)
    write = staticmethod(numbers.minutes_text)

    def told(self, value: int, /) -> str:
        """Tell it in words, for 1,5 and 15 are a comma apart."""
        return f"Læst som {numbers.duration_text(value)}."


class WholeField(TypedField):
    """A whole number of at most three digits, none below zero."""

    example = ""
    keyboard = "numeric"
    write = staticmethod(str)

    def read(self, text: str, /) -> int:
        """Read the digits."""
        if text.isascii() and text.isdecimal() and len(text.lstrip("0")) > 3:
            raise errors.RefusedError("Tallet er for stort. Skriv højst 999.")
        if not (text.isascii() and text.isdecimal()):
            raise errors.RefusedError("Skriv et helt tal, fx 4.")
        return int(text)


class KronerField(TypedField):
    """An amount of money in whole øre as an int, typed in kroner."""

    example = "fx 412,50"
    read = staticmethod(money.parse)
    write = staticmethod(money.bare_text)
