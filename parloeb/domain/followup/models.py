from django.db import models

from parloeb.domain.audit.models import Traceable
from parloeb.domain.cases.models import Case
from parloeb.domain.followup import lists


class Closing(Traceable):
    """The end of a course: its last day and why. An imported end may lack its reason."""

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField()
    reason = models.CharField(max_length=24, choices=lists.EndReason.choices(), blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="followup_closing_reason",
                condition=models.Q(reason__in=["", *(reason.value for reason in lists.EndReason)]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.ended_on}"
