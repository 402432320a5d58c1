"""How the decisions of one case modify each other: which there are, what of each is in force, and what one lacks."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet

from parloeb.domain.grants import curve, discharge, force
from parloeb.domain.grants.models import Grant, GrantHours
from parloeb.domain.grants.states import OPEN, State
from parloeb.kernel import local
from parloeb.kernel.periods import Period

NOTHING_CORRECTED = "Der er ikke rettet noget. Ret det, der var forkert, eller slet udkastet."
_ASKED = ("asked_minutes_per_week", "asked_last_day", "asked_purpose")
_CORRECTED = (
    *("decisive_reason", "assessment", "special_reason", "mentor_type", "mentor_kind", "beyond_usual_effort"),
    *_ASKED,
    "alternative",
)
_OF_REFERRAL = ("purpose", "legal_basis", "target_group", "discharge_on")


def period_of(grant: Grant) -> Period | None:
    """The period drafted or granted; None while a day is missing."""
    if grant.first_day is None or grant.last_day is None:
        return None
    return Period(grant.first_day, grant.last_day)


def decided(grant: Grant) -> force.Decided:
    """A decision as force reads it."""
    made_on = local.local_day(grant.decided_at) if grant.decided_at else None
    kind = force.Kind(grant.kind)
    return force.Decided(grant.pk, kind, grant.modifies_id, grant.first_day, grant.last_day, made_on)


def decided_of(case_id: int, *, but: int = 0) -> tuple[force.Decided, ...]:
    """What was granted or stopped in a case, in the order in which it was decided."""
    made = Grant.objects.filter(case=case_id, state__in=[State.GRANTED, State.STOPPED]).exclude(pk=but)
    return tuple(decided(grant) for grant in made.order_by("decided_at", "pk"))


def is_granted_before(grant: Grant) -> bool:
    """Whether another grant was decided in the case before, in force or not."""
    return Grant.objects.filter(case=grant.case_id, state=State.GRANTED).exclude(pk=grant.pk).exists()


def in_force_of(grant: Grant) -> Period | None:
    """The days of a grant that no later decision took over; None where none are left."""
    return Period(grant.in_force_from, grant.in_force_to) if grant.in_force_from else None


def hours_of(grant: Grant) -> tuple[curve.Stretch, ...]:
    """The stretches that the grant itself says, in order of days; none while its period or hours are missing."""
    return tuple(_stretches(grant)) if grant.last_day and grant.hours.exists() else ()


def hours_in_force(grant: Grant) -> tuple[curve.Stretch, ...]:
    """The stretches of a grant on the days that no later decision took over."""
    period = in_force_of(grant)
    return curve.within(tuple(_stretches(grant)), period) if period else ()


def left_beside(draft: Grant, *, on: date) -> tuple[curve.Stretch, ...]:
    """What is granted by the others of the case, or stays so when the draft is decided on a day."""
    others = decided_of(draft.case_id, but=draft.pk)
    if draft.state in OPEN and draft.kind in force.TAKES_OVER and period_of(draft):
        others = (*others, replace(decided(draft), decided_on=on))
    elif draft.state == State.GRANTED:
        others = decided_of(draft.case_id)
    left = {key: period for key, period in force.in_force(others).items() if key != draft.pk}
    found = Grant.objects.filter(pk__in=left).prefetch_related("hours")
    return tuple(stretch for other in found for stretch in curve.within(tuple(_stretches(other)), left[other.pk]))


def earlier_periods(grant: Grant) -> tuple[Period, ...]:
    """The other periods granted in the same case; not the one that a change or a correction is part of."""
    others = decided_of(grant.case_id, but=grant.pk)
    own = force.root(grant.modifies_id, others) if grant.kind in force.TAKES_OVER and grant.modifies_id else None
    return tuple(period for whole, period in force.periods(others).items() if whole != own)


def whole_period(grant: Grant, *, on: date) -> Period | None:
    """The period that a draft, decided on a day, is or becomes part of: the one that asks for the power to grant it."""
    period = period_of(grant)
    if period is None or grant.kind not in force.TAKES_OVER:
        return period
    with_it = (*decided_of(grant.case_id, but=grant.pk), replace(decided(grant), decided_on=on))
    return force.periods(with_it).get(force.root(grant.pk, with_it), period)


def hours_of_whole(grant: Grant) -> tuple[curve.Stretch, ...]:
    """What is in force of the whole period that a decision is part of, in order of days."""
    made = decided_of(grant.case_id)
    whole = force.root(grant.pk, made)
    parts = [key for key in force.in_force(made) if force.root(key, made) == whole]
    found = Grant.objects.filter(pk__in=parts).order_by("in_force_from").prefetch_related("hours")
    return tuple(stretch for part in found for stretch in hours_in_force(part))


def hours_moved(of: Grant, *, on: date) -> tuple[curve.Stretch, ...]:
    """What is in force of the period, as it lies for the day of discharge that is known now; nothing without one."""
    before, after, found = of.discharge_on, of.referral.discharge_on, hours_of_whole(of)
    if before is None or after is None or not found:
        return ()
    return discharge.moved(found, before=before, after=after, on=on)


def left_when_decided(draft: Grant, *, on: date) -> tuple[Period, ...]:
    """The days of the case that are granted when the draft is decided on a day, each run of them as one period."""
    made = (*decided_of(draft.case_id, but=draft.pk), replace(decided(draft), decided_on=on))
    return force.runs(force.in_force(made).values())


def pot_taken_over(of: Grant, *, until: date | None) -> dict[str, Any]:
    """The two fields of the pot of what is taken over until a day: it keeps its distance to the last day."""
    if of.aftercare_last_day is None or of.last_day is None or until is None:
        return {"aftercare_minutes": None, "aftercare_last_day": None}
    return {
        "aftercare_minutes": of.aftercare_minutes,
        "aftercare_last_day": until + (of.aftercare_last_day - of.last_day),
    }


def is_adverse(grant: Grant, *, on: date) -> bool:
    """Whether a decision about another, made on a day, takes hours or days from the citizen."""
    of = grant.modifies
    if grant.kind in force.STOPS:
        return grant.kind == force.Kind.SHORTEN or of is None or of.kind != force.Kind.SHORTEN
    if grant.kind not in force.TAKES_OVER or of is None or grant.first_day is None:
        return False
    if (grant.aftercare_minutes or 0) < (of.aftercare_minutes or 0):
        return True
    return curve.total_minutes(hours_of(grant)) < curve.total_minutes(had(grant, of, on=on))


def lacks_reason(grant: Grant, *, on: date) -> str:
    """Why a decision about another lacks its reason, or what it is for; empty where it has one, or needs none."""
    if grant.kind == force.Kind.CORRECT:
        if not grant.mistake.strip():
            return "Skriv, hvilken fejl der rettes."
        return NOTHING_CORRECTED if _is_as_before(grant) else ""
    if not grant.reason_text.strip() and (grant.kind in force.STOPS or is_adverse(grant, on=on)):
        return "Skriv begrundelsen: afgørelsen giver borgeren mindre end før, eller ændrer det, der er besluttet."
    return ""


def reason_field(grant: Grant) -> str:
    """The field in which a decision about another says why it is made: a correction names the mistake."""
    return "mistake" if grant.kind == force.Kind.CORRECT else "reason_text"


def _is_as_before(grant: Grant) -> bool:
    """Whether a correction says what it corrects, and its referral what that was decided on."""
    of = grant.modifies
    if of is None or any(getattr(grant, name) != getattr(of, name) for name in _CORRECTED):
        return False
    if any(getattr(of, name) for name in _ASKED) and grant.reason_text != of.reason_text:
        return False  # why a part was refused
    if any(getattr(grant.referral, name) != getattr(of, name) for name in _OF_REFERRAL):
        return False
    pot = pot_taken_over(of, until=of.in_force_to)
    if any(getattr(grant, name) != value for name, value in pot.items()):
        return False
    return period_of(grant) == in_force_of(of) and hours_of(grant) == hours_in_force(of)


def had(grant: Grant, of: Grant, *, on: date) -> tuple[curve.Stretch, ...]:
    """What the citizen had on the days that a decision takes over."""
    if grant.kind == force.Kind.MOVE:
        return curve.within(hours_of_whole(of), Period(on))
    found = hours_in_force(of)
    return (
        curve.within(found, Period(grant.first_day)) if grant.kind == force.Kind.CHANGE and grant.first_day else found
    )


def hours_of_many(granted: QuerySet[Grant]) -> Iterator[tuple[int, tuple[curve.Stretch, ...]]]:
    """The key of each case with the stretches of one grant on the days on which it is in force; in two questions."""
    entries: dict[int, list[tuple[date, int]]] = defaultdict(list)
    hours = GrantHours.objects.filter(grant__in=granted.order_by().values("pk")).order_by("first_day")
    for grant, first_day, minutes in hours.values_list("grant", "first_day", "minutes_per_week"):
        entries[grant].append((first_day, minutes))
    in_force = granted.order_by("in_force_from")
    for grant, case, last_day, begins, ends in in_force.values_list(
        "pk", "case", "last_day", "in_force_from", "in_force_to"
    ):
        if begins:
            yield case, curve.within(tuple(_lasting(entries[grant], last_day)), Period(begins, ends))


def _stretches(grant: Grant) -> Iterator[curve.Stretch]:
    entries = sorted((entry.first_day, entry.minutes_per_week) for entry in grant.hours.all())
    return _lasting(entries, grant.last_day)


def _lasting(entries: Sequence[tuple[date, int]], last_day: date | None) -> Iterator[curve.Stretch]:
    """Each entry of hours lasts until the next, the last until the grant ends."""
    ends = [begins - timedelta(days=1) for begins, _ in entries[1:]] + [last_day]
    for (begins, minutes), ends_on in zip(entries, ends, strict=True):
        yield Period(begins, ends_on), minutes
