"""What a citizen is registered with: told when a known number is typed again, and corrected on the case."""

import pytest
from django.test import Client

from parloeb.domain.audit.models import Event
from parloeb.domain.cases import commands
from parloeb.domain.cases.models import Case
from parloeb.domain.people import queries
from parloeb.domain.people.models import Citizen, User
from parloeb.domain.people.rules import Particulars
from parloeb.kernel import cpr, errors
from tests import builders
from tests.pages.posting import at_field

pytestmark = pytest.mark.django_db

NUMBER = cpr.Cpr("0101901236")
WHO = {"cpr": NUMBER.digits, "name": "Asta Krog", "address": "Tornvej 2, 9990 Nordby", "email": "asta@example.dk"}


def _known(*, is_protected: bool = False) -> Citizen:
    return builders.a_citizen(
        "Asta Borg", number=NUMBER, address="Snerlevej 17, 9990 Nordby", is_protected=is_protected
    )


def test_a_known_number_tells_at_the_fields_what_is_kept_before_anything_is_dropped(desk: Client) -> None:
    known = _known()
    assert "uses_known" not in desk.get("/henvisninger/ny/").content.decode()
    answer = desk.post("/henvisninger/ny/", WHO)
    assert answer.status_code == 422
    assert "»Asta Borg«" in at_field(answer, "name")
    assert "»Snerlevej 17, 9990 Nordby«" in at_field(answer, "address")
    assert "ikke registreret med en e-mail" in at_field(answer, "email")
    assert not Case.objects.exists()
    assert known.uuid in Event.objects.filter(kind="look").latest("pk").citizens
    assert desk.post("/henvisninger/ny/", {**WHO, "uses_known": "on"}).status_code == 302
    assert Case.objects.get().citizen == known


def test_nothing_of_a_protected_citizen_is_told(desk: Client) -> None:
    _known(is_protected=True)
    page = desk.post("/henvisninger/ny/", WHO).content.decode()
    assert "Det registrerede vises ikke" in page
    assert "Borg" not in page.replace("Borgeren", "")
    assert "Snerlevej" not in page


def test_a_ticked_protection_takes_effect_on_a_known_citizen(desk: Client) -> None:
    known = _known()
    typed = {**WHO, "is_protected": "on"}
    assert "Snerlevej" not in desk.post("/henvisninger/ny/", typed).content.decode()
    desk.post("/henvisninger/ny/", {**typed, "uses_known": "on"})
    known.refresh_from_db()
    assert known.is_protected
    assert Event.objects.filter(name="citizen.protected", subject_uuid=known.uuid).exists()


def test_the_caseworker_corrects_the_citizen_from_the_case(desk: Client, signe: User) -> None:
    case = builders.a_draft(by=signe, citizen=_known()).case
    address = f"/sager/{case.uuid}/borgeren/"
    assert f'href="{address}"' in desk.get(f"/sager/{case.uuid}/").content.decode()
    page = desk.get(address).content.decode()
    assert "Snerlevej 17" in page
    typed = {"version": "1", "name": "Asta Krog", "phone": "12 34 56 78", "is_protected": "on"}
    assert desk.post(address, typed)["Location"] == f"/sager/{case.uuid}/"
    citizen = Citizen.objects.get()
    assert queries.particulars_of(citizen, keys=builders.keys()) == Particulars("Asta Krog", phone="12 34 56 78")
    assert citizen.is_protected


def test_what_is_no_telephone_number_is_told_at_the_field_and_kept(desk: Client, signe: User) -> None:
    odd = {"phone": "1234 hos søster"}
    answer = desk.post("/henvisninger/ny/", {**WHO, **odd})
    case = builders.a_draft(by=signe, citizen=_known()).case
    address = f"/sager/{case.uuid}/borgeren/"
    for told in (answer, desk.post(address, {"version": "1", "name": "Asta Krog", **odd})):
        assert told.status_code == 422
        assert "er ikke et telefonnummer. Skriv 8 cifre, eller + og landekode" in at_field(told, "phone")
        assert 'value="1234 hos søster"' in at_field(told, "phone")
    assert Citizen.objects.get().name == "Asta Borg"


def test_a_number_registered_before_numbers_were_read_stays_until_another_is_typed(desk: Client, signe: User) -> None:
    citizen = _known()
    Citizen.objects.update(phone="1234 hos søster")
    address = f"/sager/{builders.a_draft(by=signe, citizen=citizen).case.uuid}/borgeren/"
    typed = {"version": "1", "name": "Asta Krog", "phone": "1234 hos søster"}
    assert desk.post(address, typed).status_code == 302
    assert Citizen.objects.get().name == "Asta Krog"
    assert desk.post(address, {**typed, "version": "2", "phone": "1234"}).status_code == 422
    assert desk.post(address, {**typed, "version": "2", "phone": "+46 70  123 45 67"}).status_code == 302
    assert Citizen.objects.get().phone == "+46 70 123 45 67"


def test_of_a_protected_citizen_the_form_shows_nothing_and_an_empty_field_stays(desk: Client, signe: User) -> None:
    case = builders.a_draft(by=signe, citizen=_known(is_protected=True)).case
    address = f"/sager/{case.uuid}/borgeren/"
    page = desk.get(address).content.decode()
    assert "Snerlevej" not in page
    assert "Asta" not in page
    desk.post(address, {"version": "1", "email": "ny@example.dk", "is_protected": "on"})
    kept = queries.particulars_of(Citizen.objects.get(), keys=builders.keys())
    assert kept == Particulars("Asta Borg", "Snerlevej 17, 9990 Nordby", "ny@example.dk")


def test_who_corrects_second_is_told_and_keeps_what_was_typed(desk: Client, signe: User) -> None:
    case = builders.a_draft(by=signe, citizen=_known()).case
    address = f"/sager/{case.uuid}/borgeren/"
    desk.post(address, {"version": "1", "name": "Den første"})
    answer = desk.post(address, {"version": "1", "name": "Den anden"})
    assert answer.status_code == 422
    assert "En anden nåede det før dig" in answer.content.decode()
    assert "Den anden" in at_field(answer, "name")
    assert "Skriv borgerens navn" in at_field(desk.post(address, {"version": "2", "name": ""}), "name")


def test_the_citizen_of_a_foreign_case_is_not_corrected(signe: User) -> None:
    case = builders.a_draft(by=signe, citizen=_known()).case
    with builders.act(builders.a_caseworker("En anden")) as by, pytest.raises(errors.RefusedError, match="ikke adgang"):
        commands.correct_citizen(
            case,
            Particulars("Ny"),
            is_protected=False,
            version=1,
            keys=builders.keys(),
            by=by,
            at=builders.AT,
            on=builders.ON,
        )
