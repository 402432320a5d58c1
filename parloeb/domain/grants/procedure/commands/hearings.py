"""Hear the citizen on facts before a grant is decided (forvaltningsloven section 19)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import commands as cases
from parloeb.domain.cases import firsts, moving
from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.correspondence import phrasing
from parloeb.domain.correspondence import queries as letter_queries
from parloeb.domain.correspondence.models import LetterKind
from parloeb.domain.correspondence.rules import letters
from parloeb.domain.correspondence.states import LetterState
from parloeb.domain.grants import access as grant_access
from parloeb.domain.grants import closing, deadlines
from parloeb.domain.grants.commands import Sending
from parloeb.domain.grants.lists import Way
from parloeb.domain.grants.models import Grant, Hearing
from parloeb.domain.grants.procedure import access, heading, postponed, wording
from parloeb.domain.grants.procedure import said as words
from parloeb.domain.grants.procedure.commands import postponing
from parloeb.domain.grants.procedure.commands.postponing import NewDay
from parloeb.domain.grants.states import HEARING_MOVES, OPEN, HearingState
from parloeb.domain.people.acting import Actor
from parloeb.kernel import days, errors, states

_IS_DECIDED = "Bevillingen er afgjort, så der kan ikke høres mere. Er du uenig, kan du klage."


@dataclass(frozen=True)
class Answer:
    """What the citizen said, how it came in, and on which day."""

    text: str
    way: Way
    answered_on: date


@transaction.atomic
def open_hearing(
    grant: Grant, *, facts: str, answer_by: date, sending: Sending, by: Actor, at: datetime, on: date
) -> Hearing:
    """Put facts to the citizen by letter, with a last day to answer. One hearing at a time."""
    held = _held(grant)
    letter = correspondence.write_letter(
        held.case,
        kind=LetterKind.HEARING,
        facts=_facts(held, facts=facts, answer_by=answer_by, sending=sending, by=by, on=on),
        keys=sending.keys,
        by=by,
        at=at,
        leaves_before=answer_by,
    )
    hearing = Hearing(
        grant=held,
        facts=facts.strip(),
        answer_by=answer_by,
        letter=letter,
        opened_on=on,
        opened_at=at,
        opened_by_id=by.person_id,
    )
    with firsts.first_wins():
        hearing.save(force_insert=True)
    _record("hearing.opened", hearing, by=by, at=at)
    return hearing


@transaction.atomic
def preview(grant: Grant, *, facts: str, answer_by: date, sending: Sending, by: Actor, on: date) -> letters.Letter:
    """The letter as it would be written now; nothing is kept. Raises RefusedError as `open_hearing` does."""
    held = _held(grant)
    letter = _facts(held, facts=facts, answer_by=answer_by, sending=sending, by=by, on=on)
    return phrasing.in_own_words(letter, jobcentre=held.case.jobcentre_id, kind=LetterKind.HEARING)


@transaction.atomic
def answer(hearing: Hearing, said: Answer, *, by: Actor, at: datetime, on: date) -> None:
    """Keep the citizen's answer: written on the own page, or written down by the authority with way and day.

    One that comes after the last day counts as long as nothing is decided.
    """
    hearing.grant = _held(hearing.grant)
    access.require_of_hearing(by, "answer", hearing, on=on)
    words.refuse_way(said.way, "Vælg, hvordan borgeren har svaret.", by=by)
    if not said.text.strip():
        raise errors.RefusedError("Skriv svaret.", field="text")
    words.refuse_day(said.answered_on, first=hearing.opened_on, on=on, field="answered_on")
    moving.move(
        hearing,
        HEARING_MOVES,
        "answer",
        answer=said.text.strip(),
        answer_way=said.way,
        answered_on=said.answered_on,
        written_at=at,
        written_by_id=by.person_id,
    )
    closing.call_back(hearing, by=by, at=at)
    _record("hearing.answered", hearing, by=by, at=at)


@transaction.atomic
def prolong(hearing: Hearing, new: NewDay, *, sending: Sending, by: Actor, at: datetime, on: date) -> None:
    """Give the citizen longer to answer, who asked for it or needs it; never shorter than was said.

    A letter that has not left is written anew with the new day; who got one gets another that names it, in place of one
    about an earlier day that has not left.
    """
    former = _require_prolong(hearing, new, by=by, on=on)  # before a letter is written or stopped
    case = hearing.grant.case
    is_told = not correspondence.stop(hearing.letter, by=by, at=at)
    closing.call_back(hearing, by=by, at=at)
    kind, facts = _prolonging(hearing, new, is_told=is_told, sending=sending, by=by, on=on)
    letter = correspondence.write_letter(
        case, kind=kind, facts=facts, keys=sending.keys, by=by, at=at, leaves_before=new.day
    )
    letters = {} if is_told else {"letter": letter}
    moving.move(hearing, HEARING_MOVES, "prolong", expected={"answer_by": former}, answer_by=new.day, **letters)
    postponing.keep(hearing, new, former=former, letter=letter, by=by, at=at)
    _record("hearing.prolonged", hearing, by=by, at=at)


@transaction.atomic
def preview_prolonged(hearing: Hearing, new: NewDay, *, sending: Sending, by: Actor, on: date) -> letters.Letter:
    """The letter with the new day as `prolong` would write it now; nothing is kept, and what waits still waits."""
    _require_prolong(hearing, new, by=by, on=on)
    is_told = letter_queries.newest(hearing.letter).state == LetterState.SENT
    kind, facts = _prolonging(hearing, new, is_told=is_told, sending=sending, by=by, on=on)
    return phrasing.in_own_words(facts, jobcentre=hearing.grant.case.jobcentre_id, kind=kind)


@transaction.atomic
def close(hearing: Hearing, *, by: Actor, at: datetime, on: date) -> None:
    """Note that no answer came, once the last day has passed."""
    hearing.grant = _held(hearing.grant)
    access.require_of_hearing(by, "close", hearing, on=on)
    if why_not := why_not_close(hearing, on=on):
        raise errors.RefusedError(why_not)
    moving.move(hearing, HEARING_MOVES, "close", closed_at=at)
    closing.call_back(hearing, by=by, at=at)
    _record("hearing.closed", hearing, by=by, at=at)


def why_not_close(hearing: Hearing, *, on: date) -> str:
    """Why it cannot be noted yet that no answer came; empty where it can."""
    asked = closing.asked(hearing)
    if not asked.is_sent:
        return "Brevet er ikke sendt, så fristen er ikke begyndt."
    if deadlines.is_over(asked, on=on):
        return ""
    return f"Borgeren kan svare til og med {days.text(hearing.answer_by)}."


@transaction.atomic
def withdraw(hearing: Hearing, *, by: Actor, at: datetime, on: date) -> None:
    """Call a hearing back that is not needed or was wrong; its letters do not leave if they have not yet."""
    hearing.grant = _held(hearing.grant)
    access.require_of_hearing(by, "withdraw", hearing, on=on)
    moving.move(hearing, HEARING_MOVES, "withdraw", closed_at=at)
    correspondence.cancel(hearing.letter, by=by, at=at)
    closing.call_back(hearing, by=by, at=at)
    _record("hearing.withdrawn", hearing, by=by, at=at)


def _require_prolong(hearing: Hearing, new: NewDay, *, by: Actor, on: date) -> date:
    """The last day that holds now; RefusedError where it is not put off to the new one."""
    hearing.grant = _held(hearing.grant)
    access.require_of_hearing(by, "prolong", hearing, on=on)
    postponing.refuse_wrong(new, former=hearing.answer_by, on=on)
    states.move(HEARING_MOVES, HearingState(hearing.state), "prolong")
    return hearing.answer_by


def _prolonging(
    hearing: Hearing, new: NewDay, *, is_told: bool, sending: Sending, by: Actor, on: date
) -> tuple[LetterKind, letters.Letter]:
    """The letter that says the new day: another one to who got the first, else the first anew."""
    head = heading.of(hearing.grant.case, sending=sending, by=by, on=on)
    if not is_told:
        return LetterKind.HEARING, _worded(hearing.grant, head, facts=hearing.facts, answer_by=new.day)
    told = closing.told_day(hearing, first=hearing.answer_by)
    facts = postponed.hearing(head, former=told, new_day=new.day, reason=new.reason)
    return LetterKind.POSTPONED, facts


def _facts(held: Grant, *, facts: str, answer_by: date, sending: Sending, by: Actor, on: date) -> letters.Letter:
    grant_access.require(by, "hear", held, on=on)
    if not facts.strip():
        raise errors.RefusedError("Skriv, hvilke oplysninger borgeren skal høres om.", field="facts")
    if answer_by <= on:
        raise errors.RefusedError("Borgeren skal have tid til at svare. Vælg en senere dag.", field="answer_by")
    days.refuse_strange(answer_by, on=on, ahead=1, field="answer_by")
    if Hearing.objects.filter(grant=held, state=HearingState.OPEN).exists():
        raise errors.RefusedError("Borgeren er allerede ved at blive hørt om denne bevilling.")
    head = heading.of(held.case, sending=sending, by=by, on=on)
    return _worded(held, head, facts=facts, answer_by=answer_by)


def _worded(grant: Grant, head: wording.Head, *, facts: str, answer_by: date) -> letters.Letter:
    is_of_standing = grant.modifies_id is not None
    return wording.hearing(head, facts=facts, answer_by=answer_by, is_of_standing=is_of_standing)


def _held(grant: Grant) -> Grant:
    """The grant as it is now, its case held: an answer and a decision at once come one after the other."""
    case = cases.hold(grant.case)
    held = Grant.objects.select_related("referral").get(pk=grant.pk)
    held.case = case
    if held.state not in OPEN:
        raise errors.RefusedError(_IS_DECIDED)
    return held


def _record(name: str, hearing: Hearing, *, by: Actor, at: datetime) -> None:
    audit.record(name, hearing, by=by, at=at, citizens=[hearing.grant.case.citizen.uuid])
