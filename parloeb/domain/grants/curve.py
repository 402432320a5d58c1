"""The hours of a grant as a curve over its weeks: a shape fills rows of weeks, and rows become stretches of days.

Weeks have seven days and are counted from 1 on the first day of the period; the last may be shorter. Hours are whole
minutes a week. What is granted of a day is a seventh of its week.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from parloeb.kernel import days, errors, numbers
from parloeb.kernel.lists import Listed
from parloeb.kernel.periods import Period

FULL_WEEK = 37 * 60
STEP = 15  # minutes: what a ramp is rounded to, as hours are agreed on by quarters

OUT_OF_BOUNDS = f"Skriv et timetal over 0 og højst {FULL_WEEK // 60}."
NO_LINES = "Skriv mindst én linje med uger og timer."

Stretch = tuple[Period, int]
"""Days with the minutes a week that are granted on them."""


class Shape(Listed):
    EVEN = "even", "Samme timetal hele vejen"
    RAMPED = "ramped", "Optrapning, fast niveau og nedtrapning"
    TABLE = "table", "Som jeg skriver ugerne selv"


@dataclass(frozen=True)
class Ramp:
    """So many weeks on the way to or from the level. `minutes` a week: where it begins, or where it ends."""

    weeks: int = 0
    minutes: int = 0


@dataclass(frozen=True)
class Row:
    """One line of the table as typed: from and with a week to and with a week, and the minutes a week."""

    first_week: int | None
    last_week: int | None
    minutes: int | None


@dataclass(frozen=True)
class Fault:
    """What is wrong in a table: the row by its place from 0 (None: the table as a whole), its column, and why."""

    row: int | None
    column: str
    sentence: str


def even(period: Period, minutes: int) -> tuple[Row, ...]:
    """The same the whole way."""
    return (Row(1, len(period.weeks()), minutes),)


def ramped(period: Period, level: int, *, up: Ramp, down: Ramp) -> tuple[Row, ...]:
    """Up to the level by equal steps, along it, and down to the end; weeks that follow with the same are one row.

    The first week has what the way up begins with, the last what the way down ends with. Raises RefusedError at
    the field where the shape does not fit the period or is no way up or down.
    """
    weeks = len(period.weeks())
    _refuse_misshapen(weeks, level, up=up, down=down)
    rising = [_between(up.minutes, level, step, up.weeks) for step in range(up.weeks)]
    falling = [_between(level, down.minutes, step, down.weeks) for step in range(1, down.weeks + 1)]
    return _rows([*rising, *[level] * (weeks - up.weeks - down.weeks), *falling])


def faults(rows: Sequence[Row], period: Period) -> tuple[Fault, ...]:
    """Everything that keeps the rows from saying the hours of each week of the period exactly once, in their order."""
    if not rows:
        return (Fault(None, "", NO_LINES),)
    weeks = len(period.weeks())
    found = [fault for number, row in enumerate(rows) for fault in _of_row(number, row, weeks=weeks)]
    if found:
        return tuple(found)
    return (*_of_order(rows), *_of_end(rows, weeks=weeks))


def stretches(rows: Sequence[Row], period: Period) -> tuple[Stretch, ...]:
    """The rows as days. Raises RefusedError with the field `weeks` for rows that do not fit the period."""
    for fault in faults(rows, period):
        line = "" if fault.row is None else f"Linje {fault.row + 1}: "
        raise errors.RefusedError(f"{line}{fault.sentence}", field="weeks")
    weeks = period.weeks()
    return tuple(
        (Period(weeks[row.first_week - 1].first_day, weeks[row.last_week - 1].last_day), row.minutes)
        for row in rows
        if row.first_week and row.last_week and row.minutes
    )


def rows_of(found: Sequence[Stretch]) -> tuple[Row, ...]:
    """Stretches that follow each other as rows, counted from the first day."""
    begin = found[0][0].first_day if found else None
    return tuple(
        Row((period.first_day - begin).days // 7 + 1, (period.last_day - begin).days // 7 + 1, minutes)
        for period, minutes in found
        if begin and period.last_day
    )


def total_minutes(found: Sequence[Stretch]) -> int:
    """Minutes of several periods at so many a week, a seventh a day; where two share a day, the later one counts.

    Raises ValueError for an open period.
    """
    return round(sum(minutes * days_of.day_count() for days_of, minutes in _apart(found)) / 7)


def within(found: Sequence[Stretch], period: Period) -> tuple[Stretch, ...]:
    """What of the stretches lies in a period."""
    shared = ((stretch.intersection(period), minutes) for stretch, minutes in found)
    return tuple((stretch, minutes) for stretch, minutes in shared if stretch)


def begun_later(drafted: Sequence[Stretch], granted: Sequence[Stretch], *, on: date) -> tuple[Stretch, ...]:
    """The drafted hours of the days that are left when their first days have passed, each day as it was drafted.

    Nothing where none has passed, or none is left, or where one that passed was not `granted` otherwise: to leave it
    out would take it from the citizen.
    """
    if not drafted or drafted[0][0].first_day >= on:
        return ()
    passed = Period(drafted[0][0].first_day, on - timedelta(days=1))
    had = sum(period.day_count() or 0 for period, _ in within(granted, passed))
    return within(drafted, Period(on)) if had == passed.day_count() else ()


def until(found: Sequence[Stretch], day: date) -> tuple[Stretch, ...]:
    """What of the stretches lies on the day or before it."""
    return within(found, Period(date.min, day))


def by_month(found: Sequence[Stretch]) -> tuple[tuple[date, int], ...]:
    """The minutes of each month, by its first day; rounded so that the months come to what `total_minutes` says."""
    sums: dict[date, int] = {}
    for period, minutes in _apart(found):
        for part in period.months():
            month = part.first_day.replace(day=1)
            sums[month] = sums.get(month, 0) + minutes * part.day_count()
    until, months = 0, []
    for month, sevenths in sums.items():
        months.append((month, round((until + sevenths) / 7) - round(until / 7)))
        until += sevenths
    return tuple(months)


def by_week(found: Sequence[Stretch]) -> tuple[int, ...]:
    """The minutes a week of each week, counted from the first day; for stretches that follow each other."""
    return tuple(
        row.minutes for row in rows_of(found) for _ in range((row.last_week or 0) - (row.first_week or 1) + 1)
        if row.minutes
    )  # fmt: skip


def hours_text(minutes: int) -> str:
    """1 time, 1,5 timer, 37 timer or 1 time og 20 minutter."""
    return numbers.spoken_hours_text(minutes)


def words(found: Sequence[Stretch]) -> str:
    """The curve in words that a citizen understands; empty where nothing is granted.

    A way up of several steps before the longest stretch, and a way down after it, are told as one each.
    """
    runs = _runs(found)
    if not runs:
        return ""
    last_day = days.long_text(found[-1][0].last_day or found[-1][0].first_day)
    if len(runs) == 1 and len(runs[0]) == 1:
        return f"{hours_text(found[0][1])} om ugen til og med den {last_day}."
    told = [_told(run, number, is_last=number == len(runs) - 1) for number, run in enumerate(runs)]
    return f"{', '.join(told[:-1])}{', og ' if told[1:] else ''}{told[-1]} til og med den {last_day}."


def lines(found: Sequence[Stretch]) -> tuple[str, ...]:
    """Each stretch on a line: its days and its hours."""
    return tuple(
        f"{days.long_text(period.first_day)} til {days.long_text(period.last_day or period.first_day)}: "
        f"{hours_text(minutes)} om ugen"
        for period, minutes in found
    )


def _refuse_misshapen(weeks: int, level: int, *, up: Ramp, down: Ramp) -> None:
    if not 0 < level <= FULL_WEEK:
        raise errors.RefusedError(OUT_OF_BOUNDS, field="hours_per_week")
    for ramp, name, way in ((up, "up", "Optrapningen skal begynde"), (down, "down", "Nedtrapningen skal slutte")):
        if ramp.weeks < 0:
            raise errors.RefusedError("Skriv et helt antal uger, 0 eller flere.", field=f"{name}_weeks")
        if ramp.weeks and not 0 < ramp.minutes < level:
            sentence = f"{way} med flere timer end 0 og færre end det faste niveau på {hours_text(level)}."
            raise errors.RefusedError(sentence, field=f"{name}_hours")
    if up.weeks + down.weeks >= weeks:
        sentence = (
            f"Optrapning og nedtrapning er tilsammen {_weeks_text(up.weeks + down.weeks)}, og perioden er kun på "
            f"{_weeks_text(weeks)}. Der skal være mindst en uge med fast niveau."
        )
        raise errors.RefusedError(sentence, field="down_weeks" if down.weeks else "up_weeks")


def _between(start: int, end: int, step: int, steps: int) -> int:
    """So many of the steps on the way, by quarters of an hour; the start and the end are kept as they were typed."""
    if step in (0, steps):
        return end if step else start
    by_quarters = round((start + (end - start) * step / steps) / STEP) * STEP
    return min(max(by_quarters, min(start, end)), max(start, end))


def _rows(by_week: Sequence[int]) -> tuple[Row, ...]:
    changes = [1, *(week for week, (one, next_one) in enumerate(pairwise(by_week), start=2) if one != next_one)]
    ends = [*(week - 1 for week in changes[1:]), len(by_week)]
    return tuple(Row(first, last, by_week[first - 1]) for first, last in zip(changes, ends, strict=True))


def _of_row(number: int, row: Row, *, weeks: int) -> list[Fault]:
    found = []
    for column, week in (("first_week", row.first_week), ("last_week", row.last_week)):
        if week is None:
            found.append(Fault(number, column, "Skriv ugens nummer."))
        elif not 1 <= week <= weeks:
            found.append(Fault(number, column, f"Uge {week} ligger uden for perioden, som har uge 1 til {weeks}."))
    if row.first_week and row.last_week and row.last_week < row.first_week:
        found.append(Fault(number, "last_week", "Sidste uge ligger før første uge."))
    if row.minutes is None or not 0 < row.minutes <= FULL_WEEK:
        found.append(Fault(number, "hours", OUT_OF_BOUNDS))
    return found


def _of_order(rows: Sequence[Row]) -> list[Fault]:
    """Each row begins the week after the one before it, the first with week 1."""
    found, until = [], 0
    for number, row in enumerate(rows):
        first, last = row.first_week or 0, row.last_week or 0
        if first <= until:
            found.append(Fault(number, "first_week", f"Uge {first} har allerede timer på en linje ovenfor."))
        elif first > until + 1:
            found.append(Fault(number, "first_week", f"Der mangler timer for {_span(until + 1, first - 1)}."))
        until = max(until, last)
    return found


def _of_end(rows: Sequence[Row], *, weeks: int) -> list[Fault]:
    until = max(row.last_week or 0 for row in rows)
    if until == weeks:
        return []
    return [Fault(len(rows) - 1, "last_week", f"Der mangler timer for {_span(until + 1, weeks)}.")]


def _span(first: int, last: int) -> str:
    return f"uge {first}" if first == last else f"uge {first} til {last}"


def _apart(found: Sequence[Stretch]) -> list[Stretch]:
    """The stretches in order of days; what a later one shares with an earlier is the later one's."""
    apart: list[Stretch] = []
    for period, minutes in found:
        apart = [(left, before) for one, before in apart for left in one.without(period)]
        apart.append((period, minutes))
    return sorted(apart, key=lambda stretch: stretch[0].first_day)


def _runs(found: Sequence[Stretch]) -> list[list[Stretch]]:
    """The stretches as they are told: those of a way up or down together."""
    if len(found) < 3:
        return [[one] for one in found]
    longest = max(range(len(found)), key=lambda number: found[number][0].day_count())
    before, after = list(found[:longest]), list(found[longest + 1 :])
    return [*_together(before), [found[longest]], *_together(after)]


def _together(found: list[Stretch]) -> list[list[Stretch]]:
    steps = [later - earlier for (_, earlier), (_, later) in pairwise(found)]
    is_one_way = len(found) > 1 and (all(step > 0 for step in steps) or all(step < 0 for step in steps))
    return [found] if is_one_way else [[one] for one in found]


def _told(run: Sequence[Stretch], number: int, *, is_last: bool) -> str:
    weeks = sum(-(-period.day_count() // 7) for period, _ in run)
    start, end = run[0][1], run[-1][1]
    hours = f"{hours_text(start)} om ugen"
    if len(run) > 1:
        first = hours_text(start) if start % 6 or end % 6 else numbers.hours_text(numbers.hours_of(start))
        hours = f"{first} til {hours_text(end)} om ugen"
    if number == 0:
        opening = "Den første uge" if weeks == 1 else f"De første {weeks} uger"
    elif is_last:
        opening = "til sidst"
    else:
        opening = f"derefter {_weeks_text(weeks)}"
    if len(run) == 1:
        return f"{opening} {hours}"
    way = "stiger" if end > start else "falder"
    return f"{opening} {way} timerne fra {hours}"


def _weeks_text(weeks: int) -> str:
    return "1 uge" if weeks == 1 else f"{weeks} uger"
