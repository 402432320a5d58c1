"""Take in a complaint about a decided grant, reconsider it, and send it on (retssikkerhedsloven sections 66 and 67)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import commands as cases
from parloeb.domain.cases import firsts, moving
from parloeb.domain.cases.models import Case
from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.correspondence import phrasing
from parloeb.domain.correspondence import queries as letter_queries
from parloeb.domain.correspondence.models import Letter, LetterKind
from parloeb.domain.correspondence.rules import letters
from parloeb.domain.grants import closing, deadlines
from parloeb.domain.grants.commands import Sending
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.lists import DECIDED_ANEW, Outcome, Way
from parloeb.domain.grants.models import Complaint, Grant
from parloeb.domain.grants.procedure import access, heading, postponed, wording
from parloeb.domain.grants.procedure import said as words
from parloeb.domain.grants.procedure.commands import anew, postponing
from parloeb.domain.grants.procedure.commands.postponing import NewDay
from parloeb.domain.grants.states import COMPLAINING, COMPLAINT_MOVES, ComplaintState
from parloeb.domain.people.acting import Actor
from parloeb.kernel import errors, local, states


@dataclass(frozen=True)
class Received:
    """What the complaint says, how it came in, and on which day."""

    text: str
    way: Way
    received_on: date


@dataclass(frozen=True)
class Answer:
    """What Ankestyrelsen decided, on which day, what was said about it, and what a new decision then does."""

    outcome: Outcome
    outcome_on: date
    outcome_text: str = ""
    kind: Kind | None = None


@dataclass(frozen=True)
class Withdrawal:
    """How the citizen said that the complaint is withdrawn, and on which day."""

    way: Way
    withdrawn_on: date


@transaction.atomic
def receive(grant: Grant, received: Received, *, sending: Sending, by: Actor, at: datetime, on: date) -> Complaint:
    """Take in a complaint, by the citizen on the own page or written down, and confirm it by letter.

    One that came after the last day is marked, and waits for the leader.
    """
    access.require_complain(by, grant, on=on)
    case = cases.hold(grant.case)
    _refuse_wrong(grant, received, by=by, on=on)
    last_day, facts = _last_day(grant), _confirming(grant, case, received, sending=sending, by=by, on=on)
    letter = correspondence.write_letter(case, kind=LetterKind.COMPLAINT, facts=facts, keys=sending.keys, by=by, at=at)
    complaint = Complaint(
        grant=grant,
        state=ComplaintState.LATE if deadlines.is_late(received.received_on, last_day) else ComplaintState.RECEIVED,
        text=received.text.strip(),
        way=received.way,
        received_on=received.received_on,
        received_at=at,
        received_by_id=by.person_id,
        last_day=last_day,
        reconsider_by=deadlines.reconsider_by(received.received_on),
        confirmation=letter,
    )
    with firsts.first_wins():
        complaint.save(force_insert=True)
    _record("complaint.received", complaint, by=by, at=at)
    return complaint


@transaction.atomic
def preview_confirmation(grant: Grant, received: Received, *, sending: Sending, by: Actor, on: date) -> letters.Letter:
    """The letter that would confirm the complaint; nothing is kept. Raises RefusedError as `receive` does."""
    access.require_complain(by, grant, on=on)
    case = cases.hold(grant.case)
    _refuse_wrong(grant, received, by=by, on=on)
    return _worded(_confirming(grant, case, received, sending=sending, by=by, on=on), case)


@transaction.atomic
def explain(complaint: Complaint, new: NewDay, *, sending: Sending, by: Actor, at: datetime, on: date) -> None:
    """Tell the citizen that the reconsideration takes longer, why, and when the answer comes."""
    former, case = _require_explain(complaint, new, by=by, on=on), complaint.grant.case  # before a letter is written
    closing.call_back(complaint, by=by, at=at)
    facts = _explaining(complaint, new, former=former, sending=sending, by=by, on=on)
    letter = postponing.write(case, facts, new, sending=sending, by=by, at=at)
    _move(complaint, "explain", expected={"expected_on": complaint.expected_on}, expected_on=new.day)
    postponing.keep(complaint, new, former=former, letter=letter, by=by, at=at)
    _record("complaint.explained", complaint, by=by, at=at)


def preview_explained(complaint: Complaint, new: NewDay, *, sending: Sending, by: Actor, on: date) -> letters.Letter:
    """The letter on the later answer as `explain` would write it now; nothing is kept, and what waits still waits."""
    former = _require_explain(complaint, new, by=by, on=on)
    facts = _explaining(complaint, new, former=former, sending=sending, by=by, on=on)
    return postponing.worded(facts, complaint.grant.case)


@transaction.atomic
def accept(complaint: Complaint, *, reason: str, by: Actor, at: datetime, on: date) -> None:
    """The leader takes up a complaint that came too late, for a special reason."""
    access.require_of_complaint(by, "accept", complaint, on=on)
    _refuse_blank(reason, "Skriv den særlige grund.", field="reason")
    _move(complaint, "accept", accepted_reason=reason.strip(), accepted_at=at, accepted_by_id=by.user_id)
    _record("complaint.accepted", complaint, by=by, at=at)


@transaction.atomic
def maintain(complaint: Complaint, *, reasons: str, sending: Sending, by: Actor, at: datetime, on: date) -> None:
    """The decision stands: the citizen is told why, and the complaint is to be sent on."""
    access.require_of_complaint(by, "maintain", complaint, on=on)
    case, facts = complaint.grant.case, _maintaining(complaint, reasons, sending=sending, by=by, on=on)
    letter = correspondence.write_letter(case, kind=LetterKind.COMPLAINT, facts=facts, keys=sending.keys, by=by, at=at)
    _move(complaint, "maintain", letter=letter, **_reconsidered(reasons, by=by, at=at))
    closing.call_back(complaint, by=by, at=at)
    _record("complaint.maintained", complaint, by=by, at=at)


def preview_maintained(complaint: Complaint, *, reasons: str, sending: Sending, by: Actor, on: date) -> letters.Letter:
    """The letter that would say that the decision stands; nothing is kept. Raises RefusedError as `maintain` does."""
    access.require_of_complaint(by, "maintain", complaint, on=on)
    states.move(COMPLAINT_MOVES, ComplaintState(complaint.state), "maintain")
    return _worded(_maintaining(complaint, reasons, sending=sending, by=by, on=on), complaint.grant.case)


@transaction.atomic
def change(complaint: Complaint, *, reasons: str, by: Actor, at: datetime, on: date, kind: Kind | None = None) -> Grant:
    """The complaint is right: the matter is decided anew in a draft of its own; the old decision stays as it was.

    `kind` is what the draft does to the decision, one of `anew.kinds`; None where there is one alone.
    """
    access.require_of_complaint(by, "change", complaint, on=on)
    _refuse_blank(reasons, "Skriv, hvorfor sagen skal afgøres på ny.", field="reasons")
    states.move(COMPLAINT_MOVES, ComplaintState(complaint.state), "change")  # before anything is opened again
    draft = anew.begin(complaint, kind, by=by, at=at, on=on)
    _move(complaint, "change", new_grant=draft, **_reconsidered(reasons, by=by, at=at))
    _record("complaint.changed", complaint, by=by, at=at)
    return draft


@transaction.atomic
def send_on(complaint: Complaint, *, sent_on: date, by: Actor, at: datetime, on: date) -> None:
    """Note that the complaint and the case went to Ankestyrelsen."""
    access.require_of_complaint(by, "send_on", complaint, on=on)
    reconsidered = local.local_day(complaint.reconsidered_at) if complaint.reconsidered_at else complaint.received_on
    words.refuse_day(sent_on, first=reconsidered, on=on, field="sent_on")
    _move(complaint, "send_on", sent_on=sent_on, sent_at=at)
    _record("complaint.sent_on", complaint, by=by, at=at)


@transaction.atomic
def note_answer(complaint: Complaint, answer: Answer, *, by: Actor, at: datetime, on: date) -> None:
    """Note what Ankestyrelsen decided; what it altered or sent back is decided anew in a draft."""
    access.require_of_complaint(by, "note_answer", complaint, on=on)
    if complaint.sent_on:
        words.refuse_day(answer.outcome_on, first=complaint.sent_on, on=on, field="outcome_on")
    is_anew = answer.outcome in DECIDED_ANEW and complaint.state == ComplaintState.SENT_ON
    _move(
        complaint,
        "note_answer",
        outcome=answer.outcome,
        outcome_on=answer.outcome_on,
        outcome_text=answer.outcome_text.strip(),
        answered_at=at,
        new_grant=anew.begin(complaint, answer.kind, by=by, at=at, on=on) if is_anew else None,
    )
    _record("complaint.answered", complaint, by=by, at=at)


@transaction.atomic
def withdraw(complaint: Complaint, said: Withdrawal, *, sending: Sending, by: Actor, at: datetime, on: date) -> None:
    """The citizen withdraws the complaint, on the own page or as it is written down; it may be brought again.

    Who was told by letter that it came in is told by letter that it is gone; what has not left never leaves.
    """
    access.require_of_complaint(by, "withdraw", complaint, on=on)
    words.refuse_way(said.way, "Vælg, hvordan klagen blev trukket tilbage.", by=by)
    words.refuse_day(said.withdrawn_on, first=complaint.received_on, on=on, field="withdrawn_on")
    states.move(COMPLAINT_MOVES, ComplaintState(complaint.state), "withdraw")  # before a letter is written or stopped
    _move(
        complaint,
        "withdraw",
        withdrawn_on=said.withdrawn_on,
        withdrawn_way=said.way,
        withdrawn_at=at,
        withdrawn_by_id=by.person_id,
        withdrawal=_withdrawal(complaint, said, sending=sending, by=by, at=at, on=on),
    )
    closing.call_back(complaint, by=by, at=at)
    _record("complaint.withdrawn", complaint, by=by, at=at)


def _withdrawal(
    complaint: Complaint, said: Withdrawal, *, sending: Sending, by: Actor, at: datetime, on: date
) -> Letter | None:
    """Stop what has not left, and write that the complaint is gone to who was told of it."""
    case = complaint.grant.case
    told = [
        correspondence.stop(letter, by=by, at=at) for letter in (complaint.confirmation, complaint.letter) if letter
    ]
    if all(told):
        return None
    last_day = complaint.last_day if complaint.last_day and complaint.last_day >= on else None
    facts = wording.withdrawn(
        heading.of(case, sending=sending, by=by, on=on), withdrawn_on=said.withdrawn_on, last_day=last_day
    )
    return correspondence.write_letter(case, kind=LetterKind.COMPLAINT, facts=facts, keys=sending.keys, by=by, at=at)


def _confirming(
    grant: Grant, case: Case, received: Received, *, sending: Sending, by: Actor, on: date
) -> letters.Letter:
    if Complaint.objects.filter(grant=grant, state__in=COMPLAINING).exists():
        raise errors.RefusedError("Der er allerede klaget over afgørelsen, og klagen er ikke færdig.")
    return wording.confirmation(
        heading.of(case, sending=sending, by=by, on=on),
        received_on=received.received_on,
        reconsider_by=deadlines.reconsider_by(received.received_on),
        is_late=deadlines.is_late(received.received_on, _last_day(grant)),
    )


def _last_day(grant: Grant) -> date | None:
    """Until when one could complain, by the letter that left."""
    return letter_queries.complaint_runs_until(grant.letter.uuid) if grant.letter else None


def _require_explain(complaint: Complaint, new: NewDay, *, by: Actor, on: date) -> date:
    """The day that holds now; RefusedError where it is not put off to the new one."""
    access.require_of_complaint(by, "explain", complaint, on=on)
    former = complaint.expected_on or complaint.reconsider_by
    postponing.refuse_wrong(new, former=former, on=on)
    states.move(COMPLAINT_MOVES, ComplaintState(complaint.state), "explain")
    return former


def _explaining(
    complaint: Complaint, new: NewDay, *, former: date, sending: Sending, by: Actor, on: date
) -> letters.Letter:
    head = heading.of(complaint.grant.case, sending=sending, by=by, on=on)
    told = closing.told_day(complaint, first=former)
    return postponed.reconsideration(head, former=told, new_day=new.day, reason=new.reason)


def _maintaining(complaint: Complaint, reasons: str, *, sending: Sending, by: Actor, on: date) -> letters.Letter:
    _refuse_blank(reasons, "Skriv, hvorfor afgørelsen fastholdes.", field="reasons")
    return wording.maintained(heading.of(complaint.grant.case, sending=sending, by=by, on=on), reasons=reasons)


def _worded(letter: letters.Letter, case: Case) -> letters.Letter:
    return phrasing.in_own_words(letter, jobcentre=case.jobcentre_id, kind=LetterKind.COMPLAINT)


def _reconsidered(reasons: str, *, by: Actor, at: datetime) -> dict[str, Any]:
    return {"reasons": reasons.strip(), "reconsidered_at": at, "reconsidered_by_id": by.user_id}


def _move(complaint: Complaint, act: str, **facts: Any) -> None:
    grant = complaint.grant
    moving.move(complaint, COMPLAINT_MOVES, act, **facts)
    complaint.grant = grant  # a complaint never changes its grant, so grant, case and citizen need not be read again


def _refuse_wrong(grant: Grant, received: Received, *, by: Actor, on: date) -> None:
    _refuse_blank(received.text, "Skriv, hvad der klages over.", field="text")
    words.refuse_way(received.way, "Vælg, hvordan klagen kom.", by=by)
    if grant.decided_at:
        words.refuse_day(received.received_on, first=local.local_day(grant.decided_at), on=on, field="received_on")


def _refuse_blank(text: str, sentence: str, *, field: str) -> None:
    if not text.strip():
        raise errors.RefusedError(sentence, field=field)


def _record(name: str, complaint: Complaint, *, by: Actor, at: datetime) -> None:
    audit.record(name, complaint, by=by, at=at, citizens=[complaint.grant.case.citizen.uuid])
