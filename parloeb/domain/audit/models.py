import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Traceable(models.Model):
    """A row that the log, a letter or an address on the web can point to, by an id that tells nothing."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class EventKind(models.TextChoices):
    ACT = "act", "handling"
    LOOK = "look", "opslag"
    DENIAL = "denial", "afvisning"


class Event(models.Model):  # noqa: DJ008 a row of the log has no name
    """One act, look or denial. Holds ids and codes, never a value, a CPR number or free text.

    The table is partitioned by month of `at`; UPDATE, DELETE and TRUNCATE are refused by trigger and by rights.
    """

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    kind = models.CharField(max_length=10, choices=EventKind)
    name = models.CharField(max_length=80)
    user_uuid = models.UUIDField(null=True)
    role = models.CharField(max_length=20)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_uuid = models.UUIDField(null=True)
    citizens = ArrayField(models.UUIDField(), default=list)
    reason = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="audit_event_kind", condition=models.Q(kind__in=EventKind.values)),
        ]
