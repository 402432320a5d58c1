"""The conversation with citizen and mentor: when a mentor is reminded, and after how many noes it is time to talk."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from parloeb.domain.matching.lists import DeclineReason, GoOn, Side
from parloeb.domain.matching.states import BINDING, State
from parloeb.kernel import days, errors

MOST_DECLINES = 3
# Who needs a course with better odds says something of the own strength, and nothing of the citizen.
NOT_A_NO = frozenset({DeclineReason.NEEDS_BETTER_ODDS})
# Nor does a no say anything of the course where the two know each other: they could not be put together at all.
NOT_OF_COURSE = NOT_A_NO | {DeclineReason.KNOWS_CITIZEN}


@dataclass(frozen=True)
class Answered:
    """What one mentor answered of a course; `reason` is empty for a yes."""

    at: datetime
    reason: str = ""


def answer_by(day: date | None, *, given: int, on: date) -> date:
    """The deadline of the answer: the day typed, else so many days from today; RefusedError for a past day."""
    if day is None:
        return on + timedelta(days=given)
    if day < on:
        raise errors.RefusedError("Svarfristen ligger i fortiden.", field="answer_by")
    days.refuse_strange(day, on=on, ahead=1, field="answer_by")
    return day


def remind_on(*, asked_on: date, answer_by: date, before: int) -> date | None:
    """From which day on a mentor is reminded, so many days before the deadline; None where nobody is (0).

    Never on the day of the question itself, and where that is the last day never at all.
    """
    if not before:
        return None
    day = max(answer_by - timedelta(days=before), asked_on + timedelta(days=1))
    return day if day <= answer_by else None


def declines(answers: Iterable[Answered], *, talked_at: datetime | None) -> int:
    """How many said no to the course since what begins the count anew: a mentor's yes, or a talk on what it takes."""
    agreed = [one.at for one in answers if not one.reason]
    since = max([*agreed, *([talked_at] if talked_at else [])], default=None)
    return sum(one.reason not in NOT_OF_COURSE and (since is None or one.at > since) for one in answers if one.reason)


def is_time_to_talk(answers: Iterable[Answered], *, talked_at: datetime | None) -> bool:
    """Whether so many said no that nobody more is asked until those round the citizen talked on what it takes."""
    return declines(tuple(answers), talked_at=talked_at) >= MOST_DECLINES


def lacking(answers: Mapping[Side, GoOn]) -> str:
    """Why a match cannot be confirmed yet; empty where both said that they want to go on."""
    silent = [side.label.lower() for side in Side if side not in answers]
    if silent:
        return f"Begge skal have sagt ja, før matchet kan bekræftes. Der mangler svar fra {' og '.join(silent)}."
    if any(answer is not GoOn.YES for answer in answers.values()):
        return "Begge skal have sagt ja, før matchet kan bekræftes. Mindst én af dem er i tvivl: tal med dem først."
    return ""


def is_in_trial(state: State, *, meetings: int, of: int) -> bool:
    """Whether either may stop without a reason: while the match binds and fewer meetings were held than a trial has."""
    return state in BINDING and meetings < of


def trial_text(state: State, *, meetings: int, of: int) -> str:
    """How far the trial is; empty after it."""
    if not is_in_trial(state, meetings=meetings, of=of):
        return ""
    return f"Prøve: {meetings} af {of} {'møde' if of == 1 else 'møder'}"
