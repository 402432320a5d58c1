"""What a talk and a closing must hold, each rule as a row."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from parloeb.domain.cases.rules import Stage
from parloeb.domain.followup import rules
from parloeb.domain.followup.lists import Decision, EndReason, Wish
from tests.builders import followup
from tests.builders.clock import ON

OPENED = date(2026, 10, 1)
DAY = timedelta(days=1)


def of_talk(stage: Stage = Stage.RUNNING, **change: Any) -> list[str]:
    content = replace(followup.a_talk_content(), **change)
    return [refusal.field for refusal in rules.talk_refusals(content, stage, opened_on=OPENED, on=ON)]


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({}, []),
        ({"held_on": ON + DAY}, ["held_on"]),
        ({"held_on": OPENED}, []),
        ({"held_on": OPENED - DAY}, ["held_on"]),
        ({"participants": " "}, ["participants"]),
        ({"minutes": " "}, ["minutes"]),
        ({"decision": Decision.ADJUST}, ["decision_text"]),
        ({"decision": Decision.EXTEND, "decision_text": "Tre måneder mere."}, []),
        ({"decision": Decision.PHASE_OUT, "decision_text": "Anna klarer det."}, []),
        ({"next_on": None}, ["next_on"]),
        ({"next_on": ON}, ["next_on"]),
        ({"decision": Decision.END, "decision_text": "Anna er i job.", "next_on": None}, []),
    ],
)
def test_what_a_talk_must_hold(change: dict[str, Any], fields: list[str]) -> None:
    assert of_talk(**change) == fields


@pytest.mark.parametrize("stage", Stage)
def test_only_support_that_runs_is_phased_out(stage: Stage) -> None:
    fields = of_talk(stage, decision=Decision.PHASE_OUT, decision_text="Anna klarer det.")
    assert ("decision" not in fields) is (stage in (Stage.RUNNING, Stage.PHASING_OUT))


def test_no_talk_is_held_after_the_end() -> None:
    assert of_talk(Stage.ENDED) == ["held_on"]


BOUNDS = rules.Bounds(earliest=OPENED, latest=ON)


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({}, []),
        ({"ended_on": OPENED}, []),
        ({"ended_on": OPENED - DAY}, ["ended_on"]),
        ({"ended_on": ON + DAY}, ["ended_on"]),
        ({"reached": " "}, ["reached"]),
        ({"receiver": ""}, []),
        ({"wish": None}, ["wish"]),
        ({"wish": Wish.AGAINST}, ["text"]),
        ({"wish": Wish.NOT_KNOWN}, ["text"]),
        ({"wish": Wish.AGAINST, "text": "Fordi."}, []),
        ({"reason": EndReason.OTHER}, ["text"]),
        ({"reason": EndReason.OTHER, "text": "Fordi."}, []),
        ({"reason": EndReason.DIED, "wish": None, "reached": ""}, []),
    ],
)
def test_what_a_closing_must_hold(change: dict[str, Any], fields: list[str]) -> None:
    content = replace(followup.a_closing_content(), **change)
    assert [refusal.field for refusal in rules.closing_refusals(content, BOUNDS)] == fields


@pytest.mark.parametrize("reason", EndReason)
def test_nobody_writes_to_the_dead(reason: EndReason) -> None:
    assert rules.writes_letter(reason) is (reason is not EndReason.DIED)
