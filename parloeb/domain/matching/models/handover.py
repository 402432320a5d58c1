"""The handover from one mentor to the next."""

from django.db import models
from django.db.models import Q

from parloeb.domain.audit.models import Traceable
from parloeb.domain.cases.models import Case
from parloeb.domain.matching.handing_over import OPEN, Author, State
from parloeb.domain.matching.models.match import Match
from parloeb.domain.people.models import User


class Handover(Traceable):
    """What the next mentor of a course is told when a mentor leaves; one at a time is open in a course.

    `former` is the match that ended, `receiving` the one that cannot go on before it was read. `facts` are what the
    agreement and the other rooms said when it was handed over: [heading, [[label, value], ...]] for each part.
    `health_agreed_on` is the day on which the citizen said yes to passing on what it tells of health.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    former = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    receiving = models.ForeignKey(Match, on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=12, choices=State.choices(), default=State.DRAFT)
    begun_at = models.DateTimeField()
    facts = models.JSONField(default=list)
    health_agreed_on = models.DateField(null=True)
    handed_over_at = models.DateTimeField(null=True)
    handed_over_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    acknowledged_at = models.DateTimeField(null=True)
    overridden_at = models.DateTimeField(null=True)
    overridden_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    overridden_because = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(state__in=OPEN), name="matching_handover_one_open"),
            models.UniqueConstraint(fields=["receiving"], name="matching_handover_received_once"),
            models.CheckConstraint(
                name="matching_handover_handed_by",
                condition=~Q(state__in=[State.HANDED_OVER, State.ACKNOWLEDGED])
                | Q(handed_over_at__isnull=False, handed_over_by__isnull=False),
            ),
            models.CheckConstraint(
                name="matching_handover_read_by_one",
                condition=Q(state=State.ACKNOWLEDGED, acknowledged_at__isnull=False, receiving__isnull=False)
                | ~Q(state=State.ACKNOWLEDGED) & Q(acknowledged_at=None),
            ),
            models.CheckConstraint(
                name="matching_handover_overridden_why",
                condition=Q(state=State.OVERRIDDEN, overridden_at__isnull=False, overridden_by__isnull=False)
                & ~Q(overridden_because="")
                | ~Q(state=State.OVERRIDDEN) & Q(overridden_at=None, overridden_by=None, overridden_because=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.state}"


class HandoverWords(models.Model):
    """What one of the three wrote in a handover. What the citizen struck is gone, and when."""

    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="words")
    author = models.CharField(max_length=11, choices=Author.choices())
    works = models.CharField(max_length=1000, blank=True)
    avoid = models.CharField(max_length=1000, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    struck_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["handover", "author"], name="matching_handover_words_once"),
            models.CheckConstraint(
                name="matching_handover_words_or_struck",
                condition=Q(struck_at=None) & (~Q(works="") | ~Q(avoid=""))
                | Q(struck_at__isnull=False, works="", avoid="", author=Author.CITIZEN),
            ),
        ]

    def __str__(self) -> str:
        return self.author
