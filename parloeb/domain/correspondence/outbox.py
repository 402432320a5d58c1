"""What waits to leave: put in the outbox by the act that caused it, tried until it has left, kept or forgotten then."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.correspondence import queries
from parloeb.domain.correspondence.models import Channel, Letter, OutboxItem
from parloeb.domain.correspondence.states import ITEM_MOVES, ItemState
from parloeb.domain.people.acting import Actor
from parloeb.kernel import errors, states

MOST_TRIES = 8
NOTICE_SUBJECT = "Der er nyt til dig"
NOTICE_BODY = "Der er en ny besked til dig. Log ind for at læse den.\n"

# Sends a link to whoever logs in with the address, and nothing where nobody does: address and key.
SendLink = Callable[[str, str], None]


@transaction.atomic
def notify(address: str, *, key: str, at: datetime) -> None:
    """Tell somebody by mail that there is news, and nothing of what or about whom. `key` is one for each piece of news.

    Who has no address finds the news when logging in.
    """
    if address:
        OutboxItem.objects.create(
            key=key,
            channel=Channel.MAIL,
            to_address=address,
            subject=NOTICE_SUBJECT,
            body=NOTICE_BODY,
            next_try_at=at,
        )


@transaction.atomic
def ask_for_link(address: str, *, at: datetime) -> None:
    """Let a link to choose a new password leave. Whether anybody logs in with the address is found when it is sent:

    so the answer to whoever asks takes as long for one that is known as for one that is not.
    """
    item = OutboxItem(channel=Channel.LINK, to_address=address, next_try_at=at)
    item.key = f"link:{item.uuid}"
    item.save(force_insert=True)


@transaction.atomic
def deliver_next_link(*, send: SendLink, by: Actor, at: datetime) -> bool:
    """Answer who asked for a link first; False when nobody did. What was answered leaves no trace of who asked."""
    item = next_due(Channel.LINK, at=at)
    if item is None:
        return False
    try:
        send(item.to_address, item.key)
    except OSError as fault:
        try_later(item, fault=type(fault).__name__, by=by, at=at)
    else:
        item.delete()
    return True


@transaction.atomic
def forget_failed(*, before: datetime) -> None:
    """Forget notices and links that failed and were due before that moment; a letter's wait for a person."""
    OutboxItem.objects.filter(state=ItemState.FAILED, letter=None, next_try_at__lt=before).delete()


def put(letter: Letter, *, instead_of: OutboxItem | None, at: datetime) -> None:
    """Let a letter wait: its notice as a mail, or itself for the post.

    What was sent on paper stays on paper, and a mail that is tried goes on counting, or midnight begun it anew.
    Who acts for a citizen cannot log in, and gets paper.
    """
    goes_on_paper = letter.representative or (instead_of is not None and instead_of.channel == Channel.PAPER)
    email = "" if goes_on_paper else queries.mail_of(letter.citizen)
    OutboxItem.objects.create(
        key=f"letter:{letter.uuid}",
        channel=Channel.MAIL if email else Channel.PAPER,
        letter=letter,
        to_address=email,
        subject=NOTICE_SUBJECT,
        body=NOTICE_BODY if email else "",
        tries=instead_of.tries if instead_of and email else 0,
        next_try_at=at,
    )


def next_due(channel: Channel, *, at: datetime) -> OutboxItem | None:
    """What of a channel has waited longest of what is due, locked; None where nothing is, or others have it."""
    due = OutboxItem.objects.filter(state=ItemState.WAITING, channel=channel, next_try_at__lte=at)
    locked = due.select_for_update(skip_locked=True, of=("self",)).select_related("letter__case__citizen")
    return locked.order_by("id").first()


def try_later(item: OutboxItem, *, fault: str, by: Actor, at: datetime) -> None:
    """Try again later and later; after eight times it stands as failed for a person to see."""
    tries = item.tries + 1
    facts = {"tries": tries, "fault": fault, "next_try_at": at + timedelta(minutes=2**tries)}
    if tries < MOST_TRIES:
        OutboxItem.objects.filter(pk=item.pk).update(**facts)
        return
    fail(item, by=by, at=at, **facts)


def fail(item: OutboxItem, *, by: Actor, at: datetime, **facts: Any) -> None:
    """Let it stand as failed."""
    move(item, "fail", **facts)
    citizens = [item.letter.case.citizen.uuid] if item.letter else []
    audit.record("outbox.failed", item.letter or item, by=by, at=at, citizens=citizens)


def move(item: OutboxItem, act: str, **facts: Any) -> None:
    """Write the state that the act leads to. OvertakenError where another moved it."""
    after = states.move(ITEM_MOVES, ItemState(item.state), act)
    if not OutboxItem.objects.filter(pk=item.pk, state=item.state).update(state=after, **facts):
        raise errors.OvertakenError
