"""How the decisions of a case are told beside each other: what each does, and what of it is in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.db.models import Exists, QuerySet

from parloeb.domain.grants import aftercare, asking, chain, curve, force, plan
from parloeb.domain.grants.lists import MentorType
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.rules.facts import MentorKind
from parloeb.domain.grants.states import OPEN, State
from parloeb.kernel import days, local
from parloeb.kernel.periods import Period

_STOPPED: Mapping[force.Kind, str] = MappingProxyType(
    {force.Kind.SHORTEN: "Afkortet", force.Kind.REVOKE: "Trukket tilbage ved ny afgørelse"}
)


PARTLY = "Delvist bevilget"


@dataclass(frozen=True)
class ChainRow:
    """One decision among the others of its case: what it does, its days, and what of them is left in force."""

    uuid: UUID
    kind: str
    state: str
    days: str
    in_force: str


def chain_rows(visible: QuerySet[Grant]) -> tuple[ChainRow, ...]:
    """Every decision of one case, those being made too, in the order in which they were begun."""
    shown = visible.exclude(state=State.WITHDRAWN).order_by("started_at", "pk")
    return tuple(
        ChainRow(grant.uuid, force.Kind(grant.kind).label, state_text(grant), _days(grant), in_force(grant))
        for grant in shown
    )


def part(grant: Any, *, minutes: int | None = None) -> plan.Part | None:
    """What a grant, or a row with the same fields, has of the plan: the days in force or drafted; None for none.

    `is_taken_over` says whether what took over some of its days took its pot over too (aftercare.took_over).
    """
    is_open = grant.state in OPEN
    first, last = (grant.first_day, grant.last_day) if is_open else (grant.in_force_from, grant.in_force_to)
    if first is None or last is None:
        return None
    kept = None if grant.is_taken_over else aftercare.pot_after(grant, ends=last)
    return plan.Part(grant.uuid, force.Kind(grant.kind), State(grant.state), Period(first, last), minutes, kept)


def plan_of(visible: QuerySet[Grant]) -> plan.Plan | None:
    """The grants of one case as a plan with their hours; None where none has days."""
    found = (
        visible.filter(state__in=[State.GRANTED, *OPEN])
        .annotate(is_taken_over=Exists(aftercare.took_over()))
        .prefetch_related("hours")
    )
    return plan.of(one for one in (_part_with_hours(grant) for grant in found) if one)


def _part_with_hours(grant: Grant) -> plan.Part | None:
    hours = chain.hours_of(grant) if grant.state in OPEN else chain.hours_in_force(grant)
    return part(grant, minutes=curve.total_minutes(hours))


def state_text(grant: Grant) -> str:
    """The state as people read it; of what grants no days what it does, of a part of what was asked for that it is."""
    if grant.state == State.GRANTED and asking.asked(grant):
        return PARTLY
    return _STOPPED[force.Kind(grant.kind)] if grant.state == State.STOPPED else State(grant.state).label


def said_to_modify(grant: Grant) -> str:
    """Which decision a draft is about, and what of that one is in force."""
    of = grant.modifies
    if of is None:
        return ""
    made = f" af {days.text(local.local_day(of.decided_at))}" if of.decided_at else ""
    return f"Det drejer sig om: {force.Kind(of.kind).label.lower()}{made}. {_days(of)}. {in_force(of)}".strip()


def mentor(grant: Grant) -> str:
    """That the mentor is of a place, and of which kind; empty for a mentor of one."""
    if grant.mentor_type != MentorType.PLACE:
        return ""
    return f"Pladsmentor, {MentorKind(grant.mentor_kind).label.lower()}" if grant.mentor_kind else "Pladsmentor"


def behind(grant: Grant) -> str:
    """That a grant follows a day of discharge which moved since."""
    was, now = grant.discharge_on, grant.referral.discharge_on
    if was is None or now is None:
        return ""
    return f"Støtten {_days(grant)} følger udskrivningen {days.text(was)}, som nu er {days.text(now)}. Flyt den med."


def _days(grant: Grant) -> str:
    period = chain.period_of(grant)
    if period:
        return str(period)
    return f"Til og med {days.text(grant.last_day)}" if grant.last_day else ""


def in_force(grant: Grant) -> str:
    """What of the days that were granted is in force, where that is not all of them."""
    left = chain.in_force_of(grant)
    if grant.state != State.GRANTED or left == chain.period_of(grant):
        return ""
    return f"Gælder nu: {left}" if left else "Gælder ikke længere"


def title(grant: Any) -> str:
    """What a decided row does, as the story of its case tells it."""
    if grant.state == State.GRANTED and grant.kind != force.Kind.NEW:
        return force.Kind(grant.kind).label
    return state_text(grant)


def what(kind: force.Kind, state: State) -> str:
    """What waits to be decided."""
    return (
        f"Udkast: {kind.label.lower()}"
        if state is State.DRAFT and kind is not force.Kind.NEW
        else ("Udkast til bevilling" if state is State.DRAFT else f"{kind.label} forelagt til afgørelse")
    )
