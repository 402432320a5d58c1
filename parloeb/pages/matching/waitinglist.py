"""The waiting list as one: the best choice for all, and what a choice for one costs the others."""

import time
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from parloeb.domain.cases import access as cases
from parloeb.domain.matching import access, ordering
from parloeb.domain.matching.queries import candidates, needing, shortlisting
from parloeb.domain.matching.waitinglist import queries
from parloeb.domain.matching.waitinglist.standing import Remembered
from parloeb.domain.people import queries as people
from parloeb.domain.people.rules import CASE_STAFF, Role
from parloeb.kernel import errors
from parloeb.pages.shared import existing, guards
from parloeb.pages.shared.entry import Entry

# A city's waiting list is within one per cent of the best by then; up to forty who wait, the best is proved at once.
SECONDS = 5.0
REMEMBERED = Remembered()


@guards.reading(*CASE_STAFF)
def together(request: HttpRequest, entry: Entry) -> guards.Page:
    """The best choice for all who wait."""
    del request
    visible = cases.visible_to(entry.by, on=entry.on)
    waiting = access.cases_together(entry.by, on=entry.on)
    shown = set(visible.filter(pk__in=waiting.values("pk")).values_list("pk", flat=True))
    lists = [queries.together(found, jobcentre, shown=shown, on=entry.on) for jobcentre, found in _lists(entry)]
    shows = [row.citizen for one in lists for row in (*one.placed, *one.unplaced)]
    chooses = entry.by.role is not Role.TEAM_LEADER or access.cases_to_match(entry.by, on=entry.on).exists()
    return guards.Page("matching/waitinglist.html", {"lists": lists, "chooses": chooses}, shows=shows)


@guards.reading(*CASE_STAFF)
def costs(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """What each of the suggestions for one course would cost the others who wait."""
    del request
    visible = cases.visible_to(entry.by, on=entry.on).select_related("citizen", "jobcentre")
    found = existing.or_404(visible.filter(uuid=case, is_historic=False).first())
    context: dict[str, Any] = {"case": found.uuid, "number": found.number, "name": str(found.citizen)}
    try:
        rows = _costs(entry, found)
    except errors.RefusedError as refusal:
        rows, context["why_not"] = (), refusal.sentence
    shows = [found.citizen.uuid, *(citizen for row in rows for citizen, *_ in row.changes)]
    return guards.Page("matching/costs.html", {**context, "rows": rows}, shows=shows, subject=found)


def _costs(entry: Entry, case: Any) -> tuple[queries.CostRow, ...]:
    access.require(access.may_propose(entry.by, case, on=entry.on))
    need = needing.need_of(case, on=entry.on, proposer=entry.by.person_id)
    known = candidates.known(access.mentors_for(entry.by, case, on=entry.on), on=entry.on)
    weights = ordering.weights_of(people.settings_on(case.jobcentre_id, entry.on))
    suggested = shortlisting.suggested(known, need, weights=weights, on=entry.on)
    listed = _listed(entry, case.jobcentre)
    found = queries.costs(listed, case, [mentor.uuid for mentor in suggested], left=_left(SECONDS))
    if found is None:
        raise errors.RefusedError(
            "Borgeren står ikke på ventelisten: der er en mentor, eller en er foreslået eller spurgt."
        )
    return found


def _lists(entry: Entry) -> Iterator[tuple[Any, queries.Listed]]:
    """The list of each jobcentre in which the actor chooses mentors, or leads."""
    waiting = access.cases_together(entry.by, on=entry.on)
    for jobcentre in people.jobcentres(waiting.order_by().values("jobcentre")):
        yield jobcentre, _listed(entry, jobcentre)


def _listed(entry: Entry, jobcentre: Any) -> queries.Listed:
    return queries.listed(
        access.cases_together(entry.by, on=entry.on),
        jobcentre,
        proposer=entry.by.person_id,
        remembered=REMEMBERED,
        left=_left(SECONDS),
        on=entry.on,
    )


def _left(seconds: float) -> Callable[[], float]:
    until = time.monotonic() + seconds
    return lambda: until - time.monotonic()
