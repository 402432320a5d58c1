"""Visits as frozen rows of finished strings, for pages. A door hands in what `access.visible_to` gave."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Max, Q, QuerySet, Sum

from parloeb.domain.agreements import queries as agreements
from parloeb.domain.agreements.lists import Rhythm
from parloeb.domain.agreements.models import Agreement
from parloeb.domain.cases.models import Case
from parloeb.domain.corps.models import Mentor
from parloeb.domain.grants import aftercare
from parloeb.domain.matching.queries import matches
from parloeb.domain.visits import lists, rules
from parloeb.domain.visits.models import InternalTime, Segment, Visit
from parloeb.domain.visits.states import State
from parloeb.kernel import days, local, numbers

ANNULLED = "Annulleret"


@dataclass(frozen=True)
class VisitRow:
    """One row of a list of visits."""

    uuid: str
    when: str
    minutes: str
    lasted: str
    places: str
    outcome: str
    was_held: bool
    cause: str
    state: State
    state_title: str
    note: str
    question: str
    is_late: bool
    is_correction: bool


@dataclass(frozen=True)
class PartRow:
    """One part of a visit to read: where, how long, and what about with its minutes."""

    place: str
    minutes: str
    topics: str


@dataclass(frozen=True)
class VisitSheet:
    """One visit to read. `replaced_by` is the correction that counts instead."""

    row: VisitRow
    case: UUID
    case_number: str
    citizen: UUID
    citizen_name: str
    mentor_name: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[PartRow, ...]
    replaced_by: UUID | None


@dataclass(frozen=True)
class MetRow:
    """One citizen on the mentor's front page; `overdue` says since when nothing is registered, where it is too long."""

    case: UUID
    case_number: str
    citizen: UUID
    name: str
    last: str
    month: str
    rhythm: str
    overdue: str


@dataclass(frozen=True)
class InternalMonth:
    """A month of hours without a citizen. `rows` are (day, what for, hours:minutes, note), newest first."""

    title: str
    total: str
    rows: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class LastHeld:
    """When a visit began, as people read it, and the mentor whose visit it was."""

    when: str
    mentor_name: str
    mentor: int


def standing(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """Leave out the rows that a correction replaced, or that were annulled."""
    return visits.exclude(state=State.REPLACED)


def days_registered(case: Case) -> frozenset[date]:
    """The days of a case on which a visit is registered that stands, held or not."""
    moments = standing(Visit.objects.filter(case=case)).order_by("starts_at").values_list("starts_at", flat=True)
    return frozenset(local.local_day(moment) for moment in moments)


def rows(of_case: QuerySet[Visit], *, reads_health: bool) -> tuple[VisitRow, ...]:
    """The standing visits of one case, newest first; why one came to nothing only for who reads of health."""
    found = standing(of_case).prefetch_related("segments").order_by("-starts_at", "-id")
    return tuple(_row(visit, reads_health=reads_health) for visit in found)


def rows_in(visits: QuerySet[Visit], state: State) -> tuple[VisitRow, ...]:
    """The live visits of a citizen in a state, oldest first; of the imported ones nobody is asked anything."""
    found = visits.filter(state=state, registered_by__isnull=False).prefetch_related("segments")
    return tuple(_row(visit, reads_health=True) for visit in found.order_by("starts_at", "pk"))


def last_held(of_case: QuerySet[Visit]) -> LastHeld | None:
    """The last held visit of one case; None before the first."""
    held = standing(of_case).filter(outcome=lists.Outcome.HELD).select_related("mentor")
    last = held.order_by("-starts_at").first()
    return LastHeld(local.text(last.starts_at), str(last.mentor), last.mentor_id) if last else None


def last_day(of_match: QuerySet[Visit]) -> date | None:
    """The day of the last standing visit, held or not; None before the first."""
    last = standing(of_match).aggregate(at=Max("starts_at"))["at"]
    return local.local_day(last) if last else None


def first_meeting(case: Case, mentor: Mentor) -> date | None:
    """The day on which the two first saw each other in their last match, by the standing visits."""
    first = _seen_together(case, mentor).order_by("starts_at").values_list("starts_at", flat=True).first()
    return local.local_day(first) if first else None


def meetings(case: Case, mentor: Mentor) -> int:
    """How often the two saw each other in their last match, by the standing visits."""
    return _seen_together(case, mentor).distinct().count()


def _seen_together(case: Case, mentor: Mentor) -> QuerySet[Visit]:
    periods = matches.matched_periods(case, mentor)
    since = periods[-1].first_day if periods else case.opened_on
    seen = standing(Visit.objects.filter(case=case, mentor=mentor, starts_at__gte=local.moment(since, time())))
    together = [place for place in lists.Place if place not in rules.APART]
    return seen.filter(segments__place__in=together)


def by_uuid(visits: QuerySet[Visit], uuid: UUID) -> Visit | None:
    """One visit among the visible, also one that a correction replaced."""
    return visits.filter(uuid=uuid).select_related("case__citizen", "mentor").first()


def sheet(visit: Visit, *, reads_notes: bool, reads_health: bool) -> VisitSheet:
    """A visit as its reader may see it: without notes and questions, or without topics and why it was not held."""
    segments = list(visit.segments.prefetch_related("topics"))
    row = _row(visit, reads_health=reads_health)
    written = (("Note", row.note), ("Borgeren skriver", row.question), (ANNULLED, visit.annulled_because))
    notes = written if reads_notes else ()
    facts = (
        ("Tid", f"{row.when}–{local.clock_text(visit.ends_at)}" if visit.minutes else row.when),
        ("Varighed", row.lasted if visit.minutes else ""),
        ("Slags", lists.Kind(visit.kind).label),
        ("Mentor", str(visit.mentor)),
        ("Hvorfor ikke", row.cause),
        *notes,
        ("Registreret", local.text(visit.registered_at) + (" (mere end syv dage efter)" if visit.is_late else "")),
    )
    new = Visit.objects.filter(supersedes=visit).values_list("uuid", flat=True).first()
    return VisitSheet(
        row=row,
        case=visit.case.uuid,
        case_number=visit.case.number,
        citizen=visit.case.citizen.uuid,
        citizen_name=str(visit.case.citizen),
        mentor_name=str(visit.mentor),
        facts=tuple((label, value) for label, value in facts if value),
        parts=tuple(_part(segment, reads_health=reads_health) for segment in segments),
        replaced_by=new,
    )


def content_of(visit: Visit) -> rules.Content:
    """What was registered, as a correction begins with it."""
    segments = visit.segments.prefetch_related("topics")
    return rules.Content(
        starts_at=visit.starts_at,
        parts=tuple(
            rules.Part(
                lists.Place(segment.place),
                segment.minutes,
                tuple((lists.Topic(topic.topic), topic.minutes) for topic in segment.topics.all()),
            )
            for segment in segments
        ),
        kind=lists.Kind(visit.kind),
        outcome=lists.Outcome(visit.outcome),
        cause=lists.Cause(visit.cause) if visit.cause else None,
        note=visit.note,
    )


def usual_place(of_case: QuerySet[Visit]) -> lists.Place | None:
    """Where the last held visit of one case began; None before the first."""
    last = Segment.objects.filter(visit__in=standing(of_case), position=1)
    place = last.order_by("-visit__starts_at").values_list("place", flat=True).first()
    return lists.Place(place) if place else None


def is_agreed(case: Case, mentor: Mentor, *, on: date) -> bool:
    """Whether an agreement with this mentor is in force on the day, or ran out and aftercare goes on under it."""
    agreed = [one.period for one in agreements.agreed_periods(case, mentor=mentor)]
    if not agreed or rules.is_agreed(on, agreed, kept=()):
        return bool(agreed)
    return rules.is_agreed(on, agreed, kept=[period for period, _ in aftercare.kept(case)])


def mine(
    cases: QuerySet[Case], visits: QuerySet[Visit], agreements: QuerySet[Agreement], *, on: date
) -> tuple[MetRow, ...]:
    """The citizens whom a mentor meets now, by what the mentor sees of case, visits and agreements; overdue first."""
    open_cases = cases.filter(ended_on=None).select_related("citizen").order_by("citizen__sort_key", "pk")
    met = standing(visits).filter(case__in=open_cases).values("case_id")
    month = Q(starts_at__gte=local.moment(on.replace(day=1), time()))
    counted = met.annotate(last=Max("starts_at"), used=Sum("minutes", filter=month, default=0))
    seen = {row["case_id"]: (row["last"], row["used"]) for row in counted}
    agreed = agreements.filter(case__in=open_cases, in_force_from__lte=on, in_force_to__gte=on)
    running = {agreement.case_id: agreement for agreement in agreed}
    rows = [_met(case, seen.get(case.pk), running.get(case.pk), on=on) for case in open_cases]
    return tuple(sorted(rows, key=lambda row: not row.overdue))


def internal_months(own: QuerySet[InternalTime], *, on: date) -> tuple[InternalMonth, ...]:
    """This month and the one before it, each with its sum; an empty one too."""
    this = on.replace(day=1)
    return tuple(_internal_month(own, month) for month in (this, days.months_after(this, -1)))


def _internal_month(own: QuerySet[InternalTime], month: date) -> InternalMonth:
    found = list(own.filter(day__range=(month, days.last_day_of(month, 1))).order_by("-day", "id"))
    return InternalMonth(
        title=days.month_text(month),
        total=numbers.minutes_text(sum(one.minutes for one in found)),
        rows=tuple(
            (days.text(one.day), lists.InternalKind(one.kind).label, numbers.minutes_text(one.minutes), one.note)
            for one in found
        ),
    )


def _row(visit: Visit, *, reads_health: bool) -> VisitRow:
    places = dict.fromkeys(lists.Place(segment.place).label for segment in visit.segments.all())
    return VisitRow(
        uuid=str(visit.uuid),
        when=local.text(visit.starts_at),
        minutes=numbers.minutes_text(visit.minutes),
        lasted=numbers.duration_text(visit.minutes),
        places=", ".join(places),
        outcome=lists.Outcome(visit.outcome).label,
        was_held=visit.outcome == lists.Outcome.HELD,
        cause=lists.Cause(visit.cause).label if visit.cause and reads_health else "",
        state=State(visit.state),
        state_title=ANNULLED if visit.annulled_because else State(visit.state).label,
        note=visit.note,
        question=visit.question,
        is_late=visit.is_late,
        is_correction=visit.supersedes_id is not None,
    )


def _part(segment: Segment, *, reads_health: bool) -> PartRow:
    topics = [
        f"{lists.Topic(topic.topic).label} {numbers.minutes_text(topic.minutes)}" for topic in segment.topics.all()
    ]
    return PartRow(
        place=lists.Place(segment.place).label,
        minutes=numbers.minutes_text(segment.minutes),
        topics=", ".join(topics) if reads_health else "",
    )


def _met(case: Case, seen: tuple[datetime, int] | None, agreement: Agreement | None, *, on: date) -> MetRow:
    last = local.local_day(seen[0]) if seen else None
    overdue = 0
    if agreement and agreement.in_force_from:
        since = max(last, agreement.in_force_from) if last else agreement.in_force_from
        overdue = rules.overdue_days(Rhythm(agreement.rhythm), since=since, on=on)
    return MetRow(
        case=case.uuid,
        case_number=case.number,
        citizen=case.citizen.uuid,
        name=str(case.citizen),
        last=days.text(last) if last else "",
        month=numbers.duration_text(seen[1]) if seen and seen[1] else "",
        rhythm=Rhythm(agreement.rhythm).label if agreement and agreement.rhythm else "",
        overdue=_nothing_since(last) if overdue else "",
    )


def _nothing_since(last: date | None) -> str:
    return f"Intet besøg registreret siden {days.text(last)}." if last else "Der er ikke registreret besøg endnu."
