"""What the law and the local powers say about one grant, as a table: each row differs from the first in one fact."""

import itertools
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from parloeb.domain.cases.rules import Stage
from parloeb.domain.grants import rules
from parloeb.domain.grants.rules import Outcome, Ruling
from parloeb.domain.grants.states import MOVES, State
from parloeb.domain.law import rules as law
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.states import State as ReferralState
from parloeb.kernel import errors, periods, states
from parloeb.kernel.periods import Period

DAY = date(2026, 3, 2)
IN_ORDER = rules.Facts(
    decision_day=DAY,
    first_day=DAY,
    last_day=date(2026, 9, 1),
    hours_per_week=Decimal(2),
    purpose="activities",
    decisive_reason="Uden mentor kommer borgeren ikke af sted.",
)
REFUSED = replace(IN_ORDER, fully_granted=False, reason_text="Der er allerede støtte efter § 85.")
EARLIER = (Period(date(2025, 9, 1), date(2026, 2, 28)),)


def _outcome(facts: rules.Facts, rule: str) -> Outcome | None:
    return next((finding.outcome for finding in rules.check(facts) if finding.rule == rule), None)


@pytest.mark.parametrize(
    ("facts", "rule", "outcome"),
    [
        (IN_ORDER, "LAB-167-1-MAX", Outcome.OK),
        (replace(IN_ORDER, last_day=date(2026, 9, 2)), "LAB-167-1-MAX", Outcome.BLOCK),
        (replace(IN_ORDER, last_day=None), "LAB-167-1-MAX", Outcome.ASK),
        (replace(IN_ORDER, first_day=None), "LAB-167-1-MAX", Outcome.ASK),
        (replace(IN_ORDER, first_day=date(2019, 3, 2), last_day=date(2019, 9, 2)), "HIST-31B", Outcome.BLOCK),
        (replace(IN_ORDER, first_day=date(2014, 1, 1), last_day=date(2014, 6, 30)), "HIST-31B", Outcome.OK),
        (replace(IN_ORDER, first_day=date(2013, 12, 31), last_day=date(2014, 6, 30)), "LAB-167-1-MAX", Outcome.BLOCK),
        (replace(IN_ORDER, first_day=date(1800, 1, 1), last_day=None), "LAB-167-1-MAX", Outcome.BLOCK),
        (replace(REFUSED, first_day=date(1800, 1, 1)), "LAB-167-1-MAX", None),
        (IN_ORDER, "LAB-167-1-PURPOSE", Outcome.OK),
        (replace(IN_ORDER, purpose=""), "LAB-167-1-PURPOSE", Outcome.ASK),
        (IN_ORDER, "LAB-DECISIVE", Outcome.OK),
        (replace(IN_ORDER, decisive_reason="  "), "LAB-DECISIVE", Outcome.ASK),
        (IN_ORDER, "LAB-HOURS", None),
        (replace(IN_ORDER, hours_per_week=None), "LAB-HOURS", Outcome.ASK),
        (IN_ORDER, "LAB-167-1-RENEW", None),
        (replace(IN_ORDER, earlier_periods=EARLIER), "LAB-167-1-RENEW", Outcome.ASK),
        (replace(IN_ORDER, earlier_periods=EARLIER, assessment="Nyt job."), "LAB-167-1-RENEW", Outcome.OK),
        (replace(IN_ORDER, earlier_periods=EARLIER), "NO-TWO-AT-ONCE", None),
        (replace(IN_ORDER, first_day=date(2026, 3, 1), earlier_periods=EARLIER), "NO-TWO-AT-ONCE", None),
        (replace(IN_ORDER, first_day=date(2026, 2, 28), earlier_periods=EARLIER), "NO-TWO-AT-ONCE", Outcome.BLOCK),
        (replace(IN_ORDER, first_day=date(2025, 8, 31), earlier_periods=EARLIER), "NO-TWO-AT-ONCE", Outcome.BLOCK),
        (
            replace(IN_ORDER, first_day=date(2026, 2, 28), last_day=None, earlier_periods=EARLIER),
            "NO-TWO-AT-ONCE",
            Outcome.BLOCK,
        ),
        (replace(IN_ORDER, first_day=None, earlier_periods=EARLIER), "NO-TWO-AT-ONCE", None),
        (replace(REFUSED, first_day=date(2026, 2, 28), earlier_periods=EARLIER), "NO-TWO-AT-ONCE", None),
        (IN_ORDER, "FVL-22", None),
        (REFUSED, "FVL-22", Outcome.OK),
        (replace(REFUSED, reason_text=""), "FVL-22", Outcome.BLOCK),
        (REFUSED, "FVL-19", None),
        (replace(REFUSED, adverse_new_facts=True), "FVL-19", Outcome.BLOCK),
        (replace(REFUSED, adverse_new_facts=True, hearing_done_on=date(2026, 3, 3)), "FVL-19", Outcome.BLOCK),
        (replace(REFUSED, adverse_new_facts=True, hearing_done_on=DAY), "FVL-19", Outcome.OK),
    ],
)
def test_each_rule(facts: rules.Facts, rule: str, outcome: Outcome | None) -> None:
    assert _outcome(facts, rule) == outcome


@pytest.mark.parametrize(
    ("facts", "ruling"),
    [
        (IN_ORDER, Ruling.MAY_BE_GRANTED),
        (replace(IN_ORDER, purpose=""), Ruling.NEEDS_MORE_FACTS),
        (replace(IN_ORDER, purpose="", last_day=date(2027, 1, 1)), Ruling.MAY_NOT_BE_GRANTED),
        (REFUSED, Ruling.MAY_BE_GRANTED),
    ],
)
def test_what_the_findings_come_to(facts: rules.Facts, ruling: Ruling) -> None:
    assert rules.ruling(rules.check(facts)) is ruling


def test_the_longest_period_names_its_last_day_and_its_paragraph() -> None:
    finding = next(one for one in rules.check(replace(IN_ORDER, last_day=date(2026, 10, 1))) if one.field == "last_day")
    assert finding.values == {"max_period_months": 6, "last_day_allowed": "2026-09-01"}
    assert finding.citation == "LAB § 167, stk. 1"
    assert "01-09-2026" in finding.text_da


def test_a_day_before_there_were_rules_is_told_at_its_field() -> None:
    (finding,) = (one for one in rules.check(replace(IN_ORDER, first_day=date(206, 3, 2))) if one.outcome != Outcome.OK)
    assert (finding.field, finding.outcome) == ("first_day", Outcome.BLOCK)
    assert "02-03-0206" in finding.text_da


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
    power = rules.STANDARD_POWERS.get(role)
    verdict = rules.within_power(role, power, period=periods.of_months(DAY, months), earlier=EARLIER * earlier)
    assert bool(verdict) is allowed


def test_the_day_to_complain_is_the_same_weekday_four_weeks_later() -> None:
    assert law.last_complaint_day(date(2026, 11, 16)) == date(2026, 12, 14)


@pytest.mark.parametrize(
    ("referral", "stage", "sentence"),
    [
        (ReferralState.SENT, Stage.REFERRED, ""),
        (ReferralState.ACCEPTED, Stage.RUNNING, ""),
        (ReferralState.DRAFT, Stage.REFERRED, "skal sendes"),
        (ReferralState.REFUSED, Stage.REFERRED, "givet afslag"),
        (ReferralState.WITHDRAWN, Stage.REFERRED, "trukket tilbage"),
        (ReferralState.SENT, Stage.ENDED, "Forløbet er afsluttet"),
    ],
)
def test_a_referral_that_stands_in_a_course_that_goes_on_can_be_answered(
    referral: ReferralState, stage: Stage, sentence: str
) -> None:
    verdict = rules.answerable(referral, stage)
    assert bool(verdict) is not bool(sentence)
    assert sentence in verdict.reason


@pytest.mark.parametrize(
    ("state", "act"), list(itertools.product(State, ("save", "submit", "grant", "refuse", "withdraw", "return")))
)
def test_an_act_leads_where_the_table_says_or_is_refused(state: State, act: str) -> None:
    if (state, act) in MOVES:
        assert states.move(MOVES, state, act) is MOVES[state, act]
    else:
        with pytest.raises(errors.IllegalMoveError):
            states.move(MOVES, state, act)
