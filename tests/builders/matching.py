"""Matches in each of their states, in a course with everybody whom a match needs."""

from dataclasses import dataclass
from datetime import date

from parloeb.domain.cases.models import Case
from parloeb.domain.corps import commands as corps_commands
from parloeb.domain.corps import lists as corps_lists
from parloeb.domain.corps import rules as corps_rules
from parloeb.domain.corps.models import Mentor
from parloeb.domain.grants.models import Grant
from parloeb.domain.matching import handing_over, lists
from parloeb.domain.matching.commands import answering, continuing, meeting, parting, proposing
from parloeb.domain.matching.handover import commands as handovers
from parloeb.domain.matching.models import Handover, Match
from parloeb.domain.matching.states import State
from parloeb.domain.people import acting
from parloeb.domain.people.models import Organisation, User
from parloeb.domain.people.rules import OrganisationKind, Role
from parloeb.domain.referrals import rules as referral_rules
from tests.builders import clock, people, referrals, suppliers
from tests.builders.clock import AT, LONG_AGO, ON

# With a reason for one who is not suggested; for one who is it is not kept.
CHOICE = proposing.Choice(why="Kender området.", deviation_reason=lists.DeviationReason.KNOWS_BOTH)


@dataclass(frozen=True)
class Course:
    """A granted course that waits for a mentor, with all its people; the mentor has signed secrecy."""

    case: Case
    grant: Grant
    citizen_user: User
    caseworker: User
    coordinator: User
    mentor: Mentor
    mentor_user: User


def a_course(
    *,
    content: referral_rules.Content = referrals.FULL,
    citizen_name: str = "Anna Borg",
    mentor: Mentor | None = None,
    caseworker: User | None = None,
    coordinator: User | None = None,
    months: int = 3,
    on: date = ON,
) -> Course:
    """A citizen with a grant of two hours a week, a coordinator, and a mentor in the corps who can take the course."""
    signe = caseworker or people.a_caseworker()
    user = people.give_role(people.a_user(citizen_name), Role.CITIZEN)
    citizen = people.a_citizen(citizen_name, user=user)
    referral = referrals.a_sent_referral(by=signe, citizen=citizen, content=content, on=on)
    grant = referrals.a_drafted_grant(by=signe, referral=referral, months=months, on=on)
    with people.act(signe, Role.CASEWORKER, on=on) as actor:
        referrals.decide(grant, by=actor, on=on)
    jobcentre = grant.case.jobcentre
    met = mentor or a_signed_mentor(jobcentre=jobcentre, signed_on=on)
    assert met.user, "a mentor who is asked has a user"
    return Course(
        case=grant.case,
        grant=grant,
        citizen_user=user,
        caseworker=signe,
        coordinator=coordinator or people.a_coordinator(jobcentre=jobcentre),
        mentor=met,
        mentor_user=met.user,
    )


def a_signed_mentor(
    name: str = "Mikkel Lund",
    *,
    jobcentre: Organisation,
    organisation: Organisation | None = None,
    signed: bool = True,
    signed_on: date = ON,
    **description: object,
) -> Mentor:
    """A mentor in the corps of a jobcentre who has signed secrecy; `description` as in corps.rules.Description."""
    described = {"kind": corps_lists.Kind.MUNICIPALITY, "first_day": LONG_AGO, "weekly_minutes": 37 * 60, **description}
    mentor = corps_commands.register_mentor(
        corps_rules.Description(name=name, **described),  # type: ignore[arg-type]
        jobcentre=jobcentre,
        user=people.a_mentor(name, organisation=organisation),
        organisation=organisation,
        by=acting.SYSTEM,
        at=AT,
    )
    if organisation and organisation.kind == OrganisationKind.SUPPLIER:
        suppliers.agreed_with(organisation, jobcentre=jobcentre)
    if signed:
        corps_commands.sign_secrecy(mentor, by=acting.SYSTEM, at=clock.at(signed_on), on=signed_on)
    return mentor


def a_proposed_match(course: Course | None = None, *, mentor: Mentor | None = None, on: date = ON) -> Match:
    """A mentor chosen by the coordinator, not asked yet."""
    of = course or a_course(on=on)
    with people.act(of.coordinator, Role.COORDINATOR, on=on) as by:
        return proposing.propose(of.case, CHOICE, mentor=mentor or of.mentor, by=by, at=clock.at(on), on=on)


def an_asked_match(course: Course | None = None, *, mentor: Mentor | None = None, on: date = ON) -> Match:
    """A mentor who has three days to answer."""
    of = course or a_course(on=on)
    match = a_proposed_match(of, mentor=mentor, on=on)
    with people.act(of.coordinator, Role.COORDINATOR, on=on) as by:
        proposing.ask(match, by=by, at=clock.at(on), on=on)
    return match


def decline_times(
    course: Course, times: int, *, reason: lists.DeclineReason = lists.DeclineReason.NO_TIME, on: date = ON
) -> None:
    """So many new mentors of the corps are asked, one after the other, and each answers with the reason."""
    for _ in range(times):
        number = Match.objects.count() + 1
        match = an_asked_match(course, mentor=a_signed_mentor(f"Nej {number}", jobcentre=course.case.jobcentre), on=on)
        assert match.mentor.user, "a mentor who is asked has a user"
        with people.act(match.mentor.user, Role.MENTOR, on=on) as by:
            answering.decline(match, reason=reason, by=by, at=clock.at(on), on=on)


def an_accepted_match(course: Course | None = None, *, mentor: Mentor | None = None, on: date = ON) -> Match:
    """A mentor who said yes."""
    match = an_asked_match(course, mentor=mentor, on=on)
    assert match.mentor.user, "a mentor who answers has a user"
    with people.act(match.mentor.user, Role.MENTOR, on=on) as by:
        answering.accept(match, by=by, at=clock.at(on), on=on)
    return match


def a_met_match(course: Course | None = None, *, on: date = ON) -> Match:
    """Citizen and mentor have met once."""
    match = an_accepted_match(course, on=on)
    meeting.meeting_held(match.case, mentor=match.mentor, day=on, by=acting.SYSTEM, at=clock.at(on))
    match.refresh_from_db()
    return match


def both_go_on(match: Match, *, by: User, on: date = ON) -> None:
    """The coordinator notes by phone that both want to go on."""
    with people.act(by, Role.COORDINATOR, on=on) as actor:
        for side in lists.Side:
            told = continuing.Told(lists.GoOn.YES)
            continuing.note(match, told, side=side, way=lists.WishWay.PHONE, by=actor, at=clock.at(on), on=on)


def a_confirmed_match(course: Course | None = None, *, on: date = ON) -> Match:
    """Both want to go on."""
    of = course or a_course(on=on)
    match = a_met_match(of, on=on)
    both_go_on(match, by=of.coordinator, on=on)
    _read_handover(of, match, on=on)
    with people.act(of.coordinator, Role.COORDINATOR, on=on) as by:
        meeting.confirm(match, by=by, at=clock.at(on), on=on)
    return match


def _read_handover(of: Course, match: Match, *, on: date) -> None:
    """What a former mentor left is written by the coordinator, and read by the new one."""
    left = Handover.objects.filter(receiving=match, state=handing_over.State.DRAFT).select_related("case__citizen")
    for handover in left:
        with people.act(of.coordinator, Role.COORDINATOR, on=on) as by:
            handovers.write(handover, works="Skriv dagen før.", avoid="Hast.", by=by, at=clock.at(on), on=on)
            handovers.hand_over(handover, (), health_agreed=False, by=by, at=clock.at(on), on=on)
        with people.act(of.mentor_user, Role.MENTOR, on=on) as by:
            handovers.acknowledge(handover, by=by, at=clock.at(on), on=on)


def a_running_match(course: Course | None = None, *, on: date = ON) -> Match:
    """A match that runs, as if its agreement had been signed by all."""
    of = course or a_course(on=on)
    match = a_confirmed_match(of, on=on)
    with people.act(of.caseworker, Role.CASEWORKER, on=on) as by:
        meeting.run(match, by=by, at=clock.at(on))
    return match


def an_ended_match(
    course: Course | None = None, *, reason: lists.EndReason = lists.EndReason.MENTOR_WISH, on: date = ON
) -> Match:
    """A match that ended while the course goes on."""
    of = course or a_course(on=on)
    a_running_match(of, on=on)
    return end_running(of, reason=reason, on=on)


def end_running(of: Course, *, reason: lists.EndReason = lists.EndReason.MENTOR_WISH, on: date = ON) -> Match:
    """The mentor of a course leaves while it goes on."""
    match = Match.objects.select_related("case__citizen", "mentor__user").get(case=of.case, state=State.RUNNING)
    ending = parting.Ending(ended_by=lists.EndedBy.MENTOR, reason=reason, last_day=on, text="Flytter.")
    with people.act(of.coordinator, Role.COORDINATOR, on=on) as by:
        parting.end(match, ending, by=by, at=clock.at(on), on=on)
    return match
