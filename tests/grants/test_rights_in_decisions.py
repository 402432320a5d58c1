"""A right holds in the decision itself: nobody refuses it, its clock runs over a renewal, its letter names it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from parloeb.domain.correspondence.rules import stored, twin
from parloeb.domain.grants import commands, queries
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.rules import checking
from parloeb.domain.grants.rules.findings import Ruling
from parloeb.domain.grants.states import State
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.kernel import days, errors
from tests import builders
from tests.builders import AT, FULL, ON, procedure

pytestmark = pytest.mark.django_db

AT_DISCHARGE = replace(FULL, legal_basis="LAB_167_2", discharge_on=ON + timedelta(days=14))
AT_STUDY_START = replace(FULL, legal_basis="LAB_167_3", admitted_on=ON)
INTEGRATION = replace(FULL, legal_basis="INT_23d")


def _letter(grant: Grant) -> str:
    return twin.to_html(stored.from_facts_json(builders.letter_of(grant).facts))


@pytest.mark.rule("LAB-167-2-RIGHT")
def test_what_the_citizen_has_a_right_to_is_granted_and_not_refused(signe: User) -> None:
    grant = builders.a_drafted_grant(by=signe, referral=builders.a_sent_referral(by=signe, content=AT_DISCHARGE))
    assert checking.ruling(queries.findings_of(queries.facts_of(grant, on=ON), on=ON)) is Ruling.MUST_BE_GRANTED
    assert queries.why_not_refuse(grant, on=ON).startswith("Der kan ikke gives afslag.")
    with builders.act(signe, Role.CASEWORKER) as by:
        draft = commands.Draft(reason_text="Vi har ikke råd.", alternative=procedure.INSTEAD)
        commands.save(grant, draft, version=grant.version, by=by, at=AT, on=ON)
        with pytest.raises(errors.RefusedError, match=r"Der kan ikke gives afslag\..*LAB § 167, stk\. 2"):
            commands.refuse(grant, sending=builders.sending(), by=by, at=AT, on=ON)
    grant.refresh_from_db()
    assert grant.state == State.DRAFT


@pytest.mark.rule("LAB-167-2-BEFORE")
def test_support_long_before_the_discharge_is_not_granted(signe: User) -> None:
    late = replace(AT_DISCHARGE, discharge_on=days.months_after(ON, 3) + timedelta(days=1))
    grant = builders.a_drafted_grant(by=signe, referral=builders.a_sent_referral(by=signe, content=late))
    with builders.act(signe, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError, match="tidligst") as refusal:
        builders.decide(grant, by=by)
    assert refusal.value.field == "first_day"


def test_a_letter_names_the_right_and_nothing_that_is_uncertain(signe: User) -> None:
    grant = builders.a_drafted_grant(by=signe, referral=builders.a_sent_referral(by=signe, content=AT_DISCHARGE))
    with builders.act(signe, Role.CASEWORKER) as by:
        builders.decide(grant, by=by)
    kept = {finding["rule"]: finding for finding in grant.basis["findings"]}
    assert {"LAB-167-2-RIGHT", "LAB-167-2-PURPOSE", "LAB-167-2-MIN", "LAB-6-TG05"} <= kept.keys()
    assert kept["LAB-167-2-MIN"]["outcome"] == "warn"
    letter = _letter(grant)
    assert kept["LAB-167-2-RIGHT"]["text_da"] in letter
    assert kept["LAB-6-TG05"]["text_da"] in letter
    assert kept["LAB-167-2-PURPOSE"]["text_da"] not in letter
    assert kept["LAB-167-2-MIN"]["text_da"] not in letter


@pytest.mark.rule("LAB-167-3-WINDOW", "LAB-167-3-DURATION")
def test_the_clock_of_the_study_start_began_with_the_first_grant(signe: User) -> None:
    first = builders.a_drafted_grant(
        by=signe, referral=builders.a_sent_referral(by=signe, content=AT_STUDY_START), months=3
    )
    with builders.act(signe, Role.CASEWORKER) as by:
        builders.decide(first, by=by)
    later = days.months_after(ON, 7)
    second = builders.a_drafted_grant(by=signe, referral=first.referral, first_day=later, assessment="Nye fag.")
    facts = queries.facts_of(second, on=ON)
    assert facts.study_right_first_used_on == first.first_day
    assert checking.ruling(queries.findings_of(facts, on=ON)) is Ruling.MUST_BE_GRANTED


@pytest.mark.rule("INT-23D")
def test_under_the_integration_act_two_grants_share_no_day_either(signe: User) -> None:
    first = builders.a_drafted_grant(by=signe, referral=builders.a_sent_referral(by=signe, content=INTEGRATION))
    with builders.act(signe, Role.CASEWORKER) as by:
        builders.decide(first, by=by)
    assert first.last_day
    second = builders.a_drafted_grant(by=signe, referral=first.referral, first_day=first.last_day)
    with builders.act(signe, Role.CASEWORKER) as by:
        with pytest.raises(errors.RefusedError, match="må ikke falde sammen") as refusal:
            builders.decide(second, by=by)
        assert refusal.value.field == "first_day"
    assert "Integrationsloven § 23 d" in _letter(first)


@pytest.mark.rule("INT-23D")
@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (commands.Draft(), "first_day"),
        (commands.Draft(first_day=ON), "last_day"),
        (commands.Draft(first_day=ON, last_day=date(2027, 1, 1)), "hours_per_week"),
    ],
)
def test_under_the_integration_act_days_and_hours_are_asked_for_too(
    signe: User, draft: commands.Draft, field: str
) -> None:
    grant = builders.a_drafted_grant(by=signe, referral=builders.a_sent_referral(by=signe, content=INTEGRATION))
    with builders.act(signe, Role.CASEWORKER) as by:
        commands.save(grant, draft, version=grant.version, by=by, at=AT, on=ON)
        with pytest.raises(errors.RefusedError) as refusal:
            builders.decide(grant, by=by)
    assert refusal.value.field == field
