"""How hours granted around a discharge move when its day moves: pure functions on days.

What has not begun moves whole, and keeps its length. What has begun keeps every day until today: a later discharge
holds the hours of today for as many days as it is later; an earlier one lets the hours go on as many days sooner, and
the last of them last as long as was granted. Nothing begins before today, or earlier before the discharge than the act
allows, or lasts longer than it allows.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from parloeb.domain.grants import curve
from parloeb.domain.grants.curve import Stretch
from parloeb.domain.law import rules as law
from parloeb.kernel import days
from parloeb.kernel.periods import Period


def moved(found: Sequence[Stretch], *, before: date, after: date, on: date) -> tuple[Stretch, ...]:
    """The hours as they lie for a discharge on `after`, when they were granted for one on `before`.

    `found`: what is in force of one whole period, stretch after stretch, at least one, lasting until `on` or longer.
    What comes back are the days from `on` alone: none where the act allows none before the period is over.
    """
    later = after - before
    begun, ends = found[0][0].first_day, _last(found)
    earliest = max(on, law.earliest_before_discharge(after, on=on))
    if begun > on:
        first_day = max(begun + later, earliest)
        return _until(_shifted(found, by=first_day - begun), as_long(Period(begun, ends), first_day))
    left = curve.within(found, Period(on))
    if earliest > on:
        going_on = _shifted(left, by=earliest - on)
    elif later > timedelta():
        going_on = _held(left, by=later)
    else:
        going_on = _sooner(left, by=-later, on=on)
    return _until(going_on, min(_last(going_on), days.last_day_of(begun, law.longest_months(on))))


def as_long(whole: Period, first_day: date) -> date:
    """The last day of as many months from another first day, or where they are not whole, of as many days."""
    begun, ends = whole.first_day, whole.closed_end()
    months = next((count for count in range(1, 13) if days.last_day_of(begun, count) == ends), None)
    return days.last_day_of(first_day, months) if months else first_day + (ends - begun)


def _shifted(found: Sequence[Stretch], *, by: timedelta) -> tuple[Stretch, ...]:
    return tuple((Period(one.first_day + by, one.closed_end() + by), minutes) for one, minutes in found)


def _held(found: Sequence[Stretch], *, by: timedelta) -> tuple[Stretch, ...]:
    """The first stretch lasts longer, the others come later."""
    (first, minutes), *others = found
    return ((Period(first.first_day, first.closed_end() + by), minutes), *_shifted(others, by=by))


def _sooner(found: Sequence[Stretch], *, by: timedelta, on: date) -> tuple[Stretch, ...]:
    """Every stretch comes sooner, what would lie before today is left out, and the last lasts until its day."""
    come = curve.within(_shifted(found, by=-by), Period(on)) or ((Period(on, on), found[-1][1]),)
    last, minutes = come[-1]
    return (*come[:-1], (Period(last.first_day, _last(found)), minutes))


def _until(found: Sequence[Stretch], last_day: date) -> tuple[Stretch, ...]:
    """The stretches with another last day: what lies past it is left out, and the last of the others reaches it."""
    kept = [(one, minutes) for one, minutes in found if one.first_day <= last_day]
    if not kept:
        return ()
    last, minutes = kept[-1]
    return (*kept[:-1], (Period(last.first_day, last_day), minutes))


def _last(found: Sequence[Stretch]) -> date:
    return found[-1][0].closed_end()
