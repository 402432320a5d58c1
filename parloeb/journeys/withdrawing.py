"""A referral is taken back, but not from under a grant that is being made on it."""

from collections.abc import Mapping
from datetime import date, datetime
from types import MappingProxyType

from django.db import transaction

from parloeb.domain.cases import commands as cases
from parloeb.domain.grants import queries as grants
from parloeb.domain.grants.states import State
from parloeb.domain.people.acting import Actor
from parloeb.domain.referrals import access, commands
from parloeb.domain.referrals.models import Referral
from parloeb.kernel import errors, verdicts

_FIRST: Mapping[State, str] = MappingProxyType(
    {
        State.DRAFT: "Der er et udkast til en bevilling. Slet det, før henvisningen trækkes tilbage.",
        State.SUBMITTED: (
            "Bevillingen er forelagt teamlederen. Få den sendt tilbage, og slet udkastet, før henvisningen "
            "trækkes tilbage."
        ),
    }
)


def may_withdraw(by: Actor, referral: Referral, *, on: date) -> verdicts.Verdict:
    """Whether the actor may withdraw the referral, and nobody is making a grant on it; the no says what to do first."""
    allowed = access.may(by, "withdraw", referral, on=on)
    standing = grants.undecided_state(referral.case)
    return verdicts.no(_FIRST[standing]) if allowed and standing else allowed


@transaction.atomic
def withdraw(referral: Referral, *, by: Actor, at: datetime, on: date) -> None:
    """Withdraw a referral that nobody is answering, and its case with it. Raises RefusedError."""
    cases.hold(referral.case)  # a grant begun at the same time is seen here, or sees the end
    verdict = may_withdraw(by, referral, on=on)
    if not verdict:
        raise errors.RefusedError(verdict.reason)
    commands.withdraw(referral, by=by, at=at, on=on)
