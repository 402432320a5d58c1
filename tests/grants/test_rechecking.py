"""What a coming change of the rules does to the grants that run."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from parloeb.domain.grants import rechecking
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.rules.facts import Facts
from parloeb.domain.law import table
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import FULL, ON
from tests.grants.rules.given import IN_ORDER

pytestmark = pytest.mark.django_db

NEW_YEAR = date(2027, 1, 1)
STUDENT = replace(FULL, legal_basis="LAB_167_3", target_group="5", admitted_on=ON)


def a_student(by: User, *, months: int = 3) -> Grant:
    """A running grant on the right at study start."""
    referral = builders.a_sent_referral(by=by, content=STUDENT)
    grant = builders.a_drafted_grant(by=by, referral=referral, months=months)
    with builders.act(by, Role.CASEWORKER) as actor:
        builders.decide(grant, by=actor)
    grant.refresh_from_db()
    return grant


def test_a_right_that_a_drafted_act_ends_is_told_of_those_who_have_it(signe: User) -> None:
    student, other = a_student(signe), builders.a_grant(by=signe)

    found = rechecking.of_all(on=NEW_YEAR, with_drafts=True)
    assert found.running == 2
    lost = {one.grant for one in found.touched for shift in one.shifts if shift.rule == "LAB-167-3-RIGHT"}
    assert lost == {student.uuid} != {other.uuid}
    assert ("LAB-167-3-RIGHT", rechecking.GONE, 1) in {
        (shift.rule, shift.outcome, count) for shift, count in found.by_rule
    }


def test_without_the_draft_nothing_changes_at_the_new_year(signe: User) -> None:
    a_student(signe)

    assert rechecking.of_all(on=NEW_YEAR) == rechecking.Outlook(running=1, touched=(), by_rule=())


def test_only_grants_that_run_on_the_day_are_asked(signe: User) -> None:
    grant = a_student(signe, months=1)
    assert grant.last_day is not None

    assert rechecking.of_all(on=grant.last_day, with_drafts=True).running == 1
    assert rechecking.of_all(on=grant.last_day + timedelta(days=1), with_drafts=True).running == 0
    builders.a_drafted_grant(by=signe)
    assert rechecking.of_all(on=ON, with_drafts=True).running == 1


def test_a_rule_that_begins_is_told_with_what_it_says() -> None:
    facts: Facts = replace(IN_ORDER, decision_day=date(2025, 12, 1), education_admitted_on=None)

    for rule in table.current().rules.values():
        before = {shift.rule for shift in rechecking.differences(facts, on=rule.valid_from)}
        assert rule.id not in before or rule.holds_on(rule.valid_from)
    begun = rechecking.differences(facts, on=date(2020, 1, 1))
    assert {shift.outcome for shift in begun if shift.rule == "LAB-167-1-MAX"} == {"I orden"}
    assert {shift.outcome for shift in begun if shift.rule == "HIST-31B"} == {rechecking.GONE}


def test_progress_is_told_and_the_number_of_questions_does_not_grow(
    signe: User, django_assert_max_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rechecking, "CHUNK", 2)
    for _ in range(5):
        a_student(signe)
    told: list[int] = []
    rechecking.of_all(on=NEW_YEAR, with_drafts=True, told=told.append)
    assert told == [2, 4]

    monkeypatch.setattr(rechecking, "CHUNK", 1000)
    with django_assert_max_num_queries(3):
        assert len(rechecking.of_all(on=NEW_YEAR, with_drafts=True).touched) == 5


@pytest.mark.parametrize(
    ("after", "change"),
    [
        (date(2025, 12, 31), date(2026, 1, 1)),
        (date(2026, 1, 1), date(2026, 2, 1)),
        (date(2026, 6, 30), date(2026, 7, 1)),
        (date(2026, 12, 31), NEW_YEAR),
        (date(2099, 1, 1), None),
    ],
)
def test_the_next_change_is_the_next_day_on_which_a_rule_begins_or_has_ended(after: date, change: date | None) -> None:
    assert rechecking.next_change(after) == change
