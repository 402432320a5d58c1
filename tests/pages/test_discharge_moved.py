"""A discharge that moves, from the page of the grant to the letter: entered once, and followed by the support."""

from dataclasses import replace
from datetime import date

import pytest
from django.test import Client

from parloeb.domain.grants import chain
from parloeb.domain.grants.models import Grant
from parloeb.domain.people.models import User
from parloeb.kernel.periods import Period
from tests import builders
from tests.builders import FULL
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

AT_DISCHARGE = replace(FULL, legal_basis="LAB_167_2", hospitalised_on=date(2026, 11, 2), discharge_on=date(2027, 1, 4))
TYPED = {"discharge_on": "01-02-2027", "source": "hospital", "reason": "Afdelingen vil se tiden an."}


@pytest.fixture
def grant(signe: User) -> Grant:
    return builders.a_grant_at_discharge(by=signe, content=AT_DISCHARGE, first_day=date(2026, 12, 1))


def test_a_discharge_is_moved_from_the_grant_to_the_letter(desk: Client, grant: Grant) -> None:
    page = f"/bevillinger/{grant.uuid}/"
    shown = desk.get(page).content.decode()
    assert "Udskrivningen er flyttet" in shown
    assert "Flyt med udskrivningen" not in shown
    form = desk.get(f"{page}udskrivning/").content.decode()
    assert "02-11-2026" in form
    assert "04-01-2027" in form
    answer = desk.post(f"{page}udskrivning/", TYPED)
    draft = Grant.objects.get(modifies=grant)
    assert answer["Location"] == f"/bevillinger/{draft.uuid}/"
    told = desk.get(answer["Location"]).content.decode()
    for text in ("Flytning med udskrivningen", "29-12-2026 – 28-03-2027", "Udskrives den", "01-02-2027"):
        assert text in told
    assert "Din udskrivning er flyttet fra" in desk.get(f"/bevillinger/{draft.uuid}/brevet/").content.decode()
    assert desk.post(f"/bevillinger/{draft.uuid}/bevilg/").status_code == 302
    grant.refresh_from_db()
    assert chain.in_force_of(grant) is None
    draft.refresh_from_db()
    assert chain.in_force_of(draft) == Period(date(2026, 12, 29), date(2027, 3, 28))
    decided = desk.get(f"/bevillinger/{draft.uuid}/").content.decode()
    assert "Læs brevet med afgørelsen" in decided
    assert "Resten skal også bevilges." in decided
    referral = desk.get(f"/henvisninger/{grant.referral.uuid}/").content.decode()
    assert "Oplyst af: Afdelingen eller udskrivningskoordinatoren" in referral


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"discharge_on": "01-11-2026"}, "discharge_on", "før indlæggelsen, 02-11-2026"),
        ({"discharge_on": "31-02-2027"}, "discharge_on", "findes ikke i kalenderen"),
        ({"discharge_on": ""}, "discharge_on", "Skriv den nye dag."),
        ({"discharge_on": "04-01-2027"}, "discharge_on", "står allerede til 04-01-2027"),
        ({"source": ""}, "source", "Vælg, hvem der har oplyst det."),
        ({"source": "mor"}, "source", "mor"),
        ({"reason": " "}, "reason", "Skriv, hvorfor udskrivningen er flyttet."),
    ],
)
def test_what_cannot_be_is_told_at_its_field_and_nothing_typed_is_lost(
    desk: Client, grant: Grant, typed: dict[str, str], field: str, sentence: str
) -> None:
    answer = desk.post(f"/bevillinger/{grant.uuid}/udskrivning/", TYPED | typed)
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    kept = "01-02-2027" if field != "discharge_on" else TYPED["reason"]
    assert kept in answer.content.decode()
    assert not Grant.objects.filter(modifies=grant).exists()


def test_support_that_no_discharge_was_the_reason_for_is_told_so(desk: Client, signe: User) -> None:
    ordinary = builders.a_grant(by=signe)
    assert "Udskrivningen er flyttet" not in desk.get(f"/bevillinger/{ordinary.uuid}/").content.decode()
    answer = desk.post(f"/bevillinger/{ordinary.uuid}/udskrivning/", TYPED)
    assert answer.status_code == 422
    assert "ingen udskrivning i henvisningen" in answer.content.decode()


def test_a_grant_that_is_behind_says_so_and_offers_to_follow(desk: Client, grant: Grant) -> None:
    desk.post(f"/bevillinger/{grant.uuid}/udskrivning/", TYPED)
    draft = Grant.objects.get(modifies=grant)
    desk.post(f"/bevillinger/{draft.uuid}/slet/")
    shown = desk.get(f"/bevillinger/{grant.uuid}/").content.decode()
    assert "følger udskrivningen 04-01-2027, som nu er 01-02-2027. Flyt den med." in shown
    assert "Flyt med udskrivningen" in shown
    assert "Udskrivningen er flyttet: flyt støtten med" in desk.get("/").content.decode()
    answer = desk.post(f"/bevillinger/{grant.uuid}/ny-afgoerelse/", {"kind": "move"})
    assert answer.status_code == 302


def test_a_discharge_moves_again_while_the_citizen_is_heard_and_the_draft_says_so(desk: Client, grant: Grant) -> None:
    desk.post(f"/bevillinger/{grant.uuid}/udskrivning/", TYPED)
    draft = Grant.objects.get(modifies=grant)
    page, said = f"/bevillinger/{draft.uuid}/", "flyttet igen, fra 01-02-2027 til 15-02-2027"
    heard = {"facts": "Afdelingen vil se tiden an.", "answer_by": "30-11-2026"}
    assert desk.post(f"{page}partshoering/", heard).status_code == 302
    answer = desk.post(f"/bevillinger/{grant.uuid}/udskrivning/", TYPED | {"discharge_on": "15-02-2027"})
    assert answer["Location"] == page
    told = desk.get(page).content.decode()
    assert said in told
    assert f'href="{page}ret/#id_first_day"' in told
    assert "Udkast: flytning med udskrivningen (udskrivningen er flyttet igen)" in desk.get("/").content.decode()
    assert desk.post(f"{page}bevilg/").status_code == 409


def test_a_mistyped_admission_is_told_at_the_referral(desk: Client, signe: User) -> None:
    referral = builders.a_sent_referral(by=signe, content=AT_DISCHARGE)
    page = f"/henvisninger/{referral.uuid}/ret/"
    form = desk.get(page)
    assert 'value="02-11-2026"' in at_field(form, "hospitalised_on")
    answer = desk.post(page, {"version": referral.version, "request": "Hjælp.", "reason": "Ny.",
                              "hospitalised_on": "05-01-2027", "discharge_on": "04-01-2027"})  # fmt: skip
    assert answer.status_code == 422
    assert "Udskrivningen kan ikke ligge før indlæggelsen, 05-01-2027" in at_field(answer, "discharge_on")
    answer = desk.post(page, {"version": referral.version, "request": "Hjælp.", "reason": "Ny.",
                              "hospitalised_on": "02-11-2026", "discharge_on": "04-01-2072"})  # fmt: skip
    assert answer.status_code == 422
    assert "Er årstallet rigtigt?" in at_field(answer, "discharge_on")
    assert 'value="04-01-2072"' in at_field(answer, "discharge_on")
