"""After three noes nobody more is asked before those round the citizen talked on what it takes."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.cases.access import Reached
from parloeb.domain.matching import access, lists
from parloeb.domain.matching.board import finding, queries
from parloeb.domain.matching.commands import declines, proposing
from parloeb.domain.matching.lists import TalkedWith
from parloeb.domain.matching.models import DeclinesTalk, Match
from parloeb.domain.matching.queries import declining
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON, TOMORROW, YESTERDAY

pytestmark = pytest.mark.django_db
TALK: dict[str, Any] = {"held_on": ON, "talked_with": [TalkedWith.CASEWORKER], "changes": "Møderne holdes i Nordby."}


@pytest.fixture
def course() -> builders.Course:
    return builders.a_course()


def note(course: builders.Course, **changed: Any) -> DeclinesTalk:
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        return declines.note_talk(course.case, **(TALK | changed), by=by, at=AT + timedelta(hours=9), on=ON)


def _found(course: builders.Course) -> tuple[finding.Found, ...]:
    return finding.found(type(course.case).objects.all(), on=ON)


def test_a_fourth_is_not_proposed_and_the_desk_says_to_talk(course: builders.Course) -> None:
    builders.decline_times(course, 2)
    assert not declining.is_time_to_talk(course.case)
    assert queries.to_talk(_found(course)) == ()
    builders.decline_times(course, 1)
    (waits,) = queries.to_talk(_found(course))
    assert (waits.what, waits.record) == ("Tal om, hvad der skal til", ("declines_talk", course.case.uuid))
    assert queries.without_mentor(_found(course), on=ON) == ()
    with pytest.raises(errors.RefusedError, match="Tre mentorer har sagt nej"):
        builders.a_proposed_match(course)


def test_one_who_was_proposed_before_the_third_no_stands_is_not_asked_either(course: builders.Course) -> None:
    match = builders.a_proposed_match(course)
    Match.objects.filter(pk=match.pk).update(state="withdrawn", closed_at=AT)
    builders.decline_times(course, 3)
    Match.objects.filter(pk=match.pk).update(state="proposed", closed_at=None)
    with (
        builders.act(course.coordinator, Role.COORDINATOR) as by,
        pytest.raises(errors.RefusedError, match="Tre mentorer har sagt nej"),
    ):
        proposing.ask(Match.objects.get(pk=match.pk), by=by, at=AT, on=ON)


def test_better_odds_is_no_no_to_the_citizen(course: builders.Course) -> None:
    builders.decline_times(course, 2)
    builders.decline_times(course, 1, reason=lists.DeclineReason.NEEDS_BETTER_ODDS)
    assert not declining.is_time_to_talk(course.case)
    builders.a_proposed_match(course)
    answered = Match.objects.get(decline_reason=lists.DeclineReason.NEEDS_BETTER_ODDS)
    assert answered.answered_at is not None


def test_after_the_talk_the_next_is_asked_and_the_count_begins_anew(course: builders.Course) -> None:
    builders.decline_times(course, 3)
    talk = note(course)
    assert (talk.held_on, talk.talked_with, talk.changes) == (ON, ["caseworker"], "Møderne holdes i Nordby.")
    assert Event.objects.filter(subject_uuid=talk.uuid).values_list("name", flat=True).get() == "declines.talked"
    assert builders.a_proposed_match(course).state == "proposed"


def test_a_talk_is_noted_once_and_only_when_it_is_time(course: builders.Course) -> None:
    with pytest.raises(errors.RefusedError, match="ikke sagt nej tre gange"):
        note(course)
    builders.decline_times(course, 3)
    note(course)
    with pytest.raises(errors.RefusedError, match="Samtalen er noteret"):
        note(course)
    assert DeclinesTalk.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"held_on": TOMORROW}, "held_on"),
        ({"held_on": ON - timedelta(days=400)}, "held_on"),
        ({"talked_with": []}, "talked_with"),
        ({"changes": "  "}, "changes"),
    ],
)
def test_a_talk_without_day_people_or_change_is_refused(
    course: builders.Course, changed: dict[str, Any], field: str
) -> None:
    builders.decline_times(course, 3)
    with pytest.raises(errors.RefusedError) as refused:
        note(course, **changed)
    assert refused.value.field == field
    assert note(course, held_on=YESTERDAY).held_on == YESTERDAY


def test_only_who_chooses_the_mentor_notes_the_talk(course: builders.Course) -> None:
    builders.decline_times(course, 3)
    for user, role in ((course.caseworker, Role.CASEWORKER), (course.mentor_user, Role.MENTOR)):
        with builders.act(user, role) as by, pytest.raises(errors.RefusedError):
            declines.note_talk(course.case, **TALK, by=by, at=AT, on=ON)
    assert not DeclinesTalk.objects.exists()


def test_the_authority_reads_of_the_talk_and_the_citizen_does_not(course: builders.Course) -> None:
    builders.decline_times(course, 3)
    note(course)
    seen = {
        role: access.talks_visible_in(Reached(course.case, builders.actor(user, role))).exists()
        for user, role in (
            (course.coordinator, Role.COORDINATOR),
            (course.caseworker, Role.CASEWORKER),
            (course.citizen_user, Role.CITIZEN),
            (course.mentor_user, Role.MENTOR),
        )
    }
    assert seen == {Role.COORDINATOR: True, Role.CASEWORKER: True, Role.CITIZEN: False, Role.MENTOR: False}


@pytest.mark.parametrize("assignment", ["changes = ''", "talked_with = '{}'"])
def test_the_database_refuses_a_talk_with_nobody_or_nothing(course: builders.Course, assignment: str) -> None:
    builders.decline_times(course, 3)
    talk = note(course)
    refused = pytest.raises(IntegrityError, match="matching_talk_has_people_and_changes")
    with refused, transaction.atomic(), connection.cursor() as sql:
        sql.execute(f"UPDATE matching_declinestalk SET {assignment} WHERE id = %s", [talk.pk])
