"""The worker: sends what waits in the outbox, one mail after the other, and forgets what is old, until told to end."""

import signal
import threading
from datetime import timedelta
from types import FrameType

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import OperationalError, close_old_connections

from parloeb.cli import clock, saying
from parloeb.domain.correspondence import commands, outbox
from parloeb.domain.matching.commands import reminding
from parloeb.domain.matching.digest import commands as digest
from parloeb.domain.people import acting, posting
from parloeb.kernel import local
from parloeb.pages.accounts import passwords

PAUSE_SECONDS = 1.0
PAUSE_WITHOUT_DATABASE = 5.0
FORMS_ARE_KEPT = timedelta(days=7)
FAILED_IS_KEPT = timedelta(days=7)


def until_told_to_end() -> None:
    """Send whenever something is due. A database that is gone for a while is waited for."""
    told = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        del number, frame
        told.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    if not settings.MAIL_GOES_OUT:
        saying.progress("Der er ingen mailserver (PARLOEB_MAIL_HOST), så det, der skal sendes, venter i udbakken.")
    while not told.is_set():
        told.wait(one_round())


def one_round() -> float:
    """Remind whom it is time to, send everything that is due and forget what is old; the seconds to wait then."""
    try:
        now = clock.now()
        with acting.acting_as_system() as by:
            reminding.remind(by=by, at=now, on=local.local_day(now))
        digest.tell(at=now, on=local.local_day(now))
        while settings.MAIL_GOES_OUT and send_next():
            pass
        posting.forget(before=now - FORMS_ARE_KEPT)
        outbox.forget_failed(before=now - FAILED_IS_KEPT)
    except OperationalError:
        close_old_connections()
        return PAUSE_WITHOUT_DATABASE
    return PAUSE_SECONDS


def send_next() -> bool:
    """Send the next mail that is due; False when none is."""
    at = clock.now()
    with acting.acting_as_system() as by:
        is_sent = outbox.deliver_next_link(send=_link, by=by, at=at)
        return is_sent or commands.deliver_next(send=_notice, by=by, at=at, on=local.local_day(at))


def _notice(address: str, subject: str, body: str, key: str) -> None:
    _mail(address, subject, f"{body}\n{settings.PUBLIC_URL.rstrip('/')}{settings.LOGIN_URL}\n", key)


def _link(address: str, key: str) -> None:
    written = passwords.mail(address, public_url=settings.PUBLIC_URL.rstrip("/"))
    if written:
        _mail(address, *written, key)


def _mail(address: str, subject: str, body: str, key: str) -> None:
    # The key makes the message's id, so that a receiver knows a double for what it is.
    headers = {"Message-ID": f"<{key.replace(':', '.')}@{settings.MAIL_DOMAIN}>"}
    EmailMessage(subject, body, to=[address], headers=headers).send()
