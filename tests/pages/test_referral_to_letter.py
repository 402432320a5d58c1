"""The first half of a course by clicking: three lines, grant, letter; with what goes wrong on the way."""

import pytest
from django.test import Client

from parloeb.domain.cases.models import Case
from parloeb.domain.correspondence.models import Letter
from parloeb.domain.grants.models import Grant
from parloeb.domain.people.models import User
from parloeb.domain.referrals.models import Referral
from tests import builders
from tests.pages.posting import at_field

pytestmark = pytest.mark.django_db

WHO = {"cpr": "010190-1236", "name": "Asta Krog", "email": "asta@example.dk"}
HELPERS = {"helper-TOTAL_FORMS": "0", "helper-INITIAL_FORMS": "0"}


def test_from_three_lines_to_the_letter(desk: Client, signe: User) -> None:
    edit = desk.post("/henvisninger/ny/", WHO)["Location"]
    three_lines = {"version": "1", "request": builders.FULL.request, "send": "1", **HELPERS}
    detail = desk.post(edit, three_lines)["Location"]
    page = desk.get(detail).content.decode()
    assert "Sendt" in page
    assert "Vælg målgruppen." in page

    rest = {name: getattr(builders.FULL, name) for name in ("request", "purpose", "decisive_reason", "legal_basis")}
    rest |= {name: getattr(builders.FULL, name) for name in ("target_group", "track", "education", "benefit")}
    version = Referral.objects.get().version
    desk.post(edit, {**rest, "version": version, "reason": "Oplyst i samtalen.", **HELPERS})
    assert "Oplyst i samtalen." in desk.get(detail).content.decode()

    form = desk.post(f"/bevillinger/ny/{Referral.objects.get().uuid}/")["Location"]
    typed = {"version": "1", "first_day": "01122026", "last_day": "28-02-2027", "hours_per_week": "1,5"}
    grant = desk.post(form, {**typed, "decisive_reason": builders.FULL.decisive_reason})["Location"]
    assert "Reglerne siger: Kan afgøres" in desk.get(grant).content.decode()
    assert desk.post(f"{grant}bevilg/").status_code == 302

    letter = Letter.objects.get()
    page = desk.get(f"/breve/{letter.uuid}/").content.decode()
    assert "1. december 2026" in page.replace("\u00a0", " ")
    pdf = desk.get(f"/breve/{letter.uuid}/pdf/")
    assert pdf.content.startswith(b"%PDF")
    assert "Asta" not in pdf["Content-Disposition"]
    story = desk.get(f"/sager/{Case.objects.get().uuid}/").content.decode()
    assert story.index("Bevilget") < story.index("Henvist")


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"cpr": "hest"}, "cpr", "CPR"),
        ({"cpr": "310290-1234"}, "cpr", "CPR"),
        ({"name": ""}, "name", "Skriv borgerens navn."),
        ({"email": "asta(a)example"}, "email", "navn@eksempel.dk"),
    ],
)
def test_a_wrong_beginning_is_told_at_its_field_and_makes_no_case(
    desk: Client, wrong: dict[str, str], field: str, sentence: str
) -> None:
    answer = desk.post("/henvisninger/ny/", {**WHO, **wrong})
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert WHO["cpr"] in answer.content.decode() or field == "cpr"
    assert not Case.objects.exists()


def test_a_wrong_day_is_told_and_what_was_typed_is_kept(desk: Client, signe: User) -> None:
    grant = builders.a_drafted_grant(by=signe)
    typed = {"version": grant.version, "first_day": "31-02-2027", "decisive_reason": "Det lange, der ikke må tabes."}
    answer = desk.post(f"/bevillinger/{grant.uuid}/ret/", typed)
    assert answer.status_code == 422
    assert "31-02-2027" in at_field(answer, "first_day")
    assert "Det lange, der ikke må tabes." in answer.content.decode()
    assert Grant.objects.get(pk=grant.pk).decisive_reason == builders.FULL.decisive_reason


def test_who_saves_second_is_told_and_keeps_the_own_text(desk: Client, signe: User) -> None:
    referral = builders.a_draft(by=signe)
    edit = f"/henvisninger/{referral.uuid}/ret/"
    desk.post(edit, {"version": "1", "request": "Den førstes tekst", **HELPERS})
    answer = desk.post(edit, {"version": "1", "request": "Den andens tekst", **HELPERS})
    assert answer.status_code == 422
    assert "En anden nåede det før dig" in answer.content.decode()
    assert "Den andens tekst" in answer.content.decode()
    assert Referral.objects.get().request == "Den førstes tekst"


def test_sending_without_the_request_stores_nothing_and_can_be_mended_and_pressed_again(
    desk: Client, signe: User
) -> None:
    referral = builders.a_draft(by=signe)
    edit = f"/henvisninger/{referral.uuid}/ret/"
    typed = {"version": str(referral.version), "wishes": "En, der kan lide at gå.", "send": "1", **HELPERS}
    answer = desk.post(edit, {**typed, "request": ""})
    assert answer.status_code == 422
    assert 'name="version" value="1"' in answer.content.decode()
    referral.refresh_from_db()
    assert (referral.version, referral.wishes) == (1, "")
    assert desk.post(edit, {**typed, "request": "Følge med til læge."}).status_code == 302
    referral.refresh_from_db()
    assert (referral.state, referral.wishes) == ("sent", "En, der kan lide at gå.")


def test_deciding_twice_is_told_with_a_sentence(desk: Client, signe: User) -> None:
    grant = builders.a_grant(by=signe)
    answer = desk.post(f"/bevillinger/{grant.uuid}/bevilg/")
    assert answer.status_code == 409
    assert "Det kan ikke lade sig gøre, som det står nu" in answer.content.decode()


def test_beyond_the_power_the_button_says_why(desk: Client, signe: User) -> None:
    grant = builders.a_drafted_grant(by=signe, months=6)
    page = desk.get(f"/bevillinger/{grant.uuid}/").content.decode()
    assert "Du kan højst bevilge 3 måneder ad gangen. Forelæg bevillingen for teamlederen." in page


def test_the_desk_shows_what_waits(desk: Client, signe: User) -> None:
    builders.a_sent_referral(by=signe)
    builders.a_grant(by=signe, citizen=builders.a_citizen("Bo Uden Mail"))
    page = desk.get("/").content.decode()
    assert "Henvisning venter på bevilling" in page
    assert "Brev skal sendes med posten" in page
