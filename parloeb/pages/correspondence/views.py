"""Read a letter, fetch its PDF, note that it was posted."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from parloeb.domain.correspondence import access, commands, queries
from parloeb.domain.people.rules import Role
from parloeb.pages.shared import existing, guards, pieces
from parloeb.pages.shared.entry import Entry

WRITERS = (Role.CASEWORKER, Role.TEAM_LEADER)
READERS = (*WRITERS, Role.CITIZEN)


@guards.reading(*READERS)
def detail(request: HttpRequest, entry: Entry, letter: UUID) -> guards.Page:
    """The letter as a page: the same facts as its PDF."""
    del request
    sheet = existing.or_404(queries.sheet(access.visible_to(entry.by, on=entry.on), letter))
    acts = []
    if sheet.row.waits_for_post and entry.by.role in WRITERS:
        acts.append(pieces.Act(reverse("letters:post", kwargs={"letter": letter}), "Brevet er sendt med posten"))
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
    posted = commands.post(_found(entry, letter), by=entry.by, at=entry.at, on=entry.on)
    return redirect("letters:detail", letter=posted.uuid)


def _found(entry: Entry, uuid: UUID) -> Any:
    visible = access.visible_to(entry.by, on=entry.on).select_related("case__citizen")
    return existing.or_404(visible.filter(uuid=uuid).first())
