"""The pot of hours after a grant: how much there may be of it, the day before each boundary, the day, the day after."""

from datetime import date

import pytest

from parloeb.domain.grants.rules import aftercare
from parloeb.domain.grants.rules.aftercare import Most, Pot
from parloeb.kernel import errors

MOST = Most(minutes=600, months=3)
LAST = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("minutes", "until", "ceiling", "field"),
    [
        (600, date(2026, 12, 31), None, None),
        (601, date(2026, 12, 31), None, "aftercare_minutes"),
        (1, date(2026, 12, 1), None, None),
        (1, LAST, None, "aftercare_last_day"),
        (1, date(2026, 11, 29), None, "aftercare_last_day"),
        (1, date(2027, 2, 27), None, None),
        (1, date(2027, 2, 28), None, None),
        (1, date(2027, 3, 1), None, "aftercare_last_day"),
        (1, date(2027, 1, 31), date(2027, 1, 31), None),
        (1, date(2027, 2, 1), date(2027, 1, 31), "aftercare_last_day"),
        (1, date(2026, 12, 1), LAST, "aftercare_last_day"),
    ],
)
def test_the_pot_is_small_comes_after_and_stays_within_the_period(
    minutes: int, until: date, ceiling: date | None, field: str | None
) -> None:
    if field is None:
        aftercare.refuse_unfit(Pot(minutes, until), last_day=LAST, most=MOST, ceiling=ceiling)
        return
    with pytest.raises(errors.RefusedError) as refusal:
        aftercare.refuse_unfit(Pot(minutes, until), last_day=LAST, most=MOST, ceiling=ceiling)
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("last", "latest"),
    [
        (date(2027, 11, 30), date(2028, 2, 29)),
        (date(2026, 11, 30), date(2027, 2, 28)),
        (date(2027, 1, 31), date(2027, 4, 30)),
    ],
)
def test_months_after_a_day_that_the_month_lacks_end_with_the_month(last: date, latest: date) -> None:
    aftercare.refuse_unfit(Pot(60, latest), last_day=last, most=MOST, ceiling=None)
    with pytest.raises(errors.RefusedError, match=f"senest slutte {latest:%d-%m-%Y}"):
        aftercare.refuse_unfit(
            Pot(60, latest.replace(day=1, month=latest.month + 1)), last_day=last, most=MOST, ceiling=None
        )


@pytest.mark.parametrize(
    ("minutes", "until", "field"),
    [
        (60, None, "aftercare_last_day"), (None, LAST, "aftercare_minutes"), (0, LAST, "aftercare_minutes"),
        (None, None, None), (0, None, None),
    ],
)  # fmt: skip
def test_half_a_pot_is_refused_at_the_other_half(minutes: int | None, until: date | None, field: str | None) -> None:
    if field is None:
        assert aftercare.pot(minutes, until) is None
        return
    with pytest.raises(errors.RefusedError) as refusal:
        aftercare.pot(minutes, until)
    assert refusal.value.field == field


def test_no_pot_is_nothing_to_refuse() -> None:
    aftercare.refuse_unfit(None, last_day=LAST, most=Most(0, 1), ceiling=LAST)


def test_the_sentence_names_the_law_where_the_law_stops_it() -> None:
    with pytest.raises(errors.RefusedError, match=r"31-01-2027 \(LAB § 167, stk\. 1\)"):
        aftercare.refuse_unfit(Pot(1, date(2027, 2, 1)), last_day=LAST, most=MOST, ceiling=date(2027, 1, 31))
