"""Minutes a week that change: cut off where a decision takes over, joined over decisions, and from a day on."""

from datetime import date

import pytest

from parloeb.domain.matching import spans
from parloeb.kernel.periods import Period

NOV, DEC, JAN, FEB, MAR = (date(2026, 11, 16), date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1), date(2027, 3, 1))
LAST_OF_THE_YEAR = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("some", "joined"),
    [
        ([(Period(NOV, FEB), ((NOV, 120), (JAN, 60)))], ((NOV, 120), (JAN, 60))),
        # A step on the last day counts, one on the day after does not.
        ([(Period(NOV, JAN), ((NOV, 120), (JAN, 60)))], ((NOV, 120), (JAN, 60))),
        ([(Period(NOV, LAST_OF_THE_YEAR), ((NOV, 120), (JAN, 60)))], ((NOV, 120),)),
        # A later decision begins with what it says of its first day.
        (
            [(Period(NOV, LAST_OF_THE_YEAR), ((NOV, 120), (FEB, 30))), (Period(JAN, MAR), ((NOV, 120), (DEC, 300)))],
            ((NOV, 120), (JAN, 300)),
        ),
        # The same minutes in a new decision are no change, nor is a gap.
        ([(Period(NOV, DEC), ((NOV, 120),)), (Period(FEB, MAR), ((FEB, 120),))], ((NOV, 120),)),
    ],
)
def test_what_several_decisions_come_to(some: list[spans.Kept], joined: spans.Steps) -> None:
    assert spans.joined(some) == joined


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 1, 1), (120, ((JAN, 60), (FEB, 30)))),
        (NOV, (120, ((JAN, 60), (FEB, 30)))),
        (LAST_OF_THE_YEAR, (120, ((JAN, 60), (FEB, 30)))),
        (JAN, (60, ((FEB, 30),))),
        (MAR, (30, ())),
    ],
)
def test_the_minutes_from_a_day_on(day: date, found: tuple[int, spans.Steps]) -> None:
    assert spans.from_day(((NOV, 120), (JAN, 60), (FEB, 30)), day) == found
