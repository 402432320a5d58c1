"""Who wants a mail each Monday."""

from django.db import models

from parloeb.domain.audit.models import Traceable
from parloeb.domain.people.models import User


class DigestChoice(Traceable):
    """Whether a user wants to be told each Monday that there is a week to read. Who never chose is not told.

    `told_for` is the Monday of the last week that the user was told in.
    """

    user = models.OneToOneField(User, on_delete=models.PROTECT, related_name="+")
    is_weekly = models.BooleanField()
    chosen_on = models.DateField()
    told_for = models.DateField(null=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.user} {self.is_weekly}"
