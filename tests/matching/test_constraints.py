"""What the database refuses, whoever writes it."""

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.matching.models import Match
from tests import builders

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("assignment", "constraint"),
    [
        ("state = 'asked', answer_by = NULL", "matching_asked_has_deadline"),
        ("state = 'declined', decline_reason = ''", "matching_declined_has_reason"),
        ("first_day = NULL", "matching_binding_has_day"),
        ("state = 'ended', closed_at = now()", "matching_ended_has_day_and_reason"),
        (
            "state = 'ended', closed_at = now(), last_day = first_day - 1, ended_by = 'mentor', end_reason = 'other'",
            "matching_ended_has_day_and_reason",
        ),
        (
            "state = 'ended', last_day = first_day, ended_by = 'mentor', end_reason = 'other'",
            "matching_closed_has_moment",
        ),
        ("state = 'withdrawn'", "matching_closed_has_moment"),
        ("suggested_as = 'not_suggested'", "matching_unsuggested_has_reason"),
        ("deviation_reason = 'free_now'", "matching_unsuggested_has_reason"),
        ("deviation_text = 'Hun bor der.'", "matching_unsuggested_has_reason"),
        ("suggested_as = 'not_suggested', deviation_reason = 'other'", "matching_other_deviation_has_text"),
    ],
)
def test_a_match_that_cannot_be_is_refused(assignment: str, constraint: str) -> None:
    match = builders.a_running_match()
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as sql:
        sql.execute(f"UPDATE matching_match SET {assignment} WHERE id = %s", [match.pk])


def test_no_two_matches_of_a_course_share_a_day() -> None:
    course = builders.a_course()
    former = builders.an_ended_match(course)
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    match = builders.an_accepted_match(course, mentor=other)
    statement = "UPDATE matching_match SET first_day = %s WHERE id = %s"
    refused = pytest.raises(IntegrityError, match="matching_no_two_at_once")
    with refused, transaction.atomic(), connection.cursor() as sql:
        sql.execute(statement, [former.last_day, match.pk])


def test_a_course_has_one_open_question() -> None:
    course = builders.a_course()
    builders.an_asked_match(course)
    second = Match.objects.get()
    second.pk, second.uuid = None, second.mentor.uuid
    with pytest.raises(IntegrityError, match="matching_one_open_question"), transaction.atomic():
        second.save(force_insert=True)
