"""The days of the procedure round a grant: pure functions on days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from parloeb.domain.grants.lists import RequestKind
from parloeb.domain.grants.states import HearingState
from parloeb.domain.law import rules as law
from parloeb.kernel import days, workdays

# The law names no number of days for an answer (FVL-19: set by whoever asks); two weeks unless said otherwise.
HEARING_DAYS = 14
SHORT_DAYS = 7
SHORT = "Borgeren får mindre end en uge til at svare. Borgeren skal have tid nok til at læse, spørge andre og svare."


@dataclass(frozen=True)
class Asked:
    """One hearing that was not withdrawn: its state, last day, whether its letter left, and the day of the answer."""

    state: HearingState
    answer_by: date
    is_sent: bool
    answered_on: date | None


def answer_by(opened_on: date) -> date:
    """The last day to answer that a hearing opened on a day is given unless another is chosen."""
    return opened_on + timedelta(days=HEARING_DAYS)


def short(opened_on: date, answer_by: date) -> str:
    """What is said where little time is left to answer a hearing; empty where there is enough."""
    return SHORT if answer_by < opened_on + timedelta(days=SHORT_DAYS) else ""


def heard_on(hearings: Iterable[Asked], *, on: date) -> date | None:
    """The day on which the citizen has been heard on everything; None while an answer may still come, or nobody asked.

    Heard is who answered, or who got the letter and let the last day pass.
    """
    heard = [_heard_on(one, on=on) for one in hearings]
    known = [day for day in heard if day]
    return max(known) if known and len(known) == len(heard) else None


def is_over(hearing: Asked, *, on: date) -> bool:
    """Whether the last day to answer has passed for somebody who got the letter."""
    return hearing.is_sent and hearing.answer_by < on


def reconsider_by(received_on: date) -> date:
    """The last day to reconsider a decision, complained of on a day: maintained it is then sent on (RSL-66)."""
    return days.same_weekday_weeks_after(received_on, law.RECONSIDERATION.on(received_on).number("weeks"))


def is_late(received_on: date, last_day: date | None) -> bool:
    """Whether a complaint came after its last day; without guidance that left, no time runs (RSL-67)."""
    return last_day is not None and received_on > last_day


def answer_request_by(kind: RequestKind, asked_on: date) -> date:
    """The last day to answer a request: working days for access (OFL-36), days for written reasons (FVL-23)."""
    if kind is RequestKind.ACCESS:
        return workdays.workdays_after(asked_on, law.ACCESS.on(asked_on).number("workdays"))
    return asked_on + timedelta(days=law.WRITTEN_REASONS.on(asked_on).number("answer_days"))


def ask_reasons_by(decided_on: date) -> date:
    """The last day to ask for the reasons of a decision that was said on a day (FVL-23)."""
    return decided_on + timedelta(days=law.WRITTEN_REASONS.on(decided_on).number("ask_days"))


def _heard_on(hearing: Asked, *, on: date) -> date | None:
    if hearing.answered_on:
        return hearing.answered_on if hearing.answered_on <= on else None
    return hearing.answer_by if is_over(hearing, on=on) else None
