"""A decision on a grant looks at what was registered since: no visit may come to stand on a day without a grant."""

from datetime import date, datetime

from django.db import transaction

from parloeb.domain.agreements import queries as agreements
from parloeb.domain.cases import commands as cases
from parloeb.domain.cases.models import Case
from parloeb.domain.grants import commands, force, settling
from parloeb.domain.grants.commands import Sending
from parloeb.domain.grants.models import Grant
from parloeb.domain.people.acting import Actor
from parloeb.domain.visits import queries as visits
from parloeb.kernel import days


@transaction.atomic
def decide(grant: Grant, *, sending: Sending, by: Actor, at: datetime, on: date) -> None:
    """Grant it. Raises RefusedError where a visit would lose its grant, and as the command does."""
    commands.decide(grant, used=_used(grant.case), sending=sending, by=by, at=at, on=on)


@transaction.atomic
def stop(grant: Grant, *, sending: Sending, by: Actor, at: datetime, on: date) -> None:
    """Shorten or revoke. Raises RefusedError where a visit would lose its grant, and as the command does."""
    commands.stop(grant, used=_used(grant.case), sending=sending, by=by, at=at, on=on)


def require_fit(grant: Grant, *, on: date) -> None:
    """Refuse a draft that does not fit the other decisions, or under which a visit stands. Raises RefusedError."""
    settling.require_fit(grant, on=on, used=visits.days_registered(grant.case))


def beyond(grant: Grant) -> str:
    """What a draft leaves without a grant though it is agreed on, as people read it; empty where there is nothing."""
    last_day = grant.last_day if grant.kind in (force.Kind.SHORTEN, force.Kind.CORRECT, force.Kind.MOVE) else None
    agreed = [one.period.last_day for one in agreements.agreed_periods(grant.case) if one.period.last_day]
    until = max(agreed, default=None)
    if until is None or (grant.kind != force.Kind.REVOKE and (last_day is None or until <= last_day)):
        return ""
    return f"Mentoraftalen løber til {days.text(until)}. Den gælder ikke ud over bevillingen: lav en ny udgave af den."


def _used(case: Case) -> frozenset[date]:
    """The days of the visits that stand, while the case is held."""
    cases.hold(case)
    return visits.days_registered(case)
