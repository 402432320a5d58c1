"""Monthly reports in each of their states, in a course that began in October."""

from dataclasses import replace
from datetime import date

from parloeb.domain.agreements.rules import SubGoal
from parloeb.domain.corps import commands as corps
from parloeb.domain.corps.models import Mentor
from parloeb.domain.matching.models import Match
from parloeb.domain.people import acting
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import Role
from parloeb.domain.reports import commands
from parloeb.domain.reports.lists import Recommendation
from parloeb.domain.reports.models import MonthlyReport
from parloeb.domain.visits.models import Visit
from parloeb.domain.visits.rules import Content
from tests.builders import agreements, clock, matching, people, visits
from tests.builders.clock import AT, ON, SIGNED_ON
from tests.builders.corps import a_corps_mentor
from tests.builders.matching import Course

BEGUN = date(2026, 10, 5)
OCTOBER = date(2026, 10, 1)
GOAL = SubGoal(text="Møde til tiden", we_will_see="Anna er der kl. 8", due_on=date(2026, 11, 30))
WRITTEN = commands.Text(
    development="Torsdag den 15. oktober tog Anna selv bussen til praktikken for første gang.",
    goals="Møde til tiden: Hun kom til tiden alle gange.\nKlare sig uden støtte: Hun tog bussen alene.",
    appointments="Vi har mødtes hver uge.",
    recommendation=Recommendation.GO_ON,
)


def a_running_course(*, mentor: Mentor | None = None, jobcentre: Organisation | None = None) -> Course:
    """A course that has run since October by a signed agreement with one goal and the standing one."""
    course = matching.a_course(on=BEGUN, months=3)
    met = mentor or a_corps_mentor(jobcentre=jobcentre or course.case.jobcentre)
    corps.sign_secrecy(met, by=acting.SYSTEM, at=AT, on=SIGNED_ON)
    assert met.user, "a mentor who writes has a user"
    course = Course(**{**vars(course), "mentor": met, "mentor_user": met.user})
    content = replace(agreements.AGREED, goals=(GOAL,))
    agreements.a_signed_agreement(course, content=content, on=BEGUN)
    course.case.refresh_from_db()
    return course


def match_of(course: Course) -> Match:
    """The match of a course that has one."""
    return Match.objects.select_related("case__citizen").get(case=course.case)


def a_visit_in(course: Course, content: Content) -> Visit:
    """A visit registered in the course."""
    return visits.a_visit(course, content)


def a_begun_report(course: Course | None = None, *, month: date = OCTOBER, on: date = ON) -> MonthlyReport:
    """A report drafted from what was registered, and nothing more."""
    of = course or a_running_course()
    with people.act(of.mentor_user, Role.MENTOR, on=on) as by:
        return commands.start(match_of(of), month=month, by=by, at=clock.at(on), on=on)


def an_offered_report(course: Course | None = None, *, text: commands.Text = WRITTEN, on: date = ON) -> MonthlyReport:
    """A report that is written, and that the citizen may read and add to."""
    of = course or a_running_course()
    report = a_begun_report(of, on=on)
    with people.act(of.mentor_user, Role.MENTOR, on=on) as by:
        commands.save(report, text, version=report.version, by=by, at=clock.at(on), on=on)
        commands.offer_to_citizen(report, offered_on=on, by=by, at=clock.at(on), on=on)
    return report


def a_sent_report(course: Course | None = None, *, on: date = ON) -> MonthlyReport:
    """A report that waits for the caseworker."""
    of = course or a_running_course()
    report = an_offered_report(of, on=on)
    with people.act(of.mentor_user, Role.MENTOR, on=on) as by:
        commands.send(report, by=by, at=clock.at(on), on=on)
    return report


def a_returned_report(course: Course | None = None, *, on: date = ON) -> MonthlyReport:
    """A report that the caseworker asked back on."""
    of = course or a_running_course()
    report = a_sent_report(of, on=on)
    with people.act(of.caseworker, Role.CASEWORKER, on=on) as by:
        commands.ask_back(report, question="Hvad skete der den 15.?", by=by, at=clock.at(on), on=on)
    return report


def a_read_report(course: Course | None = None, *, on: date = ON) -> MonthlyReport:
    """A report that was read."""
    of = course or a_running_course()
    report = a_sent_report(of, on=on)
    with people.act(of.caseworker, Role.CASEWORKER, on=on) as by:
        commands.acknowledge(report, by=by, at=clock.at(on), on=on)
    return report
