from datetime import timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import DateTimeField, ExpressionWrapper, F, Q, Value

from parloeb.domain.audit.models import Traceable
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.ranges import OneOf
from parloeb.domain.corps.models import Mentor
from parloeb.domain.people.models import User
from parloeb.domain.visits import lists, rules
from parloeb.domain.visits.ranges import Minutes
from parloeb.domain.visits.states import OccasionState, State

_END = ExpressionWrapper(F("starts_at") + F("minutes") * Value(timedelta(minutes=1)), output_field=DateTimeField())
_ONE_MINUTE = [
    (OneOf(F("mentor_id")), RangeOperators.OVERLAPS),
    (Minutes(F("starts_at"), F("ends_at")), RangeOperators.OVERLAPS),
]


_A_DAY_LATER = ExpressionWrapper(
    # Whole minutes, for what PostgreSQL calls a day has 23 hours or 25 where clocks are set.
    F("starts_at") + Value(rules.MOST_MINUTES) * Value(timedelta(minutes=1)),
    output_field=DateTimeField(),
)


class Occasion(Traceable):
    """The minutes that a mentor was out with one citizen or several, which no other occasion of the mentor's has.

    Each citizen's row is a `Visit` with its share of them. Where nothing came of it there are no minutes. Rows are not
    changed but for their state: a correction is a new occasion that `supersedes` the former.
    """

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    split = models.CharField(max_length=7, choices=lists.Split.choices(), default=lists.Split.ALONE)
    state = models.CharField(max_length=8, choices=OccasionState.choices(), default=OccasionState.STANDING)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    client_key = models.UUIDField(null=True, unique=True)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="visits_occasion_within_a_day",
                condition=Q(ends_at__gte=F("starts_at"), ends_at__lte=_A_DAY_LATER),
            ),
            models.CheckConstraint(name="visits_occasion_state", condition=Q(state__in=list(OccasionState))),
            models.CheckConstraint(name="visits_occasion_split", condition=Q(split__in=list(lists.Split))),
            ExclusionConstraint(
                name="visits_occasion_one_minute",
                expressions=_ONE_MINUTE,
                condition=Q(state=OccasionState.STANDING) & ~Q(split=lists.Split.UNSPLIT),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class Visit(Traceable):
    """One visit of a mentor to a citizen, live or imported. Minutes are stored by the four categories of 2008.

    Rows are not changed but for their state: a correction is a new row that `supersedes` the former. A live visit
    has segments, somebody who registered it and an occasion, whose time it has and whose minutes it has its share of;
    an imported one has none of them, but a registration key.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    occasion = models.ForeignKey(Occasion, on_delete=models.PROTECT, null=True, related_name="visits")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField()
    home_minutes = models.PositiveSmallIntegerField(default=0)
    work_minutes = models.PositiveSmallIntegerField(default=0)
    contact_minutes = models.PositiveSmallIntegerField(default=0)
    other_minutes = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=5, choices=lists.Kind.choices(), default=lists.Kind.HELP, db_default="help")
    outcome = models.CharField(max_length=11, choices=lists.Outcome.choices(), default=lists.Outcome.HELD)
    cause = models.CharField(max_length=17, choices=lists.Cause.choices(), blank=True)
    note = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices(), default=State.REGISTERED)
    state_at = models.DateTimeField(null=True)
    question = models.TextField(blank=True)
    annulled_because = models.CharField(max_length=500, blank=True, default="", db_default="")
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    is_late = models.BooleanField(default=False)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")
    registration_key = models.CharField(max_length=100, null=True, unique=True)  # noqa: DJ001 the live have none

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [
            models.Index(fields=["case", "starts_at"], name="visits_visit_of_case"),
            models.Index(fields=["mentor", "starts_at"], name="visits_visit_of_mentor"),
            models.Index(fields=["starts_at"], name="visits_visit_started"),
        ]
        constraints = [
            models.CheckConstraint(
                name="visits_visit_adds_up",
                condition=Q(minutes=F("home_minutes") + F("work_minutes") + F("contact_minutes") + F("other_minutes")),
            ),
            models.CheckConstraint(name="visits_visit_within_a_day", condition=Q(minutes__lte=rules.MOST_MINUTES)),
            models.CheckConstraint(
                name="visits_visit_ends_after_its_minutes",
                condition=Q(ends_at=_END) | Q(occasion__isnull=False, ends_at__gt=_END),
            ),
            models.CheckConstraint(
                name="visits_visit_held_has_minutes",
                condition=Q(outcome=lists.Outcome.HELD, minutes__gt=0, cause="")
                | (~Q(outcome=lists.Outcome.HELD) & Q(minutes=0) & ~Q(cause="")),
            ),
            models.CheckConstraint(
                name="visits_visit_state",
                condition=Q(state=State.REGISTERED) | Q(state__in=list(State), state_at__isnull=False),
            ),
            models.CheckConstraint(
                name="visits_visit_question", condition=~Q(state=State.QUESTIONED) | ~Q(question="")
            ),
            models.CheckConstraint(
                name="visits_visit_annulled_counts_no_more", condition=Q(annulled_because="") | Q(state=State.REPLACED)
            ),
            models.CheckConstraint(
                name="visits_visit_has_a_source",
                condition=Q(registered_by__isnull=False, occasion__isnull=False, registration_key=None)
                | Q(occasion=None, registration_key__isnull=False),
            ),
            ExclusionConstraint(
                name="visits_imported_one_minute",
                expressions=_ONE_MINUTE,
                condition=Q(occasion=None) & ~Q(state=State.REPLACED),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.starts_at:%Y-%m-%d}"


class Segment(models.Model):
    """A part of a visit at one place or by one means. Positions count from 1 in the order of the visit."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="segments")
    position = models.PositiveSmallIntegerField()
    place = models.CharField(max_length=11, choices=lists.Place.choices())
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["visit", "position"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "position"], name="visits_segment_once"),
            models.CheckConstraint(
                name="visits_segment_minutes", condition=Q(minutes__gt=0, minutes__lte=rules.MOST_MINUTES)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} {self.place}"


class SegmentTopic(models.Model):
    """The minutes of a segment that one topic took; those of a segment add up to its own."""

    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, related_name="topics")
    topic = models.CharField(max_length=11, choices=lists.Topic.choices())
    minutes = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["segment", "id"]
        constraints = [
            models.UniqueConstraint(fields=["segment", "topic"], name="visits_topic_once"),
            models.CheckConstraint(
                name="visits_topic_minutes", condition=Q(minutes__gt=0, minutes__lte=rules.MOST_MINUTES)
            ),
        ]

    def __str__(self) -> str:
        return self.topic


class InternalTime(Traceable):
    """A mentor's minutes of one day that were not with a citizen; in no table of the evaluation.

    `own_minutes` are those that the mentor registered oneself; the log of sparring can tell of more.
    """

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    kind = models.CharField(max_length=14, choices=lists.InternalKind.choices())
    minutes = models.PositiveSmallIntegerField()
    own_minutes = models.PositiveSmallIntegerField(default=0, db_default=0)
    note = models.CharField(max_length=rules.NOTE_LENGTH, blank=True)
    registered_at = models.DateTimeField()
    registered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["day", "id"]
        constraints = [
            models.UniqueConstraint(fields=["mentor", "day", "kind"], name="visits_internal_once"),
            models.CheckConstraint(
                name="visits_internal_minutes", condition=Q(minutes__gt=0, minutes__lte=rules.MOST_MINUTES)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"
