"""Choose to be told each week, and tell those who chose so."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from parloeb.domain.audit import commands as audit
from parloeb.domain.correspondence import outbox
from parloeb.domain.matching.digest import queries, rules
from parloeb.domain.matching.models import DigestChoice
from parloeb.domain.people.acting import Actor
from parloeb.kernel import errors


@transaction.atomic
def choose(*, is_weekly: bool, by: Actor, at: datetime, on: date) -> None:
    """Choose a mail each Monday, or none. Raises RefusedError for who has no week to read."""
    if by.role not in queries.READERS:
        raise errors.RefusedError("Kun mentorkoordinatorer og teamledere kan få ugen på mail.")
    chosen, _ = DigestChoice.objects.update_or_create(
        user_id=by.person_id, defaults={"is_weekly": is_weekly, "chosen_on": on}
    )
    audit.record("digest.chosen", chosen, by=by, at=at, reason="weekly" if is_weekly else "never")


def tell(*, at: datetime, on: date) -> int:
    """Tell each who chose so that there is a week to read, once a week; how many were told. Called by the worker again
    and again: a Monday on which nobody ran it is made good on the next day.
    """
    week = rules.week_of(on)
    return sum(_tell(choice, week, at=at) for choice in queries.to_tell(week, on=on))


@transaction.atomic
def _tell(choice: DigestChoice, week: rules.Week, *, at: datetime) -> bool:
    """Only who was not told by somebody else meanwhile."""
    waiting = DigestChoice.objects.filter(Q(told_for=None) | Q(told_for__lt=week.monday), pk=choice.pk, is_weekly=True)
    if not waiting.update(told_for=week.monday):
        return False
    outbox.notify(choice.user.email, key=f"digest:{choice.uuid}:{week.code}", at=at)
    return True
