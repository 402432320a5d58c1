"""What a match tells on desks and in the story of a case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from parloeb.domain.cases.queries import StoryEntry, Waiting
from parloeb.domain.corps import rules as corps
from parloeb.domain.corps.lists import Kind, Profile
from parloeb.domain.grants.models import Grant
from parloeb.domain.matching import lists, talking
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.queries import asking, choosing, continuing
from parloeb.domain.matching.states import BINDING, OPEN, State
from parloeb.kernel import days, local


@dataclass(frozen=True)
class CaseMatch:
    """Who the mentor of a case is, for the case page."""

    uuid: UUID
    mentor_name: str
    description: str
    state: State
    since: str


@dataclass(frozen=True)
class Told:
    """One match for the page of its case: who and where it stands, and what happened."""

    match: CaseMatch
    entries: tuple[StoryEntry, ...]


def waiting_for_coordinator(visible: QuerySet[Match], *, on: date) -> tuple[Waiting, ...]:
    """Proposals not asked, questions past their deadline or that cannot be answered any more, and matches that have
    met and wait for the word of both.
    """
    silent = asking.silent(visible, on=on)
    late = Q(state=State.ASKED, answer_by__lt=on) | Q(pk__in=silent.values("pk"))
    waits = visible.filter(Q(state__in=[State.PROPOSED, State.MET]) | late)
    found = continuing.with_answers(waits).annotate(is_silent=Exists(silent.filter(pk=OuterRef("pk"))))
    return tuple(
        Waiting(
            since=_since(match),
            what=_coordinators_task(match, on=on),
            number=match.case.number,
            name=str(match.case.citizen),
            citizen=match.case.citizen.uuid,
            record=("match", match.uuid),
            due=match.answer_by if match.state == State.ASKED else None,
        )
        for match in found.select_related("case__citizen", "mentor__user").order_by("pk")
    )


def questions(asked: QuerySet[Match], *, on: date) -> tuple[Waiting, ...]:
    """What the mentor is asked: how much and where, without number and name."""
    found = list(asked.order_by("answer_by", "pk"))
    grants = choosing.living_grants([match.case_id for match in found], on=on)
    return tuple(
        Waiting(
            since=local.local_day(match.asked_at),
            what=f"Vil du være mentor? Svar senest {days.text(match.answer_by)}",
            number="",
            name="",
            citizen=None,
            record=("question", match.uuid),
            due=match.answer_by,
            note=_how_much_and_where(match, grants.get(match.case_id), on=on),
        )
        for match in found
        if match.asked_at and match.answer_by
    )


def _how_much_and_where(match: Match, grant: Grant | None, *, on: date) -> str:
    hours = choosing.weekly(choosing.minutes_on(grant, on=on)) if grant else ""
    return ", ".join(text for text in (hours, match.area) if text)


def to_tell(of_case: QuerySet[Match]) -> QuerySet[Match, Any]:
    """What the page of a case asks of its visible matches."""
    return of_case.order_by("pk").values_list(
        "uuid", "state", "proposed_at", "proposed_by__name", "why", "asked_at", "answer_by", "answered_at",
        "decline_reason", "confirmed_at", "first_day", "last_day", "end_reason", "closed_at",
        "mentor__name", "mentor__registration_key", "mentor__kind", "mentor__profile", "mentor__user",
        named=True,
    )  # fmt: skip


def told(rows: Iterable[Any], *, whole: bool, reader: int | None) -> tuple[Told, ...]:
    """The visible matches of a case for its page; the `whole` of it is for those who act for the authority.

    `reader` is the key of the user who reads: whoever was the mentor reads not why it ended.
    Citizen and mentor read who the mentor was and since when, not whom else somebody thought of and why.
    """
    return tuple(_told(row, whole=whole, reader=reader) for row in rows)


def standing(matches: tuple[Told, ...]) -> CaseMatch | None:
    """The one of a case's visible matches that is open or binds."""
    return next((one.match for one in matches if one.match.state in (*OPEN, *BINDING)), None)


def _told(match: Any, *, whole: bool, reader: int | None) -> Told:
    name = corps.shown_name(match.mentor__name, registration_key=match.mentor__registration_key)
    profile = Profile(match.mentor__profile).label if match.mentor__profile else "Mentor"
    card = CaseMatch(
        uuid=match.uuid,
        mentor_name=name,
        description=f"{profile}, {Kind(match.mentor__kind).label.lower()}",
        state=State(match.state),
        since=days.text(match.first_day) if match.first_day else "",
    )
    choosing = _choosing(match, name) if whole else []
    is_own = match.mentor__user is not None and match.mentor__user == reader
    return Told(card, (*choosing, *_course(match, name, whole=whole, with_reason=whole and not is_own)))


def _choosing(match: Any, name: str) -> list[StoryEntry]:
    record = ("match", match.uuid)
    entries = [StoryEntry(match.proposed_at, f"Mentor foreslået: {name}", match.proposed_by__name, match.why, record)]
    if match.asked_at and match.answer_by:
        entries.append(
            StoryEntry(match.asked_at, f"{name} er spurgt", "", f"Svar senest {days.text(match.answer_by)}.")
        )
    if match.answered_at and match.state == State.DECLINED:
        reason = lists.DeclineReason(match.decline_reason)
        what = "bad om et forløb med bedre odds" if reason in talking.NOT_A_NO else "sagde nej"
        text = "" if reason in talking.NOT_A_NO else reason.label
        entries.append(StoryEntry(match.answered_at, f"{name} {what}", name, text, record))
    if match.closed_at and match.state == State.WITHDRAWN:
        entries.append(StoryEntry(match.closed_at, f"{name} er ikke længere spurgt", "", "", record))
    return entries


def _course(match: Any, name: str, *, whole: bool, with_reason: bool) -> list[StoryEntry]:
    record = ("match", match.uuid) if whole else None
    entries = []
    if match.answered_at and match.first_day:
        since = f"Mentor fra {days.text(match.first_day)}."
        entries.append(StoryEntry(match.answered_at, f"{name} sagde ja", name, since, record))
    if match.confirmed_at:
        entries.append(StoryEntry(match.confirmed_at, "Borger og mentor vil begge fortsætte", "", "", record))
    if match.closed_at and match.last_day:
        reason = lists.EndReason(match.end_reason).label if with_reason else ""
        text = f"Sidste dag {days.text(match.last_day)}. {reason}".strip()
        entries.append(StoryEntry(match.closed_at, f"{name} er ikke længere mentor", "", text, record))
    return entries


def _since(match: Match) -> date:
    if match.state == State.MET and match.met_on:
        return match.met_on
    return local.local_day(match.asked_at or match.proposed_at)


def _coordinators_task(match: Any, *, on: date) -> str:
    if match.state == State.PROPOSED:
        return f"Spørg {match.mentor}"
    if match.state == State.MET:
        return f"{continuing.next_step(match.by_citizen, match.by_mentor)} ({match.mentor})"
    if match.is_silent:
        return f"{match.mentor} kan ikke svare: {asking.why_silent(match, on=on)}. Træk spørgsmålet tilbage"
    return f"{match.mentor} har ikke svaret inden fristen"
