"""The page of a letter: what is printed is what is recorded as posted."""

from datetime import timedelta

import pytest
from django.test import Client

from parloeb.domain.correspondence.models import Letter
from parloeb.domain.correspondence.states import LetterState
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.pages.shared import clock
from tests import builders
from tests.builders import AT

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)


@pytest.fixture
def signe() -> User:
    return builders.a_caseworker()


@pytest.fixture
def desk(signe: User) -> Client:
    return builders.logged_in(signe, Role.CASEWORKER)


def read(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_letter_printed_yesterday_is_not_posted_as_another_one(
    desk: Client, signe: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter = builders.letter_of(builders.a_grant(by=signe))
    old = f"/breve/{letter.uuid}/"
    assert "Skriv brevet om" not in read(desk, old)

    monkeypatch.setattr(clock, "now", lambda: AT + timedelta(days=1))
    desk = builders.logged_in(signe, Role.CASEWORKER)
    assert "Brevet er dateret en anden dag." in read(desk, old)
    assert desk.post(f"{old}postet/").status_code == 409
    assert Letter.objects.get().state == LetterState.READY
    new = desk.post(f"{old}skriv-om/")["Location"]
    assert desk.post(f"{new}postet/")["Location"] == new
    assert "Sendt" in read(desk, new)
    assert Letter.objects.get(replaces=letter).state == LetterState.SENT
