"""Mentors who have not answered are told once more that a question waits. Called by the worker, again and again."""

from datetime import date, datetime

from django.db import transaction

from parloeb.domain.matching.commands import keeping
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.queries import asking
from parloeb.domain.matching.states import State
from parloeb.domain.people.acting import Actor


def remind(*, by: Actor, at: datetime, on: date) -> int:
    """Tell each mentor whose day has come, once; how many were told. A day on which nobody ran this is made good."""
    return sum(_remind(match, by=by, at=at) for match in asking.to_remind(on=on))


@transaction.atomic
def _remind(match: Match, *, by: Actor, at: datetime) -> bool:
    """Only who is still asked, and was not told by somebody else meanwhile."""
    waiting = Match.objects.filter(pk=match.pk, state=State.ASKED, reminded_at=None)
    if not waiting.update(reminded_at=at):
        return False
    keeping.notify_mentor(match, "reminded", at=at)
    keeping.record("match.reminded", match, by=by, at=at)
    return True
