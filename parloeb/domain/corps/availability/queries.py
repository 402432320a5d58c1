"""Hours and absences: of many mentors for rules, and of one as rows of finished strings for pages."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from parloeb.domain.corps import lists
from parloeb.domain.corps.availability.rules import Presence
from parloeb.domain.corps.models import Absence, Mentor, MentorHours
from parloeb.domain.people.models import User
from parloeb.kernel import days, local, numbers
from parloeb.kernel.periods import Period


@dataclass(frozen=True)
class HoursRow:
    """One entry of hours. `is_corrected` holds on no day; `is_now` is in force; the only one cannot be taken back."""

    uuid: UUID
    since: str
    hours: str
    told: str
    is_now: bool
    is_corrected: bool
    may_take_back: bool


@dataclass(frozen=True)
class AbsenceRow:
    """One absence. `is_over` is one that was withdrawn or lies behind; `is_open` has no last day."""

    uuid: UUID
    kind: str
    period: str
    told: str
    is_withdrawn: bool
    is_over: bool
    is_open: bool


def presences(mentors: Iterable[int]) -> dict[int, Presence]:
    """What each of these mentors has, by key: in three queries whatever their number."""
    keys = list(mentors)
    hours: dict[int, list[tuple[date, int]]] = defaultdict(list)
    entries = MentorHours.objects.filter(mentor__in=keys, corrected_at=None).order_by("first_day")
    for mentor, first_day, minutes in entries.values_list("mentor", "first_day", "weekly_minutes"):
        hours[mentor].append((first_day, minutes))
    absences: dict[int, list[Period]] = defaultdict(list)
    away = Absence.objects.filter(mentor__in=keys, withdrawn_at=None).order_by("first_day")
    for mentor, first_day, last_day in away.values_list("mentor", "first_day", "last_day"):
        absences[mentor].append(Period(first_day, last_day))
    registered = Mentor.objects.filter(pk__in=keys).order_by("pk").values_list("pk", "first_day", "weekly_minutes")
    return {
        key: Presence(tuple(hours[key]) or ((first_day, minutes),), tuple(absences[key]))
        for key, first_day, minutes in registered
    }


def hours_rows(visible: QuerySet[MentorHours], mentor: int, *, on: date) -> tuple[HoursRow, ...]:
    """The entries of one mentor, the newest day first, those that were corrected among them."""
    entries = list(visible.filter(mentor=mentor).select_related("set_by", "corrected_by").order_by("-first_day", "-pk"))
    standing = [entry for entry in entries if entry.corrected_at is None]
    now = next((entry for entry in standing if entry.first_day <= on), standing[-1] if standing else None)
    return tuple(
        HoursRow(
            uuid=entry.uuid,
            since=days.text(entry.first_day),
            hours=numbers.hours_text(numbers.hours_of(entry.weekly_minutes)),
            told=_told("Skrevet", entry.set_at, entry.set_by)
            + (f". {_told('Rettet', entry.corrected_at, entry.corrected_by)}" if entry.corrected_at else ""),
            is_now=entry is now,
            is_corrected=entry.corrected_at is not None,
            may_take_back=entry.corrected_at is None and len(standing) > 1,
        )
        for entry in entries
    )


def absence_rows(visible: QuerySet[Absence], mentor: int, *, on: date) -> tuple[AbsenceRow, ...]:
    """The absences of one mentor, the newest first, those that were withdrawn among them."""
    found = visible.filter(mentor=mentor).select_related("registered_by", "withdrawn_by")
    return tuple(
        AbsenceRow(
            uuid=one.uuid,
            kind=lists.AbsenceKind(one.kind).label,
            period=str(Period(one.first_day, one.last_day)),
            told=_told("Skrevet", one.registered_at, one.registered_by)
            + (f". {_told('Trukket tilbage', one.withdrawn_at, one.withdrawn_by)}" if one.withdrawn_at else ""),
            is_withdrawn=one.withdrawn_at is not None,
            is_over=one.withdrawn_at is not None or (one.last_day is not None and one.last_day < on),
            is_open=one.last_day is None and one.withdrawn_at is None,
        )
        for one in found.order_by("-first_day", "-pk")
    )


def hours_by_uuid(visible: QuerySet[MentorHours], uuid: UUID) -> MentorHours | None:
    """One entry among the visible, with its mentor."""
    return visible.filter(uuid=uuid).select_related("mentor__jobcentre", "mentor__user").first()


def absence_by_uuid(visible: QuerySet[Absence], uuid: UUID) -> Absence | None:
    """One absence among the visible, with its mentor."""
    return visible.filter(uuid=uuid).select_related("mentor__jobcentre", "mentor__user").first()


def _told(act: str, at: datetime, who: User | None) -> str:
    return f"{act} {days.text(local.local_day(at))}" + (f" af {who.name}" if who else "")
