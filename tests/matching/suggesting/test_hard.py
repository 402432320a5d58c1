"""The hard rules of a pair: each "no" differs from a "yes" in one fact."""

from dataclasses import replace
from typing import Any

import pytest

from parloeb.domain.matching.suggesting import hard
from parloeb.domain.matching.suggesting.facts import WaitingList
from tests.matching.suggesting.given import CITIZEN, MENTOR, suggest

NAMES = [rule.name for rule in hard.RULES]


def _broken(citizen: dict[str, Any], mentor: dict[str, Any]) -> list[str]:
    waiting = WaitingList((replace(CITIZEN, **citizen),), (replace(MENTOR, **mentor),))
    return [name for name, mask in hard.masks(waiting).items() if not mask[0, 0]]


def test_two_who_fit_in_every_way_are_possible() -> None:
    assert _broken({}, {}) == []


NO = [
    ({"languages": ("so",)}, {}, "common_language", "der taler somali"),
    ({"languages": ()}, {}, "common_language", "hvis sprog ikke er oplyst"),
    ({}, {"languages": ("ar",)}, "common_language", "der taler dansk"),
    ({}, {"languages": ()}, "common_language", "der taler dansk"),
    ({"mentor_gender": "male"}, {}, "mentor_gender", "der er mand"),
    ({}, {"gender": "male"}, "mentor_gender", "der er kvinde"),
    ({}, {"gender": ""}, "mentor_gender", "der er kvinde"),
    ({"kinds": ("external",)}, {}, "kinds", "der er ekstern"),
    ({}, {"kind": "external"}, "kinds", "der er kommunens egen"),
    ({}, {"kind": ""}, "kinds", "der er kommunens egen"),
    ({"areas": ("syd",)}, {}, "areas", "der dækker syd"),
    ({}, {"areas": ("vest",)}, "areas", "der dækker nord"),
    ({}, {"areas": ()}, "areas", "der dækker nord"),
    ({"not_mentors": ("M1",)}, {}, "not_mentors", "der ikke står på borgerens liste"),
    ({}, {"not_citizens": ("B1",)}, "not_citizens", "der ikke selv har borgeren på sin liste"),
]


@pytest.mark.parametrize(("citizen", "mentor", "rule", "sentence"), NO)
def test_one_fact_makes_them_impossible_and_the_reason_names_it(
    citizen: dict[str, Any], mentor: dict[str, Any], rule: str, sentence: str
) -> None:
    assert _broken(citizen, mentor) == [rule]

    said = suggest(WaitingList((replace(CITIZEN, **citizen),), (replace(MENTOR, **mentor),)))

    assert said.assignments == ()
    (reason,) = said.unassigned[0].reasons
    assert reason.startswith("Der er ingen mulig mentor, der ")
    assert sentence in reason
    assert reason.endswith("uden det krav er der 1 mentor.")


def test_every_rule_has_a_no() -> None:
    assert {rule for _, _, rule, _ in NO} == set(NAMES)


@pytest.mark.parametrize(
    ("citizen", "mentor"),
    [
        ({"languages": ("so", "ar")}, {}),
        ({"mentor_gender": ""}, {"gender": "male"}),
        ({"mentor_gender": ""}, {"gender": ""}),
        ({"mentor_gender": "male"}, {"gender": "male"}),
        ({"kinds": ()}, {"kind": "external"}),
        ({"kinds": ("external", "internal")}, {"kind": "external"}),
        ({"areas": ()}, {"areas": ()}),
        ({"areas": ("syd", "vest")}, {}),
        ({"not_mentors": ("M11", "nobody")}, {"not_citizens": ("B11", "nobody")}),
    ],
)
def test_what_is_not_asked_for_or_is_met_otherwise_is_possible(citizen: dict[str, Any], mentor: dict[str, Any]) -> None:
    assert _broken(citizen, mentor) == []


def test_a_rule_looks_at_each_pair_of_a_long_list() -> None:
    waiting = WaitingList(
        (CITIZEN, replace(CITIZEN, id="B2", mentor_gender="", not_mentors=("M2",))),
        (MENTOR, replace(MENTOR, id="M2", gender="male"), replace(MENTOR, id="M3", languages=("da",))),
    )
    masks = hard.masks(waiting)
    assert masks["mentor_gender"].tolist() == [[True, False, True], [True, True, True]]
    assert masks["not_mentors"].tolist() == [[True, True, False], [True, False, True]]
    assert masks["common_language"].all()
