from django.db import models
from django.db.models import Q

from parloeb.domain.audit.models import Traceable
from parloeb.domain.cases.models import Case
from parloeb.domain.correspondence.models import Letter
from parloeb.domain.followup import lists
from parloeb.domain.people.models import User


class Talk(Traceable):
    """A follow-up talk: who was there, what was said, what was decided, and when the next one is."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    participants = models.CharField(max_length=300)
    minutes = models.TextField()
    decision = models.CharField(max_length=10, choices=lists.Decision.choices())
    decision_text = models.CharField(max_length=500, blank=True)
    next_on = models.DateField(null=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["held_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="followup_talk_next_after", condition=Q(next_on=None) | Q(next_on__gt=models.F("held_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.held_on}"


class Closing(Traceable):
    """The end of a course: its last day and why, what was reached, who takes over.

    `text` are the reasons of an end that the citizen did not agree to, `despite` why it ended with something missing.
    An imported end has its day alone, and may lack its reason; one who died gets no letter.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    ended_on = models.DateField()
    reason = models.CharField(max_length=24, choices=lists.EndReason.choices(), blank=True)
    wish = models.CharField(max_length=9, choices=lists.Wish.choices(), blank=True)
    reached = models.TextField(blank=True)
    receiver = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    despite = models.TextField(blank=True)
    receiver_acknowledged_on = models.DateField(null=True)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, related_name="+")
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="followup_closing_reason",
                condition=Q(reason__in=["", *(reason.value for reason in lists.EndReason)]),
            ),
            models.CheckConstraint(
                name="followup_live_closing_is_whole",
                condition=Q(closed_by=None)
                | (
                    Q(closed_at__isnull=False)
                    & ~Q(reason="")
                    & (Q(reason=lists.EndReason.DIED) | (Q(letter__isnull=False) & ~Q(wish="")))
                ),
            ),
            models.CheckConstraint(
                name="followup_closing_against_wish_has_reasons",
                condition=Q(wish__in=["", lists.Wish.AGREES]) | ~Q(text=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.ended_on}"
