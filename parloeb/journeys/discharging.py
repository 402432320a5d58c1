"""A discharge moves: the day is kept with who told of it, and the support that was granted for the old day follows."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from parloeb.domain.cases import commands as cases
from parloeb.domain.grants import commands as grants
from parloeb.domain.grants import modifying
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.states import OPEN, HearingState, State
from parloeb.domain.people.acting import Actor
from parloeb.domain.referrals import commands as referrals
from parloeb.domain.referrals.lists import Source
from parloeb.domain.referrals.models import Referral


@dataclass(frozen=True)
class Moved:
    """The new day of discharge, who told of it, and why it moved."""

    discharge_on: date
    source: Source
    reason: str


@transaction.atomic
def move(grant: Grant, moved: Moved, *, by: Actor, at: datetime, on: date) -> Grant | None:
    """Keep the day, and begin the first decision that moves support after it; None where none can be begun now.

    A draft for the day that was known before gives way to the new one. One that lies with the leader, or on which the
    citizen is or was heard, stands and is the answer: what the citizen said belongs to it (FVL § 19). It says that the
    day moved, and is decided once it was saved anew.
    Raises RefusedError at the field for a day before the admission, the day known already, and without a reason.
    """
    case = cases.hold(grant.case)
    referral = Referral.objects.select_related("case__citizen").get(pk=grant.referral_id)
    referrals.move_discharge(
        referral, moved.discharge_on, source=moved.source, reason=moved.reason, by=by, at=at, on=on
    )
    begun = Grant.objects.filter(case=case, kind=Kind.MOVE, state__in=OPEN).select_related("referral").first()
    if begun and (begun.state != State.DRAFT or begun.hearings.exclude(state=HearingState.WITHDRAWN).exists()):
        return begun
    if begun:
        begun.case = case
        grants.withdraw(begun, by=by, at=at, on=on)
    first = next(iter(modifying.to_move(case=case, on=on)), None)
    if first is None or not modifying.may_begin(by, Kind.MOVE, first, on=on):
        return None
    return modifying.begin(first, Kind.MOVE, by=by, at=at, on=on)
