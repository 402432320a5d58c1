"""Set the hours of a mentor from a day on, and tell when a mentor is away. Nothing that was told is deleted."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from parloeb.domain.audit import commands as audit
from parloeb.domain.corps import access as corps
from parloeb.domain.corps import lists
from parloeb.domain.corps.availability import access, queries, rules
from parloeb.domain.corps.models import Absence, Mentor, MentorHours
from parloeb.domain.people.acting import Actor
from parloeb.kernel import errors
from parloeb.kernel.periods import Period


@transaction.atomic
def set_hours(
    mentor: Mentor, *, first_day: date, weekly_minutes: int, by: Actor, at: datetime, on: date
) -> MentorHours:
    """Let a mentor have so many minutes a week from a day on, until the next entry.

    What was set from the same day before is kept as corrected. Raises RefusedError at the field.
    """
    corps.require(access.may_keep_hours(by, mentor))
    rules.refuse_hours(first_day, weekly_minutes, in_corps=Period(mentor.first_day, mentor.last_day), on=on)
    entry = enter_hours(mentor, first_day=first_day, weekly_minutes=weekly_minutes, by=by, at=at, on=on)
    audit.record("mentor.hours_set", mentor, by=by, at=at)
    return entry


def begin_hours(mentor: Mentor, *, by: Actor, at: datetime) -> None:
    """Write the first entry of one who is being registered, from the first day in the corps."""
    MentorHours.objects.create(
        mentor=mentor,
        first_day=mentor.first_day,
        weekly_minutes=mentor.weekly_minutes,
        set_at=at,
        set_by_id=by.user_id,
    )


def enter_hours(
    mentor: Mentor, *, first_day: date, weekly_minutes: int, by: Actor, at: datetime, on: date
) -> MentorHours:
    """Write an entry and the copy at the mentor, as a part of an act that was found to be allowed and is logged."""
    _lock(mentor)
    if first_day != mentor.first_day and not MentorHours.objects.filter(mentor=mentor).exists():
        # One of a file has hours at the mentor alone: the first entry must not hide what held before it.
        MentorHours.objects.create(
            mentor=mentor, first_day=mentor.first_day, weekly_minutes=mentor.weekly_minutes, set_at=at
        )
    same_day = MentorHours.objects.filter(mentor=mentor, first_day=first_day, corrected_at=None)
    if same_day.filter(weekly_minutes=weekly_minutes).exists():
        raise errors.RefusedError("De timer står der i forvejen fra den dag.", field="weekly_minutes")
    same_day.update(corrected_at=at, corrected_by=by.user_id)
    entry = MentorHours(
        mentor=mentor, first_day=first_day, weekly_minutes=weekly_minutes, set_at=at, set_by_id=by.user_id
    )
    entry.save(force_insert=True)
    _copy(mentor, on=on)
    return entry


@transaction.atomic
def take_back_hours(entry: MentorHours, *, by: Actor, at: datetime, on: date) -> None:
    """Let an entry hold on no day, so that the one before it goes on. The only one stays: a mentor has hours."""
    corps.require(access.may_keep_hours(by, entry.mentor))
    _lock(entry.mentor)
    standing = MentorHours.objects.filter(mentor=entry.mentor, corrected_at=None)
    if not standing.exclude(pk=entry.pk).exists():
        raise errors.RefusedError("Mentoren skal have timer. Skriv de rigtige timer fra den samme dag i stedet.")
    if not standing.filter(pk=entry.pk).update(corrected_at=at, corrected_by=by.user_id):
        raise errors.OvertakenError
    _copy(entry.mentor, on=on)
    audit.record("mentor.hours_taken_back", entry.mentor, by=by, at=at)


@transaction.atomic
def register_absence(
    mentor: Mentor,
    *,
    kind: lists.AbsenceKind,
    first_day: date,
    last_day: date | None,
    by: Actor,
    at: datetime,
    on: date,
) -> Absence:
    """Tell that a mentor is away; illness and leave may have no last day yet. Raises RefusedError at the field."""
    corps.require(access.may_tell_absence(by, mentor))
    rules.refuse_absence(kind, first_day, last_day, on=on)
    _lock(mentor)
    _refuse_two_at_once(mentor, Period(first_day, last_day))
    absence = Absence(
        mentor=mentor,
        kind=kind,
        first_day=first_day,
        last_day=last_day,
        registered_at=at,
        registered_by_id=by.person_id,
    )
    absence.save(force_insert=True)
    audit.record("mentor.absence_registered", mentor, by=by, at=at)
    return absence


@transaction.atomic
def end_absence(absence: Absence, *, last_day: date, by: Actor, at: datetime, on: date) -> None:
    """Tell the last day of an absence, or another one; OvertakenError where somebody else told it since."""
    corps.require(access.may_tell_absence(by, absence.mentor))
    rules.refuse_absence(absence.kind, absence.first_day, last_day, on=on)
    _lock(absence.mentor)
    _refuse_two_at_once(absence.mentor, Period(absence.first_day, last_day), without=absence)
    unchanged = Absence.objects.filter(pk=absence.pk, last_day=absence.last_day, withdrawn_at=None)
    if not unchanged.update(last_day=last_day):
        raise errors.OvertakenError
    absence.last_day = last_day
    audit.record("mentor.absence_ended", absence.mentor, by=by, at=at)


@transaction.atomic
def withdraw_absence(absence: Absence, *, by: Actor, at: datetime) -> None:
    """Let an absence that was told by mistake, or came to nothing, count on no day."""
    corps.require(access.may_tell_absence(by, absence.mentor))
    standing = Absence.objects.filter(pk=absence.pk, withdrawn_at=None)
    if not standing.update(withdrawn_at=at, withdrawn_by_id=by.person_id):
        raise errors.OvertakenError
    audit.record("mentor.absence_withdrawn", absence.mentor, by=by, at=at)


def _lock(mentor: Mentor) -> None:
    """Two who write at the mentor at once do it one after the other."""
    Mentor.objects.select_for_update().filter(pk=mentor.pk).order_by().first()


def _copy(mentor: Mentor, *, on: date) -> None:
    """Keep at the mentor what is agreed on the day; whoever has the mentor's page open reads it anew before writing."""
    minutes = queries.presences([mentor.pk])[mentor.pk].agreed_minutes(on)
    Mentor.objects.filter(pk=mentor.pk).update(weekly_minutes=minutes, version=F("version") + 1)
    mentor.refresh_from_db(fields=["weekly_minutes", "version"])


def _refuse_two_at_once(mentor: Mentor, period: Period, *, without: Absence | None = None) -> None:
    others = Absence.objects.filter(mentor=mentor, withdrawn_at=None)
    if without:
        others = others.exclude(pk=without.pk)
    for first_day, last_day in others.order_by("first_day").values_list("first_day", "last_day"):
        other = Period(first_day, last_day)
        if other.overlaps(period):
            raise errors.RefusedError(f"Der står allerede et fravær {other}.", field="first_day")
