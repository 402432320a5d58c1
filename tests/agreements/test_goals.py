"""Which sub-goal is which: its key stays when its words are corrected, and goes on into the next edition."""

from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from uuid import UUID, uuid4

import pytest
from django.db import connection

from parloeb.domain.agreements import commands, queries, rules
from parloeb.domain.agreements.models import Agreement, Goal
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AGREED, AT, ON, SUB_GOAL, Signing

pytestmark = pytest.mark.django_db

OTHER = rules.SubGoal(text="Lave madpakke", own_words="Have mad med")
LATER = ON + timedelta(days=14)
KEYS = import_module("parloeb.domain.agreements.migrations.0003_goals_keep_their_key").KEYS


@pytest.fixture
def signing() -> Signing:
    return builders.a_drafted_agreement(content=replace(AGREED, goals=(SUB_GOAL, OTHER)))


def _goals(agreement: Agreement) -> tuple[rules.SubGoal, ...]:
    return queries.content_of(Agreement.objects.get(pk=agreement.pk)).goals


def _save(signing: Signing, *goals: rules.SubGoal) -> None:
    agreement = signing.agreement
    content = replace(queries.content_of(agreement), goals=goals)
    with builders.act(signing.course.caseworker, Role.CASEWORKER) as by:
        commands.save(agreement, content, version=agreement.version, by=by, at=AT, on=ON)


def _keys(agreement: Agreement, **of: object) -> dict[str, UUID]:
    return dict(Goal.objects.filter(agreement=agreement, **of).values_list("text", "key"))


def test_corrected_words_are_the_same_goal_in_the_same_row(signing: Signing) -> None:
    first, second = _goals(signing.agreement)
    rows = list(Goal.objects.order_by("pk").values_list("pk", flat=True))
    corrected = replace(first, text="Møde i skolen hver mandag", own_words="Jeg vil med bussen.", support="beside")
    _save(signing, corrected, second)
    assert _goals(signing.agreement) == (corrected, second)
    assert list(Goal.objects.order_by("pk").values_list("pk", flat=True)) == rows


def test_goals_that_change_places_keep_their_keys(signing: Signing) -> None:
    first, second = _goals(signing.agreement)
    _save(signing, second, first)
    assert _goals(signing.agreement) == (second, first)
    assert list(Goal.objects.order_by("position").values_list("position", flat=True)) == [0, 1, 2]


def test_one_is_taken_out_and_a_new_one_gets_a_key_of_its_own(signing: Signing) -> None:
    first, second = _goals(signing.agreement)
    _save(signing, rules.SubGoal(text=first.text), second)
    new, kept = _goals(signing.agreement)
    assert kept == second
    assert new.key
    assert new.key not in {first.key, second.key}


def test_two_with_the_same_words_are_two(signing: Signing) -> None:
    first, second = _goals(signing.agreement)
    _save(signing, first, replace(second, text=first.text))
    assert [goal.key for goal in _goals(signing.agreement)] == [first.key, second.key]


@pytest.mark.parametrize("whose", ["nobody's", "another agreement's", "the standing goal's", "twice"])
def test_a_key_that_is_no_goal_of_the_agreement_is_refused(signing: Signing, whose: str) -> None:
    goals = _goals(signing.agreement)
    other = builders.a_drafted_agreement().agreement
    key = {
        "nobody's": uuid4(),
        "another agreement's": _goals(other)[0].key,
        "the standing goal's": _keys(signing.agreement, is_standing=True)[rules.STANDING_GOAL],
        "twice": goals[0].key,
    }[whose]
    with pytest.raises(errors.RefusedError, match="hører ikke til denne aftale"):
        _save(signing, goals[0], replace(goals[1], key=key))
    assert _goals(signing.agreement) == goals
    assert len(_goals(other)) == 1
    assert Agreement.objects.get(pk=signing.agreement.pk).version == 2


def test_a_new_edition_and_a_new_mentor_go_on_with_the_same_goals() -> None:
    first = builders.a_signed_agreement()
    kept = _keys(first.agreement)
    second = builders.a_started_agreement(first.course, match=first.match, on=LATER)
    assert _keys(second.agreement) == kept
    with builders.act(first.course.caseworker, Role.CASEWORKER, on=LATER) as by:
        commands.drop(second.agreement, by=by, at=AT, on=LATER)
    builders.end_match(first)
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=first.course.case.jobcentre)
    match = builders.an_accepted_match(first.course, mentor=other, on=LATER)
    assert _keys(builders.a_started_agreement(first.course, match=match, on=LATER).agreement) == kept


def test_what_stood_before_there_were_keys_is_the_goal_with_the_same_words() -> None:
    first = builders.a_signed_agreement(content=replace(AGREED, goals=(SUB_GOAL, SUB_GOAL)))
    again = builders.a_drafted_agreement(
        first.course, match=first.match, content=replace(AGREED, goals=(OTHER, SUB_GOAL, SUB_GOAL)), on=LATER
    )
    elsewhere = builders.a_drafted_agreement()
    for goal in Goal.objects.all():
        Goal.objects.filter(pk=goal.pk).update(key=uuid4())
    with connection.cursor() as cursor:
        cursor.execute(KEYS)
    before, after = _goals(first.agreement), _goals(again.agreement)
    assert [goal.key for goal in before] == [goal.key for goal in after[1:]]
    keys = {goal.key for goal in (*before, *after, *_goals(elsewhere.agreement))}
    assert len(keys) == 4
    assert _keys(first.agreement, is_standing=True) == _keys(again.agreement, is_standing=True)
    assert _keys(elsewhere.agreement, is_standing=True) != _keys(first.agreement, is_standing=True)
