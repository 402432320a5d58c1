"""Frozen rows of finished strings on suppliers, their agreements, lots and prices; and what an hour cost on a day."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from parloeb.domain.corps import lists
from parloeb.domain.corps.models import Framework, FrameworkProlongation, Lot, LotPrice, Mentor, ProcessorAgreement
from parloeb.domain.corps.papers import queries as papers
from parloeb.domain.corps.papers import showing
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import OrganisationKind
from parloeb.kernel import dated, days, errors, local, money, numbers
from parloeb.kernel.periods import Period

ALL_COVERED = "Alle profiler og områder"


@dataclass(frozen=True)
class SupplierRow:
    """A supplier with how its agreements stand: each (in words, whether it has ended or will soon)."""

    uuid: UUID
    name: str
    mentors: int
    processing: tuple[str, bool]
    framework: tuple[str, bool]


@dataclass(frozen=True)
class PriceRow:
    """A price with the days on which it holds, the next one reckoned in."""

    uuid: UUID
    price: str
    vat: str
    days: str
    noted: str
    withdrawn: str
    holds: bool


@dataclass(frozen=True)
class LotRow:
    """A lot with what it covers and costs. `price`: of the day asked for; empty where none holds."""

    uuid: UUID
    name: str
    covers: str
    hours: str
    price: str
    noted: str
    withdrawn: str
    prices: tuple[PriceRow, ...]


@dataclass(frozen=True)
class Price:
    """What an hour costs, in øre, and whether tax comes on top."""

    oere_per_hour: int
    vat: lists.Vat


def rows(suppliers: QuerySet[Organisation], *, jobcentre: Organisation, on: date) -> tuple[SupplierRow, ...]:
    """The suppliers with how their agreements with the jobcentre stand on a day."""
    warn_days = papers.limits_on(jobcentre.pk, on).warn_days
    processing, frameworks = _periods(ProcessorAgreement, jobcentre), _periods(Framework, jobcentre)
    working = Mentor.objects.filter(jobcentre=jobcentre).values_list("organisation_id", flat=True)
    mentors = Counter(working.order_by())
    return tuple(
        SupplierRow(
            supplier.uuid,
            supplier.name,
            mentors[supplier.pk],
            showing.status(processing[supplier.pk], warn_days=warn_days, on=on),
            showing.status(frameworks[supplier.pk], warn_days=warn_days, on=on),
        )
        for supplier in suppliers.order_by("name", "id")
    )


def to_begin_with(own: QuerySet[Organisation]) -> tuple[tuple[UUID, str], ...]:
    """The suppliers that a jobcentre has nothing to do with yet, as (public id, name)."""
    others = Organisation.objects.filter(kind=OrganisationKind.SUPPLIER).exclude(pk__in=own.values("pk"))
    return tuple(others.order_by("name", "id").values_list("uuid", "name"))


def supplier(uuid: UUID) -> Organisation | None:
    """Any supplier by its public id."""
    return Organisation.objects.filter(uuid=uuid, kind=OrganisationKind.SUPPLIER).first()


def processing(visible: QuerySet[ProcessorAgreement], *, jobcentre: int, on: date) -> tuple[showing.Entry, ...]:
    """The data processing agreements as rows, the newest first and the withdrawn last."""
    warn_days = papers.limits_on(jobcentre, on).warn_days
    found = visible.select_related("noted_by", "ended_by", "withdrawn_by").order_by("-first_day", "-id")
    return _standing_first(
        showing.entry(one, "Databehandleraftale", more=one.reference, warn_days=warn_days, on=on) for one in found
    )


def frameworks(visible: QuerySet[Framework], *, jobcentre: int, on: date) -> tuple[showing.Entry, ...]:
    """The framework agreements as rows, the newest first and the withdrawn last."""
    warn_days = papers.limits_on(jobcentre, on).warn_days
    found = visible.select_related("noted_by", "ended_by", "withdrawn_by").order_by("-first_day", "-id")
    return _standing_first(showing.entry(one, str(one), warn_days=warn_days, on=on) for one in found)


def lots(visible: QuerySet[Lot], *, on: date) -> tuple[LotRow, ...]:
    """Lots with their prices, and the price of a day."""
    prices = LotPrice.objects.select_related("noted_by", "withdrawn_by").order_by("first_day", "id")
    found = visible.select_related("noted_by", "withdrawn_by", "framework").prefetch_related(Prefetch("prices", prices))
    return tuple(_lot(lot, on=on) for lot in found.order_by("name", "id"))


def prolongations(framework: Framework) -> tuple[str, ...]:
    """Each time that the agreement got a later last day, the newest first, in a sentence."""
    found = FrameworkProlongation.objects.filter(framework=framework).select_related("prolonged_by").order_by("-pk")
    return tuple(
        f"Forlænget fra {days.text(one.former_last_day)} til {days.text(one.last_day)}: {one.reason} "
        f"({days.text(local.local_day(one.prolonged_at))}{f', {one.prolonged_by}' if one.prolonged_by else ''})"
        for one in found
    )


def price_on(lot: Lot, day: date) -> Price:
    """What an hour of a lot costs on a day. NothingInForceError before the first price and past the agreement."""
    until = lot.framework.until
    agreed: list[tuple[date, Price | dated.Nothing]] = [
        (one.first_day, Price(one.oere_per_hour, lists.Vat(one.vat))) for one in _counting(lot)
    ]
    if until is not None:
        agreed.append((until + timedelta(days=1), dated.NONE_IN_FORCE))
    found: dated.Dated[Price] = dated.of("timeprisen", *agreed)
    return found.on(day)


def _counting(lot: Lot) -> list[LotPrice]:
    """The prices that hold on some day, in order: not withdrawn, and begun before the framework agreement ended."""
    until = lot.framework.until
    prices = [one for one in lot.prices.all() if one.withdrawn_at is None and (until is None or one.first_day <= until)]
    return sorted(prices, key=lambda one: one.first_day)


def _lot(lot: Lot, *, on: date) -> LotRow:
    covered = [*(lists.Profile(one).label for one in lot.profiles), *(lists.Field(one).label for one in lot.fields)]
    hours = numbers.hours_text(numbers.hours_of(lot.yearly_minutes)) if lot.yearly_minutes else ""
    return LotRow(
        uuid=lot.uuid,
        name=lot.name,
        covers=", ".join(covered) or ALL_COVERED,
        hours=f"Højst {hours} timer om året" if hours else "Ingen øvre grænse for timer",
        price=_price_text(lot, on=on),
        noted=showing.noted(lot),
        withdrawn=showing.withdrawn(lot),
        prices=_prices(lot, on=on),
    )


def _price_text(lot: Lot, *, on: date) -> str:
    try:
        price = price_on(lot, on)
    except errors.NothingInForceError:
        return ""
    return f"{money.text(price.oere_per_hour)} i timen, {price.vat.label[:1].lower()}{price.vat.label[1:]}"


def _prices(lot: Lot, *, on: date) -> tuple[PriceRow, ...]:
    """The newest first, the withdrawn last. Each ends on the day before the next, the last with the agreement."""
    counting = _counting(lot)
    ends: list[date | None] = [one.first_day - timedelta(days=1) for one in counting[1:]]
    ends = [*ends, lot.framework.until] if counting else []
    lasting = {one.pk: Period(one.first_day, end) for one, end in zip(counting, ends, strict=True)}
    others = [one for one in lot.prices.all() if one.pk not in lasting]
    return tuple(
        PriceRow(
            uuid=one.uuid,
            price=money.text(one.oere_per_hour),
            vat=lists.Vat(one.vat).label,
            days=str(lasting[one.pk]) if one.pk in lasting else f"skulle gælde fra {days.text(one.first_day)}",
            noted=showing.noted(one),
            withdrawn=showing.withdrawn(one),
            holds=one.pk in lasting and lasting[one.pk].contains(on),
        )
        for one in (*reversed(counting), *others)
    )


def _standing_first(entries: Iterable[showing.Entry]) -> tuple[showing.Entry, ...]:
    return tuple(sorted(entries, key=lambda row: not row.may_withdraw))


def _periods(model: type[ProcessorAgreement] | type[Framework], jobcentre: Organisation) -> dict[int, list[Period]]:
    found: dict[int, list[Period]] = defaultdict(list)
    for one in model.objects.filter(jobcentre=jobcentre, withdrawn_at=None).order_by("first_day", "id"):
        found[one.supplier_id].append(papers.period_of(one))
    return found
