from django.db import models
from django.db.models import Q

from parloeb.domain.audit.models import Traceable
from parloeb.domain.corps import lists
from parloeb.domain.corps.models.mentor import Mentor
from parloeb.domain.corps.models.noted import Lasting
from parloeb.domain.people.models import User


class Paper(Lasting):
    """A paper that a mentor has shown: what kind and its days, never what stands in it (BATT-15).

    `is_required`: without a valid one the mentor gets no new course. Of papers of one sort the newest tells.
    """

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(max_length=20, choices=lists.PaperKind.choices())
    title = models.CharField(max_length=100, blank=True)
    is_required = models.BooleanField(default=False)

    class Meta(Lasting.Meta):
        abstract = False
        ordering = ["mentor", "kind", "first_day", "id"]
        constraints = [
            *Lasting.Meta.constraints,
            models.CheckConstraint(
                name="corps_paper_kind", condition=Q(kind__in=[kind.value for kind in lists.PaperKind])
            ),
            models.CheckConstraint(
                name="corps_paper_named",
                condition=~Q(kind__in=[kind.value for kind in lists.NAMED_PAPERS]) | ~Q(title=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title or lists.PaperKind(self.kind).label


class SecrecyRenewal(Traceable):
    """A day on which a mentor read the declaration of secrecy again and signed; the first stands at the mentor."""

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="secrecy_renewals")
    signed_on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["mentor", "signed_on"]
        constraints = [
            models.UniqueConstraint(fields=["mentor", "signed_on"], name="corps_secrecy_renewed_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} {self.signed_on}"
