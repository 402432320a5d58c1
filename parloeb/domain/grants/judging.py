"""What the rules say of a draft as the whole that it becomes: its period with the days it leaves, and its mentor."""

from dataclasses import replace
from datetime import date

from parloeb.domain.grants import chain
from parloeb.domain.grants.lists import MentorType
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.rules import checking
from parloeb.domain.grants.rules.facts import Facts
from parloeb.domain.grants.rules.findings import Finding
from parloeb.domain.law import table
from parloeb.domain.law.settings import Settings
from parloeb.domain.people import queries as people

BEYOND = "LAB-169-BEYOND"
TOTAL = "LAB-167-2-MIN"
_LASTING = frozenset({"LAB-167-1-MAX", TOTAL})


def said_when_granted(grant: Grant, facts: Facts, *, on: date) -> tuple[Finding, ...]:
    """What the rules say of a grant; of the mentor of a place what is asked before somebody is paid, too."""
    said = said_of_whole(grant, facts, on=on)
    if not has_place(grant):
        return said
    paid = checking.check(facts, on=on, stage=table.Stage.PAYMENT)
    return said + tuple(finding for finding in paid if finding.rule == BEYOND)


def said_of_whole(grant: Grant, facts: Facts, *, on: date) -> tuple[Finding, ...]:
    """What takes over some days of a period is judged by how long all of it lasts, with the days that it leaves."""
    local = people.settings_on(grant.case.jobcentre_id, on)
    said, whole = _said(facts, on=on, local=local), chain.whole_period(grant, on=on)
    if whole is None or whole == facts.period:
        return said
    of_whole = replace(facts, first_day=whole.first_day, last_day=whole.last_day)
    lasting = {finding.rule: finding for finding in _said(of_whole, on=on, local=local) if finding.rule in _LASTING}
    return tuple(lasting.get(finding.rule, finding) for finding in said)


def has_place(grant: Grant) -> bool:
    """Whether the mentor is the mentor of a place."""
    return grant.mentor_type == MentorType.PLACE


def _said(facts: Facts, *, on: date, local: Settings) -> tuple[Finding, ...]:
    return checking.check(facts, on=on, stage=table.Stage.GRANT, local=local)
