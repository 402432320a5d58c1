"""What the database refuses by itself, tried by raw SQL."""

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.visits.models import Visit
from tests.builders import clock, visits

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("assignments", "constraint"),
    [
        ("home_minutes = 59", "visits_visit_adds_up"),
        ("minutes = 61", "visits_visit_adds_up"),
        (
            "minutes = 1441, home_minutes = 1441, ends_at = starts_at + interval '1441 minutes'",
            "visits_visit_within_a_day",
        ),
        ("ends_at = ends_at + interval '1 minute'", "visits_visit_ends_after_its_minutes"),
        ("cause = 'ill'", "visits_visit_held_has_minutes"),
        ("outcome = 'no_show', cause = 'ill'", "visits_visit_held_has_minutes"),
        ("minutes = 0, home_minutes = 0, ends_at = starts_at", "visits_visit_held_has_minutes"),
        (
            "minutes = 0, home_minutes = 0, ends_at = starts_at, outcome = 'no_show'",
            "visits_visit_held_has_minutes",
        ),
        ("state = 'confirmed'", "visits_visit_state"),
        ("state = 'lost', state_at = now()", "visits_visit_state"),
        ("state = 'questioned', state_at = now()", "visits_visit_question"),
        ("annulled_because = 'Forkert'", "visits_visit_annulled_counts_no_more"),
        ("registered_by_id = NULL", "visits_visit_has_a_source"),
    ],
)
def test_a_visit_that_contradicts_itself_is_refused(assignments: str, constraint: str) -> None:
    visit = visits.a_visit(visits.a_pair())

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE visits_visit SET {assignments} WHERE id = %s", [visit.pk])


def copy_of(visit: Visit, changes: str) -> None:
    columns = (
        "case_id, mentor_id, minutes, home_minutes, work_minutes, contact_minutes, other_minutes, outcome, cause, note,"
        "question, registered_at, registered_by_id, is_late"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO visits_visit (uuid, {columns}, starts_at, ends_at, is_shared, state, state_at)"
            f"SELECT gen_random_uuid(), {columns}, {changes} FROM visits_visit WHERE id = %s",
            [visit.pk],
        )


@pytest.mark.parametrize(
    "changes",
    [
        "starts_at, ends_at, false, 'registered', NULL",
        "starts_at + interval '59 minutes', ends_at + interval '59 minutes', false, 'registered', NULL",
        "starts_at - interval '1 minute', ends_at - interval '1 minute', false, 'confirmed', now()",
    ],
)
def test_one_mentor_one_minute_one_citizen(changes: str) -> None:
    visit = visits.a_visit(visits.a_pair())

    with pytest.raises(IntegrityError, match="visits_one_mentor_one_minute"):
        copy_of(visit, changes)


@pytest.mark.parametrize(
    "changes",
    [
        "ends_at, ends_at + interval '1 hour', false, 'registered', NULL",
        "starts_at, ends_at, true, 'registered', NULL",
        "starts_at, ends_at, false, 'replaced', now()",
    ],
)
def test_touching_shared_and_replaced_visits_are_let_be(changes: str) -> None:
    visit = visits.a_visit(visits.a_pair())

    copy_of(visit, changes)

    assert Visit.objects.count() == 2


def test_another_mentor_may_be_out_at_the_same_time() -> None:
    visits.a_visit(visits.a_pair())
    visits.a_visit(visits.a_pair(), at=clock.AT)

    assert Visit.objects.count() == 2
