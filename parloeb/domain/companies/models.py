from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from parloeb.domain.audit.models import Traceable
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.ranges import Days, OneOf
from parloeb.domain.companies import lists
from parloeb.domain.people.models import Organisation


class Company(Traceable):
    """A company that takes citizens in. Historic ones were imported and may be nameless; empty is unknown."""

    jobcentre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    sector = models.CharField(max_length=100, blank=True)
    ownership = models.CharField(max_length=11, choices=lists.Ownership.choices(), blank=True)
    prior_experience = models.CharField(max_length=3, choices=lists.PriorExperience.choices(), blank=True)
    registration_key = models.CharField(max_length=100, null=True, unique=True)  # noqa: DJ001 the live have none

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                name="companies_company_named_or_historic",
                condition=~Q(name="") | Q(registration_key__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name or f"Uden navn ({self.registration_key})"


class Placement(Traceable):
    """A citizen is with a company from a first to a last day, both included; the same pair never twice a day."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="placements")
    first_day = models.DateField()
    last_day = models.DateField(null=True)

    class Meta:
        ordering = ["first_day", "id"]
        constraints = [
            models.CheckConstraint(
                name="companies_placement_days", condition=Q(last_day=None) | Q(last_day__gte=F("first_day"))
            ),
            ExclusionConstraint(
                name="companies_placement_once_a_day",
                expressions=[
                    (OneOf(F("case_id")), RangeOperators.OVERLAPS),
                    (OneOf(F("company_id")), RangeOperators.OVERLAPS),
                    (Days(F("first_day"), F("last_day")), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.company}"
