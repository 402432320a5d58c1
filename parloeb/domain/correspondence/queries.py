"""Frozen rows of finished strings on letters, for pages."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe

from parloeb.domain.cases.queries import StoryEntry, Waiting
from parloeb.domain.correspondence.models import Channel, Letter, LetterKind, OutboxItem
from parloeb.domain.correspondence.rules import stored, twin
from parloeb.domain.correspondence.states import ItemState, LetterState
from parloeb.kernel import days


@dataclass(frozen=True)
class LetterRow:
    """One letter in a list."""

    uuid: UUID
    number: str
    kind: str
    subject: str
    dated: str
    state: str
    complaint_until: str
    waits_for_post: bool


@dataclass(frozen=True)
class LetterSheet:
    """One letter to read: its row and its HTML twin; `successor`: id and number of what took its place."""

    row: LetterRow
    html: SafeString
    dated_on: date
    case_uuid: UUID
    case_number: str
    citizen: UUID
    successor: tuple[UUID, str] | None


def rows(of_case: QuerySet[Letter]) -> tuple[LetterRow, ...]:
    """The letters of one case, newest first; those that were replaced before sending are left out."""
    found = of_case.exclude(state=LetterState.REPLACED).defer("pdf", "facts").order_by("-pk")
    letters = list(found)
    posted = _waiting_for_post([letter.pk for letter in letters])
    return tuple(_row(letter, waits=letter.pk in posted) for letter in letters)


def among(visible: QuerySet[Letter], letter: UUID | None) -> UUID | None:
    """The letter to link to where it is among the visible; None where there is none, or not for this reader.

    A record goes on naming the letter it was first told by: one that was written anew since leads to the newest.
    """
    newest = _newest(letter) if letter else None
    return newest if newest and visible.filter(uuid=newest).exists() else None


def sheet(visible: QuerySet[Letter], uuid: UUID) -> LetterSheet | None:
    """One visible letter; None where it is missing or not among the visible."""
    letter = visible.filter(uuid=uuid).defer("pdf").select_related("case__citizen").first()
    if letter is None:
        return None
    return LetterSheet(
        row=_row(letter, waits=letter.pk in _waiting_for_post([letter.pk])),
        html=mark_safe(twin.to_html(stored.from_facts_json(letter.facts))),  # noqa: S308 the twin escapes every text
        dated_on=letter.dated_on,
        case_uuid=letter.case.uuid,
        case_number=letter.case.number,
        citizen=letter.case.citizen.uuid,
        successor=_successor(visible, letter),
    )


def _newest(letter: UUID) -> UUID:
    """The letter that replaced it, and the one that replaced that, to the last."""
    newest = letter
    while later := Letter.objects.filter(replaces__uuid=newest).values_list("uuid", flat=True).first():
        newest = later
    return newest


def _successor(visible: QuerySet[Letter], letter: Letter) -> tuple[UUID, str] | None:
    if letter.state != LetterState.REPLACED:
        return None
    return visible.filter(uuid=_newest(letter.uuid)).values_list("uuid", "number").first()


def _waiting_for_post(letter_ids: list[int]) -> set[int | None]:
    waiting = OutboxItem.objects.filter(
        letter__in=letter_ids, channel=Channel.PAPER, state__in=[ItemState.WAITING, ItemState.FAILED]
    )
    return set(waiting.values_list("letter_id", flat=True))


def _row(letter: Letter, *, waits: bool) -> LetterRow:
    return LetterRow(
        uuid=letter.uuid,
        number=letter.number,
        kind=LetterKind(letter.kind).label,
        subject=letter.subject,
        dated=days.text(letter.dated_on),
        state="Venter på at blive sendt med posten" if waits else LetterState(letter.state).label,
        complaint_until=days.text(letter.complaint_last_day) if letter.complaint_last_day else "",
        waits_for_post=waits,
    )


def story(of_case: QuerySet[Letter]) -> tuple[StoryEntry, ...]:
    """The letters of a case that were sent."""
    sent = of_case.filter(sent_at__isnull=False).order_by("pk").values_list("sent_at", "subject", "uuid")
    return tuple(
        StoryEntry(sent_at, f"Brev sendt: {subject}", record=("letter", uuid))
        for sent_at, subject, uuid in sent
        if sent_at
    )


def waiting(visible: QuerySet[Letter]) -> tuple[Waiting, ...]:
    """Letters that wait for the post."""
    found = visible.filter(state=LetterState.READY).defer("pdf", "facts").select_related("case__citizen")
    letters = list(found.order_by("pk"))
    posted = _waiting_for_post([letter.pk for letter in letters])
    return tuple(
        Waiting(
            since=letter.dated_on,
            what="Brev skal sendes med posten",
            number=letter.case.number,
            name=str(letter.case.citizen),
            citizen=letter.case.citizen.uuid,
            record=("letter", letter.uuid),
        )
        for letter in letters
        if letter.pk in posted
    )
