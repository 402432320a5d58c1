"""Where each course stands by its rows: its match, its grants, who said no. Five queries for any number of cases."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import Stage
from parloeb.domain.corps import rules as corps
from parloeb.domain.matching import lists, talking, waiting
from parloeb.domain.matching.board import rules
from parloeb.domain.matching.models import ChangeRequest, Match
from parloeb.domain.matching.queries import continuing, declining, granting
from parloeb.domain.matching.states import BINDING, OPEN, ChangeState, State
from parloeb.domain.people import rules as people
from parloeb.kernel import local

_WAITING_STAGES = (Stage.GRANTED, Stage.MATCHING)
# What comes next with a match in one of these is done on the page of its case.
_ON_CASE = (State.CONFIRMED, State.RUNNING)
_OF_CASE = (
    "uuid", "number", "jobcentre", "citizen__uuid", "citizen__name", "citizen__is_protected",
    "citizen__registration_key",
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """One course with where it stands. `record` is where the next step is taken; `grant` covers the day or is next;
    `talk_since`: since when it is time to talk before anybody more is asked.

    `after` is the mentor whom the citizen had last; `answers` what citizen and mentor said of going on, empty where
    nothing; `search` is where another mentor is looked for while the two go on.
    """

    case: int
    case_uuid: UUID
    number: str
    jobcentre: int
    citizen: UUID
    name: str
    mentor: str
    standing: rules.Standing
    record: tuple[str, UUID]
    grant: waiting.Granted | None
    declined: int
    last_no: str
    talk_since: date | None
    after: str = ""
    answers: tuple[str, str] = ("", "")
    search: "Search | None" = None


@dataclass(frozen=True)
class Search:
    """A search for another mentor while the two go on: who began it and when, and who is proposed or asked by now."""

    by: str
    since: date
    mentor: str
    match: UUID | None


def found(cases: QuerySet[Case], *, on: date) -> tuple[Found, ...]:
    """Of these cases all that stand on the board: granted ones without a mentor, and those with an open or binding
    match.
    """
    living = cases.filter(is_historic=False)
    # Where another is looked for meanwhile, the course stands with the mentor whom the citizen has.
    in_order = sorted(_matches(living), key=lambda row: row.state in BINDING)
    matched = {row.case_id: row for row in in_order}
    opened = {row.case_id: row for row in in_order if row.state not in BINDING}
    without = living.filter(stage__in=_WAITING_STAGES).exclude(pk__in=standing_matches().values("case"))
    without_mentor = {row.pk: row for row in without.order_by("pk").values_list("pk", *_OF_CASE, named=True)}
    keys = [*matched, *without_mentor]
    granted, closed, talk = granting.of(keys), _closed(keys), declining.time_to_talk(list(without_mentor))
    known = {key: _Known(granted[key], closed[key], talk.get(key), on) for key in keys}
    searches = _searches(living, opened)
    told = [_matched(row, known[key], searches.get(key)) for key, row in matched.items()]
    return (*told, *(one for key, row in without_mentor.items() if (one := _waiting(row, known[key]))))


def standing_matches() -> QuerySet[Match]:
    """The open and the binding matches."""
    return Match.objects.filter(state__in=[*OPEN, *BINDING])


def _matches(cases: QuerySet[Case]) -> QuerySet[Match, Any]:
    of_case = [f"case__{name}" for name in _OF_CASE]
    rows = continuing.with_answers(standing_matches().filter(case__in=cases)).order_by("pk")
    return rows.values_list(
        "uuid", "state", "case_id", *of_case, "proposed_at", "asked_at", "answer_by", "answered_at", "met_on",
        "confirmed_at", "mentor__name", "mentor__registration_key", "mentor__last_day", "by_citizen", "by_mentor",
        named=True,
    )  # fmt: skip


def _searches(cases: QuerySet[Case], opened: Mapping[int, Any]) -> dict[int, Search]:
    """By case the search for another mentor, with what is open by now."""
    asked = ChangeRequest.objects.filter(match__case__in=cases, state=ChangeState.SEARCHING).order_by("-pk")
    return {
        case: Search(by, local.local_day(at), _mentor(opened[case]), opened[case].uuid)
        if case in opened
        else Search(by, local.local_day(at), "", None)
        for case, by, at in asked.values_list("match__case", "answered_by__name", "answered_at")
        if at
    }


def _mentor(row: Any) -> str:
    return corps.shown_name(row.mentor__name, registration_key=row.mentor__registration_key)


def _closed(cases: Collection[int]) -> Mapping[int, list[Any]]:
    """The matches of each case that somebody declined or that ended, oldest first."""
    of: dict[int, list[Any]] = defaultdict(list)
    rows = Match.objects.filter(case__in=cases, state__in=[State.DECLINED, State.ENDED]).order_by("pk")
    told = ("case_id", "state", "decline_reason", "last_day", "mentor__name", "mentor__registration_key")
    for row in rows.values_list(*told, named=True):
        of[row.case_id].append(row)
    return of


@dataclass(frozen=True)
class _Known:
    """What else the rows say of one case: its grants by first day, its declined and ended matches, oldest first, and
    since when it is time to talk.
    """

    granted: list[waiting.Granted]
    closed: list[Any]
    talk_at: datetime | None
    on: date

    @property
    def waits_since(self) -> date | None:
        """Since when the citizen waits, as long as something is granted."""
        days_of = [row.last_day for row in self.closed if row.state == State.ENDED and row.last_day]
        return waiting.waits_since(self.granted, without_since=max(days_of, default=None), on=self.on)

    @property
    def after(self) -> str:
        """The mentor whom the citizen had last."""
        return next((_mentor(row) for row in reversed(self.closed) if row.state == State.ENDED), "")

    @property
    def declined(self) -> list[str]:
        """The reasons of those who said no since a mentor was there last, the latest last."""
        reasons: list[str] = []
        for row in self.closed:
            if row.state == State.ENDED:
                reasons.clear()
            elif row.decline_reason not in talking.NOT_OF_COURSE:
                reasons.append(row.decline_reason)
        return reasons


def _matched(row: Any, known: _Known, search: Search | None) -> Found:
    state = State(row.state)
    since = _since(row)
    ends = [day for day in (max((one.last_day for one in known.granted), default=None), row.mentor__last_day) if day]
    standing = rules.Standing(
        state=state,
        since=since,
        waits_since=known.waits_since or since,
        answer_by=row.answer_by,
        ends_on=min(ends, default=None),
    )
    record = ("case", row.case__uuid) if state in _ON_CASE else ("match", row.uuid)
    of_case = [getattr(row, f"case__{name}") for name in _OF_CASE]
    answers = (row.by_citizen or "", row.by_mentor or "")
    told = _told(known)
    return Found(row.case_id, *_named(of_case), _mentor(row), standing, record, *told, known.after, answers, search)


def _since(row: Any) -> date:
    """The day of the last thing that happened in the match: its state began then."""
    moments = (row.proposed_at, row.asked_at, row.answered_at, row.confirmed_at)
    days_of = [local.local_day(moment) for moment in moments if moment]
    return max([*days_of, row.met_on] if row.met_on else days_of)


def _waiting(row: Any, known: _Known) -> Found | None:
    since = known.waits_since
    if since is None:
        return None
    standing = rules.Standing(state=None, since=since, waits_since=since)
    of_case = [getattr(row, name) for name in _OF_CASE]
    record = ("declines_talk" if known.talk_at else "matching", row.uuid)
    return Found(row.pk, *_named(of_case), "", standing, record, *_told(known), known.after)


def _named(of_case: list[Any]) -> tuple[UUID, str, int, UUID, str]:
    """The first fields of a course after its key: public id, number, jobcentre, citizen, name as it may be shown."""
    uuid, number, jobcentre, citizen, name, is_protected, key = of_case
    return uuid, number, jobcentre, citizen, people.shown_name(name, is_protected=is_protected, registration_key=key)


def _told(known: _Known) -> tuple[waiting.Granted | None, int, str, date | None]:
    """The last fields of a course: the grant that covers the day or is next, how many said no, the last reason, and
    since when it is time to talk.
    """
    declined = known.declined
    grant = next((one for one in known.granted if one.last_day >= known.on), None)
    last_no = lists.DeclineReason(declined[-1]).label if declined else ""
    return grant, len(declined), last_no, local.local_day(known.talk_at) if known.talk_at else None
