"""Frozen rows of finished strings on hearings, for pages."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from parloeb.domain.cases.lists import FiledWay
from parloeb.domain.cases.queries import Filed, StoryEntry, Waiting
from parloeb.domain.correspondence.states import LetterState
from parloeb.domain.grants import deadlines
from parloeb.domain.grants.lists import Way
from parloeb.domain.grants.models import Hearing, Postponement
from parloeb.domain.grants.procedure.queries import postponements
from parloeb.domain.grants.states import OPEN, HearingState
from parloeb.kernel import days


@dataclass(frozen=True)
class HearingRow:
    """One hearing on the page of its grant."""

    uuid: UUID
    state: str
    is_open: bool
    opened: str
    answer_by: str
    answered: str
    answer: str


@dataclass(frozen=True)
class HearingSheet:
    """One hearing to read and answer. `is_asked`: the grant is not decided, so that an answer counts."""

    uuid: UUID
    grant: UUID
    case_uuid: UUID
    case_number: str
    citizen: UUID
    citizen_name: str
    letter: UUID
    state: HearingState
    is_asked: bool
    asked_about: tuple[str, ...]
    answer: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    short: str


def rows(visible: QuerySet[Hearing], grant: UUID) -> tuple[HearingRow, ...]:
    """The hearings of a grant, oldest first."""
    rows = (
        visible.filter(grant__uuid=grant)
        .order_by("pk")
        .values_list("uuid", "state", "opened_on", "answer_by", "answered_on", "answer")
    )
    return tuple(
        HearingRow(
            uuid,
            HearingState(state).label,
            state == HearingState.OPEN,
            days.text(opened_on),
            days.text(answer_by),
            days.text(answered_on) if answered_on else "",
            answer,
        )
        for uuid, state, opened_on, answer_by, answered_on, answer in rows
    )


def sheet(visible: QuerySet[Hearing], uuid: UUID) -> HearingSheet | None:
    """One visible hearing; None where it is missing or not among the visible."""
    found = visible.filter(uuid=uuid).select_related("grant__case__citizen", "letter", "opened_by", "written_by")
    hearing = found.first()
    if hearing is None:
        return None
    case = hearing.grant.case
    return HearingSheet(
        uuid=hearing.uuid,
        grant=hearing.grant.uuid,
        case_uuid=case.uuid,
        case_number=case.number,
        citizen=case.citizen.uuid,
        citizen_name=str(case.citizen),
        letter=hearing.letter.uuid,
        state=HearingState(hearing.state),
        is_asked=hearing.grant.state in OPEN,
        asked_about=tuple(hearing.facts.splitlines()),
        answer=tuple(hearing.answer.splitlines()),
        facts=_shown(hearing),
        short=deadlines.short(hearing.opened_on, hearing.answer_by),
    )


def to_tell(of_case: QuerySet[Hearing]) -> QuerySet[Hearing, Any]:
    """What the page of a case asks of its visible hearings."""
    return of_case.order_by("pk").values_list(
        *("uuid", "state", "opened_at", "opened_by__name", "written_at", "answer_by", "answered_on", "closed_at"),
        named=True,
    )


def story(rows: Iterable[Any]) -> tuple[StoryEntry, ...]:
    """The hearings of a case: asked, and what came of it."""
    return tuple(entry for row in rows for entry in _entries(row))


def to_answer(visible: QuerySet[Hearing]) -> tuple[Waiting, ...]:
    """Hearings that wait for the citizen's word."""
    asked = visible.filter(state=HearingState.OPEN, grant__state__in=OPEN, letter__state=LetterState.SENT)
    return tuple(_waiting(one, "Vi vil høre, hvad du siger") for one in _with_case(asked))


def last_days(visible: QuerySet[Hearing]) -> tuple[Waiting, ...]:
    """The last days to answer of the hearings that go on, with what happens then."""
    asked = visible.filter(state=HearingState.OPEN, grant__state__in=OPEN, letter__state=LetterState.SENT)
    then = "Har borgeren ikke svaret, kan sagen afgøres med de oplysninger, der er."
    return tuple(replace(_waiting(one, "Svar på partshøring"), note=then) for one in _with_case(asked))


def to_follow_up(visible: QuerySet[Hearing], *, on: date) -> tuple[Waiting, ...]:
    """Hearings that were answered, or whose last day has passed: now the grant can be decided."""
    undecided = visible.filter(grant__state__in=OPEN)
    over = Q(state=HearingState.OPEN, answer_by__lt=on, letter__state=LetterState.SENT)
    done = undecided.filter(over | Q(state=HearingState.ANSWERED))
    return tuple(
        _waiting(one, "Borgeren har svaret på partshøringen")
        if one.answered_on
        else _waiting(one, "Borgeren har ikke svaret på partshøringen")
        for one in _with_case(done)
    )


def _with_case(hearings: QuerySet[Hearing]) -> QuerySet[Hearing]:
    return hearings.select_related("grant__case__citizen").order_by("pk")


def _waiting(hearing: Hearing, what: str) -> Waiting:
    case = hearing.grant.case
    return Waiting(
        since=hearing.answered_on or hearing.opened_on,
        what=what,
        number=case.number,
        name=str(case.citizen),
        citizen=case.citizen.uuid,
        record=("hearing", hearing.uuid),
        due=None if hearing.answered_on else hearing.answer_by,
    )


def _entries(row: Any) -> tuple[StoryEntry, ...]:
    record = ("hearing", row.uuid)
    asked = StoryEntry(
        row.opened_at,
        "Partshøring begyndt",
        row.opened_by__name,
        f"Borgeren kan svare til og med {days.text(row.answer_by)}.",
        record,
    )
    if row.state == HearingState.ANSWERED:
        filed = Filed(row.answered_on, FiledWay.RECEIVED, "Svar på partshøring")
        return (asked, StoryEntry(row.written_at, "Borgeren har svaret på partshøringen", record=record, filed=filed))
    if row.closed_at:
        label = HearingState(row.state).label.lower()
        return (asked, StoryEntry(row.closed_at, f"Partshøring {label}", record=record))
    return (asked,)


def _shown(hearing: Hearing) -> tuple[tuple[str, str], ...]:
    answered = days.text(hearing.answered_on) if hearing.answered_on else ""
    shown = (
        ("Sendt til borgeren", _left(hearing)),
        ("Sidste dag for svar", days.text(hearing.answer_by)),
        *postponements.shown(Postponement.objects.filter(hearing=hearing), with_notes=True),
        ("Svaret kom", answered),
        ("Sådan kom svaret", Way(hearing.answer_way).label if hearing.answer_way else ""),
        ("Skrevet ned af", hearing.written_by.name if hearing.written_by else ""),
    )
    return tuple((label, value) for label, value in shown if value)


def _left(hearing: Hearing) -> str:
    if hearing.letter.state == LetterState.SENT:
        return days.text(hearing.letter.dated_on)
    return LetterState(hearing.letter.state).label
