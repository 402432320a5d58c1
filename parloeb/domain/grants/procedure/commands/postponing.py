"""Put off a last day of the procedure, and keep why and by which letter it was told."""

from dataclasses import dataclass
from datetime import date, datetime

from parloeb.domain.cases.models import Case
from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.correspondence import phrasing
from parloeb.domain.correspondence.models import Letter, LetterKind
from parloeb.domain.correspondence.rules import letters
from parloeb.domain.grants.commands import Sending
from parloeb.domain.grants.models import Complaint, Hearing, Postponement, Request
from parloeb.domain.people.acting import Actor
from parloeb.kernel import days, errors


@dataclass(frozen=True)
class NewDay:
    """The new last day and why; `is_asked_for`: by the citizen."""

    day: date
    reason: str
    is_asked_for: bool = False


def refuse_wrong(new: NewDay, *, former: date, on: date) -> None:
    """Refuse a day that is not later than the former and than today, or one without a reason, at the field."""
    if new.day <= former:
        raise errors.RefusedError(f"Den nye dag skal ligge efter {days.text(former)}, som gælder nu.", field="day")
    if new.day <= on:
        raise errors.RefusedError("Vælg en dag efter i dag.", field="day")
    days.refuse_strange(new.day, on=on, ahead=1, field="day")
    if not new.reason.strip():
        raise errors.RefusedError("Skriv, hvorfor fristen flyttes.", field="reason")


def write(case: Case, facts: letters.Letter, new: NewDay, *, sending: Sending, by: Actor, at: datetime) -> Letter:
    """The letter that tells of the new day; it must have left before it."""
    return correspondence.write_letter(
        case, kind=LetterKind.POSTPONED, facts=facts, keys=sending.keys, by=by, at=at, leaves_before=new.day
    )


def worded(facts: letters.Letter, case: Case) -> letters.Letter:
    """The letter that tells of the new day, read before it is written: in the jobcentre's own words."""
    return phrasing.in_own_words(facts, jobcentre=case.jobcentre_id, kind=LetterKind.POSTPONED)


def keep(
    of: Hearing | Complaint | Request, new: NewDay, *, former: date, letter: Letter, by: Actor, at: datetime
) -> None:
    """Keep what was put off beside the record that it is of."""
    kept = Postponement(
        hearing=of if isinstance(of, Hearing) else None,
        complaint=of if isinstance(of, Complaint) else None,
        request=of if isinstance(of, Request) else None,
        is_asked_for=new.is_asked_for,
        reason=new.reason.strip(),
        former_day=former,
        new_day=new.day,
        letter=letter,
        made_at=at,
        made_by_id=by.person_id,
    )
    kept.save(force_insert=True)
