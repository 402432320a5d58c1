"""Weeks as people type them, and whom to thank, each by the fact that makes the difference."""

from dataclasses import replace
from datetime import date

import pytest

from parloeb.domain.matching.digest import rules
from parloeb.domain.matching.digest.rules import MentorFacts, Week
from parloeb.kernel import errors

WEEK = Week(date(2026, 11, 9))
ON = date(2026, 11, 16)
MAJA = MentorFacts("Maja Krogh", date(2024, 2, 1))


@pytest.mark.parametrize(
    ("typed", "monday"),
    [
        ("2026-W46", date(2026, 11, 9)),
        (" 2026-w46 ", date(2026, 11, 9)),
        ("2026-46", date(2026, 11, 9)),
        ("2026-W01", date(2025, 12, 29)),
        ("2020-W53", date(2020, 12, 28)),
        ("2026-W47", date(2026, 11, 16)),
    ],
)
def test_a_week_is_read_as_it_is_typed(typed: str, monday: date) -> None:
    assert rules.parse_week(typed, on=ON).monday == monday


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("hest", "kan ikke læses som en uge"),
        ("46", "kan ikke læses som en uge"),
        ("2026-W54", "findes ikke"),
        ("2026-W00", "findes ikke"),
        ("0000-W01", "mellem 1800 og 2199"),
        ("0001-W01", "mellem 1800 og 2199"),
        ("9999-W52", "mellem 1800 og 2199"),
        ("2026-W48", "ikke begyndt endnu"),
        ("٢٠٢٦-W46", "kan ikke læses som en uge"),
    ],
)
def test_what_is_no_week_is_refused_in_words(typed: str, sentence: str) -> None:
    with pytest.raises(errors.RefusedError, match=sentence):
        rules.parse_week(typed, on=ON)


def test_a_week_knows_its_days_and_its_names() -> None:
    assert (WEEK.code, WEEK.title) == ("2026-W46", "uge 46 i 2026")
    assert str(WEEK.period) == "09-11-2026 – 15-11-2026"
    assert rules.week_of(date(2026, 11, 15)) == WEEK == Week(date(2026, 11, 16)).moved(-1)
    assert Week(date(2025, 12, 29)).title == "uge 1 i 2026"


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({}, []),
        ({"courses": (4, 5)}, ["Har fået forløb nummer 5."]),
        ({"courses": (0, 1)}, ["Har fået sit første forløb."]),
        ({"courses": (5, 5)}, []),
        ({"courses": (5, 6)}, []),
        ({"courses": (4, 10)}, ["Har fået forløb nummer 5.", "Har fået forløb nummer 10."]),
        ({"visits": (49, 51)}, ["Har holdt besøg nummer 50."]),
        ({"visits": (50, 51)}, []),
        ({"first_day": date(2025, 11, 9)}, ["Har været i korpset i 1 år."]),
        ({"first_day": date(2020, 11, 15)}, ["Har været i korpset i 6 år."]),
        ({"first_day": date(2020, 11, 16)}, []),
        ({"first_day": date(2026, 11, 9)}, []),
        ({"reports_due": 1, "reports_in_time": 1}, ["Har sendt den rapport, der havde frist i ugen, til tiden."]),
        ({"reports_due": 2, "reports_in_time": 2}, ["Har sendt alle 2 rapporter, der havde frist i ugen, til tiden."]),
        ({"reports_due": 2, "reports_in_time": 1}, []),
        ({"ended_well": ("job",)}, ["Et forløb sluttede med job."]),
    ],
)
def test_each_thanks_has_its_fact(facts: dict[str, object], told: list[str]) -> None:
    found = rules.thanks([replace(MAJA, **facts)], WEEK)  # type: ignore[arg-type]
    assert found == tuple(("Maja Krogh", fact) for fact in told)


@pytest.mark.parametrize(("monday", "is_told"), [(date(2026, 2, 23), True), (date(2026, 3, 2), False)])
def test_who_began_on_a_leap_day_is_thanked_on_the_first_of_march(monday: date, is_told: bool) -> None:
    began = replace(MAJA, first_day=date(2024, 2, 29))
    assert bool(rules.thanks([began], Week(monday))) is is_told
