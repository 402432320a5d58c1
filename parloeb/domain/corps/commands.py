"""Keep the corps: register and change mentors, what they can, and that they signed secrecy."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from parloeb.domain.audit import commands as audit
from parloeb.domain.corps import access, lists, rules
from parloeb.domain.corps.availability import commands as entering
from parloeb.domain.corps.availability import queries as availability
from parloeb.domain.corps.models import Competence, FormerCompetence, Mentor, SecrecyRenewal
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Organisation, User
from parloeb.kernel import days, errors, local, sorting


@transaction.atomic
def register_mentor(
    description: rules.Description,
    *,
    jobcentre: Organisation,
    by: Actor,
    at: datetime,
    user: User | None = None,
    organisation: Organisation | None = None,
) -> Mentor:
    """Register a mentor of a jobcentre. `user` is who logs in, `organisation` who employs or delivers."""
    access.require(access.may_keep(by, jobcentre))
    if user and Mentor.objects.filter(user=user).exists():
        raise errors.RefusedError("Brugeren er allerede registreret som mentor.", field="user")
    mentor = Mentor(
        user=user, jobcentre=jobcentre, organisation=organisation, weekly_minutes=description.weekly_minutes
    )
    _describe(mentor, description)
    mentor.save(force_insert=True)
    entering.begin_hours(mentor, by=by, at=at)
    audit.record("mentor.registered", mentor, by=by, at=at)
    return mentor


@transaction.atomic
def change_mentor(mentor: Mentor, description: rules.Description, *, version: int, by: Actor, at: datetime) -> None:
    """Describe a mentor anew, the last day among it. `version` is the one that was read: else OvertakenError.

    Other hours than those that hold begin on the day of `at`.
    """
    access.require(access.may_keep(by, mentor.jobcentre))
    columns = {name: getattr(mentor, name) for name in _describe(mentor, description)}
    unchanged = Mentor.objects.filter(pk=mentor.pk, version=version)
    if not unchanged.update(**columns, version=version + 1):
        raise errors.OvertakenError
    mentor.version = version + 1
    _set_hours(mentor, description.weekly_minutes, by=by, at=at)
    audit.record("mentor.changed", mentor, by=by, at=at)


@transaction.atomic
def set_competence(
    mentor: Mentor, *, field: lists.Field, level: int, source: lists.Source, known_on: date, by: Actor, at: datetime
) -> Competence:
    """Say how well a mentor can something (1 some, 2 good, 3 special), by which source and since when.

    The mentor says it by the own word, of what nobody else has said. What was said before is kept as former.
    """
    access.require(access.may_set_competence(by, mentor, source=source))
    if level not in rules.LEVELS:
        raise errors.RefusedError("Niveauet skal være 1, 2 eller 3.", field="level")
    on = local.local_day(at)
    if known_on > on:
        raise errors.RefusedError("Dagen ligger i fremtiden.", field="known_on")
    days.refuse_strange(known_on, on=on, back=rules.YEARS_KNOWN, field="known_on")
    for former in Competence.objects.filter(mentor=mentor, field=field):
        _keep_former(former, by=by, at=at)
    competence, _ = Competence.objects.update_or_create(
        mentor=mentor, field=field, defaults={"level": level, "source": source, "known_on": known_on}
    )
    audit.record("mentor.competence_set", mentor, by=by, at=at, reason=field)
    return competence


@transaction.atomic
def withdraw_competence(mentor: Mentor, *, field: lists.Field, by: Actor, at: datetime) -> None:
    """Let a competence count no more: the coordinator any, the mentor what is by the own word. It is kept as former.

    Raises OvertakenError where it is gone.
    """
    standing = Competence.objects.filter(mentor=mentor, field=field).select_for_update().first()
    if standing is None:
        raise errors.OvertakenError
    access.require(access.may_change_competence(by, standing))
    _keep_former(standing, by=by, at=at)
    standing.delete()
    audit.record("mentor.competence_withdrawn", mentor, by=by, at=at, reason=field)


@transaction.atomic
def set_times(mentor: Mentor, times: Iterable[str], *, meeting_places: Iterable[str], by: Actor, at: datetime) -> None:
    """Say at which times of the week and at which places the mentor can meet; none tells nothing.

    The mentor or the coordinator says it.
    """
    access.require(access.may_sign_secrecy(by, mentor))
    told = {
        "times": lists.WeekTime.in_order(times),
        "meeting_places": lists.MeetingPlace.in_order(meeting_places),
    }
    Mentor.objects.filter(pk=mentor.pk).update(**told, version=F("version") + 1)
    mentor.refresh_from_db(fields=[*told, "version"])
    audit.record("mentor.times_set", mentor, by=by, at=at)


@transaction.atomic
def sign_secrecy(mentor: Mentor, *, by: Actor, at: datetime, on: date) -> None:
    """Keep the day on which the mentor signed; before the first no text of a case opens.

    Who signs anew on a later day keeps the former beside it. A second signing of one day changes nothing.
    """
    access.require(access.may_sign_secrecy(by, mentor))
    if Mentor.objects.filter(pk=mentor.pk, secrecy_signed_on=None).update(secrecy_signed_on=on):
        mentor.secrecy_signed_on = on
        audit.record("mentor.secrecy_signed", mentor, by=by, at=at)
        return
    if Mentor.objects.filter(pk=mentor.pk, secrecy_signed_on__lt=on).exists():
        _, is_new = SecrecyRenewal.objects.get_or_create(
            mentor=mentor, signed_on=on, defaults={"noted_at": at, "noted_by_id": by.user_id}
        )
        if is_new:
            audit.record("mentor.secrecy_renewed", mentor, by=by, at=at)


def _set_hours(mentor: Mentor, weekly_minutes: int, *, by: Actor, at: datetime) -> None:
    """Write hours that differ from those that hold: from the day of `at`, or as who has not begun begins."""
    on = local.local_day(at)
    held = availability.presences([mentor.pk])[mentor.pk]
    day = max(on, held.hours[0][0])
    if held.agreed_minutes(day) != weekly_minutes:
        entering.enter_hours(mentor, first_day=day, weekly_minutes=weekly_minutes, by=by, at=at, on=on)


def _keep_former(competence: Competence, *, by: Actor, at: datetime) -> None:
    access.require(access.may_change_competence(by, competence))
    FormerCompetence.objects.create(
        mentor=competence.mentor,
        field=competence.field,
        level=competence.level,
        source=competence.source,
        known_on=competence.known_on,
        ended_at=at,
        ended_by_id=by.user_id,
    )


def _describe(mentor: Mentor, description: rules.Description) -> list[str]:
    """Put the description on the mentor and return the names of the columns. Raises errors.RefusedError."""
    wrong = rules.refusals(description)
    if wrong:
        raise errors.RefusedError(wrong[0].sentence, field=wrong[0].field)
    name = description.name.strip()
    columns = {
        "name": name,
        "sort_key": sorting.sort_key(name),
        "search_key": sorting.search_key(name),
        "kind": lists.Kind(description.kind),
        "profile": description.profile,
        "sex": description.sex,
        "languages": [lists.Language(code) for code in description.languages],
        "areas": list(description.areas),
        "times": lists.WeekTime.in_order(description.times),
        "meeting_places": lists.MeetingPlace.in_order(description.meeting_places),
        "first_day": description.first_day,
        "last_day": description.last_day,
    }
    for column, value in columns.items():
        setattr(mentor, column, value)
    return list(columns)
