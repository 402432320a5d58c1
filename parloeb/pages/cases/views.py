"""The desk, the list of cases and the case itself."""

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
    after = request.GET.get("efter", "")
    page = queries.page_of_cases(
        access.visible_to(entry.by, on=entry.on),
        search=request.GET.get("q", ""),
        before_id=int(after) if after.isdecimal() else None,
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
