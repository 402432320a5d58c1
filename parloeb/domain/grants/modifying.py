"""Begin a decision about one that was decided before."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import commands as cases
from parloeb.domain.cases import firsts
from parloeb.domain.cases.rules import Stage
from parloeb.domain.grants import access, chain, curve, force, queries
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant, GrantHours
from parloeb.domain.grants.rules import answering
from parloeb.domain.grants.states import OPEN
from parloeb.domain.people.acting import Actor
from parloeb.domain.referrals.states import State as ReferralState
from parloeb.kernel import errors, verdicts
from parloeb.kernel.periods import Period

_TEXTS = ("decisive_reason", "assessment")


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
    return force.may_begin(kind, chain.decided(of), chain.decided_of(of.case_id), on=on)


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
    hours = _hours(of, kind, on=on)
    grant = Grant(
        case=of.case,
        referral=of.referral,
        kind=kind,
        modifies=of,
        started_at=at,
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


def _begun_with(of: Grant, kind: Kind, hours: Sequence[curve.Stretch]) -> dict[str, Any]:
    """Days and texts that the draft begins with."""
    if kind in force.STOPS:
        return {}
    texts = (
        {name: getattr(of, name) for name in _TEXTS}
        if kind in force.TAKES_OVER
        else {"decisive_reason": of.decisive_reason}
    )
    if kind is Kind.EXTEND:
        return texts | {"first_day": hours[0][0].first_day}
    return texts | {"first_day": hours[0][0].first_day, "last_day": hours[-1][0].last_day}


def _hours(of: Grant, kind: Kind, *, on: date) -> tuple[curve.Stretch, ...]:
    """The hours that the draft begins with: those left from today, all of a mistaken one, the last of one extended."""
    if kind in force.STOPS or of.in_force_from is None or of.in_force_to is None:
        return ()
    if kind is Kind.EXTEND:
        first_day = of.in_force_to + timedelta(days=1)
        return ((Period(first_day), chain.hours_of(of)[-1][1]),)
    begin = max(on, of.in_force_from) if kind is Kind.CHANGE else of.in_force_from
    return chain.within(chain.hours_of(of), Period(begin, of.in_force_to))
