"""The papers that have expired or soon will: a list for the coordinator, and the line about them on the desk."""

from django.http import HttpRequest

from parloeb.domain.corps import access as corps
from parloeb.domain.corps.papers import expiring as papers
from parloeb.domain.matching.queries import needing
from parloeb.domain.people.rules import Role
from parloeb.pages.shared import guards
from parloeb.pages.shared.entry import Entry


@guards.reading(Role.COORDINATOR)
def expiring(request: HttpRequest, entry: Entry) -> guards.Page:
    """All of them, the soonest first."""
    del request
    return guards.Page("corps/expiring.html", {"rows": _rows(entry)})


def line(entry: Entry) -> str:
    """How many there are in a sentence; empty for none, and for who does not keep the corps."""
    if entry.by.role is not Role.COORDINATOR:
        return ""
    rows = _rows(entry)
    ended = sum(row.has_ended for row in rows)
    soon = len(rows) - ended
    what = "papir eller aftale" if ended == 1 else "papirer og aftaler"
    told = (f"{ended} {what} er udløbet eller mangler" if ended else "", f"{soon} udløber snart" if soon else "")
    return ", ".join(one for one in told if one)


def _rows(entry: Entry) -> tuple[papers.Row, ...]:
    """Of all who have not left: each of them has running courses, or hours free for one."""
    mentors = corps.visible_to(entry.by).filter(registration_key=None)
    return papers.rows(mentors, with_children=needing.with_children(mentors), on=entry.on)
