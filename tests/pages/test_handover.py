"""A change of mentor with its handover, by clicking: who writes, who reads, what stays closed, who is told."""

import copy
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from parloeb.domain.agreements.models import Agreement
from parloeb.domain.matching.handing_over import State
from parloeb.domain.matching.models import Handover, Match
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import ON, reports, visits
from tests.builders import handover as handovers
from tests.builders.handover import Change
from tests.pages.posting import at_field
from tests.pages.test_desk import lines

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]


@pytest.fixture(scope="module", autouse=True)
def made(standing: None) -> Change:
    return handovers.a_change()


@pytest.fixture
def change(made: Change) -> Change:
    return copy.deepcopy(made)


def former(change: Change) -> Client:
    return builders.logged_in(change.course.mentor_user, Role.MENTOR)


def receiver(change: Change) -> Client:
    return builders.logged_in(change.receiver.mentor_user, Role.MENTOR)


def desk(change: Change) -> Client:
    return builders.logged_in(change.course.coordinator, Role.COORDINATOR)


def citizen(change: Change) -> Client:
    return builders.logged_in(change.course.citizen_user, Role.CITIZEN)


def leader(change: Change) -> Client:
    team = change.course.caseworker.role_assignments.get(role=Role.CASEWORKER).team
    assert team
    return builders.logged_in(builders.a_leader(team=team), Role.TEAM_LEADER)


def page_of(change: Change) -> str:
    return f"/match/overdragelse/{change.handover.uuid}/"


def read(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_from_the_old_mentors_words_to_the_new_ones_receipt(change: Change) -> None:
    page = page_of(change)
    assert "Skriv overdragelsen til den næste mentor" in read(former(change), "/mentor/")
    assert "Skriv overdragelsen til den næste mentor" in read(desk(change), "/")
    typed = {"works": "Skriv dagen før.", "avoid": "Ring ikke om morgenen."}
    assert former(change).post(page, typed)["Location"] == page

    assert "Læs, hvad din næste mentor får at vide, og skriv til" in read(citizen(change), "/min-side/")
    own = read(citizen(change), page)
    assert "Det får din næste mentor at vide" in own
    assert "Skriv dagen før." in own
    assert citizen(change).post(page, {"works": "Jeg vil gerne gå ture.", "avoid": ""})["Location"] == page

    assert receiver(change).get(page).status_code == 404
    assert former(change).post(f"{page}klar/", {})["Location"] == page
    assert "Læs overdragelsen fra den tidligere mentor" in read(receiver(change), "/mentor/")
    told = read(receiver(change), page)
    for words in ("Skriv dagen før.", "Ring ikke om morgenen.", "Jeg vil gerne gå ture.", "Signe Sand"):
        assert words in told
    assert receiver(change).post(f"{page}laest/")["Location"] == page
    change.handover.refresh_from_db()
    assert change.handover.state == State.ACKNOWLEDGED
    assert "Den nye mentor har læst overdragelsen" in read(desk(change), f"/sager/{change.course.case.uuid}/")
    assert "Den nye mentor har læst overdragelsen" in read(receiver(change), f"/sager/{change.course.case.uuid}/")
    assert "Læs overdragelsen" not in read(receiver(change), "/mentor/")


def test_the_former_mentor_reads_the_own_words_alone(change: Change) -> None:
    citizen(change).post(page_of(change), {"works": "Bare ikke flere opgaver.", "avoid": ""})
    page = read(former(change), page_of(change))
    assert "Bare ikke flere opgaver." not in page
    assert "Du ser det, du selv har skrevet." in page


def test_a_mentor_who_left_without_writing_is_written_for_by_the_coordinator() -> None:
    change = handovers.a_change()
    Match.objects.filter(pk=change.handover.former_id).update(mentor=change.handover.former.mentor)
    browser, page = desk(change), page_of(change)
    answer = browser.post(f"{page}klar/", {})
    assert answer.status_code == 422
    assert "Skriv først, hvad der virker, og hvad man skal undgå." in answer.content.decode()
    browser.post(page, {"works": "Skriv dagen før.", "avoid": "Hast."})
    assert browser.post(f"{page}klar/", {})["Location"] == page
    assert "Tag den tilbage for at skrive mere" in read(browser, page)
    assert browser.post(f"{page}tilbage/")["Location"] == page
    assert receiver(change).get(page).status_code == 404


def test_what_is_typed_wrong_is_told_at_its_field_and_kept(change: Change) -> None:
    page = page_of(change)
    answer = former(change).post(page, {"works": " ", "avoid": ""})
    assert answer.status_code == 422
    assert "Skriv, hvad der virker, eller hvad man skal undgå." in at_field(answer, "works")
    answer = former(change).post(page, {"works": "x" * 1001, "avoid": "Bliver stående."})
    assert answer.status_code == 422
    assert "Bliver stående." in answer.content.decode()
    former(change).post(page, {"works": "Tal om hendes angst.", "avoid": "Hast."})
    answer = former(change).post(f"{page}klar/", {})
    assert "»angst« handler om helbred." in at_field(answer, "health_agreed")
    assert former(change).post(f"{page}klar/", {"health_agreed": "on"})["Location"] == page
    answer = leader(change).post(f"{page}tilsidesaet/", {"because": " "})
    assert answer.status_code == 422
    assert "Skriv, hvorfor skiftet skal gå videre" in at_field(answer, "because")


def test_the_two_cannot_go_on_before_it_was_read_or_overridden(change: Change) -> None:
    match = Match.objects.get(mentor=change.receiver.mentor)
    Match.objects.filter(pk=match.pk).update(state="met", met_on=ON)
    unread = "Overdragelsen fra den tidligere mentor er ikke læst."
    assert unread in read(desk(change), f"/match/se/{match.uuid}/")
    answer = desk(change).post(f"/match/se/{match.uuid}/bekraeft/")
    assert answer.status_code == 409
    assert unread in answer.content.decode()
    browser, page = leader(change), page_of(change)
    assert browser.post(f"{page}tilsidesaet/", {"because": "Mentoren er syg."})["Location"] == page
    assert "Mentoren er syg." in read(browser, page)
    assert not Handover.objects.filter(state=State.DRAFT).exists()
    assert unread not in read(desk(change), f"/match/se/{match.uuid}/")


def test_without_the_citizens_yes_the_new_mentor_reads_nothing_of_health_though_it_is_overridden() -> None:
    course = reports.a_running_course()
    Agreement.objects.filter(case=course.case).update(goal="Sove bedre trods angst")
    change = handovers.a_change(course)
    page = page_of(change)
    former(change).post(page, {"works": "Tag hensyn til hendes medicin.", "avoid": "Hast."})
    citizen(change).post(page, {"works": "Spørg til min ADHD.", "avoid": ""})
    assert leader(change).post(f"{page}tilsidesaet/", {"because": "Mentoren er syg."})["Location"] == page
    Agreement.objects.filter(case=course.case).update(goal="Skrevet siden")
    told = read(receiver(change), page)
    assert "Delmål: Møde til tiden" in told
    assert "Spørg til min ADHD." in told
    for closed in ("trods angst", "hendes medicin", "Skrevet siden"):
        assert closed not in told
    assert "hendes medicin" in read(desk(change), page)


def test_with_the_citizens_yes_it_stays_readable_when_it_is_overridden(change: Change) -> None:
    page = page_of(change)
    former(change).post(page, {"works": "Tag hensyn til hendes medicin.", "avoid": "Hast."})
    former(change).post(f"{page}klar/", {"health_agreed": "on"})
    leader(change).post(f"{page}tilsidesaet/", {"because": "Mentoren er syg."})
    assert "hendes medicin" in read(receiver(change), page)


def test_why_it_was_overridden_is_for_the_authority_alone(change: Change) -> None:
    handovers.an_overridden(change)
    story = f"/sager/{change.course.case.uuid}/"
    for path in (page_of(change), story):
        assert "Mentoren er syg." in read(desk(change), path)
        for browser in (citizen(change), receiver(change), former(change)):
            told = read(browser, path)
            assert "ilsidesat" in told
            assert "Mentoren er syg." not in told


def test_the_leader_is_told_when_it_holds_up_a_change() -> None:
    change = handovers.a_change(builders.a_course(on=ON - timedelta(days=30)), on=ON - timedelta(days=7))
    held = "Overdragelsen til den nye mentor mangler"
    assert not any(held in line for line in lines(leader(change)))
    Handover.objects.update(begun_at=builders.clock.at(ON - timedelta(days=8)))
    (line,) = [line for line in lines(leader(change)) if held in line]
    assert "For sent" in line


def test_the_citizen_strikes_the_own_words(change: Change) -> None:
    page, browser = page_of(change), citizen(change)
    assert "Slet det, jeg har skrevet" not in read(browser, page)
    browser.post(page, {"works": "Bare ikke flere opgaver.", "avoid": ""})
    assert "Slet det, jeg har skrevet" in read(browser, page)
    assert browser.post(f"{page}slet/")["Location"] == page
    assert "Bare ikke flere opgaver." not in read(desk(change), page)
    assert "Borgeren har slettet sine egne ord" in read(desk(change), page)


def test_the_package_says_the_goals_what_stands_and_what_is_open_and_nothing_of_visits_and_reports() -> None:
    course = reports.a_running_course()
    visit = visits.a_visit(course, replace(visits.a_content(), note="Hemmeligt om besøget"))
    report = reports.a_read_report(course)
    visit_page, report_page = f"/besoeg/{visit.uuid}/", f"/rapporter/{report.uuid}/"
    change = handovers.a_handed_over(handovers.a_change(course))
    page = read(receiver(change), page_of(change))
    assert "At komme i skole" in page  # what was handed over then
    assert builders.logged_in(course.mentor_user, Role.MENTOR).get(visit_page).status_code == 200
    browser = receiver(change)
    for closed in (visit_page, report_page):
        assert browser.get(closed).status_code == 404
    whole = page + read(browser, f"/sager/{course.case.uuid}/") + read(browser, f"/besoeg/sag/{course.case.uuid}/")
    for private in ("Hemmeligt om besøget", "selv bussen til praktikken", "Hun tog bussen alene"):
        assert private not in whole


def test_the_live_package_is_put_together_from_the_rooms() -> None:
    course = reports.a_running_course()
    visits.a_visit(course)
    change = handovers.a_change(course)
    page = " ".join(re.sub(r"<[^>]*>", " ", read(desk(change), page_of(change))).split())
    for words in (
        "Delmål: Møde til tiden",
        "Vi kan se det ved, at Anna er der kl. 8",
        "Hvor ofte de mødes Hver uge",
        "Besøg, som borgeren ikke har bekræftet 1",
        "Rapporter, som den tidligere mentor mangler oktober 2026",
        "Sagsbehandler Signe Sand",
    ):
        assert words in page, words
