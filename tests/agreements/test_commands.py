"""An agreement from the draft to the last signature, and the next edition."""

from dataclasses import replace
from datetime import timedelta

import pytest

from parloeb.domain.agreements import commands, queries, rules
from parloeb.domain.agreements.lists import Party, Way
from parloeb.domain.agreements.models import Agreement, Signature
from parloeb.domain.agreements.states import State
from parloeb.domain.audit.models import Event
from parloeb.domain.cases.rules import Stage
from parloeb.domain.matching.states import State as MatchState
from parloeb.domain.people.rules import Role
from parloeb.kernel import days, errors
from parloeb.kernel.periods import Period
from tests import builders
from tests.builders import AGREED, AT, ON, at

pytestmark = pytest.mark.django_db

LATER = ON + timedelta(days=14)


def test_a_draft_begins_with_what_grant_and_referral_say() -> None:
    content = replace(builders.FULL, meeting_place="neutral")
    agreement = builders.a_started_agreement(builders.a_course(content=content)).agreement
    begun = queries.content_of(agreement)
    assert begun.period == Period(ON, days.last_day_of(ON, 3))
    assert begun.minutes_per_week == 120
    assert begun.place == "Et neutralt sted"
    assert begun.goal == "At opnå eller fastholde ordinær uddannelse"
    assert [(goal.text, goal.is_standing) for goal in agreement.goals.all()] == [("Klare sig uden støtte", True)]


def test_the_standing_goal_outlives_every_saving() -> None:
    signing = builders.a_drafted_agreement()
    with builders.act(signing.course.caseworker, Role.CASEWORKER) as by:
        commands.save(signing.agreement, replace(AGREED, goals=()), version=2, by=by, at=AT, on=ON)
    assert [goal.text for goal in signing.agreement.goals.all()] == [rules.STANDING_GOAL]


def test_the_last_signature_puts_it_in_force_and_the_match_runs() -> None:
    signing = builders.a_presented_agreement()
    agreement, case = signing.agreement, signing.course.case
    builders.sign(signing, Party.CITIZEN)
    builders.sign(signing, Party.MENTOR)
    assert agreement.state == State.SIGNING
    assert queries.agreed_periods(case) == ()
    builders.sign(signing, Party.CASEWORKER)
    signing.match.refresh_from_db()
    case.refresh_from_db()
    assert (agreement.state, agreement.signed_at) == (State.SIGNED, AT)
    assert signing.match.state == MatchState.RUNNING
    assert case.stage == Stage.RUNNING
    assert queries.agreed_periods(case) == (queries.Agreed(Period(ON, days.last_day_of(ON, 3)), 90),)
    assert queries.agreed_periods(case, mentor=signing.match.mentor)
    assert queries.agreed_periods(case, mentor=builders.a_signed_mentor("Maja", jobcentre=case.jobcentre)) == ()


@pytest.mark.parametrize("party", [Party.MENTOR, Party.CASEWORKER])
def test_nobody_signs_before_the_citizen(party: Party) -> None:
    signing = builders.a_presented_agreement()
    with pytest.raises(errors.RefusedError, match="Borgeren skal skrive under først"):
        builders.sign(signing, party)
    assert not Signature.objects.exists()


def test_nobody_signs_twice() -> None:
    signing = builders.a_presented_agreement()
    read = replace(signing, agreement=Agreement.objects.get())
    builders.sign(signing, Party.CITIZEN)
    with pytest.raises(errors.RefusedError, match="Borgeren har allerede skrevet under"):
        builders.sign(read, Party.CITIZEN)
    with pytest.raises(errors.RefusedError, match="Borgeren har allerede skrevet under"):
        builders.sign_for_citizen(read)


@pytest.mark.parametrize("way", [Way.ON_BEHALF, Way.PAPER])
def test_the_caseworker_signs_for_the_citizen_with_a_reason(way: Way) -> None:
    signing = builders.a_presented_agreement()
    with pytest.raises(errors.RefusedError) as refusal:
        builders.sign_for_citizen(signing, reason="  ", way=way)
    assert refusal.value.field == "reason"
    builders.sign_for_citizen(signing, way=way)
    line = Signature.objects.get()
    assert (line.party, line.way, line.reason, line.signed_by) == (
        Party.CITIZEN,
        way,
        "Anna er indlagt.",
        signing.course.caseworker,
    )
    builders.sign(signing, Party.MENTOR)


@pytest.mark.parametrize("role", [Role.MENTOR, Role.COORDINATOR])
def test_nobody_else_signs_for_the_citizen(role: Role) -> None:
    signing = builders.a_presented_agreement()
    user = signing.course.mentor_user if role is Role.MENTOR else signing.course.coordinator
    with builders.act(user, role) as by, pytest.raises(errors.RefusedError, match="Din rolle"):
        commands.sign_for_citizen(signing.agreement, way=Way.PAPER, reason="Nej.", version=2, by=by, at=AT, on=ON)


def test_what_lacks_stops_presenting_and_names_its_field() -> None:
    signing = builders.a_drafted_agreement(content=replace(AGREED, minutes_per_week=150))
    told = pytest.raises(errors.RefusedError, match="bevilget 2 timer")
    with builders.act(signing.course.caseworker, Role.CASEWORKER) as by, told as refusal:
        commands.present(signing.agreement, version=2, by=by, at=AT, on=ON)
    assert refusal.value.field == "minutes_per_week"
    assert Agreement.objects.get().state == State.DRAFT


def test_nothing_written_yet_is_refused_with_a_sentence_and_not_by_the_database() -> None:
    signing = builders.a_started_agreement()
    with builders.act(signing.course.caseworker, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError) as refusal:
        commands.present(signing.agreement, version=1, by=by, at=AT, on=ON)
    assert refusal.value.field == "goal_own_words"


def test_before_both_want_to_go_on_it_can_be_drafted_but_not_presented() -> None:
    course = builders.a_course()
    signing = builders.a_drafted_agreement(course, match=builders.a_met_match(course))
    with builders.act(course.caseworker, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError, match="fortsætte"):
        commands.present(signing.agreement, version=2, by=by, at=AT, on=ON)


def test_there_is_no_agreement_without_a_mentor() -> None:
    course = builders.a_course()
    match = builders.an_asked_match(course)
    with builders.act(course.caseworker, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError, match="mentor"):
        commands.start(match, by=by, at=AT, on=ON)


def test_there_is_one_open_agreement_at_a_time() -> None:
    signing = builders.a_drafted_agreement()
    with builders.act(signing.course.mentor_user, Role.MENTOR) as by:
        with pytest.raises(errors.RefusedError, match="under udarbejdelse"):
            commands.start(signing.match, by=by, at=AT, on=ON)
        commands.drop(signing.agreement, by=by, at=AT, on=ON)
        assert commands.start(signing.match, by=by, at=AT, on=ON).edition == 1


def test_a_change_voids_the_signatures_and_keeps_them() -> None:
    signing = builders.a_presented_agreement()
    builders.sign(signing, Party.CITIZEN)
    with builders.act(signing.course.mentor_user, Role.MENTOR) as by:
        commands.change(signing.agreement, by=by, at=AT, on=ON)
        content = replace(queries.content_of(signing.agreement), place="Hjemme")
        commands.save(signing.agreement, content, version=2, by=by, at=AT, on=ON)
        commands.present(signing.agreement, version=3, by=by, at=AT, on=ON)
    assert Signature.objects.get().voided_at == AT
    with pytest.raises(errors.RefusedError, match="Borgeren skal skrive under først"):
        builders.sign(signing, Party.MENTOR)
    builders.sign(signing, Party.CITIZEN)
    assert Signature.objects.count() == 2


def test_who_signs_a_text_that_was_changed_meanwhile_is_told() -> None:
    signing = builders.a_presented_agreement()
    read = Agreement.objects.get()
    with builders.act(signing.course.mentor_user, Role.MENTOR) as by:
        commands.change(signing.agreement, by=by, at=AT, on=ON)
        content = replace(queries.content_of(signing.agreement), minutes_per_week=60)
        commands.save(signing.agreement, content, version=2, by=by, at=AT, on=ON)
        commands.present(signing.agreement, version=3, by=by, at=AT, on=ON)
    with builders.act(signing.course.citizen_user, Role.CITIZEN) as by, pytest.raises(errors.OvertakenError):
        commands.sign(read, version=2, by=by, at=AT, on=ON)
    assert not Signature.objects.exists()


def test_of_two_who_save_the_second_is_told() -> None:
    signing = builders.a_drafted_agreement()
    with builders.act(signing.course.mentor_user, Role.MENTOR) as by:
        commands.save(signing.agreement, AGREED, version=2, by=by, at=AT, on=ON)
        with pytest.raises(errors.OvertakenError):
            commands.save(signing.agreement, AGREED, version=2, by=by, at=AT, on=ON)


def test_of_two_who_present_the_second_is_told() -> None:
    signing = builders.a_drafted_agreement()
    stale = Agreement.objects.get()
    with builders.act(signing.course.caseworker, Role.CASEWORKER) as by:
        commands.present(signing.agreement, version=2, by=by, at=AT, on=ON)
        with pytest.raises(errors.OvertakenError):
            commands.present(stale, version=2, by=by, at=AT, on=ON)


@pytest.mark.parametrize(
    ("content", "field"),
    [
        (replace(AGREED, first_day=ON, last_day=ON - timedelta(days=1)), "last_day"),
        (replace(AGREED, goals=(builders.SUB_GOAL,) * 11), None),
    ],
)
def test_the_impossible_is_not_saved(content: rules.Content, field: str | None) -> None:
    signing = builders.a_started_agreement()
    with builders.act(signing.course.caseworker, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError) as refusal:
        commands.save(signing.agreement, content, version=1, by=by, at=AT, on=ON)
    assert refusal.value.field == field
    assert Agreement.objects.get().version == 1


def test_days_before_the_last_signature_do_not_count() -> None:
    signing = builders.a_presented_agreement()
    builders.sign(signing, Party.CITIZEN)
    builders.sign(signing, Party.MENTOR)
    builders.sign(signing, Party.CASEWORKER, on=LATER)
    assert queries.agreed_periods(signing.course.case)[0].period == Period(LATER, days.last_day_of(ON, 3))


def test_an_agreement_whose_days_are_past_cannot_be_signed() -> None:
    content = replace(AGREED, last_day=ON + timedelta(days=6), goals=(replace(builders.SUB_GOAL, due_on=ON),))
    signing = builders.a_presented_agreement(content=content)
    builders.sign(signing, Party.CITIZEN)
    builders.sign(signing, Party.MENTOR)
    with pytest.raises(errors.RefusedError, match="sidste dag er gået"):
        builders.sign(signing, Party.CASEWORKER, on=ON + timedelta(days=7))
    assert Agreement.objects.get().state == State.SIGNING
    assert Signature.objects.count() == 2


def test_a_new_edition_begins_with_the_text_and_takes_over_on_its_day() -> None:
    first = builders.a_signed_agreement()
    second = builders.a_started_agreement(first.course, match=first.match, on=LATER)
    begun = queries.content_of(second.agreement)
    assert begun.goal_own_words == AGREED.goal_own_words
    assert begun.goals == queries.content_of(first.agreement).goals
    assert begun.period == Period(LATER, days.last_day_of(ON, 3))
    with builders.act(first.course.caseworker, Role.CASEWORKER, on=LATER) as by:
        less = replace(begun, minutes_per_week=60)
        commands.save(second.agreement, less, version=1, by=by, at=at(LATER), on=LATER)
        commands.present(second.agreement, version=2, by=by, at=at(LATER), on=LATER)
    assert [one.minutes_per_week for one in queries.agreed_periods(first.course.case)] == [90]
    for party in Party:
        builders.sign(second, party, on=LATER)
    first.agreement.refresh_from_db()
    assert first.agreement.state == State.REPLACED
    assert first.agreement.replaced_by == second.agreement
    assert second.agreement.edition == 2
    assert queries.agreed_periods(first.course.case) == (
        queries.Agreed(Period(ON, LATER - timedelta(days=1)), 90),
        queries.Agreed(Period(LATER, days.last_day_of(ON, 3)), 60),
    )


def test_a_new_edition_on_the_same_day_leaves_the_first_no_day() -> None:
    first = builders.a_signed_agreement()
    second = builders.a_signed_agreement(first.course, match=first.match, content=replace(AGREED, minutes_per_week=30))
    first.agreement.refresh_from_db()
    assert (first.agreement.state, first.agreement.in_force_from) == (State.REPLACED, None)
    assert [one.minutes_per_week for one in queries.agreed_periods(second.course.case)] == [30]


def test_a_new_mentor_goes_on_from_the_text_and_the_old_one_does_not_write() -> None:
    first = builders.a_signed_agreement()
    course = first.course
    builders.end_match(first)
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    match = builders.an_accepted_match(course, mentor=other, on=LATER)
    assert queries.beginning(match, on=LATER).goal_own_words == AGREED.goal_own_words
    told = pytest.raises(errors.RefusedError, match="den mentor, som aftalen er med")
    with builders.act(course.mentor_user, Role.MENTOR, on=LATER) as by, told:
        commands.start(match, by=by, at=at(LATER), on=LATER)


def test_an_agreement_of_a_match_that_ended_cannot_be_signed() -> None:
    signing = builders.a_presented_agreement()
    builders.end_match(signing)
    with pytest.raises(errors.RefusedError, match="ikke længere knyttet"):
        builders.sign(signing, Party.CITIZEN)


def test_each_act_is_logged_once_with_the_citizen() -> None:
    signing = builders.a_signed_agreement()
    events = Event.objects.filter(name__startswith="agreement.").order_by("id")
    assert [event.name.removeprefix("agreement.") for event in events] == [
        "started",
        "saved",
        "presented",
        "signed",
        "signed",
        "signed",
        "concluded",
    ]
    assert {tuple(event.citizens) for event in events} == {(signing.course.case.citizen.uuid,)}
