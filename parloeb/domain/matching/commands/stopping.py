"""While the trial lasts either of the two may stop, and gives no reason."""

from datetime import date, datetime

from django.db import transaction

from parloeb.domain.matching import access
from parloeb.domain.matching.commands import parting
from parloeb.domain.matching.lists import EndReason
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.queries import trial
from parloeb.domain.people.acting import Actor
from parloeb.kernel import errors


@transaction.atomic
def stop(match: Match, *, by: Actor, at: datetime, on: date) -> None:
    """End the own match today. The hours that were registered count all the same; the course waits for another."""
    side = access.side_of(by, match, on=on)
    if side is None:
        raise errors.RefusedError("Kun borgeren og mentoren selv kan stoppe prøven.")
    held = Match.objects.select_for_update(of=("self",)).select_related("case").get(pk=match.pk)
    if not trial.is_on(held):
        raise errors.RefusedError("Prøven er slut, eller I mødes ikke længere, så der er ikke noget at stoppe.")
    parting.part(match, side=side, reason=EndReason.TRIAL, by=by, at=at, on=on)
