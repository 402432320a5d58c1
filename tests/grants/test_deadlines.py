"""The days of the procedure, around every boundary."""

from datetime import date, timedelta

import pytest

from parloeb.domain.grants import deadlines
from parloeb.domain.grants.deadlines import Asked
from parloeb.domain.grants.states import HearingState

LAST = date(2026, 11, 30)
OPEN = Asked(HearingState.OPEN, LAST, is_sent=True, answered_on=None)
UNSENT = Asked(HearingState.OPEN, LAST, is_sent=False, answered_on=None)
ANSWERED = Asked(HearingState.ANSWERED, LAST, is_sent=True, answered_on=date(2026, 11, 20))
LATE = Asked(HearingState.ANSWERED, LAST, is_sent=True, answered_on=date(2026, 12, 2))
BY_PHONE = Asked(HearingState.ANSWERED, LAST, is_sent=False, answered_on=date(2026, 11, 20))
DAY = timedelta(days=1)


@pytest.mark.rule("FVL-19")
@pytest.mark.parametrize(
    ("hearings", "on", "heard"),
    [
        ((), LAST, None),
        ((OPEN,), LAST - DAY, None),
        ((OPEN,), LAST, None),
        ((OPEN,), LAST + DAY, LAST),
        ((UNSENT,), LAST + DAY, None),
        ((ANSWERED,), date(2026, 11, 19), None),
        ((ANSWERED,), date(2026, 11, 20), date(2026, 11, 20)),
        ((BY_PHONE,), date(2026, 11, 20), date(2026, 11, 20)),
        ((LATE,), date(2026, 12, 1), None),
        ((LATE,), date(2026, 12, 2), date(2026, 12, 2)),
        ((ANSWERED, OPEN), LAST, None),
        ((ANSWERED, OPEN), LAST + DAY, LAST),
        ((ANSWERED, UNSENT), LAST + DAY, None),
    ],
)
def test_heard_is_who_answered_or_let_the_last_day_pass(
    hearings: tuple[Asked, ...], on: date, heard: date | None
) -> None:
    assert deadlines.heard_on(hearings, on=on) == heard


@pytest.mark.parametrize(
    ("opened", "last"),
    [
        (date(2026, 11, 16), date(2026, 11, 30)),
        (date(2027, 12, 24), date(2028, 1, 7)),
        (date(2028, 2, 20), date(2028, 3, 5)),
    ],
)
def test_a_hearing_lasts_two_weeks_unless_another_day_is_chosen(opened: date, last: date) -> None:
    assert deadlines.answer_by(opened) == last
