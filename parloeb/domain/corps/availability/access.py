"""Who keeps the hours of a mentor and who tells that a mentor is away."""

from django.db.models import QuerySet

from parloeb.domain.corps import access
from parloeb.domain.corps.models import Absence, Mentor, MentorHours
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.kernel import verdicts


def hours_visible_to(by: Actor) -> QuerySet[MentorHours]:
    """The hours of the mentors whom the actor sees."""
    return MentorHours.objects.filter(mentor__in=access.visible_to(by))


def absences_visible_to(by: Actor) -> QuerySet[Absence]:
    """The absences of the mentors whom the actor sees."""
    return Absence.objects.filter(mentor__in=access.visible_to(by))


def may_keep_hours(by: Actor, mentor: Mentor) -> verdicts.Verdict:
    """Whether the actor may set hours: the coordinator of the jobcentre, and who employs the mentor."""
    if by.role is Role.SUPPLIER_ADMIN and mentor.organisation_id in by.organisation_ids:
        return verdicts.YES
    return access.may_keep(by, mentor.jobcentre)


def may_tell_absence(by: Actor, mentor: Mentor) -> verdicts.Verdict:
    """Whether the actor may tell that the mentor is away: who may set the hours, and the mentor in person."""
    if access.is_own(by, mentor):
        return verdicts.YES
    return may_keep_hours(by, mentor)
