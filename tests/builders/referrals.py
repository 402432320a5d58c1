"""Referrals and grants in each of their states."""

from datetime import date

from parloeb.domain.correspondence.models import Letter
from parloeb.domain.correspondence.rules import letters
from parloeb.domain.grants import commands as grants
from parloeb.domain.grants.models import Grant
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Citizen, User
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals import commands, rules
from parloeb.domain.referrals.models import Referral
from parloeb.kernel import days
from tests.builders import clock, people
from tests.builders.clock import ON

FULL = rules.Content(
    request="Asta har brug for hjælp til at komme ud ad døren.",
    purpose="ordinary_education",
    decisive_reason="Uden en mentor møder Asta ikke op.",
    legal_basis="LAB_167_1",
    target_group="5",
    track="entry",
    education="primary_or_none",
    benefit="kontanthjaelp",
)


def a_draft(*, by: User | None = None, citizen: Citizen | None = None, on: date = ON) -> Referral:
    """A referral just begun, with nothing in it."""
    caseworker = by or people.a_caseworker()
    team = caseworker.role_assignments.get(role=Role.CASEWORKER).team
    assert team, "a caseworker refers from a team"
    with people.act(caseworker, Role.CASEWORKER, on=on) as actor:
        return commands.start(citizen=citizen or people.a_citizen(), team=team, by=actor, at=clock.at(on), on=on)


def a_sent_referral(
    *, by: User | None = None, citizen: Citizen | None = None, content: rules.Content = FULL, on: date = ON
) -> Referral:
    """A referral written in full and sent."""
    caseworker = by or people.a_caseworker()
    referral = a_draft(by=caseworker, citizen=citizen, on=on)
    with people.act(caseworker, Role.CASEWORKER, on=on) as actor:
        commands.save(referral, content, version=referral.version, by=actor, at=clock.at(on), on=on)
        commands.send(referral, by=actor, at=clock.at(on), on=on)
    return referral


def a_drafted_grant(
    *,
    by: User | None = None,
    citizen: Citizen | None = None,
    referral: Referral | None = None,
    months: int = 3,
    first_day: date | None = None,
    assessment: str = "",
    special_reason: str = "",
    on: date = ON,
) -> Grant:
    """A grant drafted for some months at two hours a week."""
    caseworker = by or people.a_caseworker()
    sent = referral or a_sent_referral(by=caseworker, citizen=citizen, on=on)
    first = first_day or on
    with people.act(caseworker, Role.CASEWORKER, on=on) as actor:
        grant = grants.start(sent, by=actor, at=clock.at(on), on=on)
        draft = grants.Draft(
            first_day=first,
            last_day=days.last_day_of(first, months),
            minutes_per_week=120,
            decisive_reason=grant.decisive_reason,
            assessment=assessment,
            special_reason=special_reason,
        )
        grants.save(grant, draft, version=grant.version, by=actor, at=clock.at(on), on=on)
    return grant


def a_grant(
    *,
    by: User | None = None,
    citizen: Citizen | None = None,
    months: int = 3,
    first_day: date | None = None,
    on: date = ON,
) -> Grant:
    """A grant decided by the caseworker who drafted it."""
    caseworker = by or people.a_caseworker()
    grant = a_drafted_grant(by=caseworker, citizen=citizen, months=months, first_day=first_day, on=on)
    with people.act(caseworker, Role.CASEWORKER, on=on) as actor:
        decide(grant, by=actor, on=on)
    return grant


def a_grant_at_discharge(*, by: User, content: rules.Content, first_day: date, months: int = 3, on: date = ON) -> Grant:
    """A grant for a discharge, decided by the leader of who drafted it where it is beyond the caseworker's power."""
    sent = a_sent_referral(by=by, content=content, on=on)
    grant = a_drafted_grant(by=by, referral=sent, months=months, first_day=first_day, on=on)
    team = by.role_assignments.get(role=Role.CASEWORKER).team
    assert team, "a caseworker refers from a team"
    decider = (by, Role.CASEWORKER) if months <= 3 else (people.a_leader(team=team), Role.TEAM_LEADER)
    with people.act(*decider, on=on) as actor:
        decide(grant, by=actor, on=on)
    return grant


def decide(grant: Grant, *, by: Actor, on: date = ON) -> None:
    """Grant it, as the actor."""
    grants.decide(grant, sending=sending(), by=by, at=clock.at(on), on=on)


def sending() -> grants.Sending:
    """The sender of the letters, with the keys of the tests."""
    sender = letters.Sender("Nordby Kommune", "Jobcenter Nordby", ("Torvet 1", "9999 Nordby"), "12 34 56 78", "")
    return grants.Sending(sender=sender, keys=people.keys())


def letter_of(grant: Grant) -> Letter:
    """The letter with the decision."""
    assert grant.letter, "only a decided grant has a letter"
    return grant.letter
