"""Hearing the citizen by clicking, at the caseworker's and at the citizen's own page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parloeb.domain.correspondence.models import Letter
from parloeb.domain.correspondence.rules import twin
from parloeb.domain.grants import commands, deadlines
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Hearing
from parloeb.domain.grants.states import HearingState
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.pages.grants.procedure import hearings
from parloeb.pages.shared import clock
from tests import builders
from tests.builders import procedure
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]


def test_facts_are_put_to_the_citizen_and_the_grant_says_so(desk: Client, signe: User) -> None:
    grant = builders.a_drafted_grant(by=signe)
    page = desk.get(f"/bevillinger/{grant.uuid}/").content.decode()
    assert f"/bevillinger/{grant.uuid}/partshoering/" in page
    form = f"/bevillinger/{grant.uuid}/partshoering/"
    assert "30-11-2026" in desk.get(form).content.decode()
    place = desk.post(form, {"facts": "Skolen skriver noget.", "answer_by": "07-12-2026"})["Location"]
    told = desk.get(place).content.decode()
    assert "Skolen skriver noget." in told
    assert "07-12-2026" in told
    page = desk.get(f"/bevillinger/{grant.uuid}/").content.decode()
    assert "frist 07-12-2026" in page
    assert f"{grant.uuid}/partshoering/" not in page
    assert "Hør borgeren først." in page
    assert "Partshøring begyndt" in desk.get(f"/sager/{grant.case.uuid}/").content.decode()


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"facts": "", "answer_by": "07-12-2026"}, "facts", "hvilke oplysninger"),
        ({"facts": "Noget", "answer_by": "31-11-2026"}, "answer_by", "findes ikke i kalenderen"),
        ({"facts": "Noget", "answer_by": ""}, "answer_by", "senest skal svare"),
        ({"facts": "Noget", "answer_by": "16-11-2026"}, "answer_by", "tid til at svare"),
        ({"facts": "Noget", "answer_by": "01-01-2199"}, "answer_by", "Er årstallet rigtigt?"),
    ],
)
def test_a_wrong_hearing_is_told_at_its_field_and_keeps_what_was_typed(
    desk: Client, signe: User, typed: dict[str, str], field: str, sentence: str
) -> None:
    grant = builders.a_drafted_grant(by=signe)
    answer = desk.post(f"/bevillinger/{grant.uuid}/partshoering/", typed)
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert typed["facts"] in answer.content.decode()
    assert not Letter.objects.exists()


@pytest.mark.parametrize(("last_day", "is_short"), [("22-11-2026", True), ("23-11-2026", False)])
def test_less_than_a_week_to_answer_is_said_before_and_after(
    desk: Client, signe: User, last_day: str, is_short: bool
) -> None:
    form = f"/bevillinger/{builders.a_drafted_grant(by=signe).uuid}/partshoering/"
    typed = {"facts": "Skolen skriver noget.", "answer_by": last_day}
    assert (deadlines.SHORT in desk.post(form, {**typed, "preview": "1"}).content.decode()) == is_short
    assert (deadlines.SHORT in desk.get(desk.post(form, typed)["Location"]).content.decode()) == is_short


def test_the_citizen_finds_it_on_the_own_page_and_answers(signe: User) -> None:
    anna = builders.give_role(builders.a_user("Anna Borg"), Role.CITIZEN)
    hearing = builders.a_sent_hearing(by=signe, citizen=builders.a_citizen(user=anna))
    own = builders.logged_in(anna, Role.CITIZEN)
    assert f"/partshoering/{hearing.uuid}/" in own.get("/min-side/").content.decode()
    page = own.get(f"/partshoering/{hearing.uuid}/").content.decode()
    assert procedure.ADVERSE in page
    assert "Fortryd" not in page
    answer = own.post(f"/partshoering/{hearing.uuid}/svar/", {"text": ""})
    assert answer.status_code == 422
    assert "Skriv svaret." in at_field(answer, "text")
    assert own.post(f"/partshoering/{hearing.uuid}/svar/", {"text": "Det er min søster."}).status_code == 302
    assert "Det er min søster." in own.get(f"/partshoering/{hearing.uuid}/").content.decode()
    again = own.get(f"/partshoering/{hearing.uuid}/svar/", follow=True).content.decode()
    assert "Det er min søster." in again
    assert "<textarea" not in again
    assert "Vi vil høre" not in own.get("/min-side/").content.decode()
    page = builders.logged_in(signe, Role.CASEWORKER).get("/").content.decode()
    assert "Borgeren har svaret på partshøringen" in page


def test_an_answer_by_telephone_is_written_down_with_its_day(desk: Client, signe: User) -> None:
    hearing = builders.a_sent_hearing(by=signe)
    place = f"/partshoering/{hearing.uuid}/svar/"
    assert "offentlighedsloven § 13" in desk.get(place).content.decode()
    wrong = desk.post(place, {"text": "Ja.", "answered_on": "16-11-2026"})
    assert "Vælg, hvordan borgeren har svaret." in at_field(wrong, "way")
    wrong = desk.post(place, {"text": "Ja.", "way": "phone", "answered_on": "17-11-2026"})
    assert "til i dag" in at_field(wrong, "answered_on")
    assert desk.post(place, {"text": "Ja.", "way": "phone", "answered_on": "16-11-2026"}).status_code == 302
    page = desk.get(f"/partshoering/{hearing.uuid}/").content.decode()
    assert "Sagt i telefonen" in page
    assert "Besvaret" in page


def test_no_answer_is_noted_when_the_last_day_has_passed(
    desk: Client, signe: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    hearing = builders.a_sent_hearing(by=signe)
    close = f"/partshoering/{hearing.uuid}/intet-svar/"
    assert "til og med 30-11-2026" in desk.post(close).content.decode()
    monkeypatch.setattr(clock, "now", lambda: builders.AT + timedelta(days=15))
    later = builders.logged_in(signe, Role.CASEWORKER)
    assert "Borgeren har ikke svaret på partshøringen" in later.get("/").content.decode()
    assert later.post(close).status_code == 302
    assert Hearing.objects.get().state == HearingState.CLOSED


def test_a_letter_left_lying_says_what_to_do_instead(signe: User, monkeypatch: pytest.MonkeyPatch) -> None:
    hearing = builders.a_hearing(by=signe)
    monkeypatch.setattr(clock, "now", lambda: builders.AT + timedelta(days=1))
    page = builders.logged_in(signe, Role.CASEWORKER).get(f"/breve/{hearing.letter.uuid}/").content.decode()
    assert "Giv borgeren længere tid, så skrives brevet om" in page


def test_who_decides_is_reminded_of_the_answer(desk: Client, signe: User) -> None:
    hearing = builders.a_sent_hearing(by=signe)
    page = f"/bevillinger/{hearing.grant.uuid}/"
    assert "Borgeren svarede" not in desk.get(page).content.decode()
    builders.answer_hearing(hearing, by=signe)
    shown = desk.get(page).content.decode()
    assert "Borgeren svarede på partshøringen 16-11-2026: »Det passer.«" in shown
    assert "Svaret kommer med i brevet, hvis du giver afslag, helt eller delvist." in shown


@pytest.mark.parametrize(
    ("kinds", "says"),
    [
        ((Kind.NEW, Kind.EXTEND), "hvis du giver afslag, helt eller delvist."),
        ((Kind.CHANGE, Kind.MOVE), "hvis du skriver en begrundelse."),
        ((Kind.SHORTEN, Kind.REVOKE, Kind.CORRECT), "Svaret kommer med i brevet. "),
    ],
)
def test_the_answer_is_said_to_be_in_the_letter_only_as_it_will_be(kinds: tuple[Kind, ...], says: str) -> None:
    assert all(says in hearings.in_letter(kind) for kind in kinds)


def test_a_grant_of_all_that_was_asked_for_does_not_tell_of_the_answer(signe: User) -> None:
    hearing = builders.a_sent_hearing(by=signe)
    builders.answer_hearing(hearing, by=signe)
    grant = procedure.read_grant(hearing.grant)
    typed = commands.Draft(
        first_day=builders.ON, last_day=builders.ON + timedelta(days=30), minutes_per_week=60, decisive_reason="Fordi.",
        reason_text=procedure.REASON, alternative=procedure.INSTEAD,
    )  # fmt: skip
    with builders.act(signe, Role.CASEWORKER) as by:
        commands.save(grant, typed, version=grant.version, by=by, at=builders.AT, on=builders.ON)
        letters = [
            commands.preview(grant, granted=granted, sending=builders.sending(), by=by, on=builders.ON)
            for granted in (True, False)
        ]
    assert ["Det har du sagt" in twin.to_html(letter) for letter in letters] == [False, True]


def test_a_hearing_is_called_back(desk: Client, signe: User) -> None:
    hearing = builders.a_hearing(by=signe)
    assert desk.post(f"/partshoering/{hearing.uuid}/fortryd/").status_code == 302
    page = desk.get(f"/sager/{hearing.grant.case.uuid}/").content.decode()
    assert "Partshøring fortrudt" in page
    assert desk.get(f"/breve/{hearing.letter.uuid}/").status_code == 200


def test_the_page_of_a_grant_asks_as_often_for_three_hearings_as_for_one(desk: Client, signe: User) -> None:
    hearing = builders.a_sent_hearing(by=signe)
    place = f"/bevillinger/{hearing.grant.uuid}/"
    desk.get(place)
    with CaptureQueriesContext(connection) as one:
        desk.get(place)
    for _ in range(2):
        desk.post(f"/partshoering/{Hearing.objects.last().uuid}/fortryd/")  # type: ignore[union-attr]
        desk.post(f"{place}partshoering/", {"facts": "Mere", "answer_by": "07-12-2026"})
    with CaptureQueriesContext(connection) as three:
        desk.get(place)
    assert len(three) == len(one)
