"""Keeps what is in force beside each decision of a case, so that questions and constraints can be asked of it."""

from collections.abc import Collection
from datetime import date

from parloeb.domain.cases.models import Case
from parloeb.domain.grants import chain, force
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.states import OPEN, State
from parloeb.kernel import days, errors


def settle(case: Case) -> None:
    """Write the days on which each grant of the case is in force; in the transaction of the act that moved them.

    Days are taken before they are given: at no moment have two grants the same.
    """
    now = force.in_force(chain.decided_of(case.pk))
    granted = Grant.objects.filter(case=case, state=State.GRANTED).order_by("pk")
    moved = []
    for pk, begins, ends in granted.values_list("pk", "in_force_from", "in_force_to"):
        period = now.get(pk)
        if (begins, ends) != ((period.first_day, period.last_day) if period else (None, None)):
            moved.append(pk)
    Grant.objects.filter(pk__in=moved).update(in_force_from=None, in_force_to=None)
    for pk in moved:
        if period := now.get(pk):
            Grant.objects.filter(pk=pk).update(in_force_from=period.first_day, in_force_to=period.last_day)


def refuse_before_case(grant: Grant) -> None:
    """Refuse to grant days before anybody asked: the case was not open. Raises RefusedError at the first day.

    What takes over days that were granted earlier may keep them.
    """
    opened_on, of = grant.case.opened_on, grant.modifies
    if grant.first_day is None or grant.first_day >= opened_on:
        return
    if of is None or grant.kind not in force.TAKES_OVER or of.first_day is None or grant.first_day < of.first_day:
        sentence = (
            f"Sagen er åbnet {days.text(opened_on)}. Støtte bevilges efter en konkret vurdering, og den kan ikke gælde "
            "dage, før sagen var der (LAB § 167, stk. 1)."
        )
        raise errors.RefusedError(sentence, field="first_day")


def require_fit(grant: Grant, *, on: date, used: Collection[date] | None) -> None:
    """Refuse a draft that does not fit the decisions or the discharge that stand. RefusedError at the field.

    Raises ValueError for a decision about another without the days that are `used`: nobody looked.
    """
    if grant.kind != force.Kind.NEW:
        if used is None:
            raise ValueError("A decision about another must know what is registered.")
        if moved := moved_again(grant):
            raise errors.RefusedError(moved, field="first_day")
        force.refuse_unfit(chain.decided(grant), chain.decided_of(grant.case_id), on=on, used=used)


def moved_again(grant: Grant) -> str:
    """That the discharge which a draft moves support after moved again since it was written; empty where it did not."""
    was, now = grant.discharge_on, grant.referral.discharge_on
    if grant.kind != force.Kind.MOVE or grant.state not in OPEN or was is None or now is None or was == now:
        return ""
    return (
        f"Udskrivningen er flyttet igen, fra {days.text(was)} til {days.text(now)}, efter at udkastet blev skrevet. "
        "Se på dagene, og gem udkastet, eller slet det."
    )
