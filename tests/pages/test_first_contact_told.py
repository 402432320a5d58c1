"""What the page of the first meeting tells when a day has passed, the two have met, or the mentor has left."""

import re
from datetime import timedelta

import pytest

from parloeb.domain.matching.commands import meeting, parting
from parloeb.domain.matching.lists import EndedBy, EndReason
from parloeb.domain.matching.models import Match, WordsToMentor
from parloeb.domain.people import acting
from parloeb.domain.people.models import Citizen
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import AT, COFFEE, ON, Course
from tests.pages.first_contact import WHEN, browsers, page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]


@pytest.fixture
def course() -> Course:
    return builders.a_course()


@pytest.fixture
def match(course: Course) -> Match:
    return builders.an_accepted_match(course)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({}, "Bed kommunen give beskeden videre."),
        ({"way": "phone", "phone": "22334455"}, "Ring om mødet."),
        ({"way": "message", "phone": "22334455"}, "Skriv en sms om mødet."),
    ],
)
def test_without_mail_the_mentor_passes_it_on_as_the_citizen_is_reached(
    course: Course, match: Match, typed: dict[str, str], told: str
) -> None:
    desk, phone, own = browsers(course)
    path = f"/match/foerste-moede/{match.uuid}/"
    if typed:
        own.post(f"{path}kontakt/", typed)
    Citizen.objects.filter(pk=course.case.citizen_id).update(email="")
    assert f"Borgeren får ingen besked herfra. {told}" in page_of(phone, path)
    assert "ring eller skriv et brev" in page_of(desk, path)


def test_of_a_day_that_passed_the_mentor_registers_or_plans_anew(
    course: Course, match: Match, monkeypatch: pytest.MonkeyPatch
) -> None:
    builders.a_first_meeting(match, by=course.coordinator)
    path = f"/match/foerste-moede/{match.uuid}/"
    *_, own = browsers(course)
    assert "Mødet kan flyttes." in page_of(own, path)
    at = builders.at(COFFEE.day + timedelta(days=1))
    monkeypatch.setattr("parloeb.pages.shared.clock.now", lambda: at)
    _, phone, own = browsers(course)
    front, page = page_of(phone, "/mentor/"), page_of(phone, path)
    assert "Mødtes I, så registrér besøget." in front
    assert "Flyt eller aflys" not in front
    assert f'href="/besoeg/ny/{course.case.uuid}/">registrér besøget' in page
    for read in (front, page):
        assert "Aftal en ny dag" in read
    assert "Mødet kan flyttes." not in page_of(own, path)


def test_once_they_have_met_the_plan_is_folded_and_the_way_back_is_named_as_the_page(
    course: Course, match: Match
) -> None:
    builders.a_first_meeting(match, by=course.coordinator)
    desk, _, own = browsers(course)
    path = f"/match/foerste-moede/{match.uuid}/"
    assert f'<a href="{path}">Det første møde</a>' in page_of(own, f"{path}kontakt/")
    assert "Aftalen om det første møde" not in page_of(own, path)
    meeting.meeting_held(match.case, mentor=match.mentor, day=ON, by=acting.SYSTEM, at=AT)
    page = page_of(own, path)
    assert page.index("<details") < page.index("<summary>Aftalen om det første møde</summary>") < page.index(WHEN)
    assert f'<a href="{path}">Sådan får I fat i hinanden</a>' in page_of(own, f"{path}kontakt/")
    assert f'<a href="{path}">Sådan får de fat i hinanden</a>' in page_of(desk, f"{path}kontakt/")


def _leaves(course: Course, match: Match) -> None:
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        parting.end(match, parting.Ending(EndedBy.MENTOR, EndReason.MENTOR_WISH, ON), by=by, at=AT, on=ON)


@pytest.mark.parametrize(
    ("is_read", "told"),
    [(False, "Din tidligere mentor nåede ikke at læse det"), (True, "Din tidligere mentor har læst det")],
)
def test_what_was_told_to_a_mentor_who_left_is_not_said_to_wait_for_the_next(
    course: Course, match: Match, is_read: bool, told: str
) -> None:
    _, phone, own = browsers(course)
    tell = f"/match/til-mentoren/{course.case.uuid}/"
    own.post(tell, {"words": "Jeg er genert."})
    if is_read:
        phone.post(f"/match/foerste-moede/{match.uuid}/laes/")
    _leaves(course, match)
    after = builders.an_accepted_match(course, mentor=builders.a_signed_mentor("Eva", jobcentre=course.case.jobcentre))
    advice = "<p>Skriv igen, hvis din næste mentor skal vide det.</p>"
    for path in (tell, f"/match/foerste-moede/{after.uuid}/"):
        page = page_of(own, path)
        assert told in page, path
        assert advice in page, path
    heading = re.search(r'<h2[^>]*id="told">(.*?)</h2>', page_of(own, tell), re.DOTALL)
    assert heading
    assert heading[1].strip() == told
    assert "Mentoren har ikke læst det endnu" not in page_of(own, tell)
    newest = WordsToMentor.objects.get()
    own.post(tell, {"words": "Jeg er genert.", "after": str(newest.uuid)})
    assert "Mentoren har ikke læst det endnu" in page_of(own, tell)


def test_what_staff_wrote_down_for_a_mentor_who_left_is_told_to_staff(course: Course, match: Match) -> None:
    desk, *_ = browsers(course)
    tell = f"/match/til-mentoren/{course.case.uuid}/"
    desk.post(tell, {"words": "Hun er genert.", "told_on": "16-11-2026", "way": "phone"})
    _leaves(course, match)
    page = page_of(desk, tell)
    assert "Borgerens tidligere mentor nåede ikke at læse det" in page
    assert "<p>Skriv igen, hvis borgerens næste mentor skal vide det.</p>" in page
