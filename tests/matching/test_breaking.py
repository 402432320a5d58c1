"""What a match hangs on and holds no longer after the yes: whoever finds the mentor is told, and nothing is stopped."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parloeb.domain.corps import lists as corps_lists
from parloeb.domain.corps.availability import commands as availability
from parloeb.domain.corps.models import Absence, Framework, Mentor
from parloeb.domain.grants.models import GrantHours
from parloeb.domain.matching import access
from parloeb.domain.matching.exclusions import commands as exclusions
from parloeb.domain.matching.lists import ExclusionReason
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.needs import commands as needs
from parloeb.domain.matching.needs.rules import Content
from parloeb.domain.matching.queries import breaking
from parloeb.domain.people import acting
from parloeb.domain.people import commands as people
from parloeb.domain.people.rules import OrganisationKind, Role
from tests import builders
from tests.builders import AT, LONG_AGO, ON, TOMORROW

pytestmark = pytest.mark.django_db

LATER, MONTH_LATER = ON + timedelta(days=10), ON + timedelta(days=30)


@pytest.fixture
def course() -> builders.Course:
    return builders.a_course()


def told(course: builders.Course, *, on: date = LATER) -> list[tuple[date, str]]:
    """What the coordinator reads of the matches, without the tail that is always there."""
    visible = access.visible_to(builders.actor(course.coordinator, Role.COORDINATOR), on=on)
    found = breaking.waiting(visible, on=on)
    assert all(one.note.endswith(breaking.GOES_ON) for one in found)
    return [(one.since, one.note.removesuffix(f" {breaking.GOES_ON}")) for one in found]


def _close_user(course: builders.Course) -> None:
    people.deactivate_user(course.mentor_user, by=acting.SYSTEM, at=builders.at(TOMORROW))


def _end_role(course: builders.Course) -> None:
    people.end_role(course.mentor_user, role=Role.MENTOR, last_day=ON, by=acting.SYSTEM, at=AT)


def _leave(course: builders.Course) -> None:
    Mentor.objects.filter(pk=course.mentor.pk).update(last_day=ON)


def _exclude(course: builders.Course) -> None:
    with builders.act(course.coordinator, Role.COORDINATOR, on=TOMORROW) as by:
        exclusions.exclude(
            course.case, course.mentor, why=ExclusionReason.FAMILY, by=by, at=builders.at(TOMORROW), on=TOMORROW
        )


def _fewer_hours(course: builders.Course) -> None:
    availability.enter_hours(course.mentor, first_day=TOMORROW, weekly_minutes=60, by=acting.SYSTEM, at=AT, on=ON)


def _need_for_children(course: builders.Course) -> None:
    builders.a_paper(course.mentor, corps_lists.PaperKind.CHILDREN, last_day=ON)
    with builders.act(course.caseworker, Role.CASEWORKER) as by:
        needs.judge(course.case, Content({}, with_children=True), after=None, by=by, at=AT, on=ON)


def _paper_runs_out(course: builders.Course) -> None:
    builders.a_paper(course.mentor, last_day=ON, is_required=True)


NO_CERTIFICATE = "Har ingen børneattest, der gælder, og forløbet kræver en."
BROKEN: list[tuple[Callable[[builders.Course], None], str]] = [
    (_close_user, "Mentorens bruger er lukket."),
    (_end_role, "Mentorens bruger er ikke mentor længere."),
    (_leave, "Mentoren er holdt op."),
    (_exclude, "De to må ikke sættes sammen: de er i familie."),
    (_fewer_hours, "Har 1 timer om ugen, og forløbene har 2."),
    (_need_for_children, NO_CERTIFICATE),
]


@pytest.mark.parametrize(("act", "sentence"), BROKEN)
def test_what_broke_after_the_yes_is_told_with_its_day(
    course: builders.Course, act: Callable[[builders.Course], None], sentence: str
) -> None:
    builders.an_accepted_match(course)
    assert told(course) == []
    act(course)
    assert told(course) == [(TOMORROW, f"{sentence} Siden 17-11-2026.")]
    assert Match.objects.get().state == "accepted"


def test_a_required_paper_that_ran_out_is_told_and_stops_nothing_that_runs(course: builders.Course) -> None:
    builders.a_running_match(course)
    _paper_runs_out(course)
    ((since, sentence),) = told(course)
    assert since == TOMORROW
    assert "udløb 16-11-2026" in sentence
    assert Match.objects.get().state == "running"
    assert told(course, on=ON) == []


def test_a_supplier_s_agreement_that_ran_out_is_told() -> None:
    place = builders.a_jobcentre()
    supplier = builders.an_organisation(OrganisationKind.SUPPLIER, "Sporskiftet ApS")
    signe = builders.a_caseworker(team=builders.a_team(jobcentre=place))
    mentor = builders.a_signed_mentor(jobcentre=place, organisation=supplier, kind=corps_lists.Kind.SUPPLIER)
    course = builders.a_course(caseworker=signe, mentor=mentor)
    builders.a_met_match(course)
    assert told(course) == []
    Framework.objects.update(last_day=ON)
    ((since, sentence),) = told(course)
    assert (since, "Rammeaftalen med Sporskiftet ApS udløb 16-11-2026." in sentence) == (TOMORROW, True)


def _away(course: builders.Course, *, kind: str = "holiday", last_day: date | None = MONTH_LATER) -> None:
    with builders.act(course.coordinator, Role.COORDINATOR, on=TOMORROW) as by:
        availability.register_absence(
            course.mentor,
            kind=corps_lists.AbsenceKind(kind),
            first_day=TOMORROW,
            last_day=last_day,
            by=by,
            at=builders.at(TOMORROW),
            on=TOMORROW,
        )


def test_an_absence_over_the_first_weeks_is_told_where_nobody_knew_of_it_at_the_yes(course: builders.Course) -> None:
    builders.an_accepted_match(course)
    _away(course)
    ((since, sentence),) = told(course)
    assert since == TOMORROW
    assert sentence.startswith("Er fraværende 17-11-2026 – 16-12-2026")
    Match.objects.update(answered_at=builders.at(LATER))
    assert told(course) == []


def test_in_a_running_course_only_an_absence_without_an_end_is_told(course: builders.Course) -> None:
    builders.a_running_match(course)
    _away(course)
    assert told(course) == []
    Absence.objects.update(kind="illness", last_day=None)
    assert told(course) == [(TOMORROW, "Er fraværende, uden at det vides hvor længe. Siden 17-11-2026.")]
    assert told(course, on=ON) == []


def test_more_that_is_granted_breaks_it_from_the_day_on_which_it_is_too_much(course: builders.Course) -> None:
    availability.enter_hours(course.mentor, first_day=ON, weekly_minutes=180, by=acting.SYSTEM, at=AT, on=ON)
    builders.an_accepted_match(course)
    too_much, even_more = ON + timedelta(days=5), ON + timedelta(days=8)
    GrantHours.objects.create(grant=course.grant, first_day=too_much, minutes_per_week=240)
    GrantHours.objects.create(grant=course.grant, first_day=even_more, minutes_per_week=300)
    assert told(course, on=too_much - timedelta(days=1)) == []
    assert told(course) == [(too_much, "Har 3 timer om ugen, og forløbene har 5. Siden 21-11-2026.")]


def test_the_mentor_and_others_are_not_told(course: builders.Course) -> None:
    builders.an_accepted_match(course)
    _exclude(course)
    for user, role in ((course.mentor_user, Role.MENTOR), (course.citizen_user, Role.CITIZEN)):
        page = builders.logged_in(user, role).get("/").content.decode()
        assert "sættes sammen" not in page
    page = builders.logged_in(course.coordinator, Role.COORDINATOR).get("/").content.decode()
    assert "De to må ikke sættes sammen: de er i familie." in page


def test_many_matches_are_asked_about_as_often_as_one(course: builders.Course) -> None:
    builders.an_accepted_match(course)
    _exclude(course)
    told(course)
    with CaptureQueriesContext(connection) as few:
        told(course)
    for number in range(2):
        mentor = builders.a_signed_mentor(f"Mentor {number}", jobcentre=course.case.jobcentre, first_day=LONG_AGO)
        other = builders.a_course(
            citizen_name=f"Nr. {number}",
            caseworker=course.caseworker,
            coordinator=course.coordinator,
            mentor=mentor,
        )
        builders.an_accepted_match(other)
        _exclude(other)
    with CaptureQueriesContext(connection) as many:
        assert len(told(course)) == 3
    assert len(many) == len(few)
