"""A sent referral is amended, and a grant that is drafted on it goes along where nobody wrote it otherwise."""

from datetime import date, datetime

from django.db import transaction

from parloeb.domain.cases import commands as cases
from parloeb.domain.grants import following
from parloeb.domain.people.acting import Actor
from parloeb.domain.referrals import commands, rules
from parloeb.domain.referrals.models import Referral


@transaction.atomic
def amend(
    referral: Referral, content: rules.Content, *, version: int, reason: str, by: Actor, at: datetime, on: date
) -> None:
    """Amend the referral, and tell the draft that was begun on it why a mentor is decisive now. Raises RefusedError."""
    cases.hold(referral.case)  # a draft begun at the same time copies what stands now, or is told of it here
    before = referral.decisive_reason
    commands.amend(referral, content, version=version, reason=reason, by=by, at=at, on=on)
    following.follow_referral(referral, before=before, by=by, at=at, on=on)
