"""Handovers in each of their states, in a course whose first mentor has left."""

from dataclasses import dataclass, replace
from datetime import date

from parloeb.domain.matching.handing_over import Package, Section
from parloeb.domain.matching.handover import commands
from parloeb.domain.matching.models import Handover, Match
from parloeb.domain.people.rules import Role
from tests.builders import clock, matching, people
from tests.builders.clock import ON
from tests.builders.matching import Course

WORKS, AVOID = "Skriv dagen før.", "Ring ikke om morgenen."
PACKAGE: Package = (Section("Mål og delmål", (("Mål med fagets ord", "At komme i skole"),)),)


@dataclass(frozen=True)
class Change:
    """A course whose mentor left, the one who takes over, and the handover between the two."""

    course: Course
    receiver: Course
    handover: Handover


def a_change(course: Course | None = None, *, is_received: bool = True, on: date = ON) -> Change:
    """A mentor who left a running match; another has said yes, where one is to be there."""
    of = course or matching.a_course(on=on)
    if not Match.objects.filter(case=of.case).exists():
        matching.a_running_match(of, on=on)
    matching.end_running(of, on=on)
    maja = matching.a_signed_mentor("Maja Krogh", jobcentre=of.case.jobcentre, signed_on=on)
    assert maja.user, "a mentor who takes over has a user"
    receiver = replace(of, mentor=maja, mentor_user=maja.user)
    if is_received:
        matching.an_accepted_match(receiver, on=on)
    return Change(of, receiver, Handover.objects.select_related("case__citizen").get(case=of.case))


def a_handed_over(change: Change | None = None, *, on: date = ON) -> Change:
    """One that the former mentor wrote and that is there to read."""
    of = change or a_change(on=on)
    with people.act(of.course.mentor_user, Role.MENTOR, on=on) as by:
        commands.write(of.handover, works=WORKS, avoid=AVOID, by=by, at=clock.at(on), on=on)
        commands.hand_over(of.handover, PACKAGE, health_agreed=False, by=by, at=clock.at(on), on=on)
    return of


def an_acknowledged(change: Change | None = None, *, on: date = ON) -> Change:
    """One that the new mentor has read."""
    of = a_handed_over(change, on=on)
    with people.act(of.receiver.mentor_user, Role.MENTOR, on=on) as by:
        commands.acknowledge(of.handover, by=by, at=clock.at(on), on=on)
    return of


def an_overridden(change: Change | None = None, *, on: date = ON) -> Change:
    """One that the leader let the change go on without."""
    of = change or a_change(on=on)
    team = of.course.caseworker.role_assignments.get(role=Role.CASEWORKER).team
    assert team, "a caseworker has a team"
    with people.act(people.a_leader(team=team), Role.TEAM_LEADER, on=on) as by:
        commands.override(of.handover, PACKAGE, because="Mentoren er syg.", by=by, at=clock.at(on), on=on)
    return of
