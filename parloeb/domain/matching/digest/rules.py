"""Weeks, and whom to thank: each thanks with the fact behind it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from parloeb.kernel import days, errors
from parloeb.kernel.periods import Period

COURSES = (1, 5, 10, 25, 50, 100)
VISITS = (50, 100, 250, 500, 1000, 2500)

_WEEK = re.compile(r"([0-9]{4})-?[WwUu]?([0-9]{1,2})")
_EXPECTED = "Skriv ugen som 2026-W46."


@dataclass(frozen=True)
class Week:
    """One week from Monday to Sunday."""

    monday: date

    @property
    def sunday(self) -> date:
        """The last day."""
        return self.monday + timedelta(days=6)

    @property
    def period(self) -> Period:
        """All seven days."""
        return Period(self.monday, self.sunday)

    @property
    def code(self) -> str:
        """The week as an address has it: 2026-W46."""
        year, number, _ = self.monday.isocalendar()
        return f"{year}-W{number:02d}"

    @property
    def title(self) -> str:
        """The week as people say it: uge 46 i 2026."""
        year, number, _ = self.monday.isocalendar()
        return f"uge {number} i {year}"

    def moved(self, weeks: int) -> "Week":
        """The week so many weeks later."""
        return Week(self.monday + timedelta(weeks=weeks))


@dataclass(frozen=True)
class MentorFacts:
    """What is known of a mentor before a week and after it: courses that both wanted, visits held, since when in the
    corps; the reports that were due in the week, those sent by then, and how courses ended in the week in words.
    """

    name: str
    first_day: date
    courses: tuple[int, int] = (0, 0)
    visits: tuple[int, int] = (0, 0)
    reports_due: int = 0
    reports_in_time: int = 0
    ended_well: tuple[str, ...] = ()


def week_of(day: date) -> Week:
    """The week that the day is in."""
    return Week(day - timedelta(days=day.weekday()))


def parse_week(text: str, *, on: date) -> Week:
    """The week typed as 2026-W46 or 2026-46; RefusedError for another text and for a week that has not begun."""
    found = _WEEK.fullmatch(text.strip())
    if found is None:
        raise errors.RefusedError(f"{errors.quoted(text)} kan ikke læses som en uge. {_EXPECTED}", field="uge")
    year = int(found[1])
    if not days.EARLIEST_YEAR <= year <= days.LATEST_YEAR:
        bounds = f"mellem {days.EARLIEST_YEAR} og {days.LATEST_YEAR}"
        raise errors.RefusedError(f"Årstallet skal ligge {bounds}. {_EXPECTED}", field="uge")
    try:
        week = Week(date.fromisocalendar(year, int(found[2]), 1))
    except ValueError as fault:
        raise errors.RefusedError(f"Den uge findes ikke. {_EXPECTED}", field="uge") from fault
    if week.monday > on:
        raise errors.RefusedError("Den uge er ikke begyndt endnu.", field="uge")
    return week


def thanks(mentors: Iterable[MentorFacts], week: Week) -> tuple[tuple[str, str], ...]:
    """Name and fact, for every mentor and each fact to thank for."""
    return tuple((one.name, fact) for one in mentors for fact in _facts(one, week))


def _facts(one: MentorFacts, week: Week) -> list[str]:
    told = [
        "Har fået sit første forløb." if number == 1 else f"Har fået forløb nummer {number}."
        for number in _passed(COURSES, one.courses)
    ]
    told += [f"Har holdt besøg nummer {number}." for number in _passed(VISITS, one.visits)]
    years = _years(one.first_day, week)
    if years:
        told.append(f"Har været i korpset i {years} år.")
    if one.reports_due and one.reports_in_time == one.reports_due:
        reports = "den rapport" if one.reports_due == 1 else f"alle {one.reports_due} rapporter"
        told.append(f"Har sendt {reports}, der havde frist i ugen, til tiden.")
    return [*told, *(f"Et forløb sluttede med {end}." for end in one.ended_well)]


def _passed(round_numbers: tuple[int, ...], counted: tuple[int, int]) -> list[int]:
    before, after = counted
    return [number for number in round_numbers if before < number <= after]


def _years(first_day: date, week: Week) -> int:
    """How many whole years the mentor has been in the corps, where the day lies in the week; else 0."""
    for day in (week.monday + timedelta(days=number) for number in range(7)):
        is_leap_day = (first_day.month, first_day.day) == (2, 29) and (day.month, day.day) == (3, 1)
        if (day.month, day.day) == (first_day.month, first_day.day) or (is_leap_day and not _is_leap(day.year)):
            return day.year - first_day.year
    return 0


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
