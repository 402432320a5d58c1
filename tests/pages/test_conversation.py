"""What mentor, citizen and coordinator say to each other about a match, by clicking; with what goes wrong."""

import copy
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


@pytest.fixture(scope="module", autouse=True)
def made(standing: None) -> builders.Course:
    return builders.a_course()


@pytest.fixture
def course(made: builders.Course) -> builders.Course:
    return copy.deepcopy(made)


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


def _citizen(course: builders.Course) -> Client:
    return builders.logged_in(course.citizen_user, Role.CITIZEN)


def test_citizen_and_mentor_answer_apart_and_the_coordinator_confirms(course: builders.Course) -> None:
    match = builders.a_met_match(course)
    together, detail = f"/match/sammen/{match.uuid}/", f"/match/se/{match.uuid}/"
    citizen, phone, desk = _citizen(course), _phone(course), _desk(course)
    assert "Vil du gerne fortsætte med Mikkel Lund?" in _read(citizen, "/min-side/")
    assert "Vil du gerne fortsætte med Anna Borg?" in _read(phone, "/mentor/")
    assert "Begge skal have sagt ja" in _read(desk, detail)
    assert citizen.post(f"{together}svar/", {"answer": "yes", "words": "Hemmeligt."})["Location"] == together
    assert "Du har svaret: <strong>Ja, jeg vil gerne fortsætte</strong>" in _read(citizen, together)
    for path in (together, "/mentor/", f"/sager/{course.case.uuid}/"):
        page = _read(phone, path)
        assert "Hemmeligt." not in page
        assert "Du har svaret" not in page
    assert "Hemmeligt." in _read(desk, detail)
    assert desk.post(f"{detail}bekraeft/").status_code == 409
    noted = {"side": "mentor", "answer": "yes", "way": "phone"}
    assert desk.post(f"{detail}svar/", noted)["Location"] == detail
    page = _read(desk, detail)
    assert "I telefonen" in page
    assert "Begge skal have sagt ja" not in page
    assert desk.post(f"{detail}bekraeft/")["Location"] == detail
    assert Match.objects.get().state == "confirmed"
    assert "Send mit svar" not in _read(citizen, together)


def test_the_caseworker_does_not_read_the_private_answers_where_a_coordinator_is(course: builders.Course) -> None:
    match = builders.a_met_match(course)
    _citizen(course).post(f"/match/sammen/{match.uuid}/svar/", {"answer": "doubt", "words": "Hemmeligt."})
    browser = builders.logged_in(course.caseworker, Role.CASEWORKER)
    for path in (f"/match/se/{match.uuid}/", f"/sager/{course.case.uuid}/", "/"):
        assert "Hemmeligt." not in _read(browser, path)


def test_a_no_in_private_ends_it_and_names_nobody(course: builders.Course) -> None:
    match = builders.a_met_match(course)
    together = f"/match/sammen/{match.uuid}/"
    assert _citizen(course).post(f"{together}svar/", {"answer": "no", "words": "Jeg er utryg."}).status_code == 302
    phone, desk = _phone(course), _desk(course)
    for path in (together, f"/sager/{course.case.uuid}/"):
        page = _read(phone, path)
        assert "Jeg er utryg." not in page
        assert "sagde nej" not in page
    assert "I mødes ikke længere." in _read(phone, together)
    assert "Find en mentor" in _read(desk, "/")
    page = _read(desk, f"/match/se/{match.uuid}/")
    assert "De passede ikke sammen" in page
    assert "Sluttede efter ønske fra" not in page


@pytest.mark.parametrize(
    ("typed", "field"),
    [({"answer": ""}, "answer"), ({"answer": "måske"}, "answer"), ({"answer": "yes", "words": "x" * 501}, "words")],
)
def test_an_answer_that_is_none_is_told_at_its_field(
    course: builders.Course, typed: dict[str, str], field: str
) -> None:
    match = builders.a_met_match(course)
    answer = _citizen(course).post(f"/match/sammen/{match.uuid}/svar/", {"words": "Mine ord."} | typed)
    assert answer.status_code == 422
    assert "form-error-message" in at_field(answer, field)
    assert Match.objects.get().state == "met"


@pytest.mark.parametrize("missing", ["side", "answer", "way"])
def test_what_is_noted_for_somebody_says_who_what_and_how(course: builders.Course, missing: str) -> None:
    match = builders.a_met_match(course)
    typed = {"side": "citizen", "answer": "yes", "way": "phone", "words": "Hun er glad.", missing: ""}
    answer = _desk(course).post(f"/match/se/{match.uuid}/svar/", typed)
    assert answer.status_code == 422
    assert "form-error-message" in at_field(answer, missing)
    assert "Hun er glad." in answer.content.decode()


def test_both_see_how_far_the_trial_is_and_either_stops_it(course: builders.Course) -> None:
    match = builders.a_running_match(course)
    together, text = f"/match/sammen/{match.uuid}/", "Prøve: 0 af 3 møder"
    citizen, phone, desk = _citizen(course), _phone(course), _desk(course)
    assert text in _read(citizen, "/min-side/")
    assert together in _read(citizen, "/min-side/")
    assert text in _read(phone, "/mentor/")
    assert text in _read(desk, f"/match/se/{match.uuid}/")
    assert "Er du sikker på, at du vil stoppe?" in _read(citizen, f"{together}stop/")
    assert Match.objects.get().state == "running"
    assert citizen.post(f"{together}stop/")["Location"] == together
    assert "I mødes ikke længere." in _read(citizen, together)
    assert "Find en mentor" in _read(desk, "/")
    assert phone.post(f"{together}stop/").status_code == 409


def test_after_the_trial_there_is_nothing_to_stop(course: builders.Course) -> None:
    match = builders.a_running_match(course)
    Match.objects.filter(pk=match.pk).update(meetings=3)
    citizen, together = _citizen(course), f"/match/sammen/{match.uuid}/"
    page = _read(citizen, together)
    assert "Prøve:" not in page
    assert "Jeg vil stoppe nu" not in page
    assert citizen.post(f"{together}stop/").status_code == 409
    assert Match.objects.get().state == "running"


def test_a_match_is_a_strangers_to_everybody_else(course: builders.Course) -> None:
    match = builders.a_met_match(course)
    together = f"/match/sammen/{match.uuid}/"
    stranger = builders.logged_in(builders.a_mentor("Maja Krogh"), Role.MENTOR)
    assert stranger.get(together).status_code == 404
    assert stranger.post(f"{together}svar/", {"answer": "yes"}).status_code == 404
    assert stranger.post(f"{together}stop/").status_code == 404
