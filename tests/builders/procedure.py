"""The procedure round a grant: hearing, and what comes after a decision."""

from datetime import date

from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.grants import commands as grants
from parloeb.domain.grants import deadlines
from parloeb.domain.grants.lists import Way
from parloeb.domain.grants.models import Complaint, Grant, Hearing
from parloeb.domain.grants.procedure.commands import complaints, hearings
from parloeb.domain.people.models import Citizen, Team, User
from parloeb.domain.people.rules import Role
from tests.builders import clock, people, referrals
from tests.builders.clock import ON

ADVERSE = "Skolen skriver, at fremmødet er stabilt."
REASON = "En mentor er ikke afgørende."
INSTEAD = "Tal med vejlederen på skolen."


def a_hearing(
    *, by: User | None = None, citizen: Citizen | None = None, answer_by: date | None = None, on: date = ON
) -> Hearing:
    """A draft of a refusal about which the citizen is being heard; the letter has not left."""
    caseworker = by or people.a_caseworker()
    grant = referrals.a_drafted_grant(by=caseworker, citizen=citizen, on=on)
    with people.act(caseworker, Role.CASEWORKER, on=on) as actor:
        draft = grants.Draft(reason_text=REASON, alternative=INSTEAD, adverse_new_facts=True)
        grants.save(grant, draft, version=grant.version, by=actor, at=clock.at(on), on=on)
        return hearings.open_hearing(
            grant,
            facts=ADVERSE,
            answer_by=answer_by or deadlines.answer_by(on),
            sending=referrals.sending(),
            by=actor,
            at=clock.at(on),
            on=on,
        )


def a_sent_hearing(
    *, by: User | None = None, citizen: Citizen | None = None, answer_by: date | None = None, on: date = ON
) -> Hearing:
    """The same, with the letter posted."""
    caseworker = by or people.a_caseworker()
    hearing = a_hearing(by=caseworker, citizen=citizen, answer_by=answer_by, on=on)
    with people.act(caseworker, Role.CASEWORKER, on=on) as actor:
        correspondence.post(hearing.letter, by=actor, at=clock.at(on), on=on)
    return Hearing.objects.select_related("grant__case__citizen", "letter").get(pk=hearing.pk)


def answer_hearing(hearing: Hearing, *, by: User, way: Way = Way.PHONE, on: date = ON) -> None:
    """The caseworker writes down what the citizen said."""
    with people.act(by, Role.CASEWORKER, on=on) as actor:
        hearings.answer(hearing, hearings.Answer("Det passer.", way, on), by=actor, at=clock.at(on), on=on)


def refuse(grant: Grant, *, by: User, on: date = ON) -> None:
    """The caseworker refuses it."""
    read = Grant.objects.select_related("case__citizen", "referral").get(pk=grant.pk)
    with people.act(by, Role.CASEWORKER, on=on) as actor:
        grants.refuse(read, sending=referrals.sending(), by=actor, at=clock.at(on), on=on)


def a_refused_grant(
    *, by: User | None = None, citizen: Citizen | None = None, is_posted: bool = True, on: date = ON
) -> Grant:
    """A grant refused without new facts; the letter is posted, so that the time to complain runs."""
    caseworker = by or people.a_caseworker()
    drafted = referrals.a_drafted_grant(by=caseworker, citizen=citizen, on=on)
    with people.act(caseworker, Role.CASEWORKER, on=on) as actor:
        draft = grants.Draft(reason_text=REASON, alternative=INSTEAD)
        grants.save(drafted, draft, version=drafted.version, by=actor, at=clock.at(on), on=on)
        refuse(drafted, by=caseworker, on=on)
        grant = read_grant(drafted)
        if is_posted:
            correspondence.post(referrals.letter_of(grant), by=actor, at=clock.at(on), on=on)
    return read_grant(grant)


def read_grant(grant: Grant) -> Grant:
    """The grant as a door reads it."""
    return Grant.objects.select_related("case__citizen", "case__jobcentre", "referral__case", "letter").get(pk=grant.pk)


def a_complaint(
    *, by: User | None = None, citizen: Citizen | None = None, grant: Grant | None = None, on: date = ON
) -> Complaint:
    """A complaint about a refusal of the first day, said on the telephone on a day."""
    caseworker = by or people.a_caseworker()
    refused = grant or a_refused_grant(by=caseworker, citizen=citizen)
    with people.act(caseworker, Role.CASEWORKER, on=on) as actor:
        received = complaints.Received("Jeg er uenig.", Way.PHONE, on)
        return complaints.receive(refused, received, sending=referrals.sending(), by=actor, at=clock.at(on), on=on)


def a_colleague(caseworker: User, name: str = "Mona Vig") -> User:
    """Another caseworker of the same team."""
    return people.a_caseworker(name, team=team_of(caseworker))


def team_of(caseworker: User) -> Team:
    """The team that the caseworker works in."""
    team = caseworker.role_assignments.get(role=Role.CASEWORKER).team
    assert team, "a caseworker works in a team"
    return team
