"""How long a grant may last: around each boundary the day before, the day, and the day after."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from parloeb.domain.grants.rules.facts import Basis, Facts
from parloeb.domain.grants.rules.findings import Outcome
from parloeb.kernel.periods import Period
from tests.grants.rules.given import DAY, EARLIER, IN_ORDER, REFUSED, found, outcome

# Granted after the days in order, as a plan has it.
FOLLOWING = (Period(date(2026, 6, 2), date(2026, 9, 1)),)


@pytest.mark.rule("LAB-167-1-MAX")
@pytest.mark.parametrize(
    ("first_day", "last_day", "said"),
    [
        ("2026-03-02", "2026-08-31", Outcome.OK),
        ("2026-03-02", "2026-09-01", Outcome.OK),
        ("2026-03-02", "2026-09-02", Outcome.BLOCK),
        ("2026-01-01", "2026-06-30", Outcome.OK),
        ("2026-01-01", "2026-07-01", Outcome.BLOCK),
        ("2026-08-31", "2027-02-27", Outcome.OK),
        ("2026-08-31", "2027-02-28", Outcome.OK),
        ("2026-08-31", "2027-03-01", Outcome.BLOCK),
        ("2027-08-31", "2028-02-29", Outcome.OK),
        ("2027-08-31", "2028-03-01", Outcome.BLOCK),
        ("2027-08-30", "2028-02-29", Outcome.OK),
        ("2027-08-30", "2028-03-01", Outcome.BLOCK),
        ("2028-02-29", "2028-08-28", Outcome.OK),
        ("2028-02-29", "2028-08-29", Outcome.BLOCK),
        ("2026-03-31", "2026-09-30", Outcome.OK),
        ("2026-03-31", "2026-10-01", Outcome.BLOCK),
        ("2026-03-02", "2026-03-02", Outcome.OK),
        ("2026-03-02", "2026-03-01", Outcome.BLOCK),
        ("2003-06-30", "2003-09-30", Outcome.BLOCK),
        ("2003-07-01", "2003-09-30", Outcome.OK),
        ("1800-01-01", None, Outcome.BLOCK),
        ("2026-03-02", None, Outcome.ASK),
        (None, "2026-09-01", Outcome.ASK),
        (None, None, Outcome.ASK),
    ],
)
def test_a_period_has_six_months(first_day: str | None, last_day: str | None, said: Outcome) -> None:
    facts = replace(IN_ORDER, first_day=_day(first_day), last_day=_day(last_day))
    assert outcome(facts, "LAB-167-1-MAX") is said


@pytest.mark.rule("LAB-167-1-MAX")
@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (replace(IN_ORDER, legal_basis=None), Outcome.OK),
        (replace(IN_ORDER, legal_basis=Basis.INT_23D, last_day=date(2027, 3, 1)), None),
        (replace(IN_ORDER, decision_day=None), Outcome.ASK),
        (replace(IN_ORDER, decision_day=None, last_day=date(2027, 3, 1)), Outcome.BLOCK),
        (REFUSED, None),
        (replace(REFUSED, first_day=date(1800, 1, 1)), None),
        (replace(REFUSED, first_day=DAY, last_day=date(2026, 9, 1)), Outcome.OK),
        (replace(REFUSED, first_day=DAY, last_day=date(2026, 9, 2)), Outcome.BLOCK),
    ],
)
def test_whom_the_longest_period_concerns(facts: Facts, said: Outcome | None) -> None:
    assert outcome(facts, "LAB-167-1-MAX") == said


@pytest.mark.rule("LAB-167-1-MAX", "HIST-31B")
@pytest.mark.parametrize(
    ("on", "rule"),
    [
        ("2013-12-31", None),
        ("2014-01-01", "HIST-31B"),
        ("2019-12-31", "HIST-31B"),
        ("2020-01-01", "LAB-167-1-MAX"),
        ("2027-01-01", "LAB-167-1-MAX"),
    ],
)
def test_the_table_of_the_decisive_day_says_which_rule_it_is(on: str, rule: str | None) -> None:
    facts = replace(IN_ORDER, last_day=date(2026, 9, 2))
    said = {one: outcome(facts, one, on=date.fromisoformat(on)) for one in ("HIST-31B", "LAB-167-1-MAX")}
    assert said == {one: Outcome.BLOCK if one == rule else None for one in said}


@pytest.mark.rule("HIST-31B")
@pytest.mark.parametrize(
    ("last_day", "discharged_on", "said"),
    [
        ("2015-09-01", None, Outcome.OK),
        ("2015-09-02", None, Outcome.BLOCK),
        ("2015-09-01", "2015-04-01", Outcome.RIGHT),
        ("2015-09-02", "2015-04-01", Outcome.BLOCK),
    ],
)
def test_six_months_and_a_right_at_discharge_before_2020(
    last_day: str, discharged_on: str | None, said: Outcome
) -> None:
    facts = replace(
        IN_ORDER,
        decision_day=date(2015, 3, 2),
        first_day=date(2015, 3, 2),
        last_day=_day(last_day),
        psychiatric_discharge_on=_day(discharged_on),
    )
    assert outcome(facts, "HIST-31B") is said


@pytest.mark.rule("LAB-HOURS")
@pytest.mark.parametrize(
    ("facts", "on", "said"),
    [
        (IN_ORDER, DAY, Outcome.OK),
        (replace(IN_ORDER, hours_per_week=Decimal("0.25")), DAY, Outcome.OK),
        (replace(IN_ORDER, hours_per_week=Decimal(168)), DAY, Outcome.OK),
        (replace(IN_ORDER, hours_per_week=Decimal(0)), DAY, Outcome.ASK),
        (replace(IN_ORDER, hours_per_week=None), DAY, Outcome.ASK),
        (replace(IN_ORDER, hours_per_week=None), date(2013, 12, 31), None),
        (replace(IN_ORDER, hours_per_week=None), date(2014, 1, 1), Outcome.ASK),
        (replace(IN_ORDER, hours_per_week=None, legal_basis=Basis.INT_23D), DAY, None),
        (REFUSED, DAY, None),
    ],
)
def test_hours_are_asked_for_and_have_no_bounds(facts: Facts, on: date, said: Outcome | None) -> None:
    assert outcome(facts, "LAB-HOURS", on=on) == said


@pytest.mark.rule("LAB-167-1-RENEW")
@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (IN_ORDER, None),
        (replace(IN_ORDER, earlier_periods=None), Outcome.ASK),
        (replace(IN_ORDER, earlier_periods=EARLIER), Outcome.ASK),
        (replace(IN_ORDER, earlier_periods=EARLIER, assessment_for_renewal="  "), Outcome.ASK),
        (replace(IN_ORDER, earlier_periods=EARLIER, assessment_for_renewal="Nyt job."), Outcome.OK),
        (replace(IN_ORDER, earlier_periods=EARLIER * 20, assessment_for_renewal="Nyt job."), Outcome.OK),
        (replace(IN_ORDER, earlier_periods=EARLIER, first_day=date(2026, 3, 1)), Outcome.ASK),
        (replace(IN_ORDER, earlier_periods=EARLIER, first_day=date(2026, 2, 28)), Outcome.BLOCK),
        (replace(IN_ORDER, earlier_periods=EARLIER, first_day=date(2026, 2, 28), last_day=None), Outcome.BLOCK),
        (replace(IN_ORDER, earlier_periods=EARLIER, first_day=date(2025, 8, 31)), Outcome.BLOCK),
        (replace(IN_ORDER, earlier_periods=FOLLOWING), None),
        (replace(IN_ORDER, earlier_periods=(*EARLIER, *FOLLOWING)), Outcome.ASK),
        (replace(IN_ORDER, earlier_periods=EARLIER, first_day=None), Outcome.ASK),
        (replace(IN_ORDER, earlier_periods=EARLIER, legal_basis=Basis.INT_23D), None),
        (replace(REFUSED, earlier_periods=EARLIER), None),
        (replace(REFUSED, earlier_periods=None), None),
    ],
)
def test_a_new_period_comes_after_the_former_and_with_an_assessment(facts: Facts, said: Outcome | None) -> None:
    assert outcome(facts, "LAB-167-1-RENEW") == said


@pytest.mark.rule("LAB-167-1-RENEW")
@pytest.mark.parametrize(("on", "said"), [("2019-12-31", None), ("2020-01-01", Outcome.ASK)])
def test_a_new_period_has_had_its_rule_since_2020(on: str, said: Outcome | None) -> None:
    assert outcome(replace(IN_ORDER, earlier_periods=EARLIER), "LAB-167-1-RENEW", on=date.fromisoformat(on)) == said


@pytest.mark.rule("LAB-167-1-MAX")
def test_the_longest_period_names_its_last_day_and_its_paragraph() -> None:
    finding = found(replace(IN_ORDER, last_day=date(2026, 10, 1)), "LAB-167-1-MAX")
    assert finding
    assert finding.values == {"max_period_months": 6, "last_day_allowed": "2026-09-01"}
    assert (finding.citation, finding.certainty, finding.field) == ("LAB § 167, stk. 1", "A", "last_day")
    assert "01-09-2026" in finding.text_da
    assert "2026-09-01" in finding.text_en


@pytest.mark.rule("LAB-167-1-MAX")
def test_a_day_before_there_were_rules_is_told_at_its_field() -> None:
    finding = found(replace(IN_ORDER, first_day=date(206, 3, 2)), "LAB-167-1-MAX")
    assert finding
    assert (finding.field, finding.outcome) == ("first_day", Outcome.BLOCK)
    assert "02-03-0206" in finding.text_da


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
