from django.db import models
from django.db.models import Q

from parloeb.domain.cases.models import Case
from parloeb.domain.corps import lists, rules
from parloeb.domain.corps.models.mentor import Mentor
from parloeb.domain.corps.models.noted import Noted
from parloeb.domain.people.models import Organisation


class Sparring(Noted):
    """A talk of mentors about their work: when, how long and about what, without a citizen.

    A case is attached only where somebody chose to, with a reason.
    """

    jobcentre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=11, choices=lists.SparringKind.choices())
    held_on = models.DateField()
    minutes = models.PositiveSmallIntegerField()
    form = models.CharField(max_length=10, choices=lists.SparringForm.choices())
    theme = models.CharField(max_length=11, choices=lists.SparringTheme.choices())
    text = models.TextField(blank=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    case_reason = models.CharField(max_length=rules.REASON_LENGTH, blank=True)

    class Meta(Noted.Meta):
        abstract = False
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["jobcentre", "-held_on"], name="corps_sparring_of_jobcentre")]
        constraints = [
            *Noted.Meta.constraints,
            models.CheckConstraint(
                name="corps_sparring_minutes", condition=Q(minutes__gt=0, minutes__lte=rules.MOST_SPARRING_MINUTES)
            ),
            models.CheckConstraint(
                name="corps_sparring_other_has_text", condition=~Q(theme=lists.SparringTheme.OTHER.value) | ~Q(text="")
            ),
            models.CheckConstraint(
                name="corps_sparring_case_with_reason",
                condition=Q(case=None, case_reason="") | Q(case__isnull=False) & ~Q(case_reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{lists.SparringKind(self.kind).label} {self.held_on}"


class SparringMentor(models.Model):
    """A mentor who took part."""

    sparring = models.ForeignKey(Sparring, on_delete=models.PROTECT, related_name="taking_part")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="sparring")

    class Meta:
        ordering = ["sparring", "id"]
        constraints = [models.UniqueConstraint(fields=["sparring", "mentor"], name="corps_sparring_mentor_once")]

    def __str__(self) -> str:
        return str(self.mentor)
