from django.db import models
from django.db.models import Q

from parloeb.domain.audit.models import Traceable
from parloeb.domain.matching import lists
from parloeb.domain.matching.models.match import Match
from parloeb.domain.people.models import User


class Continuation(Traceable):
    """What one of the two answered on going on, after they met. It never changes: the newest of each side counts.

    `way` is how it was told; `written_by` noted it, and is the one who answered where it was told on the own page.
    """

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=7, choices=lists.Side.choices())
    answer = models.CharField(max_length=5, choices=lists.GoOn.choices())
    words = models.CharField(max_length=500, blank=True)
    way = models.CharField(max_length=8, choices=lists.WishWay.choices())
    answered_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="matching_continuation_known",
                condition=Q(side__in=[one.value for one in lists.Side], answer__in=[one.value for one in lists.GoOn]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match} {self.side} {self.answer}"
