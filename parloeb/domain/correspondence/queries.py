"""Frozen rows of finished strings on letters, for pages."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.safestring import SafeString, mark_safe

from parloeb.domain.cases.lists import FiledWay
from parloeb.domain.cases.queries import Filed, StoryEntry, Waiting
from parloeb.domain.correspondence import leaving
from parloeb.domain.correspondence.models import Channel, Letter, LetterKind, OutboxItem
from parloeb.domain.correspondence.rules import letters, stored, twin
from parloeb.domain.correspondence.states import ItemState, LetterState
from parloeb.domain.people.models import Citizen, Representative
from parloeb.domain.people.rules import Represents
from parloeb.kernel import days, local

# The one fault that lies with the address; every other lies with the mail server or the way to it.
_NO_SUCH_ADDRESS = "SMTPRecipientsRefused"

WayOf = Callable[[date], twin.Way]


@dataclass(frozen=True)
class LetterRow:
    """One letter in a list. `fault` says why its mail could not leave, and that nobody tries any more.

    `copy_for`: who acts for the citizen, where the letter is the copy that goes to them.
    """

    uuid: UUID
    number: str
    kind: str
    subject: str
    dated: str
    state: str
    complaint_until: str
    waits_for_post: bool
    fault: str
    copy_for: str


@dataclass(frozen=True)
class LetterSheet:
    """One letter to read: its row and its HTML twin; `successor`: id and number of what took its place.

    `how_to_address`: what to do before it is posted, where no address stands on it.
    """

    row: LetterRow
    html: SafeString
    dated_on: date
    case_uuid: UUID
    case_number: str
    citizen: UUID
    successor: tuple[UUID, str] | None
    how_to_address: str
    why_not_send: str
    why_not_rewrite: str
    why_not_posted: str
    why_readdress: str
    is_invitation: bool
    copies: tuple[tuple[UUID, str], ...]


def mail_of(citizen: Citizen) -> str:
    """Where the citizen is told of a letter by mail; empty where it goes on paper.

    The mail says only that there is something to log in for: nobody who cannot log in could read the letter.
    """
    return citizen.email if citizen.user and citizen.user.is_active else ""


def rows(of_case: QuerySet[Letter]) -> tuple[LetterRow, ...]:
    """The letters of one case, newest first; those that never left, replaced or cancelled, are left out."""
    found = (
        of_case.exclude(state__in=[LetterState.REPLACED, LetterState.CANCELLED])
        .defer("pdf", "facts")
        .select_related("representative")
        .order_by("-pk")
    )
    of_this_case = list(found)
    items = _items_of([letter.pk for letter in of_this_case])
    return tuple(_row(letter, items.get(letter.pk)) for letter in of_this_case)


def among(visible: QuerySet[Letter], letter: UUID | None) -> UUID | None:
    """The letter to link to where it is among the visible; None where there is none, or not for this reader.

    A record goes on naming the letter it was first told by: one that was written anew since leads to the newest.
    """
    newest = _newest(letter) if letter else None
    return newest if newest and visible.filter(uuid=newest).exists() else None


def complaint_runs_until(letter: UUID) -> date | None:
    """The last day to complain of what a letter says, by the one that left; None where none left, or says no day.

    Where somebody acts for the citizen it is the later of theirs: nobody is late by the day that stands in the own
    letter.
    """
    newest = Letter.objects.get(uuid=_newest(letter))
    if newest.state != LetterState.SENT:
        return None
    copies = Letter.objects.filter(copy_of__in=versions(newest), state=LetterState.SENT)
    days_said = [newest.complaint_last_day, *copies.values_list("complaint_last_day", flat=True)]
    return max((day for day in days_said if day), default=None)


def complaint_periods(cases: QuerySet[Any], *, on: date) -> dict[int, date]:
    """Of the cases' letters that left until when one may complain, where that has not passed, by the letter's key.

    A letter that was written anew gives its day to the one it replaced, which is what a decision goes on naming, and a
    copy that left later gives its day to the letter that left.
    """
    left = Letter.objects.filter(case__in=cases, state=LetterState.SENT, complaint_last_day__gte=on)
    rows = list(left.filter(copy_of=None).values_list("pk", "replaces", "complaint_last_day"))
    until: dict[int, date] = {}
    while rows:
        until |= {pk: day for pk, _, day in rows if day}
        replaced = {former: day for _, former, day in rows if former}
        formers = Letter.objects.filter(pk__in=replaced).values_list("pk", "replaces") if replaced else ()
        rows = [(pk, former, replaced[pk]) for pk, former in formers]
    later = left.exclude(copy_of=None).order_by("complaint_last_day").values_list("copy_of", "complaint_last_day")
    copied = {first: day for first, day in later if first and day and day > until.get(first, date.min)}
    return until | {first: copied[first] for first in _left(copied)}


def _left(firsts: Collection[int]) -> set[int]:
    """Those of the letters that left, themselves or as they were written anew."""
    left: set[int] = set()
    first_of = {first: first for first in firsts}  # by the version that is looked at
    while first_of:
        sent = Letter.objects.filter(pk__in=first_of, state=LetterState.SENT).values_list("pk", flat=True)
        left |= {first_of[pk] for pk in sent}
        later = Letter.objects.filter(replaces__in=first_of).values_list("pk", "replaces")
        first_of = {pk: first_of[former] for pk, former in later if former}
    return left


def versions(letter: Letter) -> list[Letter]:
    """The letter and those that it was written anew for, to the first: a copy stays with the one it was made of."""
    written = [letter]
    while before := written[-1].replaces:
        written.append(before)
    return written


def sheet(visible: QuerySet[Letter], uuid: UUID, *, on: date, way: WayOf | None = None) -> LetterSheet | None:
    """One visible letter; None where it is missing or not among the visible.

    `way` leads from the rules that a letter of a day names to where they are read, for who is to see that.
    """
    letter = visible.filter(uuid=uuid).defer("pdf").select_related("case__citizen", "representative").first()
    if letter is None:
        return None
    item = _items_of([letter.pk]).get(letter.pk)
    row, facts = _row(letter, item), stored.from_facts_json(letter.facts)
    return LetterSheet(
        row=row,
        html=mark_safe(twin.to_html(facts, way=way(letter.dated_on) if way else None)),  # noqa: S308 the twin escapes every text
        dated_on=letter.dated_on,
        case_uuid=letter.case.uuid,
        case_number=letter.case.number,
        citizen=letter.case.citizen.uuid,
        successor=_successor(visible, letter),
        how_to_address=_how_to_address(facts, row),
        why_not_send=leaving.why_not_send(letter, on=on),
        why_not_rewrite=leaving.why_not_rewrite(letter, on=on),
        why_not_posted=leaving.why_not_posted(item, dated_on=letter.dated_on, on=on) if item else "",
        why_readdress=leaving.why_readdress(letter) if row.waits_for_post else "",
        is_invitation=letter.kind == LetterKind.INVITATION,
        copies=_copies(visible, letter),
    )


def _copies(visible: QuerySet[Letter], letter: Letter) -> tuple[tuple[UUID, str], ...]:
    """The visible copies of a letter that stand: who got one and when it left, or that it waits."""
    found = visible.filter(copy_of__in=versions(letter)).exclude(state=LetterState.REPLACED).order_by("pk")
    copies = found.defer("pdf", "facts").select_related("representative")
    return tuple((one.uuid, f"{_copy_for(one.representative)}, {_when_left(one)}") for one in copies)


def _when_left(copy: Letter) -> str:
    if copy.sent_at:
        return f"sendt {days.text(local.local_day(copy.sent_at))}"
    return "venter på at blive sendt" if copy.state == LetterState.READY else "ikke sendt"


def how_to_address(visible: QuerySet[Letter], uuid: UUID) -> str:
    """What to do before one visible letter is posted, where it waits for that without an address; else empty."""
    letter = visible.filter(uuid=uuid).defer("pdf").first()
    if letter is None:
        return ""
    row = _row(letter, _items_of([letter.pk]).get(letter.pk))
    return _how_to_address(stored.from_facts_json(letter.facts), row)


def _how_to_address(facts: letters.Letter, row: LetterRow) -> str:
    return letters.how_to_address(facts.receiver) if row.waits_for_post else ""


def newest(letter: Letter) -> Letter:
    """The letter itself, or the one that was written anew in its place last."""
    return Letter.objects.select_related("case", "citizen").get(uuid=_newest(letter.uuid))


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


def _to_handle() -> QuerySet[OutboxItem]:
    """What a person must do something about: paper that waits, and mails that failed."""
    on_paper, failed = Q(channel=Channel.PAPER, state=ItemState.WAITING), Q(state=ItemState.FAILED)
    return OutboxItem.objects.filter(on_paper | failed)


def _items_of(letter_ids: list[int]) -> dict[int | None, OutboxItem]:
    return {item.letter_id: item for item in _to_handle().filter(letter__in=letter_ids)}


def _row(letter: Letter, item: OutboxItem | None) -> LetterRow:
    fault = _fault(item) if item else ""
    state = LetterState(letter.state).label
    if item:
        state = "Mailen kunne ikke sendes" if fault else "Venter på at blive sendt med posten"
    return LetterRow(
        uuid=letter.uuid,
        number=letter.number,
        kind=LetterKind(letter.kind).label,
        subject=letter.subject,
        dated=days.text(letter.dated_on),
        state=state,
        complaint_until=days.text(letter.complaint_last_day) if letter.complaint_last_day else "",
        waits_for_post=item is not None and not fault,
        fault=fault,
        copy_for=_copy_for(letter.representative),
    )


def _copy_for(representative: Representative | None) -> str:
    if representative is None:
        return ""
    return f"{representative.name} ({Represents(representative.kind).label.lower()})"


def _fault(item: OutboxItem) -> str:
    if item.state != ItemState.FAILED:
        return ""
    if item.fault == _NO_SUCH_ADDRESS:
        return "Mailen om brevet kunne ikke sendes. Borgerens e-mailadresse tager ikke imod mail."
    if item.fault == leaving.TOO_LATE:
        return "Mailen om brevet blev ikke sendt, før dagen i brevet kom."
    return "Mailen om brevet kunne ikke sendes. Mailserveren tog ikke imod den."


def failed() -> int:
    """How many items of the outbox could not be sent and are not tried any more."""
    return OutboxItem.objects.filter(state=ItemState.FAILED).count()


def to_tell(of_case: QuerySet[Letter]) -> QuerySet[Letter, Any]:
    """What the page of a case asks of its visible letters: what was sent, and what somebody must do something about."""
    item = _to_handle().filter(letter=OuterRef("pk")).order_by("-pk").values("state")[:1]
    told = of_case.annotate(item=Subquery(item)).order_by("pk")
    return told.values_list(
        *("sent_at", "kind", "subject", "uuid", "state", "dated_on", "item", "representative__kind")
    )


def story(rows: Iterable[Any]) -> tuple[StoryEntry, ...]:
    """The letters of a case that were sent."""
    return tuple(
        StoryEntry(
            at=row.sent_at,
            title=f"{_sent(row.representative__kind)}: {row.subject}",
            record=("letter", row.uuid),
            filed=Filed(local.local_day(row.sent_at), FiledWay.SENT, _subject_filed(row)),
        )
        for row in rows
        if row.sent_at
    )


def _subject_filed(row: Any) -> str:
    of_whom = row.representative__kind
    copy = f"Kopi til {Represents(of_whom).label.lower()}. " if of_whom else ""
    return f"{copy}{LetterKind(row.kind).label}: {row.subject}"


def _sent(represents: str | None) -> str:
    return f"Brev sendt til {Represents(represents).label.lower()}" if represents else "Brev sendt"


def unsent(rows: Iterable[Any]) -> tuple[Waiting, ...]:
    """The letters of a case that wait for the post, and those whose mail failed."""
    return tuple(
        Waiting(
            since=row.dated_on,
            what=_to_do(row.item, row.representative__kind),
            number="",
            name="",
            citizen=None,
            record=("letter", row.uuid),
        )
        for row in rows
        if row.item and row.state == LetterState.READY
    )


def waiting(visible: QuerySet[Letter]) -> tuple[Waiting, ...]:
    """Letters that wait for the post, and those whose mail failed."""
    found = (
        visible.filter(state=LetterState.READY).defer("pdf", "facts").select_related("case__citizen", "representative")
    )
    ready = list(found.order_by("pk"))
    items = _items_of([letter.pk for letter in ready])
    return tuple(
        Waiting(
            since=letter.dated_on,
            what=_to_do(items[letter.pk].state, letter.representative.kind if letter.representative else None),
            number=letter.case.number,
            name=str(letter.case.citizen),
            citizen=letter.case.citizen.uuid,
            record=("letter", letter.uuid),
        )
        for letter in ready
        if letter.pk in items
    )


def _to_do(item: str, represents: str | None) -> str:
    if item == ItemState.FAILED:
        return "Mail om et brev kunne ikke sendes"
    what = f"Kopi til {Represents(represents).label.lower()}" if represents else "Brev"
    return f"{what} skal sendes med posten"
