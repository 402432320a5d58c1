"""A draft follows the referral that it is made on."""

from datetime import date, datetime

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import moving
from parloeb.domain.grants import access
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.rules import answering
from parloeb.domain.grants.states import MOVES, State
from parloeb.domain.people.acting import Actor
from parloeb.domain.referrals.models import Referral


@transaction.atomic
def follow_referral(referral: Referral, *, before: str, by: Actor, at: datetime, on: date) -> None:
    """Let the draft on an amended referral say why a mentor is decisive as the referral does now.

    `before` is what the referral said until then: a draft that says something else was written by a person, and stays.
    """
    said = referral.decisive_reason
    draft = Grant.objects.filter(referral=referral, state=State.DRAFT).select_related("case__citizen").first()
    if draft is None or not said or not answering.is_copied(draft.decisive_reason, of=before):
        return  # there is nothing to copy, or nowhere to
    if draft.decisive_reason != said:
        access.require(by, "save", draft, on=on)
        expected = {"version": draft.version}
        moving.move(draft, MOVES, "save", expected=expected, version=draft.version + 1, decisive_reason=said)
        audit.record("grant.saved", draft, by=by, at=at, citizens=[draft.case.citizen.uuid])
