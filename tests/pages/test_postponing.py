"""A last day put off by clicking: longer to answer a hearing, and an answer that comes later."""

import pytest
from django.test import Client

from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.correspondence.models import Letter
from parloeb.domain.grants.models import Postponement
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from tests import builders
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

LATER = {"day": "18-12-2026", "reason": "Vi venter på lægen."}
PROLONGED = {"day": "07-12-2026", "who": "citizen", "reason": "Anna er på sygehuset."}
ASKED = {"kind": "access", "what": "Vil se sagen.", "way": "phone", "asked_on": "16-11-2026", "decided_on": ""}


def _post(letter: Letter, *, by: User) -> None:
    with builders.act(by) as actor:
        correspondence.post(letter, by=actor, at=builders.AT, on=builders.ON)


def test_a_hearing_is_prolonged_and_the_list_and_the_own_page_follow(desk: Client, signe: User) -> None:
    anna = builders.give_role(builders.a_user("Anna Borg"), Role.CITIZEN)
    hearing = builders.a_sent_hearing(by=signe, citizen=builders.a_citizen(user=anna))
    place = f"/partshoering/{hearing.uuid}/"
    assert f"{place}laengere-frist/" in desk.get(place).content.decode()
    assert "30-11-2026" in desk.get(f"{place}laengere-frist/").content.decode()
    assert desk.post(f"{place}laengere-frist/", PROLONGED).status_code == 302
    assert "07-12-2026" in desk.get("/frister/").content.decode()
    assert "30-11-2026" not in desk.get("/frister/").content.decode()
    own = builders.logged_in(anna, Role.CITIZEN)
    told = own.get(place).content.decode()
    assert "fra 30-11-2026 til 07-12-2026. Anna er på sygehuset." in told
    assert "laengere-frist" not in told
    assert "frist 07-12-2026" in own.get("/min-side/").content.decode()
    _post(Postponement.objects.get(hearing=hearing).letter, by=signe)
    assert (
        "Brev sendt: Du får længere tid til at svare" in desk.get(f"/sager/{hearing.grant.case.uuid}/").content.decode()
    )


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"day": ""}, "day", "senest skal svare"),
        ({"day": "31-11-2026"}, "day", "kalenderen"),
        ({"day": "30-11-2026"}, "day", "efter 30-11-2026"),
        ({"day": "01-12-2199"}, "day", "Er årstallet rigtigt?"),
        ({"day": "29-11-2026"}, "day", "efter 30-11-2026"),
        ({"who": ""}, "who", "hvorfor fristen bliver længere"),
        ({"reason": " "}, "reason", "hvorfor fristen flyttes"),
    ],
)
def test_a_wrong_new_day_is_told_at_its_field_and_kept(
    desk: Client, signe: User, wrong: dict[str, str], field: str, sentence: str
) -> None:
    hearing = builders.a_sent_hearing(by=signe)
    typed = {**PROLONGED, **wrong}
    answer = desk.post(f"/partshoering/{hearing.uuid}/laengere-frist/", typed)
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert typed["reason"] in answer.content.decode()
    hearing.refresh_from_db()
    assert hearing.answer_by.isoformat() == "2026-11-30"


def test_who_complained_is_written_to_that_the_answer_comes_later(desk: Client, signe: User) -> None:
    complaint = builders.a_complaint(by=signe)
    place = f"/klager/{complaint.uuid}/"
    assert f"{place}forsinket/" in desk.get(place).content.decode()
    wrong = desk.post(f"{place}forsinket/", {**LATER, "day": "14-12-2026"})
    assert "efter 14-12-2026" in at_field(wrong, "day")
    assert LATER["reason"] in wrong.content.decode()
    assert desk.post(f"{place}forsinket/", LATER).status_code == 302
    assert "fra 14-12-2026 til 18-12-2026. Vi venter på lægen." in desk.get(place).content.decode()
    page = desk.get("/frister/").content.decode()
    assert "Fristen var 14-12-2026. Der er skrevet til borgeren" in page
    _post(Postponement.objects.get(complaint=complaint).letter, by=signe)
    story = desk.get(f"/sager/{complaint.grant.case.uuid}/").content.decode()
    assert "Brev sendt: Vores svar kommer senere" in story


def test_who_asked_is_written_to_that_the_answer_comes_later(desk: Client, signe: User) -> None:
    case = builders.a_case(by=signe)
    place = desk.post(f"/sager/{case.uuid}/anmodning/", ASKED)["Location"]
    assert f"{place}forsinket/" in desk.get(place).content.decode()
    assert "Hvorfor varer det længere?" in desk.get(f"{place}forsinket/").content.decode()
    assert "hvornår svaret kommer" in at_field(desk.post(f"{place}forsinket/", {**LATER, "day": ""}), "day")
    assert "hvorfor det varer længere" in at_field(desk.post(f"{place}forsinket/", {**LATER, "reason": ""}), "reason")
    assert desk.post(f"{place}forsinket/", LATER).status_code == 302
    assert "fra 25-11-2026 til 18-12-2026" in desk.get(place).content.decode()
    assert "Fristen var 25-11-2026" in desk.get("/frister/").content.decode()
    desk.post(place, {"text": "Sendt.", "answered_on": "16-11-2026"})
    assert f"{place}forsinket/" not in desk.get(place).content.decode()


def test_a_caseworker_of_another_team_finds_none_of_the_forms(signe: User) -> None:
    hearing = builders.a_sent_hearing(by=signe)
    mads = builders.logged_in(builders.a_caseworker("Mads"), Role.CASEWORKER)
    assert mads.get(f"/partshoering/{hearing.uuid}/laengere-frist/").status_code == 404
    assert mads.post(f"/partshoering/{hearing.uuid}/laengere-frist/", PROLONGED).status_code == 404
