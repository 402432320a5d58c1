"""Lots and dated prices: what an hour cost on any day, and that nothing is rewritten."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.corps import lists
from parloeb.domain.corps.models import Framework, Lot, LotPrice
from parloeb.domain.corps.suppliers import access, commands, pricing, queries
from parloeb.domain.people import acting
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import OrganisationKind, Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import clock

pytestmark = pytest.mark.django_db

ADDED = lists.Vat.ADDED


@pytest.fixture
def framework() -> Framework:
    supplier = builders.an_organisation(OrganisationKind.SUPPLIER, "Sporskiftet ApS")
    return builders.a_framework(
        supplier, jobcentre=builders.a_jobcentre(), first_day=date(2026, 1, 1), last_day=date(2026, 12, 31)
    )


@pytest.fixture
def by(framework: Framework) -> Actor:
    return builders.actor(builders.a_coordinator(jobcentre=framework.jobcentre), Role.COORDINATOR)


def _price(lot: Lot, first_day: date, oere: int, *, by: Actor = acting.SYSTEM) -> LotPrice:
    return pricing.note_price(lot, first_day=first_day, oere_per_hour=oere, vat=ADDED, by=by, at=clock.AT, on=clock.ON)


def _costs(lot: Lot, day: date) -> int:
    return queries.price_on(Lot.objects.select_related("framework").get(pk=lot.pk), day).oere_per_hour


def test_a_price_lasts_until_the_next_begins_and_no_longer_than_the_agreement(framework: Framework) -> None:
    lot = builders.a_lot(framework)
    _price(lot, date(2026, 7, 1), 43000)
    _price(lot, date(2026, 2, 1), 41000)
    assert [_costs(lot, date(2026, *day)) for day in ((2, 1), (6, 30), (7, 1), (12, 31))] == [
        41000,
        41000,
        43000,
        43000,
    ]
    for day in (date(2026, 1, 31), date(2027, 1, 1)):
        with pytest.raises(errors.NothingInForceError, match="Timeprisen er ikke fastsat"):
            _costs(lot, day)
    commands.end(framework, ended_on=date(2026, 6, 30), by=acting.SYSTEM, at=clock.AT)
    assert _costs(lot, date(2026, 6, 30)) == 41000
    with pytest.raises(errors.NothingInForceError):
        _costs(lot, date(2026, 7, 1))


def test_a_wrong_price_is_withdrawn_and_the_one_before_goes_on(framework: Framework, by: Actor) -> None:
    lot = builders.a_lot(framework)
    _price(lot, date(2026, 2, 1), 41000, by=by)
    wrong = _price(lot, date(2026, 7, 1), 4300, by=by)
    with pytest.raises(errors.RefusedError, match="allerede en pris fra den dag"):
        _price(lot, date(2026, 7, 1), 43000, by=by)
    pricing.withdraw_price(wrong, reason="Et nul manglede.", by=by, at=clock.AT)
    assert _costs(lot, date(2026, 7, 1)) == 41000
    _price(lot, date(2026, 7, 1), 43000, by=by)
    (row,) = queries.lots(Lot.objects.filter(pk=lot.pk), on=clock.ON)
    assert [(price.price, price.days, price.holds) for price in row.prices] == [
        ("430,00 kr.", "01-07-2026 – 31-12-2026", True),
        ("410,00 kr.", "01-02-2026 – 30-06-2026", False),
        ("43,00 kr.", "skulle gælde fra 01-07-2026", False),
    ]
    assert row.price == "430,00 kr. i timen, plus 25 % moms"
    assert "Et nul manglede." in row.prices[2].withdrawn
    assert LotPrice.objects.count() == 3
    assert Event.objects.filter(name="lot_price.noted").count() == 3
    assert Event.objects.filter(name="lot_price.withdrawn").count() == 1


@pytest.mark.parametrize(
    ("first_day", "oere", "field"),
    [
        (date(2025, 12, 31), 41000, "first_day"),
        (date(2027, 1, 1), 41000, "first_day"),
        (date(2026, 2, 1), 0, "oere_per_hour"),
        (date(2026, 2, 1), 1_000_001, "oere_per_hour"),
    ],
)
def test_a_price_that_cannot_be_is_refused_at_its_field(
    framework: Framework, first_day: date, oere: int, field: str
) -> None:
    with pytest.raises(errors.RefusedError) as refused:
        _price(builders.a_lot(framework), first_day, oere)
    assert refused.value.field == field
    assert not LotPrice.objects.exists()


def test_a_lot_is_noted_once_by_name_and_withdrawn_without_prices(framework: Framework, by: Actor) -> None:
    covered = pricing.Covered("Sociale mentorer", (lists.Profile.SOCIAL,), (lists.Field.DEBT,), 6000)
    lot = pricing.note_lot(framework, covered, by=by, at=clock.AT)
    for name, minutes, field in (("Sociale mentorer", None, "name"), (" ", None, "name"), ("Ny", 0, "yearly_hours")):
        with pytest.raises(errors.RefusedError) as refused:
            pricing.note_lot(framework, pricing.Covered(name, yearly_minutes=minutes), by=by, at=clock.AT)
        assert refused.value.field == field
    price = _price(lot, clock.ON, 41000)
    with pytest.raises(errors.RefusedError, match="Delaftalen har priser"):
        pricing.withdraw_lot(lot, reason="Fejl.", by=by, at=clock.AT)
    pricing.withdraw_price(price, reason="Fejl.", by=by, at=clock.AT)
    pricing.withdraw_lot(lot, reason="Fejl.", by=by, at=clock.AT)
    with pytest.raises(errors.RefusedError, match="trukket tilbage 16-11-2026"):
        _price(lot, clock.ON, 41000)
    pricing.note_lot(framework, covered, by=by, at=clock.AT)
    rows = queries.lots(Lot.objects.filter(framework=framework), on=clock.ON)
    assert (rows[0].covers, rows[0].hours) == ("Social mentor, Gæld og økonomi", "Højst 100 timer om året")


def test_nobody_from_elsewhere_notes_or_reads_a_price(framework: Framework, by: Actor) -> None:
    lot = builders.a_lot(framework)
    builders.a_price(lot, first_day=clock.ON)
    other = builders.actor(builders.a_coordinator(jobcentre=builders.a_jobcentre()), Role.COORDINATOR)
    assert (access.prices_visible_to(by).count(), access.prices_visible_to(other).count()) == (1, 0)
    with pytest.raises(errors.RefusedError, match="Kun jobcentrets mentorkoordinator"):
        _price(lot, clock.TOMORROW, 41000, by=other)


@pytest.mark.parametrize(
    ("table", "assignment", "constraint"),
    [
        ("lot", "name = ''", "corps_lot_named"),
        ("lot", "yearly_minutes = 0", "corps_lot_minutes"),
        ("lotprice", "oere_per_hour = 0", "corps_lotprice_above_nothing"),
        ("lotprice", "vat = 'some'", "corps_lotprice_vat"),
        ("lotprice", "withdrawn_because = 'Fejl.'", "corps_lotprice_withdrawn"),
        ("lotprice", "first_day = '2026-03-01'", "corps_lotprice_from_a_day_once"),
    ],
)
def test_the_database_refuses_what_cannot_be(
    framework: Framework, table: str, assignment: str, constraint: str
) -> None:
    lot = builders.a_lot(framework)
    for month in (1, 2):
        builders.a_price(lot, first_day=date(2026, month, 1))
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE corps_{table} SET {assignment}")
