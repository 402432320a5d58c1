"""The visits of a case as its page tells of them, and as they wait on a desk."""

import itertools
import operator
from collections.abc import Iterable
from typing import Any

from django.db.models import Q, QuerySet

from parloeb.domain.cases.queries import StoryEntry, Waiting
from parloeb.domain.corps import rules as corps
from parloeb.domain.visits import lists, queries
from parloeb.domain.visits.models import Visit
from parloeb.domain.visits.states import State
from parloeb.kernel import local, numbers

WAITS = {State.REGISTERED: "Bekræft besøget", State.QUESTIONED: "Borgeren er i tvivl om et besøg"}


def to_tell(of_case: QuerySet[Visit]) -> QuerySet[Visit, Any]:
    """What the page of a case asks of its visible visits that stand or were annulled."""
    shown = of_case.filter(~Q(state=State.REPLACED) | ~Q(annulled_because=""))
    rows = shown.order_by("starts_at", "pk", "segments__position")
    return rows.values_list(
        "uuid", "starts_at", "minutes", "kind", "outcome", "cause", "state", "registered_by_id", "annulled_because",
        "mentor__name", "mentor__registration_key", "segments__place",
        named=True,
    )  # fmt: skip


def story(rows: Iterable[Any], *, reads_health: bool) -> tuple[StoryEntry, ...]:
    """The visits of a case, each with what it was and whether the citizen confirmed it.

    Why one came to nothing is told only to who reads of health: it may say that somebody was ill.
    """
    by_visit = itertools.groupby(rows, operator.attrgetter("uuid"))
    return tuple(_told(list(of_one), reads_health=reads_health) for _, of_one in by_visit)


def waiting(visible: QuerySet[Visit], state: State) -> tuple[Waiting, ...]:
    """Visits that wait for the citizen's word (REGISTERED), or for an answer to the citizen's doubt (QUESTIONED)."""
    found = visible.filter(state=state, registered_by__isnull=False).select_related("case__citizen")
    return tuple(
        Waiting(
            since=local.local_day(visit.state_at or visit.registered_at),
            what=WAITS[state],
            number=visit.case.number,
            name=str(visit.case.citizen),
            citizen=visit.case.citizen.uuid,
            record=("visit", visit.uuid),
        )
        for visit in found.order_by("starts_at", "pk")
    )


def _told(parts: list[Any], *, reads_health: bool) -> StoryEntry:
    """One visit, by a row for each of its parts; one row alone where it has none."""
    visit = parts[0]
    if visit.outcome == lists.Outcome.HELD:
        places = dict.fromkeys(lists.Place(part.segments__place).label for part in parts if part.segments__place)
        what = ", ".join((numbers.minutes_text(visit.minutes), *places)).lower()
        title = "Besøg"
    else:
        what = lists.Cause(visit.cause).label.lower() if reads_health else ""
        title = lists.Outcome(visit.outcome).label
    if visit.kind != lists.Kind.HELP:
        title = f"{title} ({lists.Kind(visit.kind).label.lower()})"
    return StoryEntry(
        at=visit.starts_at,
        title=f"{title}: {what}" if what else title,
        who=corps.shown_name(visit.mentor__name, registration_key=visit.mentor__registration_key),
        text=queries.ANNULLED if visit.annulled_because else State(visit.state).label if visit.registered_by_id else "",
        record=("visit", visit.uuid),
    )
