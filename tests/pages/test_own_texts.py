"""The page of the municipality's own words: read, seen in a letter, written, refused at the field."""

import pytest
from django.conf import settings
from django.test import Client

from parloeb.domain.correspondence.models import OwnText
from parloeb.domain.people.models import Organisation, User
from parloeb.domain.people.rules import Role
from tests import builders
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]
PAGE, WRITE = "/breve/tekster/", "/breve/tekster/skriv/"


@pytest.fixture
def jobcentre() -> Organisation:
    return builders.a_jobcentre("Jobcenter Nordby")


@pytest.fixture
def lone(jobcentre: Organisation) -> User:
    return builders.a_leader("Lone Kvist", team=builders.a_team(jobcentre=jobcentre))


@pytest.fixture
def desk(lone: User) -> Client:
    return builders.logged_in(lone, Role.TEAM_LEADER)


def _typed(jobcentre: Organisation, **changed: str) -> dict[str, str]:
    return {
        "jobcentre": str(jobcentre.uuid),
        "piece": "closing",
        "text": "Ring endelig, hvis du er i tvivl.",
        "first_day": "16-11-2026",
        **changed,
    }


def test_a_leader_sees_a_text_in_a_letter_writes_it_and_reads_it(desk: Client, jobcentre: Organisation) -> None:
    assert "Parløbs egen tekst" in desk.get(PAGE).content.decode()
    assert desk.get(WRITE).status_code == 200
    shown = desk.post(WRITE, {**_typed(jobcentre), "preview": "1"})
    assert shown.status_code == 200
    assert "Sådan ser brevet ud" in shown.content.decode()
    assert f'<strong>{settings.AUTHORITY}</strong></p>\n<p class="letter-unit">' in shown.content.decode()
    assert not OwnText.objects.exists()
    assert desk.post(WRITE, _typed(jobcentre))["Location"] == PAGE
    page = desk.get(PAGE).content.decode()
    assert "Ring endelig, hvis du er i tvivl." in page
    assert "Gælder fra 16-11-2026. Skrevet af Lone Kvist." in page
    form = desk.get(WRITE, {"jobcenter": str(jobcentre.uuid), "tekst": "closing"}).content.decode()
    assert "Ring endelig, hvis du er i tvivl." in form


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("text", "Ring <b>nu</b>", "koder"),
        ("text", "x" * 201, "højst 200"),
        ("text", "x" * 1001, "1000"),
        ("text", "to\nlinjer", "én linje"),
        ("first_day", "15-11-2026", "tidligst"),
        ("first_day", "", "Skriv dagen."),
        ("piece", "explanation", "explanation"),
        ("piece", "", "Vælg teksten."),
        ("jobcentre", "9", "9"),
    ],
)
def test_what_does_not_fit_is_told_at_its_field_and_kept(
    desk: Client, jobcentre: Organisation, field: str, value: str, sentence: str
) -> None:
    answer = desk.post(WRITE, {**_typed(jobcentre), field: value})
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    if field != "text":
        assert "Ring endelig" in answer.content.decode()
    assert not OwnText.objects.exists()


def test_another_jobcentre_is_neither_shown_nor_written(desk: Client) -> None:
    other = builders.a_jobcentre("Jobcenter Sydby")
    assert "Sydby" not in desk.get(PAGE).content.decode()
    assert "Sydby" not in desk.get(WRITE, {"jobcenter": str(other.uuid), "tekst": "closing"}).content.decode()
    assert desk.post(WRITE, _typed(other)).status_code == 422


def test_an_administrator_words_the_letters_of_every_jobcentre(jobcentre: Organisation) -> None:
    adam = builders.give_role(builders.a_user("Adam Nøgle"), Role.ADMINISTRATOR)
    desk = builders.logged_in(adam, Role.ADMINISTRATOR)
    assert desk.post(WRITE, _typed(jobcentre, piece="explanation-grant"))["Location"] == PAGE
    assert OwnText.objects.get().kind == "grant"


def test_the_name_stands_on_the_letters_of_the_pages(desk: Client, jobcentre: Organisation, lone: User) -> None:
    desk.post(WRITE, _typed(jobcentre, piece="name", text="Nordby Kommune, Arbejde og Liv"))
    signe = builders.a_caseworker(team=lone.role_assignments.get().team)
    grant = builders.a_drafted_grant(by=signe)
    shown = builders.logged_in(signe, Role.CASEWORKER).get(f"/bevillinger/{grant.uuid}/brevet/")
    assert "Klagen skal sendes til Nordby Kommune, Arbejde og Liv" in shown.content.decode()
