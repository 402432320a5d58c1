"""The mentor's front page."""

from django.http import HttpRequest

from parloeb.domain.agreements import access as agreement_access
from parloeb.domain.cases import access as case_access
from parloeb.domain.matching import access as match_access
from parloeb.domain.matching.firstcontact import queries as first_contacts
from parloeb.domain.matching.queries import continuing
from parloeb.domain.people.rules import Role
from parloeb.domain.visits import access, first_days, queries, rules
from parloeb.kernel import days
from parloeb.pages.cases import waiting
from parloeb.pages.shared import guards
from parloeb.pages.shared.entry import Entry


@guards.reading(Role.MENTOR)
def front(request: HttpRequest, entry: Entry) -> guards.Page:
    """What waits for me, and the citizens whom I meet, each with one button."""
    del request
    cases = case_access.visible_to(entry.by, on=entry.on)
    visited, agreed = access.visible_to(entry.by, on=entry.on), agreement_access.visible_to(entry.by, on=entry.on)
    met = queries.mine(cases, visited, agreed, on=entry.on)
    own = match_access.own_of(entry.by, on=entry.on)
    first, together, meeting = first_days.of(own), continuing.cards(own), first_contacts.cards(own, on=entry.on)
    desk = waiting.desk(entry)
    context = {
        "today": days.long_text_with_weekday(entry.on).capitalize(),
        "met": [
            (row, rules.not_yet(first.get(row.case), on=entry.on), together.get(row.case), meeting.get(row.case))
            for row in met
        ],
        "desk": desk,
    }
    shows = {row.citizen for row in met} | desk.citizens
    return guards.Page("mentor/front.html", context, shows=shows)
