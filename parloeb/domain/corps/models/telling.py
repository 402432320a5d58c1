from django.db import models
from django.db.models import F, Q

from parloeb.domain.audit.models import Traceable
from parloeb.domain.corps import lists, rules
from parloeb.domain.corps.models.mentor import Mentor
from parloeb.domain.people.models import User


class FormerCompetence(models.Model):
    """What a competence was before it was told anew or withdrawn. Ended by nobody: by the system itself."""

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="former_competences")
    field = models.CharField(max_length=20, choices=lists.Field.choices())
    level = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=12, choices=lists.Source.choices())
    known_on = models.DateField()
    ended_at = models.DateTimeField()
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="corps_former_competence_level", condition=Q(level__in=rules.LEVELS)),
        ]

    def __str__(self) -> str:
        return f"{self.field} {self.level}"


class LivedExperience(models.Model):
    """Something a mentor has lived through, as the mentor alone says it; what is taken back is gone, without a trace.

    No public id and no row of the log names it: who reads those must not learn what is not to be seen.
    """

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="lived_experience")
    field = models.CharField(max_length=20, choices=lists.Field.choices())
    sharing = models.CharField(max_length=7, choices=lists.Sharing.choices())
    told_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["mentor", "field"], name="corps_lived_experience_once"),
            models.CheckConstraint(
                name="corps_lived_experience_sharing", condition=Q(sharing__in=[one.value for one in lists.Sharing])
            ),
        ]

    def __str__(self) -> str:
        return str(self.mentor)


class StrainRating(Traceable):
    """How hard it is to be a mentor, as a mentor says it on a day: the own load, never a citizen."""

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="strain_ratings")
    day = models.DateField()
    level = models.PositiveSmallIntegerField()
    rated_at = models.DateTimeField()

    class Meta:
        ordering = ["mentor", "day"]
        constraints = [
            models.UniqueConstraint(fields=["mentor", "day"], name="corps_strain_once_a_day"),
            models.CheckConstraint(name="corps_strain_level", condition=Q(level__in=rules.STRAIN_LEVELS)),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.level}"


class OddsWish(Traceable):
    """A mentor asks for a course with better odds, from a day until it is taken back or has stood its time."""

    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="odds_wishes")
    first_day = models.DateField()
    last_day = models.DateField(null=True)
    wished_at = models.DateTimeField()

    class Meta:
        ordering = ["mentor", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["mentor"], condition=Q(last_day=None), name="corps_odds_wish_one_at_a_time"
            ),
            models.CheckConstraint(
                name="corps_odds_wish_days", condition=Q(last_day=None) | Q(last_day__gte=F("first_day"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mentor} {self.first_day}"
