"""Begin a decision about one that was decided before."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import commands as cases
from parloeb.domain.cases import firsts
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.queries import Waiting
from parloeb.domain.cases.rules import Stage
from parloeb.domain.grants import access, asking, chain, curve, force, judging, queries
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant, GrantHours
from parloeb.domain.grants.rules import answering
from parloeb.domain.grants.rules.findings import Outcome
from parloeb.domain.grants.states import OPEN
from parloeb.domain.people.acting import Actor
from parloeb.domain.referrals.lists import LegalBasis
from parloeb.domain.referrals.models import Amendment
from parloeb.domain.referrals.states import State as ReferralState
from parloeb.kernel import days, errors, local, verdicts
from parloeb.kernel.periods import Period

_MENTOR = ("decisive_reason", "mentor_type", "mentor_kind", "beyond_usual_effort")
_TEXTS = (*_MENTOR, "assessment", "special_reason")
# What was refused of what was asked for stays so where a mistake is corrected.
_REFUSED = ("asked_minutes_per_week", "asked_last_day", "asked_purpose", "alternative", "reason_text")


def may_begin(by: Actor, kind: Kind, of: Grant, *, on: date) -> verdicts.Verdict:
    """Whether the actor may begin a decision of that kind about this one, and it makes sense on the day."""
    allowed = access.may(by, "modify", of, on=on)
    if not allowed:
        return allowed
    answerable = answering.answerable(ReferralState(of.referral.state), Stage(of.case.stage))
    if not answerable:
        return answerable
    if Grant.objects.filter(case=of.case_id, state__in=OPEN).exists():
        return verdicts.no("Der er allerede et udkast til en bevilling på sagen.")
    may = force.may_begin(kind, chain.decided(of), chain.decided_of(of.case_id), on=on)
    return _may_move(of, on=on) if may and kind is Kind.MOVE else may


@transaction.atomic
def begin(of: Grant, kind: Kind, *, by: Actor, at: datetime, on: date) -> Grant:
    """Begin a draft of a decision about this one, with what it says already. Raises RefusedError."""
    case = cases.hold(of.case)
    of = Grant.objects.select_related("referral").get(
        pk=of.pk
    )  # what is in force of it moved, perhaps, before the hold
    of.case = case
    verdict = may_begin(by, kind, of, on=on)
    if not verdict:
        raise errors.RefusedError(verdict.reason)
    hours = chain.hours_moved(of, on=on) if kind is Kind.MOVE else _hours(of, kind, on=on)
    grant = Grant(
        case=of.case,
        referral=of.referral,
        kind=kind,
        modifies=of,
        started_at=at,
        written_by_id=by.user_id,
        **_begun_with(of, kind, hours),
        **queries.copied(of.referral),
    )
    with firsts.first_wins():
        grant.save(force_insert=True)
    GrantHours.objects.bulk_create(
        GrantHours(grant=grant, first_day=period.first_day, minutes_per_week=minutes) for period, minutes in hours
    )
    audit.record("grant.started", grant, by=by, at=at, citizens=[of.case.citizen.uuid])
    return grant


def to_move(*, on: date, **of: Any) -> tuple[Grant, ...]:
    """What was granted for a day of discharge that moved since, and has days left that must follow it.

    In the order in which it is moved, so that none is in another's way. `of`: the case or the cases.
    """
    going_on = queries.granted(case__ended_on=None, **of)
    behind = going_on.filter(legal_basis=LegalBasis.LAB_167_2, in_force_to__gte=on)
    behind = behind.exclude(discharge_on=F("referral__discharge_on")).select_related("referral", "case__citizen")
    decided = Grant.objects.filter(case=OuterRef("case"), kind=Kind.MOVE, state__in=OPEN)
    found = [one for one in behind.exclude(Exists(decided)) if _must_move(one, on=on)]
    return tuple(sorted(found, key=_in_turn))


def due_after_discharge(case: Case, *, on: date) -> str:
    """What is still to be granted at a discharge, asked of the last grant of a case; empty where nothing is."""
    last = queries.granted(case=case, legal_basis=LegalBasis.LAB_167_2).select_related("referral").last()
    if last is None or last.in_force_to is None or last.in_force_to < on:
        return ""
    said = judging.said_of_whole(last, queries.facts_of(last, on=on), on=on)
    lacking = (one for one in said if one.rule == judging.TOTAL and one.outcome is Outcome.WARN)
    return next((one.text_da for one in lacking), "")


def waiting_to_move(visible: QuerySet[Grant], *, on: date) -> tuple[Waiting, ...]:
    """The courses whose support is behind its discharge, each by the grant that is moved first."""
    first: dict[int, Grant] = {}
    for one in to_move(on=on, pk__in=visible):
        first.setdefault(one.case_id, one)
    return tuple(
        Waiting(
            since=_moved_on(one) or on,
            what="Udskrivningen er flyttet: flyt støtten med",
            number=one.case.number,
            name=str(one.case.citizen),
            citizen=one.case.citizen.uuid,
            record=("grant", one.uuid),
            due=one.in_force_to,
        )
        for one in first.values()
    )


def _moved_on(one: Grant) -> date | None:
    """The day on which the discharge was last said to be another."""
    said = Amendment.objects.filter(referral=one.referral_id, field="discharge_on").order_by("pk").last()
    return local.local_day(said.amended_at) if said else None


def _must_move(one: Grant, *, on: date) -> bool:
    of = chain.decided(one)
    return bool(force.may_begin(Kind.MOVE, of, chain.decided_of(one.case_id), on=on) and _may_move(one, on=on))


def _in_turn(one: Grant) -> int:
    """What comes last is moved first where the discharge comes later, and the other way round."""
    begins, after, before = one.in_force_from, one.referral.discharge_on, one.discharge_on
    is_later = bool(after and before and after > before)
    return (-1 if is_later else 1) * (begins.toordinal() if begins else 0)


def _may_move(of: Grant, *, on: date) -> verdicts.Verdict:
    """Whether support granted at a discharge has a discharge to follow, and another day for it to move to."""
    before, after = of.discharge_on, of.referral.discharge_on
    if of.legal_basis != LegalBasis.LAB_167_2 or before is None or after is None:
        return verdicts.no("Støtten er ikke bevilget ved en udskrivning, så der er intet at flytte efter.")
    if before == after:
        return verdicts.no(f"Udskrivningen er stadig {days.text(after)}. Skriv den nye dag først.")
    hours, left = chain.hours_moved(of, on=on), curve.within(chain.hours_of_whole(of), Period(on))
    if not hours:
        return verdicts.no("Støtten kan først begynde, når bevillingen er slut. Afkort den, og bevilg på ny.")
    return verdicts.no("Timerne ligger, som de skal.") if hours == left else verdicts.YES


def _begun_with(of: Grant, kind: Kind, hours: Sequence[curve.Stretch]) -> dict[str, Any]:
    """Days and texts that the draft begins with."""
    if kind in force.STOPS:
        return {}
    names = _TEXTS if kind in force.TAKES_OVER else _MENTOR
    texts = {name: getattr(of, name) for name in (*names, *(_REFUSED if asking.keeps_no(kind, of) else ()))}
    if kind is Kind.EXTEND:
        return texts | {"first_day": hours[0][0].first_day}
    period = Period(hours[0][0].first_day, hours[-1][0].last_day)
    pot = chain.pot_taken_over(of, until=period.last_day)
    return texts | {"first_day": period.first_day, "last_day": period.last_day} | pot


def _hours(of: Grant, kind: Kind, *, on: date) -> tuple[curve.Stretch, ...]:
    """The hours that the draft begins with: those left from today, all of a mistaken one, the last of one extended."""
    if kind in force.STOPS or of.in_force_from is None or of.in_force_to is None:
        return ()
    if kind is Kind.EXTEND:
        first_day = of.in_force_to + timedelta(days=1)
        return ((Period(first_day), chain.hours_of(of)[-1][1]),)
    begin = max(on, of.in_force_from) if kind is Kind.CHANGE else of.in_force_from
    return curve.within(chain.hours_of(of), Period(begin, of.in_force_to))
