"""Whatever the builders reach, the stage kept on the case is what the concluder computes from all rooms."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import Stage
from parloeb.domain.followup import queries
from parloeb.domain.followup.lists import Decision
from parloeb.domain.grants import commands as grants
from parloeb.domain.matching import lists
from parloeb.domain.matching.commands import answering, parting, proposing
from parloeb.domain.matching.models import Match
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals import commands as referral_commands
from tests.builders import cases, clock, followup, matching, people, procedure, referrals, reports
from tests.builders.clock import AT, ON

pytestmark = pytest.mark.django_db


def _withdrawn_referral() -> Case:
    signe = people.a_caseworker()
    referral = referrals.a_sent_referral(by=signe)
    with people.act(signe, Role.CASEWORKER) as by:
        referral_commands.withdraw(referral, by=by, at=AT, on=ON)
    return referral.case


def _refused_grant() -> Case:
    signe = people.a_caseworker()
    grant = referrals.a_drafted_grant(by=signe)
    with people.act(signe, Role.CASEWORKER) as by:
        draft = grants.Draft(reason_text="Der er allerede støtte efter § 85.", alternative=procedure.INSTEAD)
        grants.save(grant, draft, version=grant.version, by=by, at=AT, on=ON)
        grants.refuse(grant, sending=referrals.sending(), by=by, at=AT, on=ON)
    return grant.case


def _withdrawn_match() -> Case:
    course = matching.a_course()
    match = matching.an_asked_match(course)
    with people.act(course.coordinator, Role.COORDINATOR) as by:
        proposing.withdraw(match, by=by, at=AT, on=ON)
    return course.case


def _declined_match() -> Case:
    course = matching.a_course()
    match = matching.an_asked_match(course)
    with people.act(course.mentor_user, Role.MENTOR) as by:
        reason = lists.DeclineReason.OTHER
        answering.decline(match, reason=reason, text="Ferie", by=by, at=AT, on=ON)
    return course.case


def _renewed_while_running() -> Case:
    course = matching.a_course()
    matching.a_running_match(course)
    assert course.grant.last_day
    later = course.grant.last_day + timedelta(days=1)
    grant = referrals.a_drafted_grant(
        by=course.caseworker, referral=course.grant.referral, first_day=later, assessment="Anna er på vej."
    )
    with people.act(course.caseworker, Role.CASEWORKER) as by:
        referrals.decide(grant, by=by)
    return course.case


def _refused_renewal() -> Case:
    course = matching.a_course()
    matching.a_running_match(course)
    grant = referrals.a_drafted_grant(by=course.caseworker, referral=course.grant.referral)
    with people.act(course.caseworker, Role.CASEWORKER) as by:
        draft = grants.Draft(reason_text="Målet er nået.", alternative=procedure.INSTEAD)
        grants.save(grant, draft, version=grant.version, by=by, at=AT, on=ON)
        grants.refuse(grant, sending=referrals.sending(), by=by, at=AT, on=ON)
    return course.case


def _decided(*decisions: Decision) -> Case:
    course = reports.a_running_course()
    for decision in decisions:
        followup.a_talk(course.case, by=course.caseworker, decision=decision)
    return course.case


def _a_new_mentor_after_phasing_out() -> Case:
    course = matching.a_course(on=date(2026, 10, 5))
    matching.a_running_match(course, on=clock.ON)
    followup.a_talk(course.case, by=course.caseworker, decision=Decision.PHASE_OUT)
    match = Match.objects.get()
    ending = parting.Ending(ended_by=lists.EndedBy.MENTOR, reason=lists.EndReason.MENTOR_LEFT, last_day=ON)
    with people.act(course.coordinator, Role.COORDINATOR) as by:
        parting.end(match, ending, by=by, at=AT, on=ON)
    other = matching.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    tomorrow = clock.TOMORROW
    second = matching.Course(**{**vars(course), "mentor": other, "mentor_user": other.user})
    matching.a_running_match(second, on=tomorrow)
    return course.case


def _closed(reach: Callable[[], matching.Course]) -> Case:
    course = reach()
    followup.a_closing(course.case, by=course.caseworker)
    return course.case


REACHED: dict[str, tuple[Callable[[], Case], Stage]] = {
    "an opened case": (cases.a_case, Stage.DRAFT),
    "a draft": (lambda: referrals.a_draft().case, Stage.DRAFT),
    "a sent referral": (lambda: referrals.a_sent_referral().case, Stage.REFERRED),
    "a withdrawn referral": (_withdrawn_referral, Stage.ENDED),
    "a drafted grant": (lambda: referrals.a_drafted_grant().case, Stage.REFERRED),
    "a grant": (lambda: referrals.a_grant().case, Stage.GRANTED),
    "a refused grant": (_refused_grant, Stage.ENDED),
    "a proposed match": (lambda: matching.a_proposed_match().case, Stage.GRANTED),
    "an asked match": (lambda: matching.an_asked_match().case, Stage.MATCHING),
    "a withdrawn match": (_withdrawn_match, Stage.GRANTED),
    "a declined match": (_declined_match, Stage.GRANTED),
    "an accepted match": (lambda: matching.an_accepted_match().case, Stage.TRIAL),
    "a met match": (lambda: matching.a_met_match().case, Stage.TRIAL),
    "a confirmed match": (lambda: matching.a_confirmed_match().case, Stage.TRIAL),
    "a running match": (lambda: matching.a_running_match().case, Stage.RUNNING),
    "an ended match": (lambda: matching.an_ended_match().case, Stage.GRANTED),
    "a running course": (lambda: reports.a_running_course().case, Stage.RUNNING),
    "a renewal granted while it runs": (_renewed_while_running, Stage.RUNNING),
    "a renewal refused while it runs": (_refused_renewal, Stage.RUNNING),
    "a talk": (lambda: _decided(Decision.GO_ON), Stage.RUNNING),
    "phasing out": (lambda: _decided(Decision.PHASE_OUT), Stage.PHASING_OUT),
    "an end decided": (lambda: _decided(Decision.PHASE_OUT, Decision.END), Stage.PHASING_OUT),
    "a new mentor after phasing out": (_a_new_mentor_after_phasing_out, Stage.RUNNING),
    "closed while it ran": (lambda: _closed(reports.a_running_course), Stage.ENDED),
    "closed before it ran": (lambda: _closed(matching.a_course), Stage.ENDED),
}


@pytest.mark.parametrize("name", REACHED)
def test_the_stage_kept_is_the_stage_computed(name: str) -> None:
    reach, stage = REACHED[name]
    case = Case.objects.get(pk=reach().pk)
    assert (case.stage, queries.stage_of(case)) == (stage, stage)


def test_every_stage_that_can_be_reached_is_tried() -> None:
    later = {Stage.PAUSED, Stage.AFTERCARE, Stage.REOPENED}  # reached by acts that other issues bring
    assert {stage for _, stage in REACHED.values()} == set(Stage) - later
