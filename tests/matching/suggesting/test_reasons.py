"""Why somebody has no mentor: the sentence names what stops, and what it says is true of the list."""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings

from parloeb.domain.matching.suggesting import hard, weighing
from parloeb.domain.matching.suggesting.facts import WaitingList
from tests.matching.suggesting.given import ANYBODY, CITIZEN, FREE, MENTOR, citizens, mentors, pairs, suggest
from tests.matching.suggesting.test_solving import waiting_lists


def _why(waiting: WaitingList) -> tuple[str, ...]:
    return suggest(waiting).unassigned[-1].reasons


def test_where_there_are_no_mentors_that_is_the_reason() -> None:
    assert _why(WaitingList(citizens(1), ())) == ("Der er ingen mentorer på listen.",)


def test_where_no_pair_is_given_that_is_the_reason() -> None:
    assert _why(WaitingList(citizens(1), mentors(2), ())) == ("Intet af de givne par har borgeren med.",)


def test_each_rule_that_alone_stands_in_the_way_is_named_with_how_many_there_are_without_it() -> None:
    others = (replace(MENTOR, id="M4", gender="male"), replace(MENTOR, id="M5", gender="male"))
    waiting = WaitingList((CITIZEN,), (*others, replace(MENTOR, id="M6", areas=("vest",))))
    assert _why(waiting) == (
        "Der er ingen mulig mentor, der er kvinde; uden det krav er der 2 mentorer.",
        "Der er ingen mulig mentor, der dækker nord; uden det krav er der 1 mentor.",
    )


def test_where_several_rules_stand_together_each_says_whom_it_stops() -> None:
    waiting = WaitingList(
        (CITIZEN,),
        (replace(MENTOR, id="M4", gender="male", areas=("vest",)), replace(MENTOR, id="M5", kind="external", areas=())),
    )
    assert _why(waiting) == (
        "Ingen mentor opfylder alle krav på én gang.",
        "1 mentor falder fra, fordi der kræves en, der er kvinde.",
        "1 mentor falder fra, fordi der kræves en, der er kommunens egen.",
        "2 mentorer falder fra, fordi der kræves en, der dækker nord.",
    )


@pytest.mark.parametrize(
    ("citizen", "mentor", "sentence"),
    [
        ({}, {"free_hours": Decimal("0.5")}, "1 mentor har på forhånd ikke 1 time fri om ugen."),
        ({}, {"free_places": 0}, "1 mentor har på forhånd ikke en ledig plads."),
        (
            {"heavy": True},
            {"free_heavy_places": 0},
            "1 mentor har på forhånd ikke en ledig plads til et tungt forløb.",
        ),
    ],
)
def test_what_is_full_from_the_start_is_named(citizen: dict[str, Any], mentor: dict[str, Any], sentence: str) -> None:
    first, *others = _why(WaitingList((replace(ANYBODY, **citizen),), (replace(FREE, **mentor),)))
    assert first == "Borgeren kan få 1 mentor efter kravene (dansk), men ingen med plads nu."
    assert others == [sentence]


def test_what_went_to_others_is_named() -> None:
    waiting = WaitingList(citizens(2), mentors(1, replace(FREE, free_places=1)), pairs((0, 0, "2"), (1, 0, "1")))
    assert _why(waiting)[1:] == (
        "1 mentor har ikke længere en ledig plads.",
        "I forslaget er det, der var ledigt, gået til andre på listen.",
    )


def test_the_requirements_are_named() -> None:
    (first, *_) = _why(WaitingList((CITIZEN,), (replace(MENTOR, free_places=0),)))
    assert "(dansk, kvinde, kommunens egen, nord)" in first


def test_a_given_score_is_told_as_given_with_the_rules_that_are_met() -> None:
    (pair,) = suggest(WaitingList((CITIZEN,), (MENTOR,), pairs((0, 0, "7.25")))).assignments
    assert pair.reasons == ("Parret er givet med 7,25 point.", "Begge taler dansk.", "Mentoren dækker nord.")


@settings(deadline=None, max_examples=200)
@given(waiting=waiting_lists())
def test_every_count_in_a_reason_is_true(waiting: WaitingList) -> None:
    said = suggest(waiting)
    weighed = weighing.weigh(waiting)
    row_of = {citizen.id: row for row, citizen in enumerate(waiting.citizens)}
    for nobody in said.unassigned:
        row = row_of[nobody.citizen]
        possible = int(weighed.possible[row].sum())
        text = " ".join(nobody.reasons)
        assert "%" not in text
        assert (possible > 0) == text.startswith("Borgeren kan få ")
        if possible:
            assert text.startswith(f"Borgeren kan få {possible} mentor")
        for count, lacking in re.findall(r"; uden det krav er der (\d+)|(Intet af de givne par)", text):
            assert lacking or int(count) in _without_one(weighed, row)


def _without_one(weighed: weighing.Weighed, row: int) -> set[int]:
    """How many mentors would be possible if one of the rules were none."""
    return {
        int(
            np.logical_and.reduce(
                [weighed.offered[row], *(weighed.masks[n][row] for n in weighed.masks if n != rule.name)]
            ).sum()
        )
        for rule in hard.RULES
    }
