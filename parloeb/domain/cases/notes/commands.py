"""Note what was heard, and correct a note by another."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import firsts
from parloeb.domain.cases.lists import Teller
from parloeb.domain.cases.models import Case, Note
from parloeb.domain.cases.notes import access
from parloeb.domain.people.acting import Actor
from parloeb.kernel import days, errors

SUBJECT_LENGTH = 80


@dataclass(frozen=True)
class Heard:
    """What was heard on a day, from whom, and what it is about in few words; `told_by` is the name, where told."""

    told_on: date
    teller: Teller
    told_by: str
    subject: str
    text: str


@transaction.atomic
def note(case: Case, heard: Heard, *, by: Actor, at: datetime, on: date) -> Note:
    """Write it down. Raises RefusedError at the field that is missing or wrong."""
    return _note(case, heard, replaces=None, by=by, at=at, on=on)


@transaction.atomic
def correct(former: Note, heard: Heard, *, by: Actor, at: datetime, on: date) -> Note:
    """Write a note in the place of another, which is kept. OvertakenError where somebody else was quicker."""
    if Note.objects.filter(replaces=former).exists():
        raise errors.OvertakenError
    return _note(former.case, heard, replaces=former, by=by, at=at, on=on)


def _note(case: Case, heard: Heard, *, replaces: Note | None, by: Actor, at: datetime, on: date) -> Note:
    access.require_note(by, case, on=on)
    _refuse_wrong(heard, former=replaces, on=on)
    written = Note(
        case=case,
        told_on=heard.told_on,
        teller=heard.teller,
        told_by=heard.told_by.strip(),
        subject=heard.subject.strip(),
        text=heard.text.strip(),
        written_at=at,
        written_by_id=by.person_id,
        replaces=replaces,
    )
    with firsts.first_wins():
        written.save(force_insert=True)
    name = "note.corrected" if replaces else "note.written"
    audit.record(name, written, by=by, at=at, citizens=[case.citizen.uuid])
    return written


def _refuse_wrong(heard: Heard, *, former: Note | None, on: date) -> None:
    if heard.told_on > on:
        raise errors.RefusedError("Dagen ligger i fremtiden.", field="told_on")
    # Notes are written as soon as possible; a day further back is a slip of the year, but for an old note's own.
    if former is None or heard.told_on < former.told_on:
        days.refuse_strange(heard.told_on, on=on, back=1, field="told_on")
    if not heard.subject.strip():
        raise errors.RefusedError("Skriv med få ord, hvad det handler om.", field="subject")
    if not heard.text.strip():
        raise errors.RefusedError("Skriv, hvad du fik at vide, eller hvad der er sket.", field="text")
