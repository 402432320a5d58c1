"""Write letters, and let them and their notices leave through the outbox."""

import dataclasses
from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial

from django.db import connection, transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import commands as cases
from parloeb.domain.cases.models import Case
from parloeb.domain.correspondence import access, copying, leaving, outbox, phrasing, queries
from parloeb.domain.correspondence.models import Channel, Letter, LetterKind, OutboxItem
from parloeb.domain.correspondence.rules import letters, pdf, stored
from parloeb.domain.correspondence.states import LETTER_MOVES, ItemState, LetterState
from parloeb.domain.law import rules as law
from parloeb.domain.people import representing, sealing
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Representative
from parloeb.kernel import errors, local, states

POST_LEAVES = time(16)  # the hour that is kept of a letter whose posting is noted later
OTHER_DAY = "Brevet er dateret en anden dag. Skriv det om med dagens dato, og print det nye brev."

# Sends one mail: address, subject, body, and a key that a receiver can tell doubles by.
Send = Callable[[str, str, str, str], None]


@transaction.atomic
def write_letter(
    case: Case,
    *,
    kind: LetterKind,
    facts: letters.Letter,
    keys: sealing.Keyring,
    by: Actor,
    at: datetime,
    leaves_before: date | None = None,
) -> Letter:
    """Number a letter, keep it, and put it in the outbox. Number and the municipality's own words are filled in here.

    A citizen with an e-mail address who can log in is told that there is news; any other gets the letter on paper. Who
    acts for the citizen on the letter's day, and receives letters of its kind, gets one too. `leaves_before`: the day
    that it names, when it would come too late.
    """
    write = partial(_write, case, kind=kind, by=by, at=at, leaves_before=leaves_before)
    letter = write(facts=facts)
    for one in representing.acting_for(case.citizen, case=case.uuid, on=facts.dated_on):
        if copying.receives(one, kind):
            write(facts=copying.copy_of(facts, to=one, keys=keys), copy_of=letter, representative=one)
    return letter


def _write(
    case: Case,
    *,
    kind: LetterKind,
    facts: letters.Letter,
    by: Actor,
    at: datetime,
    leaves_before: date | None,
    copy_of: Letter | None = None,
    representative: Representative | None = None,
    instead_of: OutboxItem | None = None,
) -> Letter:
    """Write one letter, to the citizen or as a copy. `instead_of`: what was to leave with the one that it replaces."""
    worded = phrasing.in_own_words(facts, jobcentre=case.jobcentre_id, kind=kind)
    numbered = dataclasses.replace(worded, letter_number=_next_number(facts.dated_on))
    letter = Letter(
        case=case,
        citizen=case.citizen,
        number=numbered.letter_number,
        kind=kind,
        subject=numbered.subject,
        facts=stored.to_facts_json(numbered),
        pdf=pdf.to_pdf(numbered),
        dated_on=numbered.dated_on,
        complaint_last_day=numbered.complaint.last_day if numbered.complaint else None,
        leaves_before=leaves_before,
        written_at=at,
        written_by_id=by.user_id,
        copy_of=copy_of,
        representative=representative,
        address_version=representative.address_version if representative else 1,
        replaces=instead_of.letter if instead_of else None,
    )
    letter.save(force_insert=True)
    outbox.put(letter, instead_of=instead_of, at=at)
    audit.record("letter.written", letter, by=by, at=at, citizens=[case.citizen.uuid])
    return letter


@transaction.atomic
def deliver_next(*, send: Send, by: Actor, at: datetime, on: date) -> bool:
    """Send the mail that has waited longest and is due, once; False when none is due.

    A mail that cannot leave is tried eight times, later and later, and then stands as failed for a person to see; so
    does one whose letter names a day that has come.
    """
    item = outbox.next_due(Channel.MAIL, at=at)
    if item is None:
        return False
    if item.letter and leaving.is_too_late(item.letter, on=on):
        outbox.fail(item, by=by, at=at, tries=item.tries, fault=leaving.TOO_LATE)
        return True
    if item.letter and item.letter.complaint_last_day and item.letter.dated_on != on:
        _write_anew(item, keys=None, by=by, at=at, on=on)
        return True
    try:
        send(item.to_address, item.subject, item.body, item.key)
    except OSError as fault:
        outbox.try_later(item, fault=type(fault).__name__, by=by, at=at)
        return True
    _mark_sent(item, by=by, at=at)
    return True


@transaction.atomic
def post(letter: Letter, *, by: Actor, at: datetime, on: date) -> None:
    """Note that a paper letter goes to the post today. Refused on any other day than the one it is dated:

    what lies in the envelope says until when the citizen may complain, and is what the authority must have kept.
    A copy whose receiver was corrected since is refused too: it would go where they are known not to be.
    """
    access.require_post(by, letter, on=on)
    item = _waiting_paper(letter)
    _refuse(leaving.why_not_send(letter, on=on))
    _refuse(leaving.why_readdress(letter))
    if letter.dated_on != on:
        raise errors.RefusedError(OTHER_DAY)
    _mark_sent(item, by=by, at=at)


@transaction.atomic
def note_posted(letter: Letter, *, by: Actor, at: datetime, on: date) -> None:
    """Note days later that a paper letter went to the post on the day that it is dated. Refused after a week.

    So it did, whatever was corrected since.
    """
    access.require_post(by, letter, on=on)
    item, sent_on = _waiting_paper(letter), letter.dated_on
    _refuse(leaving.why_not_sent(letter, on=sent_on))
    _refuse(leaving.why_not_posted(item, dated_on=sent_on, on=on))
    _mark_sent(item, by=by, at=at, sent_at=max(item.next_try_at, local.moment(sent_on, POST_LEAVES)))


@transaction.atomic
def rewrite(letter: Letter, *, keys: sealing.Keyring, by: Actor, at: datetime, on: date) -> Letter:
    """Write a paper letter of another day anew with today's, to be printed and posted in its place.

    A copy gets the address that its receiver has now, and is written anew on its own day too where that changed.
    """
    access.require_post(by, letter, on=on)
    cases.hold(letter.case)  # before what waits: who calls it back holds the case, and both would wait for each other
    item = _waiting_paper(letter)
    if letter.dated_on == on and not leaving.why_readdress(letter):
        raise errors.RefusedError("Brevet er dateret i dag. Det skal ikke skrives om.")
    _refuse(leaving.why_not_rewrite(letter, on=on))
    return _write_anew(item, keys=keys, by=by, at=at, on=on)


@transaction.atomic
def retry(letter: Letter, *, by: Actor, at: datetime, on: date) -> None:
    """Try a mail that failed again from the first try, to the address that the citizen has now."""
    access.require_post(by, letter, on=on)
    item = _failed_mail(letter)
    _refuse(leaving.why_not_send(letter, on=on))
    address = queries.mail_of(letter.citizen)
    if not address:
        raise errors.RefusedError("Borgeren kan ikke logge ind mere. Send brevet på papir.")
    outbox.move(item, "retry", to_address=address, tries=0, fault="", next_try_at=at)
    audit.record("letter.retried", letter, by=by, at=at, citizens=[letter.citizen.uuid])


@transaction.atomic
def send_on_paper(letter: Letter, *, by: Actor, at: datetime, on: date) -> None:
    """Let the letter whose mail failed wait for the post instead."""
    access.require_post(by, letter, on=on)
    item = _failed_mail(letter)
    _refuse(leaving.why_not_send(letter, on=on))
    paper = {"channel": Channel.PAPER, "to_address": "", "body": ""}
    outbox.move(item, "put_on_paper", **paper, tries=0, fault="", next_try_at=at)
    audit.record("letter.put_on_paper", letter, by=by, at=at, citizens=[letter.citizen.uuid])


@transaction.atomic
def put_away(copy: Letter, *, by: Actor, at: datetime, on: date) -> None:
    """Let a copy that may not be sent any more, or would come too late, never leave. Refused while it can be sent."""
    access.require_post(by, copy, on=on)
    if copy.copy_of_id is None:
        raise errors.RefusedError("Kun en kopi kan lægges væk. Brevet hører til det, det er skrevet om.")
    if not leaving.why_not_send(copy, on=on):
        raise errors.RefusedError("Kopien kan stadig sendes.")
    if not _take_out(copy, by=by, at=at):
        raise errors.RefusedError("Kopien er sendt.")


@transaction.atomic
def cancel(letter: Letter, *, by: Actor, at: datetime) -> None:
    """Let a letter that has not left never leave, and its copies; what was sent stays sent.

    Called by what it was written for.
    """
    _take_out(letter, by=by, at=at)
    _take_out_copies(letter, by=by, at=at)


@transaction.atomic
def stop(letter: Letter, *, by: Actor, at: datetime) -> bool:
    """Let a letter, or the one written anew in its place, never leave; False where it left already.

    Then its copies leave too: who acts for the citizen reads what the citizen reads.
    """
    newest = _take_out_newest(letter, by=by, at=at)
    if newest.state == LetterState.CANCELLED:
        _take_out_copies(newest, by=by, at=at)
    return newest.state != LetterState.SENT


def _take_out_newest(letter: Letter, *, by: Actor, at: datetime) -> Letter:
    """Take out the letter or the one in its place, which is returned as it stands then.

    While this waits for somebody who writes the letter anew, what was read as the newest is replaced.
    """
    newest = queries.newest(letter)
    while not _take_out(newest, by=by, at=at) and newest.state == LetterState.REPLACED:
        newest = queries.newest(newest)
    return newest


def _take_out(letter: Letter, *, by: Actor, at: datetime) -> bool:
    """Take what has not left out of the outbox; False where nothing of the letter is left there."""
    items = OutboxItem.objects.filter(letter=letter).exclude(state=ItemState.SENT)
    item = items.select_for_update(of=("self",)).first()
    if item is None:
        letter.refresh_from_db(fields=["state"])
        return False
    _move_letter(letter, "cancel")
    item.delete()
    audit.record("letter.cancelled", letter, by=by, at=at, citizens=[letter.citizen.uuid])
    return True


def _take_out_copies(letter: Letter, *, by: Actor, at: datetime) -> None:
    for copy in Letter.objects.filter(copy_of__in=queries.versions(letter), state=LetterState.READY):
        _take_out_newest(copy, by=by, at=at)


def _refuse(why_not: str) -> None:
    if why_not:
        raise errors.RefusedError(why_not)


def _failed_mail(letter: Letter) -> OutboxItem:
    item = OutboxItem.objects.filter(letter=letter, channel=Channel.MAIL, state=ItemState.FAILED).first()
    if item is None:
        raise errors.RefusedError("Mailen om brevet er ikke slået fejl.")
    return item


def _waiting_paper(letter: Letter) -> OutboxItem:
    item = (
        OutboxItem.objects.filter(letter=letter, channel=Channel.PAPER, state=ItemState.WAITING)
        .select_for_update(of=("self",))
        .select_related("letter__case__citizen")
        .first()
    )
    if item is None:
        raise errors.RefusedError("Brevet venter ikke på at blive sendt med posten.")
    return item


def _write_anew(item: OutboxItem, *, keys: sealing.Keyring | None, by: Actor, at: datetime, on: date) -> Letter:
    """The day to complain is reckoned from the day of sending: sent on another day, the letter gets a new number.

    Without `keys` no address can be read: for mails, which go to the citizen alone.
    """
    old = item.letter
    if old is None:
        raise ValueError("only a letter is written anew")
    facts = stored.from_facts_json(old.facts)
    if facts.complaint:
        complaint = dataclasses.replace(facts.complaint, last_day=law.last_complaint_day(on))
        facts = dataclasses.replace(facts, complaint=complaint)
    citizen = old.case.citizen
    if citizen.is_protected and old.representative is None:  # maybe since the first was written
        facts = dataclasses.replace(facts, receiver=letters.receiver(str(citizen), (), protected=True))
    if old.representative:
        if keys is None:
            raise ValueError("a copy never goes by mail")
        facts = copying.addressed(facts, to=old.representative, keys=keys)
    _move_letter(old, "replace")
    item.delete()
    return _write(
        old.case,
        kind=LetterKind(old.kind),
        facts=dataclasses.replace(facts, dated_on=on),
        by=by,
        at=at,
        leaves_before=old.leaves_before,
        copy_of=old.copy_of,
        representative=old.representative,
        instead_of=item,
    )


def _mark_sent(item: OutboxItem, *, by: Actor, at: datetime, sent_at: datetime | None = None) -> None:
    sent_at = sent_at or at
    outbox.move(item, "send", sent_at=sent_at)
    if item.letter:
        _move_letter(item.letter, "send", sent_at=sent_at)
        audit.record("letter.sent", item.letter, by=by, at=at, citizens=[item.letter.case.citizen.uuid])


def _move_letter(letter: Letter, act: str, *, sent_at: datetime | None = None) -> None:
    after = states.move(LETTER_MOVES, LetterState(letter.state), act)
    if not Letter.objects.filter(pk=letter.pk, state=letter.state).update(state=after, sent_at=sent_at):
        raise errors.OvertakenError
    letter.state, letter.sent_at = after, sent_at


def _next_number(on: date) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('correspondence_letter_number_seq')")
        (number,) = cursor.fetchone()
    return f"B-{on.year}-{number:06d}"
