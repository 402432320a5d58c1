"""What is agreed with suppliers, as the coordinator notes and corrects it by clicking."""

import re
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parloeb.domain.corps.lists import Kind
from parloeb.domain.corps.models import Framework, Lot, LotPrice, ProcessorAgreement
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import OrganisationKind, Role
from parloeb.pages.shared import clock
from tests import builders
from tests.pages.posting import at_field

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: builders.AT)


@pytest.fixture
def jobcentre() -> Organisation:
    return builders.a_jobcentre()


@pytest.fixture
def supplier() -> Organisation:
    return builders.an_organisation(OrganisationKind.SUPPLIER, "Sporskiftet ApS")


@pytest.fixture
def desk(jobcentre: Organisation) -> Client:
    return builders.logged_in(builders.a_coordinator(jobcentre=jobcentre), Role.COORDINATOR)


def _read(desk: Client, address: str) -> str:
    return re.sub(r"\s+", " ", desk.get(address).content.decode())


def test_a_new_supplier_is_begun_with_agreements_lots_and_prices(desk: Client, supplier: Organisation) -> None:
    assert "Der er ingen leverandører endnu." in _read(desk, "/korps/leverandoerer/")
    typed = {"supplier": str(supplier.uuid), "first_day": "01-01-2026", "last_day": "", "reference": "Sag 26/1"}
    page = desk.post("/korps/leverandoerer/", typed)["Location"]
    assert "Der er ingen rammeaftale" in _read(desk, page)
    framework = {"number": "RA-7", "title": "Mentorstøtte", "first_day": "01-01-2026", "last_day": "31-12-2026"}
    assert desk.post(f"{page}ramme/", framework)["Location"] == page
    frame = f"/korps/rammeaftale/{Framework.objects.get().uuid}/"
    assert frame in _read(desk, page)
    lot = {"name": "Sociale mentorer", "profiles": ["social"], "fields_covered": ["debt"], "yearly_hours": "1000"}
    of_lot = desk.post(f"{frame}delaftale/", lot)["Location"]
    assert "Social mentor, Gæld og økonomi. Højst 1.000 timer om året." in _read(desk, of_lot)
    for first_day, oere in (("01-01-2026", "412,50"), ("01-12-2026", "430")):
        price = {"first_day": first_day, "oere_per_hour": oere, "vat": "exempt"}
        assert desk.post(f"{of_lot}pris/", price)["Location"] == of_lot
    assert "Den 16-11-2026: 412,50 kr. i timen, momsfri." in _read(desk, of_lot)
    assert "Den 24-12-2026: 430,00 kr. i timen, momsfri." in _read(desk, f"{of_lot}?dag=24-12-2026")
    assert "Den 31-12-2025: ingen pris gælder." in _read(desk, f"{of_lot}?dag=31-12-2025")
    assert "findes ikke i kalenderen" in _read(desk, f"{of_lot}?dag=31-02-2026")
    assert "412,50 kr. i timen, momsfri" in _read(desk, frame)
    table = _read(desk, "/korps/leverandoerer/")
    assert table.count('<span class="p-badge">Gælder</span>') == 2


@pytest.mark.parametrize(
    ("path", "typed", "field", "sentence"),
    [
        ("databehandling/", {"first_day": "hest"}, "first_day", "hest"),
        ("databehandling/", {"first_day": "01-01-2027", "last_day": "31-12-2026"}, "last_day", "før den begynder"),
        ("databehandling/", {"first_day": "01-01-2026"}, "first_day", "allerede en databehandleraftale"),
        ("databehandling/", {"first_day": "01-01-1019"}, "first_day", "01-01-1019"),
        ("ramme/", {"number": " ", "first_day": "01-01-2026"}, "number", "Skriv aftalens nummer."),
        ("ramme/", {"number": "RA-1", "first_day": "01-01-2020"}, "number", "allerede en rammeaftale"),
        ("ramme/", {"number": "010170-1234", "first_day": "01-01-2026"}, "number", "CPR-nummer"),
    ],
)
def test_a_wrong_agreement_is_told_at_its_field_and_what_was_typed_stays(
    desk: Client,
    jobcentre: Organisation,
    supplier: Organisation,
    path: str,
    typed: dict[str, str],
    field: str,
    sentence: str,
) -> None:
    builders.agreed_with(supplier, jobcentre=jobcentre)
    answer = desk.post(f"/korps/leverandoerer/{supplier.uuid}/{path}", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    groups = [group for group in re.split(r'(?=<div class="form-group)', page) if f'name="{field}"' in group]
    assert any(sentence in group for group in groups)
    assert all(f'value="{value}"' in page for value in typed.values() if value.strip())
    assert (ProcessorAgreement.objects.count(), Framework.objects.count()) == (1, 1)


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"oere_per_hour": "hest"}, "oere_per_hour", "kan ikke læses som et beløb"),
        ({"oere_per_hour": ""}, "oere_per_hour", "Skriv timeprisen."),
        ({"oere_per_hour": "41250"}, "oere_per_hour", "højst 10.000 kr."),
        ({"first_day": "31-12-2019"}, "first_day", "ligger udenfor"),
        ({"vat": ""}, "vat", "Vælg, om der kommer moms oveni."),
    ],
)
def test_a_wrong_price_is_told_at_its_field(
    desk: Client, jobcentre: Organisation, supplier: Organisation, typed: dict[str, str], field: str, sentence: str
) -> None:
    lot = builders.a_lot(builders.a_framework(supplier, jobcentre=jobcentre))
    price = {"first_day": "01-12-2026", "oere_per_hour": "412,50", "vat": "added", **typed}
    answer = desk.post(f"/korps/delaftale/{lot.uuid}/pris/", price)
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert not LotPrice.objects.exists()


def test_what_was_noted_is_ended_and_withdrawn_and_stays_to_be_read(
    desk: Client, jobcentre: Organisation, supplier: Organisation
) -> None:
    agreed = builders.a_processor_agreement(supplier, jobcentre=jobcentre)
    framework = builders.a_framework(supplier, jobcentre=jobcentre)
    page = f"/korps/leverandoerer/{supplier.uuid}/"
    of_agreed = f"/korps/databehandleraftale/{agreed.uuid}/"
    assert "Afslut den dag" in _read(desk, of_agreed)
    assert "Skriv den sidste dag." in at_field(desk.post(f"{of_agreed}slut/", {"ended_on": ""}), "ended_on")
    assert desk.post(f"{of_agreed}slut/", {"ended_on": "28-11-2026"})["Location"] == page
    assert "Udløber om 12 dage" in _read(desk, page)
    frame = f"/korps/rammeaftale/{framework.uuid}/"
    assert "Træk tilbage" in _read(desk, f"{frame}ret/")
    assert desk.post(f"{frame}tilbage/", {"reason": "Forkert nummer."})["Location"] == page
    assert "af Karen Holm: Forkert nummer." in _read(desk, page)
    assert desk.post(f"{frame}slut/", {"ended_on": "28-11-2026"}).status_code == 409
    assert desk.post(f"{frame}delaftale/", {"name": "Ny"}).status_code == 409
    assert not Lot.objects.exists()


def test_a_wrong_price_and_lot_are_withdrawn(desk: Client, jobcentre: Organisation, supplier: Organisation) -> None:
    lot = builders.a_lot(builders.a_framework(supplier, jobcentre=jobcentre))
    price = builders.a_price(lot)
    of_lot = f"/korps/delaftale/{lot.uuid}/"
    refused = desk.post(f"{of_lot}tilbage/", {"reason": "Fejl."})
    assert "Delaftalen har priser." in at_field(refused, "reason")
    of_price = f"/korps/timepris/{price.uuid}/tilbage/"
    assert "Prisen fra 01-01-2020 trækkes tilbage" in _read(desk, of_price)
    assert desk.post(of_price, {"reason": "Fejl."})["Location"] == of_lot
    assert "Delaftalen Social mentorstøtte trækkes tilbage" in _read(desk, f"{of_lot}tilbage/")
    assert desk.post(f"{of_lot}tilbage/", {"reason": "Fejl."}).status_code == 302


def test_suppliers_of_another_jobcentre_are_not_found(desk: Client, supplier: Organisation) -> None:
    elsewhere = builders.a_jobcentre()
    agreed = builders.a_processor_agreement(supplier, jobcentre=elsewhere)
    framework = builders.a_framework(supplier, jobcentre=elsewhere)
    lot = builders.a_lot(framework)
    price = builders.a_price(lot)
    unknown = UUID("00000000-0000-4000-8000-000000000000")
    for address in (
        f"leverandoerer/{supplier.uuid}/",
        f"leverandoerer/{unknown}/",
        f"databehandleraftale/{agreed.uuid}/",
        f"rammeaftale/{framework.uuid}/",
        f"delaftale/{lot.uuid}/",
        f"timepris/{price.uuid}/tilbage/",
    ):
        assert desk.get(f"/korps/{address}").status_code == 404
    assert desk.post(f"/korps/delaftale/{lot.uuid}/pris/", {}).status_code == 404


def test_the_pages_ask_no_more_questions_for_many_rows(
    desk: Client, jobcentre: Organisation, supplier: Organisation
) -> None:
    desk.get("/korps/leverandoerer/")  # what is asked once a login or once a process is no matter of how many there are
    counts = []
    framework = builders.a_framework(supplier, "RA-0", jobcentre=jobcentre)
    for number in (1, 4):
        for extra in range(number):
            name = f"{number}-{extra}"
            other = builders.an_organisation(OrganisationKind.SUPPLIER, f"Leverandør {name}")
            builders.a_signed_mentor(name, jobcentre=jobcentre, organisation=other, kind=Kind.SUPPLIER)
            builders.a_price(builders.a_lot(framework, name))
            builders.a_framework(supplier, f"RA-{name}", jobcentre=jobcentre)
        for address in (
            "leverandoerer/",
            f"leverandoerer/{supplier.uuid}/",
            f"rammeaftale/{framework.uuid}/",
        ):
            with CaptureQueriesContext(connection) as asked:
                assert desk.get(f"/korps/{address}").status_code == 200
            counts.append(len(asked))
    assert counts[:3] == counts[3:]


def test_a_framework_agreement_is_prolonged_by_clicking_and_tells_what_was_before(
    desk: Client, jobcentre: Organisation, supplier: Organisation
) -> None:
    agreed = builders.a_framework(supplier, jobcentre=jobcentre, last_day=builders.TOMORROW)
    page = f"/korps/rammeaftale/{agreed.uuid}/"
    assert "Forlæng rammeaftalen" in _read(desk, page)
    answer = desk.post(f"{page}forlaeng/", {"last_day": "16-11-2026", "reason": "Option 1."})
    assert answer.status_code == 422
    assert "Den gælder allerede til og med 17-11-2026." in at_field(answer, "last_day")
    assert "Option 1." in at_field(answer, "reason")
    answer = desk.post(f"{page}forlaeng/", {"last_day": "31-12-2027", "reason": "Option 1."})
    assert answer["Location"] == page
    assert "Forlænget fra 17-11-2026 til 31-12-2027: Option 1." in _read(desk, page)
    endless = builders.a_framework(supplier, jobcentre=jobcentre, number="RA-8")
    assert "Forlæng rammeaftalen" not in _read(desk, f"/korps/rammeaftale/{endless.uuid}/")
