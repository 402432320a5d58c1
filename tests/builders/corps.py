"""Mentors of a jobcentre's corps, and companies."""

from datetime import date

from parloeb.domain.companies import commands as companies
from parloeb.domain.companies.models import Company
from parloeb.domain.corps import commands, lists, rules
from parloeb.domain.corps.models import Mentor, MentorHours
from parloeb.domain.people import acting
from parloeb.domain.people.models import Organisation, User
from tests.builders import people
from tests.builders.clock import AT, LONG_AGO


def a_corps_mentor(
    name: str = "Mikkel Lund",
    *,
    user: User | None = None,
    jobcentre: Organisation | None = None,
    kind: lists.Kind = lists.Kind.MUNICIPALITY,
    first_day: date = LONG_AGO,
    weekly_minutes: int = 37 * 60,
) -> Mentor:
    """A mentor in the corps of a jobcentre, with a user in the role of mentor; both are made where not given."""
    return commands.register_mentor(
        rules.Description(name=name, kind=kind, first_day=first_day, weekly_minutes=weekly_minutes),
        jobcentre=jobcentre or people.a_jobcentre(),
        user=user or people.a_mentor(name),
        by=acting.SYSTEM,
        at=AT,
    )


def has_hours(mentor: Mentor, weekly_minutes: int) -> None:
    """Let the mentor have so many minutes a week on every day."""
    MentorHours.objects.filter(mentor=mentor).update(weekly_minutes=weekly_minutes)
    Mentor.objects.filter(pk=mentor.pk).update(weekly_minutes=weekly_minutes)


def a_company(name: str = "Bageriet på Torvet", *, jobcentre: Organisation) -> Company:
    """A company that takes citizens of the jobcentre in."""
    return companies.register_company(jobcentre=jobcentre, name=name, by=acting.SYSTEM, at=AT)
