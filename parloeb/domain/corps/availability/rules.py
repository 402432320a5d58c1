"""The hours that a mentor has on a day, and what an absence means for a course that begins."""

from dataclasses import dataclass
from datetime import date, timedelta

from parloeb.domain.corps.lists import AbsenceKind
from parloeb.domain.corps.rules import MOST_WEEKLY_MINUTES
from parloeb.kernel import days, errors
from parloeb.kernel.periods import Period

# The weeks in which citizen and mentor meet first; an absence later in the course is planned around.
BEGINNING = timedelta(weeks=4)
YEARS_BACK, YEARS_AHEAD = 2, 2


@dataclass(frozen=True)
class Presence:
    """What one mentor has: `hours` as (first day, minutes a week), at least one, and `absences`; both in order of days.

    The hours before the first entry are those that the mentor begins with.
    """

    hours: tuple[tuple[date, int], ...]
    absences: tuple[Period, ...] = ()

    def agreed_minutes(self, day: date) -> int:
        """The minutes a week that are agreed on the day, whether the mentor is there or away."""
        begun = [minutes for first_day, minutes in self.hours if first_day <= day]
        return begun[-1] if begun else self.hours[0][1]

    def weekly_minutes(self, day: date) -> int:
        """The minutes a week that a course can have on the day: none in an absence that has no end.

        An absence that has an end takes none: its days are planned around, and `reservation` tells of it.
        """
        away = self.away_on(day)
        return 0 if away and away.last_day is None else self.agreed_minutes(day)

    def later_minutes(self, day: date) -> tuple[tuple[date, int], ...]:
        """The days after this one from which on a course can have more or less, each with the minutes a week."""
        begins = {first_day for first_day, _ in self.hours}
        begins |= {absence.first_day for absence in self.absences if absence.last_day is None}
        return tuple((one, self.weekly_minutes(one)) for one in sorted(begins) if one > day)

    def away_on(self, day: date) -> Period | None:
        """The absence that the day is in."""
        return next((absence for absence in self.absences if absence.contains(day)), None)

    def coming(self, day: date) -> tuple[Period, ...]:
        """The absences that have days left on the day, in order."""
        return tuple(absence for absence in self.absences if absence.last_day is None or absence.last_day >= day)

    def reservation(self, course: Period, *, least_days: int) -> str:
        """What is to be known before the mentor is chosen for a course: an absence at its beginning; else empty.

        Told is one that takes at least `least_days` of the course and has days in its first four weeks.
        """
        beginning = Period(course.first_day, course.first_day + BEGINNING - timedelta(days=1))
        for absence in self.absences:
            within = absence.intersection(course)
            if within is None or not absence.overlaps(beginning):
                continue
            if within.last_day is None or within.day_count() >= least_days:
                begins = absence.overlaps(Period(course.first_day, course.first_day + timedelta(days=6)))
                pause = "forløbet begynder med en pause" if begins else "der bliver en pause i begyndelsen"
                return f"Er fraværende {_text(absence)}, så {pause}."
        return ""

    def later_absences(self, course: Period, *, least_days: int) -> tuple[Period, ...]:
        """The absences that take at least `least_days` of the course and begin after its first four weeks."""
        beginning = Period(course.first_day, course.first_day + BEGINNING - timedelta(days=1))
        later = (absence for absence in self.absences if not absence.overlaps(beginning))
        taken = ((absence, absence.intersection(course)) for absence in later)
        return tuple(
            absence
            for absence, within in taken
            if within and (within.last_day is None or within.day_count() >= least_days)
        )


def refuse_hours(first_day: date, weekly_minutes: int, *, in_corps: Period, on: date) -> None:
    """Refuse hours that cannot be, or from a day outside the time in the corps. Raises errors.RefusedError."""
    days.refuse_strange(first_day, on=on, field="first_day", ahead=YEARS_AHEAD)
    if not 0 < weekly_minutes <= MOST_WEEKLY_MINUTES:
        raise errors.RefusedError("Timerne om ugen skal være flere end 0 og højst 168.", field="weekly_minutes")
    if not in_corps.contains(first_day):
        raise errors.RefusedError(f"Mentoren er i korpset {in_corps}, og dagen ligger udenfor.", field="first_day")


def refuse_absence(kind: str, first_day: date, last_day: date | None, *, on: date) -> None:
    """Refuse an absence that cannot be. Raises errors.RefusedError at the field."""
    days.refuse_strange(first_day, on=on, field="first_day", back=YEARS_BACK, ahead=YEARS_AHEAD)
    if last_day is None and kind == AbsenceKind.HOLIDAY:
        raise errors.RefusedError("Skriv den sidste feriedag.", field="last_day")
    if last_day is not None:
        days.refuse_strange(last_day, on=on, field="last_day", back=YEARS_BACK, ahead=YEARS_AHEAD)
        Period(first_day, last_day)


def _text(absence: Period) -> str:
    if absence.last_day is None:
        return f"fra {days.text(absence.first_day)}, uden at det vides hvor længe"
    return str(absence)
