"""A page of the cases that somebody reaches, newest first, found by number, name or stage."""

import functools
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from parloeb.domain.cases.access import InReach
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import STAGE_TITLES, Stage
from parloeb.domain.people import rules as people
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.prepared import Slot
from parloeb.kernel import days, sorting

ROWS = 50


@dataclass(frozen=True)
class CaseRow:
    """One row of a list."""

    uuid: str
    number: str
    name: str
    stage: str
    opened: str


@dataclass(frozen=True)
class CasePage:
    """Up to fifty rows, and the case that the next page goes on after, none on the last."""

    rows: tuple[CaseRow, ...]
    citizens: tuple[UUID, ...]
    search: str
    go_on_after: UUID | None


def page_of_cases(
    by: Actor, *, on: date, search: str = "", stage: Stage | None = None, after: UUID | None = None
) -> CasePage:
    """A page of the cases that the actor reaches on a day, newest first, of one stage where given; `after` ends the
    page before.

    The next page is found by a key, so the last is as fast as the first. The key is looked up among the visible
    alone: a foreign case and a missing one give the same, which is nothing.
    """
    typed = search.replace("\x00", "").strip()  # a sign that PostgreSQL takes in no text
    key = sorting.search_key(typed)
    asked = {"number": typed, "name": key, "later_name": key and f" {key}", "stage": stage, "after": after}
    given = {slot: value for slot, value in asked.items() if value}
    found = _paged(frozenset(given)).rows(by, on=on, **given)
    shown = found[:ROWS]
    return CasePage(
        rows=tuple(
            CaseRow(
                uuid=str(uuid),
                number=number,
                name=people.shown_name(name, is_protected=is_protected, registration_key=registered),
                stage=STAGE_TITLES[Stage(reached)],
                opened=days.text(opened_on),
            )
            for uuid, number, reached, opened_on, _, name, is_protected, registered in shown
        ),
        citizens=tuple(row.citizen__uuid for row in shown),
        search=search,
        go_on_after=shown[-1].uuid if len(found) > ROWS else None,
    )


@functools.cache
def _paged(given: frozenset[str]) -> InReach:
    """The question for a page, with a slot for each of what is given."""
    return InReach(lambda visible: _page(visible, given=given))


def _page(visible: QuerySet[Case], *, given: frozenset[str]) -> QuerySet[Case, Any]:
    cases = visible
    if "number" in given:
        cases = cases.filter(_found(by_name="name" in given))
    if "stage" in given:
        cases = cases.filter(stage=Slot("stage"))
    if "after" in given:
        cases = cases.filter(pk__lt=visible.filter(uuid=Slot("after")).order_by().values("pk"))
    return cases.order_by("-pk").values_list(
        "uuid", "number", "stage", "opened_on", "citizen__uuid", "citizen__name", "citizen__is_protected",
        "citizen__registration_key",
    )[: ROWS + 1]  # fmt: skip


def _found(*, by_name: bool) -> Q:
    """By case number or by the start of a part of the name; protected names are not found by name.

    Of signs alone no name is left to search for, and nothing would be the start of every name.
    """
    found = Q(number__icontains=Slot("number"))
    if not by_name:
        return found
    named = Q(citizen__search_key__startswith=Slot("name")) | Q(citizen__search_key__contains=Slot("later_name"))
    return found | Q(citizen__is_protected=False) & named
