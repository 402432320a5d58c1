"""The documents of a case as the public-records act asks: each with its day and what it is about (OFL-15)."""

from uuid import UUID

from django.http import HttpRequest

from parloeb.domain.cases import access, queries
from parloeb.domain.cases.queries import Filed, StoryEntry
from parloeb.domain.cases.rules import KLE_FACET, KLE_NUMBER
from parloeb.domain.people.rules import Role
from parloeb.kernel import days
from parloeb.pages.cases import story
from parloeb.pages.shared import existing, guards, pieces, sheets
from parloeb.pages.shared.entry import Entry

READERS = (Role.CASEWORKER, Role.TEAM_LEADER, Role.COORDINATOR, Role.CONTROLLER, Role.CITIZEN)
HEADINGS = ("Sagsnummer", "KLE-nummer", "Facet", "Dato", "Modtaget eller sendt", "Emne", "Dokument")


@guards.reading(*READERS)
def documents(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """The list, newest first."""
    del request
    reached = existing.or_404(access.reach(entry.by, case, on=entry.on))
    found = _filed(reached)
    context = {
        "case": queries.case_head(reached.case),
        "kle": f"{KLE_NUMBER} {KLE_FACET}",
        "table": _table(found) if found else None,
    }
    return guards.Page("cases/filing.html", context, shows=[reached.case.citizen.uuid], subject=reached.case)


@guards.reading(*READERS)
def as_csv(request: HttpRequest, entry: Entry, case: UUID) -> guards.Download:
    """The list for a spreadsheet or another archive."""
    del request
    reached = existing.or_404(access.reach(entry.by, case, on=entry.on))
    number, rows = reached.case.number, []
    for filed, one in _filed(reached):
        document = str(one.record[1]) if one.record else ""
        shown = (days.text(filed.day), filed.way.label, filed.subject)
        rows.append((number, KLE_NUMBER, KLE_FACET, *shown, document))
    return guards.Download(
        content=sheets.as_csv(HEADINGS, rows),
        content_type=sheets.CONTENT_TYPE,
        file_name=f"dokumenter-{number}.csv",
        shows=[reached.case.citizen.uuid],
        subject=reached.case,
    )


def _filed(reached: access.Reached) -> list[tuple[Filed, StoryEntry]]:
    entries = story.newest_first(story.told(reached))
    found = [(one.filed, one) for one in entries if one.filed]
    return sorted(found, key=lambda pair: pair[0].day, reverse=True)


def _table(found: list[tuple[Filed, StoryEntry]]) -> pieces.Table:
    return pieces.Table(
        caption="Dokumenter i sagen",
        columns=tuple(pieces.Column(label) for label in ("Emne", "Dato", "Modtaget eller sendt")),
        rows=tuple(
            (
                pieces.Cell(filed.subject, url=story.place_of(one.record)[0] if one.record else ""),
                pieces.Cell(days.text(filed.day)),
                pieces.Cell(filed.way.label),
            )
            for filed, one in found
        ),
        hide_caption=True,
    )
