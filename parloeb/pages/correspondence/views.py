"""Read a letter, fetch its PDF, note that it was posted, and decide about one that could not be sent."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.correspondence import access, commands, queries
from parloeb.domain.people.rules import Role
from parloeb.pages.shared import existing, guards, lawbook, pieces
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.keys import keyring

WRITERS = (Role.CASEWORKER, Role.TEAM_LEADER, Role.COORDINATOR)
READERS = (*WRITERS, Role.CITIZEN)


@guards.reading(*READERS)
def detail(request: HttpRequest, entry: Entry, letter: UUID) -> guards.Page:
    """The letter as a page: the same facts as its PDF."""
    del request
    way = lawbook.way if entry.by.role in WRITERS else None
    sheet = existing.or_404(queries.sheet(access.visible_to(entry.by, on=entry.on), letter, on=entry.on, way=way))
    acts = _acts(sheet, entry) if entry.by.role in WRITERS else []
    return guards.Page("correspondence/detail.html", {"sheet": sheet, "acts": acts}, shows=[sheet.citizen])


@guards.reading(*READERS)
def as_pdf(request: HttpRequest, entry: Entry, letter: UUID) -> guards.Download:
    """The PDF. Its file name is the letter's number and never a name."""
    del request
    found = _found(entry, letter)
    return guards.Download(
        bytes(found.pdf), "application/pdf", f"{found.number}.pdf", shows=[found.case.citizen.uuid], subject=found
    )


@guards.writing(*WRITERS)
def post(request: HttpRequest, entry: Entry, letter: UUID) -> HttpResponse:
    """Note that the letter goes to the post today."""
    del request
    commands.post(_found(entry, letter), by=entry.by, at=entry.at, on=entry.on)
    return redirect("letters:detail", letter=letter)


@guards.writing(*WRITERS)
def posted(request: HttpRequest, entry: Entry, letter: UUID) -> HttpResponse:
    """Note that the letter went to the post on the day that it is dated."""
    del request
    commands.note_posted(_found(entry, letter), by=entry.by, at=entry.at, on=entry.on)
    return redirect("letters:detail", letter=letter)


@guards.writing(*WRITERS)
def rewrite(request: HttpRequest, entry: Entry, letter: UUID) -> HttpResponse:
    """Write it anew with the day and the address of today, and lead to the new letter, which is the one to print."""
    del request
    new = commands.rewrite(_found(entry, letter), keys=keyring(), by=entry.by, at=entry.at, on=entry.on)
    return redirect("letters:detail", letter=new.uuid)


@guards.writing(*WRITERS)
def retry(request: HttpRequest, entry: Entry, letter: UUID) -> HttpResponse:
    """Let the mail that failed be tried again."""
    del request
    commands.retry(_found(entry, letter), by=entry.by, at=entry.at, on=entry.on)
    return redirect("letters:detail", letter=letter)


@guards.writing(*WRITERS)
def put_away(request: HttpRequest, entry: Entry, letter: UUID) -> HttpResponse:
    """Let a copy that cannot be sent any more never leave."""
    del request
    commands.put_away(_found(entry, letter), by=entry.by, at=entry.at, on=entry.on)
    return redirect("letters:detail", letter=letter)


@guards.writing(*WRITERS)
def on_paper(request: HttpRequest, entry: Entry, letter: UUID) -> HttpResponse:
    """Let the letter whose mail failed go by the post."""
    del request
    commands.send_on_paper(_found(entry, letter), by=entry.by, at=entry.at, on=entry.on)
    return redirect("letters:detail", letter=letter)


def _acts(sheet: queries.LetterSheet, entry: Entry) -> list[pieces.Act]:
    """What can be done with a letter that waits; a letter of another day is written anew before it is posted."""
    if sheet.row.fault:
        return [
            _act(sheet, "letters:retry", "Prøv igen", primary=True, why_not=sheet.why_not_send),
            _act(sheet, "letters:on_paper", "Send på papir i stedet", why_not=sheet.why_not_send),
            *_calling_back(sheet),
        ]
    if not sheet.row.waits_for_post:
        return []
    if sheet.dated_on == entry.on:
        readdressing = _act(sheet, "letters:rewrite", "Skriv kopien om", primary=True, why_not=sheet.why_not_rewrite)
        return [
            *([readdressing] if sheet.why_readdress else []),
            _act(
                sheet,
                "letters:post",
                "Brevet er sendt med posten",
                why_not=sheet.why_not_send or sheet.why_readdress,
            ),
            *_calling_back(sheet),
        ]
    return [
        _act(sheet, "letters:rewrite", "Skriv brevet om med dagens dato", primary=True, why_not=sheet.why_not_rewrite),
        _act(
            sheet,
            "letters:posted",
            f"Notér, at brevet blev sendt {sheet.row.dated}",
            why_not=sheet.why_not_posted,
        ),
        *_calling_back(sheet),
    ]


def _calling_back(sheet: queries.LetterSheet) -> list[pieces.Act]:
    """An invitation can be called back; what decides anything is not. A copy that cannot be sent is put away."""
    if sheet.row.copy_for:
        return [_act(sheet, "letters:put_away", "Læg kopien væk")] if sheet.why_not_send else []
    return [_act(sheet, "letters:withdraw", "Fortryd indbydelsen")] if sheet.is_invitation else []


def _act(
    sheet: queries.LetterSheet, address: str, label: str, *, primary: bool = False, why_not: str = ""
) -> pieces.Act:
    url = reverse(address, kwargs={"letter": sheet.row.uuid})
    return pieces.Act(url, label, primary=primary, why_not=why_not)


def _found(entry: Entry, uuid: UUID) -> Any:
    visible = access.visible_to(entry.by, on=entry.on).select_related("case__citizen", "citizen__user")
    return existing.or_404(visible.filter(uuid=uuid).first())
