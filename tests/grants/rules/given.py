"""Facts that nothing is wrong with, of which each row of a table changes one; and what a rule says of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from parloeb.domain.grants.rules import checking
from parloeb.domain.grants.rules.facts import AgreementField, Basis, Decider, Facts, MentorKind
from parloeb.domain.grants.rules.findings import Finding, Outcome
from parloeb.domain.referrals.lists import Purpose, TargetGroup
from parloeb.kernel.periods import Period

DAY = date(2026, 3, 2)
IN_ORDER = Facts(
    decision_day=DAY,
    legal_basis=Basis.LAB,
    first_day=DAY,
    last_day=date(2026, 6, 1),
    hours_per_week=Decimal(2),
    target_group=TargetGroup.TG5,
    purpose=Purpose.ACTIVITIES,
    decisive_reason="Uden mentor kommer borgeren ikke af sted.",
    fully_granted=True,
    adverse_new_facts=False,
    mentor_kind=MentorKind.MUNICIPALITY,
    mentor_qualification="Pædagog med 10 års erfaring.",
    earlier_periods=(),
    decided_by=Decider.CASEWORKER,
    fields_of_agreement=tuple(one for one in AgreementField if one is not AgreementField.COMPLAINT_GUIDANCE),
)
REFUSED = replace(
    IN_ORDER,
    fully_granted=False,
    first_day=None,
    last_day=None,
    hours_per_week=None,
    reason_text="Der er allerede støtte efter § 85.",
    complaint_guidance=True,
)
EARLIER = (Period(date(2025, 9, 1), date(2026, 2, 28)),)


def found(facts: Facts, rule: str, *, on: date | None = None) -> Finding | None:
    """What one rule says, by the table of the decision's day where no other is named."""
    said = checking.check(facts, on=on or facts.decision_day or DAY)
    return next((finding for finding in said if finding.rule == rule), None)


def outcome(facts: Facts, rule: str, *, on: date | None = None) -> Outcome | None:
    """Which outcome it has; None where the rule is silent."""
    finding = found(facts, rule, on=on)
    return finding.outcome if finding else None
