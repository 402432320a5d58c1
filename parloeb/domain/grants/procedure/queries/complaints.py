"""Frozen rows of finished strings on complaints, for pages."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from parloeb.domain.cases.lists import FiledWay
from parloeb.domain.cases.models import Relation
from parloeb.domain.cases.queries import Filed, StoryEntry, Waiting
from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.grants.lists import Outcome, Way
from parloeb.domain.grants.models import Complaint, Grant, Postponement
from parloeb.domain.grants.procedure.queries import postponements
from parloeb.domain.grants.states import COMPLAINING, DECIDED, ComplaintState
from parloeb.domain.people.acting import Actor
from parloeb.kernel import days, local

# What a complaint in each state waits for.
_WAITS: dict[ComplaintState, str] = {
    ComplaintState.LATE: "Klage kom efter fristen: Er der en særlig grund?",
    ComplaintState.RECEIVED: "Klage: Se på afgørelsen igen",
    ComplaintState.MAINTAINED: "Klage skal sendes til Ankestyrelsen",
}
_WAITS_FOR_OTHERS = "Klage venter på, at en anden i teamet ser på afgørelsen igen"


@dataclass(frozen=True)
class ComplaintRow:
    """One complaint on the page of its grant."""

    uuid: UUID
    state: str
    received: str


@dataclass(frozen=True)
class OwnRow:
    """One complaint that goes on, told to the citizen whose it is; what lies with Ankestyrelsen is withdrawn there."""

    uuid: UUID
    told: str
    may_withdraw: bool


@dataclass(frozen=True)
class ComplaintSheet:
    """One complaint to read and to go on with. `texts` are titles with their lines."""

    uuid: UUID
    grant: UUID
    case_uuid: UUID
    case_number: str
    citizen: UUID
    citizen_name: str
    state: ComplaintState
    is_late: bool
    new_grant: UUID | None
    confirmation: UUID
    letter: UUID | None
    withdrawal: UUID | None
    texts: tuple[tuple[str, tuple[str, ...]], ...]
    facts: tuple[tuple[str, str], ...]


def rows(visible: QuerySet[Complaint], grant: UUID) -> tuple[ComplaintRow, ...]:
    """The complaints about a grant, oldest first."""
    found = visible.filter(grant__uuid=grant).order_by("pk").values_list("uuid", "state", "received_on")
    return tuple(ComplaintRow(uuid, ComplaintState(state).label, days.text(day)) for uuid, state, day in found)


def going_on(of_case: QuerySet[Complaint]) -> tuple[OwnRow, ...]:
    """The visible complaints of a case that are not finished, oldest first, as their citizen reads them."""
    found = of_case.filter(state__in=COMPLAINING).order_by("pk")
    return tuple(own_row(one) for one in found)


def own_row(complaint: Complaint) -> OwnRow:
    """A complaint that goes on, in the words of its state."""
    return OwnRow(complaint.uuid, _told_to_citizen(complaint), complaint.state != ComplaintState.SENT_ON)


def is_open(grant: Grant) -> bool:
    """Whether there is a complaint about the grant that is not finished."""
    return Complaint.objects.filter(grant=grant, state__in=COMPLAINING).exists()


def to_complain_of(of_case: QuerySet[Grant]) -> UUID | None:
    """Of the visible grants of a case the one decided last, where no complaint about it goes on."""
    last = of_case.filter(state__in=DECIDED).order_by("-decided_at").first()
    return None if last is None or is_open(last) else last.uuid


def sheet(visible: QuerySet[Complaint], uuid: UUID, *, with_notes: bool) -> ComplaintSheet | None:
    """One visible complaint; None where it is missing or not among the visible. `with_notes`: texts are read too."""
    found = visible.filter(uuid=uuid).select_related(
        "grant__case__citizen",
        "new_grant",
        "confirmation",
        "letter",
        "received_by",
        "accepted_by",
        "reconsidered_by",
        "withdrawn_by",
        "withdrawal",
    )
    complaint = found.first()
    if complaint is None:
        return None
    case = complaint.grant.case
    return ComplaintSheet(
        uuid=complaint.uuid,
        grant=complaint.grant.uuid,
        case_uuid=case.uuid,
        case_number=case.number,
        citizen=case.citizen.uuid,
        citizen_name=str(case.citizen),
        state=ComplaintState(complaint.state),
        is_late=complaint.last_day is not None and complaint.received_on > complaint.last_day,
        new_grant=complaint.new_grant.uuid if complaint.new_grant else None,
        confirmation=complaint.confirmation.uuid,
        letter=complaint.letter.uuid if complaint.letter else None,
        withdrawal=complaint.withdrawal.uuid if complaint.withdrawal else None,
        texts=_texts(complaint) if with_notes else (),
        facts=_shown(complaint, with_notes=with_notes),
    )


def to_tell(of_case: QuerySet[Complaint]) -> QuerySet[Complaint, Any]:
    """What the page of a case asks of its visible complaints."""
    return of_case.order_by("pk").values_list(
        "uuid",
        "received_on",
        "received_at",
        "received_by__name",
        "accepted_at",
        "accepted_by__name",
        "reconsidered_at",
        "reconsidered_by__name",
        "new_grant",
        "sent_on",
        "sent_at",
        "answered_at",
        "outcome",
        "outcome_on",
        "withdrawn_at",
        "withdrawn_on",
        "withdrawn_by__name",
        named=True,
    )


def story(rows: Iterable[Any]) -> tuple[StoryEntry, ...]:
    """The complaints of a case: what came in, and what became of it."""
    return tuple(entry for row in rows for entry in _entries(row))


def for_colleagues(visible: QuerySet[Complaint], *, by: Actor, on: date) -> QuerySet[Complaint]:
    """Those that wait for somebody else than the caseworker in hand of the case, who made the decision."""
    theirs = Relation.objects.filter(
        Q(last_day=None) | Q(last_day__gte=on),
        case=OuterRef("grant__case"),
        kind=RelationKind.CASEWORKER,
        user=OuterRef("grant__decided_by"),
        first_day__lte=on,
        cut_at=None,
    )
    return visible.filter(Exists(theirs), state=ComplaintState.RECEIVED).exclude(grant__decided_by=by.user_id)


def waiting(visible: QuerySet[Complaint], *, by: Actor, for_leader: bool) -> tuple[Waiting, ...]:
    """Complaints to go on with, due four weeks after they came; a late one waits for the leader alone.

    A decision to reconsider waits for somebody else, where it is the actor's own.
    """
    states = [state for state in _WAITS if for_leader or state is not ComplaintState.LATE]
    found = visible.filter(state__in=states).select_related("grant__case__citizen").order_by("pk")
    return tuple(
        Waiting(
            since=complaint.received_on,
            what=_what(complaint, by=by),
            number=complaint.grant.case.number,
            name=str(complaint.grant.case.citizen),
            citizen=complaint.grant.case.citizen.uuid,
            record=("complaint", complaint.uuid),
            due=complaint.expected_on or complaint.reconsider_by,
            note=postponements.noted(complaint.expected_on, instead_of=complaint.reconsider_by),
        )
        for complaint in found
    )


def _what(complaint: Complaint, *, by: Actor) -> str:
    is_own = complaint.state == ComplaintState.RECEIVED and complaint.grant.decided_by_id == by.user_id
    return _WAITS_FOR_OTHERS if is_own else _WAITS[ComplaintState(complaint.state)]


def last_days(visible: QuerySet[Complaint], *, by: Actor, on: date) -> tuple[Waiting, ...]:
    """The last days to reconsider, with what happens then."""
    waits = waiting(visible, by=by, for_leader=True)
    return tuple(replace(one, note=one.note or postponements.then(one.due, on=on)) for one in waits)


def _told_to_citizen(complaint: Complaint) -> str:
    state, received = ComplaintState(complaint.state), days.text(complaint.received_on)
    if state is ComplaintState.SENT_ON and complaint.sent_on:
        return f"Vi sendte din klage til Ankestyrelsen {days.text(complaint.sent_on)}. Den afgør klagen."
    if state is ComplaintState.MAINTAINED:
        return f"Vi holder fast i afgørelsen, som du klagede over {received}. Klagen bliver sendt til Ankestyrelsen."
    by = days.text(complaint.expected_on or complaint.reconsider_by)
    late = ", efter at fristen var gået" if state is ComplaintState.LATE else ""
    return f"Vi fik din klage {received}{late}. Du får svar senest {by}."


def _entries(row: Any) -> Iterable[StoryEntry]:
    record = ("complaint", row.uuid)
    received = Filed(row.received_on, FiledWay.RECEIVED, "Klage over en afgørelse")
    yield StoryEntry(row.received_at, "Klage modtaget", row.received_by__name, record=record, filed=received)
    if row.accepted_at:
        yield StoryEntry(row.accepted_at, "Sen klage taget op", row.accepted_by__name, record=record)
    if row.reconsidered_at:
        title = "Sagen afgøres på ny efter klage" if row.new_grant and not row.outcome else "Afgørelsen fastholdt"
        yield StoryEntry(row.reconsidered_at, title, row.reconsidered_by__name, record=record)
    if row.sent_at:
        sent = Filed(row.sent_on, FiledWay.SENT, "Klagen sendt til Ankestyrelsen")
        yield StoryEntry(row.sent_at, "Klage sendt til Ankestyrelsen", record=record, filed=sent)
    if row.withdrawn_at:
        back = Filed(row.withdrawn_on, FiledWay.RECEIVED, "Klagen trukket tilbage")
        yield StoryEntry(row.withdrawn_at, "Klage trukket tilbage", row.withdrawn_by__name, record=record, filed=back)
    if row.answered_at:
        answer, text = Filed(row.outcome_on, FiledWay.RECEIVED, "Ankestyrelsens afgørelse"), Outcome(row.outcome).label
        yield StoryEntry(row.answered_at, "Svar fra Ankestyrelsen", text=text, record=record, filed=answer)


def _texts(complaint: Complaint) -> tuple[tuple[str, tuple[str, ...]], ...]:
    written = (
        ("Klagen", complaint.text),
        ("Den særlige grund til at tage klagen op", complaint.accepted_reason),
        ("Begrundelse efter at have set på afgørelsen igen", complaint.reasons),
        ("Om Ankestyrelsens afgørelse", complaint.outcome_text),
    )
    return tuple((title, tuple(text.splitlines())) for title, text in written if text)


def _shown(complaint: Complaint, *, with_notes: bool) -> tuple[tuple[str, str], ...]:
    shown = (
        ("Modtaget", days.text(complaint.received_on)),
        ("Sådan kom den", Way(complaint.way).label),
        ("Skrevet ned af", "" if complaint.way == Way.PAGE else complaint.received_by.name),
        ("Sidste dag for at klage", _day(complaint.last_day) or "Fristen er ikke begyndt"),
        ("Ses på igen senest", days.text(complaint.reconsider_by)),
        *postponements.shown(Postponement.objects.filter(complaint=complaint), with_notes=with_notes),
        ("Taget op af", complaint.accepted_by.name if complaint.accepted_by else ""),
        ("Set på igen", _by(complaint)),
        ("Sendt til Ankestyrelsen", _day(complaint.sent_on)),
        ("Ankestyrelsens afgørelse", _outcome(complaint)),
        ("Trukket tilbage", _withdrawn(complaint)),
    )
    return tuple((label, value) for label, value in shown if value)


def _day(day: date | None) -> str:
    return days.text(day) if day else ""


def _by(complaint: Complaint) -> str:
    if not (complaint.reconsidered_at and complaint.reconsidered_by):
        return ""
    return f"{days.text(local.local_day(complaint.reconsidered_at))} af {complaint.reconsidered_by.name}"


def _withdrawn(complaint: Complaint) -> str:
    if complaint.withdrawn_on is None or complaint.withdrawn_by is None:
        return ""
    noted = "" if complaint.withdrawn_way == Way.PAGE else f", skrevet ned af {complaint.withdrawn_by.name}"
    return f"{days.text(complaint.withdrawn_on)}: {Way(complaint.withdrawn_way).label.lower()}{noted}"


def _outcome(complaint: Complaint) -> str:
    return f"{Outcome(complaint.outcome).label}, {_day(complaint.outcome_on)}" if complaint.outcome else ""
