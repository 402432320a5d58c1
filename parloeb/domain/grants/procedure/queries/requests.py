"""Frozen rows of finished strings on what citizens ask for, for pages."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from parloeb.domain.cases.lists import FiledWay
from parloeb.domain.cases.queries import Filed, StoryEntry, Waiting
from parloeb.domain.grants.lists import RequestKind, Way
from parloeb.domain.grants.models import Postponement, Request
from parloeb.domain.grants.procedure.queries import postponements
from parloeb.domain.grants.states import RequestState
from parloeb.kernel import days


@dataclass(frozen=True)
class RequestRow:
    """One request on the citizen's own page: where it stands, and when it is answered."""

    uuid: UUID
    kind: str
    state: str
    is_open: bool
    when: str


@dataclass(frozen=True)
class RequestSheet:
    """One request to read and answer."""

    uuid: UUID
    case_uuid: UUID
    case_number: str
    citizen: UUID
    citizen_name: str
    kind: str
    state: str
    is_open: bool
    what: tuple[str, ...]
    answer: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]


def sheet(visible: QuerySet[Request], uuid: UUID) -> RequestSheet | None:
    """One visible request; None where it is missing or not among the visible."""
    found = visible.filter(uuid=uuid).select_related("case__citizen", "written_by", "answered_by").first()
    if found is None:
        return None
    return RequestSheet(
        uuid=found.uuid,
        case_uuid=found.case.uuid,
        case_number=found.case.number,
        citizen=found.case.citizen.uuid,
        citizen_name=str(found.case.citizen),
        kind=RequestKind(found.kind).label,
        state=RequestState(found.state).label,
        is_open=found.state == RequestState.OPEN,
        what=tuple(found.what.splitlines()),
        answer=tuple(found.answer.splitlines()),
        facts=_shown(found),
    )


def rows(of_case: QuerySet[Request]) -> tuple[RequestRow, ...]:
    """The visible requests of a case, newest first."""
    found = of_case.order_by("-pk").values_list(
        *("uuid", "kind", "state", "asked_on", "answer_by", "expected_on", "answered_on")
    )
    return tuple(
        RequestRow(
            uuid,
            RequestKind(kind).label,
            RequestState(state).label,
            state == RequestState.OPEN,
            _when(asked_on, answer_by=expected_on or answer_by, answered_on=answered_on),
        )
        for uuid, kind, state, asked_on, answer_by, expected_on, answered_on in found
    )


def to_tell(of_case: QuerySet[Request]) -> QuerySet[Request, Any]:
    """What the page of a case asks of its visible requests."""
    return of_case.order_by("pk").values_list(
        *("uuid", "kind", "way", "asked_on", "written_at", "written_by__name"),
        *("answered_on", "answered_at", "answered_by__name"),
        named=True,
    )


def story(rows: Iterable[Any]) -> tuple[StoryEntry, ...]:
    """The requests of a case: asked and answered."""
    return tuple(entry for row in rows for entry in _entries(row))


def waiting(visible: QuerySet[Request]) -> tuple[Waiting, ...]:
    """Requests to answer, each by its day."""
    found = visible.filter(state=RequestState.OPEN).select_related("case__citizen").order_by("pk")
    return tuple(
        Waiting(
            since=one.asked_on,
            what=f"{RequestKind(one.kind).label}: svar borgeren",
            number=one.case.number,
            name=str(one.case.citizen),
            citizen=one.case.citizen.uuid,
            record=("request", one.uuid),
            due=one.expected_on or one.answer_by,
            note=postponements.noted(one.expected_on, instead_of=one.answer_by),
        )
        for one in found
    )


def last_days(visible: QuerySet[Request], *, on: date) -> tuple[Waiting, ...]:
    """The last days to answer, with what happens then."""
    return tuple(replace(one, note=one.note or postponements.then(one.due, on=on)) for one in waiting(visible))


def _when(asked_on: date, *, answer_by: date, answered_on: date | None) -> str:
    if answered_on:
        return f"Besvaret {days.text(answered_on)}"
    return f"Sendt {days.text(asked_on)}, svar senest {days.text(answer_by)}"


def _entries(row: Any) -> Iterable[StoryEntry]:
    record, kind = ("request", row.uuid), RequestKind(row.kind).label
    asked = Filed(row.asked_on, FiledWay.RECEIVED, f"Anmodning: {kind}")
    title = "Anmodning fra borgeren" if row.way == Way.PAGE else "Anmodning skrevet ned"
    yield StoryEntry(row.written_at, title, row.written_by__name, kind, record, asked)
    if row.answered_at:
        answer = Filed(row.answered_on, FiledWay.SENT, f"Svar på anmodning: {kind}")
        yield StoryEntry(row.answered_at, "Anmodning besvaret", row.answered_by__name, kind, record, answer)


def _shown(found: Request) -> tuple[tuple[str, str], ...]:
    shown = (
        ("Bedt om den", days.text(found.asked_on)),
        ("Sådan kom det", Way(found.way).label),
        ("Mundtlig afgørelse den", days.text(found.decided_on) if found.decided_on else ""),
        ("Skrevet ned af", "" if found.way == Way.PAGE else found.written_by.name),
        ("Svares senest", days.text(found.answer_by)),
        *postponements.shown(Postponement.objects.filter(request=found), with_notes=True),
        ("Besvaret", days.text(found.answered_on) if found.answered_on else ""),
        ("Svaret af", found.answered_by.name if found.answered_by else ""),
    )
    return tuple((label, value) for label, value in shown if value)
