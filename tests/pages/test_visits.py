"""A visit from the mentor's phone to the citizen's word, by clicking; with what goes wrong on the way."""

import copy
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parloeb.domain.audit.models import Event
from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.domain.visits.lists import Cause, Outcome, Place, Topic
from parloeb.domain.visits.models import Visit
from parloeb.domain.visits.rules import Content, Part
from tests import builders
from tests.builders import cases, corps, visits
from tests.builders.matching import Course
from tests.pages.posting import at_field
from tests.pages.visiting import ORDINARY, new, phone_of, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

NOT_HELD = {"outcome": "no_show", "kind": "help", "day": "16-11-2026", "starts_at": "08.00", "cause": "no_answer"}


@pytest.fixture(scope="module", autouse=True)
def made(standing: None) -> Course:
    return visits.a_pair()


@pytest.fixture
def pair(made: Course) -> Course:
    return copy.deepcopy(made)


def citizen_of(pair: Course) -> Client:
    return builders.logged_in(pair.citizen_user, Role.CITIZEN)


def test_an_ordinary_visit_goes_from_the_front_page_to_the_citizens_yes(pair: Course) -> None:
    phone = phone_of(pair)
    assert f'href="{new(pair)}"' in phone.get("/mentor/").content.decode()
    form = phone.get(new(pair)).content.decode()
    assert 'value="16-11-2026"' in form
    assert 'value="08.30"' in form  # an hour that has just ended
    key = re.search(r'name="key" value="([^"]+)"', form)
    assert key

    answer = phone.post(new(pair), {"key": key[1], **ORDINARY})
    page = phone.get(answer["Location"]).content.decode()
    assert "Besøget er gemt." in page
    assert "Hverdagen 1:00" in page

    citizen = citizen_of(pair)
    assert "16-11-2026 kl. 08.00" in citizen.get("/min-side/").content.decode()
    confirmed = citizen.post(f"/besoeg/{Visit.objects.get().uuid}/bekraeft/", follow=True).content.decode()
    assert "Besøget er bekræftet." in confirmed
    assert "Passer det?" not in confirmed
    assert "Bekræftet af borgeren" in phone.get(f"/besoeg/sag/{pair.case.uuid}/").content.decode()
    story = builders.logged_in(pair.caseworker, Role.CASEWORKER).get(f"/sager/{pair.case.uuid}/").content.decode()
    assert "Besøg: 1:00, i hjemmet" in story


def test_a_no_show_needs_its_cause_alone(pair: Course) -> None:
    answer = send(pair, NOT_HELD, place_1="home", length_1="60")
    assert answer.status_code == 302
    assert Visit.objects.get().cause == "no_answer"
    page = phone_of(pair).get(answer["Location"]).content.decode()
    assert "Udeblivelse" in page
    assert "Åbnede ikke" in page


@pytest.mark.parametrize(
    ("typed", "changes", "field", "sentence"),
    [
        (ORDINARY, {"day": "31-02-2026"}, "day", "findes ikke i kalenderen"),
        (ORDINARY, {"day": ""}, "day", "Skriv dagen."),
        (ORDINARY, {"starts_at": "25.00"}, "starts_at", "kan ikke læses som et klokkeslæt"),
        (ORDINARY, {"day": "28-03-2027", "starts_at": "02.30"}, "starts_at", "uret stilles frem"),
        (ORDINARY, {"length_1": ""}, "length_1", "Vælg, hvor længe besøget varede."),
        (ORDINARY, {"length_1": "other"}, "minutes_1", "Skriv, hvor længe"),
        (ORDINARY, {"length_1": "other", "minutes_1": "hest"}, "minutes_1", "»hest«"),
        (ORDINARY, {"length_1": "other", "minutes_1": "25:70"}, "minutes_1", "med to cifre, fra 00 til 59"),
        (ORDINARY, {"length_1": "other", "minutes_1": "30,0"}, "minutes_1", "læses som timer, men er mere end 24"),
        (ORDINARY, {"length_1": "other", "minutes_1": "25:00"}, "length_1", "højst 24 timer"),
        (ORDINARY, {"length_1": "other", "minutes_1": "0"}, "topics_1", "mindst 1 minut"),
        (ORDINARY, {"place_1": ""}, "place_1", "Vælg, hvor det var."),
        (ORDINARY, {"place_1": "moon"}, "place_1", "moon"),
        (ORDINARY, {"place_1": "preparation"}, "topics_1", "ikke kun være forberedelse"),
        (ORDINARY, {"topics_1": []}, "topics_1", "Vælg, hvad det handlede om."),
        (ORDINARY, {"share_1_everyday": "50"}, "topics_1", "Del 1 varer 1:00, men emnerne giver 0:50"),
        (ORDINARY, {"share_1_everyday": "et kvarter"}, "share_1_everyday", "kan ikke læses"),
        (ORDINARY, {"place_2": "phone"}, "minutes_2", "Skriv, hvor længe denne del varede."),
        (ORDINARY, {"minutes_2": "15"}, "place_2", "Vælg, hvor det var."),
        (ORDINARY, {"starts_at": "09.00"}, "starts_at", "Besøget er ikke slut endnu."),
        (ORDINARY, {"outcome": ""}, "outcome", "Vælg, om besøget blev til noget."),
        (NOT_HELD, {"cause": ""}, "cause", "Vælg, hvorfor besøget ikke blev til noget."),
    ],
)
def test_bad_input_is_told_at_its_field_and_what_was_typed_is_kept(
    pair: Course, typed: dict[str, Any], changes: dict[str, Any], field: str, sentence: str
) -> None:
    answer = send(pair, typed, note="Det lange, der ikke må tabes.", **changes)

    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert "Det lange, der ikke må tabes." in answer.content.decode()
    assert not Visit.objects.exists()


@pytest.mark.parametrize(
    ("lacking", "sentence"),
    [
        ({"granted_from": builders.TOMORROW}, "uden for bevillingen (17-11-2026"),
        ({"is_agreed": False}, "uden for mentoraftalen: der er ingen endnu"),
    ],
)
def test_outside_grant_or_agreement_the_reason_stands_at_the_start(lacking: dict[str, Any], sentence: str) -> None:
    answer = send(visits.a_pair(**lacking), ORDINARY, note="Vi gik en tur.")

    assert answer.status_code == 422
    assert sentence in at_field(answer, "starts_at")
    assert "Vi gik en tur." in answer.content.decode()


def test_after_the_match_has_ended_the_reason_stands_at_the_start(pair: Course) -> None:
    visits.part(pair, last_day=builders.YESTERDAY)

    assert "uden for dit forløb med borgeren (01-10-2026" in at_field(send(pair, ORDINARY), "starts_at")
    assert send(pair, ORDINARY, day="15-11-2026").status_code == 302


def test_two_visits_in_the_same_minutes_are_refused(pair: Course) -> None:
    visits.a_visit(pair)

    assert "kl. 08.00–09.00" in at_field(send(pair, ORDINARY, starts_at="08.15", length_1="30"), "starts_at")
    assert Visit.objects.count() == 1


def test_pressing_twice_registers_once(pair: Course) -> None:
    key = str(uuid4())
    first, second = send(pair, ORDINARY, key=key), send(pair, ORDINARY, key=key)

    assert first["Location"] == second["Location"]
    assert Visit.objects.count() == 1


def test_another_visit_from_a_page_that_was_sent_is_told_and_kept_at_the_next_press(pair: Course) -> None:
    key, other = str(uuid4()), {**ORDINARY, "starts_at": "06.00", "topics_1": ["health", "everyday"]}
    send(pair, ORDINARY, key=key)

    answer = send(pair, other, key=key)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "er ikke gemt endnu: fra den samme side er der allerede gemt et besøg, 16-11-2026 kl. 08.00–09.00." in page
    assert 'value="06.00"' in page
    assert Visit.objects.count() == 1

    fresh = re.search(r'name="key" value="([^"]+)"', page)
    assert fresh
    assert fresh[1] != key
    assert send(pair, other, key=fresh[1]).status_code == 302
    assert Visit.objects.count() == 2


def test_a_form_without_its_key_is_refused(pair: Course) -> None:
    answer = send(pair, ORDINARY, key="hest")

    assert answer.status_code == 422
    assert "Hent siden igen" in answer.content.decode()


def test_a_mistaken_visit_is_corrected_and_both_are_kept(pair: Course) -> None:
    parts = (
        Part(Place.HOME, 50, ((Topic.EVERYDAY, 40), (Topic.HEALTH, 10))),
        Part(Place.PHONE, 10, ((Topic.HEALTH, 10),)),
    )
    visit, phone = visits.a_visit(pair, replace(visits.a_content(parts=parts), note="Talte om post.")), phone_of(pair)
    page = phone.get(f"/besoeg/{visit.uuid}/ret/").content.decode()
    for written in ('value="0:50"', "Talte om post.", 'value="40"'):
        assert written in page

    answer = phone.post(f"/besoeg/{visit.uuid}/ret/", {"key": str(uuid4()), **ORDINARY, "length_1": "30"})
    assert "Rettelse" in phone.get(answer["Location"]).content.decode()
    assert "Se det, der gælder nu" in phone.get(f"/besoeg/{visit.uuid}/").content.decode()
    again = phone.post(f"/besoeg/{visit.uuid}/ret/", {"key": str(uuid4()), **ORDINARY})
    assert again.status_code == 422
    assert "Hent siden igen" in again.content.decode()
    assert sorted(Visit.objects.values_list("minutes", "state")) == [(30, "registered"), (60, "replaced")]


def test_a_bad_correction_keeps_the_visit(pair: Course) -> None:
    visit = visits.a_visit(pair)

    answer = phone_of(pair).post(f"/besoeg/{visit.uuid}/ret/", {"key": str(uuid4()), **ORDINARY, "day": "i går"})
    assert answer.status_code == 422
    assert "i går" in at_field(answer, "day")
    assert Visit.objects.get().state == "registered"


def test_the_citizens_doubt_waits_for_mentor_and_caseworker(pair: Course) -> None:
    visit = visits.a_visit(pair)
    citizen, address = citizen_of(pair), f"/besoeg/{visit.uuid}/tvivl/"
    assert "Hvad passer ikke?" in citizen.get(address).content.decode()
    empty = citizen.post(address, {"text": " "})
    assert empty.status_code == 422
    assert "Skriv, hvad der ikke passer." in at_field(empty, "text")

    assert citizen.post(address, {"text": "Vi talte kun i 30 minutter."})["Location"] == "/min-side/"
    for reader in (phone_of(pair), builders.logged_in(pair.caseworker, Role.CASEWORKER)):
        desk = reader.get("/", follow=True).content.decode()
        assert "Borgeren er i tvivl om et besøg" in desk
        assert "Vi talte kun i 30 minutter." in reader.get(f"/besoeg/{visit.uuid}/").content.decode()
    late = citizen.post(address, {"text": "Og en ting til."})
    assert late.status_code == 422
    assert "Og en ting til." in late.content.decode()


def test_notes_and_topics_are_kept_from_who_may_not_read_them(pair: Course) -> None:
    visit = visits.a_visit(pair, replace(visits.a_content(), note="Noget privat."))
    controller = builders.give_role(builders.a_user("Carl Tal"), Role.CONTROLLER, organisation=pair.case.jobcentre)

    page = builders.logged_in(controller, Role.CONTROLLER).get(f"/besoeg/{visit.uuid}/").content.decode()
    assert "I hjemmet" in page
    assert "Noget privat." not in page
    assert "Hverdagen" not in page


def strangers(pair: Course) -> list[tuple[User, Role]]:
    other = visits.a_pair()
    return [
        (other.mentor_user, Role.MENTOR),
        (other.citizen_user, Role.CITIZEN),
        (other.caseworker, Role.CASEWORKER),
    ]


def test_a_foreign_visit_and_case_look_as_missing_ones(pair: Course) -> None:
    visit = visits.a_visit(pair)
    for user, role in strangers(pair):
        browser = builders.logged_in(user, role)
        for place in ("", "ret/", "tvivl/"):
            foreign, missing = browser.get(f"/besoeg/{visit.uuid}/{place}"), browser.get(f"/besoeg/{uuid4()}/{place}")
            assert (foreign.status_code, missing.status_code) == (404, 404)
        for place in ("ny", "sag"):
            assert browser.get(f"/besoeg/{place}/{pair.case.uuid}/").status_code == 404
            assert browser.post(f"/besoeg/ny/{pair.case.uuid}/", ORDINARY).status_code == 404
        assert browser.post(f"/besoeg/{visit.uuid}/bekraeft/").status_code == 404
    assert Visit.objects.get().state == "registered"


def test_a_mentor_whose_relation_ended_is_out(pair: Course) -> None:
    visit = visits.a_visit(pair)
    cases.cut(pair.case, RelationKind.MENTOR)

    assert phone_of(pair).get(f"/besoeg/{visit.uuid}/").status_code == 404
    assert send(pair, ORDINARY, starts_at="06.00").status_code == 404
    assert "Du har ingen borgere lige nu." in phone_of(pair).get("/mentor/").content.decode()


def test_a_mentor_outside_the_corps_is_told_so(pair: Course) -> None:
    user = builders.a_mentor("Nora Ny")
    cases.relate(pair.case, RelationKind.MENTOR, user=user)

    answer = builders.logged_in(user, Role.MENTOR).get(new(pair))
    assert answer.status_code == 409
    assert "korpset" in answer.content.decode()


def test_the_sums_stand_beside_each_other(pair: Course) -> None:
    visits.a_visit(pair)
    visits.a_visit(pair, visits.a_content("06:00", parts=(Part(Place.PHONE, 15, ((Topic.OTHER, 15),)),)))
    visits.a_visit(pair, Content(visits.begun("05:00"), outcome=Outcome.NO_SHOW, cause=Cause.FORGOT))

    seen = builders.logged_in(pair.caseworker, Role.CASEWORKER).get(f"/besoeg/sag/{pair.case.uuid}/")
    page = seen.content.decode()
    assert "2 afholdte besøg, heraf 0 bekræftet af borgeren. 1 blev ikke til noget." in page
    for label, hours in (("Bevilget i alt", "26:17"), ("Aftalt i alt", "19:43"), ("Brugt", "1:15")):
        assert re.search(rf"{label}</th>\s*<td[^>]*>{hours}</td>", page), label
    mentors = phone_of(pair).get(f"/besoeg/sag/{pair.case.uuid}/").content.decode()
    assert "Bevilget i alt" not in mentors


def test_looking_at_a_visit_is_logged(pair: Course) -> None:
    visit = visits.a_visit(pair)
    phone_of(pair).get(f"/besoeg/{visit.uuid}/")

    look = Event.objects.filter(kind="look").latest("pk")
    assert (look.name, look.citizens) == ("visits:detail", [pair.case.citizen.uuid])


@pytest.mark.parametrize("address", ["/besoeg/sag/{case}/", "/sager/{case}/", "/mentor/"])
def test_queries_are_constant_in_rows(pair: Course, address: str) -> None:
    visits.a_visit(pair)
    path, phone = address.format(case=pair.case.uuid), phone_of(pair)
    _counted(phone, path)  # the first answer reads what is remembered afterwards
    before = _counted(phone, path)
    for day in range(1, 6):
        on = builders.ON - timedelta(days=day)
        visits.a_visit(pair, visits.a_content(on=on))
        if address == "/mentor/":
            visits.a_visit(visits.a_pair(mentor=pair.mentor), visits.a_content("11:00", on=on))

    assert _counted(phone, path) == before


def _counted(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(path).status_code == 200
    return len(seen)


def test_a_mentors_front_page_tells_what_is_overdue() -> None:
    pair = visits.a_pair()
    page = phone_of(pair).get("/mentor/").content.decode()
    assert "Der er ikke registreret besøg endnu." in page

    visits.a_visit(pair, visits.a_content(on=builders.ON - timedelta(days=9)))
    assert "Intet besøg registreret siden 07-11-2026." in phone_of(pair).get("/mentor/").content.decode()
    visits.a_visit(pair)
    page = phone_of(pair).get("/mentor/").content.decode()
    assert "Intet besøg" not in page
    assert "2 timer i denne måned" in page


def test_a_mentor_without_citizens_is_told_what_comes() -> None:
    mentor = corps.a_corps_mentor("Nora Ny")
    assert mentor.user

    assert (
        "Du har ingen borgere lige nu." in builders.logged_in(mentor.user, Role.MENTOR).get("/mentor/").content.decode()
    )


def test_a_match_does_not_end_before_a_visit_that_is_registered_in_it(pair: Course) -> None:
    visits.a_visit(pair)
    desk = builders.logged_in(pair.coordinator, Role.COORDINATOR)
    end = f"/match/se/{visits.match_of(pair).uuid}/afslut/"
    typed = {"ended_by": "citizen", "reason": "citizen_wish", "last_day": "15-11-2026"}
    answer = desk.post(end, typed)
    assert answer.status_code == 422
    assert "Der er registreret et besøg 16-11-2026" in at_field(answer, "last_day")
    assert desk.post(end, {**typed, "last_day": "16-11-2026"}).status_code == 302
