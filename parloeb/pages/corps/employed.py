"""The mentors whom a supplier employs, as the supplier needs to know them: hours, courses and absences."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from parloeb.domain.corps import access, narrowing, queries
from parloeb.domain.corps.papers import queries as papers
from parloeb.domain.matching.queries import choosing
from parloeb.domain.people.rules import Role
from parloeb.kernel import numbers
from parloeb.pages.shared import guards
from parloeb.pages.shared.entry import Entry


@dataclass(frozen=True)
class Row:
    """One mentor: how many hours are in force and granted, how many courses, when away, and whether a paper presses."""

    mentor: queries.MentorRow
    jobcentre: str
    courses: str
    granted: str
    note: str


@guards.reading(Role.SUPPLIER_ADMIN)
def table(request: HttpRequest, entry: Entry) -> guards.Page:
    """The own mentors who have not left."""
    del request
    own = narrowing.narrowed(access.visible_to(entry.by), narrowing.Wanted(), on=entry.on)
    return guards.Page("corps/employed.html", {"rows": _rows(own, entry)})


def _rows(own: Any, entry: Entry) -> list[Row]:
    found = queries.rows(own, on=entry.on)
    places = dict(own.values_list("pk", "jobcentre__name"))
    standing = papers.of(own, on=entry.on)
    loads = choosing.loads([row.key for row in found], on=entry.on)
    rows = []
    for mentor in found:
        load = loads.get(mentor.key, choosing.Load())
        # What a paper says is between mentor and coordinator; that one presses, the employer must know.
        presses = not mentor.has_signed or standing[mentor.key].stops or standing[mentor.key].warnings
        rows.append(
            Row(
                mentor=mentor,
                jobcentre=places[mentor.key],
                courses=str(load.courses),
                granted=numbers.hours_text(numbers.hours_of(load.minutes)),
                note="Et papir mangler eller udløber. Tal med mentoren." if presses else "",
            )
        )
    return rows
