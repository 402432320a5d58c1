"""Drafting, submitting and deciding a grant."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.cases.access import visible_to
from parloeb.domain.cases.rules import Stage
from parloeb.domain.correspondence.models import OutboxItem
from parloeb.domain.correspondence.rules import stored, twin
from parloeb.domain.grants import access, chain, commands, queries
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.states import State
from parloeb.domain.law.settings import Setting
from parloeb.domain.people import acting
from parloeb.domain.people.models import Team, User
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals import commands as referral_commands
from parloeb.domain.referrals import rules as referral_rules
from parloeb.domain.referrals.lists import LegalBasis, Purpose, TargetGroup
from parloeb.domain.referrals.models import Referral
from parloeb.domain.referrals.states import State as ReferralState
from parloeb.kernel import days, errors
from tests import builders
from tests.builders import AT, FULL, ON, procedure

pytestmark = pytest.mark.django_db


def test_granting_meets_the_referral_writes_the_letter_and_opens_the_case_to_the_coordinator() -> None:
    signe = builders.a_caseworker()
    grant = builders.a_drafted_grant(by=signe)
    coordinator = builders.a_coordinator(jobcentre=grant.case.jobcentre)
    with builders.act(coordinator, Role.COORDINATOR) as by:
        assert not visible_to(by, on=ON).exists()
    with builders.act(signe, Role.CASEWORKER) as by:
        builders.decide(grant, by=by)
    grant.referral.refresh_from_db()
    grant.case.refresh_from_db()
    assert grant.state == State.GRANTED
    assert grant.referral.state == ReferralState.ACCEPTED
    assert grant.case.stage == Stage.GRANTED
    assert OutboxItem.objects.filter(letter=builders.letter_of(grant)).count() == 1
    assert Event.objects.filter(name="grant.granted", subject_uuid=grant.uuid).count() == 1
    with builders.act(coordinator, Role.COORDINATOR) as by:
        assert visible_to(by, on=ON).get() == grant.case


def test_the_decision_keeps_the_rules_it_rests_on() -> None:
    grant = builders.a_grant()
    kept = {finding["rule"]: finding for finding in grant.basis["findings"]}
    assert kept["LAB-167-1-MAX"]["values"]["max_period_months"] == 6
    assert kept["LAB-167-1-MAX"]["citation"] == "LAB § 167, stk. 1"


def test_the_letter_says_period_hours_reasons_and_how_to_complain() -> None:
    letter = builders.letter_of(builders.a_grant())
    html = twin.to_html(stored.from_facts_json(letter.facts))
    for text in ("16. november 2026", "15. februar 2027", "Timer om ugen", FULL.decisive_reason, "LAB § 167, stk. 1"):
        assert text in html.replace("\u00a0", " ")
    assert letter.complaint_last_day == date(2026, 12, 14)


def test_the_first_letter_promises_what_happens_and_no_message() -> None:
    facts = str(builders.letter_of(builders.a_grant()).facts)
    assert "Vi finder nu en mentor til dig." in facts
    assert "besked" not in facts


@pytest.mark.parametrize(
    ("reach", "said", "unsaid"),
    [
        (builders.a_course, "Vi finder nu en mentor", "fortsætter med din mentor"),
        (builders.an_asked_match, "Vi finder nu en mentor", "fortsætter med din mentor"),
        (builders.an_accepted_match, "Støtten fortsætter med din mentor.", "Vi finder nu"),
        (builders.a_running_match, "Støtten fortsætter med din mentor.", "Vi finder nu"),
    ],
)
def test_the_letter_of_a_renewal_seeks_a_mentor_only_for_whom_has_none(
    reach: Callable[[], Any], said: str, unsaid: str
) -> None:
    course = reach()
    first = Grant.objects.get(case=course.case)
    assert first.last_day
    assert first.decided_by
    renewal = builders.a_drafted_grant(
        by=first.decided_by,
        referral=first.referral,
        first_day=first.last_day + timedelta(days=1),
        assessment="Anna skal holde fast.",
    )
    with builders.act(first.decided_by, Role.CASEWORKER) as by:
        builders.decide(renewal, by=by)
    facts = str(builders.letter_of(renewal).facts)
    assert said in facts
    assert unsaid not in facts


def test_beyond_the_caseworkers_power_the_leader_decides() -> None:
    signe = builders.a_caseworker()
    grant = builders.a_drafted_grant(by=signe, months=6)
    lone = builders.a_leader(team=a_team_of(signe))
    with builders.act(signe, Role.CASEWORKER) as by:
        with pytest.raises(errors.RefusedError, match="3 måneder"):
            builders.decide(grant, by=by)
        commands.submit(grant, by=by, at=AT, on=ON)
    with builders.act(lone, Role.TEAM_LEADER) as by:
        builders.decide(grant, by=by)
    assert (grant.state, grant.decided_as) == (State.GRANTED, Role.TEAM_LEADER)


def test_a_local_power_counts_from_its_first_day() -> None:
    signe = builders.a_caseworker()
    grant, later = (builders.a_drafted_grant(by=signe, months=6) for _ in range(2))
    jobcentre = grant.case.jobcentre
    builders.set_setting(jobcentre, Setting.CASEWORKER_MONTHS, 6)
    builders.set_setting(jobcentre, Setting.CASEWORKER_MONTHS, 2, first_day=ON + timedelta(days=1))
    with builders.act(signe, Role.CASEWORKER) as by:
        builders.decide(grant, by=by)
    with (
        builders.act(signe, Role.CASEWORKER, on=builders.TOMORROW) as by,
        pytest.raises(errors.RefusedError, match="højst bevilge 2 måneder"),
    ):
        builders.decide(later, by=by, on=builders.TOMORROW)
    assert grant.state == State.GRANTED
    assert grant.basis["power"] == {"periods": 2, "months": 6}


def test_a_grant_keeps_the_power_it_rests_on_and_a_refusal_none() -> None:
    signe = builders.a_caseworker()
    grant, refused = (builders.a_drafted_grant(by=signe) for _ in range(2))
    builders.set_setting(grant.case.jobcentre, Setting.CASEWORKER_MONTHS, 5)
    builders.set_setting(grant.case.jobcentre, Setting.CASEWORKER_PERIODS, 1)
    with builders.act(signe, Role.CASEWORKER) as by:
        builders.decide(grant, by=by)
        draft = commands.Draft(reason_text="Der er allerede støtte efter § 85.", alternative=procedure.INSTEAD)
        commands.save(refused, draft, version=refused.version, by=by, at=AT, on=ON)
        commands.refuse(refused, sending=builders.sending(), by=by, at=AT, on=ON)
    assert grant.basis["power"] == {"periods": 1, "months": 5}
    assert set(refused.basis) == {"findings", "rule_set"}
    assert refused.basis["rule_set"] == "LAB-2020"


def test_nobody_approves_the_own_request() -> None:
    signe = builders.a_caseworker()
    team = signe.role_assignments.get().team
    builders.give_role(signe, Role.TEAM_LEADER, team=team)
    grant = builders.a_drafted_grant(by=signe, months=6)
    with builders.act(signe, Role.CASEWORKER) as by:
        commands.submit(grant, by=by, at=AT, on=ON)
    with builders.act(signe, Role.TEAM_LEADER) as by, pytest.raises(errors.RefusedError, match="selv forelagt"):
        builders.decide(grant, by=by)


def test_a_refusal_needs_its_reasons_and_ends_a_course_that_never_began() -> None:
    signe = builders.a_caseworker()
    grant = builders.a_drafted_grant(by=signe)
    with builders.act(signe, Role.CASEWORKER) as by:
        with pytest.raises(errors.RefusedError) as refusal:
            commands.refuse(grant, sending=builders.sending(), by=by, at=AT, on=ON)
        assert refusal.value.field == "reason_text"
        draft = commands.Draft(reason_text="Der er allerede støtte efter § 85.", alternative=procedure.INSTEAD)
        commands.save(grant, draft, version=grant.version, by=by, at=AT, on=ON)
        commands.refuse(grant, sending=builders.sending(), by=by, at=AT, on=ON)
    grant.case.refresh_from_db()
    assert grant.state == State.REFUSED
    assert (grant.case.stage, grant.case.ended_on) == (Stage.ENDED, ON)
    assert "§ 85" in str(builders.letter_of(grant).facts)


def test_what_was_amended_after_the_draft_began_stands_in_the_grant_and_its_letter() -> None:
    signe = builders.a_caseworker()
    three_lines = replace(FULL, purpose="", legal_basis="", target_group="")
    referral = builders.a_sent_referral(by=signe, content=three_lines)
    grant = builders.a_drafted_grant(by=signe, referral=referral)
    with builders.act(signe, Role.CASEWORKER) as by:
        with pytest.raises(errors.RefusedError, match="Vælg, hvad støtten skal hjælpe med"):
            commands.submit(grant, by=by, at=AT, on=ON)
        amend(grant, FULL, by=by)
        commands.submit(grant, by=by, at=AT, on=ON)
        assert (grant.purpose, grant.target_group) == ("ordinary_education", "5")
        amend(grant, replace(FULL, purpose="fleksjob", target_group="7"), by=by)
    with builders.act(builders.a_leader(team=a_team_of(signe)), Role.TEAM_LEADER) as by:
        builders.decide(grant, by=by)
    assert (grant.purpose, grant.legal_basis, grant.target_group) == ("fleksjob", "LAB_167_1", "7")
    facts = str(builders.letter_of(grant).facts)
    for label in (Purpose("fleksjob").label, LegalBasis("LAB_167_1").label, TargetGroup("7").label):
        assert label in facts
    assert TargetGroup("5").label not in facts


def a_team_of(user: User) -> Team:
    team = user.role_assignments.get().team
    assert team
    return team


def amend(grant: Grant, content: referral_rules.Content, *, by: acting.Actor) -> None:
    referral = Referral.objects.get(pk=grant.referral_id)
    referral_commands.amend(
        referral, content, version=referral.version, reason="Oplyst i samtalen.", by=by, at=AT, on=ON
    )


def test_a_referral_with_lacks_stops_the_grant_and_says_which() -> None:
    signe = builders.a_caseworker()
    referral = builders.a_sent_referral(by=signe, content=replace(FULL, benefit=""))
    grant = builders.a_drafted_grant(by=signe, referral=referral)
    with builders.act(signe, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError, match="ydelse"):
        builders.decide(grant, by=by)
    assert Grant.objects.get(pk=grant.pk).state == State.DRAFT


def test_of_two_who_decide_at_once_the_second_is_told_and_no_second_letter_is_written() -> None:
    signe = builders.a_caseworker()
    grant = builders.a_drafted_grant(by=signe)
    stale = Grant.objects.select_related("referral", "case__citizen").get(pk=grant.pk)
    with builders.act(signe, Role.CASEWORKER) as by:
        builders.decide(grant, by=by)
        with pytest.raises(errors.OvertakenError):
            builders.decide(stale, by=by)
    assert OutboxItem.objects.filter(letter__case=grant.case).count() == 1


def test_an_end_before_the_beginning_is_refused_at_its_field() -> None:
    signe = builders.a_caseworker()
    grant = builders.a_drafted_grant(by=signe)
    draft = commands.Draft(first_day=ON, last_day=ON - timedelta(days=1))
    with builders.act(signe, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError) as refusal:
        commands.save(grant, draft, version=grant.version, by=by, at=AT, on=ON)
    assert refusal.value.field == "last_day"


def test_hours_without_a_first_day_are_refused_and_the_saved_ones_stay() -> None:
    signe = builders.a_caseworker()
    grant = builders.a_drafted_grant(by=signe)
    draft = commands.Draft(minutes_per_week=90)
    with builders.act(signe, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError) as refusal:
        commands.save(grant, draft, version=grant.version, by=by, at=AT, on=ON)
    assert refusal.value.field == "first_day"
    assert queries.minutes_per_week(grant) == 120


def test_two_grants_of_one_course_cannot_overlap_whoever_writes_them() -> None:
    signe = builders.a_caseworker()
    first = builders.a_grant(by=signe)
    second = builders.a_drafted_grant(by=signe, referral=first.referral)
    with builders.act(signe, Role.CASEWORKER) as by:
        commands.save(
            second,
            commands.Draft(reason_text="Nej.", alternative=procedure.INSTEAD),
            version=second.version,
            by=by,
            at=AT,
            on=ON,
        )
        commands.refuse(second, sending=builders.sending(), by=by, at=AT, on=ON)
    assert first.last_day
    statement = (
        "UPDATE grants_grant SET state = 'granted', first_day = %(first)s, last_day = %(last)s, "
        "in_force_from = %(first)s, in_force_to = %(last)s WHERE id = %(id)s"
    )
    last = first.last_day + timedelta(days=30)
    with connection.cursor() as sql:
        with pytest.raises(IntegrityError, match="grants_no_two_at_once"), transaction.atomic():
            sql.execute(statement, {"first": first.last_day, "last": last, "id": second.pk})
        sql.execute(statement, {"first": first.last_day + timedelta(days=1), "last": last, "id": second.pk})


def test_a_renewal_that_shares_a_day_with_the_first_is_told_which() -> None:
    signe = builders.a_caseworker()
    first = builders.a_grant(by=signe)
    renewal = builders.a_drafted_grant(
        by=signe, referral=first.referral, first_day=first.last_day, assessment="Asta skal holde fast."
    )
    with builders.act(signe, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError) as refusal:
        builders.decide(renewal, by=by)
    assert refusal.value.field == "first_day"
    assert "16-11-2026 – 15-02-2027" in refusal.value.sentence


def test_who_decides_on_a_day_that_another_just_granted_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    signe = builders.a_caseworker()
    first = builders.a_grant(by=signe)
    second = builders.a_drafted_grant(by=signe, referral=first.referral, first_day=first.last_day)
    monkeypatch.setattr(chain, "earlier_periods", lambda _grant: ())  # read before the other was there
    with builders.act(signe, Role.CASEWORKER) as by, pytest.raises(errors.OvertakenError):
        builders.decide(second, by=by)


def test_a_course_has_one_draft_and_who_begins_second_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    signe = builders.a_caseworker()
    draft = builders.a_drafted_grant(by=signe)
    with builders.act(signe, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError, match="allerede et udkast"):
        commands.start(draft.referral, by=by, at=AT, on=ON)
    monkeypatch.setattr(commands, "OPEN", ())  # read before the other was there
    with builders.act(signe, Role.CASEWORKER) as by, pytest.raises(errors.OvertakenError):
        commands.start(draft.referral, by=by, at=AT, on=ON)


def test_a_renewal_needs_its_assessment_and_follows_the_first() -> None:
    signe = builders.a_caseworker()
    first = builders.a_grant(by=signe)
    assert first.last_day
    beginning = first.last_day + timedelta(days=1)
    second = builders.a_drafted_grant(by=signe, referral=first.referral, first_day=beginning)
    with builders.act(signe, Role.CASEWORKER) as by:
        with pytest.raises(errors.RefusedError) as refusal:
            builders.decide(second, by=by)
        assert refusal.value.field == "assessment"
        draft = commands.Draft(
            first_day=beginning,
            last_day=days.last_day_of(beginning, 3),
            minutes_per_week=60,
            decisive_reason=FULL.decisive_reason,
            assessment="Asta er kommet i gang og skal holde fast.",
        )
        commands.save(second, draft, version=second.version, by=by, at=AT, on=ON)
        builders.decide(second, by=by)
    assert second.state == State.GRANTED


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.CITIZEN, Role.CONTROLLER])
def test_a_draft_of_a_renewal_is_read_by_its_writers_alone(role: Role) -> None:
    signe, reader = builders.a_caseworker(), builders.a_user("Rie Læser")
    citizen = builders.a_citizen(user=reader if role is Role.CITIZEN else None)
    first = builders.a_grant(by=signe, citizen=citizen)
    second = builders.a_drafted_grant(by=signe, referral=first.referral)
    builders.give_role(reader, role, organisation=first.case.jobcentre)
    assert set(access.visible_to(builders.actor(reader, role), on=ON)) == {first}
    assert set(access.visible_to(builders.actor(signe), on=ON)) == {first, second}
