from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from parloeb.domain.audit.models import Traceable
from parloeb.domain.cases.ranges import Days, OneOf
from parloeb.domain.corps import rules
from parloeb.domain.corps.models.noted import Lasting
from parloeb.domain.people.models import Organisation, User

_HELD = (Days(F("first_day"), Coalesce("ended_on", "last_day")), RangeOperators.OVERLAPS)


class ProcessorAgreement(Lasting):
    """The data processing agreement of a jobcentre with a supplier; there is one at a time.

    `reference` says where the signed agreement lies.
    """

    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    jobcentre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    reference = models.CharField(max_length=100, blank=True)

    class Meta(Lasting.Meta):
        abstract = False
        ordering = ["first_day", "id"]
        constraints = [
            *Lasting.Meta.constraints,
            ExclusionConstraint(
                name="corps_one_processor_agreement_at_once",
                expressions=[
                    (OneOf(F("supplier_id")), RangeOperators.OVERLAPS),
                    (OneOf(F("jobcentre_id")), RangeOperators.OVERLAPS),
                    _HELD,
                ],
                condition=Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.supplier} {self.first_day}"


class Framework(Lasting):
    """A framework agreement of a jobcentre with a supplier; several may hold at once, each with its number.

    One that is prolonged has a later last day, and keeps the former one beside it (`FrameworkProlongation`).
    """

    supplier = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    jobcentre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40)
    title = models.CharField(max_length=200, blank=True)

    class Meta(Lasting.Meta):
        abstract = False
        ordering = ["first_day", "id"]
        constraints = [
            *Lasting.Meta.constraints,
            models.CheckConstraint(name="corps_framework_numbered", condition=~Q(number="")),
            models.UniqueConstraint(
                fields=["jobcentre", "supplier", "number", "first_day"],
                condition=Q(withdrawn_at=None),
                name="corps_framework_number_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}".strip()


class FrameworkProlongation(Traceable):
    """A later last day that was agreed for a framework agreement: the one before it, and why. It never changes."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="prolongations")
    former_last_day = models.DateField()
    last_day = models.DateField()
    reason = models.CharField(max_length=rules.REASON_LENGTH)
    prolonged_at = models.DateTimeField()
    prolonged_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["framework", "last_day", "id"]
        constraints = [
            models.CheckConstraint(
                name="corps_prolongation_later_with_reason",
                condition=Q(last_day__gt=F("former_last_day")) & ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.framework} {self.last_day}"
