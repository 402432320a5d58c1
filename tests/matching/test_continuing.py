"""After the first meeting each answers apart whether to go on; in the trial either stops without a reason."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.cases.rules import Stage
from parloeb.domain.correspondence.models import OutboxItem
from parloeb.domain.law.settings import Setting
from parloeb.domain.matching import access, lists, rules, talking
from parloeb.domain.matching.commands import continuing, meeting, parting, stopping
from parloeb.domain.matching.lists import GoOn, Side, WishWay
from parloeb.domain.matching.models import Continuation, Match
from parloeb.domain.matching.queries import continuing as answers
from parloeb.domain.matching.queries import matches, telling, trial
from parloeb.domain.matching.states import BINDING, State
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON

pytestmark = pytest.mark.django_db
YES, NO, DOUBT = GoOn.YES, GoOn.NO, GoOn.DOUBT


@pytest.fixture
def course() -> builders.Course:
    return builders.a_course()


@pytest.fixture
def match(course: builders.Course) -> Match:
    return builders.a_met_match(course)


def say(match: Match, user: User, role: Role, answer: GoOn, words: str = "") -> None:
    with builders.act(user, role) as by:
        continuing.answer(Match.objects.get(pk=match.pk), continuing.Told(answer, words), by=by, at=AT, on=ON)


def confirm(match: Match, course: builders.Course) -> None:
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        meeting.confirm(Match.objects.get(pk=match.pk), by=by, at=AT, on=ON)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Der mangler svar fra borgeren og mentoren."),
        ({Side.CITIZEN: YES}, "Der mangler svar fra mentoren."),
        ({Side.MENTOR: YES}, "Der mangler svar fra borgeren."),
        ({Side.CITIZEN: YES, Side.MENTOR: DOUBT}, "Mindst én af dem er i tvivl"),
        ({Side.CITIZEN: DOUBT, Side.MENTOR: YES}, "Mindst én af dem er i tvivl"),
        ({Side.CITIZEN: YES, Side.MENTOR: YES}, ""),
    ],
)
def test_only_two_yeses_can_be_confirmed(given: dict[Side, GoOn], sentence: str) -> None:
    assert (sentence in talking.lacking(given)) if sentence else talking.lacking(given) == ""


@pytest.mark.parametrize(
    ("state", "meetings", "of", "text"),
    [
        (State.ACCEPTED, 0, 3, "Prøve: 0 af 3 møder"),
        (State.MET, 1, 3, "Prøve: 1 af 3 møder"),
        (State.RUNNING, 2, 3, "Prøve: 2 af 3 møder"),
        (State.RUNNING, 3, 3, ""),
        (State.RUNNING, 0, 0, ""),
        (State.ACCEPTED, 0, 1, "Prøve: 0 af 1 møde"),
        (State.ENDED, 1, 3, ""),
        (State.ASKED, 0, 3, ""),
    ],
)
def test_a_trial_lasts_until_its_meetings_are_held(state: State, meetings: int, of: int, text: str) -> None:
    assert talking.trial_text(state, meetings=meetings, of=of) == text


def test_a_match_is_confirmed_when_both_said_yes_and_not_before(course: builders.Course, match: Match) -> None:
    say(match, course.citizen_user, Role.CITIZEN, YES)
    with pytest.raises(errors.RefusedError, match="mangler svar fra mentoren"):
        confirm(match, course)
    say(match, course.mentor_user, Role.MENTOR, DOUBT)
    with pytest.raises(errors.RefusedError, match="i tvivl"):
        confirm(match, course)
    say(match, course.mentor_user, Role.MENTOR, YES)
    confirm(match, course)
    match.refresh_from_db()
    assert match.state == State.CONFIRMED


def test_what_was_told_by_phone_counts_with_its_way(course: builders.Course, match: Match) -> None:
    say(match, course.mentor_user, Role.MENTOR, YES)
    with builders.act(course.caseworker, Role.CASEWORKER) as by:
        told = continuing.Told(YES, " Hun er sød. ")
        continuing.note(match, told, side=Side.CITIZEN, way=WishWay.PHONE, by=by, at=AT, on=ON)
    (kept,) = Continuation.objects.filter(side=Side.CITIZEN)
    assert (kept.way, kept.words, kept.written_by) == (WishWay.PHONE, "Hun er sød.", course.caseworker)
    confirm(match, course)


def test_nobody_notes_that_the_own_page_told(course: builders.Course, match: Match) -> None:
    with builders.act(course.coordinator, Role.COORDINATOR) as by, pytest.raises(errors.RefusedError) as refused:
        continuing.note(match, continuing.Told(YES), side=Side.CITIZEN, way=WishWay.OWN_PAGE, by=by, at=AT, on=ON)
    assert refused.value.field == "way"


@pytest.mark.parametrize("side", Side)
def test_a_no_ends_the_match_and_nobody_is_told_whose_it_was(course: builders.Course, match: Match, side: Side) -> None:
    users = {Side.CITIZEN: (course.citizen_user, Role.CITIZEN), Side.MENTOR: (course.mentor_user, Role.MENTOR)}
    say(match, *users[side], NO, "Det føles forkert.")
    match.refresh_from_db()
    course.case.refresh_from_db()
    assert (match.state, match.end_reason, match.ended_by, match.last_day) == (State.ENDED, "no_fit", side, ON)
    assert course.case.stage == Stage.GRANTED
    for role, user in ((Role.CITIZEN, course.citizen_user), (Role.MENTOR, course.mentor_user)):
        visible = access.visible_to(builders.actor(user, role), on=ON)
        told = f"{telling.told(telling.to_tell(visible), whole=False, reader=None)}"
        assert "De passede ikke sammen" not in told
        assert "forkert" not in told
    sheet = matches.sheet(Match.objects.all(), match.uuid, reader=None)
    assert sheet is not None
    assert ("Hvorfor slut", "De passede ikke sammen") in sheet.facts
    assert "Sluttede efter ønske fra" not in dict(sheet.facts)


@pytest.mark.parametrize(("side", "told"), [(Side.CITIZEN, "mentor"), (Side.MENTOR, "")])
def test_the_other_one_has_news_to_read(course: builders.Course, match: Match, side: Side, told: str) -> None:
    OutboxItem.objects.all().delete()
    users = {Side.CITIZEN: (course.citizen_user, Role.CITIZEN), Side.MENTOR: (course.mentor_user, Role.MENTOR)}
    say(match, *users[side], NO)
    keys = list(OutboxItem.objects.values_list("key", flat=True))
    assert keys == ([f"match:{match.uuid}:parted"] if told else [])  # this citizen has no address


def test_of_two_answers_at_once_the_second_finds_the_match_ended(course: builders.Course, match: Match) -> None:
    read = Match.objects.get(pk=match.pk)
    say(match, course.citizen_user, Role.CITIZEN, NO)
    with builders.act(course.mentor_user, Role.MENTOR) as by, pytest.raises(errors.RefusedError, match="ikke noget"):
        continuing.answer(read, continuing.Told(YES), by=by, at=AT, on=ON)
    assert Continuation.objects.count() == 1


@pytest.mark.parametrize("state", [state for state in State if state is not State.MET])
def test_the_question_is_answered_between_the_first_meeting_and_the_confirmation(
    course: builders.Course, match: Match, state: State
) -> None:
    facts: dict[str, Any] = {"state": state}
    if state is State.DECLINED:
        facts["decline_reason"] = "no_time"
    if state in (State.ENDED, State.WITHDRAWN):
        facts |= {"closed_at": AT, "last_day": ON, "ended_by": "mentor", "end_reason": "other"}
    Match.objects.filter(pk=match.pk).update(**facts)
    with builders.act(course.coordinator, Role.COORDINATOR) as by, pytest.raises(errors.RefusedError):
        continuing.note(match, continuing.Told(YES), side=Side.CITIZEN, way=WishWay.TALK, by=by, at=AT, on=ON)


def test_only_the_two_answer_and_only_the_authority_notes(course: builders.Course, match: Match) -> None:
    stranger = builders.a_mentor("Maja Krogh")
    for user, role in ((stranger, Role.MENTOR), (course.caseworker, Role.CASEWORKER)):
        with builders.act(user, role) as by, pytest.raises(errors.RefusedError, match="Kun borgeren og mentoren"):
            continuing.answer(match, continuing.Told(YES), by=by, at=AT, on=ON)
    for user, role in ((course.mentor_user, Role.MENTOR), (course.citizen_user, Role.CITIZEN)):
        with builders.act(user, role) as by, pytest.raises(errors.RefusedError):
            continuing.note(match, continuing.Told(YES), side=Side.MENTOR, way=WishWay.TALK, by=by, at=AT, on=ON)


def test_each_reads_the_own_answer_and_the_coordinator_both(course: builders.Course, match: Match) -> None:
    say(match, course.citizen_user, Role.CITIZEN, DOUBT, "Hemmeligt.")
    own = access.own_of(builders.actor(course.mentor_user, Role.MENTOR), on=ON)
    read = answers.together(own, match.uuid, Side.MENTOR)
    assert read is not None
    assert read.answer is None
    assert "Hemmeligt" not in f"{read}"
    (row,) = answers.rows(match)
    assert (row.side, row.answer, row.words) == ("Borgeren", "Jeg er i tvivl", "Hemmeligt.")


@pytest.mark.parametrize(
    ("of_citizen", "of_mentor", "what"),
    [
        (None, None, "Hør, om begge vil fortsætte (Mikkel Lund)"),
        (YES, None, "Hør, om begge vil fortsætte (Mikkel Lund)"),
        (YES, DOUBT, "En af dem er i tvivl: tal med dem (Mikkel Lund)"),
        (YES, YES, "Bekræft: begge vil fortsætte (Mikkel Lund)"),
    ],
)
def test_the_desk_says_what_to_do_with_two_who_have_met(
    course: builders.Course, match: Match, of_citizen: GoOn | None, of_mentor: GoOn | None, what: str
) -> None:
    if of_citizen:
        say(match, course.citizen_user, Role.CITIZEN, of_citizen)
    if of_mentor:
        say(match, course.mentor_user, Role.MENTOR, of_mentor)
    (waits,) = telling.waiting_for_coordinator(Match.objects.all(), on=ON)
    assert waits.what == what
    mentors = access.own_of(builders.actor(course.mentor_user, Role.MENTOR), on=ON)
    assert len(answers.waiting(mentors, Side.MENTOR)) == (of_mentor is None)


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("built", [builders.an_accepted_match, builders.a_met_match, builders.a_running_match])
def test_either_stops_the_trial_without_a_reason(course: builders.Course, side: Side, built: Any) -> None:
    match = built(course)
    users = {Side.CITIZEN: (course.citizen_user, Role.CITIZEN), Side.MENTOR: (course.mentor_user, Role.MENTOR)}
    user, role = users[side]
    with builders.act(user, role) as by:
        stopping.stop(match, by=by, at=AT, on=ON)
    match.refresh_from_db()
    assert (match.state, match.end_reason, match.ended_by) == (State.ENDED, "trial", side)
    assert Event.objects.filter(subject_uuid=match.uuid, name="match.ended").count() == 1
    assert lists.EndReason.TRIAL in rules.PARTING
    with builders.act(user, role) as by, pytest.raises(errors.RefusedError, match="Prøven er slut"):
        stopping.stop(match, by=by, at=AT, on=ON)


def test_after_the_last_meeting_of_the_trial_nobody_stops_without_a_reason(course: builders.Course) -> None:
    match = builders.a_running_match(course)
    meeting.meetings_held(course.case, mentor=course.mentor, meetings=2)
    match.refresh_from_db()
    assert trial.is_on(match)
    meeting.meetings_held(course.case, mentor=course.mentor, meetings=3)
    match.refresh_from_db()
    assert not trial.is_on(match)
    with (
        builders.act(course.mentor_user, Role.MENTOR) as by,
        pytest.raises(errors.RefusedError, match="Prøven er slut"),
    ):
        stopping.stop(match, by=by, at=AT, on=ON)
    ending = parting.Ending(lists.EndedBy.MENTOR, lists.EndReason.TRIAL, last_day=ON)
    with builders.act(course.coordinator, Role.COORDINATOR) as by, pytest.raises(errors.RefusedError) as refused:
        parting.end(match, ending, by=by, at=AT, on=ON)
    assert refused.value.field == "reason"


def test_the_jobcentre_says_how_long_a_trial_is_from_the_first_day_of_the_match(course: builders.Course) -> None:
    builders.set_setting(course.case.jobcentre, Setting.TRIAL_MEETINGS, 1)
    match = builders.a_running_match(course)
    builders.set_setting(course.case.jobcentre, Setting.TRIAL_MEETINGS, 5, first_day=ON + timedelta(days=1))
    assert trial.texts([match])[match.pk] == "Prøve: 0 af 1 møde"


def test_only_the_two_stop_the_trial(course: builders.Course, match: Match) -> None:
    for user, role in (
        (builders.a_mentor("Maja Krogh"), Role.MENTOR),
        (course.coordinator, Role.COORDINATOR),
    ):
        with builders.act(user, role) as by, pytest.raises(errors.RefusedError, match="Kun borgeren og mentoren"):
            stopping.stop(match, by=by, at=AT, on=ON)
    match.refresh_from_db()
    assert match.state in BINDING


@pytest.mark.parametrize("assignment", ["side = 'leader'", "answer = 'maybe'"])
def test_the_database_refuses_an_answer_that_is_none(course: builders.Course, match: Match, assignment: str) -> None:
    say(match, course.citizen_user, Role.CITIZEN, YES)
    refused = pytest.raises(IntegrityError, match="matching_continuation_known")
    with refused, transaction.atomic(), connection.cursor() as sql:
        sql.execute(f"UPDATE matching_continuation SET {assignment}")
