"""The page of a letter: what is printed is what is recorded as posted."""

from datetime import timedelta
from smtplib import SMTPRecipientsRefused

import pytest
from django.test import Client

from parloeb.domain.correspondence import commands
from parloeb.domain.correspondence.models import Letter, LetterKind
from parloeb.domain.correspondence.states import LetterState
from parloeb.domain.people import acting
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.pages.shared import clock
from tests import builders
from tests.builders import AT, ON, visits
from tests.builders.matching import Course

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]
NEXT_DAY, NEXT_WEEK = ON + timedelta(days=1), ON + timedelta(weeks=1)


@pytest.fixture
def course() -> Course:
    return visits.a_pair()


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
    assert "Notér, at brevet blev sendt 16-11-2026" in read(desk, old)
    assert desk.post(f"{old}postet/").status_code == 409
    assert Letter.objects.get().state == LetterState.READY
    new = desk.post(f"{old}skriv-om/")["Location"]
    assert desk.post(f"{new}postet/")["Location"] == new
    assert "Sendt" in read(desk, new)
    assert Letter.objects.get(replaces=letter).state == LetterState.SENT


def test_a_letter_that_was_posted_on_friday_is_noted_on_monday(
    desk: Client, signe: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = f"/breve/{builders.letter_of(builders.a_grant(by=signe)).uuid}/"
    assert "blev-postet" not in read(desk, page)
    monkeypatch.setattr(clock, "now", lambda: AT + timedelta(days=3))
    monday = builders.logged_in(signe, Role.CASEWORKER)
    assert monday.post(f"{page}blev-postet/")["Location"] == page
    assert "Sendt" in read(monday, page)
    assert monday.post(f"{page}blev-postet/").status_code == 409


def test_grant_and_end_lead_to_the_letter_that_took_the_place_of_the_first(course: Course) -> None:
    builders.a_closing(course.case, by=course.caseworker)
    signe = builders.logged_in(course.caseworker, Role.CASEWORKER)
    citizen = builders.logged_in(course.citizen_user, Role.CITIZEN)
    written = builders.letter_of(course.grant), Letter.objects.get(kind=LetterKind.CLOSING)
    pages = f"/bevillinger/{course.grant.uuid}/", f"/opfoelgning/{course.case.uuid}/"
    with builders.act(course.caseworker, Role.CASEWORKER, on=NEXT_WEEK) as by:
        for letter, page in zip(written, pages, strict=True):
            assert f'href="/breve/{letter.uuid}/"' in read(signe, page)
            anew = commands.rewrite(letter, keys=builders.keys(), by=by, at=builders.at(NEXT_DAY), on=NEXT_DAY)
            newest = commands.rewrite(anew, keys=builders.keys(), by=by, at=builders.at(NEXT_WEEK), on=NEXT_WEEK)
            assert f'href="/breve/{newest.uuid}/"' in read(signe, page)
            assert f'href="/breve/{newest.uuid}/">Læs brev {newest.number}' in read(signe, f"/breve/{letter.uuid}/")
            assert 'href="/breve/' not in read(citizen, page)
            commands.post(newest, by=by, at=builders.at(NEXT_WEEK), on=NEXT_WEEK)
            assert f'href="/breve/{newest.uuid}/"' in read(citizen, page)
            assert citizen.get(f"/breve/{newest.uuid}/").status_code == 200


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (SMTPRecipientsRefused({}), "Borgerens e-mailadresse tager ikke imod mail."),
        (ConnectionRefusedError(), "Mailserveren tog ikke imod den."),
    ],
)
def test_a_mail_that_failed_stands_on_the_desk_and_is_tried_again_or_put_on_paper(
    desk: Client, signe: User, fault: OSError, sentence: str
) -> None:
    citizen = builders.a_citizen("Asta Krog", email="asta@example.dk", user=builders.a_user("Asta Krog"))
    letter = builders.letter_of(builders.a_grant(by=signe, citizen=citizen))
    page = f"/breve/{letter.uuid}/"
    fail(fault)
    assert "Mail om et brev kunne ikke sendes" in read(desk, "/")
    assert f"Mailen om brevet kunne ikke sendes. {sentence}" in read(desk, page)

    assert desk.post(f"{page}proev-igen/")["Location"] == page
    assert "Klar til afsendelse" in read(desk, page)
    assert "kunne ikke sendes" not in read(desk, "/")
    fail(fault)
    assert desk.post(f"{page}paa-papir/")["Location"] == page
    assert "Venter på at blive sendt med posten" in read(desk, page)
    assert "Brev skal sendes med posten" in read(desk, "/")
    assert desk.post(f"{page}proev-igen/").status_code == 409
    assert desk.post(f"{page}postet/").status_code == 302


def fail(fault: OSError) -> None:
    """Try to send what waits until nobody tries any more."""

    def send(*mail: str) -> None:
        del mail
        raise fault

    at = AT
    while commands.deliver_next(send=send, by=acting.SYSTEM, at=at, on=ON):
        at += timedelta(hours=5)


BEFORE, AFTER = "Borgeren kan ikke logge ind og har ingen adresse", "Der står ingen adresse på brevet."
KEPT_BACK = "Adressen er beskyttet og står ikke på brevet. Find den i CPR"


def test_who_decides_is_told_before_and_after_that_the_letter_has_no_address(desk: Client, signe: User) -> None:
    draft = builders.a_drafted_grant(by=signe, citizen=builders.a_citizen("Asta Krog"))
    page = f"/bevillinger/{draft.uuid}/"
    before = read(desk, page)
    assert f'<a href="/sager/{draft.case.uuid}/borgeren/">{BEFORE}' in before
    assert AFTER not in before
    assert desk.post(f"{page}bevilg/").status_code == 302  # it is told and does not stop anybody
    letter = f"/breve/{Letter.objects.get().uuid}/"
    for after in (read(desk, page), read(desk, letter)):
        assert AFTER in after
        assert BEFORE not in after
    desk.post(f"{letter}postet/")
    assert AFTER not in read(desk, page) + read(desk, letter)


@pytest.mark.parametrize("has", ["address", "login"])
def test_who_can_be_reached_raises_no_warning(desk: Client, signe: User, has: str) -> None:
    if has == "address":
        citizen = builders.a_citizen("Asta Krog", address="Tornvej 2, 9990 Nordby")
    else:
        citizen = builders.a_citizen("Asta Krog", email="asta@example.dk", user=builders.a_user("Asta Krog"))
    draft = builders.a_drafted_grant(by=signe, citizen=citizen)
    page = f"/bevillinger/{draft.uuid}/"
    assert BEFORE not in read(desk, page)
    desk.post(f"{page}bevilg/")
    assert AFTER not in read(desk, page) + read(desk, f"/breve/{Letter.objects.get().uuid}/")


@pytest.mark.parametrize("address", ["", "Tornvej 2, 9990 Nordby"])
def test_of_a_protected_citizen_both_say_the_same_whatever_is_registered(
    desk: Client, signe: User, address: str
) -> None:
    draft = builders.a_drafted_grant(by=signe, citizen=builders.a_citizen(address=address, is_protected=True))
    page = f"/bevillinger/{draft.uuid}/"
    assert BEFORE not in read(desk, page)
    desk.post(f"{page}bevilg/")
    assert KEPT_BACK in read(desk, page)
    assert "Tornvej" not in read(desk, page)


def test_who_ends_a_course_is_told_too(desk: Client, signe: User) -> None:
    grant = builders.a_grant(by=signe, citizen=builders.a_citizen("Asta Krog"))
    assert BEFORE in read(desk, f"/opfoelgning/{grant.case.uuid}/afslut/")
