"""What was asked round a grant when it is decided: told in its letter, closed, and letters on new days called back."""

from datetime import date, datetime

from django.db.models import QuerySet

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import moving
from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.correspondence import queries as letters
from parloeb.domain.correspondence.models import LetterKind
from parloeb.domain.correspondence.states import LetterState
from parloeb.domain.grants import answers, deadlines
from parloeb.domain.grants.models import Complaint, Grant, Hearing, Postponement, Request
from parloeb.domain.grants.states import HEARING_MOVES, HearingState
from parloeb.domain.people.acting import Actor

Procedural = Hearing | Complaint | Request


def after_decision(grant: Grant, *, by: Actor, at: datetime) -> None:
    """What is decided is asked no more: no letter that asks leaves, and nobody is told of a later answer who has it."""
    for hearing in Hearing.objects.filter(grant=grant).select_related("letter__citizen"):
        correspondence.cancel(hearing.letter, by=by, at=at)
        call_back(hearing, by=by, at=at)
        if hearing.state == HearingState.OPEN:
            moving.move(hearing, HEARING_MOVES, "close", closed_at=at)
            audit.record("hearing.closed", hearing, by=by, at=at, citizens=[grant.case.citizen.uuid])
    for complaint in Complaint.objects.filter(new_grant=grant):
        call_back(complaint, by=by, at=at)


def heard(grant: Grant, *, on: date) -> tuple[answers.Heard, ...]:
    """What the citizen had been heard on by the day of the decision, for its letter; in the order of the hearings.

    A hearing whose letter never left, or whose last day has not passed, is none unless it was answered.
    """
    hearings = Hearing.objects.filter(grant=grant).exclude(state=HearingState.WITHDRAWN).select_related("letter")
    return tuple(_told(one) for one in hearings.order_by("pk") if deadlines.heard_on([asked(one)], on=on))


def asked(hearing: Hearing) -> deadlines.Asked:
    """What is asked of a hearing's days."""
    is_sent = hearing.letter.state == LetterState.SENT
    return deadlines.Asked(HearingState(hearing.state), hearing.answer_by, is_sent, hearing.answered_on)


def _told(hearing: Hearing) -> answers.Heard:
    asked_on = hearing.letter.dated_on if hearing.letter.state == LetterState.SENT else None
    return answers.Heard(asked_on, hearing.answered_on, hearing.answer)


def call_back(of: Procedural, *, by: Actor, at: datetime) -> None:
    """Let no letter on a new last day leave that has not left: the day is over, or is another now."""
    for one in _put_off(of).filter(letter__kind=LetterKind.POSTPONED).select_related("letter"):
        correspondence.stop(one.letter, by=by, at=at)


def told_day(of: Procedural, *, first: date) -> date:
    """The last day that the citizen was told by a letter that left; `first` where no letter put it off."""
    kept = list(_put_off(of).order_by("-pk").select_related("letter"))
    left = (one.new_day for one in kept if letters.newest(one.letter).state == LetterState.SENT)
    return next(left, kept[-1].former_day if kept else first)


def _put_off(of: Procedural) -> QuerySet[Postponement]:
    return Postponement.objects.filter(**{type(of).__name__.lower(): of})
