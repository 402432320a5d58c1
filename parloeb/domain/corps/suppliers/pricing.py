"""Note the lots of a framework agreement and what an hour costs in each. No price is ever rewritten or removed."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import firsts
from parloeb.domain.corps import access as corps
from parloeb.domain.corps import lists, noting
from parloeb.domain.corps.models import Framework, Lot, LotPrice
from parloeb.domain.people.acting import Actor
from parloeb.kernel import days, errors, local
from parloeb.kernel.periods import Period

MOST_YEARLY_MINUTES = 1_000_000 * 60
MOST_OERE = 1_000_000  # ten thousand kroner an hour: more is most likely typed in øre
_NAME_TAKEN = errors.RefusedError("Rammeaftalen har allerede en delaftale med det navn.", field="name")
_DAY_TAKEN = errors.RefusedError("Der er allerede en pris fra den dag.", field="first_day")


@dataclass(frozen=True)
class Covered:
    """A lot as it is agreed: its name, what it covers (nothing named: all), and minutes a year at most."""

    name: str
    profiles: tuple[lists.Profile, ...] = ()
    fields: tuple[lists.Field, ...] = ()
    yearly_minutes: int | None = None


@transaction.atomic
def note_lot(framework: Framework, covered: Covered, *, by: Actor, at: datetime) -> Lot:
    """Keep a lot of a framework agreement. Raises RefusedError at the field."""
    corps.require(corps.may_keep(by, framework.jobcentre))
    _refuse_withdrawn(framework)
    name = noting.without_number(covered.name, field="name")
    if not name:
        raise errors.RefusedError("Skriv delaftalens navn.", field="name")
    if covered.yearly_minutes is not None and not 0 < covered.yearly_minutes <= MOST_YEARLY_MINUTES:
        raise errors.RefusedError("Skriv et timetal over 0, eller lad feltet stå tomt.", field="yearly_hours")
    lot = Lot(
        framework=framework,
        name=name,
        profiles=list(covered.profiles),
        fields=list(covered.fields),
        yearly_minutes=covered.yearly_minutes,
        noted_at=at,
        noted_by_id=by.user_id,
    )
    with firsts.first_wins(_NAME_TAKEN):
        lot.save(force_insert=True)
    audit.record("lot.noted", lot, by=by, at=at)
    return lot


@transaction.atomic
def withdraw_lot(lot: Lot, *, reason: str, by: Actor, at: datetime) -> None:
    """Take back a lot that was noted by mistake, and has no price that stands. Raises RefusedError, OvertakenError."""
    corps.require(corps.may_keep(by, lot.framework.jobcentre))
    # Whoever notes a price of it at the same time waits here, and is then told that it is withdrawn.
    Lot.objects.select_for_update().get(pk=lot.pk)
    if lot.prices.filter(withdrawn_at=None).exists():
        raise errors.RefusedError("Delaftalen har priser. Træk dem tilbage først.", field="reason")
    noting.withdraw(lot, reason=reason, act="lot.withdrawn", by=by, at=at)


@transaction.atomic
def note_price(
    lot: Lot, *, first_day: date, oere_per_hour: int, vat: lists.Vat, by: Actor, at: datetime, on: date
) -> LotPrice:
    """Keep what an hour costs from a day on, until the next price begins. Raises RefusedError at the field."""
    corps.require(corps.may_keep(by, lot.framework.jobcentre))
    _refuse_withdrawn(Lot.objects.select_for_update().get(pk=lot.pk))
    _refuse_withdrawn(lot.framework)
    noting.refuse_unclear_days(first_day, None, on=on)
    period = Period(lot.framework.first_day, lot.framework.until)
    if not period.contains(first_day):
        raise errors.RefusedError(f"Rammeaftalen gælder {period}, og dagen ligger udenfor.", field="first_day")
    if not 0 < oere_per_hour <= MOST_OERE:
        raise errors.RefusedError("Skriv en timepris over 0 og højst 10.000 kr.", field="oere_per_hour")
    price = LotPrice(
        lot=lot, first_day=first_day, oere_per_hour=oere_per_hour, vat=vat, noted_at=at, noted_by_id=by.user_id
    )
    with firsts.first_wins(_DAY_TAKEN):
        price.save(force_insert=True)
    audit.record("lot_price.noted", price, by=by, at=at)
    return price


@transaction.atomic
def withdraw_price(price: LotPrice, *, reason: str, by: Actor, at: datetime) -> None:
    """Take back a price that was noted by mistake: the one before it goes on. Raises RefusedError, OvertakenError."""
    corps.require(corps.may_keep(by, price.lot.framework.jobcentre))
    noting.withdraw(price, reason=reason, act="lot_price.withdrawn", by=by, at=at)


def _refuse_withdrawn(record: Framework | Lot) -> None:
    if record.withdrawn_at is not None:
        raise errors.RefusedError(f"Det er trukket tilbage {days.text(local.local_day(record.withdrawn_at))}.")
