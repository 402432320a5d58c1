"""A match ends, while the course goes on or with it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from parloeb.domain.cases import commands as cases
from parloeb.domain.cases import moving
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.matching import access, lists, rules
from parloeb.domain.matching.commands import keeping, proposing, settling
from parloeb.domain.matching.handover import commands as handover
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.queries import matches, trial
from parloeb.domain.matching.states import MOVES, State
from parloeb.domain.people.acting import Actor
from parloeb.kernel import days, errors, states

WISH_OF = {lists.Side.CITIZEN: lists.EndReason.CITIZEN_WISH, lists.Side.MENTOR: lists.EndReason.MENTOR_WISH}


@dataclass(frozen=True)
class Ending:
    """How a match ends: whose wish, why, on which day, and whether the mentor's access closes at once."""

    ended_by: lists.EndedBy
    reason: lists.EndReason
    last_day: date
    text: str = ""
    cut: bool = False
    days_after: int = rules.DAYS_AFTER


@transaction.atomic
def end(match: Match, ending: Ending, *, last_visit_on: date | None = None, by: Actor, at: datetime, on: date) -> None:
    """End a match while the course goes on: the course waits for another mentor.

    Whoever of the two did not wish it has news to read.
    `last_visit_on` is the last day on which a visit of the two is registered; a visit past the last day would belong to
    no match, could not be corrected, and its month not be told.
    """
    access.require(access.may(by, "end", match, on=on))
    states.move(MOVES, State(match.state), "end")
    if match.first_day and ending.last_day < match.first_day:
        first_day = days.text(match.first_day)
        raise errors.RefusedError(f"Mentoren begyndte {first_day}; sidste dag kan ikke ligge før.", field="last_day")
    if last_visit_on and ending.last_day < last_visit_on:
        visited = days.text(last_visit_on)
        raise errors.RefusedError(
            f"Der er registreret et besøg {visited}; sidste dag kan ikke ligge før.", field="last_day"
        )
    if ending.last_day > on:
        raise errors.RefusedError("Sidste dag kan ikke ligge efter i dag.", field="last_day")
    if ending.reason is lists.EndReason.TRIAL and not trial.is_on(match):
        raise errors.RefusedError("Prøven er slut, så vælg en anden grund.", field="reason")
    if ending.reason is lists.EndReason.OTHER and not ending.text.strip():
        raise errors.RefusedError("Skriv kort, hvorfor matchet slutter.", field="text")
    _end(match, ending, by=by, at=at)
    handover.begin(match, by=by, at=at)
    keeping.reach_stage(match.case)
    if ending.ended_by is not lists.EndedBy.CITIZEN:
        keeping.notify_citizen(match, "parted", at=at)
    if ending.ended_by is not lists.EndedBy.MENTOR:
        keeping.notify_mentor(match, "parted", at=at)


def part(match: Match, *, side: lists.Side, reason: lists.EndReason, by: Actor, at: datetime, on: date) -> None:
    """One of the two goes no further today: the course waits for another mentor, and the other one has news to read.

    Called by the acts of the two, which ask who may. Whose wish it was is kept and told to neither.
    """
    last_day = max(on, match.first_day) if match.first_day else on
    _end(match, Ending(lists.EndedBy(side), reason, last_day), by=by, at=at)
    handover.begin(match, by=by, at=at)
    keeping.reach_stage(match.case)
    if side is lists.Side.CITIZEN:
        keeping.notify_mentor(match, "parted", at=at)
    else:
        keeping.notify_citizen(match, "parted", at=at)


def replace(match: Match, *, side: lists.Side, by: Actor, at: datetime, on: date) -> None:
    """A new mentor was found for the one who asked for a change: the former stops with this day."""
    last_day = max(on, match.first_day) if match.first_day else on
    _end(match, Ending(lists.EndedBy(side), WISH_OF[side], last_day), by=by, at=at)
    handover.begin(match, by=by, at=at)
    keeping.notify_mentor(match, "replaced", at=at)


@transaction.atomic
def conclude(case: Case, *, last_day: date, by: Actor, at: datetime) -> None:
    """Close whatever is open or binds because the course ends. Called by the closing, which asks who may."""
    open_match = matches.unanswered(case)
    if open_match:
        proposing.take_back(open_match, by=by, at=at)
    match = matches.binding(case)
    if match and match.first_day:
        day = max(last_day, match.first_day)
        ending = Ending(ended_by=lists.EndedBy.AUTHORITY, reason=lists.EndReason.COURSE_ENDED, last_day=day)
        _end(match, ending, by=by, at=at)


def _end(match: Match, ending: Ending, *, by: Actor, at: datetime) -> None:
    moving.move(
        match,
        MOVES,
        "end",
        last_day=ending.last_day,
        ended_by=ending.ended_by,
        end_reason=ending.reason,
        end_text=ending.text.strip()[: keeping.WHY_LENGTH],
        closed_at=at,
    )
    settling.close_open(match, by=by, at=at)
    _close_case(match, ending, by=by, at=at)
    keeping.record("match.ended", match, by=by, at=at, reason=ending.reason)


def _close_case(match: Match, ending: Ending, *, by: Actor, at: datetime) -> None:
    mentor = match.mentor
    until = ending.last_day + timedelta(days=ending.days_after)
    if ending.cut or ending.reason in rules.CUTTING:
        cases.cut_relations(match.case, kind=RelationKind.MENTOR, user=mentor.user, by=by, at=at)
    else:
        cases.end_relations(match.case, kind=RelationKind.MENTOR, user=mentor.user, last_day=until, by=by, at=at)
    supplier = matches.supplier_of(mentor)
    if supplier:
        cases.end_relations(match.case, kind=RelationKind.SUPPLIER, organisation=supplier, last_day=until, by=by, at=at)
