"""What the rules say of a draft as the whole that it becomes: its period with the days it leaves, and its mentor."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from parloeb.domain.grants import chain, curve, discharge, force
from parloeb.domain.grants.lists import MentorType
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.rules import checking
from parloeb.domain.grants.rules.facts import Facts
from parloeb.domain.grants.rules.findings import Finding, Outcome
from parloeb.domain.law import table
from parloeb.domain.law.settings import Settings
from parloeb.domain.people import queries as people
from parloeb.kernel.periods import Period

BEYOND = "LAB-169-BEYOND"
TOTAL = "LAB-167-2-MIN"
STUDY_TIME = "LAB-167-3-DURATION"
_LASTING = frozenset({"LAB-167-1-MAX", TOTAL})
_TAKEN = (
    "Den kan kun tages fra borgeren, når borgeren selv har bedt om det. Sæt kryds ved det. Er der ingen ret, så ret "
    "henvisningen først."
)
_TAKEN_OTHERWISE = (
    "Den kan kun tages fra borgeren, når borgeren selv har bedt om det. Har borgeren det, så slet udkastet, og brug "
    "»Afkort«. Ellers skriv dagene, så støtten varer lige så længe. Er der ingen ret, så ret henvisningen først."
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

    `facts` are those of refusing it. What is left may still be all that there is a right to. Only what stops support
    asks whether the citizen wishes it, so whatever else takes days leads there.
    """
    stops = grant.kind in force.STOPS
    if (stops and grant.is_wished) or not takes_days(grant, on=on):
        return ()
    local = people.settings_on(grant.case.jobcentre_id, on)
    rights = [one for one in _said(facts, on=on, local=local) if one.outcome is Outcome.RIGHT]
    if rights and _leaves_enough(grant, facts, on=on, local=local):
        return ()
    return tuple(
        replace(
            one,
            outcome=Outcome.BLOCK,
            text_da=f"{one.text_da} {_TAKEN if stops else _TAKEN_OTHERWISE}",
            text_en=f"{one.text_en} It is taken away only where the person asks for it.",
            field="is_wished" if stops else "last_day",
        )
        for one in rights
    )


def takes_days(grant: Grant, *, on: date) -> bool:
    """Whether days that were granted are granted no more when a draft is decided on a day.

    Who takes back a change gives what was before it, and a change of hours lasts as long as what it changes.
    """
    of, given = grant.modifies, chain.period_of(grant)
    if of is None:
        return False
    if grant.kind == force.Kind.REVOKE:
        return of.kind in force.ANSWERS
    if grant.kind in (force.Kind.CORRECT, force.Kind.MOVE):
        return given is not None and given.day_count() < _as_many(grant, of, given, on=on)
    return grant.kind == force.Kind.SHORTEN


def _as_many(grant: Grant, of: Grant, given: Period, *, on: date) -> int:
    """The days that take none from the citizen: those taken over, as many months, or what a moved discharge leaves."""
    had = chain.had(grant, of, on=on)
    if not had:
        return 0
    whole = Period(had[0][0].first_day, had[-1][0].last_day)
    counts = [_count(had), Period(given.first_day, discharge.as_long(whole, given.first_day)).day_count()]
    moved = chain.hours_moved(of, on=on) if grant.kind == force.Kind.MOVE else ()
    return min([*counts, _count(moved)] if moved else counts)


def _count(found: Sequence[curve.Stretch]) -> int:
    return sum(period.day_count() for period, _ in found)


def _leaves_enough(grant: Grant, facts: Facts, *, on: date, local: Settings) -> bool:
    """Whether all that is left comes to as many months as there is a right to: in all, or from the first use on."""
    if grant.kind != force.Kind.REVOKE and grant.last_day is None:
        return False
    left = chain.left_when_decided(grant, on=on)
    if not left:
        return False
    first_day, last_day = left[-1].first_day, left[-1].last_day
    rest = replace(facts, fully_granted=True, first_day=first_day, last_day=last_day, earlier_periods=left[:-1])
    said = {one.rule: one for one in _said(rest, on=on, local=local)}
    if (total := said.get(TOTAL)) and total.outcome is Outcome.OK:
        return True
    return STUDY_TIME in said and _reaches(left, str(said[STUDY_TIME].values["last_day_allowed"]), of=rest)


def _reaches(left: Sequence[Period], until: str, *, of: Facts) -> bool:
    """Whether one run of days holds the first use of the right and every day from it until that day, as 2026-09-01."""
    used_on = of.study_right_first_used_on or of.first_day
    return any(used_on and one.contains(used_on) and one.closed_end().isoformat() >= until for one in left)


def has_another_mentor(grant: Grant) -> bool:
    """Whether the mentor is to be of another kind than until now: a place's, or the citizen's own."""
    of = grant.modifies
    return of is not None and (of.mentor_type, of.mentor_kind) != (grant.mentor_type, grant.mentor_kind)


def has_place(grant: Grant) -> bool:
    """Whether the mentor is the mentor of a place."""
    return grant.mentor_type == MentorType.PLACE


def _said(facts: Facts, *, on: date, local: Settings) -> tuple[Finding, ...]:
    return checking.check(facts, on=on, stage=table.Stage.GRANT, local=local)
