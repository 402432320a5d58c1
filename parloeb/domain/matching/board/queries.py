"""The board: every course that waits for a mentor or has one, as cards in columns. Queries constant in the cases."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from parloeb.domain.cases.models import Case, Relation
from parloeb.domain.cases.queries import Waiting
from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.corps import queries as corps
from parloeb.domain.corps import rules as corps_rules
from parloeb.domain.corps.availability import queries as availability
from parloeb.domain.corps.availability.rules import Presence
from parloeb.domain.corps.models import Mentor
from parloeb.domain.law.settings import Timeline
from parloeb.domain.matching.board import finding, rules
from parloeb.domain.matching.board.rules import Column
from parloeb.domain.matching.queries import choosing, continuing
from parloeb.domain.matching.states import State
from parloeb.domain.people import queries as people
from parloeb.kernel import days, numbers, sorting

# So many cards a column shows until all are asked for.
FIRST = 20


_FIND, _FIND_NEXT, _TALK = "Find en mentor", "Find den næste mentor", "Tal om, hvad der skal til"
_FIND_OTHER = "Find den nye mentor"
# What is to be done next with a match in each state, by who chooses the mentor; with two who have met by their answers.
_NEXT: Mapping[State, str] = {
    State.PROPOSED: "Spørg mentoren",
    State.ASKED: "Se spørgsmålet",
    State.ACCEPTED: "Se matchet",
    State.CONFIRMED: "Se, om aftalen er lavet",
    State.RUNNING: "Se sagen",
}


@dataclass(frozen=True)
class Card:
    """One course on the board, in finished strings. `late` says by how much; empty where it is in time."""

    number: str
    name: str
    citizen: UUID
    case_uuid: UUID
    mentor: str
    age: str
    waited: str
    limit: str
    late: str
    notes: tuple[str, ...]
    next: str
    record: tuple[str, UUID]


@dataclass(frozen=True)
class Listed:
    """One column: how many there are and are late, and the cards shown, oldest first."""

    column: Column
    number: int
    late: int
    cards: tuple[Card, ...]

    @property
    def hidden(self) -> int:
        """How many cards are not shown."""
        return self.number - len(self.cards)


@dataclass(frozen=True)
class FreeMentor:
    """A mentor with hours that no course has. `cannot` says why nobody can ask; empty for one who can be asked."""

    uuid: UUID
    name: str
    minutes: int
    hours: str
    courses: int
    asked: int
    away: str
    last_day: str
    cannot: str


def columns(
    of: Iterable[finding.Found], *, to_match: Collection[int], show_all: Collection[Column], on: date
) -> tuple[Listed, ...]:
    """The board. `to_match`: the cases in which the reader chooses the mentor; of the columns in `show_all` every card
    is shown, of the others the first twenty.
    """
    limits = _Limits(people.timeline(), on=on)
    placed: dict[Column, list[tuple[rules.Place, finding.Found]]] = defaultdict(list)
    for one in of:
        here = rules.place(one.standing, limits.of(one.jobcentre), on=on)
        placed[here.column].append((here, one))
    return tuple(
        _listed(column, placed[column], to_match=to_match, whole=column in show_all, on=on) for column in Column
    )


def too_long(of: Iterable[finding.Found], *, on: date) -> tuple[Waiting, ...]:
    """Those who have waited too long for the first meeting, as lines of a desk, with how many days and why."""
    limits = _Limits(people.timeline(), on=on)
    return tuple(
        Waiting(
            since=one.standing.waits_since,
            what=f"Har ventet {numbers.days_text((on - one.standing.waits_since).days)} på at møde en mentor",
            number=one.number,
            name=one.name,
            citizen=one.citizen,
            record=one.record,
            due=rules.due_on(one.standing, limits.of(one.jobcentre), on=on),
            note=rules.why_long(one.standing, declined=one.declined, on=on),
        )
        for one in sorted(of, key=_oldest)
        if rules.waits_too_long(one.standing, limits.of(one.jobcentre), on=on)
    )


def longest(of: Iterable[finding.Found], *, on: date) -> tuple[Waiting, ...]:
    """Those who have not met a mentor yet, the longest waiting first."""
    waits = sorted((one for one in of if rules.column_of_state(one.standing) in rules.WITHOUT_MEETING), key=_oldest)
    return tuple(
        Waiting(
            since=one.standing.waits_since,
            what=numbers.days_text((on - one.standing.waits_since).days),
            number=one.number,
            name=one.name,
            citizen=one.citizen,
            record=one.record,
        )
        for one in waits
    )


def without_mentor(of: Iterable[finding.Found], *, on: date) -> tuple[Waiting, ...]:
    """The courses for which nobody is proposed, as lines of the desk of who chooses, the longest waiting first."""
    limits = _Limits(people.timeline(), on=on)
    return tuple(
        Waiting(
            since=one.standing.waits_since,
            what=_FIND_NEXT if one.last_no else _FIND,
            number=one.number,
            name=one.name,
            citizen=one.citizen,
            record=one.record,
            due=rules.due_on(one.standing, limits.of(one.jobcentre), on=on),
        )
        for one in sorted(of, key=_oldest)
        if one.standing.state is None and one.talk_since is None
    )


def to_talk(of: Iterable[finding.Found]) -> tuple[Waiting, ...]:
    """The courses to which three have said no, so that nobody more is asked before a talk."""
    return tuple(
        Waiting(one.talk_since, _TALK, one.number, one.name, one.citizen, one.record, note="Tre mentorer har sagt nej")
        for one in sorted(of, key=_oldest)
        if one.talk_since
    )


def of_team(cases: QuerySet[Case], team: UUID) -> QuerySet[Case]:
    """Those of the cases that are a team's."""
    related = Relation.objects.filter(kind=RelationKind.TEAM, team__uuid=team, cut_at=None)
    return cases.filter(pk__in=related.values("case"))


def of_mentor(cases: QuerySet[Case], mentor: UUID) -> QuerySet[Case]:
    """Those of the cases that have an open or binding match with a mentor."""
    return cases.filter(pk__in=finding.standing_matches().filter(mentor__uuid=mentor).values("case"))


def teams(cases: QuerySet[Case]) -> tuple[tuple[UUID, str], ...]:
    """The teams that have one of the cases: (public id, name), in Danish order."""
    of_cases = Relation.objects.filter(kind=RelationKind.TEAM, cut_at=None, case__in=cases)
    return _in_order(of_cases.order_by().values_list("team__uuid", "team__name").distinct())


def mentors(cases: QuerySet[Case]) -> tuple[tuple[UUID, str], ...]:
    """The mentors who have an open or binding match in one of the cases: (public id, name), in Danish order."""
    rows = finding.standing_matches().filter(case__in=cases).order_by().distinct()
    return _in_order(
        (uuid, corps_rules.shown_name(name, registration_key=key))
        for uuid, name, key in rows.values_list("mentor__uuid", "mentor__name", "mentor__registration_key")
    )


def free_mentors(of: QuerySet[Mentor], *, on: date) -> tuple[FreeMentor, ...]:
    """Those of the mentors who have hours that no course has, most free first; last those without a user to ask."""
    here = list(corps.by_name(of.filter(first_day__lte=on, registration_key=None), on=on))
    loads = choosing.loads([mentor.pk for mentor in here], on=on)
    present = availability.presences([mentor.pk for mentor in here])
    rows = [_free(mentor, present[mentor.pk], loads.get(mentor.pk, choosing.Load()), on=on) for mentor in here]
    return tuple(sorted((row for row in rows if row.minutes > 0), key=lambda row: (row.cannot, -row.minutes)))


class _Limits:
    """The limits of each jobcentre on a day, each made once."""

    def __init__(self, timeline: Timeline, *, on: date) -> None:
        self._timeline, self._on = timeline, on
        self._known: dict[int, rules.Limits] = {}

    def of(self, jobcentre: int) -> rules.Limits:
        """Those of one jobcentre."""
        if jobcentre not in self._known:
            self._known[jobcentre] = rules.limits_of(self._timeline.on(jobcentre, self._on))
        return self._known[jobcentre]


def _listed(
    column: Column,
    placed: list[tuple[rules.Place, finding.Found]],
    *,
    to_match: Collection[int],
    whole: bool,
    on: date,
) -> Listed:
    in_order = sorted(placed, key=lambda one: (one[0].since, one[1].number))
    shown = in_order if whole else in_order[:FIRST]
    return Listed(
        column=column,
        number=len(in_order),
        late=sum(here.is_late for here, _ in in_order),
        cards=tuple(_card(here, one, chooses=one.case in to_match, on=on) for here, one in shown),
    )


def _card(here: rules.Place, one: finding.Found, *, chooses: bool, on: date) -> Card:
    next_step, record = _next(one, chooses=chooses)
    return Card(
        number=one.number,
        name=one.name,
        citizen=one.citizen,
        case_uuid=one.case_uuid,
        mentor=one.mentor,
        age=numbers.days_text(here.days),
        waited=_waited(here, one, on=on),
        limit=f"{'Slutter' if here.column is Column.ENDING else 'Frist'} {days.text(here.limit_on)}"
        if here.limit_on
        else "",
        late=f"{numbers.days_text(here.days_late)} over fristen" if here.is_late else "",
        notes=_notes(here, one, chooses=chooses),
        next=next_step,
        record=record,
    )


def _waited(here: rules.Place, one: finding.Found, *, on: date) -> str:
    """How long the citizen waits in all, where that is more than the days in the column."""
    waited = (on - one.standing.waits_since).days
    if here.column not in rules.WITHOUT_MEETING or waited <= here.days:
        return ""
    return f"Har ventet {numbers.days_text(waited)} i alt"


def _notes(here: rules.Place, one: finding.Found, *, chooses: bool) -> tuple[str, ...]:
    if one.search:
        return _searching(one.search) if chooses else ()
    told = [_after(one)] if one.after and here.column in rules.WITHOUT_MEETING else []
    if here.column is Column.WAITING and one.grant:
        told.append(f"{days.text(one.grant.first_day)} – {days.text(one.grant.last_day)}")
        told += [f"Seneste nej: {one.last_no}"] if one.last_no else []
    return tuple(told)


def _after(one: finding.Found) -> str:
    return f"Ny mentor efter {one.after}; søgt siden {days.text(one.standing.waits_since)}"


def _searching(search: finding.Search) -> tuple[str, ...]:
    """Who looks for another mentor while the two go on, and how far that is."""
    begun = f"{search.by} leder efter en anden mentor siden {days.text(search.since)}"
    return (begun, f"Foreslået eller spurgt: {search.mentor}") if search.match else (begun,)


def _next(one: finding.Found, *, chooses: bool) -> tuple[str, tuple[str, UUID]]:
    state = one.standing.state
    if not chooses:
        record = ("case", one.case_uuid) if state is None else one.record
        return "Se sagen" if record[0] == "case" else "Se matchet", record
    if state is None:
        return _TALK if one.talk_since else _FIND_NEXT if one.last_no else _FIND, one.record
    if one.search:
        match = one.search.match
        return ("Se det nye match", ("match", match)) if match else (_FIND_OTHER, ("matching", one.case_uuid))
    return continuing.next_step(*one.answers) if state is State.MET else _NEXT[state], one.record


def _oldest(one: finding.Found) -> tuple[date, str]:
    return one.standing.waits_since, one.number


def _in_order(rows: Iterable[tuple[Any, Any]]) -> tuple[tuple[UUID, str], ...]:
    return tuple(sorted(rows, key=lambda row: sorting.sort_key(row[1])))


def _free(mentor: Mentor, presence: Presence, load: choosing.Load, *, on: date) -> FreeMentor:
    minutes = presence.weekly_minutes(on) - load.minutes
    return FreeMentor(
        uuid=mentor.uuid,
        name=str(mentor),
        minutes=minutes,
        hours=numbers.hours_text(numbers.hours_of(minutes)),
        courses=load.courses,
        asked=load.asked,
        away=", ".join(str(absence) for absence in presence.coming(on)),
        last_day=days.text(mentor.last_day) if mentor.last_day else "",
        cannot="" if mentor.user_id else "Har ingen bruger og kan ikke spørges",
    )
