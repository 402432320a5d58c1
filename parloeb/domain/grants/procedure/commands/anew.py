"""Begin the draft in which a matter is decided anew after a complaint."""

from datetime import date, datetime

from parloeb.domain.cases import commands as cases
from parloeb.domain.cases.rules import Stage
from parloeb.domain.grants import commands as grants
from parloeb.domain.grants import modifying
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Complaint, Grant
from parloeb.domain.grants.states import State
from parloeb.domain.people.acting import Actor
from parloeb.domain.referrals import commands as referrals
from parloeb.domain.referrals.states import State as ReferralState
from parloeb.kernel import errors

# What can meet a complaint: nobody is answered with less.
_MEETS = (Kind.CHANGE, Kind.EXTEND, Kind.CORRECT, Kind.REVOKE)


def kinds(complaint: Complaint, *, by: Actor, on: date) -> tuple[Kind, ...]:
    """What the new decision may do, at least one: a new grant only where nothing that stands can be modified.

    What shortened is revoked, or an extension that was refused is made. While another draft is being made none fits.
    """
    of = _target(complaint.grant)
    if of is None:
        return (Kind.NEW,)
    offered = (kind for kind in _MEETS if _meets(kind, complaint.grant))
    return tuple(kind for kind in offered if modifying.may_begin(by, kind, of, on=on)) or (Kind.NEW,)


def begin(complaint: Complaint, kind: Kind | None, *, by: Actor, at: datetime, on: date) -> Grant:
    """A draft about the decision complained of, or on its referral. RefusedError where the kind is not one that fits.

    A course that ended with the refusal goes on: what was asked for is open again.
    """
    grant = complaint.grant
    fitting = kinds(complaint, by=by, on=on)
    kind = kind or (fitting[0] if len(fitting) == 1 else None)
    if kind not in fitting:
        raise errors.RefusedError("Vælg, hvad den nye afgørelse skal gøre.", field="kind")
    of = _target(grant)
    if of and kind is not Kind.NEW:
        return modifying.begin(of, kind, by=by, at=at, on=on)
    case, referral = cases.hold(grant.case), grant.referral
    if referral.state == ReferralState.REFUSED:
        referrals.reopen(referral, by=by, at=at)
        cases.take_up(case, Stage.REFERRED)
    return grants.start(referral, by=by, at=at, on=on)


def _target(grant: Grant) -> Grant | None:
    """The decision that a new one can modify: the one complained of, or the one whose extension was refused."""
    of = grant.modifies_id if grant.state == State.REFUSED else grant.pk
    return Grant.objects.select_related("case__citizen", "referral").filter(pk=of).first() if of else None


def _meets(kind: Kind, grant: Grant) -> bool:
    """Whether a decision of that kind gives more than the one complained of did."""
    if grant.state == State.REFUSED:
        return kind is Kind.EXTEND
    if grant.state == State.STOPPED or grant.kind == Kind.CHANGE:
        return kind is Kind.REVOKE or grant.state == State.GRANTED
    return kind is not Kind.REVOKE
