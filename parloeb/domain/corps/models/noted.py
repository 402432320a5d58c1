"""What every entry of a register keeps: who noted it and when, and why it was withdrawn. Nothing is rewritten."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from parloeb.domain.audit.models import Traceable
from parloeb.domain.corps import rules
from parloeb.domain.people.models import User


class Noted(Traceable):
    """An entry that somebody noted (nobody: the system). A wrong one is withdrawn with a reason, and stays to be read.

    One that was withdrawn holds on no day.
    """

    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_because = models.CharField(max_length=rules.REASON_LENGTH, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_withdrawn",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_because="")
                | Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because=""),
            ),
        ]


class Lasting(Noted):
    """One that holds from a first to a last day (None: open). `ended_on`: the day that came to be the last, before."""

    first_day = models.DateField()
    last_day = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta(Noted.Meta):
        abstract = True
        constraints = [
            *Noted.Meta.constraints,
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_days", condition=Q(last_day=None) | Q(last_day__gte=F("first_day"))
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_ended",
                condition=Q(ended_on=None, ended_at=None, ended_by=None)
                | Q(ended_on__gte=F("first_day"), ended_at__isnull=False)
                & (Q(last_day=None) | Q(last_day__gt=F("ended_on"))),
            ),
        ]

    @property
    def until(self) -> date | None:
        """The last day on which it holds; None while that is open."""
        return self.ended_on or self.last_day
