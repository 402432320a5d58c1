"""Frozen rows of finished strings on mentors, for pages. A door hands in what `access.visible_to` gave."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from parloeb.domain.corps import lists, rules, weektimes
from parloeb.domain.corps.availability import queries as availability
from parloeb.domain.corps.availability.rules import Presence
from parloeb.domain.corps.models import Mentor
from parloeb.domain.people.models import Organisation, RoleAssignment, User
from parloeb.domain.people.rules import OrganisationKind, Role
from parloeb.kernel import days, numbers, sorting
from parloeb.kernel.periods import Period


@dataclass(frozen=True)
class MentorRow:
    """One row of a list of mentors. `away` are the days of absences that have begun or will.

    `is_there` is not one who is away without knowing for how long.
    """

    uuid: str
    name: str
    kind: str
    profile: str
    languages: str
    areas: str
    weekly_hours: str
    weekly_minutes: int
    away: str
    is_there: bool
    key: int
    has_signed: bool
    has_user: bool
    has_left_by: date | None


@dataclass(frozen=True)
class CompetenceRow:
    """Something a mentor can: the code of the field, what it is called, how well, by which source, since when."""

    field: str
    what: str
    level: str
    source: str
    since: str
    is_own_word: bool


@dataclass(frozen=True)
class MentorSheet:
    """One mentor to read."""

    uuid: UUID
    name: str
    weekly_hours: str
    has_signed: bool
    facts: tuple[tuple[str, str], ...]
    competences: tuple[CompetenceRow, ...]


def rows(mentors: QuerySet[Mentor], *, on: date) -> tuple[MentorRow, ...]:
    """The mentors as rows with the hours of the day, in Danish order of names."""
    found = list(mentors.order_by("sort_key", "id"))
    present = availability.presences(mentor.pk for mentor in found)
    return tuple(_row(mentor, present[mentor.pk], on=on) for mentor in found)


def by_uuid(mentors: QuerySet[Mentor], uuid: UUID) -> Mentor | None:
    """One mentor among the visible."""
    return mentors.filter(uuid=uuid).select_related("user", "jobcentre").first()


def sheet(mentors: QuerySet[Mentor], uuid: UUID, *, on: date) -> MentorSheet | None:
    """One mentor among the visible, to read; None where there is none."""
    mentor = mentors.filter(uuid=uuid).select_related("user", "organisation").prefetch_related("competences").first()
    return _sheet(mentor, availability.presences([mentor.pk])[mentor.pk], on=on) if mentor else None


def description_of(mentor: Mentor, *, on: date) -> rules.Description:
    """What a mentor is described by on the day."""
    return described(mentor, availability.presences([mentor.pk])[mentor.pk], on=on)


def described(mentor: Mentor, presence: Presence, *, on: date) -> rules.Description:
    """What a mentor whose hours were found is described by on the day."""
    return rules.Description(
        name=mentor.name,
        kind=mentor.kind,
        first_day=mentor.first_day,
        weekly_minutes=presence.agreed_minutes(on),
        profile=mentor.profile,
        sex=mentor.sex,
        languages=tuple(mentor.languages),
        areas=tuple(mentor.areas),
        last_day=mentor.last_day,
        times=tuple(mentor.times),
        meeting_places=tuple(mentor.meeting_places),
    )


def to_be_asked(mentors: Iterable[Mentor], *, on: date) -> list[Mentor]:
    """Those of these mentors who can be asked at all: who have a user, and have not left on the day."""
    return [mentor for mentor in mentors if mentor.user_id and (mentor.last_day is None or mentor.last_day >= on)]


def by_name(mentors: QuerySet[Mentor], *, on: date) -> QuerySet[Mentor]:
    """Those of these mentors who have not left on the day, in Danish order of names."""
    return mentors.filter(Q(last_day=None) | Q(last_day__gte=on)).order_by("sort_key", "id")


def areas_of(mentors: Iterable[Mentor]) -> tuple[str, ...]:
    """Every area that one of these mentors covers, in Danish order."""
    known = {area for mentor in mentors for area in mentor.areas}
    return tuple(sorted(known, key=sorting.sort_key))


def users_to_register(jobcentre: Organisation, *, on: date) -> tuple[tuple[UUID, str], ...]:
    """Users in the role of mentor who are in no corps yet, as (public id, name and employer).

    Left out are those who are mentors of another jobcentre; a supplier's may work for any.
    """
    rows = _mentor_roles(on=on).exclude(user__in=Mentor.objects.filter(user__isnull=False).values("user"))
    own = Q(organisation=None) | Q(organisation=jobcentre) | ~Q(organisation__kind=OrganisationKind.JOBCENTRE)
    found = rows.filter(own).select_related("user", "organisation").order_by("user__name", "user_id")
    return tuple(
        (row.user.uuid, f"{row.user.name}, {row.organisation.name}" if row.organisation else row.user.name)
        for row in found
    )


def employer_of(user: User, *, on: date) -> Organisation | None:
    """The organisation that the user is a mentor of; none for a mentor without one."""
    row = _mentor_roles(on=on).filter(user=user, organisation__isnull=False).select_related("organisation").first()
    return row.organisation if row else None


def _mentor_roles(*, on: date) -> QuerySet[RoleAssignment]:
    held = RoleAssignment.objects.filter(role=Role.MENTOR, user__is_active=True, first_day__lte=on)
    return held.filter(Q(last_day=None) | Q(last_day__gte=on))


def _sheet(mentor: Mentor, presence: Presence, *, on: date) -> MentorSheet:
    row = _row(mentor, presence, on=on)
    shown = (
        ("Ansættelse", row.kind),
        ("Organisation", mentor.organisation.name if mentor.organisation else ""),
        ("Profil", row.profile),
        ("Køn", lists.Sex(mentor.sex).label if mentor.sex else ""),
        ("Sprog", row.languages),
        ("Områder", row.areas),
        ("Timer om ugen", row.weekly_hours),
        ("Fravær", row.away),
        ("Kan mødes", weektimes.text(mentor.times)),
        ("Mødesteder", ", ".join(lists.MeetingPlace(code).label for code in mentor.meeting_places)),
        ("I korpset", str(Period(mentor.first_day, mentor.last_day))),
        ("Logger ind som", mentor.user.email if mentor.user else "Har ingen bruger og kan ikke spørges"),
    )
    return MentorSheet(
        uuid=mentor.uuid,
        name=row.name,
        weekly_hours=row.weekly_hours,
        has_signed=mentor.secrecy_signed_on is not None,
        facts=tuple((label, value) for label, value in shown if value),
        competences=tuple(
            CompetenceRow(
                one.field,
                lists.Field(one.field).label,
                rules.LEVEL_TITLES[one.level],
                lists.Source(one.source).label,
                days.text(one.known_on),
                is_own_word=one.source == lists.Source.OWN_WORD,
            )
            for one in mentor.competences.all()
        ),
    )


def _row(mentor: Mentor, presence: Presence, *, on: date) -> MentorRow:
    minutes = presence.agreed_minutes(on)
    return MentorRow(
        uuid=str(mentor.uuid),
        name=rules.shown_name(mentor.name, registration_key=mentor.registration_key),
        kind=lists.Kind(mentor.kind).label,
        profile=lists.Profile(mentor.profile).label if mentor.profile else "",
        languages=", ".join(lists.Language(code).label for code in mentor.languages),
        areas=", ".join(mentor.areas),
        weekly_hours=numbers.hours_text(numbers.hours_of(minutes)),
        weekly_minutes=minutes,
        away=", ".join(str(absence) for absence in presence.coming(on)),
        is_there=presence.agreed_minutes(on) == presence.weekly_minutes(on),
        key=mentor.pk,
        has_signed=mentor.secrecy_signed_on is not None,
        has_user=mentor.user_id is not None,
        has_left_by=mentor.last_day,
    )
