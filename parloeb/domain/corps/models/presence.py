from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from parloeb.domain.audit.models import Traceable
from parloeb.domain.cases.ranges import Days, OneOf
from parloeb.domain.corps import lists, rules
from parloeb.domain.corps.models.mentor import Mentor
from parloeb.domain.people.models import User


class MentorHours(Traceable):
    """So many minutes a week from a day until the next entry; one that was corrected holds on no day, and stays.

    A historic mentor has none: what the file said stands at the mentor. Set by nobody: by the system itself.
    """

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="hours")
    first_day = models.DateField()
    weekly_minutes = models.PositiveIntegerField()
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    corrected_at = models.DateTimeField(null=True)
    corrected_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["mentor", "first_day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mentor", "first_day"], condition=Q(corrected_at=None), name="corps_hours_from_a_day_once"
            ),
            models.CheckConstraint(name="corps_hours_week", condition=Q(weekly_minutes__lte=rules.MOST_WEEKLY_MINUTES)),
            models.CheckConstraint(
                name="corps_hours_corrected_at_a_moment", condition=Q(corrected_by=None) | Q(corrected_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_day} {self.weekly_minutes}"


class Absence(Traceable):
    """Days on which a mentor meets nobody; without a last day nobody knows yet when the mentor is back."""

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="absences")
    kind = models.CharField(max_length=7, choices=lists.AbsenceKind.choices())
    first_day = models.DateField()
    last_day = models.DateField(null=True)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["mentor", "first_day", "id"]
        constraints = [
            models.CheckConstraint(
                name="corps_absence_kind", condition=Q(kind__in=[kind.value for kind in lists.AbsenceKind])
            ),
            models.CheckConstraint(
                name="corps_absence_days", condition=Q(last_day=None) | Q(last_day__gte=F("first_day"))
            ),
            models.CheckConstraint(
                name="corps_absence_holiday_ends",
                condition=~Q(kind=lists.AbsenceKind.HOLIDAY.value) | Q(last_day__isnull=False),
            ),
            models.CheckConstraint(
                name="corps_absence_withdrawn_by_somebody",
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
            ExclusionConstraint(
                name="corps_absence_once_a_day",
                expressions=[
                    (OneOf(F("mentor_id")), RangeOperators.OVERLAPS),
                    (Days(F("first_day"), F("last_day")), RangeOperators.OVERLAPS),
                ],
                condition=Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_day}"
