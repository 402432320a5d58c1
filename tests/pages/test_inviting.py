"""The form of an invitation: seen before it is written, bad input told at its field, called back."""

import pytest
from django.test import Client

from parloeb.domain.cases.models import Case
from parloeb.domain.correspondence.models import Letter, LetterKind
from parloeb.domain.correspondence.states import LetterState
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from tests import builders
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

TYPED = {"host": "mentor", "host_name": "Mikkel", "day": "23-11-2026", "clock": "10", "where": "office", "place": ""}


@pytest.fixture
def case(signe: User) -> Case:
    return builders.a_grant(by=signe).case


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.COORDINATOR])
def test_the_way_from_the_case_to_the_letter_that_is_posted(signe: User, case: Case, role: Role) -> None:
    person = signe if role is Role.CASEWORKER else builders.a_coordinator(jobcentre=case.jobcentre)
    desk, page = builders.logged_in(person, role), f"/breve/indbyd/{case.uuid}/"
    assert page in desk.get(f"/sager/{case.uuid}/").content.decode()
    assert desk.get(page).status_code == 200
    shown = desk.post(page, {**TYPED, "preview": "1"})
    assert shown.status_code == 200
    assert "mandag den 23. november 2026" in shown.content.decode()
    assert not Letter.objects.filter(kind=LetterKind.INVITATION).exists()
    letter = desk.post(page, TYPED)["Location"]
    assert "Fortryd indbydelsen" in desk.get(letter).content.decode()
    assert desk.post(f"{letter}postet/")["Location"] == letter
    assert "Fortryd indbydelsen" not in desk.get(letter).content.decode()
    assert Letter.objects.get(kind=LetterKind.INVITATION).state == LetterState.SENT


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("day", "", "Skriv dagen."),
        ("day", "31-02-2027", "31-02-2027"),
        ("day", "16-11-2026", "efter i dag"),
        ("clock", "", "Skriv klokkeslættet."),
        ("clock", "25.00", "25.00"),
        ("where", "elsewhere", ""),
        ("host", "kongen", "kongen"),
        ("host_name", "x" * 101, "100"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field_and_kept(
    signe: User, case: Case, field: str, value: str, sentence: str
) -> None:
    desk = builders.logged_in(signe, Role.CASEWORKER)
    answer = desk.post(f"/breve/indbyd/{case.uuid}/", {**TYPED, field: value})
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert 'value="Mikkel"' in answer.content.decode() or field == "host_name"
    assert not Letter.objects.filter(kind=LetterKind.INVITATION).exists()


def test_an_invitation_is_called_back(signe: User, case: Case) -> None:
    letter = builders.an_invitation(case, by=signe).letter
    desk = builders.logged_in(signe, Role.CASEWORKER)
    assert desk.post(f"/breve/{letter.uuid}/fortryd/")["Location"] == f"/sager/{case.uuid}/"
    letter.refresh_from_db()
    assert letter.state == LetterState.CANCELLED


def test_a_course_that_ended_invites_nobody(signe: User) -> None:
    ended = builders.a_refused_grant(by=signe).case
    desk: Client = builders.logged_in(signe, Role.CASEWORKER)
    assert "indbyd/" not in desk.get(f"/sager/{ended.uuid}/").content.decode()
    assert "Forløbet er slut" in desk.get(f"/breve/indbyd/{ended.uuid}/").content.decode()
    assert desk.post(f"/breve/indbyd/{ended.uuid}/", TYPED).status_code == 422
