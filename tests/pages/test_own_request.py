"""A citizen asks to see the file, or for written reasons, on the own page, and sees the answer there."""

import pytest
from django.test import Client

from parloeb.domain.cases.models import Case
from parloeb.domain.grants.models import Request
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from tests import builders
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

ASKED = {"kind": "access", "what": "Jeg vil se alt.", "decided_on": ""}


@pytest.fixture
def anna() -> User:
    return builders.give_role(builders.a_user("Anna Borg"), Role.CITIZEN)


@pytest.fixture
def case(signe: User, anna: User) -> Case:
    return builders.a_case(by=signe, citizen=builders.a_citizen(user=anna))


@pytest.fixture
def own(anna: User) -> Client:
    return builders.logged_in(anna, Role.CITIZEN)


def test_it_is_asked_for_answered_and_read_on_the_own_page(own: Client, signe: User, case: Case) -> None:
    ask = f"/sager/{case.uuid}/anmodning/"
    assert ask in own.get("/min-side/").content.decode()
    assert "Hvordan kom det" not in own.get(ask).content.decode()
    place = own.post(ask, ASKED)["Location"]
    told = own.get(place).content.decode()
    assert "Jeg vil se alt." in told
    assert "25-11-2026" in told
    assert "Vi har ikke svaret endnu." in told
    assert "Notér, at der er svaret" not in told
    assert "svar senest 25-11-2026" in own.get("/min-side/").content.decode()
    assert own.post(place, {"text": "Ja.", "answered_on": "16-11-2026"}).status_code == 404
    desk = builders.logged_in(signe, Role.CASEWORKER)
    assert "Aktindsigt: svar borgeren" in desk.get("/frister/").content.decode()
    assert "Anmodning fra borgeren" in desk.get(f"/sager/{case.uuid}/").content.decode()
    desk.post(place, {"text": "Alt er sendt til dig.", "answered_on": "16-11-2026"})
    assert "Alt er sendt til dig." in own.get(place).content.decode()
    assert "besvaret 16-11-2026" in own.get("/min-side/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"kind": ""}, "kind", "Vælg, hvad du vil bede om."),
        ({"kind": "everything"}, "kind", "everything"),
        ({"what": " "}, "what", "hvad du beder om"),
        ({"decided_on": "16-11-2026"}, "decided_on", "mundtlige afgørelse"),
        ({"kind": "reasons"}, "decided_on", "mundtlige afgørelse"),
        ({"kind": "reasons", "decided_on": "31-11-2026"}, "decided_on", "kalenderen"),
        ({"kind": "reasons", "decided_on": "17-11-2026"}, "decided_on", "ligger efter"),
        (
            {"kind": "reasons", "decided_on": "01-11-2026"},
            "decided_on",
            "Du kunne bede om en begrundelse til og med den 15-11-2026",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_kept(
    own: Client, case: Case, wrong: dict[str, str], field: str, sentence: str
) -> None:
    answer = own.post(f"/sager/{case.uuid}/anmodning/", {**ASKED, **wrong})
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert not Request.objects.exists()


def test_another_citizen_finds_neither_form_nor_request(own: Client, case: Case) -> None:
    place = own.post(f"/sager/{case.uuid}/anmodning/", ASKED)["Location"]
    bo = builders.logged_in(builders.give_role(builders.a_user("Bo Bak"), Role.CITIZEN), Role.CITIZEN)
    assert bo.get(place).status_code == 404
    assert bo.get(f"/sager/{case.uuid}/anmodning/").status_code == 404
    assert bo.post(f"/sager/{case.uuid}/anmodning/", ASKED).status_code == 404
