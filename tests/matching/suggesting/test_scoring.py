"""The product's own score: each part by one fact, and the sentence that names it."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.domain.matching.suggesting import scoring
from parloeb.domain.matching.suggesting.facts import Citizen, Mentor, WaitingList, Wish
from tests.matching.suggesting.given import CITIZEN, MENTOR, suggest


def _points(citizen: dict[str, Any], mentor: dict[str, Any]) -> dict[str, int]:
    parts = scoring.parts(WaitingList((replace(CITIZEN, **citizen),), (replace(MENTOR, **mentor),)))
    return {name: int(part[0, 0]) for name, part in parts.items()}


WISH = Wish("en kvinde", ("female",))
FULL = {
    "possible": 100,
    "needs_met": 400,
    "experience": 0,
    "lived": 0,
    "wishes": 0,
    "area": 100,
    "same_mentor": 600,
    "strain": 0,
    "waiting": 60,
}


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
        ({}, {"courses": {"anxiety": 1}}, "experience", 40),
        ({}, {"courses": {"anxiety": 5}}, "experience", 200),
        ({}, {"courses": {"anxiety": 6}}, "experience", 200),
        ({}, {"courses": {"anxiety": 1, "debt": 2}}, "experience", 120),
        ({}, {"courses": {"housing": 5}}, "experience", 0),
        ({}, {"lived": ("anxiety",)}, "lived", 100),
        ({}, {"lived": ("anxiety", "debt")}, "lived", 200),
        ({}, {"lived": ("housing",)}, "lived", 0),
        ({"wishes": (WISH,)}, {}, "wishes", 0),
        ({"wishes": (WISH,)}, {"offers": ("female", "old")}, "wishes", 200),
        ({"wishes": (Wish("to", ("female", "old")),)}, {"offers": ("female", "old")}, "wishes", 200),
        ({"wishes": (WISH, Wish("to", ("old",)))}, {"offers": ("female", "old")}, "wishes", 400),
        ({}, {"offers": ("female",)}, "wishes", 0),
        ({}, {"strain": 0}, "strain", 100),
        ({}, {"strain": 3}, "strain", 100),
        ({}, {"strain": 4}, "strain", 50),
        ({}, {"strain": 5}, "strain", 0),
        ({}, {"strain": 1, "odds": True}, "strain", 100),
        ({"heavy": True}, {"strain": 1}, "strain", 200),
        ({"heavy": True}, {"strain": 4}, "strain", 100),
        ({"heavy": True}, {"strain": 1, "odds": True}, "strain", 0),
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
        "Behov, som mentoren kan møde: angst og fobi: god erfaring, og der er brug for god erfaring (4 point).",
        "Samme område: mentoren dækker nord (1 point).",
        "Samme mentor: mentoren var borgerens mentor før (6 point).",
        "Ventetid: borgeren har ventet 12 dage (0,6 point).",
    )


def test_a_part_without_points_is_not_told_and_an_unknown_code_is_shown_as_it_is() -> None:
    citizen = replace(CITIZEN, languages=("eo",), needs={"chess": 1}, same_mentor_as_before="", waiting_days=1)
    (pair,) = suggest(
        WaitingList((citizen,), (replace(MENTOR, languages=("eo",), competences={"chess": 1}),))
    ).assignments
    assert pair.reasons == (
        "Muligt par: begge taler eo (1 point).",
        "Behov, som mentoren kan møde: chess: nogen erfaring, og der er brug for nogen erfaring (2 point).",
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


def test_what_only_a_corps_knows_is_told_with_its_fact() -> None:
    citizen = replace(CITIZEN, wishes=(WISH, Wish("om aftenen", ("evening",))), heavy=True)
    knows = {"courses": {"anxiety": 4, "debt": 1}, "lived": ("debt",), "offers": ("female",), "strain": 2}
    mentor = replace(MENTOR, **knows)  # type: ignore[arg-type]
    assert _told(citizen, mentor)[2:5] == (
        "Erfaring: 4 forløb med angst og fobi og 1 forløb med gæld og økonomi (2 point).",
        "Levet erfaring: mentoren kender selv til gæld og økonomi (1 point).",
        "Ønsker, der opfyldes: en kvinde (2 point).",
    )
    assert "Overskud: mentoren har selv sat sin belastning til 2 af 5 (2 point)." in _told(citizen, mentor)
    quiet = replace(mentor, strain=0)
    assert "Overskud: mentoren har ikke selv sagt noget om sin belastning (2 point)." in _told(citizen, quiet)


def _told(citizen: Citizen, mentor: Mentor) -> tuple[str, ...]:
    parts = scoring.parts(WaitingList((citizen,), (mentor,)))
    return scoring.told(citizen, mentor, {name: int(part[0, 0]) for name, part in parts.items()})


@pytest.mark.parametrize(
    ("weight", "value", "part", "points"),
    [
        ("need_met", 0, "needs_met", 0),
        ("experience", 5, "experience", 100),
        ("lived", 3, "lived", 300),
        ("wish", 1, "wishes", 100),
        ("area", 4, "area", 400),
        ("same_mentor", 0, "same_mentor", 0),
        ("strain", 2, "strain", 200),
        ("days_a_point", 1, "waiting", 1200),
    ],
)
def test_each_weight_changes_its_part(weight: str, value: int, part: str, points: int) -> None:
    citizen = replace(CITIZEN, wishes=(WISH,))
    mentor = replace(MENTOR, courses={"anxiety": 1}, lived=("debt",), offers=("female",), strain=1)
    waiting = WaitingList((citizen,), (mentor,))
    before = scoring.parts(waiting)
    after = scoring.parts(waiting, weights=replace(scoring.DEFAULT, **{weight: value}))
    assert {name: int(after[name][0, 0]) for name in after if after[name] != before[name]} == {part: points}
