from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import F, Q

from parloeb.domain.audit.models import Traceable
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.ranges import Days, OneOf
from parloeb.domain.correspondence.models import Letter
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.lists import PLACES, MentorType, Outcome, RequestKind, Way
from parloeb.domain.grants.states import COMPLAINING, LATE, OPEN, ComplaintState, HearingState, RequestState, State
from parloeb.domain.people.models import User
from parloeb.domain.referrals import lists
from parloeb.domain.referrals.models import Referral


class Grant(Traceable):
    """One decision on mentor support, drafted and then decided. What is decided never changes.

    Target group, purpose, legal basis and day of discharge are copies of the referral, made anew when it is saved,
    submitted and decided; while it is open they are read from the referral, which may be amended. `basis` keeps the
    findings that the decision rests on, and what is granted the power too; what it said stands in the letter.

    A later decision that `modifies` it takes over from a day on: `first_day` and `last_day` stay what was said, and
    `in_force_from` and `in_force_to` are the days that are left, written by `settling` from all decisions of the case.
    `alternative` is what a refusal, whole or in part, offers instead; those of the first weeks have none.
    The three `asked_` say what was asked for beyond what is granted, each empty where it was granted as asked for.
    To shorten names a last day alone, to revoke none; `is_wished`: the citizen asked for it. `aftercare_minutes` are
    minutes in all that can be used after the last day, until `aftercare_last_day`. `mentor_kind` and
    `beyond_usual_effort` are of the mentor of a place.

    `special_reason` is why it goes beyond the caseworker's periods, `written_by` who wrote the draft last. `mistake` is
    what a correction corrects; those decided in the first weeks say it in `reason_text`.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind.choices(), default=Kind.NEW)
    modifies = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices(), default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    first_day = models.DateField(null=True)
    last_day = models.DateField(null=True)
    in_force_from = models.DateField(null=True)
    in_force_to = models.DateField(null=True)
    legal_basis = models.CharField(max_length=10, choices=lists.LegalBasis.choices(), blank=True)
    target_group = models.CharField(max_length=4, choices=lists.TargetGroup.choices(), blank=True)
    discharge_on = models.DateField(null=True)
    purpose = models.CharField(max_length=20, choices=lists.Purpose.choices(), blank=True)
    decisive_reason = models.TextField(blank=True)
    reason_text = models.TextField(blank=True)
    assessment = models.TextField(blank=True)
    special_reason = models.TextField(blank=True)
    alternative = models.TextField(blank=True)
    mistake = models.TextField(blank=True)
    asked_minutes_per_week = models.PositiveIntegerField(null=True)
    asked_last_day = models.DateField(null=True)
    asked_purpose = models.CharField(max_length=20, choices=lists.Purpose.choices(), blank=True)
    mentor_type = models.CharField(max_length=10, choices=MentorType.choices(), default=MentorType.INDIVIDUAL)
    mentor_kind = models.CharField(max_length=12, choices=[(kind.value, kind.label) for kind in PLACES], blank=True)
    beyond_usual_effort = models.TextField(blank=True)
    aftercare_minutes = models.PositiveSmallIntegerField(null=True)
    aftercare_last_day = models.DateField(null=True)
    adverse_new_facts = models.BooleanField(default=False)
    is_wished = models.BooleanField(default=False)
    hearing_done_on = models.DateField(null=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    return_message = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    decided_as = models.CharField(max_length=20, blank=True)
    basis = models.JSONField(default=dict)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="grants_last_day_after_first",
                condition=Q(first_day=None) | Q(last_day=None) | Q(last_day__gte=F("first_day")),
            ),
            models.CheckConstraint(
                name="grants_asked_is_more",
                condition=Q(asked_last_day=None) | Q(last_day=None) | Q(asked_last_day__gt=F("last_day")),
            ),
            models.CheckConstraint(
                name="grants_partial_has_reason",
                condition=~Q(state=State.GRANTED)
                | ~Q(reason_text="")
                | Q(asked_minutes_per_week=None, asked_last_day=None, asked_purpose=""),
            ),
            models.CheckConstraint(
                name="grants_place_mentor_is_of_a_place",
                condition=~Q(state=State.GRANTED)
                | ~Q(mentor_type=MentorType.PLACE)
                | (Q(mentor_kind__in=PLACES) & ~Q(beyond_usual_effort="")),
            ),
            models.CheckConstraint(
                name="grants_aftercare_is_hours_until_a_day",
                condition=Q(aftercare_minutes=None, aftercare_last_day=None)
                | Q(aftercare_minutes__isnull=False, aftercare_minutes__gt=0, aftercare_last_day__isnull=False),
            ),
            models.CheckConstraint(
                name="grants_aftercare_after_granted",
                condition=~Q(state=State.GRANTED)
                | Q(aftercare_last_day=None)
                | Q(aftercare_last_day__gt=F("last_day")),
            ),
            models.CheckConstraint(
                name="grants_granted_has_period",
                condition=~Q(state=State.GRANTED) | Q(first_day__isnull=False, last_day__isnull=False),
            ),
            models.CheckConstraint(
                name="grants_submitted_has_moment", condition=~Q(state=State.SUBMITTED) | Q(submitted_at__isnull=False)
            ),
            models.CheckConstraint(
                name="grants_decided_has_decision",
                condition=~Q(state__in=[State.GRANTED, State.REFUSED, State.STOPPED])
                | (Q(decided_at__isnull=False, decided_by__isnull=False, letter__isnull=False) & ~Q(decided_as="")),
            ),
            models.CheckConstraint(
                name="grants_refused_has_reason",
                condition=~Q(state__in=[State.REFUSED, State.STOPPED]) | ~Q(reason_text=""),
            ),
            models.UniqueConstraint(fields=["case"], condition=Q(state__in=OPEN), name="grants_one_open_draft"),
            ExclusionConstraint(
                name="grants_no_two_at_once",
                expressions=[
                    (OneOf(F("case_id")), RangeOperators.OVERLAPS),
                    (Days(F("in_force_from"), F("in_force_to")), RangeOperators.OVERLAPS),
                ],
                condition=Q(in_force_from__isnull=False),
            ),
            models.CheckConstraint(
                name="grants_modifies_by_kind",
                condition=Q(kind=Kind.NEW, modifies=None) | (~Q(kind=Kind.NEW) & Q(modifies__isnull=False)),
            ),
            models.CheckConstraint(
                name="grants_stop_grants_nothing",
                condition=Q(kind__in=[Kind.SHORTEN, Kind.REVOKE]) & ~Q(state__in=[State.GRANTED, State.REFUSED])
                | ~Q(kind__in=[Kind.SHORTEN, Kind.REVOKE]) & ~Q(state=State.STOPPED),
            ),
            models.CheckConstraint(
                name="grants_in_force_within_granted",
                condition=Q(in_force_from=None, in_force_to=None)
                | Q(
                    state=State.GRANTED,
                    in_force_from__isnull=False,
                    in_force_to__isnull=False,
                    in_force_from__gte=F("first_day"),
                    in_force_to__gte=F("in_force_from"),
                    in_force_to__lte=F("last_day"),
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.state}"


class GrantHours(models.Model):
    """So many minutes a week from a day on; an entry lasts until the next, the last until the grant ends."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="hours")
    first_day = models.DateField()
    minutes_per_week = models.PositiveIntegerField()

    class Meta:
        ordering = ["grant", "first_day"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "first_day"], name="grants_hours_from_a_day_once"),
            models.CheckConstraint(
                name="grants_hours_of_a_week", condition=Q(minutes_per_week__gt=0, minutes_per_week__lte=37 * 60)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.minutes_per_week} min."


class Hearing(Traceable):
    """Facts put to the citizen before a grant is decided, with a last day to answer, and the answer or that none came.

    `facts` is what the letter says; `answered_on` the day on which the answer came, `written_by` who wrote it down.
    """

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="hearings")
    state = models.CharField(max_length=10, choices=HearingState.choices(), default=HearingState.OPEN)
    facts = models.TextField()
    answer_by = models.DateField()
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answer = models.TextField(blank=True)
    answer_way = models.CharField(max_length=10, choices=Way.choices(), blank=True)
    answered_on = models.DateField(null=True)
    written_at = models.DateTimeField(null=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["grant"], condition=Q(state=HearingState.OPEN), name="grants_one_open_hearing"
            ),
            models.CheckConstraint(
                name="grants_hearing_has_facts_and_time", condition=~Q(facts="") & Q(answer_by__gt=F("opened_on"))
            ),
            models.CheckConstraint(
                name="grants_hearing_answered_has_answer",
                condition=~Q(state=HearingState.ANSWERED)
                | (
                    Q(answered_on__isnull=False, answered_on__gte=F("opened_on"))
                    & Q(written_at__isnull=False, written_by__isnull=False)
                    & ~Q(answer="")
                    & ~Q(answer_way="")
                ),
            ),
            models.CheckConstraint(
                name="grants_hearing_closed_has_moment",
                condition=~Q(state__in=[HearingState.CLOSED, HearingState.WITHDRAWN]) | Q(closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.state}"


class Complaint(Traceable):
    """A complaint about a decided grant, from the day it came in to the answer of Ankestyrelsen.

    `last_day` is until when it could come, as the letter that had left said; empty where no time ran. `reconsider_by`
    is four weeks after it came, `expected_on` the later day that the citizen was told of instead. `new_grant` is the
    draft in which the matter is decided anew. `withdrawal` is the letter that says that it was withdrawn, written where
    the confirmation had left.
    """

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="complaints")
    state = models.CharField(max_length=10, choices=ComplaintState.choices())
    text = models.TextField()
    way = models.CharField(max_length=10, choices=Way.choices())
    received_on = models.DateField()
    received_at = models.DateTimeField()
    received_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    last_day = models.DateField(null=True)
    reconsider_by = models.DateField()
    expected_on = models.DateField(null=True)
    confirmation = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")
    accepted_reason = models.TextField(blank=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    reasons = models.TextField(blank=True)
    reconsidered_at = models.DateTimeField(null=True)
    reconsidered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, related_name="+")
    new_grant = models.OneToOneField(Grant, on_delete=models.PROTECT, null=True, related_name="+")
    sent_on = models.DateField(null=True)
    sent_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, choices=Outcome.choices(), blank=True)
    outcome_on = models.DateField(null=True)
    outcome_text = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_on = models.DateField(null=True)
    withdrawn_way = models.CharField(max_length=10, choices=Way.choices(), blank=True)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawal = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["grant"], condition=Q(state__in=COMPLAINING), name="grants_one_complaint_at_a_time"
            ),
            models.CheckConstraint(name="grants_complaint_says_something", condition=~Q(text="") & ~Q(way="")),
            models.CheckConstraint(
                name="grants_complaint_late_is_accepted_or_sent_on",
                condition=Q(last_day=None)
                | Q(received_on__lte=F("last_day"))
                | ~Q(accepted_reason="")
                | Q(state__in=LATE),
            ),
            models.CheckConstraint(
                name="grants_complaint_reconsidered_has_reasons",
                condition=~Q(state__in=[ComplaintState.MAINTAINED, ComplaintState.CHANGED])
                | (Q(reconsidered_at__isnull=False, reconsidered_by__isnull=False) & ~Q(reasons="")),
            ),
            models.CheckConstraint(
                name="grants_complaint_changed_has_draft",
                condition=~Q(state=ComplaintState.CHANGED) | Q(new_grant__isnull=False),
            ),
            models.CheckConstraint(
                name="grants_complaint_sent_on_has_day",
                condition=~Q(state__in=[ComplaintState.SENT_ON, ComplaintState.ANSWERED])
                | Q(sent_on__isnull=False, sent_on__gte=F("received_on")),
            ),
            models.CheckConstraint(
                name="grants_complaint_answered_has_outcome",
                condition=~Q(state=ComplaintState.ANSWERED)
                | (Q(outcome_on__isnull=False, outcome_on__gte=F("sent_on")) & ~Q(outcome="")),
            ),
            models.CheckConstraint(
                name="grants_complaint_withdrawn_has_day_and_way",
                condition=~Q(state=ComplaintState.WITHDRAWN)
                | (
                    Q(withdrawn_on__isnull=False, withdrawn_on__gte=F("received_on"))
                    & Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawn_way="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant_id} {self.state}"


class Request(Traceable):
    """What a citizen asked for in a case, with the day by which it is answered, and the day and words of the answer.

    `decided_on` is the day of the oral decision whose reasons are asked for. `answer_by` is the law's day,
    `expected_on` the later one that the citizen was told of instead.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=RequestKind.choices())
    state = models.CharField(max_length=10, choices=RequestState.choices(), default=RequestState.OPEN)
    what = models.TextField()
    way = models.CharField(max_length=10, choices=Way.choices())
    decided_on = models.DateField(null=True)
    asked_on = models.DateField()
    answer_by = models.DateField()
    expected_on = models.DateField(null=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True)
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="grants_request_says_what", condition=~Q(what="") & ~Q(way="")),
            models.CheckConstraint(
                name="grants_request_of_reasons_has_decision",
                condition=Q(kind=RequestKind.ACCESS, decided_on=None)
                | Q(kind=RequestKind.REASONS, decided_on__isnull=False, asked_on__gte=F("decided_on")),
            ),
            models.CheckConstraint(
                name="grants_request_answered_has_answer",
                condition=~Q(state=RequestState.ANSWERED)
                | (
                    Q(answered_on__isnull=False, answered_on__gte=F("asked_on"))
                    & Q(answered_at__isnull=False, answered_by__isnull=False)
                    & ~Q(answer="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class Postponement(Traceable):
    """A last day put off, told by letter: longer to answer a hearing, or why the citizen is answered later."""

    hearing = models.ForeignKey(Hearing, on_delete=models.PROTECT, null=True, related_name="+")
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, null=True, related_name="+")
    request = models.ForeignKey(Request, on_delete=models.PROTECT, null=True, related_name="+")
    is_asked_for = models.BooleanField(default=False)
    reason = models.TextField()
    former_day = models.DateField()
    new_day = models.DateField()
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="grants_postponement_of_one",
                condition=Q(hearing__isnull=False, complaint=None, request=None)
                | Q(hearing=None, complaint__isnull=False, request=None)
                | Q(hearing=None, complaint=None, request__isnull=False),
            ),
            models.CheckConstraint(
                name="grants_postponement_is_later_with_reason",
                condition=Q(new_day__gt=F("former_day")) & ~Q(reason=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.former_day} {self.new_day}"
