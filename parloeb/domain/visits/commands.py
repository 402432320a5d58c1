"""Register a visit, confirm or question it, correct or annul it; and register hours without a citizen."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from parloeb.domain.audit import commands as audit
from parloeb.domain.corps.models import Mentor
from parloeb.domain.matching.commands import meeting
from parloeb.domain.people import acting
from parloeb.domain.people.acting import Actor
from parloeb.domain.visits import access, facts, keeping, lists, queries, rules, states
from parloeb.domain.visits.models import InternalTime, Occasion, Visit
from parloeb.domain.visits.states import OccasionState, State
from parloeb.kernel import errors, local, numbers
from parloeb.kernel import states as moving

_MEANWHILE = "Der kom et andet besøg i den samme tid, mens du skrev. Hent siden igen."


class UsedKeyError(errors.RefusedError):
    """Something else was kept under the key of this entry, which is not kept."""

    def __init__(self, kept: Visit) -> None:
        """Tell what was kept; the entry can be sent again under a new key."""
        super().__init__(
            "Det, du har skrevet, er ikke gemt endnu: fra den samme side er der allerede gemt et besøg, "
            f"{local.text(kept.starts_at)}–{local.clock_text(kept.ends_at)}. Tryk igen, hvis dette er et besøg mere. "
            "Er det en rettelse, så ret det besøg, der er gemt."
        )


@acting.as_part_of_it
def register(
    case: UUID,
    content: rules.Content,
    *,
    client_key: UUID,
    by: Actor,
    at: datetime,
    on: date,
) -> Visit:
    """Register a visit as the mentor who was there. The same entry a second time gives the visit of the first.

    `case` is the public id, because what is known of the case is asked for with the facts. The visit is stored by one
    statement after everything that may refuse it; that others were quicker to tell the match of the first meeting is no
    reason to. Raises UsedKeyError where the key has made another visit.
    """
    access.require(access.is_mentor(by))
    known = facts.gather(case, content, by=by, at=at, on=on)
    if known is None:
        raise errors.RefusedError(access.NO_REACH)
    refusal = _refusal(known.facts)
    visit = None if refusal else _keep(known, content, client_key=client_key, by=by, at=at)
    if visit is None:
        # The same entry sent again is no fault, though its minutes are taken: by the visit that it made.
        before = _made(client_key, content, case=case, by=by)
        if before is None:
            raise refusal or errors.RefusedError(_MEANWHILE, field="starts_at")
        return before
    audit.record("visit.registered", visit, by=by, at=at, citizens=[known.citizen])
    if rules.is_meeting(content.parts):
        if known.is_first_meeting:
            _tell_match(visit, content, by=by, at=at)
        if known.counted and local.local_day(content.starts_at) >= known.facts.allowed.matched[-1].first_day:
            meeting.meeting_counted(*known.counted)
    return visit


@transaction.atomic
def confirm(visit: Visit, *, by: Actor, at: datetime, on: date) -> None:
    """The citizen says that the visit is as registered."""
    access.require(access.may(by, "confirm", visit, on=on))
    _move(visit, "confirm", at=at)
    audit.record("visit.confirmed", visit, by=by, at=at, citizens=[visit.case.citizen.uuid])


@transaction.atomic
def question(visit: Visit, *, text: str, by: Actor, at: datetime, on: date) -> None:
    """The citizen says what is not as it was."""
    access.require(access.may(by, "question", visit, on=on))
    if not text.strip():
        raise errors.RefusedError("Skriv, hvad der ikke passer.", field="text")
    _move(visit, "question", at=at, question=text.strip())
    audit.record("visit.questioned", visit, by=by, at=at, citizens=[visit.case.citizen.uuid])


@transaction.atomic
def correct(
    visit: Visit,
    content: rules.Content,
    *,
    client_key: UUID,
    by: Actor,
    at: datetime,
    on: date,
) -> Visit:
    """Replace a visit by what really was; the former row is kept, and the new one waits for the citizen again.

    Raises UsedKeyError where the key has made another visit.
    """
    access.require(access.may(by, "correct", visit, on=on))
    before = _made(client_key, content, case=visit.case.uuid, supersedes=visit.pk, by=by)
    if before:
        return before
    moving.move(states.MOVES, State(visit.state), "correct")  # a replaced visit overlaps what replaced it: say so first
    known = facts.gather(visit.case.uuid, content, by=by, at=at, on=on, but=visit)
    if known is None:
        raise errors.RefusedError(access.NO_REACH)
    refusal = _refusal(known.facts)
    if refusal:
        raise refusal
    _move(visit, "correct", at=at)
    _move_occasion(visit, "correct")
    new = _keep(known, content, client_key=client_key, by=by, at=at, supersedes=visit)
    if new is None:
        raise errors.RefusedError(_MEANWHILE, field="starts_at")
    audit.record("visit.corrected", new, by=by, at=at, citizens=[visit.case.citizen.uuid])
    _tell_match(new, content, by=by, at=at)
    met_on = queries.first_meeting(visit.case, visit.mentor)
    meeting.meeting_corrected(visit.case, mentor=visit.mentor, day=met_on, by=by, at=at)
    _count_meetings(visit)
    return new


@transaction.atomic
def annul(visit: Visit, *, reason: str, is_told: bool, by: Actor, at: datetime, on: date) -> None:
    """Let a visit that never was, or was with somebody else, count no more; the row is kept with the reason.

    `is_told`: the report of its month was sent, after which it is only corrected.
    """
    access.require(access.may(by, "annul", visit, on=on))
    if not reason.strip():
        raise errors.RefusedError("Skriv, hvorfor besøget skal annulleres.", field="reason")
    if is_told:
        raise errors.RefusedError("Månedens rapport er sendt, så besøget kan ikke annulleres. Ret det i stedet.")
    _move(visit, "annul", at=at, annulled_because=reason.strip())
    _move_occasion(visit, "annul")
    audit.record("visit.annulled", visit, by=by, at=at, citizens=[visit.case.citizen.uuid])
    met_on = queries.first_meeting(visit.case, visit.mentor)
    meeting.meeting_corrected(visit.case, mentor=visit.mentor, day=met_on, by=by, at=at)
    _count_meetings(visit)


@transaction.atomic
def register_internal(
    mentor: Mentor,
    *,
    day: date,
    kind: lists.InternalKind,
    minutes: int,
    note: str = "",
    by: Actor,
    at: datetime,
    on: date,
) -> InternalTime:
    """Register a day's minutes without a citizen; a second time for the same day and kind replaces the first."""
    access.require(access.may_register_internal(by, mentor))
    if not mentor.first_day <= day <= on:
        raise errors.RefusedError("Skriv en dag fra din første dag i korpset og til i dag.", field="day")
    if not 0 < minutes <= rules.MOST_MINUTES:
        raise errors.RefusedError("Skriv mindst 1 minut og højst 24 timer.", field="minutes")
    others = InternalTime.objects.filter(mentor=mentor, day=day).exclude(kind=kind).aggregate(minutes=Sum("minutes"))
    if minutes + (others["minutes"] or 0) > rules.MOST_MINUTES:
        rest = numbers.duration_text(others["minutes"])
        raise errors.RefusedError(
            f"En dag har 24 timer, og der er registreret {rest} til andet den dag.", field="minutes"
        )
    internal, _ = InternalTime.objects.update_or_create(
        mentor=mentor,
        day=day,
        kind=kind,
        defaults={
            "minutes": minutes,
            "own_minutes": minutes,
            "note": note.strip()[: rules.NOTE_LENGTH],
            "registered_at": at,
            "registered_by_id": by.person_id,
        },
    )
    audit.record("internal_time.registered", internal, by=by, at=at)
    return internal


@transaction.atomic
def count_sparring(mentor: Mentor, *, day: date, logged: int, by: Actor, at: datetime) -> None:
    """Let a day's sparring be the minutes that are in the log of it now, or what the mentor registered if that is more.

    Raises RefusedError for more than a day holds.
    """
    if logged > rules.MOST_MINUTES:
        raise errors.RefusedError("Der er ikke så mange timer på en dag.", field="minutes")
    kind = lists.InternalKind.SPARRING
    row = InternalTime.objects.select_for_update().filter(mentor=mentor, day=day, kind=kind).first()
    stood = row.minutes if row else 0
    minutes = max(logged, row.own_minutes if row else 0)
    if minutes == stood:
        return
    if row and not minutes:
        audit.record("internal_time.taken_back", row, by=by, at=at)
        row.delete()
        return
    counted, _ = InternalTime.objects.update_or_create(
        mentor=mentor,
        day=day,
        kind=kind,
        defaults={"minutes": minutes, "registered_at": at, "registered_by_id": by.person_id},
    )
    audit.record("internal_time.registered", counted, by=by, at=at)


def _tell_match(visit: Visit, content: rules.Content, *, by: Actor, at: datetime) -> None:
    """The first time that the two see each other moves their match on."""
    if rules.is_meeting(content.parts):
        day = local.local_day(content.starts_at)
        meeting.meeting_held(visit.case, mentor=visit.mentor, day=day, by=by, at=at)


def _count_meetings(visit: Visit) -> None:
    """A trial lasts so many meetings: their match is told how many there were."""
    held = queries.meetings(visit.case, visit.mentor)
    meeting.meetings_held(visit.case, mentor=visit.mentor, meetings=held)


def _made(
    client_key: UUID, content: rules.Content, *, case: UUID, by: Actor, supersedes: int | None = None
) -> Visit | None:
    """The visit that this entry has made, if any. Refused where the key was somebody else's or of another entry."""
    known = Visit.objects.filter(occasion__client_key=client_key).select_related("case").first()
    if known is None:
        return None
    if known.registered_by_id != by.user_id:
        raise errors.RefusedError("Registreringen kan ikke gemmes. Hent siden igen.")
    entry = (case, supersedes, replace(content, note=content.note.strip()))
    if entry != (known.case.uuid, known.supersedes_id, queries.content_of(known)):
        raise UsedKeyError(known)
    return known


def _refusal(known: rules.Facts) -> errors.RefusedError | None:
    """Every reason at once, so that nobody mends one after the other."""
    wrong = rules.refusals(known)
    return errors.RefusedError(" ".join(one.sentence for one in wrong), field=wrong[0].field) if wrong else None


def _keep(
    known: facts.Known,
    content: rules.Content,
    *,
    client_key: UUID,
    by: Actor,
    at: datetime,
    supersedes: Visit | None = None,
) -> Visit | None:
    """Store the visit with its occasion; None where somebody was quicker."""
    occasion = Occasion(
        mentor_id=known.mentor,
        starts_at=content.starts_at,
        ends_at=content.ends_at,
        client_key=client_key,
        supersedes=supersedes.occasion if supersedes else None,
    )
    minutes = {f"{category}_minutes": count for category, count in rules.categories(content.parts).items()}
    visit = Visit(
        case_id=known.case,
        mentor_id=known.mentor,
        starts_at=content.starts_at,
        ends_at=content.ends_at,
        minutes=content.minutes,
        kind=content.kind,
        outcome=content.outcome,
        cause=content.cause or "",
        note=content.note.strip(),
        registered_at=at,
        registered_by_id=by.person_id,
        is_late=rules.is_late(content.starts_at, at=at),
        supersedes=supersedes,
        **minutes,
    )
    return visit if keeping.keep(occasion, [(visit, content.parts)]) else None


def _move(visit: Visit, act: str, *, at: datetime, **columns: Any) -> None:
    """Move a visit that is still in the state that was read. Raises errors.OvertakenError where it is not."""
    state = moving.move(states.MOVES, State(visit.state), act)
    changed = Visit.objects.filter(pk=visit.pk, state=visit.state).update(state=state, state_at=at, **columns)
    if not changed:
        raise errors.OvertakenError
    visit.state, visit.state_at = state, at
    for column, value in columns.items():
        setattr(visit, column, value)


def _move_occasion(visit: Visit, act: str) -> None:
    """Let the mentor's minutes of a visit that counts no more be free; an imported one has no occasion."""
    if visit.occasion_id is None:
        return
    state = moving.move(states.OCCASION_MOVES, OccasionState.STANDING, act)
    if not Occasion.objects.filter(pk=visit.occasion_id, state=OccasionState.STANDING).update(state=state):
        raise errors.OvertakenError
