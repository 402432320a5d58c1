"""Knows numbers as Danish people type and read them: decimals, hours and minutes, percent."""

import re
from decimal import ROUND_HALF_UP, Decimal

from parloeb.kernel import errors

_MOST_DIGITS = 12
_NUMBER = re.compile(r"([-−]?)([0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,([0-9]+))?")
_CLOCK = re.compile(r"([0-9]{1,6}):([0-5][0-9])")
_DOTTED = re.compile(r"[0-9]\.[0-9]")
_NO_CLOCK = re.compile(r"[0-9]{1,6}:[0-9]+")
_HOURS = re.compile(r"(.*?)\s*(?:timer|time|t\.?)")
_MINUTES = re.compile(r"(.*?)\s*(?:minutter|minut|min\.?)")

_HOURS_EXPECTED = "Skriv timerne som 1,5 eller 1:30."
_DURATION_EXPECTED = "Skriv minutter som 90, eller timer som 1:30 eller 1,5."
_MOST_BARE_HOURS = 24  # of a number with a comma: beyond them it was hardly meant as hours


def parse_hours(text: str) -> Decimal:
    """Return the hours typed as 1,5 or 1:30 or "1,5 t", never negative.

    1:20 has no end as a decimal; minutes_of gives its 80 minutes back. Raises errors.RefusedError.
    """
    minutes = _clock_minutes(text)
    if minutes is not None:
        return hours_of(minutes)
    return _amount(text, unit=_HOURS, expected=_HOURS_EXPECTED)


def parse_duration(text: str) -> int:
    """Return the minutes of how long something lasted, typed as 90, 1:30, 1,5 or with a unit; never negative.

    A number without unit is minutes where it is whole, and hours, at most 24, where it has a comma. Raises
    errors.RefusedError, also for a part of a minute: 1,33 hours are no whole minutes.
    """
    minutes = _clock_minutes(text)
    return minutes if minutes is not None else _whole(_duration(text), typed=text)


def hours_of(minutes: int) -> Decimal:
    """Return the minutes as hours, to as many decimals as it takes for minutes_of to give them back."""
    return Decimal(minutes) / 60


def minutes_of(hours: Decimal) -> int:
    """Return the hours as whole minutes, half a minute rounded up: 1.33 hours are 80 minutes."""
    return int(_rounded(hours * 60, 0))


def decimal_text(number: Decimal) -> str:
    """Return the number with a decimal comma, dots between the thousands and no idle zeros: 1.234,5."""
    return _danish(f"{number:,f}").rstrip("0").removesuffix(",") if number % 1 else _danish(f"{number:,.0f}")


def hours_text(hours: Decimal) -> str:
    """Return the hours with at most two decimals: 1,5 or 1,33 or 2."""
    return decimal_text(_rounded(hours, 2))


def minutes_text(minutes: int) -> str:
    """Return the minutes as hours and minutes: 1:30, and -0:15 for a difference."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else ''}{hours}:{rest:02d}"


def duration_text(minutes: int) -> str:
    """Return the minutes in words: 45 minutter, 1 time, 2 timer og 5 minutter. ValueError below zero."""
    if minutes < 0:
        raise ValueError("Nothing lasts less than no time.")
    hours, rest = divmod(minutes, 60)
    words = [f"{hours} {'time' if hours == 1 else 'timer'}"] if hours else []
    if rest or not hours:
        words.append(f"{rest} {'minut' if rest == 1 else 'minutter'}")
    return " og ".join(words)


def spoken_hours_text(minutes: int) -> str:
    """Return the minutes as people say hours: 1 time, 1,5 timer, and 31 timer og 51 minutter where no tenth fits."""
    if minutes % 6:
        return duration_text(minutes)
    return f"{hours_text(hours_of(minutes))} {'time' if minutes == 60 else 'timer'}"


def free_hours_text(minutes: int) -> str:
    """Return the minutes as hours that nobody has: 1 ledig time, 1,5 ledige timer, at most two decimals."""
    return f"{hours_text(hours_of(minutes))} {'ledig time' if minutes == 60 else 'ledige timer'}"


def exact_hours_text(minutes: int) -> str:
    """Return the minutes as hours in a table: 1,5, and 31:51 where no tenth fits, so that what is shown adds up."""
    return minutes_text(minutes) if minutes % 6 else hours_text(hours_of(minutes))


def percent_text(share: Decimal) -> str:
    """Return a share of one as percent with one decimal, half rounded up: 0.125 is 12,5 %."""
    return f"{_danish(f'{_rounded(share * 100, 1):,.1f}')} %"


def _duration(text: str) -> Decimal:
    typed = text.strip().lower()
    if _DOTTED.search(typed):  # a dot that parts the thousands is a decimal point to whoever means 1,250 hours
        raise errors.RefusedError(f"{errors.quoted(text)} kan ikke læses som et tal. {_DURATION_EXPECTED}")
    if _HOURS.fullmatch(typed):
        return _amount(text, unit=_HOURS, expected=_DURATION_EXPECTED) * 60
    amount = _amount(text, unit=_MINUTES, expected=_DURATION_EXPECTED)
    if "," not in typed or _MINUTES.fullmatch(typed):
        return amount
    if amount > _MOST_BARE_HOURS:
        sentence = f"{errors.quoted(text)} har et komma og læses som timer, men er mere end {_MOST_BARE_HOURS}."
        raise errors.RefusedError(f"{sentence} {_DURATION_EXPECTED}")
    return amount * 60


def _whole(minutes: Decimal, *, typed: str) -> int:
    if minutes % 1:
        raise errors.RefusedError(f"{errors.quoted(typed)} er ikke hele minutter. {_DURATION_EXPECTED}")
    return int(minutes)


def _amount(text: str, *, unit: re.Pattern[str], expected: str) -> Decimal:
    typed = text.strip().lower()
    with_unit = unit.fullmatch(typed)
    amount = _decimal(with_unit[1] if with_unit else typed, typed=text, expected=expected)
    if amount < 0:
        raise errors.RefusedError(f"{errors.quoted(text)} er mindre end nul. {expected}")
    return amount


def _decimal(bare: str, *, typed: str, expected: str) -> Decimal:
    if not typed.strip():
        raise errors.RefusedError(f"Der mangler et tal. {expected}")
    found = _NUMBER.fullmatch(bare)
    if found is None:
        raise errors.RefusedError(f"{errors.quoted(typed)} kan ikke læses som et tal. {expected}")
    sign, whole, part = found[1], found[2].replace(".", ""), found[3] or ""
    if len(whole) + len(part) > _MOST_DIGITS:
        raise errors.RefusedError(f"{errors.quoted(typed)} har for mange cifre. {expected}")
    number = Decimal(f"{whole}.{part or '0'}")
    return -number if sign else number


def _clock_minutes(text: str) -> int | None:
    found = _CLOCK.fullmatch(text.strip())
    if found is None and _NO_CLOCK.fullmatch(text.strip()):
        expected = "Efter kolon står minutterne med to cifre, fra 00 til 59."
        raise errors.RefusedError(
            f"{errors.quoted(text)} kan ikke læses som timer og minutter. {expected} Skriv fx 1:30."
        )
    return int(found[1]) * 60 + int(found[2]) if found else None


def _rounded(number: Decimal, places: int) -> Decimal:
    """Return the number rounded half away from zero, and never a zero with a minus."""
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


def _danish(digits: str) -> str:
    return digits.translate({ord(","): ".", ord("."): ","})


def days_text(number: int) -> str:
    """How many days: 1 dag, 2 dage."""
    return f"{number} {'dag' if number == 1 else 'dage'}"
