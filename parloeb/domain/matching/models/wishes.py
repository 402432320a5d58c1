from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from parloeb.domain.audit.models import Traceable
from parloeb.domain.cases.models import Case
from parloeb.domain.corps.lists import Kind, Language, Sex, WeekTime
from parloeb.domain.matching import lists
from parloeb.domain.people.models import User


class Wishes(Traceable):
    """What a citizen wishes of a mentor, as told on a day. It never changes: what is told later `replaces` it.

    Of a list one entry is enough, and none says that anything will do. `languages` are those that the citizen can talk
    to a mentor in, `times` those of the week at which the citizen can meet; `musts` are aspects that are a condition.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    told_on = models.DateField()
    way = models.CharField(max_length=8, choices=lists.WishWay.choices())
    languages = ArrayField(models.CharField(max_length=2, choices=Language.choices()), default=list)
    sex = models.CharField(max_length=6, choices=Sex.choices(), blank=True)
    kinds = ArrayField(models.CharField(max_length=13, choices=Kind.choices()), default=list)
    areas = ArrayField(models.CharField(max_length=100), default=list)
    times = ArrayField(models.CharField(max_length=13, choices=WeekTime.choices()), default=list, db_default=[])
    musts = ArrayField(models.CharField(max_length=5, choices=lists.Aspect.choices()), default=list)
    words = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(replaces=None), name="matching_wishes_begin_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.told_on}"
