"""Wishes for a change of mentor: what waits, what who asked is told, and the story."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from parloeb.domain.cases.models import Case
from parloeb.domain.cases.queries import StoryEntry, Waiting
from parloeb.domain.matching.lists import ChangeReason, Side, WishWay
from parloeb.domain.matching.models import ChangeRequest
from parloeb.domain.matching.states import OPEN_CHANGES, ChangeState
from parloeb.kernel import days, local


@dataclass(frozen=True)
class ChangeSheet:
    """One wish, as whoever answers reads it."""

    uuid: UUID
    case_uuid: UUID
    number: str
    citizen: UUID
    name: str
    mentor: str
    state: ChangeState
    facts: tuple[tuple[str, str], ...]
    is_open: bool


@dataclass(frozen=True)
class OwnChange:
    """One wish, as who asked reads it: where it stands, and the answer. `is_open`: it can be taken back."""

    uuid: UUID
    told: str
    answer: str
    is_open: bool


def sheet(visible: QuerySet[ChangeRequest], uuid: UUID) -> ChangeSheet | None:
    """One visible wish; None where it is missing or not among the visible."""
    found = visible.filter(uuid=uuid).select_related("match__case__citizen", "match__mentor", "written_by").first()
    if found is None:
        return None
    match, by = found.match, f"{WishWay(found.way).label}, skrevet af {found.written_by.name}"
    facts = (
        ("Bedt om af", Side(found.asked_by).label),
        ("Dag", days.text(found.asked_on)),
        ("Hvordan", WishWay(found.way).label if found.way == WishWay.OWN_PAGE else by),
        (
            "Hvorfor",
            ChangeReason(found.reason).label if found.reason else "Ikke oplyst: det er ikke nødvendigt i prøven",
        ),
        ("Med egne ord", found.words),
        ("Svar senest", days.text(found.answer_by)),
        ("Svar", found.answer),
        ("Svaret", local.text(found.answered_at) if found.answered_at else ""),
    )
    return ChangeSheet(
        uuid=found.uuid,
        case_uuid=match.case.uuid,
        number=match.case.number,
        citizen=match.case.citizen.uuid,
        name=str(match.case.citizen),
        mentor=str(match.mentor),
        state=ChangeState(found.state),
        facts=tuple((label, value) for label, value in facts if value),
        is_open=found.state in OPEN_CHANGES,
    )


def own(visible: QuerySet[ChangeRequest], *, on: date) -> tuple[OwnChange, ...]:
    """The own wishes among the visible, the newest first, each with an honest status."""
    return tuple(
        OwnChange(one.uuid, _told(one, on=on), one.answer, one.state in OPEN_CHANGES) for one in visible.order_by("-pk")
    )


def searching_side(case: Case) -> Side | None:
    """Which of the two asked for the new mentor who is looked for; None where nobody is."""
    found = ChangeRequest.objects.filter(match__case=case, state=ChangeState.SEARCHING).order_by("pk").first()
    return Side(found.asked_by) if found else None


def to_answer(visible: QuerySet[ChangeRequest]) -> tuple[Waiting, ...]:
    """The wishes to answer, and those for which a mentor is looked for."""
    return _waiting(visible.filter(state__in=OPEN_CHANGES))


def late(visible: QuerySet[ChangeRequest], *, on: date) -> tuple[Waiting, ...]:
    """The wishes whose day has passed without an answer: for the leader too."""
    return _waiting(visible.filter(state=ChangeState.ASKED, answer_by__lt=on))


def to_tell(of_case: QuerySet[ChangeRequest]) -> QuerySet[ChangeRequest, Any]:
    """What the page of a case asks of its visible wishes."""
    asked = (
        "uuid", "asked_by", "asked_on", "asked_at", "written_by__name", "answer_by", "state", "answer",
        "answered_at", "answered_by__name", "closed_at",
    )  # fmt: skip
    return of_case.order_by("pk").values_list(*asked, named=True)


def story(rows: Iterable[Any], *, whole: bool) -> tuple[StoryEntry, ...]:
    """Each wish, its answer, and its being taken back; `whole` adds where it is read, for the authority."""
    return tuple(entry for row in rows for entry in _entries(row, ("change", row.uuid) if whole else None))


def _entries(row: Any, record: tuple[str, UUID] | None) -> Iterable[StoryEntry]:
    who = Side(row.asked_by).label
    text = f"Fortalt {days.text(row.asked_on)}. Svar senest {days.text(row.answer_by)}."
    yield StoryEntry(row.asked_at, f"{who} bad om en anden mentor", row.written_by__name, text, record)
    if row.answered_at:
        title = f"Svar på ønsket om en anden mentor: {ChangeState(row.state).label.lower()}"
        yield StoryEntry(row.answered_at, title, row.answered_by__name, row.answer, record)
    if row.state == ChangeState.WITHDRAWN:
        yield StoryEntry(row.closed_at, "Ønsket om en anden mentor er trukket tilbage", "", "", record)


def _waiting(found: QuerySet[ChangeRequest]) -> tuple[Waiting, ...]:
    return tuple(
        Waiting(
            since=one.asked_on,
            what=_what(one),
            number=one.match.case.number,
            name=str(one.match.case.citizen),
            citizen=one.match.case.citizen.uuid,
            record=("change", one.uuid),
            due=one.answer_by if one.state == ChangeState.ASKED else None,
        )
        for one in found.select_related("match__case__citizen").order_by("answer_by", "pk")
    )


def _what(change: ChangeRequest) -> str:
    if change.state == ChangeState.SEARCHING:
        return "Find en ny mentor: skiftet er aftalt"
    return f"Svar: {Side(change.asked_by).label.lower()} har bedt om en anden mentor"


def _told(change: ChangeRequest, *, on: date) -> str:
    asked = (
        f"Du bad om en anden mentor {days.long_text(change.asked_on)}."
        if change.asked_by == Side.CITIZEN
        else f"Du bad om, at borgeren får en anden mentor, {days.long_text(change.asked_on)}."
    )
    return f"{asked} {_status(change, on=on)}"


def _status(change: ChangeRequest, *, on: date) -> str:
    match ChangeState(change.state):
        case ChangeState.ASKED if change.answer_by < on:
            return f"Du skulle have haft svar {days.long_text(change.answer_by)}. Teamlederen har fået besked."
        case ChangeState.ASKED:
            return f"Du får svar senest {days.long_text(change.answer_by)}."
        case ChangeState.SEARCHING:
            return "Vi leder efter en ny mentor, og I fortsætter imens."
        case ChangeState.SETTLED:
            return "I fortsætter sammen."
        case ChangeState.WITHDRAWN:
            return "Du har trukket det tilbage."
        case ChangeState.PARTED:
            return "I mødes ikke længere."
