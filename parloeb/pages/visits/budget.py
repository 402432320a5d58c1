"""The hours of the cases that one reaches: granted, due by now, used, and expected in the end."""

from datetime import date

from django.http import HttpRequest
from django.urls import reverse

from parloeb.domain.grants import access as grants
from parloeb.domain.people.rules import Role
from parloeb.domain.visits import access, budget
from parloeb.kernel import days, numbers
from parloeb.pages.shared import guards, pieces
from parloeb.pages.shared.entry import Entry

READERS = (Role.CASEWORKER, Role.TEAM_LEADER, Role.COORDINATOR, Role.CONTROLLER)
COLUMNS = (
    pieces.Column("Sag"),
    pieces.Column("Bevilget i alt", number=True),
    pieces.Column("Forventet til i dag", number=True),
    pieces.Column("Brugt", number=True),
    pieces.Column("Forskel", number=True),
    pieces.Column("Forventet i alt", number=True),
)


@guards.reading(*READERS)
def of_team(request: HttpRequest, entry: Entry) -> guards.Page:
    """Month by month, and the cases that are furthest from what was expected."""
    del request
    granted = grants.visible_to(entry.by, on=entry.on)
    visited = access.visible_to(entry.by, on=entry.on)
    found = budget.of_cases(granted, visited, on=entry.on)
    shown = len(found.furthest)
    context = {
        "months": _months(budget.of_months(granted, visited, on=entry.on), on=entry.on) if shown else None,
        "cases": _table(found) if shown else None,
        "of": f"{shown} af {found.cases} sager" if found.cases > shown else "",
    }
    return guards.Page("visits/budget.html", context, shows=[one.citizen for one in found.furthest])


def _months(found: tuple[budget.MonthBudget, ...], *, on: date) -> pieces.Chart:
    """Two bars a month where something is due or used, one where nothing can be used yet."""
    bars = []
    for one in found:
        month = days.month_text(one.month)
        if one.due or one.used:
            bars.append(pieces.Bar(f"{month}, forventet", one.due, numbers.minutes_text(one.due)))
        if one.month <= on and (one.due or one.used):
            bars.append(pieces.Bar(f"{month}, brugt", one.used, numbers.minutes_text(one.used)))
    return pieces.Chart(
        caption="Timer måned for måned",
        what="Måned",
        unit="Timer:minutter",
        bars=tuple(bars),
        note="Forventet er timerne i de bevillinger, der gælder, uge for uge. Brugt er de registrerede besøg, også i "
        "sager, hvis bevilling er slut.",
    )


def _table(found: budget.Overview) -> pieces.Table:
    return pieces.Table(
        caption="Sager med en bevilling, der gælder i dag",
        columns=COLUMNS,
        rows=tuple((_named(one), *_cells(one.budget)) for one in found.furthest),
        foot=(pieces.Cell("Alle sager"), *_cells(found.of_all)),
    )


def _named(one: budget.CaseBudget) -> pieces.Cell:
    return pieces.Cell(one.name, url=reverse("visits:of_case", kwargs={"case": one.case}), note=one.number)


def _cells(one: budget.Budget) -> tuple[pieces.Cell, ...]:
    sign = "−" if one.drift < 0 else "+" if one.drift else ""
    return (
        pieces.Cell(numbers.minutes_text(one.granted)),
        pieces.Cell(numbers.minutes_text(one.due)),
        pieces.Cell(numbers.minutes_text(one.used)),
        pieces.Cell(f"{sign}{numbers.minutes_text(abs(one.drift))}"),
        pieces.Cell(numbers.minutes_text(one.expected)),
    )
