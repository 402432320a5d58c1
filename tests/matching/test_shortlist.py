"""Who is suggested, who is shown though less obvious, and who stays among the others; no database."""

from dataclasses import replace
from datetime import date

import pytest

from parloeb.domain.matching import ordering, rules, shortlist
from parloeb.domain.matching.suggesting import scoring
from parloeb.kernel.periods import Period
from tests.builders.clock import LONG_AGO, ON

NEED = rules.Need(period=Period(ON, date(2027, 2, 15)), minutes_per_week=120, needs={"debt": 2})
# Four who fit worse and worse, each with one course of two hours.
FOUR = tuple(
    rules.Candidate(
        user=user,
        first_day=LONG_AGO,
        weekly_minutes=3000 - 600 * user,
        bound_minutes=120,
        courses=1,
        profile="social",
        kind="municipality",
    )
    for user in range(1, 5)
)


def _with_last(**change: object) -> shortlist.Shortlist:
    return _shortlist(*FOUR[:3], replace(FOUR[3], **change))  # type: ignore[arg-type]


def _shortlist(*able: rules.Candidate) -> shortlist.Shortlist:
    ranked = ordering.ranked(NEED, able, weights=scoring.DEFAULT)
    return shortlist.shortlist([one.candidate for one in ranked])


def test_the_three_who_fit_best_are_suggested_and_the_others_follow_by_fit() -> None:
    able = replace(FOUR[3], competences=(("debt", 1),))
    found = _shortlist(*FOUR[:3], able)
    assert [candidate.user for candidate in found.suggested] == [4, 1, 2]
    assert [candidate.user for candidate in found.others] == [3]


def test_who_fit_equally_well_stay_in_the_order_of_names() -> None:
    alike = [replace(FOUR[0], user=user) for user in (7, 3, 9, 1)]
    found = _shortlist(*alike)
    assert [candidate.user for candidate in (*found.suggested, *found.others)] == [7, 3, 9, 1]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"courses": 0}, "Har ingen forløb lige nu. Det er færre end hver af de foreslåede."),
        ({"profile": "education"}, "Ingen af de foreslåede er uddannelsesmentor."),
        ({"kind": "volunteer"}, "Ingen af de foreslåede er frivillig."),
        ({"kind": "volunteer", "courses": 0}, "Har ingen forløb lige nu. Det er færre end hver af de foreslåede."),
        ({"kind": "volunteer", "profile": "company"}, "Ingen af de foreslåede er virksomhedsmentor."),
    ],
)
def test_the_less_obvious_one_is_found_by_the_first_measure_that_tells(change: dict[str, object], why: str) -> None:
    found = _with_last(**change)
    assert (found.less_obvious and found.less_obvious.user, found.why, found.others) == (4, why, ())


@pytest.mark.parametrize("change", [{}, {"courses": 2}, {"profile": ""}, {"kind": ""}])
def test_where_no_measure_tells_nobody_is_less_obvious(change: dict[str, object]) -> None:
    found = _with_last(**change)
    assert found.less_obvious is None
    assert [candidate.user for candidate in found.others] == [4]


def test_of_several_with_equally_few_courses_the_best_fit_is_shown() -> None:
    busy = [replace(candidate, courses=3) for candidate in FOUR[:3]]
    light = [replace(FOUR[3], user=user, weekly_minutes=minutes) for user, minutes in ((5, 300), (6, 400), (7, 200))]
    found = _shortlist(*busy, *light)
    assert found.less_obvious
    assert (found.less_obvious.user, [candidate.user for candidate in found.others]) == (6, [5, 7])
    assert found.why.startswith("Har kun 1 forløb lige nu.")


@pytest.mark.parametrize("number", range(4))
def test_of_three_or_fewer_all_are_suggested(number: int) -> None:
    assert _shortlist(*FOUR[:number]) == shortlist.Shortlist(FOUR[:number])
