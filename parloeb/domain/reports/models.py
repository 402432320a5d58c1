from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from parloeb.domain.audit.models import Traceable
from parloeb.domain.cases.ranges import Days, OneOf
from parloeb.domain.matching.models import Match
from parloeb.domain.people.models import User
from parloeb.domain.reports import lists
from parloeb.domain.reports.states import State


class MonthlyReport(Traceable):
    """One month of one match or a few in a row, as the mentor tells them: `first_month` to `month`, each by its first
    day. They are kept as planned when it is begun, and as they came to be when it is first sent. `minutes` and `visits`
    are those registered when it was sent, and `no_shows` the appointments that came to nothing. The text is the
    mentor's, to be written on when a question comes; `question` is the last one. What was sent stands in ReportSending.

    `drafted` keeps each sentence of the draft with the records that it was made from. The own column is the
    citizen's; written by somebody else, from paper or a telephone call, it says so and why.
    """

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    first_month = models.DateField()
    month = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=State.choices(), default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    development = models.TextField(blank=True)
    wellbeing = models.TextField(blank=True)
    goals = models.TextField(blank=True)
    appointments = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    recommendation = models.CharField(max_length=9, choices=lists.Recommendation.choices(), blank=True)
    drafted = models.JSONField(default=dict)
    minutes = models.PositiveIntegerField(default=0)
    visits = models.PositiveSmallIntegerField(default=0)
    no_shows = models.PositiveSmallIntegerField(default=0)
    offered_on = models.DateField(null=True)
    own_column = models.TextField(blank=True)
    own_column_at = models.DateTimeField(null=True)
    own_column_way = models.CharField(max_length=5, choices=lists.OwnColumnWay.choices(), blank=True)
    own_column_reason = models.CharField(max_length=500, blank=True)
    own_column_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    question = models.TextField(blank=True)
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["month", "id"]
        constraints = [
            ExclusionConstraint(
                name="reports_month_once",
                expressions=[
                    (OneOf(F("match_id")), RangeOperators.OVERLAPS),
                    (Days(F("first_month"), F("month")), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                name="reports_month_begins_it",
                condition=Q(first_month__day=1, month__day=1, first_month__lte=F("month")),
            ),
            models.CheckConstraint(
                name="reports_sent_is_whole",
                condition=Q(state=State.DRAFT)
                | (
                    Q(sent_at__isnull=False, sent_by__isnull=False, offered_on__isnull=False)
                    & ~Q(development="")
                    & ~Q(recommendation="")
                ),
            ),
            models.CheckConstraint(
                name="reports_own_column_is_whole",
                condition=Q(own_column="")
                | (
                    Q(own_column_at__isnull=False, own_column_by__isnull=False, offered_on__isnull=False)
                    & ~Q(own_column_way="")
                    & (Q(own_column_way=lists.OwnColumnWay.SELF) | ~Q(own_column_reason=""))
                ),
            ),
            models.CheckConstraint(
                name="reports_returned_has_question", condition=~Q(state=State.RETURNED) | ~Q(question="")
            ),
            models.CheckConstraint(
                name="reports_read_has_reader",
                condition=~Q(state=State.READ) | Q(read_at__isnull=False, read_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match} {self.month:%Y-%m}"


class ReportSending(Traceable):
    """What a report said when it was sent: one row each time, never changed, for it is what others acted on."""

    report = models.ForeignKey(MonthlyReport, on_delete=models.PROTECT, related_name="sendings")
    development = models.TextField()
    wellbeing = models.TextField(blank=True)
    goals = models.TextField(blank=True)
    appointments = models.TextField(blank=True)
    risks = models.TextField(blank=True)
    recommendation = models.CharField(max_length=9, choices=lists.Recommendation.choices())
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.report} {self.sent_at:%Y-%m-%d}"


class ReportQuestion(Traceable):
    """One question of the caseworker to a report that was sent."""

    report = models.ForeignKey(MonthlyReport, on_delete=models.PROTECT, related_name="questions")
    text = models.TextField()
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(name="reports_question_asks", condition=~Q(text=""))]

    def __str__(self) -> str:
        return self.text
