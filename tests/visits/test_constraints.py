"""What the database refuses by itself, tried by raw SQL."""

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.visits.models import Occasion, Visit
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
        ("ends_at = ends_at - interval '1 minute'", "visits_visit_ends_after_its_minutes"),
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
        ("occasion_id = NULL", "visits_visit_has_a_source"),
        ("registration_key = 'R1'", "visits_visit_has_a_source"),
        ("occasion_id = NULL, registered_by_id = NULL", "visits_visit_has_a_source"),
    ],
)
def test_a_visit_that_contradicts_itself_is_refused(assignments: str, constraint: str) -> None:
    visit = visits.a_visit(visits.a_pair())

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE visits_visit SET {assignments} WHERE id = %s", [visit.pk])


HOUR_LATER = "starts_at + interval '1 hour', ends_at + interval '1 hour'"


@pytest.mark.parametrize(
    ("assignments", "constraint"),
    [
        ("ends_at = starts_at - interval '1 minute'", "visits_occasion_within_a_day"),
        ("ends_at = starts_at + interval '1441 minutes'", "visits_occasion_within_a_day"),
        # In Denmark a day had 25 hours when clocks were set back.
        (
            "starts_at = '2026-10-24 22:00+00', ends_at = '2026-10-25 22:30+00'",
            "visits_occasion_within_a_day",
        ),
        ("state = 'lost'", "visits_occasion_state"),
        ("split = 'halved'", "visits_occasion_split"),
    ],
)
def test_an_occasion_that_contradicts_itself_is_refused(assignments: str, constraint: str) -> None:
    visit = visits.a_visit(visits.a_pair())

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL TIME ZONE 'Europe/Copenhagen'")
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE visits_occasion SET {assignments} WHERE id = %s", [visit.occasion_id])


def copy_occasion(visit: Visit, changes: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO visits_occasion (uuid, mentor_id, starts_at, ends_at, split, state)"
            f"SELECT gen_random_uuid(), mentor_id, {changes} FROM visits_occasion WHERE id = %s",
            [visit.occasion_id],
        )


@pytest.mark.parametrize("split", ["alone", "equal", "written"])
@pytest.mark.parametrize(
    "minutes",
    [
        "starts_at, ends_at",
        "starts_at + interval '59 minutes', ends_at + interval '59 minutes'",
        "starts_at - interval '1 minute', ends_at - interval '1 minute'",
        "starts_at + interval '10 minutes', starts_at + interval '11 minutes'",
    ],
)
def test_one_mentor_one_minute_one_occasion(minutes: str, split: str) -> None:
    visit = visits.a_visit(visits.a_pair())

    with pytest.raises(IntegrityError, match="visits_occasion_one_minute"):
        copy_occasion(visit, f"{minutes}, '{split}', 'standing'")


@pytest.mark.parametrize(
    "changes",
    [
        "ends_at, ends_at + interval '1 hour', 'alone', 'standing'",
        "starts_at + interval '10 minutes', starts_at + interval '10 minutes', 'alone', 'standing'",
        "starts_at, ends_at, 'alone', 'replaced'",
        "starts_at, ends_at, 'unsplit', 'standing'",
    ],
    ids=["touching", "nothing came of it", "replaced", "shared before minutes were"],
)
def test_what_takes_no_minute_of_another_is_let_be(changes: str) -> None:
    visit = visits.a_visit(visits.a_pair())

    copy_occasion(visit, changes)

    assert Occasion.objects.count() == 2


def import_copy(visit: Visit, changes: str) -> None:
    columns = "case_id, mentor_id, minutes, home_minutes, work_minutes, contact_minutes, other_minutes, outcome, cause"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO visits_visit (uuid, registration_key, note, question, registered_at, is_late,"
            f" {columns}, starts_at, ends_at, state, state_at)"
            f"SELECT gen_random_uuid(), gen_random_uuid()::text, '', '', now(), false, {columns}, {changes}"
            " FROM visits_visit WHERE id = %s",
            [visit.pk],
        )


def test_imported_visits_of_a_mentor_share_no_minute_either() -> None:
    visit = visits.a_visit(visits.a_pair())
    import_copy(visit, f"{HOUR_LATER}, 'registered', NULL")

    with pytest.raises(IntegrityError, match="visits_imported_one_minute"):
        import_copy(visit, "starts_at + interval '90 minutes', ends_at + interval '90 minutes', 'registered', NULL")
    import_copy(visit, f"{HOUR_LATER}, 'replaced', now()")
    assert Visit.objects.filter(occasion=None).count() == 2


def test_a_share_may_be_less_than_the_time_that_the_mentor_was_out_but_an_imported_visit_not() -> None:
    visit = visits.a_visit(visits.a_pair())

    with connection.cursor() as cursor:
        cursor.execute("UPDATE visits_visit SET minutes = 20, home_minutes = 20 WHERE id = %s", [visit.pk])
    with pytest.raises(IntegrityError, match="visits_visit_ends_after_its_minutes"):
        import_copy(visit, f"{HOUR_LATER}, 'registered', NULL")


def test_another_mentor_may_be_out_at_the_same_time() -> None:
    visits.a_visit(visits.a_pair())
    visits.a_visit(visits.a_pair(), at=clock.AT)

    assert Occasion.objects.count() == 2
