"""Who reads and keeps what a jobcentre has agreed with its suppliers: its coordinator."""

from typing import TypeVar

from django.db.models import Q, QuerySet

from parloeb.domain.corps.models import Framework, Lot, LotPrice, Mentor, ProcessorAgreement
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import OrganisationKind, Role

_Agreed = TypeVar("_Agreed", ProcessorAgreement, Framework)


def suppliers_of(by: Actor) -> QuerySet[Organisation]:
    """The suppliers that the actor's jobcentre has to do with: by an agreement, or by a mentor of the corps."""
    if by.role is not Role.COORDINATOR:
        return Organisation.objects.none()
    suppliers = Organisation.objects.filter(kind=OrganisationKind.SUPPLIER)
    own = by.organisation_ids
    return suppliers.filter(
        Q(pk__in=Mentor.objects.filter(jobcentre__in=own, organisation__isnull=False).values("organisation"))
        | Q(pk__in=ProcessorAgreement.objects.filter(jobcentre__in=own).values("supplier"))
        | Q(pk__in=Framework.objects.filter(jobcentre__in=own).values("supplier"))
    )


def processing_visible_to(by: Actor) -> QuerySet[ProcessorAgreement]:
    """The data processing agreements of the own jobcentre."""
    return _own(ProcessorAgreement.objects.all(), by)


def frameworks_visible_to(by: Actor) -> QuerySet[Framework]:
    """The framework agreements of the own jobcentre."""
    return _own(Framework.objects.all(), by)


def lots_visible_to(by: Actor) -> QuerySet[Lot]:
    """The lots of those framework agreements."""
    return Lot.objects.filter(framework__in=frameworks_visible_to(by))


def prices_visible_to(by: Actor) -> QuerySet[LotPrice]:
    """The prices of those lots."""
    return LotPrice.objects.filter(lot__in=lots_visible_to(by))


def _own(agreed: QuerySet[_Agreed], by: Actor) -> QuerySet[_Agreed]:
    if by.role is Role.SYSTEM:
        return agreed
    return agreed.filter(jobcentre__in=by.organisation_ids) if by.role is Role.COORDINATOR else agreed.none()
