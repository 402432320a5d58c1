"""The municipality's own words in its letters: write a version from a day on, and put those in force in a letter."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import firsts
from parloeb.domain.correspondence.models import LetterKind, OwnText
from parloeb.domain.correspondence.rules import letters, own, pdf
from parloeb.domain.people import access as people
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import Role
from parloeb.kernel import days, errors

WRITERS = (Role.TEAM_LEADER, Role.ADMINISTRATOR)
STANDARD = "Parløbs egen tekst"
# By the key under which a page names them: each place, the explanation once for each kind of letter.
PIECES: Mapping[str, str] = MappingProxyType(
    {place.value: place.label for place in own.Place if place is not own.Place.EXPLANATION}
    | {f"{own.Place.EXPLANATION}-{kind}": f"{own.Place.EXPLANATION.label}: {kind.label.lower()}" for kind in LetterKind}
)
_EXAMPLE = letters.receiver("Anna Eksempel", ("Eksempelvej 1", "9999 Byen"), protected=False)


@dataclass(frozen=True)
class Version:
    """One text in the history of its place: from which day, what, and who wrote it. `is_now`: it is in force."""

    first_day: str
    text: tuple[str, ...]
    written: str
    is_now: bool


@dataclass(frozen=True)
class Piece:
    """One of PIECES as a jobcentre words it, with all its versions."""

    key: str
    title: str
    versions: tuple[Version, ...]


def jobcentres_of(by: Actor) -> QuerySet[Organisation]:
    """The jobcentres whose letters the actor words: the leader's own; an administrator's all, or those named."""
    return people.jobcentres_of(by) if by.role in WRITERS else Organisation.objects.none()


@transaction.atomic
def write(
    jobcentre: Organisation, piece: str, *, text: str, first_day: date, by: Actor, at: datetime, on: date
) -> OwnText:
    """Write a version of one of PIECES that is in force from today or a later day on.

    Earlier ones stay; letters written stay. Raises RefusedError at the field.
    """
    if not jobcentres_of(by).filter(pk=jobcentre.pk).exists():
        raise errors.RefusedError("Kun teamlederen og systemadministratoren kan ændre kommunens tekster.")
    if first_day < on:
        raise errors.RefusedError("En tekst kan tidligst gælde fra i dag.", field="first_day")
    place, kind = _named(piece)
    kept = own.cleaned(place, text)
    pdf.to_pdf(_with(_example(jobcentre, on), place, kept))  # refuses what no letter could print
    row = OwnText(
        jobcentre=jobcentre,
        place=place,
        kind=kind,
        first_day=first_day,
        text=kept,
        written_at=at,
        written_by_id=by.person_id,
    )
    with firsts.first_wins(errors.RefusedError("Der er allerede en tekst fra den dag.", field="first_day")):
        row.save(force_insert=True)
    audit.record("own_text.written", row, by=by, at=at)
    return row


def preview(jobcentre: Organisation, piece: str, *, text: str, sender: letters.Sender, on: date) -> letters.Letter:
    """A letter to nobody with the text as typed in its place; nothing is kept. Raises RefusedError as `write` does."""
    place, _ = _named(piece)
    kept = own.cleaned(place, text)
    letter = _with(dataclasses.replace(_example(jobcentre, on), sender=sender), place, kept)
    pdf.to_pdf(letter)
    return letter


def pieces(jobcentre: Organisation, *, on: date) -> tuple[Piece, ...]:
    """Every piece of the jobcentre's letters with its versions, newest first."""
    rows = list(OwnText.objects.filter(jobcentre=jobcentre).select_related("written_by").order_by("-first_day"))
    return tuple(
        _piece(key, [row for row in rows if (own.Place(row.place), row.kind) == _named(key)], on=on) for key in PIECES
    )


def name_of(jobcentre: Organisation, *, on: date) -> str:
    """The name under which the jobcentre's letters leave on a day; empty where it has none of its own."""
    return _in_force(jobcentre.pk, kind="", on=on)[0].get(own.Place.NAME, "")


def in_own_words(facts: letters.Letter, *, jobcentre: int, kind: LetterKind) -> letters.Letter:
    """The letter with the jobcentre's own words of the letter's day, and the versions that they are."""
    texts, versions = _in_force(jobcentre, kind=kind, on=facts.dated_on)
    return dataclasses.replace(facts, own=own.in_letter(texts, versions))


def _in_force(jobcentre: int, *, kind: str, on: date) -> tuple[dict[own.Place, str], tuple[str, ...]]:
    rows = OwnText.objects.filter(jobcentre=jobcentre, kind__in=["", kind], first_day__lte=on).order_by("first_day")
    newest = {own.Place(row.place): row for row in rows}
    said = {place: row for place, row in newest.items() if row.text}
    return {place: row.text for place, row in said.items()}, tuple(str(row.uuid) for row in said.values())


def _named(piece: str) -> tuple[own.Place, str]:
    """The place, and the kind of letter of an explanation."""
    place, _, kind = piece.partition("-")
    return own.Place(place), kind


def _piece(key: str, rows: list[OwnText], *, on: date) -> Piece:
    now = next((row.pk for row in rows if row.first_day <= on), None)
    return Piece(
        key=key,
        title=PIECES[key],
        versions=tuple(
            Version(
                first_day=days.text(row.first_day),
                text=tuple(row.text.splitlines()) or (STANDARD,),
                written=row.written_by.name,
                is_now=row.pk == now,
            )
            for row in rows
        ),
    )


def _example(jobcentre: Organisation, on: date) -> letters.Letter:
    sender = letters.Sender(
        authority=name_of(jobcentre, on=on) or jobcentre.name,
        unit=jobcentre.name,
        address=tuple(jobcentre.address.splitlines()),
        phone=jobcentre.phone,
        email=jobcentre.email,
    )
    letter = letters.Letter(
        sender=sender,
        receiver=_EXAMPLE,
        case_number="",
        letter_number="",
        dated_on=on,
        subject="Sådan ser brevet ud",
        plain=(letters.Paragraph("Her står det, som brevet handler om."),),
        signature=("Navn på sagsbehandleren",),
    )
    return in_own_words(letter, jobcentre=jobcentre.pk, kind=LetterKind.GRANT)


def _with(letter: letters.Letter, place: own.Place, text: str) -> letters.Letter:
    if place is own.Place.NAME:
        sender = dataclasses.replace(letter.sender, authority=text or letter.sender.authority)
        return dataclasses.replace(letter, sender=sender)
    said: dict[str, Any] = {place.value: tuple(text.splitlines()) if place is own.Place.EXPLANATION else text}
    return dataclasses.replace(letter, own=dataclasses.replace(letter.own, **said))
