"""The act, the purpose, why it takes a mentor, and what the target group says."""

from dataclasses import replace
from datetime import date

import pytest

from parloeb.domain.grants.rules import checking
from parloeb.domain.grants.rules.facts import Basis, Facts
from parloeb.domain.grants.rules.findings import Outcome
from parloeb.domain.referrals.lists import Purpose, TargetGroup
from parloeb.kernel.periods import Period
from tests.grants.rules.given import DAY, EARLIER, IN_ORDER, REFUSED, found, outcome

INTEGRATION = replace(IN_ORDER, legal_basis=Basis.INT_23D)
BEFORE_2014 = replace(IN_ORDER, decision_day=date(2010, 3, 2))


@pytest.mark.rule("INT-23D")
@pytest.mark.parametrize(
    ("facts", "on", "said"),
    [
        (INTEGRATION, DAY, Outcome.OK),
        (IN_ORDER, DAY, None),
        (replace(IN_ORDER, legal_basis=None), DAY, Outcome.ASK),
        (replace(INTEGRATION, first_day=None), DAY, Outcome.ASK),
        (replace(INTEGRATION, last_day=None), DAY, Outcome.ASK),
        (replace(INTEGRATION, hours_per_week=None), DAY, Outcome.ASK),
        (replace(INTEGRATION, last_day=date(2026, 3, 1)), DAY, Outcome.BLOCK),
        (replace(REFUSED, legal_basis=Basis.INT_23D), DAY, Outcome.OK),
        (INTEGRATION, date(2019, 12, 31), None),
        (INTEGRATION, date(2020, 1, 1), Outcome.OK),
    ],
)
def test_support_under_the_integration_act(facts: Facts, on: date, said: Outcome | None) -> None:
    assert outcome(facts, "INT-23D", on=on) == said


@pytest.mark.rule("INT-23D")
def test_no_rule_of_lab_section_167_speaks_under_the_integration_act() -> None:
    facts = replace(INTEGRATION, psychiatric_discharge_on=DAY, education_admitted_on=DAY, last_day=date(2028, 1, 1))
    said = {finding.rule for finding in checking.check(facts, on=DAY)}
    assert {rule for rule in said if rule.startswith("LAB-167")} == set()
    assert {"INT-23D", "LAB-171-MINISTER"} <= said


@pytest.mark.rule("LAB-171-MINISTER")
@pytest.mark.parametrize(
    ("facts", "on", "said"),
    [
        (INTEGRATION, DAY, Outcome.OK),
        (IN_ORDER, DAY, None),
        (replace(IN_ORDER, legal_basis=None), DAY, None),
        (INTEGRATION, date(2019, 12, 31), None),
    ],
)
def test_the_ministers_rules_hold_there_too(facts: Facts, on: date, said: Outcome | None) -> None:
    assert outcome(facts, "LAB-171-MINISTER", on=on) == said


@pytest.mark.rule("LAB-167-1-PURPOSE")
@pytest.mark.parametrize(
    ("facts", "on", "said"),
    [
        *((replace(IN_ORDER, purpose=purpose), DAY, Outcome.OK) for purpose in Purpose),
        (replace(IN_ORDER, purpose=None), DAY, Outcome.ASK),
        (replace(REFUSED, purpose=None), DAY, None),
        (INTEGRATION, DAY, None),
        (IN_ORDER, date(2019, 12, 31), None),
        (IN_ORDER, date(2020, 1, 1), Outcome.OK),
    ],
)
def test_the_support_has_a_purpose(facts: Facts, on: date, said: Outcome | None) -> None:
    assert outcome(facts, "LAB-167-1-PURPOSE", on=on) == said


@pytest.mark.rule("HIST-78")
@pytest.mark.parametrize(
    ("purpose", "on", "said"),
    [
        *((purpose, "2010-03-02", Outcome.OK) for purpose in Purpose if purpose is not Purpose.ORDINARY_EDUCATION),
        (Purpose.ORDINARY_EDUCATION, "2010-03-02", Outcome.WARN),
        (None, "2010-03-02", Outcome.ASK),
        (Purpose.OFFERS, "2003-06-30", None),
        (Purpose.OFFERS, "2003-07-01", Outcome.OK),
        (Purpose.OFFERS, "2013-12-31", Outcome.OK),
        (Purpose.OFFERS, "2014-01-01", None),
    ],
)
def test_before_2014_education_was_for_the_young(purpose: Purpose | None, on: str, said: Outcome | None) -> None:
    assert outcome(replace(BEFORE_2014, purpose=purpose), "HIST-78", on=date.fromisoformat(on)) == said


@pytest.mark.rule("LAB-DECISIVE")
@pytest.mark.parametrize(
    ("facts", "on", "said"),
    [
        (IN_ORDER, DAY, Outcome.OK),
        (replace(IN_ORDER, decisive_reason=None), DAY, Outcome.ASK),
        (replace(IN_ORDER, decisive_reason=" \n"), DAY, Outcome.ASK),
        (replace(REFUSED, decisive_reason=None), DAY, None),
        (INTEGRATION, DAY, None),
        (IN_ORDER, date(2003, 6, 30), None),
        (IN_ORDER, date(2003, 7, 1), Outcome.OK),
    ],
)
def test_the_mentor_is_decisive(facts: Facts, on: date, said: Outcome | None) -> None:
    assert outcome(facts, "LAB-DECISIVE", on=on) == said


@pytest.mark.rule("LAB-167-1-DISCRETION")
@pytest.mark.parametrize(
    ("facts", "on", "said"),
    [
        (IN_ORDER, DAY, Outcome.OK),
        (REFUSED, DAY, Outcome.OK),
        (replace(IN_ORDER, psychiatric_discharge_on=DAY), DAY, None),
        (replace(IN_ORDER, education_admitted_on=DAY), DAY, None),
        (replace(IN_ORDER, education_admitted_on=DAY, target_group=TargetGroup.TG3), DAY, Outcome.OK),
        (replace(IN_ORDER, education_admitted_on=date(2025, 1, 1)), DAY, Outcome.OK),
        (INTEGRATION, DAY, None),
        (IN_ORDER, date(2019, 12, 31), None),
        (IN_ORDER, date(2020, 1, 1), Outcome.OK),
    ],
)
def test_without_a_right_the_municipality_may_and_need_not(facts: Facts, on: date, said: Outcome | None) -> None:
    assert outcome(facts, "LAB-167-1-DISCRETION", on=on) == said


@pytest.mark.rule(
    "LAB-6-TG01", "LAB-6-TG02", "LAB-6-TG03", "LAB-6-TG04", "LAB-6-TG05", "LAB-6-TG06", "LAB-6-TG07", "LAB-6-TG08",
    "LAB-6-TG09", "LAB-6-TG10", "LAB-6-TG11", "LAB-6-TG12", "LAB-6-TG13",
)  # fmt: skip
@pytest.mark.parametrize("group", [*TargetGroup, None])
def test_the_own_target_group_speaks_and_the_others_are_silent(group: TargetGroup | None) -> None:
    facts = replace(IN_ORDER, target_group=group)
    said = {one.rule: one.outcome for one in checking.check(facts, on=DAY) if one.rule.startswith("LAB-6-TG")}
    outside = group in (None, TargetGroup.NONE)
    assert said == ({} if outside else {f"LAB-6-TG{int(group or 0):02d}": Outcome.OK})
    assert [one for one in checking.check(facts, on=date(2019, 12, 31)) if one.rule.startswith("LAB-6-TG")] == []
    abroad = replace(facts, legal_basis=Basis.INT_23D)
    assert [one for one in checking.check(abroad, on=DAY) if one.rule.startswith("LAB-6-")] == []


@pytest.mark.rule("LAB-6-FREEZE")
@pytest.mark.parametrize(
    ("facts", "on", "said"),
    [
        (IN_ORDER, DAY, Outcome.OK),
        (replace(IN_ORDER, target_group=TargetGroup.NONE), DAY, Outcome.OK),
        (replace(IN_ORDER, target_group=None), DAY, Outcome.ASK),
        (replace(REFUSED, target_group=None), DAY, None),
        (replace(IN_ORDER, target_group=None), date(2013, 12, 31), None),
        (replace(IN_ORDER, target_group=None), date(2014, 1, 1), Outcome.ASK),
    ],
)
def test_the_target_group_of_the_day_is_kept(facts: Facts, on: date, said: Outcome | None) -> None:
    assert outcome(facts, "LAB-6-FREEZE", on=on) == said


@pytest.mark.rule("REF-2026-07-RES")
@pytest.mark.parametrize("group", [TargetGroup.TG8, TargetGroup.TG10])
@pytest.mark.parametrize(
    ("on", "earlier", "said"),
    [
        ("2026-06-30", (), None),
        ("2026-07-01", (), Outcome.WARN),
        ("2026-07-01", EARLIER, Outcome.OK),
        ("2026-07-01", None, Outcome.ASK),
    ],
)
def test_from_july_2026_two_groups_hold_running_courses_alone(
    group: TargetGroup, on: str, earlier: tuple[Period, ...] | None, said: Outcome | None
) -> None:
    facts = replace(IN_ORDER, target_group=group, earlier_periods=earlier)
    assert outcome(facts, "REF-2026-07-RES", on=date.fromisoformat(on)) == said
    other = replace(facts, target_group=TargetGroup.TG9)
    assert outcome(other, "REF-2026-07-RES", on=date.fromisoformat(on)) is None


@pytest.mark.rule("LAB-6-TG05")
def test_the_number_of_the_group_is_told() -> None:
    finding = found(IN_ORDER, "LAB-6-TG05")
    assert finding
    assert finding.values == {"target_group": 5}
    assert finding.citation == "LAB § 6, nr. 5"
