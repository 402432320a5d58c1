import uuid

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, RangeOperators
from django.db import models
from django.db.models import F, Q

from parloeb.domain.agreements import lists, rules
from parloeb.domain.agreements.states import CONCLUDED, OPEN, State
from parloeb.domain.audit.models import Traceable
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.ranges import Days, OneOf
from parloeb.domain.matching.models import Match
from parloeb.domain.people.models import User


class Agreement(Traceable):
    """What the three agree on for a match. A signed one never changes: a change is a new edition that replaces it.

    `minutes_per_week` in minutes, the most of a week where they are not the same in each. `version` grows with every
    saving of the draft, `edition` with every agreement of the match. `first_day` and `last_day` are what was agreed on;
    `in_force_from` and `in_force_to` are the days on which it holds: none before the last signature, none after a newer
    one took over.
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
    hours_kind = models.CharField(max_length=10, choices=lists.HoursKind.choices(), default=lists.HoursKind.EVEN)
    minutes_per_week = models.PositiveIntegerField(null=True)
    rhythm = models.CharField(max_length=12, choices=lists.Rhythm.choices(), blank=True)
    place = models.CharField(max_length=rules.PLACE_LENGTH, blank=True)
    tasks = ArrayField(models.CharField(max_length=14, choices=lists.Task.choices()), default=list)
    reporting = models.TextField(blank=True)
    phase_out = models.TextField(blank=True)
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    presented_at = models.DateTimeField(null=True)
    signed_at = models.DateTimeField(null=True)
    in_force_from = models.DateField(null=True)
    in_force_to = models.DateField(null=True)
    replaced_by = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaced")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["match", "edition"], condition=~Q(state=State.DROPPED), name="agreements_edition_once"
            ),
            models.UniqueConstraint(fields=["match"], condition=Q(state__in=OPEN), name="agreements_one_open_draft"),
            models.CheckConstraint(
                name="agreements_presented_is_whole",
                condition=Q(state__in=[State.DRAFT, State.DROPPED])
                | (
                    Q(first_day__isnull=False, last_day__isnull=False, minutes_per_week__isnull=False)
                    & Q(last_day__gte=F("first_day"), minutes_per_week__gt=0, presented_at__isnull=False)
                    & ~Q(goal_own_words="")
                    & ~Q(goal="")
                    & ~Q(rhythm="")
                    & ~Q(tasks=[])
                ),
            ),
            models.CheckConstraint(
                name="agreements_concluded_has_moment",
                condition=Q(state__in=CONCLUDED, signed_at__isnull=False)
                | ~Q(state__in=CONCLUDED) & Q(signed_at=None, in_force_from=None, in_force_to=None),
            ),
            models.CheckConstraint(
                name="agreements_in_force_within_agreed",
                condition=Q(in_force_from=None, in_force_to=None) & ~Q(state=State.SIGNED)
                | Q(
                    in_force_from__isnull=False,
                    in_force_to__isnull=False,
                    in_force_from__gte=F("first_day"),
                    in_force_to__gte=F("in_force_from"),
                    in_force_to__lte=F("last_day"),
                ),
            ),
            models.CheckConstraint(
                name="agreements_replaced_by_one",
                condition=Q(state=State.REPLACED, replaced_by__isnull=False)
                | ~Q(state=State.REPLACED) & Q(replaced_by=None),
            ),
            ExclusionConstraint(
                name="agreements_no_two_at_once",
                expressions=[
                    (OneOf(F("case_id")), RangeOperators.OVERLAPS),
                    (Days(F("in_force_from"), F("in_force_to")), RangeOperators.OVERLAPS),
                ],
                condition=Q(in_force_from__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.edition}"


class Goal(Traceable):
    """A sub-goal (delmål): in both's words, with "we will see that ...", a day, and how far it has come.

    `key` says which goal it is, whatever its words: it is kept when the words are corrected, and a new edition carries
    it on. `is_standing` marks "coping without support", which every agreement has.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="goals")
    key = models.UUIDField(default=uuid.uuid4)
    position = models.PositiveSmallIntegerField()
    own_words = models.CharField(max_length=rules.LINE_LENGTH, blank=True)
    text = models.CharField(max_length=rules.LINE_LENGTH, blank=True)
    we_will_see = models.CharField(max_length=rules.LINE_LENGTH, blank=True)
    due_on = models.DateField(null=True)
    support = models.CharField(max_length=8, choices=lists.Support.choices(), default=lists.Support.TOGETHER)
    is_standing = models.BooleanField(default=False)

    class Meta:
        ordering = ["agreement", "is_standing", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "position"],
                name="agreements_goal_once",
                deferrable=models.Deferrable.IMMEDIATE,  # two rows change places in one statement
            ),
            models.UniqueConstraint(fields=["agreement", "key"], name="agreements_goal_key_once"),
            models.UniqueConstraint(
                fields=["agreement"], condition=Q(is_standing=True), name="agreements_one_standing_goal"
            ),
        ]

    def __str__(self) -> str:
        return self.text


class AgreedHours(Traceable):
    """The minutes of a week that are agreed on from a day, where they are not the same in each week.

    A stretch without a last day goes on as long as the agreement.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="hours")
    first_day = models.DateField()
    last_day = models.DateField(null=True)
    minutes = models.PositiveIntegerField()

    class Meta:
        ordering = ["agreement", "first_day"]
        constraints = [
            models.CheckConstraint(
                name="agreements_hours_have_days_and_minutes",
                condition=Q(minutes__gt=0) & (Q(last_day=None) | Q(last_day__gte=F("first_day"))),
            ),
            ExclusionConstraint(
                name="agreements_hours_once_a_day",
                expressions=[
                    (OneOf(F("agreement_id")), RangeOperators.OVERLAPS),
                    (Days(F("first_day"), F("last_day")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agreement} {self.first_day}"


class Signature(Traceable):
    """One party's yes to one agreement; for the citizen also on behalf or on paper, with a reason.

    A change of the text voids it from `voided_at` on; the row stays.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="signatures")
    party = models.CharField(max_length=10, choices=lists.Party.choices())
    way = models.CharField(max_length=9, choices=lists.Way.choices(), default=lists.Way.SELF)
    signed_at = models.DateTimeField()
    signed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=rules.REASON_LENGTH, blank=True)
    voided_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "party"], condition=Q(voided_at=None), name="agreements_party_signs_once"
            ),
            models.CheckConstraint(
                name="agreements_only_for_the_citizen_with_a_reason",
                condition=Q(way=lists.Way.SELF) | Q(party=lists.Party.CITIZEN) & ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return self.party
