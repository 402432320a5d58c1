"""The mentor tells of oneself. No row of the log says of which field a lived experience is, or how hard it was."""

from datetime import date, datetime

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.corps import access as corps
from parloeb.domain.corps import lists
from parloeb.domain.corps.models import LivedExperience, Mentor, OddsWish, StrainRating
from parloeb.domain.corps.rules import STRAIN_LEVELS
from parloeb.domain.corps.telling import access, queries, rules
from parloeb.domain.people.acting import Actor
from parloeb.kernel import errors


@transaction.atomic
def tell_experience(
    mentor: Mentor, *, field: lists.Field, sharing: lists.Sharing, by: Actor, at: datetime, on: date
) -> None:
    """Tell a lived experience, or share one in another way."""
    corps.require(access.may_tell(by, mentor))
    told = {"sharing": sharing, "told_on": on}
    LivedExperience.objects.update_or_create(mentor=mentor, field=field, defaults=told)
    audit.record("mentor.experience_told", mentor, by=by, at=at)


@transaction.atomic
def take_back_experience(mentor: Mentor, *, field: lists.Field, by: Actor, at: datetime) -> None:
    """Take a lived experience back: it is the mentor's own, so nothing of it is kept. Twice changes nothing."""
    corps.require(access.may_tell(by, mentor))
    taken, _ = LivedExperience.objects.filter(mentor=mentor, field=field).delete()
    if taken:
        audit.record("mentor.experience_taken_back", mentor, by=by, at=at)


@transaction.atomic
def rate_strain(mentor: Mentor, *, level: int, by: Actor, at: datetime, on: date) -> None:
    """Say how hard it is to be a mentor for the time being; what was said earlier that day is replaced."""
    corps.require(access.may_tell(by, mentor))
    if level not in STRAIN_LEVELS:
        raise errors.RefusedError("Vælg et af de fem svar.", field="level")
    StrainRating.objects.update_or_create(mentor=mentor, day=on, defaults={"level": level, "rated_at": at})
    audit.record("mentor.strain_rated", mentor, by=by, at=at)


@transaction.atomic
def wish_for_odds(mentor: Mentor, *, by: Actor, at: datetime, on: date) -> None:
    """Ask for a course with better odds. It stands until it is taken back or its days are gone.

    A yes to a course does not end it: nobody knows whether that course was the one with better odds.
    """
    corps.require(access.may_tell(by, mentor))
    length = queries.odds_days(mentor, on=on)
    Mentor.objects.select_for_update().filter(pk=mentor.pk).order_by().first()
    for wish in OddsWish.objects.filter(mentor=mentor, last_day=None):
        until = rules.stands_until(wish.first_day, days=length)
        if until >= on:
            return
        OddsWish.objects.filter(pk=wish.pk).update(last_day=until)
    OddsWish.objects.create(mentor=mentor, first_day=on, wished_at=at)
    audit.record("mentor.odds_wished", mentor, by=by, at=at)


@transaction.atomic
def take_back_wish(mentor: Mentor, *, by: Actor, at: datetime, on: date) -> None:
    """Take the wish for better odds back. Twice changes nothing."""
    corps.require(access.may_tell(by, mentor))
    if OddsWish.objects.filter(mentor=mentor, last_day=None).update(last_day=on):
        audit.record("mentor.odds_taken_back", mentor, by=by, at=at)
