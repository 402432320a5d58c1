"""Visits as frozen rows of finished strings, for pages. A door hands in what `access.visible_to` gave."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from parloeb.domain.corps.models import Mentor
from parloeb.domain.visits import lists
from parloeb.domain.visits.models import Visit
from parloeb.domain.visits.states import State
from parloeb.kernel import local, numbers


@dataclass(frozen=True)
class VisitRow:
    """One row of a list of visits."""

    uuid: str
    when: str
    minutes: str
    places: str
    outcome: str
    cause: str
    state: State
    state_title: str
    note: str
    question: str
    is_late: bool
    is_correction: bool


def standing(visits: QuerySet[Visit]) -> QuerySet[Visit]:
    """Leave out the rows that a correction replaced."""
    return visits.exclude(state=State.REPLACED)


def rows_of_case(visits: QuerySet[Visit], case: UUID) -> tuple[VisitRow, ...]:
    """The standing visits of one case, newest first."""
    found = standing(visits).filter(case__uuid=case).prefetch_related("segments").order_by("-starts_at", "-id")
    return tuple(_row(visit) for visit in found)


def by_uuid(visits: QuerySet[Visit], uuid: UUID) -> Visit | None:
    """One visit among the visible, also one that a correction replaced."""
    return visits.filter(uuid=uuid).select_related("case__citizen", "mentor").first()


def overlapping(mentor: Mentor, starts_at: datetime, ends_at: datetime, *, but: Visit | None = None) -> str:
    """When the mentor has another visit in some of these minutes, as people read it; empty where there is none."""
    others = standing(
        Visit.objects.filter(mentor=mentor, is_shared=False, starts_at__lt=ends_at, ends_at__gt=starts_at)
    )
    if but:
        others = others.exclude(pk=but.pk)
    other = others.order_by("starts_at").first()
    return f"{local.text(other.starts_at)}–{local.clock_text(other.ends_at)}" if other else ""


def _row(visit: Visit) -> VisitRow:
    places = dict.fromkeys(lists.Place(segment.place).label for segment in visit.segments.all())
    return VisitRow(
        uuid=str(visit.uuid),
        when=local.text(visit.starts_at),
        minutes=numbers.minutes_text(visit.minutes),
        places=", ".join(places),
        outcome=lists.Outcome(visit.outcome).label,
        cause=lists.Cause(visit.cause).label if visit.cause else "",
        state=State(visit.state),
        state_title=State(visit.state).label,
        note=visit.note,
        question=visit.question,
        is_late=visit.is_late,
        is_correction=visit.supersedes_id is not None,
    )
