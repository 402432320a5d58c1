"""Who acts for the citizen of a case, registered and ended by those whose case it is."""

from datetime import date, datetime

from django.db import transaction

from parloeb.domain.cases import access
from parloeb.domain.cases.models import Case
from parloeb.domain.people import representing, sealing
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Representative


@transaction.atomic
def register(
    case: Case, typed: representing.Typed, *, keys: sealing.Keyring, by: Actor, at: datetime, on: date
) -> Representative:
    """Register who acts for the citizen of an own case (people.representing.register)."""
    access.require_reach(by, case, on=on)
    return representing.register(case.citizen, typed, keys=keys, by=by, at=at)


@transaction.atomic
def end(case: Case, found: Representative, *, by: Actor, at: datetime, on: date) -> None:
    """Let today be the last day of somebody who acts for the citizen of an own case."""
    access.require_reach(by, case, on=on)
    representing.end(found, last_day=on, by=by, at=at)


@transaction.atomic
def correct(
    case: Case,
    found: Representative,
    typed: representing.Corrected,
    *,
    version: int,
    keys: sealing.Keyring,
    by: Actor,
    at: datetime,
    on: date,
) -> None:
    """Correct somebody who acts for the citizen of an own case (people.representing.correct)."""
    access.require_reach(by, case, on=on)
    representing.correct(found, typed, version=version, keys=keys, by=by, at=at)


@transaction.atomic
def withdraw(case: Case, found: Representative, *, by: Actor, at: datetime, on: date) -> None:
    """Take back who was registered in an own case by mistake, or is not to begin (people.representing.withdraw)."""
    access.require_reach(by, case, on=on)
    representing.withdraw(found, by=by, at=at, on=on)
