"""Wishes for a change of mentor that the end of the match settles, whoever ended it."""

from datetime import datetime

from parloeb.domain.audit import commands as audit
from parloeb.domain.matching.models import ChangeRequest, Match
from parloeb.domain.matching.states import OPEN_CHANGES, ChangeState
from parloeb.domain.people.acting import Actor


def close_open(match: Match, *, by: Actor, at: datetime) -> None:
    """Close what is open of a match that ends."""
    for change in ChangeRequest.objects.filter(match=match, state__in=OPEN_CHANGES):
        still_open = ChangeRequest.objects.filter(pk=change.pk, state__in=OPEN_CHANGES)
        if still_open.update(state=ChangeState.PARTED, closed_at=at):
            record("change.parted", change, match, by=by, at=at)


def record(name: str, change: ChangeRequest, match: Match, *, by: Actor, at: datetime) -> None:
    """Keep who did what with a wish."""
    audit.record(name, change, by=by, at=at, citizens=[match.case.citizen.uuid], reason=change.reason)
