from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from parloeb.domain.audit.models import Traceable
from parloeb.domain.corps import lists, rules
from parloeb.domain.people.models import Organisation, User


class Mentor(Traceable):
    """A mentor of a jobcentre's corps. A historic one was imported: no user, no name, a registration key."""

    user = models.OneToOneField(User, on_delete=models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200, blank=True)
    sort_key = models.CharField(max_length=400, blank=True, db_collation="C")
    search_key = models.CharField(max_length=400, blank=True, db_collation="C")
    jobcentre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=13, choices=lists.Kind.choices())
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    profile = models.CharField(max_length=10, choices=lists.Profile.choices(), blank=True)
    sex = models.CharField(max_length=6, choices=lists.Sex.choices(), blank=True)
    languages = ArrayField(models.CharField(max_length=2, choices=lists.Language.choices()), default=list)
    areas = ArrayField(models.CharField(max_length=100), default=list)
    times = ArrayField(
        models.CharField(max_length=13, choices=lists.WeekTime.choices()), default=list, db_default=[]
    )  # none: not told
    meeting_places = ArrayField(
        models.CharField(max_length=9, choices=lists.MeetingPlace.choices()), default=list, db_default=[]
    )  # none: not told
    first_day = models.DateField()
    last_day = models.DateField(null=True)
    weekly_minutes = models.PositiveIntegerField()
    secrecy_signed_on = models.DateField(null=True)
    registration_key = models.CharField(max_length=100, null=True, unique=True)  # noqa: DJ001 the live have none
    version = models.PositiveIntegerField(default=1, db_default=1)

    class Meta:
        ordering = ["sort_key", "id"]
        indexes = [models.Index(fields=["jobcentre", "sort_key", "id"], name="corps_mentor_sorted")]
        constraints = [
            models.CheckConstraint(
                name="corps_mentor_named_or_historic",
                condition=~Q(name="") | Q(registration_key__isnull=False),
            ),
            models.CheckConstraint(
                name="corps_mentor_days", condition=Q(last_day=None) | Q(last_day__gte=F("first_day"))
            ),
            models.CheckConstraint(
                name="corps_mentor_week", condition=Q(weekly_minutes__lte=rules.MOST_WEEKLY_MINUTES)
            ),
            models.CheckConstraint(name="corps_mentor_kind", condition=Q(kind__in=[kind.value for kind in lists.Kind])),
            models.CheckConstraint(
                name="corps_mentor_meeting_places",
                condition=Q(meeting_places__contained_by=[place.value for place in lists.MeetingPlace]),
            ),
            models.CheckConstraint(
                name="corps_mentor_times", condition=Q(times__contained_by=[time.value for time in lists.WeekTime])
            ),
        ]

    def __str__(self) -> str:
        return rules.shown_name(self.name, registration_key=self.registration_key)


class Competence(models.Model):
    """Something a mentor can, how well (1 some, 2 good, 3 special), and how that is known since when."""

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="competences")
    field = models.CharField(max_length=20, choices=lists.Field.choices())
    level = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=12, choices=lists.Source.choices())
    known_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["mentor", "field"], name="corps_competence_once"),
            models.CheckConstraint(name="corps_competence_level", condition=Q(level__in=rules.LEVELS)),
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.level}"
