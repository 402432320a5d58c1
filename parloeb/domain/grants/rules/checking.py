"""Ask every rule in force, and say what the findings come to."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from parloeb.domain.grants.rules import agreement, basis, groups, period, power, procedure, rights
from parloeb.domain.grants.rules.facts import Facts
from parloeb.domain.grants.rules.findings import Asked, Check, Finding, Outcome, Ruling
from parloeb.domain.law import table
from parloeb.domain.law.settings import Settings

SHIPPED = Settings()  # of a municipality that set nothing itself

# In the order in which a decision is thought through; an id stands in one module alone.
_TOPICS = (basis, period, rights, groups, procedure, agreement, power)
CHECKS: Mapping[str, Check] = MappingProxyType({rule: one for topic in _TOPICS for rule, one in topic.CHECKS.items()})


def check(
    facts: Facts,
    *,
    on: date,
    stage: table.Stage | None = None,
    with_drafts: bool = False,
    local: Settings = SHIPPED,
) -> tuple[Finding, ...]:
    """Every rule's finding by the table of a day; a rule that is not in force or not concerned is silent.

    `stage`: only what that stage asks. `with_drafts`: as if the drafted act had been passed. `local`: what the
    municipality set itself.
    """
    in_force = ((rule_id, table.current().find(rule_id, on, with_drafts=with_drafts)) for rule_id in CHECKS)
    found = (
        CHECKS[rule_id](Asked(facts, rule, on, with_drafts, local))
        for rule_id, rule in in_force
        if rule is not None and (stage is None or rule.stage is stage)
    )
    return tuple(finding for finding in found if finding is not None)


def ruling(findings: Sequence[Finding]) -> Ruling:
    """Any block stops, else anything missing, else a right demands; a warning never counts."""
    outcomes = {finding.outcome for finding in findings}
    if Outcome.BLOCK in outcomes:
        return Ruling.MAY_NOT_BE_GRANTED
    if Outcome.ASK in outcomes:
        return Ruling.NEEDS_MORE_FACTS
    return Ruling.MUST_BE_GRANTED if Outcome.RIGHT in outcomes else Ruling.MAY_BE_GRANTED
