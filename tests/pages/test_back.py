"""A page that says no leads back to where one came from, and never to another site."""

import pytest
from django.test import Client

from parloeb.domain.people.models import User
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]


@pytest.fixture
def close(signe: User) -> str:
    return f"/partshoering/{builders.a_sent_hearing(by=signe).uuid}/intet-svar/"


@pytest.mark.parametrize("referer", ["http://testserver/frister/", "http://testserver/frister/?side=2"])
def test_what_was_refused_leads_back_to_the_page_one_came_from(desk: Client, close: str, referer: str) -> None:
    answer = desk.post(close, headers={"referer": referer})
    assert answer.status_code == 409
    assert f'href="{referer.removeprefix("http://testserver")}">Gå tilbage' in answer.content.decode()


@pytest.mark.parametrize(
    "referer",
    [
        "",
        "https://ond.example/frister/",
        "http://testserver//ond.example/",
        "http://testserver.ond.example/frister/",
        "http://testserver/findes-ikke/",
        "//ond.example/",
        "javascript:alert(1)",
    ],
)
def test_else_it_leads_to_the_record(desk: Client, close: str, referer: str) -> None:
    told = desk.post(close, headers={"referer": referer}).content.decode()
    assert f'href="{close.removesuffix("intet-svar/")}">Gå tilbage' in told
    assert "ond.example" not in told


def test_who_came_from_an_act_that_is_no_page_is_led_to_the_record(desk: Client, close: str) -> None:
    told = desk.post(close, headers={"referer": f"http://testserver{close}"}).content.decode()
    assert f'href="{close.removesuffix("intet-svar/")}">Gå tilbage' in told


def test_the_address_of_an_act_opened_by_itself_says_that_it_is_no_page(desk: Client, close: str) -> None:
    answer = desk.get(close)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    told = answer.content.decode()
    assert "Adressen er ikke en side" in told
    assert f'href="{close.removesuffix("intet-svar/")}">Gå tilbage' in told


def test_no_answer_is_noted_only_after_the_last_day_and_the_button_says_so(desk: Client, close: str) -> None:
    told = desk.get(close.removesuffix("intet-svar/")).content.decode()
    assert f'action="{close}"' not in told
    assert "Borgeren kan svare til og med 30-11-2026." in told
