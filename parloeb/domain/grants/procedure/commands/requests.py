"""Write down what a citizen asks for with a day by which it is answered, and the answer."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import moving
from parloeb.domain.cases.models import Case
from parloeb.domain.correspondence.rules import letters
from parloeb.domain.grants import closing, deadlines
from parloeb.domain.grants.commands import Sending
from parloeb.domain.grants.lists import RequestKind, Way
from parloeb.domain.grants.models import Request
from parloeb.domain.grants.procedure import access, heading, postponed, said
from parloeb.domain.grants.procedure.commands import postponing
from parloeb.domain.grants.procedure.commands.postponing import NewDay
from parloeb.domain.grants.states import REQUEST_MOVES, RequestState
from parloeb.domain.people.acting import Actor
from parloeb.kernel import days, errors, states


@dataclass(frozen=True)
class Asked:
    """What was asked for, how and when; `decided_on` is the day of the oral decision whose reasons are asked for."""

    kind: RequestKind
    what: str
    way: Way
    asked_on: date
    decided_on: date | None = None


@transaction.atomic
def register(case: Case, asked: Asked, *, by: Actor, at: datetime, on: date) -> Request:
    """Keep a request, made on the own page or written down; the law says by when it is answered."""
    access.require_ask(by, case, on=on)
    _refuse_wrong(asked, by=by, on=on)
    request = Request(
        case=case,
        kind=asked.kind,
        what=asked.what.strip(),
        way=asked.way,
        decided_on=asked.decided_on,
        asked_on=asked.asked_on,
        answer_by=deadlines.answer_request_by(asked.kind, asked.asked_on),
        written_at=at,
        written_by_id=by.person_id,
    )
    request.save(force_insert=True)
    _record("request.registered", request, by=by, at=at)
    return request


@transaction.atomic
def answer(request: Request, *, text: str, answered_on: date, by: Actor, at: datetime, on: date) -> None:
    """Note that it was answered, with the day and a few words."""
    access.require_note(by, request.case, on=on)
    if not text.strip():
        raise errors.RefusedError("Skriv kort, hvad der er svaret.", field="text")
    said.refuse_day(answered_on, first=request.asked_on, on=on, field="answered_on")
    moving.move(
        request,
        REQUEST_MOVES,
        "answer",
        answer=text.strip(),
        answered_on=answered_on,
        answered_at=at,
        answered_by_id=by.person_id,
    )
    closing.call_back(request, by=by, at=at)
    _record("request.answered", request, by=by, at=at)


@transaction.atomic
def explain(request: Request, new: NewDay, *, sending: Sending, by: Actor, at: datetime, on: date) -> None:
    """Tell the citizen that the answer takes longer, why, and when it comes."""
    former = _require_explain(request, new, by=by, on=on)  # before a letter is written
    closing.call_back(request, by=by, at=at)
    facts = _explaining(request, new, former=former, sending=sending, by=by, on=on)
    letter = postponing.write(request.case, facts, new, sending=sending, by=by, at=at)
    expected = {"expected_on": request.expected_on}
    moving.move(request, REQUEST_MOVES, "explain", expected=expected, expected_on=new.day)
    postponing.keep(request, new, former=former, letter=letter, by=by, at=at)
    _record("request.explained", request, by=by, at=at)


def preview_explained(request: Request, new: NewDay, *, sending: Sending, by: Actor, on: date) -> letters.Letter:
    """The letter on the later answer as `explain` would write it now; nothing is kept, and what waits still waits."""
    former = _require_explain(request, new, by=by, on=on)
    return postponing.worded(_explaining(request, new, former=former, sending=sending, by=by, on=on), request.case)


def _require_explain(request: Request, new: NewDay, *, by: Actor, on: date) -> date:
    """The day that holds now; RefusedError where it is not put off to the new one."""
    access.require_note(by, request.case, on=on)
    former = request.expected_on or request.answer_by
    postponing.refuse_wrong(new, former=former, on=on)
    states.move(REQUEST_MOVES, RequestState(request.state), "explain")
    return former


def _explaining(
    request: Request, new: NewDay, *, former: date, sending: Sending, by: Actor, on: date
) -> letters.Letter:
    head = heading.of(request.case, sending=sending, by=by, on=on)
    told = closing.told_day(request, first=former)
    return postponed.request(head, kind=RequestKind(request.kind), former=told, new_day=new.day, reason=new.reason)


def _refuse_wrong(asked: Asked, *, by: Actor, on: date) -> None:
    if not asked.what.strip():
        raise errors.RefusedError("Skriv, hvad borgeren beder om.", field="what")
    said.refuse_way(asked.way, "Vælg, hvordan borgeren har bedt om det.", by=by)
    if asked.asked_on > on:
        raise errors.RefusedError("Dagen ligger i fremtiden.", field="asked_on")
    if (asked.kind is RequestKind.REASONS) != (asked.decided_on is not None):
        sentence = "Skriv dagen for den mundtlige afgørelse, når der bedes om en begrundelse, og ellers ikke."
        raise errors.RefusedError(sentence, field="decided_on")
    if asked.decided_on:
        # On the own page nobody types the day of asking: it is today.
        field = "decided_on" if asked.way is Way.PAGE else "asked_on"
        _refuse_late(asked.decided_on, asked.asked_on, field=field)


def _refuse_late(decided_on: date, asked_on: date, *, field: str) -> None:
    """Reasons are asked for from the day of the decision to fourteen days after (forvaltningsloven section 23)."""
    last_day = deadlines.ask_reasons_by(decided_on)
    if asked_on < decided_on:
        raise errors.RefusedError("Afgørelsen ligger efter den dag, borgeren bad om det.", field="decided_on")
    if asked_on > last_day:
        could = "Du kunne" if field == "decided_on" else "Borgeren kunne"  # who reads it: the citizen, or the authority
        sentence = f"{could} bede om en begrundelse til og med den {days.text(last_day)} (forvaltningsloven § 23)."
        raise errors.RefusedError(sentence, field=field)


def _record(name: str, request: Request, *, by: Actor, at: datetime) -> None:
    audit.record(name, request, by=by, at=at, citizens=[request.case.citizen.uuid])
