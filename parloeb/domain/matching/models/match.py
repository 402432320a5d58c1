from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from parloeb.domain.audit.models import Traceable
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.ranges import Days, OneOf
from parloeb.domain.corps.lists import Language
from parloeb.domain.corps.models import Mentor
from parloeb.domain.matching import lists
from parloeb.domain.matching.states import BINDING, OPEN, State
from parloeb.domain.people.models import User


class Match(Traceable):
    """One mentor for one course: asked, answered, met, confirmed, running, ended. A person chose, always.

    `first_day` is the day of the mentor's yes, or the day after a former match if that is later; `last_day` comes with
    the end. `why` is the coordinator's reason; `area` and `language` are what the coordinator asked for. `closed_at`
    is the moment of the withdrawal or the end. `suggested` are the public ids of the mentors who were suggested when
    this one was chosen, the best fit first and the less obvious one last; nothing changes it later. `reminded_at`
    is when the mentor was told once more that the question waits. `meetings` are those that the two
    held, as their visits tell.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices(), default=State.PROPOSED)
    why = models.CharField(max_length=500, blank=True)
    area = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=2, choices=Language.choices(), blank=True)
    suggested_as = models.CharField(max_length=13, choices=lists.SuggestedAs.choices(), blank=True)
    suggested = ArrayField(models.UUIDField(), default=list)
    deviation_reason = models.CharField(max_length=13, choices=lists.DeviationReason.choices(), blank=True)
    deviation_text = models.CharField(max_length=500, blank=True)
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    answer_by = models.DateField(null=True)
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    decline_reason = models.CharField(max_length=13, choices=lists.DeclineReason.choices(), blank=True)
    decline_text = models.CharField(max_length=500, blank=True)
    met_on = models.DateField(null=True)
    meetings = models.PositiveSmallIntegerField(default=0)
    confirmed_at = models.DateTimeField(null=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    ended_by = models.CharField(max_length=9, choices=lists.EndedBy.choices(), blank=True)
    end_reason = models.CharField(max_length=12, choices=lists.EndReason.choices(), blank=True)
    end_text = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="matching_asked_has_deadline",
                condition=Q(state__in=[State.PROPOSED, State.WITHDRAWN])
                | Q(asked_at__isnull=False, answer_by__isnull=False),
            ),
            models.CheckConstraint(
                name="matching_reminded_was_asked",
                condition=Q(reminded_at=None) | Q(reminded_at__gt=F("asked_at")),
            ),
            models.CheckConstraint(
                name="matching_declined_has_reason", condition=~Q(state=State.DECLINED) | ~Q(decline_reason="")
            ),
            models.CheckConstraint(
                name="matching_binding_has_day", condition=~Q(state__in=BINDING) | Q(first_day__isnull=False)
            ),
            models.CheckConstraint(
                name="matching_ended_has_day_and_reason",
                condition=~Q(state=State.ENDED)
                | (Q(first_day__isnull=False, last_day__gte=F("first_day")) & ~Q(end_reason="") & ~Q(ended_by="")),
            ),
            models.CheckConstraint(
                name="matching_closed_has_moment",
                condition=~Q(state__in=[State.WITHDRAWN, State.ENDED]) | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="matching_unsuggested_has_reason",
                condition=Q(suggested_as=lists.SuggestedAs.NOT_SUGGESTED) & ~Q(deviation_reason="")
                | ~Q(suggested_as=lists.SuggestedAs.NOT_SUGGESTED) & Q(deviation_reason="", deviation_text=""),
            ),
            models.CheckConstraint(
                name="matching_other_deviation_has_text",
                condition=~Q(deviation_reason=lists.DeviationReason.OTHER) | ~Q(deviation_text=""),
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(state__in=OPEN), name="matching_one_open_question"),
            ExclusionConstraint(
                name="matching_no_two_at_once",
                expressions=[
                    (OneOf(F("case_id")), RangeOperators.OVERLAPS),
                    (Days(F("first_day"), F("last_day")), RangeOperators.OVERLAPS),
                ],
                condition=Q(state__in=[*BINDING, State.ENDED]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.mentor}"
