"""The desk, the list of cases and the case itself."""

import contextlib
from uuid import UUID

from django.http import Http404, HttpRequest

from parloeb.domain.cases import access, queries
from parloeb.domain.people.rules import Role
from parloeb.pages.shared import guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.frame import CASE_ROLES

EVERYBODY = tuple(role for role in Role if role is not Role.SYSTEM)


@guards.reading(*EVERYBODY)
def desk(request: HttpRequest, entry: Entry) -> guards.Page:
    """What waits for me."""
    del request, entry
    return guards.Page("cases/desk.html")


@guards.reading(*CASE_ROLES)
def list_cases(request: HttpRequest, entry: Entry) -> guards.Page:
    """The cases that I can reach, fifty at a time, newest first, found by number or name."""
    page = queries.page_of_cases(
        access.visible_to(entry.by, on=entry.on),
        search=request.GET.get("q", ""),
        after=_uuid(request.GET.get("efter", "")),
    )
    return guards.Page("cases/list.html", {"page": page}, shows=page.citizens)


@guards.reading(*CASE_ROLES)
def detail(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """One case with its whole story."""
    del request
    found = queries.case_head(access.visible_to(entry.by, on=entry.on), case)
    if found is None:
        raise Http404
    return guards.Page("cases/detail.html", {"case": found}, shows=[found.citizen])


def _uuid(text: str) -> UUID | None:
    """The key of a page; whoever writes one by hand that is none begins on the first page."""
    with contextlib.suppress(ValueError):
        return UUID(text)
    return None
