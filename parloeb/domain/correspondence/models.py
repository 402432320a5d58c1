from django.db import models
from django.db.models import Q

from parloeb.domain.audit.models import Traceable
from parloeb.domain.cases.models import Case
from parloeb.domain.correspondence.rules import invitations, own
from parloeb.domain.correspondence.states import ItemState, LetterState
from parloeb.domain.people.models import Citizen, Organisation, Representative, User
from parloeb.kernel.lists import Listed


class LetterKind(Listed):
    GRANT = "grant", "Bevilling"
    PARTIAL = "partial", "Delvis bevilling"
    REFUSAL = "refusal", "Afslag"
    CHANGE = "change", "Ændring"
    STOP = "stop", "Stop"
    CLOSING = "closing", "Afslutning"
    HEARING = "hearing", "Partshøring"
    COMPLAINT = "complaint", "Svar om klage"
    INVITATION = "invitation", "Indbydelse"
    POSTPONED = "postponed", "Ny frist"


class Letter(Traceable):
    """A numbered letter. Facts, rendering and number never change (a trigger holds it); a mistake is a new letter.

    What goes to somebody who acts for the citizen is a letter of its own, a copy of the citizen's. One that names a day
    by which something is done, or on which people meet, must have left before that day: `leaves_before`. A copy
    keeps which of the representative's addresses stands on it; the citizen's own letter has the first, which tells
    nothing.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    citizen = models.ForeignKey(Citizen, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=20, unique=True)
    kind = models.CharField(max_length=12, choices=LetterKind.choices())
    subject = models.CharField(max_length=200)
    facts = models.JSONField()
    pdf = models.BinaryField()
    dated_on = models.DateField()
    complaint_last_day = models.DateField(null=True)
    leaves_before = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=LetterState.choices(), default=LetterState.READY)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    copy_of = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="copies")
    representative = models.ForeignKey(Representative, on_delete=models.PROTECT, null=True, related_name="+")
    address_version = models.PositiveIntegerField(default=1)
    replaces = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="correspondence_letter_sent_has_moment",
                condition=Q(state=LetterState.SENT, sent_at__isnull=False)
                | (~Q(state=LetterState.SENT) & Q(sent_at=None)),
            ),
            models.CheckConstraint(
                name="correspondence_copy_is_for_representative",
                condition=Q(copy_of=None, representative=None) | Q(copy_of__isnull=False, representative__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Invitation(Traceable):
    """A meeting that a citizen is invited to; the place and the host's name stand in the letter alone."""

    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")
    host = models.CharField(max_length=12, choices=invitations.Host.choices())
    where = models.CharField(max_length=10, choices=invitations.Where.choices())
    meets_at = models.DateTimeField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.letter_id} {self.host}"


class OwnText(Traceable):
    """The municipality's own words for one place of its letters, in force from a day until the next. Never changed.

    An explanation stands in one kind of letter. An empty text lets the letters say again what Parløb says by itself.
    """

    jobcentre = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    place = models.CharField(max_length=12, choices=own.Place.choices())
    kind = models.CharField(max_length=12, choices=LetterKind.choices(), blank=True)
    first_day = models.DateField()
    text = models.TextField(blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["jobcentre", "place", "kind", "first_day"]
        constraints = [
            models.UniqueConstraint(
                fields=["jobcentre", "place", "kind", "first_day"], name="correspondence_own_text_from_a_day_once"
            ),
            models.CheckConstraint(
                name="correspondence_explanation_of_a_kind",
                condition=Q(place=own.Place.EXPLANATION) & ~Q(kind="") | ~Q(place=own.Place.EXPLANATION) & Q(kind=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.first_day}"


class Channel(Listed):
    MAIL = "mail", "E-mail"
    PAPER = "paper", "Papir"
    LINK = "link", "Link til ny adgangskode"


class OutboxItem(Traceable):
    """Something that is to leave, written in the transaction of the act that caused it, and sent once.

    `key` makes a second writing of the same thing impossible. A mail says that there is news and nothing more.
    The link to choose a new password is made when it is sent, and stands nowhere. What waits for the post has in
    `next_try_at` since when it lies on paper.
    """

    key = models.CharField(max_length=100, unique=True)
    channel = models.CharField(max_length=10, choices=Channel.choices())
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="+")
    to_address = models.EmailField(blank=True)
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=ItemState.choices(), default=ItemState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    fault = models.CharField(max_length=100, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"], condition=Q(state=ItemState.WAITING), name="correspondence_outbox_next"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="correspondence_outbox_sent_has_moment",
                condition=Q(state=ItemState.SENT, sent_at__isnull=False) | (~Q(state=ItemState.SENT) & Q(sent_at=None)),
            ),
            models.CheckConstraint(
                name="correspondence_outbox_mail_has_address", condition=~Q(channel=Channel.MAIL) | ~Q(to_address="")
            ),
        ]

    def __str__(self) -> str:
        return self.key
