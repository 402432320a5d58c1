from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from parloeb.domain.corps import lists
from parloeb.domain.corps.models.noted import Noted
from parloeb.domain.corps.models.suppliers import Framework


class Lot(Noted):
    """A part of a framework agreement: which profiles and fields it covers (none: all), and minutes a year at most."""

    framework = models.ForeignKey(Framework, on_delete=models.PROTECT, related_name="lots")
    name = models.CharField(max_length=100)
    profiles = ArrayField(models.CharField(max_length=10, choices=lists.Profile.choices()), default=list)
    fields = ArrayField(models.CharField(max_length=20, choices=lists.Field.choices()), default=list)
    yearly_minutes = models.PositiveIntegerField(null=True)

    class Meta(Noted.Meta):
        abstract = False
        ordering = ["framework", "name", "id"]
        constraints = [
            *Noted.Meta.constraints,
            models.CheckConstraint(name="corps_lot_named", condition=~Q(name="")),
            models.CheckConstraint(
                name="corps_lot_minutes", condition=Q(yearly_minutes=None) | Q(yearly_minutes__gt=0)
            ),
            models.UniqueConstraint(
                fields=["framework", "name"], condition=Q(withdrawn_at=None), name="corps_lot_name_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class LotPrice(Noted):
    """What an hour of a lot costs in øre, from a day until the next begins. Kept for ever: a bill points back at it."""

    lot = models.ForeignKey(Lot, on_delete=models.PROTECT, related_name="prices")
    first_day = models.DateField()
    oere_per_hour = models.PositiveIntegerField()
    vat = models.CharField(max_length=6, choices=lists.Vat.choices())

    class Meta(Noted.Meta):
        abstract = False
        ordering = ["lot", "first_day", "id"]
        constraints = [
            *Noted.Meta.constraints,
            models.CheckConstraint(name="corps_lotprice_above_nothing", condition=Q(oere_per_hour__gt=0)),
            models.CheckConstraint(name="corps_lotprice_vat", condition=Q(vat__in=[vat.value for vat in lists.Vat])),
            models.UniqueConstraint(
                fields=["lot", "first_day"], condition=Q(withdrawn_at=None), name="corps_lotprice_from_a_day_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.lot} {self.first_day}"
