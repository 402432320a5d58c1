"""Note what a jobcentre has agreed with a supplier. Nothing is rewritten: it is prolonged, ended or withdrawn."""

from datetime import date, datetime

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import firsts
from parloeb.domain.corps import access as corps
from parloeb.domain.corps import noting, rules
from parloeb.domain.corps.models import Framework, FrameworkProlongation, ProcessorAgreement
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import OrganisationKind
from parloeb.kernel import days, errors
from parloeb.kernel.periods import Period

_TWO_AT_ONCE = errors.RefusedError(
    "Der er allerede en databehandleraftale i nogle af de dage. Afslut den først.", field="first_day"
)
_NUMBER_TAKEN = errors.RefusedError("Der er allerede en rammeaftale med det nummer fra den dag.", field="number")


@transaction.atomic
def note_processing(
    supplier: Organisation,
    period: Period,
    *,
    jobcentre: Organisation,
    reference: str = "",
    by: Actor,
    at: datetime,
    on: date,
) -> ProcessorAgreement:
    """Keep the data processing agreement of some days. Raises RefusedError at the field."""
    _require(supplier, jobcentre=jobcentre, by=by)
    noting.refuse_unclear_days(period.first_day, period.last_day, on=on)
    agreed = ProcessorAgreement(
        supplier=supplier,
        jobcentre=jobcentre,
        reference=noting.without_number(reference, field="reference"),
        first_day=period.first_day,
        last_day=period.last_day,
        noted_at=at,
        noted_by_id=by.user_id,
    )
    with firsts.first_wins(_TWO_AT_ONCE):
        agreed.save(force_insert=True)
    audit.record("processing.noted", agreed, by=by, at=at)
    return agreed


@transaction.atomic
def note_framework(
    supplier: Organisation,
    period: Period,
    *,
    jobcentre: Organisation,
    number: str,
    title: str = "",
    by: Actor,
    at: datetime,
    on: date,
) -> Framework:
    """Keep a framework agreement of some days. Raises RefusedError at the field."""
    _require(supplier, jobcentre=jobcentre, by=by)
    noting.refuse_unclear_days(period.first_day, period.last_day, on=on)
    known_by = noting.without_number(number, field="number")
    if not known_by:
        raise errors.RefusedError("Skriv aftalens nummer.", field="number")
    agreed = Framework(
        supplier=supplier,
        jobcentre=jobcentre,
        number=known_by,
        title=noting.without_number(title, field="title"),
        first_day=period.first_day,
        last_day=period.last_day,
        noted_at=at,
        noted_by_id=by.user_id,
    )
    with firsts.first_wins(_NUMBER_TAKEN):
        agreed.save(force_insert=True)
    audit.record("framework.noted", agreed, by=by, at=at)
    return agreed


@transaction.atomic
def end(agreed: ProcessorAgreement | Framework, *, ended_on: date, by: Actor, at: datetime) -> None:
    """Let an agreement hold no longer than a day. Raises RefusedError, OvertakenError."""
    corps.require(corps.may_keep(by, agreed.jobcentre))
    noting.end(agreed, ended_on=ended_on, act=f"{_called(agreed)}.ended", by=by, at=at)


@transaction.atomic
def prolong(agreed: Framework, *, last_day: date, reason: str, by: Actor, at: datetime, on: date) -> None:
    """Let a framework agreement hold to a later last day, with why; the former one is kept beside it.

    Raises RefusedError at the field, OvertakenError where somebody corrected it since it was read.
    """
    corps.require(corps.may_keep(by, agreed.jobcentre))
    former = agreed.last_day
    if agreed.withdrawn_at or agreed.ended_on or former is None:
        raise errors.RefusedError("Aftalen er afsluttet eller har ingen sidste dag, så den kan ikke forlænges.")
    if last_day <= former:
        raise errors.RefusedError(f"Den gælder allerede til og med {days.text(former)}.", field="last_day")
    noting.refuse_unclear_days(agreed.first_day, last_day, on=on)
    because = noting.without_number(reason, field="reason")[: rules.REASON_LENGTH]
    if not because:
        raise errors.RefusedError("Skriv, hvorfor den forlænges.", field="reason")
    standing = Framework.objects.filter(pk=agreed.pk, last_day=former, ended_on=None, withdrawn_at=None)
    if not standing.update(last_day=last_day):
        raise errors.OvertakenError
    agreed.last_day = last_day
    FrameworkProlongation.objects.create(
        framework=agreed,
        former_last_day=former,
        last_day=last_day,
        reason=because,
        prolonged_at=at,
        prolonged_by_id=by.user_id,
    )
    audit.record("framework.prolonged", agreed, by=by, at=at)


@transaction.atomic
def withdraw(agreed: ProcessorAgreement | Framework, *, reason: str, by: Actor, at: datetime) -> None:
    """Take back an agreement that was noted by mistake. Raises RefusedError, OvertakenError."""
    corps.require(corps.may_keep(by, agreed.jobcentre))
    noting.withdraw(agreed, reason=reason, act=f"{_called(agreed)}.withdrawn", by=by, at=at)


def _called(agreed: ProcessorAgreement | Framework) -> str:
    return "processing" if isinstance(agreed, ProcessorAgreement) else "framework"


def _require(supplier: Organisation, *, jobcentre: Organisation, by: Actor) -> None:
    corps.require(corps.may_keep(by, jobcentre))
    if supplier.kind != OrganisationKind.SUPPLIER:
        raise errors.RefusedError("Der noteres kun aftaler med leverandører.", field="supplier")
