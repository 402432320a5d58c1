"""What mentor, citizen and coordinator say to each other about a match, by clicking; with what goes wrong."""

from datetime import timedelta

import pytest
from django.test import Client

from parloeb.domain.matching.lists import DeclineReason
from parloeb.domain.matching.models import DeclinesTalk, Match
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import ON
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]


@pytest.fixture
def course() -> builders.Course:
    return builders.a_course()


def _desk(course: builders.Course) -> Client:
    return builders.logged_in(course.coordinator, Role.COORDINATOR)


def _phone(course: builders.Course) -> Client:
    return builders.logged_in(course.mentor_user, Role.MENTOR)


def _read(browser: Client, path: str) -> str:
    return browser.get(path).content.decode()


def test_each_reason_for_a_no_is_one_button_and_better_odds_stands_apart(course: builders.Course) -> None:
    match = builders.an_asked_match(course)
    page = _read(_phone(course), f"/match/svar/{match.uuid}/")
    for reason in DeclineReason:
        assert page.count(f'name="reason" value="{reason}"') == 1
    assert page.index('value="other"') < page.index("Det tæller ikke som et nej til borgeren")


def test_who_asks_for_better_odds_reads_so_and_the_story_names_no_no(course: builders.Course) -> None:
    match = builders.an_asked_match(course)
    phone, answer = _phone(course), f"/match/svar/{match.uuid}/"
    assert phone.post(f"{answer}nej/", {"reason": "better_odds"})["Location"] == "/"
    assert "Du bad om et forløb med bedre odds" in _read(phone, answer)
    story = _read(_desk(course), f"/sager/{course.case.uuid}/")
    assert "Mikkel Lund bad om et forløb med bedre odds" in story
    assert "sagde nej" not in story


@pytest.mark.parametrize("typed", ["", "hævn"])
def test_a_no_without_a_reason_of_the_list_is_told_and_keeps_the_words(course: builders.Course, typed: str) -> None:
    match = builders.an_asked_match(course)
    answer = _phone(course).post(f"/match/svar/{match.uuid}/nej/", {"reason": typed, "text": "Jeg er optaget."})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Ingen grund er forkert." in page
    assert "Jeg er optaget." in page


def test_a_late_question_says_that_it_can_be_answered_still(course: builders.Course) -> None:
    match = builders.an_asked_match(course)
    phone, answer = _phone(course), f"/match/svar/{match.uuid}/"
    assert "Fristen er gået" not in _read(phone, answer)
    Match.objects.filter(pk=match.pk).update(answer_by=ON - timedelta(days=1))
    assert "Fristen er gået, men ingen anden er spurgt endnu." in _read(phone, answer)


def test_the_page_of_a_question_says_why_nobody_answers_and_what_else_is_asked(course: builders.Course) -> None:
    match = builders.an_asked_match(course)
    other = builders.a_course(
        caseworker=course.caseworker, coordinator=course.coordinator, mentor=course.mentor, citizen_name="Bo Dahl"
    )
    builders.a_proposed_match(other)
    desk = _desk(course)
    page = _read(desk, f"/match/se/{match.uuid}/")
    assert "også foreslået eller spurgt i ét andet forløb (2 timer om ugen)" in page
    assert "kan ikke svare" not in page
    type(course.mentor_user).objects.filter(pk=course.mentor_user.pk).update(is_active=False)
    assert "Mikkel Lund kan ikke svare: mentorens bruger er lukket." in _read(desk, f"/match/se/{match.uuid}/")
    assert "Mikkel Lund kan ikke svare" in _read(desk, "/")


def test_after_a_no_the_page_leads_on_to_the_next(course: builders.Course) -> None:
    builders.decline_times(course, 1)
    desk = _desk(course)
    assert "Find den næste mentor" in _read(desk, "/")
    page = _read(desk, f"/match/se/{Match.objects.get().uuid}/")
    assert "Find den næste mentor" in page
    assert f'href="/match/{course.case.uuid}/"' in page


def test_three_noes_lead_to_a_talk_and_the_talk_to_the_next(course: builders.Course) -> None:
    builders.decline_times(course, 3)
    desk, talk = _desk(course), f"/match/samtale/{course.case.uuid}/"
    page = _read(desk, "/")
    assert "Tal om, hvad der skal til" in page
    assert talk in page
    assert "Find den næste mentor" not in page
    candidates = _read(desk, f"/match/{course.case.uuid}/")
    assert "Tre mentorer har sagt nej til borgeren." in candidates
    assert talk in candidates
    assert "Nej 1" in _read(desk, talk)
    typed = {"held_on": "16-11-2026", "talked_with": ["citizen", "mentors"], "changes": "De mødes i Nordby."}
    assert desk.post(talk, typed)["Location"] == f"/match/{course.case.uuid}/"
    assert "Find den næste mentor" in _read(desk, "/")
    story = f"/sager/{course.case.uuid}/"
    assert "borgeren, mentorerne, der sagde nej. De mødes i Nordby." in _read(desk, story)
    for user, role in ((course.citizen_user, Role.CITIZEN),):
        assert "De mødes i Nordby." not in _read(builders.logged_in(user, role), story)
    again = desk.post(talk, typed)
    assert again.status_code == 422
    assert DeclinesTalk.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"held_on": "i går"}, "held_on"),
        ({"held_on": "01-01-2030"}, "held_on"),
        ({"talked_with": []}, "talked_with"),
        ({"talked_with": ["naboen"]}, "talked_with"),
        ({"changes": " "}, "changes"),
    ],
)
def test_a_talk_that_cannot_be_is_told_at_its_field(
    course: builders.Course, typed: dict[str, object], field: str
) -> None:
    builders.decline_times(course, 3)
    whole = {"held_on": "16-11-2026", "talked_with": ["citizen"], "changes": "De mødes i Nordby."} | typed
    answer = _desk(course).post(f"/match/samtale/{course.case.uuid}/", whole)
    assert answer.status_code == 422
    assert "form-error-message" in at_field(answer, field)
    if field != "changes":
        assert "De mødes i Nordby." in answer.content.decode()


def test_the_caseworker_reads_of_the_talk_and_does_not_note_it(course: builders.Course) -> None:
    builders.decline_times(course, 3)
    browser = builders.logged_in(course.caseworker, Role.CASEWORKER)
    page = _read(browser, f"/match/samtale/{course.case.uuid}/")
    assert "Kun mentorkoordinatoren kan gøre dette." in page
    typed = {"held_on": "16-11-2026", "talked_with": ["citizen"], "changes": "De mødes i Nordby."}
    assert browser.post(f"/match/samtale/{course.case.uuid}/", typed).status_code == 422
    assert not DeclinesTalk.objects.exists()
