"""That every rule is tried or says why not, and the days that follow from the rules."""

from datetime import date

import pytest

from parloeb.domain.grants.rules import checking
from parloeb.domain.law import rules, table
from parloeb.kernel import errors
from tests.law import marks


@pytest.mark.parametrize("rule", list(table.current().rules.values()), ids=lambda rule: rule.id)
def test_what_is_certain_is_tried_or_says_why_not(rule: table.Rule) -> None:
    is_checked = rule.id in checking.CHECKS or bool(marks.tests_of(rule.id))
    if rule.is_firm:
        assert bool(marks.tests_of(rule.id)) != bool(rule.why_unchecked)
    assert is_checked or rule.why_unchecked
    if rule.id in checking.CHECKS:
        assert marks.tests_of(rule.id)
        assert not rule.why_unchecked


def test_no_test_tries_a_rule_that_is_not_there() -> None:
    assert marks.all_ids() - table.current().rules.keys() == set()
    assert checking.CHECKS.keys() - table.current().rules.keys() == set()


@pytest.mark.rule("RSL-67")
@pytest.mark.parametrize(
    ("sent_on", "last_day"),
    [("2026-11-16", "2026-12-14"), ("2024-02-01", "2024-02-29"), ("2023-02-01", "2023-03-01")],
)
def test_the_day_to_complain_is_the_same_weekday_four_weeks_later(sent_on: str, last_day: str) -> None:
    assert rules.last_complaint_day(date.fromisoformat(sent_on)) == date.fromisoformat(last_day)


@pytest.mark.rule("RSL-67", "RSL-66")
def test_before_there_was_a_time_to_complain_none_is_reckoned() -> None:
    with pytest.raises(errors.NothingInForceError):
        rules.last_complaint_day(date(2013, 6, 30))
    assert rules.RECONSIDERATION.on(date(2013, 7, 1)).number("weeks") == 4


@pytest.mark.rule("LAB-167-1-MAX", "HIST-31B")
def test_the_longest_period_follows_the_act() -> None:
    assert [rules.MAX_PERIOD.on(date(year, 1, 1)).id for year in (2014, 2020)] == ["HIST-31B", "LAB-167-1-MAX"]
    assert rules.longest_months(date(2026, 1, 1)) == 6
    with pytest.raises(errors.NothingInForceError):
        rules.longest_months(date(2013, 12, 31))
