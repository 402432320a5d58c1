"""Letters leave through the outbox: once, on the day they are dated, and again and again while the mail is down."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.correspondence import commands, outbox, queries
from parloeb.domain.correspondence.models import Channel, Letter, OutboxItem
from parloeb.domain.correspondence.states import ItemState, LetterState
from parloeb.domain.people import acting
from parloeb.domain.people import commands as people
from parloeb.domain.people.models import Citizen
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
LATER = 2 * DAY


class Post:
    """A post office that keeps what it was given, or is closed."""

    def __init__(self, *, closed: bool = False) -> None:
        self.closed = closed
        self.sent: list[tuple[str, str, str, str]] = []

    def __call__(self, *mail: str) -> None:
        if self.closed:
            raise ConnectionRefusedError
        self.sent.append(mail)  # type: ignore[arg-type]


def _letter(*, email: str = "asta@example.dk") -> Letter:
    citizen = builders.a_citizen("Asta Krog", email=email, user=builders.a_user("Asta Krog"))
    grant = builders.a_grant(citizen=citizen)
    return builders.letter_of(grant)


def _deliver(post: Post, *, later: timedelta = timedelta()) -> bool:
    return commands.deliver_next(send=post, by=acting.SYSTEM, at=AT + later, on=ON + later)


def test_the_mail_says_that_there_is_news_and_nothing_more() -> None:
    letter = _letter()
    post = Post()
    assert _deliver(post)
    address, subject, body, key = post.sent[0]
    assert (address, key) == ("asta@example.dk", f"letter:{letter.uuid}")
    for telling in ("Asta", "mentor", "bevil", letter.number, letter.case.number):
        assert telling.lower() not in (subject + body).lower()
    letter.refresh_from_db()
    assert (letter.state, letter.sent_at) == (LetterState.SENT, AT)


def test_it_is_sent_once() -> None:
    _letter()
    post = Post()
    assert _deliver(post)
    assert not _deliver(post)
    assert len(post.sent) == 1


def test_a_closed_post_office_is_tried_eight_times_and_then_stands_for_a_person_to_see() -> None:
    letter = _letter()
    post = Post(closed=True)
    item = OutboxItem.objects.get()
    for tries in range(1, 9):
        assert not Event.objects.filter(name="outbox.failed").exists()
        assert commands.deliver_next(send=post, by=acting.SYSTEM, at=item.next_try_at, on=ON)
        item.refresh_from_db()
        assert (item.tries, item.fault) == (tries, "ConnectionRefusedError")
    assert item.state == ItemState.FAILED
    assert Event.objects.get(name="outbox.failed").subject_uuid == letter.uuid
    assert not _deliver(Post(), later=LATER)


def _failed() -> tuple[Letter, OutboxItem]:
    letter = _letter()
    item = OutboxItem.objects.get()
    while item.state != ItemState.FAILED:
        assert commands.deliver_next(send=Post(closed=True), by=acting.SYSTEM, at=item.next_try_at, on=ON)
        item.refresh_from_db()
    return letter, item


def test_what_failed_is_counted() -> None:
    assert queries.failed() == 0
    _failed()
    assert queries.failed() == 1


def test_a_failed_mail_is_tried_again_to_the_address_of_today() -> None:
    letter, item = _failed()
    Citizen.objects.filter(pk=letter.citizen.pk).update(email="ny@example.dk")
    letter = Letter.objects.get()
    assert letter.written_by
    with builders.act(letter.written_by, Role.CASEWORKER) as by:
        commands.retry(letter, by=by, at=AT, on=ON)
        with pytest.raises(errors.RefusedError, match="ikke slået fejl"):
            commands.retry(letter, by=by, at=AT, on=ON)
    item.refresh_from_db()
    assert (item.state, item.tries, item.fault) == (ItemState.WAITING, 0, "")
    post = Post()
    assert _deliver(post)
    assert post.sent[0][0] == "ny@example.dk"
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT


def test_a_failed_mail_is_not_tried_for_who_can_no_longer_log_in() -> None:
    letter, _ = _failed()
    assert letter.citizen.user
    people.deactivate_user(letter.citizen.user, by=acting.SYSTEM, at=AT)
    letter = Letter.objects.get()
    assert letter.written_by
    with (
        builders.act(letter.written_by, Role.CASEWORKER) as by,
        pytest.raises(errors.RefusedError, match="Send brevet på papir"),
    ):
        commands.retry(letter, by=by, at=AT, on=ON)


@pytest.mark.parametrize(
    ("put_on", "why_not"),
    [(ON, ""), (ON + DAY, "kom først på papir den 17-11-2026"), (ON + 2 * DAY, "kom først på papir den 18-11-2026")],
)
def test_a_letter_was_not_posted_before_it_lay_on_paper(put_on: date, why_not: str) -> None:
    letter, _ = _failed()
    assert letter.written_by
    put_at, noted_on = builders.at(put_on) + timedelta(hours=9), ON + 2 * DAY
    with builders.act(letter.written_by, Role.CASEWORKER) as by:
        commands.send_on_paper(letter, by=by, at=put_at, on=put_on)
        sheet = queries.sheet(Letter.objects.all(), letter.uuid, on=noted_on)
        assert sheet
        assert why_not in sheet.why_not_posted
        if why_not:
            with pytest.raises(errors.RefusedError, match=why_not):
                commands.note_posted(Letter.objects.get(), by=by, at=builders.at(noted_on), on=noted_on)
            return
        commands.note_posted(Letter.objects.get(), by=by, at=builders.at(noted_on), on=noted_on)
    assert (sheet.why_not_posted, Letter.objects.get().sent_at) == ("", put_at)  # half past six, past when post leaves


def test_a_failed_mail_goes_on_paper_and_stays_there_when_it_is_written_anew() -> None:
    letter, _ = _failed()
    assert letter.written_by
    with builders.act(letter.written_by, Role.CASEWORKER) as by:
        commands.send_on_paper(letter, by=by, at=AT, on=ON)
        with pytest.raises(errors.RefusedError, match="ikke slået fejl"):
            commands.send_on_paper(letter, by=by, at=AT, on=ON)
        new = commands.rewrite(letter, keys=builders.keys(), by=by, at=AT + LATER, on=ON + LATER)
        item = OutboxItem.objects.get()
        assert (item.letter, item.channel, item.to_address) == (new, Channel.PAPER, "")
        commands.post(new, by=by, at=AT + LATER, on=ON + LATER)
    names = Event.objects.filter(name__startswith="letter.").order_by("id").values_list("name", flat=True)
    assert list(names) == ["letter.written", "letter.put_on_paper", "letter.written", "letter.sent"]


def test_midnight_does_not_begin_the_tries_anew() -> None:
    _letter()
    for _ in range(3):
        item = OutboxItem.objects.get()
        assert commands.deliver_next(send=Post(closed=True), by=acting.SYSTEM, at=item.next_try_at, on=ON)
    at, on = AT + LATER, ON + LATER
    assert commands.deliver_next(send=Post(closed=True), by=acting.SYSTEM, at=at, on=on)
    assert OutboxItem.objects.get().tries == 3
    assert commands.deliver_next(send=Post(closed=True), by=acting.SYSTEM, at=at, on=on)
    assert OutboxItem.objects.get().tries == 4


def test_nothing_is_tried_before_its_time() -> None:
    _letter()
    assert _deliver(Post(closed=True))
    assert not _deliver(Post())


def test_a_letter_that_leaves_on_another_day_is_a_new_letter_with_a_new_day_to_complain() -> None:
    old = _letter()
    post = Post()
    assert _deliver(post, later=LATER)
    new = Letter.objects.get(replaces=old)
    assert post.sent == []
    assert _deliver(post, later=LATER)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.state, new.state) == (LetterState.REPLACED, LetterState.SENT)
    assert new.number != old.number
    assert old.complaint_last_day
    assert new.complaint_last_day == old.complaint_last_day + LATER
    assert len(post.sent) == 1


def test_who_has_no_mail_gets_paper_which_a_person_posts() -> None:
    letter = _letter(email="")
    assert OutboxItem.objects.get().channel == Channel.PAPER
    assert not _deliver(Post())
    signe = letter.written_by
    assert signe
    with builders.act(signe, Role.CASEWORKER) as by:
        commands.post(letter, by=by, at=AT, on=ON)
        with pytest.raises(errors.RefusedError):
            commands.post(letter, by=by, at=AT, on=ON)
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT


def test_who_cannot_log_in_gets_paper_even_with_an_address() -> None:
    letter = builders.letter_of(builders.a_grant(citizen=builders.a_citizen("Bo Ek", email="bo@example.dk")))
    item = OutboxItem.objects.get(letter=letter)
    assert (item.channel, item.to_address) == (Channel.PAPER, "")


def test_who_can_no_longer_log_in_gets_paper_too() -> None:
    user = builders.a_user("Bo Ek")
    citizen = builders.a_citizen("Bo Ek", email="bo@example.dk", user=user)
    people.deactivate_user(user, by=acting.SYSTEM, at=AT)
    letter = builders.letter_of(builders.a_grant(citizen=citizen))
    assert OutboxItem.objects.get(letter=letter).channel == Channel.PAPER


def test_on_another_day_it_is_not_posted_but_written_anew_and_then_posted() -> None:
    letter = _letter(email="")
    signe = letter.written_by
    assert signe
    with builders.act(signe, Role.CASEWORKER) as by:
        with pytest.raises(errors.RefusedError, match="dateret en anden dag"):
            commands.post(letter, by=by, at=AT + LATER, on=ON + LATER)
        new = commands.rewrite(letter, keys=builders.keys(), by=by, at=AT + LATER, on=ON + LATER)
        letter.refresh_from_db()
        assert (letter.state, new.state) == (LetterState.REPLACED, LetterState.READY)
        commands.post(new, by=by, at=AT + LATER, on=ON + LATER)
    new.refresh_from_db()
    assert (new.state, new.dated_on, new.replaces) == (LetterState.SENT, ON + LATER, letter)


def test_a_letter_of_today_is_not_written_anew_and_a_posted_one_not_either() -> None:
    letter = _letter(email="")
    assert letter.written_by
    with builders.act(letter.written_by, Role.CASEWORKER) as by:
        with pytest.raises(errors.RefusedError, match="dateret i dag"):
            commands.rewrite(letter, keys=builders.keys(), by=by, at=AT, on=ON)
        commands.post(letter, by=by, at=AT, on=ON)
        with pytest.raises(errors.RefusedError, match="venter ikke"):
            commands.rewrite(letter, keys=builders.keys(), by=by, at=AT + LATER, on=ON + LATER)


def test_a_stranger_can_do_nothing_with_it() -> None:
    letter = _letter(email="")
    with builders.act(builders.a_caseworker("Mads"), Role.CASEWORKER) as by:
        with pytest.raises(errors.RefusedError, match="Kun sagsbehandleren"):
            commands.post(letter, by=by, at=AT, on=ON)
        with pytest.raises(errors.RefusedError, match="Kun sagsbehandleren"):
            commands.rewrite(letter, keys=builders.keys(), by=by, at=AT + LATER, on=ON + LATER)
        with pytest.raises(errors.RefusedError, match="Kun sagsbehandleren"):
            commands.retry(letter, by=by, at=AT, on=ON)
        with pytest.raises(errors.RefusedError, match="Kun sagsbehandleren"):
            commands.send_on_paper(letter, by=by, at=AT, on=ON)


def test_what_failed_without_a_letter_is_forgotten_and_a_letter_is_not() -> None:
    _, of_letter = _failed()
    outbox.ask_for_link("asta@example.dk", at=AT)
    link = OutboxItem.objects.get(letter=None)

    def send(address: str, key: str) -> None:
        raise ConnectionRefusedError(address, key)

    while link.state != ItemState.FAILED:
        assert outbox.deliver_next_link(send=send, by=acting.SYSTEM, at=link.next_try_at)
        link.refresh_from_db()
    outbox.forget_failed(before=link.next_try_at)
    assert queries.failed() == 2
    outbox.forget_failed(before=link.next_try_at + LATER)
    assert OutboxItem.objects.get() == of_letter


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE correspondence_letter SET facts = '{}'",
        "UPDATE correspondence_letter SET number = 'B-1'",
        "UPDATE correspondence_letter SET pdf = ''",
        "DELETE FROM correspondence_letter",
    ],
)
def test_a_letter_never_changes_whoever_tries(statement: str) -> None:
    _letter()
    with pytest.raises(DatabaseError, match="never"), transaction.atomic(), connection.cursor() as sql:
        sql.execute(statement)


def test_a_protected_address_is_in_no_letter() -> None:
    citizen = builders.a_citizen("Vera Skjult", is_protected=True, address="Hemmelig Sti 7\n9999 Skjulby")
    letter = builders.letter_of(builders.a_grant(citizen=citizen))
    for hidden in ("Hemmelig", "Skjulby", "Vera"):
        assert hidden not in str(letter.facts)
        assert hidden.encode() not in bytes(letter.pdf)


def test_an_address_protected_since_is_not_in_the_letter_written_anew() -> None:
    citizen = builders.a_citizen("Vera Skjult", address="Hemmelig Sti 7\n9999 Skjulby")
    letter = builders.letter_of(builders.a_grant(citizen=citizen))
    assert "Hemmelig" in str(letter.facts)
    Citizen.objects.filter(pk=citizen.pk).update(is_protected=True)
    assert letter.written_by
    with builders.act(letter.written_by, Role.CASEWORKER) as by:
        new = commands.rewrite(Letter.objects.get(), keys=builders.keys(), by=by, at=AT + LATER, on=ON + LATER)
    for hidden in ("Hemmelig", "Skjulby", "Vera"):
        assert hidden not in str(new.facts)
        assert hidden.encode() not in bytes(new.pdf)
