"""Why somebody has no mentor: the sentence names what stops, and what it says is true of the list."""

from collections import Counter
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings

from parloeb.domain.matching.suggesting import naming
from parloeb.domain.matching.suggesting.facts import Citizen, Mentor, WaitingList
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
        ({}, {"free_hours": Decimal("0.5")}, "1 mentor har fra starten ikke 1 time ledig om ugen."),
        (
            {"hours_per_week": Decimal("1.5")},
            {"free_hours": Decimal("0.5")},
            "1 mentor har fra starten ikke 1,5 timer ledige om ugen.",
        ),
        ({}, {"free_places": 0}, "1 mentor har fra starten ikke en ledig plads."),
        (
            {"heavy": True},
            {"free_heavy_places": 0},
            "1 mentor har fra starten ikke en ledig plads til et tungt forløb.",
        ),
    ],
)
def test_what_is_full_from_the_start_is_named(citizen: dict[str, Any], mentor: dict[str, Any], sentence: str) -> None:
    first, *others = _why(WaitingList((replace(ANYBODY, **citizen),), (replace(FREE, **mentor),)))
    assert first == "1 mentor opfylder kravene (dansk), men der er ikke plads til borgeren."
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


@settings(max_examples=200)
@given(waiting=waiting_lists())
def test_every_reason_is_true_of_the_list(waiting: WaitingList) -> None:
    """Told again from the facts, without a matrix: languages and the citizen's list are the rules of these lists."""
    said = suggest(waiting)
    mentor_of = {one.citizen: one.mentor for one in said.assignments}
    offered = None if waiting.pairs is None else {(pair.citizen, pair.mentor) for pair in waiting.pairs}
    for row, citizen in enumerate(waiting.citizens):
        if citizen.id in mentor_of:
            continue
        near = [one for column, one in enumerate(waiting.mentors) if offered is None or (row, column) in offered]
        told = next(one.reasons for one in said.unassigned if one.citizen == citizen.id)
        assert set(told) == set(_expected(waiting, citizen, near, mentor_of))


def _expected(waiting: WaitingList, citizen: Citizen, near: list[Mentor], mentor_of: dict[str, str]) -> list[str]:
    if not waiting.mentors:
        return ["Der er ingen mentorer på listen."]
    if not near:
        return ["Intet af de givne par har borgeren med."]
    talking = [one for one in near if set(one.languages) & set(citizen.languages)]
    wanted = [one for one in near if one.id not in citizen.not_mentors]
    possible = [one for one in talking if one in wanted]
    if possible:
        return _expected_full(waiting, citizen, possible, mentor_of)
    names = naming.either([naming.language(code) for code in citizen.languages])
    rules = {f"taler {names}": wanted, "ikke står på borgerens liste over fravalgte mentorer": talking}
    if not wanted and not talking:
        stopped = naming.mentors(len(near))
        return [
            "Ingen mentor opfylder alle krav på én gang.",
            *(f"{stopped} falder fra, fordi der kræves en, der {rule}." for rule in rules),
        ]
    return [
        f"Der er ingen mulig mentor, der {rule}; uden det krav er der {naming.mentors(len(others))}."
        for rule, others in rules.items()
        if others
    ]


def _expected_full(
    waiting: WaitingList, citizen: Citizen, possible: list[Mentor], mentor_of: dict[str, str]
) -> list[str]:
    languages = naming.both([naming.language(code) for code in citizen.languages])
    found = [f"{naming.mentors(len(possible))} opfylder kravene ({languages}), men der er ikke plads til borgeren."]
    never = [one for one in possible if any(_lacks(citizen, one, []).values())]
    for who, taken, what in ((never, False, "har fra starten ikke"), (possible, True, "har ikke længere")):
        lacking = Counter(
            lacked
            for one in who
            if not taken or one not in never
            for lacked, lacks in _lacks(citizen, one, _those_with(waiting, one, mentor_of) if taken else []).items()
            if lacks
        )
        found += [f"{naming.mentors(count)} {what} {lacked}." for lacked, count in lacking.items()]
    if len(never) < len(possible):
        found.append("I forslaget er det, der var ledigt, gået til andre på listen.")
    return found


def _those_with(waiting: WaitingList, mentor: Mentor, mentor_of: dict[str, str]) -> list[Citizen]:
    return [one for one in waiting.citizens if mentor_of.get(one.id) == mentor.id]


def _lacks(citizen: Citizen, mentor: Mentor, with_mentor: list[Citizen]) -> dict[str, bool]:
    hours = mentor.free_hours - sum(one.hours_per_week for one in with_mentor)
    return {
        naming.free_hours(citizen.hours_per_week): hours < citizen.hours_per_week,
        "en ledig plads": mentor.free_places - len(with_mentor) < 1,
        "en ledig plads til et tungt forløb": citizen.heavy
        and mentor.free_heavy_places - sum(one.heavy for one in with_mentor) < 1,
    }
