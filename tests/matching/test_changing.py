"""A change of mentor is asked for past the other, answered within the days set, and counted without names."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from parloeb.domain.cases.access import Reached
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import Stage
from parloeb.domain.correspondence.models import OutboxItem
from parloeb.domain.law.settings import Setting
from parloeb.domain.matching import access, lists
from parloeb.domain.matching.board import finding
from parloeb.domain.matching.commands import answering, changing, parting, proposing
from parloeb.domain.matching.commands.changing import Wish
from parloeb.domain.matching.lists import ChangeReason, Side, WishWay
from parloeb.domain.matching.models import ChangeRequest, Match
from parloeb.domain.matching.queries import changing as told
from parloeb.domain.matching.queries import partings
from parloeb.domain.matching.states import ChangeState, State
from parloeb.domain.people import acting
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON, TOMORROW, YESTERDAY

pytestmark = pytest.mark.django_db
LATE = ON + timedelta(days=6)


@pytest.fixture
def course() -> builders.Course:
    return builders.a_course()


@pytest.fixture
def match(course: builders.Course) -> Match:
    """Past its trial."""
    match = builders.a_running_match(course)
    Match.objects.filter(pk=match.pk).update(meetings=3)
    match.refresh_from_db()
    return match


def users(course: builders.Course) -> dict[Side, tuple[Any, Role]]:
    return {Side.CITIZEN: (course.citizen_user, Role.CITIZEN), Side.MENTOR: (course.mentor_user, Role.MENTOR)}


def ask(match: Match, course: builders.Course, side: Side = Side.CITIZEN, wish: Wish | None = None) -> ChangeRequest:
    user, role = users(course)[side]
    with builders.act(user, role) as by:
        return changing.ask(match, wish or Wish(ChangeReason.TIMES), by=by, at=AT, on=ON)


def _go_on(change: ChangeRequest, course: builders.Course, *, is_settled: bool) -> None:
    if is_settled:
        answer(change, course, "settle")
        return
    with builders.act(course.citizen_user, Role.CITIZEN) as by:
        changing.withdraw(change, by=by, at=AT, on=ON)


def answer(change: ChangeRequest, course: builders.Course, act: str = "settle", text: str = "I har talt.") -> None:
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        getattr(changing, act)(change, text, by=by, at=AT, on=ON)


@pytest.mark.parametrize("side", Side)
def test_a_wish_is_answered_within_the_days_and_only_who_asked_sees_it(
    course: builders.Course, match: Match, side: Side
) -> None:
    change = ask(match, course, side)
    assert (change.state, change.way, change.answer_by) == (ChangeState.ASKED, WishWay.OWN_PAGE, ON + timedelta(days=5))
    other = next(one for one in Side if one is not side)
    seen = {one: access.changes_visible_to(builders.actor(*users(course)[one]), on=ON).exists() for one in Side}
    assert seen == {side: True, other: False}
    (own,) = told.own(access.changes_visible_to(builders.actor(*users(course)[side]), on=ON), on=ON)
    assert own.told.endswith("Du får svar senest 21. november 2026.")
    (late,) = told.own(ChangeRequest.objects.all(), on=LATE)
    assert "Teamlederen har fået besked." in late.told


@pytest.mark.parametrize("act", ["settle", "search"])
@pytest.mark.parametrize("side", Side)
def test_who_asked_has_news_to_read_and_the_other_has_not(
    course: builders.Course, match: Match, side: Side, act: str
) -> None:
    type(course.case.citizen).objects.filter(pk=course.case.citizen.pk).update(email="anna@example.dk")
    course.case.citizen.refresh_from_db()
    change = ask(Match.objects.get(pk=match.pk), course, side)
    OutboxItem.objects.all().delete()
    answer(ChangeRequest.objects.get(pk=change.pk), course, act)
    address = {Side.CITIZEN: "anna@example.dk", Side.MENTOR: course.mentor_user.email}[side]
    assert list(OutboxItem.objects.values_list("to_address", flat=True)) == [address]


def test_who_did_not_ask_is_told_that_the_match_ended(course: builders.Course, match: Match) -> None:
    change = ask(match, course)
    OutboxItem.objects.all().delete()
    answer(change, course, "part")
    assert OutboxItem.objects.filter(to_address=course.mentor_user.email).count() == 1


@pytest.mark.parametrize("ended_by", lists.EndedBy)
def test_who_did_not_end_the_match_has_news_to_read(
    course: builders.Course, match: Match, ended_by: lists.EndedBy
) -> None:
    type(course.case.citizen).objects.filter(pk=course.case.citizen.pk).update(email="anna@example.dk")
    OutboxItem.objects.all().delete()
    ending = parting.Ending(ended_by, lists.EndReason.NO_FIT, ON)
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        parting.end(Match.objects.get(pk=match.pk), ending, by=by, at=AT, on=ON)
    addresses = {lists.EndedBy.CITIZEN: "anna@example.dk", lists.EndedBy.MENTOR: course.mentor_user.email}
    told = set(OutboxItem.objects.values_list("to_address", flat=True))
    assert told == {address for side, address in addresses.items() if side is not ended_by}


def test_neither_story_nor_search_tells_the_mentor_of_the_citizens_wish(course: builders.Course, match: Match) -> None:
    ask(match, course)
    for user, role, entries in (
        (course.mentor_user, Role.MENTOR, 0),
        (course.citizen_user, Role.CITIZEN, 1),
        (course.caseworker, Role.CASEWORKER, 1),
        (course.coordinator, Role.COORDINATOR, 1),
    ):
        reached = Reached(course.case, builders.actor(user, role))
        rows = told.to_tell(access.changes_visible_in(reached))
        assert len(told.story(rows, whole=access.sees_choice(reached.by))) == entries


def test_in_the_trial_no_reason_is_asked_for_and_after_it_one_is(course: builders.Course) -> None:
    match = builders.a_running_match(course)
    assert ask(match, course, Side.CITIZEN, Wish()).reason == ""
    Match.objects.filter(pk=match.pk).update(meetings=3)
    with pytest.raises(errors.RefusedError) as refused:
        ask(match, course, Side.MENTOR, Wish())
    assert refused.value.field == "reason"
    with pytest.raises(errors.RefusedError) as refused:
        ask(match, course, Side.MENTOR, Wish(ChangeReason.OTHER, " "))
    assert refused.value.field == "words"


def test_each_of_the_two_has_one_open_wish_at_a_time(course: builders.Course, match: Match) -> None:
    change = ask(match, course)
    with pytest.raises(errors.RefusedError, match="allerede bedt om"):
        ask(match, course)
    ask(match, course, Side.MENTOR)
    answer(change, course)
    assert ask(match, course).state == ChangeState.ASKED


def test_by_phone_the_days_run_from_when_it_was_told(course: builders.Course, match: Match) -> None:
    builders.set_setting(course.case.jobcentre, Setting.CHANGE_DAYS, 2)
    with builders.act(course.caseworker, Role.CASEWORKER) as by:
        wish, told_on = Wish(ChangeReason.SAFETY), {"side": Side.CITIZEN, "way": WishWay.PHONE, "asked_on": YESTERDAY}
        change = changing.note(match, wish, **told_on, by=by, at=AT, on=ON)  # type: ignore[arg-type]
    assert (change.asked_on, change.answer_by) == (YESTERDAY, TOMORROW)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"way": WishWay.OWN_PAGE}, "way"),
        ({"asked_on": TOMORROW}, "asked_on"),
        ({"asked_on": date(1926, 11, 16)}, "asked_on"),
    ],
)
def test_what_is_noted_says_how_and_when(
    course: builders.Course, match: Match, changed: dict[str, Any], field: str
) -> None:
    typed: dict[str, Any] = {"side": Side.CITIZEN, "way": WishWay.PHONE, "asked_on": ON} | changed
    with builders.act(course.caseworker, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError) as refused:
        changing.note(match, Wish(ChangeReason.TIMES), **typed, by=by, at=AT, on=ON)
    assert refused.value.field == field


def test_only_the_two_ask_and_only_who_finds_mentors_answers(course: builders.Course, match: Match) -> None:
    with builders.act(course.coordinator, Role.COORDINATOR) as by, pytest.raises(errors.RefusedError):
        changing.ask(match, Wish(ChangeReason.TIMES), by=by, at=AT, on=ON)
    with builders.act(course.mentor_user, Role.MENTOR) as by, pytest.raises(errors.RefusedError):
        changing.note(
            match, Wish(ChangeReason.TIMES), side=Side.CITIZEN, way=WishWay.TALK, asked_on=ON, by=by, at=AT, on=ON
        )
    change = ask(match, course)
    for user, role in ((course.caseworker, Role.CASEWORKER), users(course)[Side.CITIZEN]):
        with builders.act(user, role) as by, pytest.raises(errors.RefusedError):
            changing.settle(change, "Nej.", by=by, at=AT, on=ON)
    with pytest.raises(errors.RefusedError) as refused:
        answer(change, course, text=" ")
    assert refused.value.field == "answer"


def test_the_mentor_cannot_take_back_what_the_citizen_asked(course: builders.Course, match: Match) -> None:
    change = ask(match, course)
    with builders.act(course.mentor_user, Role.MENTOR) as by, pytest.raises(errors.RefusedError):
        changing.withdraw(change, by=by, at=AT, on=ON)
    with builders.act(course.citizen_user, Role.CITIZEN) as by:
        changing.withdraw(change, by=by, at=AT, on=ON)
    assert (change.state, change.closed_at) == (ChangeState.WITHDRAWN, AT)
    with pytest.raises(errors.IllegalMoveError):
        answer(change, course)


@pytest.mark.parametrize(("side", "reason"), [(Side.CITIZEN, "citizen_wish"), (Side.MENTOR, "mentor_wish")])
def test_the_match_ends_by_the_wish_of_who_asked(
    course: builders.Course, match: Match, side: Side, reason: str
) -> None:
    change, other = ask(match, course, side), ask(match, course, next(one for one in Side if one is not side))
    answer(change, course, "part", "Vi finder en ny.")
    match.refresh_from_db()
    change.refresh_from_db()
    other.refresh_from_db()
    course.case.refresh_from_db()
    assert (match.state, match.ended_by, match.end_reason) == (State.ENDED, side, reason)
    assert (change.state, change.answer, other.state) == (ChangeState.PARTED, "Vi finder en ny.", ChangeState.PARTED)
    assert course.case.stage == Stage.GRANTED


def test_what_ends_the_match_closes_the_wish_and_nobody_asks_afterwards(course: builders.Course, match: Match) -> None:
    change = ask(match, course)
    ending = parting.Ending(lists.EndedBy.MENTOR, lists.EndReason.MENTOR_LEFT, ON)
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        parting.end(match, ending, by=by, at=AT, on=ON)
    change.refresh_from_db()
    assert change.state == ChangeState.PARTED
    with pytest.raises(errors.RefusedError, match="Matchet er slut"):
        ask(match, course)
    with pytest.raises(errors.RefusedError):
        ask(match, course, Side.MENTOR)


def test_a_course_that_ends_closes_the_wish(course: builders.Course, match: Match) -> None:
    change = ask(match, course)
    parting.conclude(course.case, last_day=ON, by=acting.SYSTEM, at=AT)
    change.refresh_from_db()
    assert change.state == ChangeState.PARTED


def test_the_two_go_on_until_the_new_mentor_says_yes(course: builders.Course, match: Match) -> None:
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    change = ask(match, course)
    with pytest.raises(errors.RefusedError, match="har allerede en mentor"):
        builders.a_proposed_match(course, mentor=other)
    answer(change, course, "search")
    with pytest.raises(errors.RefusedError, match="har allerede en mentor"):
        builders.a_proposed_match(course)
    asked = builders.an_asked_match(course, mentor=other)
    match.refresh_from_db()
    course.case.refresh_from_db()
    assert (match.state, course.case.stage) == (State.RUNNING, Stage.RUNNING)
    (on_board,) = finding.found(Case.objects.filter(pk=course.case.pk), on=ON)
    assert (on_board.mentor, on_board.standing.state) == (str(match.mentor), State.RUNNING)
    assert other.user
    with builders.act(other.user, Role.MENTOR) as by:
        answering.accept(asked, by=by, at=AT, on=ON)
    match.refresh_from_db()
    change.refresh_from_db()
    course.case.refresh_from_db()
    assert (match.state, match.last_day, match.end_reason) == (State.ENDED, ON, "citizen_wish")
    assert (asked.state, asked.first_day, change.state) == (State.ACCEPTED, TOMORROW, ChangeState.PARTED)
    assert course.case.stage == Stage.TRIAL


def test_a_no_of_the_new_one_leaves_the_former_as_it_was(course: builders.Course, match: Match) -> None:
    answer(ask(match, course), course, "search")
    builders.decline_times(course, 1)
    other = builders.an_asked_match(course, mentor=builders.a_signed_mentor("Maja", jobcentre=course.case.jobcentre))
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        proposing.withdraw(other, by=by, at=AT, on=ON)
    course.case.refresh_from_db()
    assert course.case.stage == Stage.RUNNING


@pytest.mark.parametrize("is_asked", [False, True])
@pytest.mark.parametrize("is_settled", [False, True])
def test_who_goes_on_with_the_mentor_after_all_keeps_it_and_the_other_is_taken_back(
    course: builders.Course, match: Match, is_settled: bool, is_asked: bool
) -> None:
    change = ask(match, course)
    answer(change, course, "search")
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    chosen = (builders.an_asked_match if is_asked else builders.a_proposed_match)(course, mentor=other)
    OutboxItem.objects.all().delete()
    _go_on(change, course, is_settled=is_settled)
    chosen.refresh_from_db()
    match.refresh_from_db()
    assert (chosen.state, match.state) == (State.WITHDRAWN, State.RUNNING)
    assert other.user
    assert OutboxItem.objects.filter(to_address=other.user.email).exists() is is_asked


def test_the_other_is_chosen_still_while_one_of_the_two_waits_for_that(course: builders.Course, match: Match) -> None:
    change, second = ask(match, course), ask(match, course, Side.MENTOR)
    for one in (change, second):
        answer(one, course, "search")
    chosen = builders.a_proposed_match(
        course, mentor=builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    )
    for one, state in ((change, State.PROPOSED), (second, State.WITHDRAWN)):
        answer(one, course, "settle")
        chosen.refresh_from_db()
        assert chosen.state == state


def test_nobody_is_asked_for_who_has_a_mentor_and_looks_for_none(course: builders.Course, match: Match) -> None:
    change = ask(match, course)
    answer(change, course, "search")
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    chosen = builders.a_proposed_match(course, mentor=other)
    ChangeRequest.objects.update(state=ChangeState.SETTLED, closed_at=AT)  # at the same moment as the choice
    with builders.act(course.coordinator, Role.COORDINATOR) as by, pytest.raises(errors.RefusedError) as refused:
        proposing.ask(chosen, by=by, at=AT, on=ON)
    assert refused.value.sentence == "Borgeren har allerede en mentor: Mikkel Lund."


def test_the_desk_asks_for_the_answer_and_the_leader_hears_when_it_is_late(
    course: builders.Course, match: Match
) -> None:
    change = ask(match, course)
    (waits,) = told.to_answer(ChangeRequest.objects.all())
    assert (waits.what, waits.due) == ("Svar: borgeren har bedt om en anden mentor", change.answer_by)
    assert told.late(ChangeRequest.objects.all(), on=change.answer_by) == ()
    assert len(told.late(ChangeRequest.objects.all(), on=change.answer_by + timedelta(days=1))) == 1
    answer(change, course, "search")
    (waits,) = told.to_answer(ChangeRequest.objects.all())
    assert (waits.what, waits.due) == ("Find en ny mentor: skiftet er aftalt", None)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ([], ()),
        ([0, 0], ("0", "0")),
        ([5, 12, 0], ("5", "12", "0")),
        ([4, 5, 12, 0], (None, None, "12", "0")),
        ([12, 0, 3], (None, "0", None)),
        ([1, 1, 9, 20], (None, None, None, "20")),
        ([4, 1, 9], (None, None, "9")),
        ([3, 0, 0], (None, None, None)),
    ],
)
def test_a_count_under_five_is_not_told_nor_to_be_reckoned_from_the_others(
    counts: list[int], told: tuple[str | None, ...]
) -> None:
    assert partings.shown(counts) == tuple(one or partings.NOT_TOLD for one in told)


@given(st.lists(st.integers(0, 12), min_size=2, max_size=5))
def test_whoever_knows_the_total_finds_no_hidden_count(counts: list[int]) -> None:
    shown = partings.shown(counts)
    hidden = [number for number, text in zip(counts, shown, strict=True) if text == partings.NOT_TOLD]
    assert not any(0 < int(text) < partings.LEAST for text in shown if text != partings.NOT_TOLD)
    assert not hidden or len(hidden) == len(counts) or (len(hidden) > 1 and sum(hidden) >= partings.LEAST)


def test_why_matches_ended_is_counted_by_year_without_names(course: builders.Course, match: Match) -> None:
    change = ask(match, course)
    answer(change, course, "part")
    (year,) = partings.by_year(Match.objects.all(), ChangeRequest.objects.all())
    assert year.year == ON.year
    assert year.ended_by == {lists.EndedBy.CITIZEN: 1}
    assert year.lasted == {"Op til en måned": 1}
    assert year.reasons == {lists.EndReason.CITIZEN_WISH: 1}
    assert year.wished == {ChangeReason.TIMES: 1}
    assert year.often == 0
    assert "Mikkel" not in f"{year}"


def test_the_end_of_a_course_is_no_change_of_mentor(course: builders.Course, match: Match) -> None:
    parting.conclude(course.case, last_day=ON, by=acting.SYSTEM, at=AT)
    assert partings.by_year(Match.objects.filter(pk=match.pk), ChangeRequest.objects.all()) == ()


@pytest.mark.parametrize(
    ("assignment", "constraint"),
    [
        ("state = 'settled', closed_at = now()", "matching_change_answered"),
        ("state = 'searching'", "matching_change_answered"),
        ("state = 'withdrawn'", "matching_change_closed"),
        ("closed_at = now()", "matching_change_closed"),
        ("answer_by = asked_on - 1", "matching_change_deadline"),
        ("asked_by = 'leader'", "matching_change_side"),
    ],
)
def test_a_wish_that_cannot_be_is_refused(
    course: builders.Course, match: Match, assignment: str, constraint: str
) -> None:
    change = ask(match, course)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as sql:
        sql.execute(f"UPDATE matching_changerequest SET {assignment} WHERE id = %s", [change.pk])
