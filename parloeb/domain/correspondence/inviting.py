"""Invite a citizen to a meeting by a letter that leaves as every other, and call it back before it has."""

from datetime import date, datetime

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import commands as cases
from parloeb.domain.cases.models import Case
from parloeb.domain.correspondence import access, commands, phrasing
from parloeb.domain.correspondence.models import Invitation, Letter, LetterKind
from parloeb.domain.correspondence.rules import invitations, letters
from parloeb.domain.people import queries as people
from parloeb.domain.people import sealing
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import ROLE_TITLES
from parloeb.kernel import errors, local


@transaction.atomic
def invite(
    case: Case,
    meeting: invitations.Meeting,
    *,
    sender: letters.Sender,
    keys: sealing.Keyring,
    by: Actor,
    at: datetime,
    on: date,
) -> Invitation:
    """Write the invitation and put it in the outbox. Raises RefusedError at the field that does not fit."""
    held = cases.hold(case)
    facts = preview(held, meeting, sender=sender, keys=keys, by=by, on=on)
    letter = commands.write_letter(
        held, kind=LetterKind.INVITATION, facts=facts, keys=keys, by=by, at=at, leaves_before=meeting.day
    )
    invitation = Invitation(
        letter=letter,
        host=meeting.host,
        where=meeting.where,
        meets_at=local.moment(meeting.day, meeting.clock),
    )
    invitation.save(force_insert=True)
    audit.record("invitation.written", invitation, by=by, at=at, citizens=[held.citizen.uuid])
    return invitation


def preview(
    case: Case,
    meeting: invitations.Meeting,
    *,
    sender: letters.Sender,
    keys: sealing.Keyring,
    by: Actor,
    on: date,
) -> letters.Letter:
    """The letter as it would be written now; nothing is kept. Raises RefusedError as `invite` does."""
    access.require_invite(by, case, on=on)
    citizen = case.citizen
    address = people.address_of(citizen, keys=keys)
    invitations.refuse_unfit(meeting, hidden=address if citizen.is_protected else (), on=on)
    letter = invitations.letter(
        meeting,
        sender=sender,
        receiver=letters.receiver(str(citizen), address, protected=citizen.is_protected),
        case_number=case.number,
        written_on=on,
        signature=(by.name, ROLE_TITLES[by.role]),
    )
    return phrasing.in_own_words(letter, jobcentre=case.jobcentre_id, kind=LetterKind.INVITATION)


@transaction.atomic
def withdraw(letter: Letter, *, by: Actor, at: datetime, on: date) -> None:
    """Let an invitation, or the one written anew in its place, that has not left never leave."""
    access.require_post(by, letter, on=on)
    if letter.kind != LetterKind.INVITATION or letter.copy_of_id:
        raise errors.RefusedError("Kun en indbydelse til borgeren selv kan fortrydes her.")
    if not commands.stop(letter, by=by, at=at):
        raise errors.RefusedError("Brevet er sendt. Ring til borgeren, hvis samtalen er aflyst.")
