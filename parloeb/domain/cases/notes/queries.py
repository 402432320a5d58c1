"""Frozen rows of finished strings on notes, for pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from parloeb.domain.cases.lists import FiledWay, Teller
from parloeb.domain.cases.models import Note
from parloeb.domain.cases.queries import Filed, StoryEntry
from parloeb.kernel import days, local


@dataclass(frozen=True)
class NoteSheet:
    """One note to read. `successor` is the note that took its place, `former` the one whose place it took."""

    uuid: UUID
    case_uuid: UUID
    case_number: str
    citizen: UUID
    citizen_name: str
    subject: str
    text: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    former: UUID | None
    successor: UUID | None


def sheet(visible: QuerySet[Note], uuid: UUID) -> NoteSheet | None:
    """One visible note; None where it is missing or not among the visible."""
    found = visible.filter(uuid=uuid).select_related("case__citizen", "written_by", "replaces").first()
    if found is None:
        return None
    return NoteSheet(
        uuid=found.uuid,
        case_uuid=found.case.uuid,
        case_number=found.case.number,
        citizen=found.case.citizen.uuid,
        citizen_name=str(found.case.citizen),
        subject=found.subject,
        text=tuple(found.text.splitlines()),
        facts=_shown(found),
        former=found.replaces.uuid if found.replaces else None,
        successor=Note.objects.filter(replaces=found).values_list("uuid", flat=True).first(),
    )


def to_tell(of_case: QuerySet[Note]) -> QuerySet[Note, Any]:
    """What the page of a case asks of its visible notes."""
    told = of_case.annotate(corrected_at=F("corrected_by__written_at")).order_by("pk")
    return told.values_list("uuid", "told_on", "subject", "written_at", "written_by__name", "corrected_at", named=True)


def story(rows: Iterable[Any]) -> tuple[StoryEntry, ...]:
    """The notes of a case. One that was corrected stands there still, and says so."""
    return tuple(
        StoryEntry(
            at=row.written_at,
            title=f"Notat: {row.subject}",
            who=row.written_by__name,
            text=f"Rettet {local.text(row.corrected_at)}." if row.corrected_at else "",
            record=("note", row.uuid),
            filed=Filed(row.told_on, FiledWay.INTERNAL, _filed_as(row)),
        )
        for row in rows
    )


def _filed_as(row: Any) -> str:
    return f"Notat: {row.subject} (rettet)" if row.corrected_at else f"Notat: {row.subject}"


def _shown(note: Note) -> tuple[tuple[str, str], ...]:
    shown = (
        ("Den", days.text(note.told_on)),
        ("Fra", Teller(note.teller).label),
        ("Navn", note.told_by),
        ("Skrevet", f"{local.text(note.written_at)} af {note.written_by}"),
    )
    return tuple((label, value) for label, value in shown if value)
