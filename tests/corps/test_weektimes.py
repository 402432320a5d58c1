"""Times of the week as people say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.domain.corps import weektimes
from parloeb.domain.corps.lists import WeekTime

MORNINGS = [f"{day}_morning" for day in ("mon", "tue", "wed", "thu", "fri")]
AFTERNOONS = [f"{day}_afternoon" for day in ("mon", "tue", "wed", "thu", "fri")]
TIMES = st.lists(st.sampled_from(WeekTime), unique=True)


@pytest.mark.parametrize(
    ("times", "said"),
    [
        ([], "Ikke fortalt"),
        (list(WeekTime), "Når som helst"),
        (["mon_morning"], "man formiddag"),
        (["tue_morning", "mon_morning"], "man og tir formiddag"),
        (MORNINGS, "man-fre formiddag"),
        ([*MORNINGS, *AFTERNOONS], "man-fre formiddag og eftermiddag"),
        ([*MORNINGS, "sat_evening"], "man-fre formiddag, lør aften"),
        ([*MORNINGS[:3], "fri_morning"], "man-ons og fre formiddag"),
        (["mon_morning", "wed_morning", "fri_morning"], "man, ons og fre formiddag"),
        (["sun_morning", "sun_afternoon", "sun_evening"], "søn formiddag, eftermiddag og aften"),
    ],
)
def test_times_are_said_in_short(times: list[str], said: str) -> None:
    assert weektimes.text(times) == said


def test_a_time_that_is_none_is_a_fault() -> None:
    with pytest.raises(ValueError, match="mon_night"):
        weektimes.text(["mon_night"])


@given(TIMES, TIMES)
def test_two_sets_of_times_are_never_said_alike(one: list[WeekTime], other: list[WeekTime]) -> None:
    if weektimes.text(one) == weektimes.text(other):
        assert set(one) == set(other)
