"""The worker against a real mail server."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from email.message import Message

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from django.conf import LazySettings

from parloeb.cli import checks, clock, sending
from parloeb.domain.correspondence import outbox
from parloeb.domain.correspondence.models import OutboxItem
from parloeb.domain.correspondence.states import ItemState
from parloeb.domain.people import posting
from tests import builders, mail_server

pytestmark = pytest.mark.django_db


class Inbox(MessageHandler):  # type: ignore[misc]
    """Keeps every message that arrives."""

    def __init__(self) -> None:
        super().__init__()
        self.messages: list[Message] = []

    def handle_message(self, message: Message) -> None:
        """Keep one."""
        self.messages.append(message)


@pytest.fixture
def inbox(settings: LazySettings) -> Iterator[Inbox]:
    inbox = Inbox()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Controller(inbox, hostname="127.0.0.1", port=port)
    server.start()
    mail_server.use(settings, port=port)
    yield inbox
    server.stop()


@pytest.fixture
def item(monkeypatch: pytest.MonkeyPatch) -> OutboxItem:
    """The notice of a letter that was written just now."""
    monkeypatch.setattr(clock, "now", lambda: builders.AT)
    user = builders.a_user("Asta Krog")
    builders.a_grant(citizen=builders.a_citizen("Asta Krog", email="asta@example.dk", user=user))
    return OutboxItem.objects.get()


def test_a_notice_arrives_once_and_tells_nothing(inbox: Inbox, item: OutboxItem) -> None:
    assert sending.send_next()
    assert not sending.send_next()
    (message,) = inbox.messages
    assert message["To"] == "asta@example.dk"
    assert message["Message-ID"] == f"<{item.key.replace(':', '.')}@localhost>"
    assert "Asta" not in message.as_string()
    item.refresh_from_db()
    assert item.state == ItemState.SENT


def test_the_asked_mentor_gets_a_mail_with_a_link_to_log_in(
    inbox: Inbox, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: builders.AT)
    settings.PUBLIC_URL = "https://mentor.nordby.example/"
    match = builders.an_asked_match()
    assert match.mentor.user
    while sending.send_next():
        pass
    (message,) = [one for one in inbox.messages if one["To"] == match.mentor.user.email]
    assert "https://mentor.nordby.example/konto/login/" in message.get_payload()
    assert message["Subject"] == "Der er nyt til dig"
    whole = message.as_string()
    assert not [word for word in ("Anna", match.case.number, str(match.case.uuid)) if word in whole]


def test_a_mail_server_that_is_down_stops_nothing(settings: LazySettings, item: OutboxItem) -> None:
    mail_server.use(settings, port=mail_server.NOBODY)
    assert sending.send_next()
    item.refresh_from_db()
    assert (item.state, item.tries) == (ItemState.WAITING, 1)


def test_the_worker_forgets_forms_that_nobody_sends_again(monkeypatch: pytest.MonkeyPatch) -> None:
    posting.keep(b"\x01" * 32, location="/sager/", at=builders.AT)
    monkeypatch.setattr(clock, "now", lambda: builders.AT + timedelta(days=7))
    sending.one_round()
    assert posting.location(b"\x01" * 32) == "/sager/"
    monkeypatch.setattr(clock, "now", lambda: builders.AT + timedelta(days=7, seconds=1))
    sending.one_round()
    assert posting.location(b"\x01" * 32) == ""


def test_the_doctor_counts_what_is_not_tried_any_more(settings: LazySettings, item: OutboxItem) -> None:
    mail_server.use(settings, port=mail_server.NOBODY)
    assert checks.outbox().is_fine
    OutboxItem.objects.update(tries=outbox.MOST_TRIES - 1)
    assert sending.send_next()
    assert str(checks.outbox()).startswith("FEJL  udbakke: 1 kunne ikke sendes.")
