from django.db import models
from django.db.models import Q

from parloeb.domain.audit.models import Traceable
from parloeb.domain.corps.models import Mentor
from parloeb.domain.matching import lists
from parloeb.domain.people.models import Citizen, User


class Exclusion(Traceable):
    """Two who are put together in no course of the citizen until somebody lifts it; then it is kept all the same."""

    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="+")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="+")
    why = models.CharField(max_length=13, choices=lists.ExclusionReason.choices())
    words = models.CharField(max_length=500, blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["citizen", "mentor"], condition=Q(lifted_at=None), name="matching_excluded_once"
            ),
            models.CheckConstraint(
                name="matching_exclusion_other_has_words",
                condition=~Q(why=lists.ExclusionReason.OTHER) | ~Q(words=""),
            ),
            models.CheckConstraint(
                name="matching_exclusion_lifted_whole",
                condition=Q(lifted_at=None, lifted_by=None, lifted_because="")
                | Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.citizen} {self.mentor}"
