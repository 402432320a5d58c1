"""The way from the mentor's yes to the first meeting, by clicking as citizen, mentor and coordinator; with slips."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parloeb.domain.matching.commands import meeting, parting
from parloeb.domain.matching.lists import EndedBy, EndReason
from parloeb.domain.matching.models import ContactChoice, FirstMeeting, Match, WordsToMentor
from parloeb.domain.people import acting
from parloeb.domain.people.models import Citizen
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.models import Referral
from tests import builders
from tests.builders import AT, COFFEE, ON, TOMORROW, Course
from tests.pages.first_contact import WHEN, browsers, page_of
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]
TYPED = {"day": "18-11-2026", "clock": "14.00", "form": "coffee", "place": "Café Nord", "others": "Karen"}


@pytest.fixture
def course() -> Course:
    return builders.a_course()


@pytest.fixture
def match(course: Course) -> Match:
    return builders.an_accepted_match(course)


def test_the_coordinator_plans_and_both_read_it(course: Course, match: Match) -> None:
    desk, phone, own = browsers(course)
    path = f"/match/foerste-moede/{match.uuid}/"
    assert path in page_of(desk, f"/match/se/{match.uuid}/")
    assert "Aftal det første møde" in page_of(phone, "/mentor/")
    assert desk.post(path, TYPED)["Location"] == path
    for browser, page in ((own, "/min-side/"), (own, path), (phone, "/mentor/"), (phone, path), (desk, path)):
        assert WHEN in page_of(browser, page), page
    newest = FirstMeeting.objects.get()
    moved = {**TYPED, "place": "Biblioteket", "after": str(newest.uuid)}
    assert phone.post(path, moved)["Location"] == path
    page = page_of(own, path)
    assert page.index("Biblioteket") < page.index("Tidligere (1)") < page.index("Café Nord")
    assert "Flyt eller ret" not in page
    cancelled = FirstMeeting.objects.get(replaced_by=None)
    why = {"why": "Mentoren er syg.", "after": str(cancelled.uuid)}
    assert phone.post(f"{path}aflys/", why)["Location"] == path
    assert "Mentoren er syg." in page_of(own, path)
    assert WHEN not in page_of(own, "/min-side/")
    story = page_of(desk, f"/sager/{course.case.uuid}/")
    assert "Det første møde er aflyst" in story


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("day", "15-11-2026", "Dagen er gået."),
        ("day", "32-11-2026", "findes ikke i kalenderen"),
        ("day", "", "Skriv dagen."),
        ("clock", "25:70", "»25:70« kan ikke læses som et klokkeslæt."),
        ("form", "", "Vælg, hvordan de mødes."),
        ("place", "", "Skriv, hvor de mødes."),
        ("place", "x" * 5000, "Skriv højst 200 tegn. Du har skrevet 5000."),
        ("others", "y" * 5000, "højst 200 tegn"),
    ],
)
def test_a_slip_is_told_at_its_field_and_what_was_typed_stays(
    course: Course, match: Match, field: str, typed: str, told: str
) -> None:
    desk, *_ = browsers(course)
    answer = desk.post(f"/match/foerste-moede/{match.uuid}/", {**TYPED, field: typed})
    assert answer.status_code == 422
    assert told in at_field(answer, field)
    if typed:
        assert typed in answer.content.decode()
    kept = "Karen" if field != "others" else "Café Nord"
    assert kept in answer.content.decode()
    assert not FirstMeeting.objects.exists()


def test_a_day_that_is_gone_and_a_clock_that_is_none_are_both_told(course: Course, match: Match) -> None:
    desk, *_ = browsers(course)
    answer = desk.post(f"/match/foerste-moede/{match.uuid}/", {**TYPED, "day": "15-11-2026", "clock": "25:70"})
    assert "Dagen er gået." in at_field(answer, "day")
    assert "kan ikke læses som et klokkeslæt" in at_field(answer, "clock")


def test_what_an_answer_asks_for_is_not_called_optional(course: Course, match: Match) -> None:
    desk, _, own = browsers(course)
    path = f"/match/foerste-moede/{match.uuid}/"
    planning, contact = desk.get(path), own.get(f"{path}kontakt/")
    assert "(valgfrit)" in at_field(planning, "others")
    for answer, field in ((planning, "place"), (contact, "phone"), (contact, "email")):
        assert "(valgfrit)" not in at_field(answer, field), field


def test_beside_the_place_stands_where_the_citizen_can_be_met(course: Course, match: Match) -> None:
    desk, phone, _ = browsers(course)
    Referral.objects.filter(case=course.case).update(meeting_place="neutral")
    path = f"/match/foerste-moede/{match.uuid}/"
    for browser in (desk, phone):
        assert "Borgeren kan mødes: et neutralt sted." in at_field(browser.get(path), "place")
    Referral.objects.filter(case=course.case).update(meeting_place="any")
    assert "Borgeren kan mødes" not in page_of(desk, path)


def test_what_is_planned_after_calling_off_is_not_called_changed(course: Course, match: Match) -> None:
    desk, *_ = browsers(course)
    path = f"/match/foerste-moede/{match.uuid}/"
    desk.post(path, TYPED)
    desk.post(f"{path}aflys/", {"why": "", "after": str(FirstMeeting.objects.get().uuid)})
    desk.post(path, {**TYPED, "after": str(FirstMeeting.objects.get(replaced_by=None).uuid)})
    for page in (path, f"/sager/{course.case.uuid}/"):
        read = page_of(desk, page)
        assert "Det første møde er aftalt igen" in read, page
        assert "ændret" not in read, page


def test_of_two_who_change_it_the_second_reads_so_and_keeps_the_words(course: Course, match: Match) -> None:
    desk, phone, _ = browsers(course)
    path = f"/match/foerste-moede/{match.uuid}/"
    assert desk.post(path, TYPED).status_code == 302
    answer = phone.post(path, {**TYPED, "place": "Parken"})
    assert answer.status_code == 422
    assert "En anden nåede det før dig" in answer.content.decode()
    assert "Parken" in answer.content.decode()


def test_why_is_at_most_so_long(course: Course, match: Match) -> None:
    desk, *_ = browsers(course)
    before = builders.a_first_meeting(match, by=course.coordinator)
    typed = {"why": "x" * 5000, "after": str(before.uuid)}
    answer = desk.post(f"/match/foerste-moede/{match.uuid}/aflys/", typed)
    assert answer.status_code == 422
    assert "højst 500 tegn" in at_field(answer, "why")


def test_the_other_reads_how_to_reach_who_chose_and_nothing_else(course: Course, match: Match) -> None:
    Citizen.objects.filter(pk=course.case.citizen_id).update(phone="11 22 33 44")
    desk, phone, own = browsers(course)
    path = f"/match/foerste-moede/{match.uuid}/"
    assert "Gennem kommunen" in page_of(phone, path)
    assert "11 22 33 44" not in page_of(phone, path)
    # What is registered is offered to the citizen, and given to nobody.
    assert "11 22 33 44" in page_of(own, f"{path}kontakt/")
    assert own.post(f"{path}kontakt/", {"way": "message", "phone": "22 33 44 55"})["Location"] == path
    assert "22 33 44 55" in page_of(phone, path)
    assert phone.post(f"{path}kontakt/", {"way": "email", "email": "mikkel@example.dk"})["Location"] == path
    assert "mikkel@example.dk" in page_of(own, path)
    assert "Sådan kontaktes Anna" in page_of(desk, path)
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        ending = parting.Ending(EndedBy.MENTOR, EndReason.MENTOR_WISH, ON)
        parting.end(match, ending, by=by, at=AT, on=ON)
    for browser in (phone, own):
        assert "22 33 44 55" not in page_of(browser, path)
        assert "mikkel@example.dk" not in page_of(browser, path)


@pytest.mark.parametrize(
    ("typed", "field", "told"),
    [
        ({}, "way", "Vælg, hvordan."),
        ({"way": "phone", "phone": "12"}, "phone", "er ikke et telefonnummer"),
        ({"way": "phone"}, "phone", "Skriv telefonnummeret."),
        ({"way": "email", "email": "mikkel"}, "email", "gyldig"),
    ],
)
def test_a_slip_in_the_contact_is_told(
    course: Course, match: Match, typed: dict[str, str], field: str, told: str
) -> None:
    _, _, own = browsers(course)
    answer = own.post(f"/match/foerste-moede/{match.uuid}/kontakt/", typed)
    assert answer.status_code == 422
    assert told in at_field(answer, field)
    assert not ContactChoice.objects.exists()


def test_a_protected_name_is_not_shown_and_the_way_is_the_municipality(course: Course, match: Match) -> None:
    Citizen.objects.filter(pk=course.case.citizen_id).update(is_protected=True)
    _, phone, own = browsers(course)
    path = f"/match/foerste-moede/{match.uuid}/"
    assert "Anna" not in page_of(phone, path)
    assert "Navn og adresse er beskyttet" in page_of(own, f"{path}kontakt/")
    assert own.post(f"{path}kontakt/", {"way": "phone", "phone": "12345678"}).status_code == 422


def test_the_citizen_tells_and_the_mentor_opens_it(course: Course, match: Match) -> None:
    desk, phone, own = browsers(course)
    path, tell = f"/match/foerste-moede/{match.uuid}/", f"/match/til-mentoren/{course.case.uuid}/"
    assert tell in page_of(own, "/min-side/")
    assert own.post(tell, {"words": "Jeg er genert."})["Location"] == tell
    assert "Mentoren har ikke læst det endnu" in page_of(own, tell)
    assert "Læs, hvad borgeren gerne vil have dig til at vide" in page_of(phone, "/mentor/")
    assert "Jeg er genert." not in page_of(phone, path)
    assert phone.post(f"{path}laes/")["Location"] == path
    assert "Jeg er genert." in page_of(phone, path)
    assert "Jeg er genert." not in page_of(desk, path)
    assert "Mentoren har læst det" in page_of(own, tell)
    refused = own.post(f"{tell}traek-tilbage/")
    assert refused.status_code == 409
    assert "Mentoren har læst det, så det kan ikke trækkes tilbage." in refused.content.decode()
    assert WordsToMentor.objects.get().words == "Jeg er genert."


def test_what_was_not_read_is_taken_back(course: Course, match: Match) -> None:
    _, phone, own = browsers(course)
    tell = f"/match/til-mentoren/{course.case.uuid}/"
    own.post(tell, {"words": "Jeg er genert."})
    assert own.post(f"{tell}traek-tilbage/")["Location"] == tell
    assert "Det er trukket tilbage" in page_of(own, tell)
    assert phone.post(f"/match/foerste-moede/{match.uuid}/laes/").status_code == 409
    assert own.post(f"{tell}traek-tilbage/").status_code == 409


@pytest.mark.parametrize(("words", "told"), [("", "Skriv, hvad mentoren skal vide."), ("x" * 5000, "højst 1000 tegn")])
def test_a_slip_in_the_words_is_told(course: Course, words: str, told: str) -> None:
    _, _, own = browsers(course)
    answer = own.post(f"/match/til-mentoren/{course.case.uuid}/", {"words": words})
    assert answer.status_code == 422
    assert told in at_field(answer, "words")


def test_the_coordinator_writes_down_what_was_told_by_phone(course: Course) -> None:
    desk, *_ = browsers(course)
    tell = f"/match/til-mentoren/{course.case.uuid}/"
    answer = desk.post(tell, {"words": "Hun er genert.", "told_on": "16-11-2026"})
    assert "Vælg, hvordan borgeren fortalte det." in at_field(answer, "way")
    typed = {"words": "Hun er genert.", "told_on": "16-11-2026", "way": "phone"}
    assert desk.post(tell, typed)["Location"] == tell
    assert "Hun er genert." in page_of(desk, tell)


def test_the_coordinator_is_told_that_the_citizen_wrote_and_keeps_the_own_words(course: Course, match: Match) -> None:
    assert match.pk
    desk, _, own = browsers(course)
    tell = f"/match/til-mentoren/{course.case.uuid}/"
    own.post(tell, {"words": "Jeg er genert."})
    page = page_of(desk, tell)
    assert "Borgeren har selv skrevet til mentoren" in page
    assert "Jeg er genert." not in page
    answer = desk.post(tell, {"words": "Hun kan lide at gå.", "told_on": "16-11-2026", "way": "phone"})
    assert answer.status_code == 422
    assert "Borgeren har selv skrevet til mentoren" in answer.content.decode()
    assert "Hun kan lide at gå." in answer.content.decode()


def test_it_stands_on_the_coordinators_desk_when_nobody_planned_in_time(course: Course, match: Match) -> None:
    desk, *_ = browsers(course)
    assert "Aftal det første møde" not in page_of(desk, "/")
    Match.objects.filter(pk=match.pk).update(answered_at=builders.at(ON - timedelta(days=4)))
    assert "Aftal det første møde (Mikkel Lund)" in page_of(desk, "/")
    builders.a_first_meeting(match, by=course.coordinator)
    assert "Aftal det første møde" not in page_of(desk, "/")


def test_a_mentors_front_asks_as_often_whatever_the_number_of_meetings(course: Course, match: Match) -> None:
    builders.a_first_meeting(match, by=course.coordinator)
    _, phone, _ = browsers(course)
    counts = []
    for _ in range(2):
        phone.get("/mentor/")
        with CaptureQueriesContext(connection) as asked:
            phone.get("/mentor/")
        counts.append(len(asked))
        other = builders.a_course(
            caseworker=course.caseworker, coordinator=course.coordinator, mentor=course.mentor, citizen_name="Bo Dahl"
        )
        builders.a_first_meeting(builders.an_accepted_match(other), by=course.coordinator, plan=COFFEE)
    assert counts[0] == counts[1]


def test_once_they_have_met_the_page_tells_how_they_reach_each_other(course: Course, match: Match) -> None:
    desk, phone, own = browsers(course)
    path, none = f"/match/foerste-moede/{match.uuid}/", "Der er ikke aftalt et møde endnu"
    assert none in page_of(own, path)
    assert "<h1>Første gang du møder Mikkel Lund</h1>" in page_of(own, path)
    meeting.meeting_held(match.case, mentor=match.mentor, day=ON, by=acting.SYSTEM, at=AT)
    assert none not in page_of(own, path)
    assert "<h1>Sådan får I fat i hinanden</h1>" in page_of(own, path)
    assert "<h1>Sådan får I fat i hinanden</h1>" in page_of(phone, path)
    assert "<h1>Sådan får Mikkel Lund og Anna fat i hinanden</h1>" in page_of(desk, path)


@pytest.mark.parametrize(("days_after", "told"), [(0, "I mødes første gang"), (1, "I skulle have mødtes første gang")])
def test_a_day_that_has_passed_is_not_told_as_coming(
    course: Course, match: Match, monkeypatch: pytest.MonkeyPatch, days_after: int, told: str
) -> None:
    builders.a_first_meeting(match, by=course.coordinator)
    at = builders.at(COFFEE.day + timedelta(days=days_after))
    monkeypatch.setattr("parloeb.pages.shared.clock.now", lambda: at)
    _, phone, own = browsers(course)
    assert f"{told} {WHEN}" in page_of(own, "/min-side/")
    assert f"{told} {WHEN}" in page_of(phone, "/mentor/")


@pytest.mark.parametrize("has_mail", [True, False])
def test_both_are_said_to_be_told_only_where_both_have_mail(course: Course, match: Match, has_mail: bool) -> None:
    Citizen.objects.filter(pk=course.case.citizen_id).update(email="anna@example.dk" if has_mail else "")
    desk, _, _ = browsers(course)
    assert ("Begge får at vide" in page_of(desk, f"/match/foerste-moede/{match.uuid}/")) is has_mail


def test_after_the_end_each_is_told_in_the_own_person(course: Course, match: Match) -> None:
    ending = parting.Ending(EndedBy.MENTOR, EndReason.MENTOR_WISH, TOMORROW)
    with builders.act(course.coordinator, Role.COORDINATOR, on=TOMORROW) as by:
        parting.end(match, ending, by=by, at=builders.at(TOMORROW), on=TOMORROW)
    desk, _, own = browsers(course)
    path = f"/match/foerste-moede/{match.uuid}/kontakt/"
    assert "I er ikke matchet nu." in page_of(own, path)
    assert "De to er ikke matchet nu." in page_of(desk, path)


def test_who_is_asked_and_who_tells_read_that_a_handover_is_read_before(course: Course) -> None:
    asked = builders.an_asked_match(course)
    _, phone, own = browsers(course)
    assert "kan du dog læse overdragelsen" in page_of(phone, f"/match/svar/{asked.uuid}/")
    assert "dog overdragelsen, hvis mentoren overtager" in page_of(own, f"/match/til-mentoren/{course.case.uuid}/")


def test_no_browser_cuts_what_is_pasted_into_a_line(course: Course, match: Match) -> None:
    desk, *_ = browsers(course)
    assert "maxlength" not in at_field(desk.get(f"/match/foerste-moede/{match.uuid}/"), "place")
