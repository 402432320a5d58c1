"""What a mentor of a course with a mentor before reads in each state of the own match: room by room, then in words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db.models import QuerySet

from parloeb.domain.agreements import access as agreements
from parloeb.domain.agreements import commands as writing
from parloeb.domain.agreements.models import Agreement
from parloeb.domain.cases import access as cases
from parloeb.domain.cases.lists import Teller
from parloeb.domain.cases.notes import access as note_access
from parloeb.domain.cases.notes import commands as notes
from parloeb.domain.correspondence import access as letters
from parloeb.domain.followup import access as followup
from parloeb.domain.grants import access as grants
from parloeb.domain.grants.procedure import access as procedure
from parloeb.domain.matching import access as matches
from parloeb.domain.matching.firstcontact import access as first_contact
from parloeb.domain.matching.handover import access as handovers
from parloeb.domain.matching.handover import commands as handing
from parloeb.domain.matching.models import Handover, Match
from parloeb.domain.matching.needs import access as needs
from parloeb.domain.matching.needs import commands as judging
from parloeb.domain.matching.needs.rules import Content
from parloeb.domain.matching.wishes import access as wishes
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals import access as referrals
from parloeb.domain.reports import access as reports
from parloeb.domain.reports.models import MonthlyReport
from parloeb.domain.visits import access as visits
from tests import builders
from tests.builders import AT, ON, TOMORROW, Course, matching
from tests.builders import reports as reporting
from tests.builders import visits as visiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

ROOMS: dict[str, Callable[[cases.Reached], QuerySet[Any]]] = {
    "referrals": referrals.visible_in,
    "grants": grants.visible_in,
    "hearings": procedure.hearings_visible_in,
    "complaints": procedure.complaints_visible_in,
    "requests": procedure.requests_visible_in,
    "notes": note_access.visible_in,
    "needs": needs.visible_in,
    "wishes": wishes.visible_in,
    "talks on declines": matches.talks_visible_in,
    "talks": followup.visible_in,
    "letters": letters.visible_in,
    "visits": visits.visible_in,
    "reports": reports.visible_in,
    "agreements": agreements.visible_in,
    "changes": matches.changes_visible_in,
    "first meetings": first_contact.visible_in,
    "matches": matches.visible_in,
    "handovers": handovers.visible_in,
}
# A handover is readable once it is handed over, which these states have in common from the confirmation on: the two
# cannot go on before it is read. Everything else of the time before waits for that, or for ever.
READS: dict[str, set[str]] = {
    "asked": set(),
    "accepted": {"matches"},
    "met": {"matches"},
    "confirmed": {"matches", "agreements", "handovers"},
    "running": {"matches", "agreements", "handovers"},
    "ended": {"matches", "handovers"},
}
REACH: dict[str, Callable[[Course], Match]] = {
    "asked": builders.an_asked_match,
    "accepted": builders.an_accepted_match,
    "met": builders.a_met_match,
    "confirmed": builders.a_confirmed_match,
    "running": builders.a_running_match,
    "ended": lambda of: _ended(of),
}


def _ended(course: Course) -> Match:
    builders.a_running_match(course)
    return matching.end_running(course, on=TOMORROW)


NOTE, AGREED, REPORTED = "Hun drikker.", "På biblioteket", "tog Anna selv bussen"


@pytest.fixture
def course() -> Course:
    """A course that ran with a mentor, who agreed, visited and reported; now another is to take over."""
    former = reporting.a_running_course()
    with builders.act(former.coordinator, Role.COORDINATOR) as by:
        judging.judge(former.case, Content({"debt": 2}, is_heavy=True), after=None, by=by, at=AT, on=ON)
        notes.note(former.case, notes.Heard(ON, Teller.CITIZEN, "", "Ringede", NOTE), by=by, at=AT, on=ON)
    builders.a_talk(former.case, by=former.caseworker)
    reporting.a_visit_in(former, visiting.a_content(on=ON - timedelta(days=3)))
    reporting.a_sent_report(former)
    matching.end_running(former)
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=former.case.jobcentre)
    assert other.user
    return replace(former, mentor=other, mentor_user=other.user)


def _readable(course: Course) -> set[str]:
    reached = cases.reach(builders.actor(course.mentor_user, Role.MENTOR), course.case.uuid, on=ON)
    return {name for name, visible_in in ROOMS.items() if reached and visible_in(reached).exists()}


@pytest.mark.parametrize("state", READS)
def test_each_room_in_each_state(course: Course, state: str) -> None:
    REACH[state](course)
    assert _readable(course) == READS[state]


def test_the_handover_is_readable_from_the_moment_that_it_is_handed_over(course: Course) -> None:
    builders.an_accepted_match(course)
    handover = Handover.objects.select_related("case__citizen").get(case=course.case)
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        handing.write(handover, works="Skriv dagen før.", avoid="Hast.", by=by, at=AT, on=ON)
        assert _readable(course) == {"matches"}
        handing.hand_over(handover, (), health_agreed=False, by=by, at=AT, on=ON)
    assert _readable(course) == {"matches", "handovers"}


def _told(course: Course, path: str) -> str:
    answer = builders.logged_in(course.mentor_user, Role.MENTOR).get(path)
    return answer.content.decode() if answer.status_code == 200 else ""


@pytest.mark.parametrize("state", ["asked", "accepted", "met"])
def test_no_page_tells_of_the_time_before_until_both_go_on(course: Course, state: str) -> None:
    match = REACH[state](course)
    case = course.case.uuid
    report = MonthlyReport.objects.get()
    agreement = Agreement.objects.get()
    paths = (
        "/mentor/",
        "/sager/?q=anna",
        f"/sager/{case}/",
        f"/besoeg/sag/{case}/",
        f"/besoeg/ny/{case}/",
        f"/mentoraftaler/ny/{case}/",
        f"/mentoraftaler/{agreement.uuid}/",
        f"/rapporter/{report.uuid}/",
        f"/rapporter/match/{match.uuid}/",
        f"/match/sammen/{match.uuid}/",
        f"/match/foerste-moede/{match.uuid}/",
        f"/match/svar/{match.uuid}/",
    )
    for path in paths:
        told = _told(course, path)
        for secret in (NOTE, AGREED, REPORTED, "Hver uge", "Ugentligt", "Fremmøde"):
            assert secret not in told, (path, secret)


def test_what_was_agreed_is_told_when_both_go_on(course: Course) -> None:
    builders.a_met_match(course)
    path = f"/mentoraftaler/{Agreement.objects.get().uuid}/"
    assert AGREED not in _told(course, path)
    builders.both_go_on(Match.objects.get(mentor=course.mentor), by=course.coordinator)
    assert AGREED not in _told(course, path)
    Match.objects.filter(mentor=course.mentor).update(state="confirmed", confirmed_at=AT)
    assert AGREED in _told(course, path)


@pytest.mark.parametrize(("reach", "may"), [(builders.an_accepted_match, False), (builders.a_confirmed_match, True)])
def test_a_mentor_begins_an_agreement_when_both_go_on(
    course: Course, reach: Callable[[Course], Match], may: bool
) -> None:
    match = reach(course)
    assert bool(agreements.may_start(builders.actor(course.mentor_user, Role.MENTOR), match, on=ON)) is may
    assert agreements.may_start(builders.actor(course.caseworker, Role.CASEWORKER), match, on=ON)


def test_a_draft_that_the_caseworker_begins_early_is_read_by_the_mentor_when_both_go_on(course: Course) -> None:
    match = builders.a_met_match(course)
    with builders.act(course.caseworker, Role.CASEWORKER) as by:
        begun = writing.start(match, by=by, at=AT, on=ON)
    seen = agreements.visible_to(builders.actor(course.mentor_user, Role.MENTOR), on=ON).filter(pk=begun.pk)
    assert not seen.exists()
    Match.objects.filter(pk=match.pk).update(state="confirmed", confirmed_at=AT)
    assert seen.exists()
