from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from parloeb.domain.audit.models import Traceable
from parloeb.domain.cases.models import Case
from parloeb.domain.people.models import User
from parloeb.domain.referrals import lists
from parloeb.domain.referrals.states import State


class Background(models.Model):
    """What is known of the citizen at the referral, live or imported; every table of the evaluation reads it here.

    Empty is unknown. `referred_on` is empty while the referral is a draft.
    """

    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    referred_on = models.DateField(null=True)
    age_at_referral = models.PositiveSmallIntegerField(null=True)
    track = models.CharField(max_length=12, choices=lists.Track.choices(), blank=True)
    education = models.CharField(max_length=20, choices=lists.Education.choices(), blank=True)
    benefit = models.CharField(max_length=24, choices=lists.Benefit.choices(), blank=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.case.number


class Referral(Traceable):
    """The caseworker's request. `version` grows with every saving, so that nobody overwrites what was not read."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices(), default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    request = models.TextField(blank=True)
    purpose = models.CharField(max_length=20, choices=lists.Purpose.choices(), blank=True)
    decisive_reason = models.TextField(blank=True)
    legal_basis = models.CharField(max_length=10, choices=lists.LegalBasis.choices(), blank=True)
    target_group = models.CharField(max_length=4, choices=lists.TargetGroup.choices(), blank=True)
    meeting_place = models.CharField(max_length=10, choices=lists.MeetingPlace.choices(), blank=True)
    wishes = models.TextField(blank=True)
    wish_choices = ArrayField(models.CharField(max_length=20, choices=lists.WishKind.choices()), default=list)
    active_offers = models.TextField(blank=True)
    considerations = ArrayField(
        models.CharField(max_length=20, choices=lists.ConsiderationKind.choices()), default=list
    )
    considerations_text = models.TextField(blank=True)
    start_on = models.DateField(null=True)
    hospitalised_on = models.DateField(null=True)
    discharge_on = models.DateField(null=True)
    admitted_on = models.DateField(null=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=[State.DRAFT, State.SENT, State.ACCEPTED]),
                name="referrals_one_living_referral",
            ),
            models.CheckConstraint(
                name="referrals_sent_has_sender",
                condition=Q(state__in=[State.DRAFT, State.WITHDRAWN])
                | (Q(sent_at__isnull=False, sent_by__isnull=False) & ~Q(request="")),
            ),
            models.CheckConstraint(
                name="referrals_closed_has_moment",
                condition=Q(state__in=[State.DRAFT, State.SENT]) | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="referrals_discharged_after_admission",
                condition=Q(hospitalised_on=None) | Q(discharge_on=None) | Q(discharge_on__gte=F("hospitalised_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.state}"


class Barrier(models.Model):
    """Something that stands in the way, with the day it was found."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="barriers")
    kind = models.CharField(max_length=20, choices=lists.BarrierKind.choices())
    found_on = models.DateField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["referral", "kind"], name="referrals_barrier_once")]

    def __str__(self) -> str:
        return self.kind


class OtherHelper(Traceable):
    """Somebody else who helps the citizen, and what that helper takes care of."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="other_helpers")
    kind = models.CharField(max_length=20, choices=lists.HelperKind.choices())
    name = models.CharField(max_length=200, blank=True)
    does_what = models.CharField(max_length=500)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name or self.kind


class Amendment(Traceable):
    """One field changed after sending: what it said, what it says, and why; filled in first, it needs no why.

    `source`: who told of it, where that is asked for.
    """

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="amendments")
    field = models.CharField(max_length=30)
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    reason = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=10, choices=lists.Source.choices(), blank=True)
    amended_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    amended_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.CheckConstraint(name="referrals_amendment_reason", condition=~Q(reason="") | Q(old=""))]

    def __str__(self) -> str:
        return self.field
