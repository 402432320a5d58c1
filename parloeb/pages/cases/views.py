"""The desk, the list of cases and the case itself."""

import contextlib
from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import redirect

from parloeb.domain.cases import access, commands, listing, queries
from parloeb.domain.cases.rules import STAGE_TITLES, Stage
from parloeb.domain.matching.queries import telling as matches
from parloeb.domain.people import representing
from parloeb.domain.people.rules import Role
from parloeb.pages.cases import acts, missing, representatives, story, waiting
from parloeb.pages.corps import expiring
from parloeb.pages.grants import planned
from parloeb.pages.shared import existing, guards
from parloeb.pages.shared.entry import Entry
from parloeb.pages.shared.frame import CASE_ROLES

EVERYBODY = tuple(role for role in Role if role is not Role.SYSTEM)
OWN_FRONT: Mapping[Role, str] = MappingProxyType({Role.MENTOR: "mentor:front", Role.CITIZEN: "citizen:own"})


@guards.reading(*EVERYBODY)
def desk(request: HttpRequest, entry: Entry) -> guards.Answer:
    """What waits for me; mentor and citizen have a front page of their own."""
    if entry.by.role in OWN_FRONT:
        return redirect(OWN_FRONT[entry.by.role])
    whole_team = "hele-teamet" in request.GET
    desk = waiting.desk(entry, whole_team=whole_team)
    context = {
        "desk": desk,
        "empty": waiting.EMPTY.get(entry.by.role, waiting.NOTHING),
        "may_refer": bool(access.may_open(entry.by)),
        "has_team": bool(entry.by.team_ids),
        "whole_team": whole_team,
        "papers": expiring.line(entry),
    }
    return guards.Page("cases/desk.html", context, shows=desk.citizens)


@guards.reading(*CASE_ROLES)
def list_cases(request: HttpRequest, entry: Entry) -> guards.Page:
    """The cases that I can reach, fifty at a time, newest first, found by number, name or stage."""
    stage = _stage(request.GET.get("trin", ""))
    page = listing.page_of_cases(
        entry.by,
        on=entry.on,
        search=request.GET.get("q", ""),
        stage=stage,
        after=_uuid(request.GET.get("efter", "")),
    )
    context = {
        "page": page,
        "stages": [(key.value, title, key is stage) for key, title in STAGE_TITLES.items()],
        "asked": urlencode({"q": page.search, "trin": stage.value if stage else ""}),
        "is_narrowed": bool(page.search or stage),
    }
    return guards.Page("cases/list.html", context, shows=page.citizens)


@guards.reading(*CASE_ROLES, Role.CITIZEN)
def detail(request: HttpRequest, entry: Entry, case: UUID) -> guards.Page:
    """One case with its whole story."""
    del request
    reached = existing.or_404(access.reach(entry.by, case, on=entry.on))
    head = queries.case_head(reached.case)
    told = story.told(reached)
    match = matches.standing(told.matches)
    in_hand = queries.caseworkers(reached.case, on=entry.on)
    context = {
        "case": head,
        "caseworkers": " og ".join(one.name for one in in_hand),
        "steps": story.steps(head.stage, told.grants),
        "story": story.lines(told),
        "acts": [] if head.is_historic else acts.of(reached, told, in_hand, on=entry.on),
        "match": match,
        "representatives": _representatives(reached, on=entry.on),
        "plan": planned.of_case(told.grants, on=entry.on),
        "missing": None if head.is_historic else missing.of(reached, told, on=entry.on),
    }
    return guards.Page("cases/detail.html", context, shows=[head.citizen])


@guards.writing(Role.CASEWORKER, Role.TEAM_LEADER)
def take_over(request: HttpRequest, entry: Entry, case: UUID) -> guards.Answer:
    """Become the caseworker of the case."""
    del request
    reached = existing.or_404(access.reach(entry.by, case, on=entry.on))
    commands.take_over(reached.case, by=entry.by, at=entry.at, on=entry.on)
    return redirect("cases:detail", case=case)


def _representatives(reached: access.Reached, *, on: date) -> tuple[tuple[str, str], ...]:
    """Name and kind of those who act for the citizen now, for who registers them."""
    if reached.by.role not in representatives.REGISTRARS:
        return ()
    return representing.named(reached.case.citizen, case=reached.case.uuid, on=on)


def _stage(text: str) -> Stage | None:
    """The stage asked for; one written by hand that is none asks for all."""
    with contextlib.suppress(ValueError):
        return Stage(text)
    return None


def _uuid(text: str) -> UUID | None:
    """The key of a page; whoever writes one by hand that is none begins on the first page."""
    with contextlib.suppress(ValueError):
        return UUID(text)
    return None
