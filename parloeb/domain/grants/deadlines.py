"""The days of the procedure round a grant: pure functions on days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from parloeb.domain.grants.states import HearingState

# The law names no number of days for an answer (FVL-19: set by whoever asks); two weeks unless said otherwise.
HEARING_DAYS = 14


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


def _heard_on(hearing: Asked, *, on: date) -> date | None:
    if hearing.answered_on:
        return hearing.answered_on if hearing.answered_on <= on else None
    return hearing.answer_by if is_over(hearing, on=on) else None
