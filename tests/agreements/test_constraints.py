"""What the database refuses, whoever writes it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.agreements.lists import Party
from tests import builders
from tests.builders import AGREED, AT, ON

pytestmark = pytest.mark.django_db


def _refused(name: str, statement: str, *values: int | str | date | None) -> None:
    with connection.cursor() as sql, pytest.raises(IntegrityError, match=name), transaction.atomic():
        sql.execute(statement, values)


@pytest.mark.parametrize(
    "column",
    ["first_day", "last_day", "minutes_per_week", "presented_at"],
)
def test_what_is_presented_is_whole(column: str) -> None:
    agreement = builders.a_presented_agreement().agreement
    statement = f"UPDATE agreements_agreement SET {column} = NULL WHERE id = %s"
    _refused("agreements_presented_is_whole", statement, agreement.pk)


@pytest.mark.parametrize("column", ["goal_own_words", "goal", "rhythm"])
def test_what_is_presented_has_its_words(column: str) -> None:
    agreement = builders.a_presented_agreement().agreement
    statement = f"UPDATE agreements_agreement SET {column} = '' WHERE id = %s"
    _refused("agreements_presented_is_whole", statement, agreement.pk)


def test_what_is_presented_has_tasks() -> None:
    agreement = builders.a_presented_agreement().agreement
    _refused(
        "agreements_presented_is_whole", "UPDATE agreements_agreement SET tasks = '{}' WHERE id = %s", agreement.pk
    )


@pytest.mark.parametrize(
    ("assignment", "name"),
    [
        ("signed_at = NULL", "agreements_concluded_has_moment"),
        ("state = 'signing'", "agreements_concluded_has_moment"),
        ("in_force_from = NULL, in_force_to = NULL", "agreements_in_force_within_agreed"),
        ("in_force_to = NULL", "agreements_in_force_within_agreed"),
        ("in_force_from = first_day - 1", "agreements_in_force_within_agreed"),
        ("in_force_to = last_day + 1", "agreements_in_force_within_agreed"),
        ("in_force_to = in_force_from - 1", "agreements_in_force_within_agreed|range lower bound"),
        ("state = 'replaced'", "agreements_replaced_by_one"),
        ("replaced_by_id = id", "agreements_replaced_by_one"),
    ],
)
def test_a_signed_agreement_has_the_facts_of_its_state(assignment: str, name: str) -> None:
    agreement = builders.a_signed_agreement().agreement
    _refused(name, f"UPDATE agreements_agreement SET {assignment} WHERE id = %s", agreement.pk)


def test_no_two_agreements_of_a_case_are_in_force_on_one_day() -> None:
    first = builders.a_signed_agreement()
    second = builders.a_presented_agreement(first.course, match=first.match, content=replace(AGREED, place="Hjemme"))
    statement = """
        UPDATE agreements_agreement SET state = 'signed', signed_at = %s, in_force_from = %s, in_force_to = last_day
        WHERE id = %s
    """
    last = first.agreement.last_day
    assert last, "a signed agreement has its days"
    _refused("agreements_no_two_at_once", statement, AT, last, second.agreement.pk)
    with connection.cursor() as sql:
        sql.execute(
            "UPDATE agreements_agreement SET in_force_to = %s WHERE id = %s",
            [last - timedelta(days=1), first.agreement.pk],
        )
        sql.execute(statement, [AT, last, second.agreement.pk])


def test_a_match_has_one_open_agreement_and_each_edition_once() -> None:
    signing = builders.a_started_agreement()
    copy = """
        INSERT INTO agreements_agreement (uuid, case_id, match_id, edition, state, version, goal_own_words, goal,
            rhythm, place, tasks, reporting, phase_out, drafted_by_id, drafted_at, hours_kind)
        SELECT gen_random_uuid(), case_id, match_id, edition + %s, 'draft', 1, '', '', '', '', '{}', '', '',
            drafted_by_id, drafted_at, hours_kind
        FROM agreements_agreement
    """
    _refused("agreements_one_open_draft", copy, 1)
    with connection.cursor() as sql:
        sql.execute("UPDATE agreements_agreement SET state = 'dropped' WHERE id = %s", [signing.agreement.pk])
        sql.execute(copy, [0])


@pytest.mark.parametrize(
    ("party", "way", "reason", "refused"),
    [
        ("citizen", "on_behalf", "", True),
        ("citizen", "on_behalf", "Indlagt.", False),
        ("citizen", "paper", "", True),
        ("mentor", "on_behalf", "Travl.", True),
        ("caseworker", "paper", "Travl.", True),
        ("caseworker", "self", "", False),
    ],
)
def test_only_for_the_citizen_and_with_a_reason(party: str, way: str, reason: str, refused: bool) -> None:
    signing = builders.a_presented_agreement()
    statement = """
        INSERT INTO agreements_signature (uuid, agreement_id, party, way, signed_at, signed_by_id, reason)
        VALUES (gen_random_uuid(), %s, %s, %s, %s, %s, %s)
    """
    values: list[int | str | date] = [signing.agreement.pk, party, way, AT, signing.course.caseworker.pk, reason]
    if refused:
        _refused("agreements_only_for_the_citizen_with_a_reason", statement, *values)
    else:
        with connection.cursor() as sql:
            sql.execute(statement, values)


def test_a_party_signs_one_text_once() -> None:
    signing = builders.a_presented_agreement()
    builders.sign(signing, Party.CITIZEN)
    copy = """
        INSERT INTO agreements_signature (uuid, agreement_id, party, way, signed_at, signed_by_id, reason, voided_at)
        SELECT gen_random_uuid(), agreement_id, party, way, signed_at, signed_by_id, reason, %s
        FROM agreements_signature
    """
    _refused("agreements_party_signs_once", copy, None)
    with connection.cursor() as sql:
        sql.execute(copy, [AT])


def test_an_agreement_has_one_standing_goal() -> None:
    signing = builders.a_started_agreement()
    statement = """
        INSERT INTO agreements_goal
            (uuid, agreement_id, key, position, own_words, text, we_will_see, support, is_standing)
        VALUES (gen_random_uuid(), %s, gen_random_uuid(), 1, '', 'Igen', '', 'together', true)
    """
    _refused("agreements_one_standing_goal", statement, signing.agreement.pk)
    assert signing.agreement.first_day == ON


@pytest.mark.parametrize(
    ("key", "position", "name"),
    [
        ("key", "position + 5", "agreements_goal_key_once"),
        ("gen_random_uuid()", "position", "agreements_goal_once"),
        ("gen_random_uuid()", "position + 5", ""),
    ],
)
def test_an_agreement_has_each_goal_and_each_place_once(key: str, position: str, name: str) -> None:
    agreement = builders.a_drafted_agreement().agreement
    statement = f"""
        INSERT INTO agreements_goal
            (uuid, agreement_id, key, position, own_words, text, we_will_see, support, is_standing)
        SELECT gen_random_uuid(), agreement_id, {key}, {position}, '', 'Igen', '', 'together', false
        FROM agreements_goal WHERE agreement_id = %s AND NOT is_standing
    """
    if name:
        _refused(name, statement, agreement.pk)
    else:
        with connection.cursor() as sql:
            sql.execute(statement, [agreement.pk])
