"""What the citizen tells the mentor: who reads it, from when to when, and until when it is taken back."""

from datetime import date, timedelta
from typing import Any

import pytest

from parloeb.domain.cases import access as cases
from parloeb.domain.matching.commands import answering, parting
from parloeb.domain.matching.firstcontact import access, commands, queries
from parloeb.domain.matching.lists import EndedBy, EndReason, WishWay
from parloeb.domain.matching.models import Match, WordsToMentor
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON, Course

pytestmark = pytest.mark.django_db

AS: dict[str, Any] = {"at": AT, "on": ON}


@pytest.fixture
def course() -> Course:
    return builders.a_course()


@pytest.fixture
def match(course: Course) -> Match:
    return builders.an_accepted_match(course)


def _tell(course: Course, words: str = "Jeg er genert.", *, after: WordsToMentor | None = None) -> WordsToMentor:
    with builders.act(course.citizen_user, Role.CITIZEN) as by:
        key = after.uuid if after else None
        return commands.tell(course.case, words, way=WishWay.OWN_PAGE, told_on=ON, after=key, by=by, **AS)


def _note(course: Course, words: str = "Hun er genert.", *, after: WordsToMentor | None = None) -> WordsToMentor:
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        key = after.uuid if after else None
        return commands.tell(course.case, words, way=WishWay.PHONE, told_on=ON, after=key, by=by, **AS)


def _open(course: Course, words: WordsToMentor) -> None:
    with builders.act(course.mentor_user, Role.MENTOR) as by:
        commands.read(words, by=by, **AS)


def _seen(course: Course, role: Role) -> str:
    user = {
        Role.CITIZEN: course.citizen_user,
        Role.MENTOR: course.mentor_user,
        Role.COORDINATOR: course.coordinator,
    }[role]
    reached = cases.reach(builders.actor(user, role), course.case.uuid, on=ON)
    shown = queries.words(access.words_visible_in(reached)) if reached else None
    return shown.words if shown else ""


def test_the_mentor_reads_it_from_the_yes_on_and_once_it_is_opened(course: Course) -> None:
    told = _tell(course)
    builders.an_asked_match(course)
    waits = access.words_for(builders.actor(course.mentor_user, Role.MENTOR), on=ON)
    assert not waits.exists()
    match = Match.objects.get()
    with builders.act(course.mentor_user, Role.MENTOR) as by:
        with pytest.raises(errors.RefusedError):
            commands.read(told, by=by, **AS)
        answering.accept(match, by=by, **AS)
    assert waits.get() == told
    assert _seen(course, Role.MENTOR) == ""
    _open(course, told)
    assert _seen(course, Role.MENTOR) == "Jeg er genert."


def test_after_the_match_the_mentor_reads_it_no_more(course: Course, match: Match) -> None:
    told = _tell(course)
    _open(course, told)
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        ending = parting.Ending(EndedBy.MENTOR, EndReason.MENTOR_WISH, ON)
        parting.end(match, ending, by=by, **AS)
    assert _seen(course, Role.MENTOR) == ""
    assert _seen(course, Role.CITIZEN) == "Jeg er genert."


def test_what_is_told_to_one_mentor_is_not_told_to_the_next(course: Course, match: Match) -> None:
    told = _tell(course)
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        parting.end(match, parting.Ending(EndedBy.MENTOR, EndReason.MENTOR_WISH, ON), by=by, **AS)
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    builders.an_accepted_match(course, mentor=other)
    assert other.user
    waits = access.words_for(builders.actor(other.user, Role.MENTOR), on=ON)
    assert not waits.exists()
    again = _tell(course, "Jeg kan lide at gå.", after=told)
    assert waits.get() == again


def test_it_is_taken_back_before_it_was_read_and_not_after(course: Course, match: Match) -> None:
    assert match.pk
    told = _tell(course)
    with builders.act(course.citizen_user, Role.CITIZEN) as by:
        commands.take_back(told, by=by, **AS)
    assert WordsToMentor.objects.get().words == ""
    with builders.act(course.mentor_user, Role.MENTOR) as by, pytest.raises(errors.RefusedError):
        commands.read(told, by=by, **AS)
    again = _tell(course, "Noget andet.", after=told)
    _open(course, again)
    with (
        builders.act(course.citizen_user, Role.CITIZEN) as by,
        pytest.raises(errors.RefusedError, match="har læst det"),
    ):
        commands.take_back(again, by=by, **AS)
    assert _seen(course, Role.MENTOR) == "Noget andet."


def test_what_the_citizen_wrote_is_between_the_two(course: Course, match: Match) -> None:
    assert match.pk
    told = _tell(course)
    assert _seen(course, Role.COORDINATOR) == ""
    with builders.act(course.coordinator, Role.COORDINATOR) as by, pytest.raises(errors.RefusedError):
        commands.take_back(told, by=by, **AS)


def _end(course: Course, match: Match) -> None:
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        parting.end(match, parting.Ending(EndedBy.MENTOR, EndReason.MENTOR_WISH, ON), by=by, **AS)


def test_staff_do_not_write_over_what_the_citizen_wrote_and_no_mentor_read(course: Course) -> None:
    told = _tell(course)
    with pytest.raises(errors.RefusedError, match="Borgeren har selv skrevet"):
        _note(course, after=told)
    builders.an_accepted_match(course)
    with pytest.raises(errors.RefusedError, match="Borgeren har selv skrevet"):
        _note(course, after=told)
    assert WordsToMentor.objects.get() == told
    _open(course, told)
    assert _note(course, after=told).replaces == told


def test_staff_write_after_words_that_are_taken_back_or_that_nobody_can_read(course: Course, match: Match) -> None:
    told = _tell(course)
    with builders.act(course.citizen_user, Role.CITIZEN) as by:
        commands.take_back(told, by=by, **AS)
    noted = _note(course, after=told)
    # Staff correct what staff wrote down, and the citizen writes over both.
    own = _tell(course, after=_note(course, "Hun er meget genert.", after=noted))
    _end(course, match)
    assert _note(course, after=own).replaces == own


def test_what_was_written_down_for_the_citizen_is_read_by_who_wrote(course: Course, match: Match) -> None:
    assert match.pk
    told = _note(course)
    assert (_seen(course, Role.COORDINATOR), _seen(course, Role.CITIZEN)) == ("Hun er genert.",) * 2
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        commands.take_back(told, by=by, **AS)
    assert WordsToMentor.objects.get().words == ""


@pytest.mark.parametrize(
    ("words", "way", "told_on", "field"),
    [
        (" ", WishWay.PHONE, ON, "words"),
        ("Ja.", WishWay.OWN_PAGE, ON, "way"),
        ("Ja.", WishWay.PHONE, ON + timedelta(days=1), "told_on"),
        ("Ja.", WishWay.PHONE, ON.replace(year=2016), "told_on"),
    ],
)
def test_strange_words_are_refused_at_the_field(
    course: Course, words: str, way: WishWay, told_on: date, field: str
) -> None:
    with builders.act(course.coordinator, Role.COORDINATOR) as by, pytest.raises(errors.RefusedError) as refused:
        commands.tell(course.case, words, way=way, told_on=told_on, after=None, by=by, **AS)
    assert refused.value.field == field
