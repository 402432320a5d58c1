from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from parloeb.domain.agreements import lists
from parloeb.domain.agreements.states import State
from parloeb.domain.audit.models import Traceable
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.ranges import Days, OneOf
from parloeb.domain.matching.models import Match
from parloeb.domain.people.models import User


class Agreement(Traceable):
    """What the three agree on for a match. A signed one never changes: a change is a new edition that replaces it.

    `minutes_per_week` in minutes. `version` grows with every saving of the draft, `edition` with every agreement of
    the match.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices(), default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    goal_own_words = models.TextField(blank=True)
    goal = models.TextField(blank=True)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    minutes_per_week = models.PositiveIntegerField(null=True)
    rhythm = models.CharField(max_length=12, choices=lists.Rhythm.choices(), blank=True)
    place = models.CharField(max_length=200, blank=True)
    tasks = ArrayField(models.CharField(max_length=14, choices=lists.Task.choices()), default=list)
    reporting = models.TextField(blank=True)
    phase_out = models.TextField(blank=True)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["match", "edition"], name="agreements_edition_once"),
            models.UniqueConstraint(
                fields=["match"],
                condition=Q(state__in=[State.DRAFT, State.SIGNING]),
                name="agreements_one_open_draft",
            ),
            models.CheckConstraint(
                name="agreements_presented_is_whole",
                condition=Q(state__in=[State.DRAFT, State.DROPPED])
                | (
                    Q(first_day__isnull=False, last_day__gte=F("first_day"), minutes_per_week__gt=0)
                    & ~Q(goal_own_words="")
                    & ~Q(goal="")
                    & ~Q(rhythm="")
                ),
            ),
            models.CheckConstraint(
                name="agreements_signed_has_moment",
                condition=~Q(state__in=[State.SIGNED, State.REPLACED]) | Q(signed_at__isnull=False),
            ),
            ExclusionConstraint(
                name="agreements_no_two_at_once",
                expressions=[
                    (OneOf(F("case_id")), RangeOperators.OVERLAPS),
                    (Days(F("first_day"), F("last_day")), RangeOperators.OVERLAPS),
                ],
                condition=Q(state=State.SIGNED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.edition}"


class Goal(Traceable):
    """A sub-goal (delmål): in words of its own, with "we will see that ...", a day, and how far it has come.

    `is_standing` marks "coping without support", which every agreement has.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="goals")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    we_will_see = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)
    support = models.CharField(max_length=8, choices=lists.Support.choices(), default=lists.Support.TOGETHER)
    is_standing = models.BooleanField(default=False)

    class Meta:
        ordering = ["agreement", "position"]
        constraints = [
            models.UniqueConstraint(fields=["agreement", "position"], name="agreements_goal_once"),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(is_standing=True), name="agreements_one_standing_goal"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Signature(Traceable):
    """One party's yes to one agreement; on behalf of the party with a reason."""

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    party = models.CharField(max_length=10, choices=lists.Party.choices())
    way = models.CharField(max_length=9, choices=lists.Way.choices(), default=lists.Way.SELF)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "party"], condition=Q(voided_at=None), name="agreements_party_signs_once"
            ),
            models.CheckConstraint(
                name="agreements_on_behalf_has_reason", condition=Q(way=lists.Way.SELF) | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.party
