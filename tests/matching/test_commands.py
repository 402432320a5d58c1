"""From the coordinator's choice to the end of a match."""

from dataclasses import replace
from datetime import timedelta

import pytest

from parloeb.domain.audit.models import Event
from parloeb.domain.cases import moving
from parloeb.domain.cases.access import visible_to as visible_cases
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import Stage
from parloeb.domain.corps import lists as corps
from parloeb.domain.matching import lists
from parloeb.domain.matching.commands import answering, meeting, parting, proposing
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.queries import matches
from parloeb.domain.matching.states import State
from parloeb.domain.people.acting import SYSTEM
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import OrganisationKind, Role
from parloeb.kernel import errors
from parloeb.kernel.periods import Period
from tests import builders
from tests.builders import AT, FULL, ON, TOMORROW, YESTERDAY

pytestmark = pytest.mark.django_db

WHY = proposing.Choice(why="Kender området.")


def _sees(user: User, role: Role, case: Case, *, on: object = ON) -> bool:
    return visible_cases(builders.actor(user, role), on=on).filter(pk=case.pk).exists()  # type: ignore[arg-type]


def _stage(case: Case) -> str:
    case.refresh_from_db()
    return case.stage


def test_the_way_from_the_choice_to_a_running_match() -> None:
    course = builders.a_course()
    match = builders.a_proposed_match(course)
    assert (match.state, _stage(course.case)) == (State.PROPOSED, Stage.GRANTED)
    with builders.act(course.coordinator) as by:
        proposing.ask(match, by=by, at=AT, on=ON)
    assert (match.state, match.answer_by, _stage(course.case)) == (State.ASKED, ON + timedelta(days=3), Stage.MATCHING)
    with builders.act(course.mentor_user) as by:
        answering.accept(match, by=by, at=AT, on=ON)
    assert (match.state, match.first_day, _stage(course.case)) == (State.ACCEPTED, ON, Stage.TRIAL)
    meeting.meeting_held(course.case, mentor=course.mentor, day=TOMORROW, by=SYSTEM, at=AT)
    match.refresh_from_db()
    builders.both_go_on(match, by=course.coordinator, on=TOMORROW)
    with builders.act(course.coordinator) as by:
        meeting.confirm(match, by=by, at=AT, on=TOMORROW)
        meeting.run(match, by=by, at=AT)
    assert (match.state, match.met_on, _stage(course.case)) == (State.RUNNING, TOMORROW, Stage.RUNNING)
    answered = [f"go_on_answered.{side}" for side in lists.Side]
    acts = ["proposed", "asked", "accepted", "met", *answered, "confirmed", "running"]
    told = Event.objects.filter(subject_uuid=match.uuid).order_by("pk").values_list("name", flat=True)
    assert list(told) == [f"match.{act}" for act in acts]


def test_the_case_opens_to_the_mentor_with_the_yes_and_not_before() -> None:
    course = builders.a_course()
    match = builders.an_asked_match(course)
    assert not _sees(course.mentor_user, Role.MENTOR, course.case)
    with builders.act(course.mentor_user) as by:
        answering.accept(match, by=by, at=AT, on=ON)
    assert _sees(course.mentor_user, Role.MENTOR, course.case)


def test_a_suppliers_mentor_brings_the_supplier_in_and_another_employer_nobody() -> None:
    supplier = builders.an_organisation(OrganisationKind.SUPPLIER, "Sporskiftet ApS")
    admin = builders.give_role(builders.a_user("Sanne Spor"), Role.SUPPLIER_ADMIN, organisation=supplier)
    course = builders.a_course()
    theirs = builders.a_signed_mentor(
        "Maja Krogh", jobcentre=course.case.jobcentre, organisation=supplier, kind=corps.Kind.SUPPLIER
    )
    builders.an_accepted_match(course, mentor=theirs)
    assert _sees(admin, Role.SUPPLIER_ADMIN, course.case)
    own = builders.a_course()
    builders.an_accepted_match(own)
    assert not _sees(admin, Role.SUPPLIER_ADMIN, own.case)


def test_nobody_says_yes_before_secrecy_is_signed() -> None:
    course = builders.a_course()
    unsigned = builders.a_signed_mentor("Omar Berg", jobcentre=course.case.jobcentre, signed=False)
    match = builders.an_asked_match(course, mentor=unsigned)
    assert unsigned.user
    with builders.act(unsigned.user) as by, pytest.raises(errors.RefusedError, match="tavshedspligten"):
        answering.accept(match, by=by, at=AT, on=ON)
    assert Match.objects.get().state == State.ASKED
    assert not _sees(unsigned.user, Role.MENTOR, course.case)


def test_a_no_has_a_reason_and_the_course_waits_again() -> None:
    course = builders.a_course()
    match = builders.an_asked_match(course)
    with builders.act(course.mentor_user) as by:
        answering.decline(match, reason=lists.DeclineReason.NEEDS_BETTER_ODDS, by=by, at=AT, on=ON)
    assert (match.state, match.decline_reason, _stage(course.case)) == (State.DECLINED, "better_odds", Stage.GRANTED)
    with (
        builders.act(course.coordinator) as by,
        pytest.raises(errors.RefusedError, match="Bad om et forløb"),
    ):
        proposing.propose(course.case, WHY, mentor=course.mentor, by=by, at=AT, on=ON)


def test_a_question_can_be_withdrawn_and_another_mentor_asked() -> None:
    course = builders.a_course()
    match = builders.an_asked_match(course)
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    with builders.act(course.coordinator) as by:
        with pytest.raises(errors.RefusedError, match="Mikkel Lund er allerede foreslået"):
            proposing.propose(course.case, WHY, mentor=other, by=by, at=AT, on=ON)
        proposing.withdraw(match, by=by, at=AT, on=ON)
        assert _stage(course.case) == Stage.GRANTED
        proposing.propose(course.case, WHY, mentor=other, by=by, at=AT, on=ON)
    with builders.act(course.mentor_user) as by, pytest.raises(errors.IllegalMoveError):
        answering.accept(match, by=by, at=AT, on=ON)


def test_of_two_who_choose_at_once_the_second_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    course = builders.a_course()
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    builders.a_proposed_match(course)
    monkeypatch.setattr(matches, "unanswered", lambda case: None)  # read before the first had written
    with builders.act(course.coordinator) as by, pytest.raises(errors.OvertakenError):
        proposing.propose(course.case, WHY, mentor=other, by=by, at=AT, on=ON)
    assert Match.objects.get().mentor == course.mentor


def test_of_two_who_withdraw_and_answer_at_once_the_second_is_told() -> None:
    course = builders.a_course()
    match = builders.an_asked_match(course)
    stale = Match.objects.select_related("case__citizen", "mentor").get(pk=match.pk)
    with builders.act(course.mentor_user) as by:
        answering.accept(match, by=by, at=AT, on=ON)
    with builders.act(course.coordinator) as by, pytest.raises(errors.OvertakenError):
        proposing.withdraw(stale, by=by, at=AT, on=ON)
    assert Match.objects.get().state == State.ACCEPTED


def test_hours_taken_meanwhile_are_counted_again_at_the_answer() -> None:
    course = builders.a_course()
    busy = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre, weekly_minutes=180)
    second = builders.a_course(caseworker=course.caseworker, coordinator=course.coordinator, mentor=busy)
    asked, also = builders.an_asked_match(course, mentor=busy), builders.an_asked_match(second)
    assert busy.user
    with builders.act(busy.user) as by:
        answering.accept(asked, by=by, at=AT, on=ON)
        with pytest.raises(errors.RefusedError, match="Forløbet passer ikke længere"):
            answering.accept(also, by=by, at=AT, on=ON)


def test_a_course_without_a_living_grant_gets_no_mentor() -> None:
    course = builders.a_course()
    assert course.grant.last_day
    after = course.grant.last_day + timedelta(days=1)
    with builders.act(course.coordinator, on=after) as by, pytest.raises(errors.RefusedError, match="ingen bevilling"):
        proposing.propose(course.case, WHY, mentor=course.mentor, by=by, at=AT, on=after)


def test_a_choice_needs_its_why() -> None:
    course = builders.a_course()
    with builders.act(course.coordinator) as by, pytest.raises(errors.RefusedError) as refused:
        proposing.propose(course.case, proposing.Choice(why=" "), mentor=course.mentor, by=by, at=AT, on=ON)
    assert refused.value.field == "why"


def test_a_mentor_of_another_jobcentre_cannot_be_chosen() -> None:
    course = builders.a_course()
    foreign = builders.a_signed_mentor("Fremmed Mand", jobcentre=builders.a_jobcentre())
    with builders.act(course.coordinator) as by, pytest.raises(errors.RefusedError, match="andet jobcenter"):
        proposing.propose(course.case, WHY, mentor=foreign, by=by, at=AT, on=ON)


def test_the_employee_who_decided_the_grant_and_the_citizen_cannot_be_the_mentor() -> None:
    course = builders.a_course()
    for user, sentence in ((course.caseworker, "Træffer afgørelser"), (course.citizen_user, "Er selv borgeren")):
        builders.give_role(user, Role.MENTOR)
        mentor = builders.a_signed_mentor("Dobbelt Rolle", jobcentre=course.case.jobcentre)
        type(mentor).objects.filter(pk=mentor.pk).update(user=user)
        mentor.refresh_from_db()
        with builders.act(course.coordinator) as by, pytest.raises(errors.RefusedError, match=sentence):
            proposing.propose(course.case, WHY, mentor=mentor, by=by, at=AT, on=ON)


def test_a_past_deadline_is_refused_at_its_field() -> None:
    course = builders.a_course()
    match = builders.a_proposed_match(course)
    with builders.act(course.coordinator) as by, pytest.raises(errors.RefusedError) as refused:
        proposing.ask(match, answer_by=YESTERDAY, by=by, at=AT, on=ON)
    assert refused.value.field == "answer_by"


def test_an_agreement_runs_only_when_both_want_to_go_on() -> None:
    for match in (builders.an_accepted_match(), builders.a_met_match()):
        with pytest.raises(errors.RefusedError, match="begge vil fortsætte"):
            meeting.run(match, by=SYSTEM, at=AT)


def test_only_the_first_meeting_with_the_own_mentor_counts() -> None:
    course = builders.a_course()
    match = builders.an_accepted_match(course)
    stranger = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    meeting.meeting_held(course.case, mentor=stranger, day=ON, by=SYSTEM, at=AT)
    match.refresh_from_db()
    assert match.state == State.ACCEPTED
    for day in (ON, TOMORROW):
        meeting.meeting_held(course.case, mentor=course.mentor, day=day, by=SYSTEM, at=AT)
    match.refresh_from_db()
    assert (match.state, match.met_on) == (State.MET, ON)


def test_a_match_that_somebody_moves_on_while_the_two_meet_is_left_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    course = builders.a_course()
    builders.an_accepted_match(course)

    def overtaken(*args: object, **more: object) -> None:
        raise errors.OvertakenError

    monkeypatch.setattr(moving, "move", overtaken)
    meeting.meeting_held(course.case, mentor=course.mentor, day=ON, by=SYSTEM, at=AT)
    assert not Event.objects.filter(name="match.met").exists()


def test_after_the_end_the_mentor_sees_the_case_for_fourteen_days_and_the_course_waits() -> None:
    course = builders.a_course()
    match = builders.an_ended_match(course)
    assert (match.state, match.last_day, _stage(course.case)) == (State.ENDED, ON, Stage.GRANTED)
    assert _sees(course.mentor_user, Role.MENTOR, course.case, on=ON + timedelta(days=14))
    assert not _sees(course.mentor_user, Role.MENTOR, course.case, on=ON + timedelta(days=15))


def test_a_mentor_who_has_left_sees_nothing_more() -> None:
    course = builders.a_course()
    builders.an_ended_match(course, reason=lists.EndReason.MENTOR_LEFT)
    assert not _sees(course.mentor_user, Role.MENTOR, course.case)


def test_the_coordinator_can_close_the_access_at_once() -> None:
    course = builders.a_course()
    match = builders.a_running_match(course)
    ending = parting.Ending(lists.EndedBy.CITIZEN, lists.EndReason.CITIZEN_WISH, last_day=ON, cut=True)
    with builders.act(course.coordinator) as by:
        parting.end(match, ending, by=by, at=AT, on=ON)
    assert not _sees(course.mentor_user, Role.MENTOR, course.case)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"last_day": YESTERDAY}, "last_day"),
        ({"last_day": TOMORROW}, "last_day"),
        ({"reason": lists.EndReason.OTHER}, "text"),
    ],
)
def test_an_end_that_cannot_be_is_refused_at_its_field(change: dict[str, object], field: str) -> None:
    course = builders.a_course()
    match = builders.a_running_match(course)
    ending = parting.Ending(lists.EndedBy.MENTOR, lists.EndReason.MENTOR_WISH, last_day=ON)
    with builders.act(course.coordinator) as by, pytest.raises(errors.RefusedError) as refused:
        parting.end(match, replace(ending, **change), by=by, at=AT, on=ON)  # type: ignore[arg-type]
    assert refused.value.field == field


def test_the_next_mentor_begins_the_day_after_the_former() -> None:
    course = builders.a_course()
    builders.an_ended_match(course)
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    match = builders.an_accepted_match(course, mentor=other)
    assert match.first_day == TOMORROW
    assert matches.matched_periods(course.case, course.mentor) == (Period(ON, ON),)
    assert matches.matched_periods(course.case, other) == (Period(TOMORROW),)


def test_the_same_mentor_can_come_back_within_the_days_after() -> None:
    course = builders.a_course()
    builders.an_ended_match(course)
    again = builders.an_accepted_match(course, on=TOMORROW)
    assert again.state == State.ACCEPTED
    assert _sees(course.mentor_user, Role.MENTOR, course.case, on=ON + timedelta(days=60))


def test_after_parting_by_the_citizens_wish_the_same_mentor_is_not_chosen_again() -> None:
    course = builders.a_course()
    builders.an_ended_match(course, reason=lists.EndReason.CITIZEN_WISH)
    with builders.act(course.coordinator) as by, pytest.raises(errors.RefusedError, match="gik fra hinanden"):
        proposing.propose(course.case, WHY, mentor=course.mentor, by=by, at=AT, on=ON)


def test_the_end_of_the_course_closes_what_is_open_and_what_binds() -> None:
    asked = builders.an_asked_match()
    parting.conclude(asked.case, last_day=ON, by=SYSTEM, at=AT)
    asked.refresh_from_db()
    assert asked.state == State.WITHDRAWN
    running = builders.a_running_match()
    parting.conclude(running.case, last_day=TOMORROW, by=SYSTEM, at=AT)
    running.refresh_from_db()
    assert (running.state, running.last_day, running.end_reason) == (State.ENDED, TOMORROW, "course_ended")


def test_hard_considerations_stop_the_choice() -> None:
    course = builders.a_course(content=replace(FULL, considerations=("not_male_mentor",)))
    man = builders.a_signed_mentor("Mand Mandsen", jobcentre=course.case.jobcentre, sex=corps.Sex.MALE)
    woman = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre, sex=corps.Sex.FEMALE)
    with builders.act(course.coordinator) as by:
        with pytest.raises(errors.RefusedError, match="ikke en mandlig mentor"):
            proposing.propose(course.case, WHY, mentor=man, by=by, at=AT, on=ON)
        assert proposing.propose(course.case, WHY, mentor=woman, by=by, at=AT, on=ON).state == State.PROPOSED
