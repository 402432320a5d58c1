"""Sparring that is noted in the corps counts as the internal time of everybody who took part."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from parloeb.domain.corps.models import Mentor, Sparring
from parloeb.domain.corps.sparring import commands, queries
from parloeb.domain.people.acting import Actor
from parloeb.domain.visits import commands as visits


@transaction.atomic
def note(mentors: Sequence[Mentor], held: commands.Held, *, by: Actor, at: datetime, on: date) -> Sparring:
    """Note a talk, and count its minutes for each mentor. Raises RefusedError at the field."""
    _hold(mentors)
    before = queries.minutes_of_day(mentors, held.held_on)
    sparring = commands.note(mentors, held, by=by, at=at, on=on)
    for mentor in mentors:
        logged = before[mentor.pk] + held.minutes
        visits.count_sparring(mentor, day=held.held_on, logged=logged, by=by, at=at)
    return sparring


@transaction.atomic
def withdraw(sparring: Sparring, *, reason: str, by: Actor, at: datetime) -> None:
    """Take back a talk that was noted by mistake, and its minutes with it. Raises RefusedError, OvertakenError."""
    mentors = [one.mentor for one in sparring.taking_part.select_related("mentor")]
    _hold(mentors)
    before = queries.minutes_of_day(mentors, sparring.held_on)
    commands.withdraw(sparring, reason=reason, by=by, at=at)
    for mentor in mentors:
        logged = before[mentor.pk] - sparring.minutes
        visits.count_sparring(mentor, day=sparring.held_on, logged=logged, by=by, at=at)


def _hold(mentors: Sequence[Mentor]) -> None:
    """Let whoever counts the minutes of one of them at the same time wait."""
    list(Mentor.objects.select_for_update(of=("self",)).filter(pk__in=[one.pk for one in mentors]).order_by("pk"))
