"""Knows Danish local time; every moment it hands out is in UTC, where an hour is always an hour."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from parloeb.kernel import days, errors

ZONE = ZoneInfo("Europe/Copenhagen")

_CLOCK = re.compile(r"(?:kl\.?\s*)?([0-9]{1,2})(?:[.:]?([0-9]{2}))?")
_CLOCK_EXPECTED = "Skriv klokkeslættet som 14.05."


def parse_clock(text: str) -> time:
    """Return the time of day typed as 14.05, 14:05, 1405, 9.30, 930 or 14. Raises errors.RefusedError."""
    typed = text.strip().lower()
    if not typed:
        raise errors.RefusedError(f"Der mangler et klokkeslæt. {_CLOCK_EXPECTED}")
    found = _CLOCK.fullmatch(typed)
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        raise errors.RefusedError(f"{errors.quoted(text)} kan ikke læses som et klokkeslæt. {_CLOCK_EXPECTED}")
    return time(int(found[1]), int(found[2] or 0))


def moment(day: date, clock: time, *, is_second: bool = False) -> datetime:
    """Return the moment, in UTC, when clocks in Denmark show `clock` (without a zone) on `day`.

    An hour that occurs twice, in October, means the first, or with `is_second` the second. Raises
    errors.RefusedError for the hour that is skipped in March, and ValueError for a time that brings its own zone
    and for the second of one that occurs once.
    """
    if is_second and not is_twice(day, clock):
        raise ValueError("A time that occurs once has no second.")
    shown = _local(day, clock, is_second=is_second)
    at = shown.astimezone(UTC)
    if at.astimezone(ZONE).replace(tzinfo=None) != shown.replace(tzinfo=None):
        missing = f"Klokken {_clock_text(shown)} findes ikke den {days.text(day)}"
        raise errors.RefusedError(f"{missing}, hvor uret stilles frem. Skriv et andet klokkeslæt.")
    return at


def is_twice(day: date, clock: time) -> bool:
    """Return whether clocks in Denmark show `clock` twice on `day`: an hour in October. ValueError as moment."""
    first, second = (_local(day, clock, is_second=is_second).utcoffset() for is_second in (False, True))
    return first is not None and second is not None and first > second


def is_second(at: datetime) -> bool:
    """Return whether clocks in Denmark show the moment's time the second time. ValueError without a zone."""
    return _shown(at).fold == 1


def local_day(at: datetime) -> date:
    """Return the day that it is in Denmark at the moment. Raises ValueError for a moment without a zone."""
    return _shown(at).date()


def text(at: datetime) -> str:
    """Return the moment as screens show it: 22-11-2026 kl. 14.05. Raises ValueError without a zone."""
    shown = _shown(at)
    return f"{days.text(shown.date())} kl. {_clock_text(shown)}"


def clock_text(at: datetime) -> str:
    """Return what clocks in Denmark show at the moment: 14.05. Raises ValueError without a zone."""
    return _clock_text(_shown(at))


def _local(day: date, clock: time, *, is_second: bool) -> datetime:
    if clock.tzinfo is not None:
        raise ValueError("A local time has no zone of its own.")
    return datetime.combine(day, clock.replace(fold=int(is_second)), tzinfo=ZONE)


def _shown(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError("A moment has a zone.")
    return at.astimezone(ZONE)


def _clock_text(shown: datetime) -> str:
    return f"{shown:%H.%M}"
