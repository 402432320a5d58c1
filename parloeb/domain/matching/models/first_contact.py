"""How the two come to know each other after the mentor's yes. Nothing is changed: what is written later replaces."""

from django.db import models
from django.db.models import Q

from parloeb.domain.audit.models import Traceable
from parloeb.domain.cases.models import Case
from parloeb.domain.matching import lists
from parloeb.domain.matching.models.match import Match
from parloeb.domain.matching.states import PlanState
from parloeb.domain.people.models import User


class FirstMeeting(Traceable):
    """When, where and how citizen and mentor meet first, and who is there besides; as planned, changed or cancelled.

    What is written later `replaces` it; one that is cancelled keeps what was planned. `day` and `clock` are those that
    clocks in Denmark show; `why` is why it was cancelled, where somebody said so.
    """

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=PlanState.choices())
    day = models.DateField()
    clock = models.TimeField()
    form = models.CharField(max_length=6, choices=lists.MeetingForm.choices())
    place = models.CharField(max_length=200, blank=True)
    others = models.CharField(max_length=200, blank=True)
    why = models.CharField(max_length=500, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["match"], condition=Q(replaces=None), name="matching_first_meeting_begins_once"
            ),
            models.CheckConstraint(
                name="matching_first_meeting_known",
                condition=Q(
                    state__in=[PlanState.PLANNED, PlanState.CANCELLED],
                    form__in=[one.value for one in lists.MeetingForm],
                ),
            ),
            models.CheckConstraint(
                name="matching_first_meeting_somewhere",
                # A home may be nowhere written: its address can be protected, which the command knows.
                condition=Q(form__in=[lists.MeetingForm.PHONE, lists.MeetingForm.HOME]) | ~Q(place=""),
            ),
            models.CheckConstraint(
                name="matching_first_meeting_why_cancelled", condition=Q(state=PlanState.CANCELLED) | Q(why="")
            ),
            models.CheckConstraint(
                name="matching_first_meeting_planned_first",
                condition=Q(state=PlanState.PLANNED) | Q(replaces__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match} {self.state}"


class WordsToMentor(Traceable):
    """What the citizen wants the mentor to know, in own words; taken back, the words are gone.

    `match` is whose mentor reads them; without one they wait for the next mentor's yes. `read_at` is when that mentor
    did. What is told later `replaces` it.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    match = models.ForeignKey(Match, on_delete=models.PROTECT, null=True, related_name="+")
    words = models.CharField(max_length=1000, blank=True)
    way = models.CharField(max_length=8, choices=lists.WishWay.choices())
    told_on = models.DateField()
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(replaces=None), name="matching_words_to_mentor_begin_once"
            ),
            models.CheckConstraint(
                name="matching_words_to_mentor_or_gone",
                condition=Q(taken_back_at=None) & ~Q(words="") | Q(taken_back_at__isnull=False, words="", read_at=None),
            ),
            models.CheckConstraint(
                name="matching_words_read_by_a_mentor", condition=Q(read_at=None) | Q(match__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.told_on}"


class ContactChoice(Traceable):
    """How one of the two wishes to be reached by the other. `detail` is the number or address, empty where it is
    through the municipality. What is chosen later `replaces` it.
    """

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=7, choices=lists.Side.choices())
    way = models.CharField(max_length=12, choices=lists.ContactWay.choices())
    detail = models.CharField(max_length=254, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["match", "side"], condition=Q(replaces=None), name="matching_contact_begins_once"
            ),
            models.CheckConstraint(
                name="matching_contact_known",
                condition=Q(
                    side__in=[one.value for one in lists.Side], way__in=[one.value for one in lists.ContactWay]
                ),
            ),
            models.CheckConstraint(
                name="matching_contact_has_detail",
                condition=Q(way=lists.ContactWay.MUNICIPALITY, detail="")
                | ~Q(way=lists.ContactWay.MUNICIPALITY) & ~Q(detail=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.match} {self.side} {self.way}"
