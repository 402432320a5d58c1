from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from parloeb.domain.audit.models import Traceable
from parloeb.domain.cases.models import Case
from parloeb.domain.matching import lists
from parloeb.domain.people.models import User


class DeclinesTalk(Traceable):
    """What was talked about after three mentors said no: the day, with whom, and what changes. It stays as written."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    held_on = models.DateField()
    talked_with = ArrayField(models.CharField(max_length=10, choices=lists.TalkedWith.choices()))
    changes = models.TextField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="matching_talk_has_people_and_changes", condition=~Q(talked_with=[]) & ~Q(changes="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.held_on}"
