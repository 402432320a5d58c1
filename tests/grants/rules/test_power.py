"""Who may decide how much; what is local only warns, and is silent where there is a right."""

from dataclasses import replace
from datetime import date

import pytest

from parloeb.domain.grants.rules import power
from parloeb.domain.grants.rules.facts import Basis, Decider, Facts
from parloeb.domain.grants.rules.findings import Outcome
from parloeb.domain.people.rules import Role
from parloeb.kernel import periods
from tests.grants.rules.given import DAY, EARLIER, IN_ORDER, REFUSED, outcome


@pytest.mark.rule("LOC-LEVELS")
@pytest.mark.parametrize(
    ("role", "months", "earlier", "allowed"),
    [
        (Role.CASEWORKER, 3, 0, True),
        (Role.CASEWORKER, 4, 0, False),
        (Role.CASEWORKER, 3, 1, True),
        (Role.CASEWORKER, 3, 2, False),
        (Role.TEAM_LEADER, 6, 0, True),
        (Role.TEAM_LEADER, 3, 3, True),
        (Role.TEAM_LEADER, 3, 4, False),
        (Role.MENTOR, 3, 0, False),
    ],
)
def test_the_standard_powers(role: Role, months: int, earlier: int, allowed: bool) -> None:
    standard = power.STANDARD_POWERS.get(role)
    verdict = power.within_power(role, standard, period=periods.of_months(DAY, months), earlier=EARLIER * earlier)
    assert bool(verdict) is allowed


@pytest.mark.rule("ORG-NOAUTH")
@pytest.mark.parametrize(
    ("facts", "on", "said"),
    [
        (IN_ORDER, DAY, Outcome.OK),
        (replace(IN_ORDER, decided_by=Decider.TEAM_LEADER), DAY, Outcome.OK),
        (replace(IN_ORDER, decided_by=Decider.MENTOR), DAY, Outcome.BLOCK),
        (replace(REFUSED, decided_by=Decider.MENTOR), DAY, Outcome.BLOCK),
        (replace(IN_ORDER, decided_by=None), DAY, Outcome.ASK),
        (replace(IN_ORDER, decided_by=Decider.MENTOR), date(2019, 12, 31), None),
        (replace(IN_ORDER, decided_by=Decider.MENTOR), date(2020, 1, 1), Outcome.BLOCK),
    ],
)
def test_a_mentor_never_decides(facts: Facts, on: date, said: Outcome | None) -> None:
    assert outcome(facts, "ORG-NOAUTH", on=on) == said


@pytest.mark.rule("LOC-3M")
@pytest.mark.parametrize(
    ("facts", "on", "said"),
    [
        (IN_ORDER, DAY, Outcome.OK),
        (replace(IN_ORDER, last_day=date(2026, 6, 2)), DAY, Outcome.WARN),
        (replace(IN_ORDER, legal_basis=Basis.INT_23D, last_day=date(2026, 6, 2)), DAY, Outcome.WARN),
        (replace(IN_ORDER, last_day=date(2026, 6, 2), psychiatric_discharge_on=DAY), DAY, None),
        (replace(IN_ORDER, last_day=date(2026, 6, 2), education_admitted_on=DAY), DAY, None),
        (replace(IN_ORDER, last_day=None), DAY, None),
        (REFUSED, DAY, None),
        (IN_ORDER, date(2016, 12, 31), None),
        (IN_ORDER, date(2017, 1, 1), Outcome.OK),
    ],
)
def test_a_period_longer_than_usual_is_told(facts: Facts, on: date, said: Outcome | None) -> None:
    assert outcome(facts, "LOC-3M", on=on) == said


@pytest.mark.rule("LOC-LEVELS")
@pytest.mark.parametrize(
    ("facts", "on", "said"),
    [
        (IN_ORDER, DAY, Outcome.OK),
        (replace(IN_ORDER, last_day=date(2026, 6, 2)), DAY, Outcome.WARN),
        (replace(IN_ORDER, earlier_periods=EARLIER), DAY, Outcome.OK),
        (replace(IN_ORDER, earlier_periods=EARLIER * 2), DAY, Outcome.WARN),
        (replace(IN_ORDER, earlier_periods=EARLIER * 2, decided_by=Decider.TEAM_LEADER), DAY, Outcome.OK),
        (replace(IN_ORDER, earlier_periods=EARLIER * 4, decided_by=Decider.TEAM_LEADER), DAY, Outcome.WARN),
        (replace(IN_ORDER, last_day=date(2026, 9, 1), decided_by=Decider.TEAM_LEADER), DAY, Outcome.OK),
        (replace(IN_ORDER, last_day=date(2026, 6, 2), psychiatric_discharge_on=DAY), DAY, None),
        (replace(IN_ORDER, decided_by=Decider.MENTOR), DAY, None),
        (replace(IN_ORDER, decided_by=None), DAY, None),
        (replace(IN_ORDER, earlier_periods=None), DAY, None),
        (REFUSED, DAY, None),
        (IN_ORDER, date(2014, 12, 31), None),
        (IN_ORDER, date(2015, 1, 1), Outcome.OK),
    ],
)
def test_what_is_beyond_the_own_power_is_told(facts: Facts, on: date, said: Outcome | None) -> None:
    assert outcome(facts, "LOC-LEVELS", on=on) == said
