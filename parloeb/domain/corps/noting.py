"""End and withdraw what was noted in a register: the two ways to correct it, since nothing is rewritten."""

from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from parloeb.domain.audit import commands as audit
from parloeb.domain.corps import rules
from parloeb.domain.corps.models.noted import Lasting, Noted
from parloeb.domain.people.acting import Actor
from parloeb.kernel import cpr, days, errors

_YEARS = 30


def refuse_unclear_days(first_day: date, last_day: date | None, *, on: date) -> None:
    """Refuse days in the wrong order, or so far away that the year is most likely mistyped. Raises RefusedError."""
    if last_day is not None and last_day < first_day:
        raise errors.RefusedError("Den sidste dag ligger før den første.", field="last_day")
    days.refuse_strange(first_day, on=on, back=_YEARS, ahead=5, field="first_day")
    if last_day is not None:
        days.refuse_strange(last_day, on=on, back=_YEARS, ahead=_YEARS, field="last_day")


def without_number(text: str, *, field: str) -> str:
    """The text without blanks around it; RefusedError at the field for one that holds a CPR number."""
    if cpr.stands_in(text):
        raise errors.RefusedError("Der står noget, der ligner et CPR-nummer. Slet det.", field=field)
    return text.strip()


def end(record: Lasting, *, ended_on: date, act: str, by: Actor, at: datetime) -> None:
    """Let it hold no longer than a day, which must be one of its own. Raises RefusedError, OvertakenError."""
    if record.withdrawn_at is not None or record.ended_on is not None:
        raise errors.IllegalMoveError
    if ended_on < record.first_day:
        raise errors.RefusedError(
            f"Det gælder først fra {days.text(record.first_day)}. Træk det tilbage, hvis det er noteret ved en fejl.",
            field="ended_on",
        )
    if record.last_day is not None and ended_on >= record.last_day:
        raise errors.RefusedError(f"Det slutter allerede {days.text(record.last_day)}.", field="ended_on")
    if not _standing(record, ended_on=None).update(ended_on=ended_on, ended_at=at, ended_by_id=by.user_id):
        raise errors.OvertakenError
    record.ended_on = ended_on
    audit.record(act, record, by=by, at=at)


def withdraw(record: Noted, *, reason: str, act: str, by: Actor, at: datetime) -> None:
    """Take back what was noted by mistake: it holds on no day and stays to be read. RefusedError, OvertakenError."""
    if record.withdrawn_at is not None:
        raise errors.IllegalMoveError
    because = without_number(reason, field="reason")[: rules.REASON_LENGTH]
    if not because:
        raise errors.RefusedError("Skriv, hvorfor det trækkes tilbage.", field="reason")
    if not _standing(record).update(withdrawn_at=at, withdrawn_by_id=by.user_id, withdrawn_because=because):
        raise errors.OvertakenError
    record.withdrawn_at, record.withdrawn_because = at, because
    audit.record(act, record, by=by, at=at)


def _standing(record: Any, **as_read: Any) -> QuerySet[Any]:
    """The row, unless somebody corrected it since it was read."""
    found: QuerySet[Any] = type(record).objects.filter(pk=record.pk, withdrawn_at=None, **as_read)
    return found
