"""The list of papers that expire, and the line about it on the desk."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parloeb.domain.corps.lists import Kind, PaperKind
from parloeb.domain.corps.papers.rules import NEWS_DAYS
from parloeb.domain.matching.needs import commands as needs
from parloeb.domain.matching.needs.rules import Content
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import OrganisationKind, Role
from tests import builders
from tests.builders import AT, ON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]


@pytest.fixture
def jobcentre() -> Organisation:
    return builders.a_jobcentre()


@pytest.fixture
def desk(jobcentre: Organisation) -> Client:
    return builders.logged_in(builders.a_coordinator(jobcentre=jobcentre), Role.COORDINATOR)


def _in(number: int) -> timedelta:
    return timedelta(days=number)


def _rows(desk: Client) -> list[str]:
    page = desk.get("/korps/papirer/").content.decode()
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    found = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in found]


def test_what_expires_stands_once_the_soonest_first_with_what_it_means(desk: Client, jobcentre: Organisation) -> None:
    mentor = builders.a_signed_mentor("Åse Øster", jobcentre=jobcentre)
    builders.a_paper(mentor, PaperKind.CHILDREN, last_day=ON + _in(12))
    builders.a_paper(mentor, PaperKind.COURSE, title="Førstehjælp", last_day=ON - _in(5))
    builders.a_paper(mentor, PaperKind.COURSE, title="Gammelt", last_day=ON - _in(NEWS_DAYS + 1))
    builders.a_paper(mentor, PaperKind.COURSE, title="Senere", last_day=ON + _in(31))
    builders.a_paper(mentor, last_day=ON - _in(NEWS_DAYS + 1), is_required=True)
    supplier = builders.an_organisation(OrganisationKind.SUPPLIER, "Sporskiftet ApS")
    builders.a_framework(supplier, jobcentre=jobcentre, last_day=ON + _in(1))
    for name in ("Maja Krogh", "Bo Krogh"):
        builders.a_signed_mentor(name, jobcentre=jobcentre, organisation=supplier, kind=Kind.SUPPLIER)
    left = builders.a_signed_mentor("Gurli Gået", jobcentre=jobcentre, last_day=builders.YESTERDAY)
    builders.a_paper(left, last_day=ON - _in(3), is_required=True)
    elsewhere = builders.a_signed_mentor("Fremmed Mand", jobcentre=builders.a_jobcentre())
    builders.a_paper(elsewhere, last_day=ON)
    assert _rows(desk) == [
        "Straffeattest Åse Øster Udløb for 91 dage siden 17-08-2026 Stopper nye forløb",
        "Førstehjælp Åse Øster Udløb for 5 dage siden 11-11-2026 Stopper ikke nye forløb",
        "Rammeaftalen med Sporskiftet ApS Sporskiftet ApS Udløber om 1 dag 17-11-2026 "
        "Stopper nye forløb, når det er udløbet",
        "Børneattest Åse Øster Udløber om 12 dage 28-11-2026 Stopper ikke nye forløb",
    ]
    page = desk.get("/").content.decode()
    assert "Mentorernes papirer</a>: 2 papirer og aftaler er udløbet eller mangler, 2 udløber snart." in page
    assert "/korps/papirer/" in desk.get("/korps/").content.decode()


def test_where_nothing_expires_the_desk_says_nothing(desk: Client, jobcentre: Organisation) -> None:
    builders.a_signed_mentor(jobcentre=jobcentre)
    assert (
        "Ingen papirer mangler eller er udløbet, og ingen udløber snart."
        in desk.get("/korps/papirer/").content.decode()
    )
    assert "Mentorernes papirer" not in desk.get("/").content.decode()


def test_what_nobody_noted_is_found_where_it_is_needed(jobcentre: Organisation) -> None:
    course = builders.a_course()
    builders.a_running_match(course)
    desk = builders.logged_in(course.coordinator, Role.COORDINATOR)
    assert _rows(desk) == []
    with builders.act(course.caseworker, Role.CASEWORKER) as by:
        needs.judge(course.case, Content({}, with_children=True), after=None, by=by, at=AT, on=ON)
    certificate = "Børneattest Mikkel Lund Mangler Et forløb, som mentoren har, kræver en børneattest."
    assert _rows(desk) == [certificate]
    builders.a_signed_mentor("Omar Berg", jobcentre=course.case.jobcentre, signed=False)
    assert _rows(desk) == [
        certificate,
        "Tavshedserklæringen Omar Berg Mangler Mentoren har ikke skrevet under. "
        "Det skal ske, før mentoren kan sige ja.",
    ]
    builders.a_paper(course.mentor, PaperKind.CHILDREN)
    assert len(_rows(desk)) == 1


def test_a_required_certificate_that_a_course_asks_for_too_stops_new_courses_all_the_same() -> None:
    course = builders.a_course()
    builders.a_running_match(course)
    desk = builders.logged_in(course.coordinator, Role.COORDINATOR)
    with builders.act(course.caseworker, Role.CASEWORKER) as by:
        needs.judge(course.case, Content({}, with_children=True), after=None, by=by, at=AT, on=ON)
    builders.a_paper(course.mentor, PaperKind.CHILDREN, last_day=ON - _in(1), is_required=True)
    assert _rows(desk) == [
        "Børneattest Mikkel Lund Udløb for 1 dag siden 15-11-2026 "
        "Et forløb, som mentoren har, kræver en børneattest. Stopper nye forløb."
    ]


def test_a_supplier_without_agreements_is_told_of(desk: Client, jobcentre: Organisation) -> None:
    supplier = builders.an_organisation(OrganisationKind.SUPPLIER, "Sporskiftet ApS")
    mentor = builders.a_signed_mentor(jobcentre=jobcentre, kind=Kind.SUPPLIER)
    mentor.organisation = supplier
    mentor.save(update_fields=["organisation"])
    assert [row.rpartition(" Mangler ")[2] for row in _rows(desk)] == ["Stopper nye forløb"] * 2


def test_many_mentors_cost_no_more_questions_than_one(desk: Client, jobcentre: Organisation) -> None:
    desk.get("/korps/papirer/")  # what is asked once a login or once a process is no matter of how many there are
    supplier = builders.an_organisation(OrganisationKind.SUPPLIER, "Sporskiftet ApS")
    builders.a_framework(supplier, jobcentre=jobcentre, last_day=ON)
    counts = []
    for number in (1, 4):
        for _ in range(number):
            mentor = builders.a_signed_mentor(jobcentre=jobcentre, organisation=supplier, kind=Kind.SUPPLIER)
            builders.a_paper(mentor, last_day=ON)
        with CaptureQueriesContext(connection) as asked:
            assert len(_rows(desk)) >= number
        counts.append(len(asked))
    assert counts[0] == counts[1]
