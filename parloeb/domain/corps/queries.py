"""Frozen rows of finished strings on mentors, for pages. A door hands in what `access.visible_to` gave."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from parloeb.domain.corps import lists, rules
from parloeb.domain.corps.models import Mentor
from parloeb.domain.people.models import User
from parloeb.kernel import numbers


@dataclass(frozen=True)
class MentorRow:
    """One row of a list of mentors."""

    uuid: str
    name: str
    kind: str
    profile: str
    languages: str
    areas: str
    weekly_hours: str


def working_on(mentors: QuerySet[Mentor], day: date) -> QuerySet[Mentor]:
    """Narrow to those who work on the day and can be asked: historic ones have nobody to ask."""
    return mentors.filter(first_day__lte=day, user__isnull=False).filter(Q(last_day=None) | Q(last_day__gte=day))


def rows(mentors: QuerySet[Mentor]) -> tuple[MentorRow, ...]:
    """The mentors as rows, in Danish order of names."""
    return tuple(_row(mentor) for mentor in mentors.order_by("sort_key", "id"))


def by_uuid(mentors: QuerySet[Mentor], uuid: UUID) -> Mentor | None:
    """One mentor among the visible."""
    return mentors.filter(uuid=uuid).select_related("user", "jobcentre").first()


def of_user(user: User) -> Mentor | None:
    """The mentor that a user is, if any."""
    return Mentor.objects.filter(user=user).first()


def _row(mentor: Mentor) -> MentorRow:
    return MentorRow(
        uuid=str(mentor.uuid),
        name=rules.shown_name(mentor.name, registration_key=mentor.registration_key),
        kind=lists.Kind(mentor.kind).label,
        profile=lists.Profile(mentor.profile).label if mentor.profile else "",
        languages=", ".join(lists.Language(code).label for code in mentor.languages),
        areas=", ".join(mentor.areas),
        weekly_hours=numbers.hours_text(numbers.hours_of(mentor.weekly_minutes)),
    )
