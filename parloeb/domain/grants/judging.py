"""What the rules say of a draft as the whole that it becomes: its period with the days it leaves, and its mentor."""

from dataclasses import replace
from datetime import date

from parloeb.domain.grants import chain, force
from parloeb.domain.grants.lists import MentorType
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.rules import checking
from parloeb.domain.grants.rules.facts import Facts
from parloeb.domain.grants.rules.findings import Finding, Outcome
from parloeb.domain.law import table
from parloeb.domain.law.settings import Settings
from parloeb.domain.people import queries as people

BEYOND = "LAB-169-BEYOND"
TOTAL = "LAB-167-2-MIN"
_LASTING = frozenset({"LAB-167-1-MAX", TOTAL})
_TAKEN = (
    "Den kan kun tages fra borgeren, når borgeren selv har bedt om det. Sæt kryds ved det. Er der ingen ret, så ret "
    "henvisningen først."
)


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


def against_right(grant: Grant, facts: Facts, *, on: date) -> tuple[Finding, ...]:
    """What stops a decision that takes away support to which there is a right; nothing where the citizen wishes it.

    `facts` are those of refusing it. What is shortened may still leave all that there is a right to.
    """
    if grant.is_wished or not _takes(grant):
        return ()
    local = people.settings_on(grant.case.jobcentre_id, on)
    rights = [one for one in _said(facts, on=on, local=local) if one.outcome is Outcome.RIGHT]
    if rights and _leaves_enough(grant, facts, on=on, local=local):
        return ()
    return tuple(
        replace(
            one,
            outcome=Outcome.BLOCK,
            text_da=f"{one.text_da} {_TAKEN}",
            text_en=f"{one.text_en} It is taken away only where the person asks for it.",
            field="is_wished",
        )
        for one in rights
    )


def _takes(grant: Grant) -> bool:
    """Whether days that were granted are granted no more: who takes back a change gives what was before it."""
    of = grant.modifies
    if grant.kind == force.Kind.REVOKE:
        return of is not None and of.kind in force.ANSWERS
    return grant.kind == force.Kind.SHORTEN


def _leaves_enough(grant: Grant, facts: Facts, *, on: date, local: Settings) -> bool:
    """Whether all that is left at a discharge comes to as many months as there is a right to."""
    if grant.kind != force.Kind.REVOKE and grant.last_day is None:
        return False
    left = chain.left_when_decided(grant, on=on)
    if not left:
        return False
    first_day, last_day = left[-1].first_day, left[-1].last_day
    rest = replace(facts, fully_granted=True, first_day=first_day, last_day=last_day, earlier_periods=left[:-1])
    return any(one.rule == TOTAL and one.outcome is Outcome.OK for one in _said(rest, on=on, local=local))


def has_another_mentor(grant: Grant) -> bool:
    """Whether the mentor is to be of another kind than until now: a place's, or the citizen's own."""
    of = grant.modifies
    return of is not None and (of.mentor_type, of.mentor_kind) != (grant.mentor_type, grant.mentor_kind)


def has_place(grant: Grant) -> bool:
    """Whether the mentor is the mentor of a place."""
    return grant.mentor_type == MentorType.PLACE


def _said(facts: Facts, *, on: date, local: Settings) -> tuple[Finding, ...]:
    return checking.check(facts, on=on, stage=table.Stage.GRANT, local=local)
