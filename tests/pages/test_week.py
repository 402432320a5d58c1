"""The week that was: its numbers are as long as their lists, and whom to thank."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parloeb.domain.matching.models import DigestChoice, Match
from parloeb.domain.people.models import Citizen
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import ON, reports
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

LAST_WEEK = ON - timedelta(days=5)
TITLES = (
    "Bevilget en mentor",
    "Mentor foreslået",
    "Mentor spurgt",
    "Sagde ja",
    "Sagde nej",
    "Bad om bedre odds",
    "Mødtes første gang",
    "Begge vil fortsætte",
    "Match slut",
)


@pytest.fixture
def course() -> builders.Course:
    return builders.a_course(on=LAST_WEEK)


def desk(course: builders.Course) -> Client:
    return builders.logged_in(course.coordinator, Role.COORDINATOR)


def read(browser: Client, path: str = "/match/ugen/") -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def numbers(page: str) -> dict[str, tuple[int, int]]:
    """Each number with how many cases its list has."""
    part = page[page.index('id="tal"') : page.index('id="nu"')]
    blocks = re.split(r"<details|<p>", part)
    found = {}
    for block in blocks:
        text = re.sub(r"<[^>]*>", " ", block)
        title = next((one for one in TITLES if one in text), None)
        if title:
            number = int(re.findall(r'p-count">(\d+)<', block)[0])
            found[title] = (number, block.count("<li>"))
    return found


def test_the_numbers_of_a_week_are_as_long_as_their_lists(course: builders.Course) -> None:
    builders.an_ended_match(course, on=LAST_WEEK)
    builders.an_asked_match(_another(course, "Bo Egelund", on=LAST_WEEK, mentor="Omar Berg"), on=LAST_WEEK)
    builders.an_asked_match(_another(course, "Cit Today", on=ON, mentor="Per Holm"), on=ON)
    found = numbers(read(desk(course)))
    assert {title: number for title, (number, _) in found.items()} == {
        "Bevilget en mentor": 2,
        "Mentor foreslået": 2,
        "Mentor spurgt": 2,
        "Sagde ja": 1,
        "Sagde nej": 0,
        "Bad om bedre odds": 0,
        "Mødtes første gang": 1,
        "Begge vil fortsætte": 1,
        "Match slut": 1,
    }
    assert all(number == listed for number, listed in found.values())
    page = read(desk(course))
    assert "Mentoren ønskede at stoppe" in page
    this_week = numbers(read(desk(course), "/match/ugen/?uge=2026-W47"))
    assert this_week["Mentor spurgt"] == (1, 1)
    assert this_week["Match slut"] == (0, 0)


def test_a_no_is_told_with_its_reason(course: builders.Course) -> None:
    match = builders.an_asked_match(course, on=LAST_WEEK)
    Match.objects.filter(pk=match.pk).update(
        state="declined", decline_reason="no_time", answered_at=builders.clock.at(LAST_WEEK)
    )
    page = read(desk(course))
    assert numbers(page)["Sagde nej"] == (1, 1)
    assert numbers(page)["Sagde ja"] == (0, 0)
    assert "Jeg har ikke tid lige nu" in page
    Match.objects.filter(pk=match.pk).update(decline_reason="better_odds")
    page = read(desk(course))
    assert (numbers(page)["Sagde nej"], numbers(page)["Bad om bedre odds"]) == ((0, 0), (1, 1))


def test_who_waits_longest_stands_there_by_name_and_protected_ones_without(course: builders.Course) -> None:
    page = read(desk(course))
    assert "Anna Borg, sag" in page
    assert "5 dage" in page
    Citizen.objects.update(is_protected=True)
    assert "Anna" not in read(desk(course))


def test_a_report_that_is_late_leads_to_the_case() -> None:
    course = reports.a_running_course()
    page = read(desk(course))
    assert f'href="/sager/?q={course.case.number}"' in page
    assert course.case.number in read(desk(course), f"/sager/?q={course.case.number}")


def test_whom_to_thank_stands_with_the_fact(course: builders.Course) -> None:
    builders.a_confirmed_match(course, on=LAST_WEEK)
    page = read(desk(course))
    assert "<strong>Mikkel Lund</strong>: Har fået sit første forløb." in page
    assert "<strong>Mikkel Lund</strong>" not in read(desk(course), "/match/ugen/?uge=2026-W40")
    team = course.caseworker.role_assignments.get(role=Role.CASEWORKER).team
    assert team
    leader = builders.logged_in(builders.a_leader(team=team), Role.TEAM_LEADER)
    assert "<strong>Mikkel Lund</strong>: Har fået sit første forløb." in read(leader)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("hest", "kan ikke læses som en uge"),
        ("2026-W54", "Den uge findes ikke."),
        ("2026-W48", "Den uge er ikke begyndt endnu."),
    ],
)
def test_what_is_no_week_is_told_and_the_last_one_is_shown(course: builders.Course, typed: str, sentence: str) -> None:
    page = read(desk(course), f"/match/ugen/?uge={typed}")
    assert sentence in page
    assert f'value="{typed}"' in page
    assert "uge 46 i 2026" in page


def test_the_mail_is_chosen_on_a_page_of_its_own(course: builders.Course) -> None:
    browser = desk(course)
    answer = browser.post("/match/ugen/mail/", {})
    assert answer.status_code == 422
    assert "Vælg, om du vil have en mail." in at_field(answer, "how_often")
    assert browser.post("/match/ugen/mail/", {"how_often": "weekly"})["Location"] == "/match/ugen/"
    assert DigestChoice.objects.get().is_weekly
    assert re.search(r'value="weekly"[^>]*checked', read(browser, "/match/ugen/mail/"))
    browser.post("/match/ugen/mail/", {"how_often": "never"})
    assert not DigestChoice.objects.get().is_weekly


def test_the_week_asks_the_database_as_often_for_many_as_for_few(course: builders.Course) -> None:
    browser = desk(course)
    builders.a_confirmed_match(_another(course, "Bo 0", on=LAST_WEEK, mentor="Mentor 0"), on=LAST_WEEK)
    read(browser)
    few = _queries(browser)
    for number in range(1, 4):
        other = _another(course, f"Bo {number}", on=LAST_WEEK, mentor=f"Mentor {number}")
        builders.a_confirmed_match(other, on=LAST_WEEK)
        _another(course, f"Ida {number}", on=LAST_WEEK)
    assert _queries(browser) == few


def _another(course: builders.Course, name: str, *, on: date, mentor: str = "") -> builders.Course:
    place = course.case.jobcentre
    met = builders.a_signed_mentor(mentor, jobcentre=place, signed_on=on) if mentor else course.mentor
    return builders.a_course(
        citizen_name=name, caseworker=course.caseworker, coordinator=course.coordinator, mentor=met, on=on
    )


def _queries(browser: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        read(browser)
    return len(asked)
