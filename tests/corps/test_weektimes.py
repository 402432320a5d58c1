"""Times of the week as people say them, and those that two have in common."""

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
        ([], "Når som helst"),
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


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        (["mon_morning", "tue_evening"], ["tue_evening", "mon_morning"], ["mon_morning", "tue_evening"]),
        (["mon_morning"], ["mon_evening"], []),
        (["mon_morning"], [], ["mon_morning"]),
        ([], [], list(WeekTime)),
    ],
)
def test_the_times_in_common(one: list[str], other: list[str], both: list[str]) -> None:
    assert weektimes.in_common(one, other) == weektimes.in_common(other, one) == both


@given(TIMES, TIMES)
def test_two_sets_of_times_are_never_said_alike(one: list[WeekTime], other: list[WeekTime]) -> None:
    if weektimes.text(one) == weektimes.text(other):
        assert (set(one) or set(WeekTime)) == (set(other) or set(WeekTime))
