"""What a referral lacks, and what each lack stops."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date

import pytest

from parloeb.domain.referrals import rules
from parloeb.kernel import errors
from tests.builders import FULL, ON


def test_three_lines_are_enough_to_send() -> None:
    assert rules.stopping(rules.Content(request="Har brug for en mentor."), "send") == ()


def test_a_full_referral_lacks_nothing() -> None:
    assert rules.lacks(FULL) == ()


@pytest.mark.parametrize(
    "field", ["purpose", "decisive_reason", "legal_basis", "target_group", "track", "education", "benefit"]
)
def test_each_of_these_stops_the_grant_but_not_the_sending(field: str) -> None:
    content = replace(FULL, **{field: ""})  # type: ignore[arg-type]
    assert [lack.field for lack in rules.stopping(content, "grant")] == [field]
    assert rules.stopping(content, "send") == ()


def test_not_asked_is_an_answer() -> None:
    assert rules.lacks(replace(FULL, track="not_asked", education="not_asked", benefit="not_asked")) == ()


@pytest.mark.parametrize(("basis", "field"), [("LAB_167_2", "discharge_on"), ("LAB_167_3", "admitted_on")])
def test_a_legal_basis_asks_for_its_own_day_and_no_other(basis: str, field: str) -> None:
    content = replace(FULL, legal_basis=basis)
    assert [lack.field for lack in rules.lacks(content)] == [field]
    assert rules.lacks(replace(content, **{field: date(2026, 12, 1)})) == ()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("field", "day", "is_strange"),
    [
        ("start_on", date(2021, 11, 15), True),
        ("start_on", date(2021, 11, 16), False),
        ("start_on", date(2029, 11, 16), False),
        ("start_on", date(2029, 11, 17), True),
        ("hospitalised_on", date(1976, 11, 15), True),
        ("hospitalised_on", date(1976, 11, 16), False),
        ("hospitalised_on", date(2027, 11, 17), True),
        ("discharge_on", date(2021, 11, 15), True),
        ("discharge_on", date(2028, 11, 16), False),
        ("discharge_on", date(2028, 11, 17), True),
        ("admitted_on", date(2021, 11, 15), True),
        ("admitted_on", date(2028, 11, 17), True),
    ],
)
def test_a_new_day_with_a_strange_year_is_asked_about(field: str, day: date, is_strange: bool) -> None:
    content = replace(FULL, **{field: day})  # type: ignore[arg-type]
    with pytest.raises(errors.RefusedError, match="Er årstallet rigtigt") if is_strange else nullcontext() as refusal:
        rules.refuse_strange(FULL, content, on=ON)
    assert not refusal or refusal.value.field == field
    rules.refuse_strange(content, content, on=ON)  # what stood there before is nobody's mistyping now


@pytest.mark.parametrize(("day", "age"), [(date(2026, 5, 16), 25), (date(2026, 5, 17), 26), (date(2026, 5, 18), 26)])
def test_age_is_in_whole_years(day: date, age: int) -> None:
    assert rules.age_on(date(2000, 5, 17), day) == age


def test_an_unknown_birthday_gives_no_age() -> None:
    assert rules.age_on(None, date(2026, 1, 1)) is None
