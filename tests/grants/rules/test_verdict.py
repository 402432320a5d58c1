"""What the findings come to, and that nothing uncertain or local stops anybody, whatever the facts."""

import dataclasses
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import MappingProxyType, NoneType
from typing import Any, get_args, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.domain.grants.rules import checking
from parloeb.domain.grants.rules.facts import Facts
from parloeb.domain.grants.rules.findings import Outcome, Ruling
from parloeb.domain.law import table
from parloeb.domain.referrals.lists import TargetGroup
from parloeb.kernel.periods import Period
from tests.grants.rules.given import DAY, IN_ORDER, REFUSED

DAYS = st.dates(date(1800, 1, 1), date(2199, 12, 31))
NEAR = st.dates(date(2026, 1, 1), date(2026, 12, 31))
TEXTS = st.sampled_from(["", " ", "Derfor."])


def _period(first: date, last: date) -> Period:
    return Period(min(first, last), max(first, last))


def _facts(day: st.SearchStrategy[date]) -> st.SearchStrategy[Facts]:
    """Any facts: every key may be unknown."""
    made: Mapping[object, st.SearchStrategy[Any]] = {
        date: day,
        str: TEXTS,
        Decimal: st.decimals(0, 168, places=2),
        bool: st.booleans(),
    }
    arguments = {}
    for name, hint in get_type_hints(Facts).items():
        kinds = [kind for kind in get_args(hint) if kind is not NoneType]
        choices = [made[kind] if kind in made else _of(kind, name, day) for kind in kinds]
        arguments[name] = st.none() | st.one_of(choices)
    return st.builds(Facts, **arguments)


def _of(kind: Any, name: str, day: st.SearchStrategy[date]) -> st.SearchStrategy[Any]:
    if name == "earlier_periods":
        return st.lists(st.builds(_period, day, day), max_size=4).map(tuple)
    if name == "fields_of_agreement":
        return st.lists(st.sampled_from(list(get_args(kind)[0])), max_size=6).map(tuple)
    return st.sampled_from(list(kind))


ANY_FACTS = _facts(DAYS) | _facts(NEAR)


@pytest.mark.parametrize(
    ("facts", "ruling"),
    [
        (IN_ORDER, Ruling.MAY_BE_GRANTED),
        (REFUSED, Ruling.MAY_BE_GRANTED),
        (replace(IN_ORDER, purpose=None), Ruling.NEEDS_MORE_FACTS),
        (replace(IN_ORDER, purpose=None, last_day=date(2027, 1, 1)), Ruling.MAY_NOT_BE_GRANTED),
        (replace(IN_ORDER, psychiatric_discharge_on=DAY), Ruling.MUST_BE_GRANTED),
        (replace(REFUSED, psychiatric_discharge_on=DAY), Ruling.MUST_BE_GRANTED),
        (replace(IN_ORDER, psychiatric_discharge_on=DAY, purpose=None), Ruling.NEEDS_MORE_FACTS),
        (replace(IN_ORDER, psychiatric_discharge_on=DAY, last_day=date(2027, 1, 1)), Ruling.MAY_NOT_BE_GRANTED),
        (Facts(), Ruling.NEEDS_MORE_FACTS),
    ],
)
def test_what_the_findings_come_to(facts: Facts, ruling: Ruling) -> None:
    assert checking.ruling(checking.check(facts, on=DAY)) is ruling


def test_of_facts_in_order_nothing_is_missing_at_any_stage() -> None:
    said = checking.check(IN_ORDER, on=DAY)
    assert {one.outcome for one in said} == {Outcome.OK}
    assert {one.stage for one in said} == {*table.Stage, None} - {table.Stage.PAYMENT}


@pytest.mark.parametrize("stage", list(table.Stage))
def test_a_stage_hears_its_own_rules_alone(stage: table.Stage) -> None:
    said = checking.check(Facts(), on=DAY, stage=stage)
    assert {one.stage for one in said} == {stage}
    assert said == tuple(one for one in checking.check(Facts(), on=DAY) if one.stage is stage)


@given(facts=ANY_FACTS, on=DAYS | NEAR, with_drafts=st.booleans())
def test_no_facts_bring_findings_that_contradict_each_other(facts: Facts, on: date, with_drafts: bool) -> None:
    said = checking.check(facts, on=on, with_drafts=with_drafts)
    assert said == checking.check(facts, on=on, with_drafts=with_drafts)
    assert max(Counter(one.rule for one in said).values(), default=1) == 1
    outcomes = {one.rule: one.outcome for one in said}
    rules = [table.current().on(rule, on, with_drafts=with_drafts) for rule in outcomes]
    assert [one.id for one in rules if outcomes[one.id] is Outcome.BLOCK and not one.may_block] == []
    if Outcome.RIGHT in outcomes.values():
        assert "LAB-167-1-DISCRETION" not in outcomes
        assert {rule for rule in outcomes if rule.startswith("LOC-")} == set()
    assert not (outcomes.get("LAB-167-3-RIGHT") is Outcome.RIGHT and outcomes.get("LAB-167-3-WINDOW") is Outcome.BLOCK)
    assert len([one for one in said if one.rule.startswith("LAB-6-TG")]) <= 1
    for one in said:
        assert one.text_da.strip()
        assert one.text_en.strip()
        assert (one.outcome is Outcome.ASK) <= bool(one.field)
        assert one.field in {"", *Facts.__dataclass_fields__}


@given(facts=ANY_FACTS, on=DAYS)
def test_the_ruling_agrees_with_the_findings(facts: Facts, on: date) -> None:
    said = checking.check(facts, on=on)
    outcomes = {one.outcome for one in said}
    ruling = checking.ruling(said)
    assert (ruling is Ruling.MAY_NOT_BE_GRANTED) is (Outcome.BLOCK in outcomes)
    assert (ruling is Ruling.MAY_BE_GRANTED) is (outcomes <= {Outcome.OK, Outcome.WARN})
    assert checking.ruling([one for one in said if one.outcome is not Outcome.WARN]) is ruling


@given(facts=ANY_FACTS)
@pytest.mark.parametrize("certainty", [table.Certainty.GENERAL, table.Certainty.NOT_ESTABLISHED])
def test_no_uncertain_rule_stops_anybody(certainty: table.Certainty, facts: Facts) -> None:
    rules = {name: dataclasses.replace(rule, certainty=certainty) for name, rule in table.current().rules.items()}
    unsure = table.Table(MappingProxyType(rules))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table, "current", lambda: unsure)
        said = checking.check(facts, on=DAY)
    assert Outcome.BLOCK not in {one.outcome for one in said}
    assert not any(one.is_firm for one in said)


@pytest.mark.rule("REF-2027-YOUNG", "REF-2027-ACT")
def test_the_drafted_act_ends_a_right_only_where_it_is_asked_for() -> None:
    day = date(2027, 1, 1)
    facts = replace(IN_ORDER, education_admitted_on=DAY, target_group=TargetGroup.TG5)
    standing = {one.rule: one.outcome for one in checking.check(facts, on=day)}
    drafted = {one.rule: one.outcome for one in checking.check(facts, on=day, with_drafts=True)}
    before = checking.check(facts, on=date(2026, 12, 31), with_drafts=True)
    assert standing["LAB-167-3-RIGHT"] is Outcome.RIGHT
    assert {rule for rule in drafted if rule.startswith("LAB-167-3")} == set()
    assert drafted["LAB-167-1-DISCRETION"] is Outcome.OK
    assert before == checking.check(facts, on=date(2026, 12, 31))
