"""Knows days as Danish people type, read and count them."""

import calendar
import re
from datetime import date, timedelta

from parloeb.kernel import errors

EARLIEST_YEAR = 1800
LATEST_YEAR = 2199

MONTH_NAMES = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
WEEKDAY_NAMES = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")

_EXPECTED = "Skriv dagen som 22-11-2026."
_SEPARATOR = r"\s*[-–./]\s*"
_YEAR_LAST = r"(?P<year>[0-9]{4}|[0-9]{2})"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<day>[0-9]{{1,2}}){_SEPARATOR}(?P<month>[0-9]{{1,2}}){_SEPARATOR}{_YEAR_LAST}",
        rf"(?P<day>[0-9]{{2}})(?P<month>[0-9]{{2}}){_YEAR_LAST}",
        r"(?P<year>[0-9]{4})-(?P<month>[0-9]{2})-(?P<day>[0-9]{2})",
    )
)


def parse(text: str, *, pivot: int | None = None) -> date:
    """Return the day that a person typed.

    Taken are 22-11-2026, 22.11.2026, 22/11/2026, 22112026, 22-11-26, 221126 and 2026-11-22. A year of two
    digits is the latest such year that is not past `pivot` (a full year: this year for a birthday, some years
    ahead for a deadline); without a pivot it is refused. Raises errors.RefusedError.
    """
    typed = text.strip()
    if not typed:
        raise errors.RefusedError(f"Der mangler en dag. {_EXPECTED}")
    found = next((match for form in _FORMS if (match := form.fullmatch(typed))), None)
    if found is None:
        raise errors.RefusedError(f"{errors.quoted(typed)} kan ikke læses som en dag. {_EXPECTED}")
    year = _full_year(found["year"], pivot=pivot, typed=typed)
    try:
        return date(year, int(found["month"]), int(found["day"]))
    except ValueError:
        raise errors.RefusedError(f"{errors.quoted(typed)} findes ikke i kalenderen. {_EXPECTED}") from None


def _full_year(digits: str, *, pivot: int | None, typed: str) -> int:
    if len(digits) == 2:
        if pivot is None:
            raise errors.RefusedError(f"Årstallet i {errors.quoted(typed)} skal have fire cifre. {_EXPECTED}")
        return pivot - (pivot - int(digits)) % 100
    year = int(digits)
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        bounds = f"mellem {EARLIEST_YEAR} og {LATEST_YEAR}"
        raise errors.RefusedError(f"Årstallet i {errors.quoted(typed)} skal ligge {bounds}. {_EXPECTED}")
    return year


def text(day: date) -> str:
    """Return the day as lists and fields show it: 22-11-2026."""
    return f"{day.day:02d}-{day.month:02d}-{day.year:04d}"


def long_text(day: date) -> str:
    """Return the day as letters write it: 22. november 2026."""
    return f"{day.day}. {MONTH_NAMES[day.month - 1]} {day.year}"


def long_text_with_weekday(day: date) -> str:
    """Return the day as invitations write it: søndag den 22. november 2026."""
    return f"{weekday_name(day)} den {long_text(day)}"


def weekday_name(day: date) -> str:
    """Return the Danish name of the day of the week: søndag."""
    return WEEKDAY_NAMES[day.weekday()]


def month_text(day: date) -> str:
    """Return the month of the day: november 2026."""
    return f"{MONTH_NAMES[day.month - 1]} {day.year}"


def months_text(first: date, last: date) -> str:
    """Return the months from that of one day to that of another: august til oktober 2026.

    Two are joined, each with its year where they differ: december 2026 og januar 2027. One is month_text.
    """
    months = (last.year - first.year) * 12 + last.month - first.month
    if not months:
        return month_text(last)
    begin = MONTH_NAMES[first.month - 1] if first.year == last.year else month_text(first)
    return f"{begin} {'og' if months == 1 else 'til'} {month_text(last)}"


def refuse_strange(day: date, *, on: date, field: str, back: int | None = None, ahead: int | None = None) -> None:
    """Refuse at the field a day more than so many whole years before or after `on`: its year is most likely mistyped.

    None bounds nothing on that side. Raises errors.RefusedError.
    """
    for years, is_past, where in ((back, True, "tilbage"), (ahead, False, "fremme")):
        if years is None:
            continue
        bound = months_after(on, -12 * years if is_past else 12 * years)
        if (day < bound) if is_past else (day > bound):
            counted = "et" if years == 1 else years
            raise errors.RefusedError(f"Dagen ligger mere end {counted} år {where}. Er årstallet rigtigt?", field=field)


def months_after(day: date, months: int) -> date:
    """Return the same day `months` later, or the month's last day where the month lacks it.

    31 August and 6 months give 28 or 29 February. A negative number counts back.
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_day_of(first_day: date, months: int) -> date:
    """Return the last day, inclusive, of a period of whole months (at least 1) that begins on `first_day`.

    2026-03-02 and 6 months end on 2026-09-01. A period that begins on a day that its last month lacks ends on
    that month's last day: 31 August and 6 months on 28 or 29 February. ValueError for less than one month.
    """
    if months < 1:
        raise ValueError("A period lasts at least one month.")
    same_day = months_after(first_day, months)
    if same_day.day < first_day.day:
        return same_day
    return same_day - timedelta(days=1)


def same_weekday_weeks_after(day: date, weeks: int) -> date:
    """Return the day `weeks` weeks later, on the same day of the week; a negative number counts back."""
    return day + timedelta(weeks=weeks)
