"""The board: where every course stands on its way to a mentor and with one. A move is a link to where the act is."""

import contextlib
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from parloeb.domain.cases import access as case_access
from parloeb.domain.corps import access as corps_access
from parloeb.domain.matching import access
from parloeb.domain.matching.board import finding, queries
from parloeb.domain.matching.board.rules import Column
from parloeb.domain.people.rules import CASE_STAFF, Role
from parloeb.pages.cases import story
from parloeb.pages.matching import deviations
from parloeb.pages.shared import guards
from parloeb.pages.shared.entry import Entry

# So many mentors with free hours stand beside the board; the corps table has the others.
MOST_FREE = 10


@dataclass(frozen=True)
class Asked:
    """What the reader narrowed the board to, and which columns are shown whole. What is written by hand and is none of
    them asks for nothing.
    """

    team: UUID | None
    mentor: UUID | None
    whole: tuple[Column, ...]

    @property
    def narrowed(self) -> list[tuple[str, str]]:
        """The filter as parameters of an address."""
        named = (("team", self.team), ("mentor", self.mentor))
        return [(name, str(value)) for name, value in named if value]

    def showing(self, column: Column) -> str:
        """The same board with one column more shown whole."""
        shown = [("vis", one.value) for one in (*self.whole, column)]
        return f"?{urlencode([*self.narrowed, *shown])}#{column.value}"


@guards.reading(*CASE_STAFF)
def board(request: HttpRequest, entry: Entry) -> guards.Page:
    """Seven columns, the oldest first in each, and the mentors with free hours."""
    asked = _asked(request)
    visible = case_access.visible_to(entry.by, on=entry.on)
    found = finding.found(_narrowed(visible, asked), on=entry.on)
    to_match = set(access.cases_to_match(entry.by, on=entry.on).values_list("pk", flat=True))
    columns = queries.columns(found, to_match=to_match, show_all=asked.whole, on=entry.on)
    free = queries.free_mentors(corps_access.visible_to(entry.by), on=entry.on)
    context: dict[str, Any] = {
        "columns": [(one, _addressed(one), asked.showing(one.column), one.column in asked.whole) for one in columns],
        "number": len(found),
        "late": sum(one.late for one in columns),
        "teams": _choices(queries.teams(visible), asked.team),
        "mentors": _choices(queries.mentors(visible), asked.mentor),
        "is_narrowed": bool(asked.narrowed),
        "free": free[:MOST_FREE],
        "more_free": max(0, len(free) - MOST_FREE),
        "keeps_corps": entry.by.role is Role.COORDINATOR,
        "reads_deviations": entry.by.role in deviations.READERS,
    }
    return guards.Page("matching/board.html", context, shows=[card.citizen for one in columns for card in one.cards])


def _asked(request: HttpRequest) -> Asked:
    whole = [column for column in Column if column in request.GET.getlist("vis")]
    return Asked(_uuid(request.GET.get("team", "")), _uuid(request.GET.get("mentor", "")), tuple(whole))


def _narrowed(visible: Any, asked: Asked) -> Any:
    of = queries.of_team(visible, asked.team) if asked.team else visible
    return queries.of_mentor(of, asked.mentor) if asked.mentor else of


def _addressed(one: queries.Listed) -> list[tuple[queries.Card, str, str]]:
    """Each card with where its next step is done, and its case."""
    return [
        (card, story.place_of(card.record)[0], reverse("cases:detail", kwargs={"case": card.case_uuid}))
        for card in one.cards
    ]


def _choices(of: tuple[tuple[UUID, str], ...], chosen: UUID | None) -> list[tuple[str, str, bool]]:
    return [(str(uuid), name, uuid == chosen) for uuid, name in of]


def _uuid(text: str) -> UUID | None:
    with contextlib.suppress(ValueError):
        return UUID(text)
    return None
