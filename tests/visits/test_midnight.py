"""A visit across midnight lies on both days, and each is held against what was granted, agreed and matched."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from parloeb.domain.visits import rules
from parloeb.domain.visits.lists import Kind, Place, Topic
from parloeb.domain.visits.rules import Content, Part
from parloeb.kernel.periods import Period
from tests.builders import clock, visits

LAST = date(2026, 11, 10)
FROM_OCTOBER = date(2026, 10, 1)
UNTIL_LAST = (Period(FROM_OCTOBER, LAST),)


def lasting(minutes: int, begins: str, *, on: date = LAST) -> Content:
    part = Part(Place.HOME, minutes, ((Topic.OTHER, minutes),)) if minutes else None
    return Content(starts_at=visits.begun(begins, on=on), parts=(part,) if part else ())


@pytest.mark.parametrize(
    ("on", "begins", "minutes", "count"),
    [
        (LAST, "23:00", 0, 1),
        (LAST, "23:00", 60, 1),
        (LAST, "23:00", 61, 2),
        (LAST, "00:00", 1440, 1),
        (LAST, "00:01", 1440, 2),
        (LAST, "23:00", 1441, 1),  # longer than any visit: refused for that
        (date(2026, 10, 24), "23:00", 60, 1),
        (date(2026, 10, 24), "23:00", 61, 2),
        (date(2026, 10, 25), "00:00", 1440, 1),  # October's night makes the day 25 hours
        (date(2026, 10, 25), "01:00", 1440, 1),
        (date(2026, 10, 25), "01:01", 1440, 2),
        (date(2026, 3, 29), "00:00", 1380, 1),  # March's night makes the day 23 hours
        (date(2026, 3, 29), "00:00", 1381, 2),
        (date(2026, 3, 28), "23:00", 1440, 2),
        (date(2026, 3, 28), "23:01", 1440, 3),
    ],
)
def test_a_visit_lies_on_every_day_that_it_has_a_minute_of(on: date, begins: str, minutes: int, count: int) -> None:
    assert lasting(minutes, begins, on=on).days == tuple(on + timedelta(days=after) for after in range(count))


def refusals(minutes: int, *, kind: Kind = Kind.HELP, ended_on: date | None = None, **allowed: object) -> list[str]:
    content = replace(lasting(minutes, "23:00"), kind=kind)
    within = replace(visits.ALLOWED, **allowed)  # type: ignore[arg-type]
    facts = rules.Facts(content, within, clock.AT, FROM_OCTOBER, ended_on)
    return [f"{one.code}: {one.sentence}" for one in rules.refusals(facts)]


BOUNDS = [
    ({"granted": UNTIL_LAST}, "grant: Den 11-11-2026 ligger uden for bevillingen (01-10-2026"),
    ({"agreed": UNTIL_LAST}, "agreement: Den 11-11-2026 ligger uden for mentoraftalen (01-10-2026"),
    ({"matched": UNTIL_LAST}, "match: Den 11-11-2026 ligger uden for dit forløb med borgeren (01-10-2026"),
    ({"ended_on": LAST}, "end: Besøget varer til efter, at forløbet sluttede den 10-11-2026."),
]


@pytest.mark.parametrize(("bound", "told"), BOUNDS)
def test_the_minute_past_midnight_of_the_last_day_is_refused_and_the_one_before_kept(
    bound: dict[str, object], told: str
) -> None:
    assert refusals(60, **bound) == []  # type: ignore[arg-type]
    (refused,) = refusals(61, **bound)  # type: ignore[arg-type]
    assert refused.startswith(told)


def test_what_goes_on_the_next_day_holds_the_visit_across_midnight() -> None:
    next_day = Period(LAST + timedelta(days=1), None)

    assert refusals(120, granted=(*UNTIL_LAST, next_day), agreed=(*UNTIL_LAST, next_day)) == []
    assert refusals(120, granted=UNTIL_LAST, kept=(next_day,)) == []  # kept hours follow the grant


def test_a_first_meeting_across_midnight_asks_for_no_agreement() -> None:
    assert refusals(120, kind=Kind.FIRST, agreed=UNTIL_LAST) == []
