"""The last days of the procedure in one list, with what happens when each has passed; the late ones first."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from parloeb.domain.cases.queries import Waiting
from parloeb.domain.grants import access as grant_access
from parloeb.domain.grants.procedure import access
from parloeb.domain.grants.procedure.queries import complaints, hearings, periods, requests
from parloeb.domain.people.rules import Role
from parloeb.kernel import days
from parloeb.pages.cases import story, tasks
from parloeb.pages.shared import guards
from parloeb.pages.shared.entry import Entry


@dataclass(frozen=True)
class Row:
    """One last day: what it is of, whom it is about, and what happens when it has passed."""

    last_day: str
    what: str
    number: str
    name: str
    url: str
    then: str
    is_late: bool


@guards.reading(Role.CASEWORKER, Role.TEAM_LEADER)
def of(request: HttpRequest, entry: Entry) -> guards.Page:
    """The list: a caseworker's own cases, a leader's whole team; everybody's when asked for."""
    whole_team = "hele-teamet" in request.GET or entry.by.role is Role.TEAM_LEADER
    found = _found(entry, whole_team=whole_team)
    context = {
        "rows": [_row(one, due, on=entry.on) for due, one in found],
        "whole_team": whole_team,
        "may_choose": entry.by.role is Role.CASEWORKER,
    }
    return guards.Page("cases/deadlines.html", context, shows={one.citizen for _, one in found if one.citizen})


def _found(entry: Entry, *, whole_team: bool) -> list[tuple[date, Waiting]]:
    by, on = entry.by, entry.on
    asked = tasks.Asked(entry, whole_team=whole_team)
    every = (
        *hearings.last_days(asked.in_hand(access.hearings_visible_to(by, on=on), "grant__case")),
        *periods.of(asked.in_hand(grant_access.visible_to(by, on=on)), on=on),
        *complaints.last_days(tasks.to_reconsider(asked), by=by, on=on),
        *requests.last_days(asked.in_hand(access.requests_visible_to(by, on=on)), on=on),
    )
    return sorted(((one.due, one) for one in every if one.due), key=lambda found: (found[0], found[1].number))


def _row(one: Waiting, due: date, *, on: date) -> Row:
    url, _ = story.place_of(one.record)
    return Row(days.text(due), one.what, one.number, one.name, url, one.note, is_late=due < on)
