"""Who may decide how much; what is local only warns, and is silent where there is a right."""

from dataclasses import replace
from datetime import date

import pytest

from parloeb.domain.grants.rules import checking, power
from parloeb.domain.grants.rules.facts import Basis, Decider, Facts
from parloeb.domain.grants.rules.findings import Outcome
from parloeb.domain.law import table
from parloeb.domain.law.settings import Setting, Settings
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
    tally = power.Tally(Settings(), EARLIER * earlier)
    verdict = power.within_power(role, tally, period=periods.of_months(DAY, months))
    assert bool(verdict) is allowed


@pytest.mark.rule("LOC-LEVELS")
@pytest.mark.parametrize(
    ("own", "role", "months", "earlier", "allowed"),
    [
        ({Setting.CASEWORKER_MONTHS: 4}, Role.CASEWORKER, 4, 1, True),
        ({Setting.CASEWORKER_MONTHS: 4}, Role.CASEWORKER, 5, 1, False),
        ({Setting.CASEWORKER_PERIODS: 3}, Role.CASEWORKER, 3, 2, True),
        ({Setting.CASEWORKER_PERIODS: 3}, Role.CASEWORKER, 3, 3, False),
        ({Setting.CASEWORKER_PERIODS: 0}, Role.CASEWORKER, 1, 0, False),
        ({Setting.LEADER_PERIODS: 5}, Role.TEAM_LEADER, 6, 4, True),
        ({Setting.LEADER_MONTHS: 3}, Role.TEAM_LEADER, 4, 0, False),
    ],
)
def test_a_municipality_sets_its_own_powers(
    own: dict[Setting, int], role: Role, months: int, earlier: int, allowed: bool
) -> None:
    tally = power.Tally(Settings(own), EARLIER * earlier)
    assert bool(power.within_power(role, tally, period=periods.of_months(DAY, months))) is allowed


@pytest.mark.rule("LOC-LEVELS")
@pytest.mark.parametrize("has_right", [False, True])
def test_what_the_citizen_has_a_right_to_goes_past_local_powers(has_right: bool) -> None:
    tally = power.Tally(Settings(), EARLIER * 4, has_right=has_right)
    for role in (Role.CASEWORKER, Role.TEAM_LEADER):
        assert bool(power.within_power(role, tally, period=periods.of_months(DAY, 6))) is has_right
    assert not power.within_power(Role.MENTOR, tally, period=periods.of_months(DAY, 6))


@pytest.mark.parametrize(
    ("own", "role", "earlier", "has_right", "said"),
    [
        ({}, Role.CASEWORKER, 0, False, "bevilge 6 måneder mere i denne sag, højst 3 ad gangen; derefter er det"),
        ({}, Role.CASEWORKER, 1, False, "Du kan bevilge 3 måneder mere i denne sag"),
        ({}, Role.CASEWORKER, 2, False, "Det kan teamlederen: 2 perioder mere, i særlige tilfælde"),
        ({}, Role.CASEWORKER, 3, False, "Det kan teamlederen: 1 periode mere"),
        ({}, Role.CASEWORKER, 4, False, "Der er bevilget 4 perioder i denne sag, og mere kan hverken du"),
        ({}, Role.CASEWORKER, 4, True, "Borgeren har ret til støtten"),
        ({}, Role.TEAM_LEADER, 1, False, "Du kan bevilge 18 måneder mere i denne sag, højst 6 ad gangen. Ud over"),
        ({}, Role.TEAM_LEADER, 2, False, "så skriv den særlige grund"),
        ({}, Role.TEAM_LEADER, 4, False, "Der er bevilget 4 perioder i denne sag"),
        (
            {Setting.CASEWORKER_PERIODS: 1, Setting.CASEWORKER_MONTHS: 1},
            Role.CASEWORKER,
            0,
            False,
            "bevilge 1 måned mere",
        ),
    ],
)
def test_what_is_left_is_told_before_one_asks(
    own: dict[Setting, int], role: Role, earlier: int, has_right: bool, said: str
) -> None:
    tally = power.Tally(Settings(own), EARLIER * earlier, has_right=has_right)
    told = power.told(role, tally)
    assert said in told
    asked = power.within_power(role, tally, period=periods.of_months(DAY, 1))
    assert bool(asked) is (has_right or "Du kan bevilge" in told)


@pytest.mark.parametrize(
    ("own", "earlier", "has_right", "special"),
    [
        ({}, 1, False, False),
        ({}, 2, False, True),
        ({}, 2, True, False),
        ({Setting.CASEWORKER_PERIODS: 3}, 2, False, False),
        ({Setting.CASEWORKER_PERIODS: 3}, 3, False, True),
        ({Setting.CASEWORKER_PERIODS: 0}, 0, False, False),
    ],
)
def test_the_leaders_further_periods_are_special(
    own: dict[Setting, int], earlier: int, has_right: bool, special: bool
) -> None:
    assert power.is_special(power.Tally(Settings(own), EARLIER * earlier, has_right=has_right)) is special


@pytest.mark.rule("LOC-LEVELS", "LOC-3M")
def test_the_rule_speaks_with_the_municipalitys_own_numbers() -> None:
    own = Settings({Setting.CASEWORKER_PERIODS: 1, Setting.MONTHS: 4, Setting.MONTHS_ACTIVITIES: 2})
    facts = replace(IN_ORDER, earlier_periods=EARLIER)
    said = {one.rule: one for one in checking.check(facts, on=DAY, local=own)}
    assert said["LOC-LEVELS"].outcome is Outcome.WARN
    assert said["LOC-LEVELS"].text_da.startswith("Sagsbehandleren kan bevilge 1 periode på hver 3 måneder.")
    assert said["LOC-3M"].outcome is Outcome.WARN
    assert said["LOC-3M"].values["default_months"] == 2
    assert {said[rule].citation for rule in ("LOC-LEVELS", "LOC-3M")} == {power.OWN}


def test_where_a_municipality_set_nothing_the_rule_names_no_other_as_its_authority() -> None:
    said = {one.rule: one for one in checking.check(replace(IN_ORDER, earlier_periods=EARLIER), on=DAY)}
    assert said["LOC-LEVELS"].citation == "Parløbs standard (lokal praksis (Viborg))"
    assert said["LOC-3M"].citation == "Parløbs standard (lokal praksis (Hvidovre og Viborg))"


def test_the_words_of_the_shipped_powers_are_those_of_the_table() -> None:
    da, _ = power._worded(Settings())
    assert da == table.current().rules["LOC-LEVELS"].text_da


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
