from django.db import models
from django.db.models import Q

from parloeb.domain.audit.models import Traceable
from parloeb.domain.cases.models import Case
from parloeb.domain.corps import rules as corps
from parloeb.domain.corps.lists import Field
from parloeb.domain.people.models import User


class Needs(Traceable):
    """What a course asks of its mentor, as judged on a day. It never changes: what is judged later `replaces` it.

    `is_heavy`: few of its kind at once are enough for a mentor; it is said of the course, and no number is made of it.
    `with_children`: the mentor comes near children under 15, and must have a children's certificate.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    is_heavy = models.BooleanField()
    with_children = models.BooleanField()
    judged_at = models.DateTimeField()
    judged_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(replaces=None), name="matching_needs_begin_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.judged_at:%d-%m-%Y}"


class NeededCompetence(models.Model):
    """One competence that is needed, and how much of it (1 some, 2 good, 3 special)."""

    needs = models.ForeignKey(Needs, on_delete=models.PROTECT, related_name="competences")
    field = models.CharField(max_length=20, choices=Field.choices())
    level = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["needs", "field"], name="matching_needed_once"),
            models.CheckConstraint(name="matching_needed_level", condition=Q(level__in=corps.LEVELS)),
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.level}"
