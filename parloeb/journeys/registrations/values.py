"""Read one field of a CSV file. Every reader returns the value, or raises RefusedError with a sentence."""

import functools
import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from parloeb.kernel import errors, local

Value = str | int | date | datetime | None
Reader = Callable[[str], Value]

LONGEST_KEY = 100
OLDEST = 130
MOST_PLACES = 100_000
MOST_WEEKLY_HOURS = 168

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})")
_NUMBER = re.compile(r"-?[0-9]{1,9}(?:[.,][0-9]{1,9})?")


def key(text: str) -> str:
    """A key: any text of at most 100 characters."""
    if len(text) > LONGEST_KEY:
        raise errors.RefusedError(f"{errors.quoted(text)} er for lang: en nøgle har højst {LONGEST_KEY} tegn.")
    return text


@functools.lru_cache(maxsize=10_000)
def day(text: str) -> date:
    """A day written 2008-04-03."""
    found = _DAY.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise errors.RefusedError(
            f"{errors.quoted(text)} kan ikke læses som en dag. Skriv den som 2008-04-03."
        ) from None


def moment(text: str) -> datetime:
    """The moment of a Danish local time written 2008-04-03T10:30; an hour that occurs twice is the first."""
    found = _MOMENT.fullmatch(text)
    try:
        if found is None:
            raise ValueError
        clock = time(int(found[2]), int(found[3]))
    except ValueError:
        raise errors.RefusedError(
            f"{errors.quoted(text)} kan ikke læses som et tidspunkt. Skriv det som 2008-04-03T10:30."
        ) from None
    return local.moment(day(found[1]), clock)


def whole(lowest: int, highest: int) -> Reader:
    """A reader of whole numbers within bounds."""

    def read(text: str) -> int:
        number = _number(text)
        if number != int(number):
            raise errors.RefusedError(f"{errors.quoted(text)} er ikke et helt tal.")
        if not lowest <= number <= highest:
            raise errors.RefusedError(f"{errors.quoted(text)} ligger ikke mellem {lowest} og {highest}.")
        return int(number)

    return read


def any_minutes(text: str) -> int:
    """Whole minutes that a later check holds within bounds together with the row's other minutes."""
    number = _number(text)
    if number != int(number):
        raise errors.RefusedError(f"{errors.quoted(text)} er ikke hele minutter.")
    return int(number)


def weekly_minutes(text: str) -> int:
    """Hours a week, as whole minutes."""
    hours = _number(text)
    if not 0 <= hours <= MOST_WEEKLY_HOURS:
        raise errors.RefusedError(f"{errors.quoted(text)} ligger ikke mellem 0 og {MOST_WEEKLY_HOURS} timer.")
    return int((hours * 60).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def one_of(*codes: str) -> Reader:
    """A reader of the codes of a list."""
    listed = frozenset(codes)

    def read(text: str) -> str:
        if text not in listed:
            raise errors.RefusedError(f"{errors.quoted(text)} er ikke på listen: {', '.join(codes)}.")
        return text

    return read


def _number(text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise errors.RefusedError(f"{errors.quoted(text)} kan ikke læses som et tal.")
    return Decimal(text.replace(",", "."))
