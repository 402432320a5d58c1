"""The page of a case: what is missing there for its reader, and what comes next."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parloeb.domain.correspondence import commands as letters
from parloeb.domain.correspondence.models import Letter
from parloeb.domain.people import acting
from parloeb.domain.people.rules import Role
from parloeb.domain.visits import commands
from parloeb.domain.visits.models import Visit
from tests import builders
from tests.builders import AT, ON, visits
from tests.builders.matching import Course

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

NOTHING, DOUBT = "Her mangler ikke noget", "Borgeren er i tvivl om et besøg (siden 16-11-2026)"
PAPER, FAILED = "Brev skal sendes med posten (siden 01-10-2026)", "Mail om et brev kunne ikke sendes (siden 16-11-2026)"


def missing(browser: Client, pair: Course) -> str:
    page = browser.get(f"/sager/{pair.case.uuid}/").content.decode()
    return page[page.index('aria-labelledby="p-missing"') :].partition("</section>")[0]


def sent(pair: Course) -> None:
    """Let the letter of the grant be gone, so that it does not wait on the page."""
    letter = Letter.objects.get()
    with builders.act(pair.caseworker, Role.CASEWORKER, on=letter.dated_on) as by:
        letters.post(letter, by=by, at=builders.at(letter.dated_on), on=letter.dated_on)


def doubted(pair: Course, *, clock: str = "08:00") -> Visit:
    visit = visits.a_visit(pair, visits.a_content(clock))
    with builders.act(pair.citizen_user, Role.CITIZEN) as by:
        commands.question(visit, text="Det var kun en halv time.", by=by, at=AT, on=ON)
    return visit


def the_three(pair: Course) -> tuple[Client, Client, Client]:
    return (
        builders.logged_in(pair.caseworker, Role.CASEWORKER),
        builders.logged_in(pair.mentor_user, Role.MENTOR),
        builders.logged_in(pair.citizen_user, Role.CITIZEN),
    )


def test_the_way_to_what_is_granted_stands_among_the_acts_of_who_decides() -> None:
    pair = visits.a_pair()
    address = f'href="/bevillinger/{pair.grant.uuid}/"'
    signe, mikkel, anna = the_three(pair)
    page = signe.get(f"/sager/{pair.case.uuid}/").content.decode()
    assert "Gå til bevillingen" in page
    assert address in page
    for browser in (mikkel, anna):
        assert "Gå til bevillingen" not in browser.get(f"/sager/{pair.case.uuid}/").content.decode()


def test_a_visit_in_doubt_comes_next_and_leads_to_the_visit() -> None:
    pair = visits.a_pair()
    sent(pair)
    signe, mikkel, anna = the_three(pair)
    assert [NOTHING in missing(browser, pair) for browser in (signe, mikkel, anna)] == [True] * 3
    visit = doubted(pair)
    for browser, next_step in (
        (signe, "Mentoren retter besøget, eller borgeren bekræfter det"),
        (mikkel, "Tal med borgeren om besøget."),
        (anna, "Tal med din mentor om besøget."),
    ):
        shown = missing(browser, pair)
        assert NOTHING not in shown
        assert f'<a href="/besoeg/{visit.uuid}/">{DOUBT}' in shown
        assert next_step in shown
    with builders.act(pair.citizen_user, Role.CITIZEN) as by:
        commands.confirm(visit, by=by, at=AT, on=ON)
    assert NOTHING in missing(signe, pair)


def test_a_letter_that_waits_for_the_post_is_named_to_those_who_may_read_it() -> None:
    pair = visits.a_pair()
    letter = Letter.objects.get()
    signe, mikkel, anna = the_three(pair)
    shown = missing(signe, pair)
    assert f'<a href="/breve/{letter.uuid}/">{PAPER}' in shown
    assert "Sagsbehandleren sørger for, at brevet bliver sendt." in shown
    for browser in (mikkel, anna, builders.logged_in(pair.coordinator, Role.COORDINATOR)):
        assert NOTHING in missing(browser, pair)
    sent(pair)
    assert NOTHING in missing(signe, pair)


def test_a_mail_that_failed_is_missing_until_somebody_decides() -> None:
    signe = builders.a_caseworker()
    citizen = builders.a_citizen("Asta Krog", email="asta@example.dk", user=builders.a_user("Asta Krog"))
    case = builders.a_grant(by=signe, citizen=citizen).case
    desk, page = builders.logged_in(signe, Role.CASEWORKER), f"/sager/{case.uuid}/"
    assert NOTHING in desk.get(page).content.decode()

    def send(*mail: str) -> None:
        del mail
        raise ConnectionRefusedError

    at = AT
    while letters.deliver_next(send=send, by=acting.SYSTEM, at=at, on=ON):
        at += timedelta(hours=5)
    assert FAILED in desk.get(page).content.decode()


def test_an_agreement_that_is_not_in_force_is_named_after_them() -> None:
    course = builders.a_course()
    builders.a_confirmed_match(course)
    signe, *_ = the_three(course)
    shown = missing(signe, course)
    assert shown.index("Brev skal sendes med posten") < shown.index("Der gælder ingen mentoraftale i dag.")
    assert "Sagsbehandleren sørger for" in shown


def test_the_page_asks_as_often_for_many_doubts_as_for_one() -> None:
    pair = visits.a_pair()
    doubted(pair)
    signe, *_ = the_three(pair)
    missing(signe, pair)
    counts = []
    for clock in ("05:00", "06:00"):
        with CaptureQueriesContext(connection) as asked:
            missing(signe, pair)
        counts.append(len(asked))
        doubted(pair, clock=clock)
    assert counts[0] == counts[1]


def test_after_a_refusal_no_step_says_that_support_came() -> None:
    signe = builders.a_caseworker()
    refused = builders.a_refused_grant(by=signe)
    page = builders.logged_in(signe).get(f"/sager/{refused.case.uuid}/").content.decode()
    shown = re.sub(r"<[^>]*>|\s+", " ", page[page.index('aria-label="Forløbets trin"') :][:3000])
    steps = re.findall(r"(Henvisning|Bevilling|Match|Støtte|Udfasning|Afslutning)\s+(Gjort|Udgår|Her er vi nu)", shown)
    assert steps == [
        ("Henvisning", "Gjort"), ("Bevilling", "Gjort"), ("Match", "Udgår"), ("Støtte", "Udgår"),
        ("Udfasning", "Udgår"), ("Afslutning", "Her er vi nu"),
    ]  # fmt: skip
