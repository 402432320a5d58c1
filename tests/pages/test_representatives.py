"""The page of who acts for a citizen: registered, told at the field, ended; a protected address not shown."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import Stage
from parloeb.domain.people import representing
from parloeb.domain.people.models import Representative, User
from tests import builders
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]
TYPED = {
    "kind": "party",
    "name": "Bo Berg",
    "address": "Sidevej 2\n9999 Nordby",
    "receives": "decisions",
    "scope": "this",
    "first_day": "16-11-2026",
}
CORRECTED = {
    "name": "Bo Bjerg",
    "address": "Nyvej 3\n9999 Nordby",
    "phone": "20304050",
    "email": "bo@example.dk",
    "receives": "all",
    "mandate": "Alt i sagen om mentorstøtte. Ligger på sagen.",
    "mandate_given_on": "01-10-2026",
    "version": "1",
}


@pytest.fixture
def case(signe: User) -> Case:
    return builders.a_sent_referral(by=signe).case


def test_the_way_from_the_case_and_back(desk: Client, signe: User, case: Case) -> None:
    page = f"/sager/{case.uuid}/repraesentanter/"
    assert page in desk.get(f"/sager/{case.uuid}/").content.decode()
    assert "Der er ikke registreret nogen." in desk.get(page).content.decode()
    assert desk.post(page, TYPED)["Location"] == page
    shown = desk.get(page).content.decode()
    for said in (
        "Bo Berg",
        "Partsrepræsentant. Fra 16-11-2026. Kun i denne sag. Afgørelser",
        "Sidevej 2, 9999 Nordby",
        "Gælder nu",
    ):
        assert said in shown
    one = Representative.objects.get()
    assert b"Sidevej" not in bytes(one.address_sealed or b"")
    assert desk.post(f"{page}{one.uuid}/slut/")["Location"] == page
    assert "til 16-11-2026" in desk.get(page).content.decode()
    assert "slut/" not in desk.get(page).content.decode()


def test_the_copy_says_for_whom_it_is(desk: Client, signe: User) -> None:
    citizen = builders.a_citizen()
    builders.a_representative(citizen)
    copy = builders.letter_of(builders.a_grant(by=signe, citizen=citizen)).copies.get()
    assert "Kopi til Bo Berg (partsrepræsentant)" in desk.get(f"/breve/{copy.uuid}/").content.decode()
    desk.post(f"/breve/{copy.uuid}/postet/")
    assert "Brev sendt til partsrepræsentant" in desk.get(f"/sager/{copy.case.uuid}/").content.decode()


def test_a_protected_address_is_not_shown(desk: Client, signe: User) -> None:
    citizen = builders.a_citizen(address="Hemmeligvænget 7", is_protected=True)
    builders.a_representative(citizen, address="Hemmeligvænget 7")
    case = builders.a_sent_referral(by=signe, citizen=citizen).case
    shown = desk.get(f"/sager/{case.uuid}/repraesentanter/").content.decode()
    assert "Hemmelig" not in shown
    assert "Adressen er beskyttet" in shown


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Skriv navnet."),
        ("address", "", "Skriv adressen"),
        ("kind", "ven", "ven"),
        ("phone", "12", "cifre"),
        ("email", "bo", "navn@eksempel.dk"),
        ("first_day", "31-02-2026", "31-02-2026"),
        ("first_day", "01-01-1850", "mere end 100 år tilbage. Er årstallet rigtigt?"),
        ("first_day", "01-01-2036", "mere end et år fremme. Er årstallet rigtigt?"),
        ("last_day", "01-01-2199", "Er årstallet rigtigt?"),
        ("last_day", "15-11-2026", "før første dag"),
        ("receives", "", "Vælg brevene."),
        ("scope", "", "Vælg, hvilke sager det gælder."),
    ],
)
def test_what_does_not_fit_is_told_at_its_field_and_kept(
    desk: Client, case: Case, field: str, value: str, sentence: str
) -> None:
    answer = desk.post(f"/sager/{case.uuid}/repraesentanter/", {**TYPED, field: value})
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert "Sidevej 2" in answer.content.decode() or field == "address"
    assert not Representative.objects.exists()


def test_a_wrong_telephone_number_is_told_together_with_all_else(desk: Client, case: Case) -> None:
    answer = desk.post(f"/sager/{case.uuid}/repraesentanter/", {**TYPED, "name": "", "phone": "12"})
    assert "Skriv navnet." in at_field(answer, "name")
    assert "cifre" in at_field(answer, "phone")


def test_another_citizens_representative_is_not_found(desk: Client, case: Case) -> None:
    other = builders.a_representative(builders.a_citizen("Bo Egelund"))
    assert desk.post(f"/sager/{case.uuid}/repraesentanter/{other.uuid}/slut/").status_code == 404


def test_who_was_let_into_one_case_is_not_in_the_next(desk: Client, signe: User, case: Case) -> None:
    for name, scope in (("Bo Berg", "this"), ("Ida Ravn", "all")):
        desk.post(f"/sager/{case.uuid}/repraesentanter/", {**TYPED, "name": name, "scope": scope})
    bo = Representative.objects.get(name="Bo Berg")
    Case.objects.filter(pk=case.pk).update(stage=Stage.ENDED, ended_on=builders.ON)
    later = builders.a_case(by=signe, citizen=case.citizen)
    shown = desk.get(f"/sager/{later.uuid}/repraesentanter/").content.decode()
    assert "Bo Berg" not in shown
    assert "I alle borgerens sager om mentorstøtte" in shown
    assert desk.post(f"/sager/{later.uuid}/repraesentanter/{bo.uuid}/slut/").status_code == 404
    acting = [
        [one.name for one in representing.acting_for(case.citizen, case=of, on=builders.ON)]
        for of in (case.uuid, later.uuid)
    ]
    assert acting == [["Bo Berg", "Ida Ravn"], ["Ida Ravn"]]


def test_who_is_to_begin_or_is_there_by_mistake_is_taken_back(desk: Client, case: Case) -> None:
    page = f"/sager/{case.uuid}/repraesentanter/"
    desk.post(page, {**TYPED, "first_day": "17-11-2026"})
    one = Representative.objects.get()
    shown = desk.get(page).content.decode()
    assert "Fortryd registreringen af Bo Berg" in shown
    assert "slut/" not in shown
    assert desk.post(f"{page}{one.uuid}/fortryd/")["Location"] == page
    shown = desk.get(page).content.decode()
    assert "men trukket tilbage" in shown
    assert "fortryd/" not in shown


def test_a_copy_for_who_acts_no_more_is_put_away(desk: Client, signe: User) -> None:
    citizen = builders.a_citizen()
    one = builders.a_representative(citizen)
    letter = builders.letter_of(builders.a_grant(by=signe, citizen=citizen))
    page = f"/breve/{letter.copies.get().uuid}/"
    assert "laeg-vaek" not in desk.get(page).content.decode()
    desk.post(f"/sager/{letter.case.uuid}/repraesentanter/{one.uuid}/fortryd/")
    shown = desk.get(page).content.decode()
    assert "Bo Berg er ikke længere partsrepræsentant for borgeren" in shown
    assert "Læg kopien væk" in shown
    assert desk.post(f"{page}postet/").status_code == 409
    assert desk.post(f"{page}laeg-vaek/")["Location"] == page
    assert "Ikke sendt" in desk.get(page).content.decode()


def test_who_acts_now_stands_on_the_case_by_name_and_kind(desk: Client, signe: User, case: Case) -> None:
    shown = f"/sager/{case.uuid}/"
    assert "Handler for borgeren" not in desk.get(shown).content.decode()
    builders.a_representative(case.citizen)
    assert "<strong>Bo Berg</strong>, partsrepræsentant" in desk.get(shown).content.decode()
    one = Representative.objects.get()
    desk.post(f"{shown}repraesentanter/{one.uuid}/fortryd/")
    assert "Bo Berg" not in desk.get(shown).content.decode()


def test_the_letter_says_who_got_a_copy_and_whether_it_left(desk: Client, signe: User) -> None:
    citizen = builders.a_citizen()
    builders.a_representative(citizen)
    letter = builders.letter_of(builders.a_grant(by=signe, citizen=citizen))
    copy = letter.copies.get()
    link = f'<a href="/breve/{copy.uuid}/">Kopi til Bo Berg (partsrepræsentant), '
    assert f"{link}venter på at blive sendt</a>" in desk.get(f"/breve/{letter.uuid}/").content.decode()
    assert f'<a href="/breve/{copy.uuid}/">' not in desk.get(f"/breve/{copy.uuid}/").content.decode()
    desk.post(f"/breve/{copy.uuid}/postet/")
    assert f"{link}sendt 16-11-2026</a>" in desk.get(f"/breve/{letter.uuid}/").content.decode()
    filed = desk.get(f"/sager/{letter.case.uuid}/dokumenter/").content.decode()
    assert "Kopi til partsrepræsentant. Bevilling" in filed


def test_the_power_of_attorney_is_asked_for_and_shown(desk: Client, case: Case) -> None:
    page = f"/sager/{case.uuid}/repraesentanter/"
    mandate = {"mandate": "Alt i sagen. Ligger på sagen.", "mandate_given_on": "01-10-2026"}
    assert desk.post(page, {**TYPED, **mandate})["Location"] == page
    shown = desk.get(page).content.decode()
    assert "Fuldmagt eller værgebeskikkelse: Alt i sagen. Ligger på sagen. (givet den 01-10-2026)" in shown
    refused = desk.post(page, {**TYPED, **mandate, "mandate_given_on": "01-10-2027"})
    assert "Dagen er ikke kommet endnu." in at_field(refused, "mandate_given_on")


def test_somebody_is_corrected_on_the_card(desk: Client, case: Case) -> None:
    page = f"/sager/{case.uuid}/repraesentanter/"
    one = builders.a_representative(case.citizen)
    shown = desk.get(page).content.decode()
    assert "Ret oplysninger om Bo Berg" in shown
    assert "Sidevej 2\n9999 Nordby</textarea>" in shown
    assert desk.post(f"{page}{one.uuid}/ret/", CORRECTED)["Location"] == page
    shown = desk.get(page).content.decode()
    for said in (
        "Bo Bjerg",
        "Alle breve.",
        "Nyvej 3, 9999 Nordby, 20304050, bo@example.dk",
        "Ligger på sagen. (givet den 01-10-2026)",
    ):
        assert said in shown
    assert "Bo Berg" not in shown


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Skriv navnet."),
        ("address", "", "Skriv adressen"),
        ("phone", "12", "cifre"),
        ("email", "bo", "navn@eksempel.dk"),
        ("receives", "", "Vælg brevene."),
        ("mandate", "x" * 501, "500"),
        ("mandate_given_on", "31-02-2026", "31-02-2026"),
        ("mandate_given_on", "17-11-2026", "Dagen er ikke kommet endnu."),
    ],
)
def test_what_does_not_fit_in_a_correction_is_told_at_its_field_and_kept(
    desk: Client, case: Case, field: str, value: str, sentence: str
) -> None:
    one = builders.a_representative(case.citizen)
    other = builders.a_representative(case.citizen, name="Ida Ravn")
    answer = desk.post(f"/sager/{case.uuid}/repraesentanter/{one.uuid}/ret/", {**CORRECTED, field: value})
    assert answer.status_code == 422
    page = answer.content.decode()
    card = next(part for part in page.split("<article") if "Bo Berg" in part)
    assert sentence in card
    assert '<details class="p-more" open>' in card
    assert f'id="ret_{one.uuid}_{field}' in card
    assert all(typed in card for name, typed in CORRECTED.items() if name != field)
    assert page.count("form-group form-error") == card.count("form-group form-error") == 1
    others = next(part for part in page.split("<article") if "Ret oplysninger om Ida Ravn" in part)
    assert '<details class="p-more">' in others
    assert Representative.objects.get(pk=one.pk).version == Representative.objects.get(pk=other.pk).version == 1


@pytest.mark.parametrize("version", ["", "x"])
def test_a_correction_without_the_version_that_was_read_is_refused(desk: Client, case: Case, version: str) -> None:
    one = builders.a_representative(case.citizen)
    answer = desk.post(f"/sager/{case.uuid}/repraesentanter/{one.uuid}/ret/", {**CORRECTED, "version": version})
    assert answer.status_code == 422
    assert Representative.objects.get().name == "Bo Berg"


def test_of_two_at_once_the_second_is_told_and_keeps_what_was_typed(desk: Client, case: Case) -> None:
    one = builders.a_representative(case.citizen)
    address = f"/sager/{case.uuid}/repraesentanter/{one.uuid}/ret/"
    desk.post(address, {**CORRECTED, "name": "Bo Bang"})
    answer = desk.post(address, CORRECTED)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "En anden har rettet oplysningerne, mens du skrev" in page
    assert 'value="Bo Bjerg"' in page
    assert Representative.objects.get().name == "Bo Bang"


def test_nothing_corrected_is_told_so(desk: Client, case: Case) -> None:
    one = builders.a_representative(case.citizen)
    same = {"name": "Bo Berg", "address": "Sidevej 2\r\n9999 Nordby", "receives": "decisions", "version": "1"}
    answer = desk.post(f"/sager/{case.uuid}/repraesentanter/{one.uuid}/ret/", same)
    assert "Du har ikke rettet noget." in answer.content.decode()


def test_a_protected_address_is_not_in_the_form_either_and_stays(desk: Client, case: Case) -> None:
    one = builders.a_representative(case.citizen, address="Hemmeligvænget 7", is_protected=True)
    page = f"/sager/{case.uuid}/repraesentanter/"
    shown = desk.get(page).content.decode()
    assert "Hemmelig" not in shown
    assert "Lad feltet stå tomt" in shown
    empty = {**CORRECTED, "address": ""}
    assert "Skriv adressen, når den ikke" in desk.post(f"{page}{one.uuid}/ret/", empty).content.decode()
    assert desk.post(f"{page}{one.uuid}/ret/", {**empty, "is_protected": "on"})["Location"] == page
    kept = representing.kept_of(Representative.objects.get(), keys=builders.keys())
    assert (kept.address, kept.name) == ("Hemmeligvænget 7", "Bo Bjerg")


def test_who_acts_no_more_has_no_form_and_another_citizens_is_not_found(desk: Client, case: Case) -> None:
    one = builders.a_representative(case.citizen)
    page = f"/sager/{case.uuid}/repraesentanter/"
    desk.post(f"{page}{one.uuid}/fortryd/")
    assert "/ret/" not in desk.get(page).content.decode()
    answer = desk.post(f"{page}{one.uuid}/ret/", CORRECTED)
    assert "handler ikke længere for borgeren" in answer.content.decode()
    assert 'value="Bo Bjerg"' in answer.content.decode()
    other = builders.a_representative(builders.a_citizen("Bo Egelund"))
    assert desk.post(f"{page}{other.uuid}/ret/", CORRECTED).status_code == 404


def test_the_page_asks_as_much_for_five_as_for_one(desk: Client, case: Case) -> None:
    asked = []
    desk.get(f"/sager/{case.uuid}/repraesentanter/")  # the first page asks for the session too
    for names in (("Bo Berg",), ("Ida Ravn", "Åge Friis", "Eva Holm", "Per Lund")):
        for name in names:
            builders.a_representative(case.citizen, name=name)
        with CaptureQueriesContext(connection) as questions:
            desk.get(f"/sager/{case.uuid}/repraesentanter/")
        asked.append(len(questions))
    assert asked[0] == asked[1]
