"""The product's own score: each part by one fact, and the sentence that names it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.domain.matching.suggesting import scoring
from parloeb.domain.matching.suggesting.facts import WaitingList
from tests.matching.suggesting.given import CITIZEN, MENTOR, suggest


def _points(citizen: dict[str, Any], mentor: dict[str, Any]) -> dict[str, int]:
    parts = scoring.parts(WaitingList((replace(CITIZEN, **citizen),), (replace(MENTOR, **mentor),)))
    return {name: int(part[0, 0]) for name, part in parts.items()}


FULL = {"possible": 100, "needs_met": 400, "area": 100, "same_mentor": 600, "waiting": 60}


def test_the_parts_of_two_who_fit() -> None:
    assert _points({}, {}) == FULL


@pytest.mark.parametrize(
    ("citizen", "mentor", "part", "points"),
    [
        ({}, {"competences": {}}, "needs_met", 0),
        ({}, {"competences": {"anxiety": 0}}, "needs_met", 0),
        ({}, {"competences": {"anxiety": 1}}, "needs_met", 200),
        ({}, {"competences": {"anxiety": 3}}, "needs_met", 400),
        ({}, {"competences": {"anxiety": 2, "debt": 3}}, "needs_met", 600),
        ({}, {"competences": {"housing": 3}}, "needs_met", 0),
        ({"needs": {}}, {}, "needs_met", 0),
        ({"areas": ()}, {}, "area", 0),
        ({"areas": ("nord", "vest")}, {}, "area", 200),
        ({"areas": ("nord", "syd")}, {}, "area", 100),
        ({"same_mentor_as_before": ""}, {}, "same_mentor", 0),
        ({"same_mentor_as_before": "M7"}, {}, "same_mentor", 0),
        ({"waiting_days": 0}, {}, "waiting", 0),
        ({"waiting_days": 1}, {}, "waiting", 5),
        ({"waiting_days": 180}, {}, "waiting", 900),
        ({"waiting_days": 181}, {}, "waiting", 900),
    ],
)
def test_one_fact_changes_one_part(citizen: dict[str, Any], mentor: dict[str, Any], part: str, points: int) -> None:
    assert _points(citizen, mentor) == {**FULL, part: points}


def test_each_part_is_told_with_its_fact_and_its_points() -> None:
    (pair,) = suggest(WaitingList((CITIZEN,), (MENTOR,))).assignments
    assert pair.score == Decimal("12.6")
    assert pair.reasons == (
        "Muligt par: begge taler dansk (1 point).",
        "Behov, som mentoren kan møde: angst og fobi på niveau 2, og behovet er 2 (4 point).",
        "Samme område: mentoren dækker nord (1 point).",
        "Ønske: mentoren var borgerens mentor før, og det er ønsket igen (6 point).",
        "Ventetid: borgeren har ventet 12 dage (0,6 point).",
    )


def test_a_part_without_points_is_not_told_and_an_unknown_code_is_shown_as_it_is() -> None:
    citizen = replace(CITIZEN, languages=("eo",), needs={"chess": 1}, same_mentor_as_before="", waiting_days=1)
    (pair,) = suggest(
        WaitingList((citizen,), (replace(MENTOR, languages=("eo",), competences={"chess": 1}),))
    ).assignments
    assert pair.reasons == (
        "Muligt par: begge taler eo (1 point).",
        "Behov, som mentoren kan møde: chess på niveau 1, og behovet er 1 (2 point).",
        "Samme område: mentoren dækker nord (1 point).",
        "Ventetid: borgeren har ventet 1 dag (0,05 point).",
    )


@given(
    days=st.integers(0, 10**9),
    needs=st.dictionaries(st.sampled_from(["anxiety", "debt"]), st.integers(1, 3)),
    competences=st.dictionaries(st.sampled_from(["anxiety", "debt"]), st.integers(0, 9)),
)
def test_a_score_is_always_above_zero_and_the_sum_of_what_is_told(
    days: int, needs: dict[str, int], competences: dict[str, int]
) -> None:
    points = _points({"waiting_days": days, "needs": needs}, {"competences": competences})
    assert sum(points.values()) > 0
    assert all(part >= 0 for part in points.values())
    told = scoring.told(
        replace(CITIZEN, needs=needs, waiting_days=days), replace(MENTOR, competences=competences), points
    )
    assert len(told) == sum(part > 0 for part in points.values())
    assert not any("%" in sentence or "procent" in sentence for sentence in told)


def test_the_weights_are_settings() -> None:
    weights = replace(scoring.DEFAULT, need_met=0, waiting_day=100)
    parts = scoring.parts(WaitingList((CITIZEN,), (MENTOR,)), weights=weights)
    assert {name: int(part[0, 0]) for name, part in parts.items()} == {**FULL, "needs_met": 0, "waiting": 1200}
