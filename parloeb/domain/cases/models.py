from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce

from parloeb.domain.audit.models import Traceable
from parloeb.domain.cases import rules
from parloeb.domain.cases.lists import Ground, Teller
from parloeb.domain.cases.ranges import Days, OneOf
from parloeb.domain.people.models import Citizen, Organisation, Team, User


def _of(kinds: tuple[rules.RelationKind, ...]) -> Q:
    return Q(kind__in=[kind.value for kind in kinds])


class Case(Traceable):
    """One course of mentor support of one citizen. Historic cases were imported and have no grant or agreement."""

    number = models.CharField(max_length=20, unique=True)
    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="+")
    jobcentre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    ended_on = models.DateField(null=True)
    stage = models.CharField(max_length=12, choices=[(key.value, title) for key, title in rules.STAGE_TITLES.items()])
    is_historic = models.BooleanField(default=False)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="cases_case_ends_after_start",
                condition=Q(ended_on=None) | Q(ended_on__gte=F("opened_on")),
            ),
            models.CheckConstraint(
                name="cases_case_ended_has_day",
                condition=~Q(stage=rules.Stage.ENDED.value) | Q(ended_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Relation(Traceable):
    """Somebody has to do with a case from a first to a last day, both included. Access follows from nothing else.

    `cut_at` closes a relation at once, whatever its days say; a planned end is a last day.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=12, choices=[(kind.value, kind.value) for kind in rules.RelationKind])
    user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    first_day = models.DateField()
    last_day = models.DateField(null=True)
    cut_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["first_day", "id"]
        indexes = [
            models.Index(fields=["user", "kind", "case"], name="cases_relation_user"),
            models.Index(fields=["team", "kind", "case"], name="cases_relation_team"),
            models.Index(fields=["organisation", "kind", "case"], name="cases_relation_organisation"),
        ]
        constraints = [
            models.CheckConstraint(
                name="cases_relation_to_one",
                condition=_of(rules.TO_A_USER) & Q(user__isnull=False, team=None, organisation=None)
                | _of(rules.TO_A_TEAM) & Q(user=None, team__isnull=False, organisation=None)
                | _of(rules.TO_AN_ORGANISATION) & Q(user=None, team=None, organisation__isnull=False),
            ),
            models.CheckConstraint(
                name="cases_relation_days",
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")),
            ),
            ExclusionConstraint(
                name="cases_relation_once_a_day",
                expressions=[
                    (OneOf(F("case_id")), RangeOperators.OVERLAPS),
                    (
                        OneOf(Coalesce(F("user_id"), F("team_id"), F("organisation_id"))),
                        RangeOperators.OVERLAPS,
                    ),
                    (OneOf(Func(F("kind"), function="hashtext")), RangeOperators.OVERLAPS),
                    (Days(F("first_day"), F("last_day")), RangeOperators.OVERLAPS),
                ],
                condition=Q(cut_at=None),
            ),
        ]


class Note(Traceable):
    """What somebody told, or a step that was taken, written down because it belongs to the case. It never changes.

    A correction is another note that `replaces` it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField()
    teller = models.CharField(max_length=10, choices=Teller.choices())
    told_by = models.CharField(max_length=100, blank=True)
    subject = models.CharField(max_length=80)
    text = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="cases_note_says_something", condition=~Q(subject="") & ~Q(text="")),
        ]

    def __str__(self) -> str:
        return self.subject


class Disqualification(Traceable):
    """Somebody of the authority said not to be impartial in a case; the relation has the days, and closes the case.

    `lifted_because` is why the leader found otherwise.
    """

    relation = models.OneToOneField(Relation, on_delete=models.PROTECT, related_name="+")
    ground = models.CharField(max_length=10, choices=Ground.choices())
    declared_at = models.DateTimeField()
    lifted_because = models.TextField(blank=True)
    lifted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="cases_lifted_has_reason",
                condition=Q(lifted_at=None, lifted_by=None, lifted_because="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifted_because="")),
            ),
        ]

    def __str__(self) -> str:
        return self.ground
