"""Visits, and cases in which visits can be registered."""

import uuid
from datetime import date, datetime, time

from parloeb.domain.corps import commands as corps_commands
from parloeb.domain.corps.models import Mentor
from parloeb.domain.matching.commands import parting
from parloeb.domain.matching.lists import EndedBy, EndReason
from parloeb.domain.matching.models import Match
from parloeb.domain.people import acting
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import Role
from parloeb.domain.visits import commands
from parloeb.domain.visits.lists import InternalKind, Place, Topic
from parloeb.domain.visits.models import InternalTime, Visit
from parloeb.domain.visits.rules import Allowance, Content, Part
from parloeb.kernel import local
from parloeb.kernel.periods import Period
from tests.builders import agreements, corps, matching, people, referrals
from tests.builders.clock import AT, ON, SIGNED_ON
from tests.builders.matching import Course

ALWAYS = (Period(date(2026, 1, 1), date(2027, 12, 31)),)
ALLOWED = Allowance(granted=ALWAYS, agreed=ALWAYS, matched=ALWAYS)
AN_HOUR_AT_HOME = (Part(Place.HOME, 60, ((Topic.EVERYDAY, 60),)),)


def a_pair(
    *,
    referred_on: date = date(2026, 10, 1),
    granted_from: date | None = None,
    matched_on: date | None = None,
    is_agreed: bool = True,
    mentor: Mentor | None = None,
) -> Course:
    """A citizen with three months granted and a mentor who said yes, from the referral on; agreed by default."""
    team = mentor.jobcentre.teams.first() if mentor else None
    caseworker = people.a_caseworker(team=team or people.a_team(jobcentre=mentor.jobcentre if mentor else None))
    citizen_user = people.give_role(people.a_user("Anna Borg"), Role.CITIZEN)
    citizen = people.a_citizen(user=citizen_user)
    grant = referrals.a_grant(by=caseworker, citizen=citizen, first_day=granted_from, on=referred_on)
    met = mentor or _a_mentor(grant.case.jobcentre)
    assert met.user, "a mentor who registers has a user"
    pair = Course(
        case=grant.case,
        grant=grant,
        citizen_user=citizen_user,
        caseworker=caseworker,
        coordinator=people.a_coordinator(jobcentre=met.jobcentre),
        mentor=met,
        mentor_user=met.user,
    )
    if is_agreed:
        agreements.a_signed_agreement(pair, on=matched_on or referred_on)
    else:
        matching.an_accepted_match(pair, on=matched_on or referred_on)
    return pair


def match_of(pair: Course) -> Match:
    """The match of the two, as it stands."""
    return Match.objects.get(case=pair.case)


def part(pair: Course, *, last_day: date) -> None:
    """The mentor stops; the case stays open to the mentor for some days."""
    ending = parting.Ending(EndedBy.MENTOR, EndReason.MENTOR_WISH, last_day)
    with people.act(pair.coordinator, Role.COORDINATOR) as by:
        parting.end(match_of(pair), ending, by=by, at=AT, on=ON)


def _a_mentor(jobcentre: Organisation) -> Mentor:
    mentor = corps.a_corps_mentor(jobcentre=jobcentre)
    corps_commands.sign_secrecy(mentor, by=acting.SYSTEM, at=AT, on=SIGNED_ON)
    return mentor


def begun(clock: str = "08:00", *, on: date = ON) -> datetime:
    """The moment when clocks in Denmark show `clock` on that day."""
    return local.moment(on, time.fromisoformat(clock))


def a_content(clock: str = "08:00", *, on: date = ON, parts: tuple[Part, ...] = AN_HOUR_AT_HOME) -> Content:
    """A visit that was held; by default one hour at home about everyday things."""
    return Content(starts_at=begun(clock, on=on), parts=parts)


def a_visit(
    pair: Course,
    content: Content | None = None,
    *,
    client_key: uuid.UUID | None = None,
    at: datetime = AT,
) -> Visit:
    """A visit registered by the mentor."""
    with people.act(pair.mentor_user, Role.MENTOR) as by:
        return commands.register(
            pair.case.uuid,
            content or a_content(),
            client_key=client_key or uuid.uuid4(),
            by=by,
            at=at,
            on=ON,
        )


def an_internal_time(
    mentor: Mentor, *, by: Actor, day: date = ON, kind: InternalKind = InternalKind.TEAM, minutes: int = 60
) -> InternalTime:
    """Minutes without a citizen."""
    return commands.register_internal(mentor, day=day, kind=kind, minutes=minutes, by=by, at=AT, on=ON)
