"""What a referral lacks, and what each lack stops."""

from dataclasses import replace
from datetime import date

import pytest

from parloeb.domain.referrals import rules
from tests.builders import FULL


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


@pytest.mark.parametrize(("day", "age"), [(date(2026, 5, 16), 25), (date(2026, 5, 17), 26), (date(2026, 5, 18), 26)])
def test_age_is_in_whole_years(day: date, age: int) -> None:
    assert rules.age_on(date(2000, 5, 17), day) == age


def test_an_unknown_birthday_gives_no_age() -> None:
    assert rules.age_on(None, date(2026, 1, 1)) is None
