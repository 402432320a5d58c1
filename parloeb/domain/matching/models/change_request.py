from django.db import models
from django.db.models import F, Q

from parloeb.domain.audit.models import Traceable
from parloeb.domain.matching import lists
from parloeb.domain.matching.models.match import Match
from parloeb.domain.matching.states import OPEN_CHANGES, ChangeState
from parloeb.domain.people.models import User


class ChangeRequest(Traceable):
    """One of the two asks for a change of mentor, past the other, and is answered within the days that were set.

    `asked_on` is the day on which it was told, `written_by` who wrote it down. `answer` is what who asked reads.
    """

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    asked_by = models.CharField(max_length=7, choices=lists.Side.choices())
    way = models.CharField(max_length=8, choices=lists.WishWay.choices())
    reason = models.CharField(max_length=9, choices=lists.ChangeReason.choices(), blank=True)
    words = models.CharField(max_length=500, blank=True)
    asked_on = models.DateField()
    asked_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answer_by = models.DateField()
    state = models.CharField(max_length=9, choices=ChangeState.choices(), default=ChangeState.ASKED)
    answer = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["match", "asked_by"], condition=Q(state__in=OPEN_CHANGES), name="matching_one_open_change"
            ),
            models.CheckConstraint(
                name="matching_change_answered",
                condition=~Q(state__in=[ChangeState.SEARCHING, ChangeState.SETTLED])
                | Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(answer=""),
            ),
            models.CheckConstraint(
                name="matching_change_closed",
                condition=Q(state__in=OPEN_CHANGES, closed_at=None)
                | ~Q(state__in=OPEN_CHANGES) & Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(name="matching_change_deadline", condition=Q(answer_by__gte=F("asked_on"))),
            models.CheckConstraint(
                name="matching_change_side", condition=Q(asked_by__in=[one.value for one in lists.Side])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match} {self.asked_by} {self.state}"
