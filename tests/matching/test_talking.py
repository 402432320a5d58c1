"""The rules of the conversation, each as a table: deadlines, reminders, and when it is time to talk."""

from datetime import date, timedelta

import pytest

from parloeb.domain.matching import talking
from parloeb.domain.matching.lists import DeclineReason
from parloeb.domain.matching.talking import Answered
from parloeb.kernel import errors
from tests.builders import AT, ON, YESTERDAY

DAYS = [AT + timedelta(days=number) for number in range(6)]
NO, ODDS, YES = DeclineReason.NO_TIME, DeclineReason.NEEDS_BETTER_ODDS, ""
KNOWS = DeclineReason.KNOWS_CITIZEN


def test_the_answer_has_the_days_of_the_jobcentre_unless_a_later_day_is_given() -> None:
    assert talking.answer_by(None, given=3, on=ON) == ON + timedelta(days=3)
    assert talking.answer_by(None, given=7, on=ON) == ON + timedelta(days=7)
    assert talking.answer_by(ON, given=3, on=ON) == ON
    for wrong in (YESTERDAY, date(2206, 11, 22)):
        with pytest.raises(errors.RefusedError) as refused:
            talking.answer_by(wrong, given=3, on=ON)
        assert refused.value.field == "answer_by"


@pytest.mark.parametrize(
    ("days_given", "before", "days_after_question"),
    [(3, 1, 2), (3, 0, None), (3, 2, 1), (3, 3, 1), (3, 14, 1), (1, 1, 1), (0, 1, None), (0, 0, None), (30, 14, 16)],
)
def test_a_mentor_is_reminded_before_the_deadline_and_never_on_the_day_of_the_question(
    days_given: int, before: int, days_after_question: int | None
) -> None:
    day = talking.remind_on(asked_on=ON, answer_by=ON + timedelta(days=days_given), before=before)
    assert day == (None if days_after_question is None else ON + timedelta(days=days_after_question))


@pytest.mark.parametrize(
    ("answers", "talked", "counted"),
    [
        ([], None, 0),
        ([NO, NO], None, 2),
        ([NO, NO, NO], None, 3),
        ([NO, NO, ODDS], None, 2),
        ([ODDS, ODDS, ODDS], None, 0),
        ([NO, NO, KNOWS], None, 2),
        ([KNOWS, KNOWS, KNOWS], None, 0),
        ([NO, ODDS, NO, NO], None, 3),
        ([NO, NO, YES, NO], None, 1),
        ([NO, NO, NO, YES], None, 0),
        ([NO, NO, NO], 2, 0),
        ([NO, NO, NO, NO], 2, 1),
        ([NO, NO, NO, NO, NO, NO], 2, 3),
        ([YES, NO, NO, NO], 2, 1),
    ],
)
def test_the_noes_count_since_the_last_yes_and_the_last_talk(
    answers: list[str], talked: int | None, counted: int
) -> None:
    """`talked` is the number of the answer just after which they talked."""
    given = [Answered(DAYS[number], reason) for number, reason in enumerate(answers)]
    talked_at = None if talked is None else DAYS[talked] + timedelta(hours=1)
    assert talking.declines(given, talked_at=talked_at) == counted
    assert talking.is_time_to_talk(given, talked_at=talked_at) is (counted >= 3)
