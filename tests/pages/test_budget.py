"""The hours of one's cases: granted, due, used, expected."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import visits

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]


def test_a_caseworker_sees_what_is_behind_and_how_it_ends() -> None:
    pair = visits.a_pair()
    visits.a_visit(pair)
    page = builders.logged_in(pair.caseworker, Role.CASEWORKER).get("/timebudget/").content.decode()
    row = page[page.index(f'href="/besoeg/sag/{pair.case.uuid}/"') :].partition("</tr>")[0]

    assert re.findall(r"<td[^>]*>\s*([^<]*?)\s*</td>", row) == ["26:17", "13:26", "1:00", "−12:26", "13:51"]
    assert re.findall(r'<th scope="row">(\w+ 202\d, \w+)</th>', page) == [
        "oktober 2026, forventet",
        "oktober 2026, brugt",
        "november 2026, forventet",
        "november 2026, brugt",
        "december 2026, forventet",
    ]
    assert "Alle sager" in page


def test_the_page_of_a_case_says_what_is_due() -> None:
    pair = visits.a_pair()
    visits.a_visit(pair)
    address = f"/besoeg/sag/{pair.case.uuid}/"
    desk = builders.logged_in(pair.caseworker, Role.CASEWORKER).get(address).content.decode()
    phone = builders.logged_in(pair.mentor_user, Role.MENTOR).get(address).content.decode()
    assert "Forventet til i dag" in desk
    assert "Forventet til i dag" not in phone  # a mentor sees hours by the agreement


def test_who_has_no_running_grant_is_told_what_comes_there() -> None:
    page = builders.logged_in(builders.a_caseworker(), Role.CASEWORKER).get("/timebudget/").content.decode()
    assert "Ingen af dine sager har en bevilling" in page


def test_another_team_sees_nothing_of_it() -> None:
    pair = visits.a_pair()
    stranger = builders.logged_in(builders.a_caseworker(), Role.CASEWORKER)
    assert pair.case.number not in stranger.get("/timebudget/").content.decode()


def test_the_number_of_questions_does_not_grow_with_the_cases() -> None:
    first = visits.a_pair()
    browser = builders.logged_in(first.coordinator, Role.COORDINATOR)
    browser.get("/timebudget/")  # the first page of a session writes the session
    counted: list[int] = []
    for _ in range(2):
        visits.a_visit(visits.a_pair(mentor=first.mentor), visits.a_content(f"0{1 + 2 * len(counted)}:00"))
        with CaptureQueriesContext(connection) as asked:
            browser.get("/timebudget/")
        counted.append(len(asked))
    assert counted[0] == counted[1]
