"""The two meet, say that they want to go on, and begin."""

import contextlib
from datetime import date, datetime

from django.db import transaction
from django.db.models import F

from parloeb.domain.cases import commands as cases
from parloeb.domain.cases import moving
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import Stage
from parloeb.domain.corps.models import Mentor
from parloeb.domain.law import settings
from parloeb.domain.law.settings import Setting
from parloeb.domain.matching import access
from parloeb.domain.matching.commands import keeping
from parloeb.domain.matching.handover import commands as handover
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.queries import continuing, matches
from parloeb.domain.matching.states import MOVES, State
from parloeb.domain.people.acting import Actor
from parloeb.kernel import errors, states

MOST_COUNTED = settings.most(Setting.TRIAL_MEETINGS)


def meeting_held(case: Case, *, mentor: Mentor, day: date, by: Actor, at: datetime) -> None:
    """The two have met. Called by the visit's own registration; only the first meeting changes anything, and what is
    moved on by somebody else meanwhile is left as it is.
    """
    match = matches.unmet(case=case, mentor=mentor).first()
    if match is None:
        return
    with contextlib.suppress(errors.OvertakenError), transaction.atomic():
        moving.move(match, MOVES, "meet", met_on=day)
        keeping.record("match.met", match, by=by, at=at)


@transaction.atomic
def meeting_corrected(case: Case, *, mentor: Mentor, day: date | None, by: Actor, at: datetime) -> None:
    """Their first meeting was on another day than noted, or (None) has not been yet. Called by a visit's correction.

    Where both have said that they want to go on, it stands.
    """
    match = matches.binding(case)
    if match is None or match.mentor_id != mentor.pk or match.state != State.MET or match.met_on == day:
        return
    moving.move(match, MOVES, "unmeet", met_on=None)
    keeping.record("match.unmet", match, by=by, at=at)
    if day:
        meeting_held(case, mentor=mentor, day=day, by=by, at=at)


def meeting_counted(match: int, meetings: int) -> None:
    """One meeting more in the match of that key, which had so many. Called by the registration of a visit.

    Past the longest trial that can be set nothing depends on the number: it is no longer kept for each visit.
    """
    if meetings < MOST_COUNTED:
        Match.objects.filter(pk=match).update(meetings=F("meetings") + 1)


def meetings_held(case: Case, *, mentor: Mentor, meetings: int) -> None:
    """Keep how many meetings the two held in their last match. Called when a visit is corrected or annulled."""
    match = matches.matched(case=case, mentor=mentor).last()
    if match is not None and match.meetings != meetings:
        Match.objects.filter(pk=match.pk).update(meetings=meetings)


@transaction.atomic
def confirm(match: Match, *, by: Actor, at: datetime, on: date) -> None:
    """Note that citizen and mentor both want to go on; refused before both have said so."""
    access.require(access.may(by, "confirm", match, on=on))
    states.move(MOVES, State(match.state), "confirm")
    handover.require_taken(match)
    lacking = continuing.lacking(match)
    if lacking:
        raise errors.RefusedError(lacking)
    moving.move(match, MOVES, "confirm", confirmed_at=at)
    keeping.record("match.confirmed", match, by=by, at=at)


@transaction.atomic
def run(match: Match, *, by: Actor, at: datetime) -> None:
    """The agreement is signed by all. Called by the last signature; refused before both have said yes."""
    if match.state in (State.ACCEPTED, State.MET):
        raise errors.RefusedError("Aftalen kan først gælde, når borger og mentor har mødtes og begge vil fortsætte.")
    handover.require_taken(match)
    moving.move(match, MOVES, "run")
    cases.reach_stage(match.case, Stage.RUNNING)
    keeping.record("match.running", match, by=by, at=at)
