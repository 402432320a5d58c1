"""Coming in and going out: the second factor, the limits on guessing, and what the log keeps of it."""

import re
from datetime import timedelta

import pytest
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, reverse
from pytest_django.fixtures import Settings

from parloeb.cli import sending
from parloeb.config import settings as shipped
from parloeb.domain.audit.models import Event
from parloeb.domain.correspondence.models import OutboxItem
from parloeb.domain.correspondence.states import ItemState
from parloeb.domain.people import acting, commands
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.pages.accounts import login_urls, sessions
from parloeb.pages.shared import clock
from tests import builders, mail_server

pytestmark = pytest.mark.django_db

EMAIL, PASSWORD = "asta@example.dk", "fire ord efter hinanden"
LOGIN, DESK, FORGOTTEN = "/konto/login/", "/", "/konto/adgangskode/glemt/"


@pytest.fixture(autouse=True)
def quick_hash(settings: Settings) -> None:
    """Guessing is slow on purpose, and these tests guess a lot."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def standing_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """A code of the app holds for half a minute, which a busy machine can let pass between showing and sending it."""
    monkeypatch.setattr(totp, "yield_hotp_counters_from_time", lambda: iter([60_000_000]))


@pytest.fixture
def asta() -> User:
    user = builders.a_user("Asta Vind", email=EMAIL, password=PASSWORD)
    return builders.give_role(user, Role.ADMINISTRATOR)


def try_login(client: Client, *, email: str = EMAIL, password: str = PASSWORD, address: str = "192.0.2.1") -> str:
    """Send the form of the login page; returns where it leads, or nothing where it was refused."""
    answer = client.post(LOGIN, {"login": email, "password": password}, REMOTE_ADDR=address)
    return str(answer.headers.get("Location", ""))


def events() -> list[str]:
    return list(Event.objects.filter(name__startswith="user.log").order_by("id").values_list("name", flat=True))


def code_for(secret: str) -> str:
    code: str = totp.format_hotp_value(totp.hotp_value(secret, next(totp.yield_hotp_counters_from_time())))
    return code


def activate_totp(client: Client) -> str:
    """Set the second factor up by its pages, which ask for the password again; returns the secret."""
    confirm = client.get("/konto/app/til/", follow=True).redirect_chain[-1][0]
    assert client.post(confirm, {"password": PASSWORD}).status_code == 302
    page = client.get("/konto/app/til/")
    secret: str = page.context["form"].secret
    assert client.post("/konto/app/til/", {"code": code_for(secret)}).status_code == 302
    return secret


def test_a_password_opens_the_desk_and_the_log_says_who_came_and_went(client: Client, asta: User) -> None:
    assert try_login(client) == DESK
    assert client.get(DESK).status_code == 200
    assert client.get("/konto/logout/").status_code == 200
    assert client.post("/konto/logout/").status_code == 302
    assert client.get(DESK).status_code == 302

    assert events() == ["user.logged_in", "user.logged_out"]
    assert {event.user_uuid for event in Event.objects.filter(name__startswith="user.log")} == {asta.uuid}


def test_after_the_second_factor_is_set_up_the_password_alone_opens_nothing(client: Client, asta: User) -> None:
    try_login(client)
    secret = activate_totp(client)
    client.post("/konto/logout/")

    other = Client()
    assert try_login(other) == "/konto/kode/"
    assert other.get(DESK).status_code == 302
    assert "Skriv koden fra din app" in other.get("/konto/kode/").content.decode()
    assert other.post("/konto/kode/", {"code": "000000"}).status_code == 200
    assert events() == ["user.logged_in", "user.logged_out"]

    assert other.post("/konto/kode/", {"code": code_for(secret)}).headers["Location"] == DESK
    assert other.get(DESK).status_code == 200
    assert events()[-1] == "user.logged_in"


def test_the_secrets_of_the_second_factor_are_sealed(client: Client, asta: User) -> None:
    try_login(client)
    secret = activate_totp(client)
    codes = client.get("/konto/noedkoder/").context["unused_codes"]

    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(data::text, ' ') FROM mfa_authenticator")
        (stored,) = cursor.fetchone()

    assert len(codes) == 10
    assert [word for word in (secret, *codes) if word in stored] == []


def test_a_recovery_code_opens_once(client: Client, asta: User) -> None:
    try_login(client)
    activate_totp(client)
    code = client.get("/konto/noedkoder/").context["unused_codes"][0]

    first, second = Client(), Client()
    try_login(first)
    try_login(second)

    assert first.post("/konto/kode/", {"code": code}).headers["Location"] == DESK
    assert second.post("/konto/kode/", {"code": code}).status_code == 200


def test_the_second_factor_can_be_taken_away_again(client: Client, asta: User) -> None:
    try_login(client)
    activate_totp(client)

    assert client.get("/konto/app/fra/").status_code == 200
    assert client.post("/konto/app/fra/").status_code == 302
    assert try_login(Client()) == DESK


def test_an_account_takes_ten_wrong_passwords_in_a_quarter(client: Client, asta: User) -> None:
    for number in range(10):
        assert try_login(client, password="forkert", address=f"192.0.2.{number}") == ""

    assert try_login(client, address="192.0.2.99") == ""
    assert try_login(client, email="en.anden@example.dk", password="forkert", address="192.0.2.99") == ""
    assert events() == ["user.login_failed"] * 11


def test_an_address_takes_thirty_wrong_passwords_in_a_quarter(client: Client, asta: User) -> None:
    for number in range(30):
        try_login(client, email=f"nummer{number}@example.dk", password="forkert")

    assert try_login(client) == ""
    assert try_login(client, address="192.0.2.2") == DESK


def test_the_log_names_the_account_that_somebody_failed_at_and_nothing_typed(client: Client, asta: User) -> None:
    try_login(client, email=EMAIL.upper(), password="forkert")
    try_login(client, email="ukendt@example.dk", password="forkert")

    known, unknown = Event.objects.filter(name="user.login_failed").order_by("id")
    assert (known.user_uuid, unknown.user_uuid) == (asta.uuid, None)
    assert "ukendt" not in str(vars(unknown))


def test_a_closed_account_is_told_nothing_more_than_a_wrong_password(client: Client, asta: User) -> None:
    wrong = client.post(LOGIN, {"login": EMAIL, "password": "forkert"}).content
    commands.deactivate_user(asta, by=acting.SYSTEM, at=builders.AT)

    assert try_login(client) in ("", "/konto/lukket/")
    assert client.get("/konto/lukket/").status_code == 200
    assert wrong


@pytest.mark.parametrize(
    ("after", "status"),
    [
        (sessions.IDLE, 200),
        (sessions.IDLE + timedelta(seconds=1), 302),
    ],
)
def test_half_an_hour_without_a_request_ends_the_session(
    client: Client, asta: User, monkeypatch: pytest.MonkeyPatch, after: timedelta, status: int
) -> None:
    begun = clock.now()
    monkeypatch.setattr(clock, "now", lambda: begun)
    try_login(client)
    client.get(DESK)

    monkeypatch.setattr(clock, "now", lambda: begun + after)

    assert client.get(DESK).status_code == status


def test_twelve_hours_end_the_session_however_busy_it_is(
    client: Client, asta: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = clock.now()
    monkeypatch.setattr(clock, "now", lambda: begun)
    try_login(client)

    answers = []
    for quarter in range(50):
        now = begun + quarter * timedelta(minutes=15)
        monkeypatch.setattr(clock, "now", lambda now=now: now)
        answers.append(client.get(DESK).status_code)

    assert answers[:49] == [200] * 49
    assert answers[49] == 302


def test_a_deactivated_user_is_out_with_the_next_request(client: Client, asta: User) -> None:
    try_login(client)
    assert client.get(DESK).status_code == 200

    commands.deactivate_user(asta, by=acting.SYSTEM, at=builders.AT)

    assert client.get(DESK).status_code == 302
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_changed_by_a_link_in_a_mail(client: Client, asta: User) -> None:
    client.post(FORGOTTEN, {"email": EMAIL.upper()})
    assert mail.outbox == []
    assert sending.send_next()
    (letter,) = mail.outbox
    assert letter.subject == "Ny adgangskode til Parløb"
    assert "Asta" not in letter.body
    link = letter.body.split()[0]
    assert link.startswith("http://127.0.0.1:8000/konto/")

    form = client.get(link, follow=True)
    new = "helt andre ord denne gang"
    client.post(form.redirect_chain[-1][0], {"password1": new, "password2": new})

    assert try_login(Client()) == ""
    assert try_login(Client(), password=new) == DESK


def test_the_link_stands_nowhere_and_who_was_answered_neither(client: Client, asta: User) -> None:
    client.post(FORGOTTEN, {"email": EMAIL})
    assert OutboxItem.objects.get().body == ""
    assert sending.send_next()
    assert not OutboxItem.objects.exists()


def test_an_unknown_address_gets_the_same_page_by_the_same_work_and_no_mail(client: Client, asta: User) -> None:
    closed = builders.a_user("Bo Lukket", email="lukket@example.dk")
    commands.deactivate_user(closed, by=acting.SYSTEM, at=builders.AT)
    pages, queries = set(), set()
    for email in (EMAIL, "ukendt@example.dk", closed.email):
        with CaptureQueriesContext(connection) as asked:
            answer = Client().post(FORGOTTEN, {"email": email})
        pages.add((answer.status_code, answer.headers["Location"]))
        queries.add(len(asked))
    assert len(pages) == len(queries) == 1
    while sending.send_next():
        pass
    assert [letter.to for letter in mail.outbox] == [[EMAIL]]
    assert not OutboxItem.objects.exists()


def test_without_a_mail_server_the_link_is_not_lost(client: Client, asta: User, settings: Settings) -> None:
    mail_server.use(settings, port=mail_server.NOBODY)
    assert client.post(FORGOTTEN, {"email": EMAIL}).status_code == 302
    assert sending.send_next()
    assert not sending.send_next()
    item = OutboxItem.objects.get()
    assert (item.state, item.tries) == (ItemState.WAITING, 1)


def test_a_password_is_changed_by_who_knows_it(client: Client, asta: User) -> None:
    try_login(client)
    new = "helt andre ord denne gang"
    words = {"password1": new, "password2": new}

    refused = client.post("/konto/adgangskode/skift/", {"oldpassword": "forkert", **words})
    assert "Der er noget, der skal rettes" in refused.content.decode()
    assert client.post("/konto/adgangskode/skift/", {"oldpassword": PASSWORD, **words}).status_code == 302
    assert try_login(Client(), password=new) == DESK


def test_passwords_are_kept_by_argon2id(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = shipped.PASSWORD_HASHERS
    assert builders.a_user(password=PASSWORD).password.startswith("argon2$argon2id$")


def test_a_short_password_is_refused_with_a_sentence(client: Client, asta: User) -> None:
    try_login(client)
    answer = client.post(
        "/konto/adgangskode/skift/", {"oldpassword": PASSWORD, "password1": "kort", "password2": "kort"}
    )
    assert "mindst 12 tegn" in answer.content.decode()


def in_our_frame(text: str) -> bool:
    return 'lang="da"' in text and "Gå til indholdet" in text and "Sign" not in text


@pytest.mark.parametrize("pattern", login_urls.urlpatterns, ids=lambda pattern: pattern.name)
def test_every_page_is_danish_and_in_our_frame(client: Client, asta: User, pattern: URLPattern) -> None:
    where = {"uidb36": "1", "key": "forkert"} if pattern.name == "account_reset_password_from_key" else {}
    address = reverse(pattern.name or "", kwargs=where)
    answers = [client.get(address, follow=True)]
    try_login(client)
    answers.append(client.get(address, follow=True))
    activate_totp(client)
    answers.append(client.get(address, follow=True))

    pages = [answer for answer in answers if answer.headers["Content-Type"].startswith("text/html")]
    assert answers[-1].status_code == 200
    assert {answer.status_code for answer in pages} <= {200, 404}  # 404 before there is a second factor
    assert all(in_our_frame(answer.content.decode()) for answer in pages)


@pytest.mark.parametrize("address", ["/konto/signup/", "/konto/email/", "/konto/", "/konto/2fa/webauthn/"])
def test_nothing_else_of_the_library_has_an_address(client: Client, asta: User, address: str) -> None:
    try_login(client)
    assert client.get(address).status_code == 404


def test_in_the_demo_an_anonymous_visitor_chooses_a_person(client: Client, settings: Settings) -> None:
    assert client.get("/sager/").headers["Location"].startswith(LOGIN)

    settings.DEMO = True

    assert client.get("/sager/").headers["Location"].startswith("/adgang/demo/")
    assert "Hvem vil du være?" in client.get("/sager/", follow=True).content.decode()


def test_the_persons_of_the_demo_stand_by_the_first_of_their_roles(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    team = builders.a_team()
    builders.a_leader("Lone Kvist", team=team)
    both = builders.a_coordinator("Karen Holm", jobcentre=team.jobcentre)
    builders.give_role(both, Role.CASEWORKER, team=team)
    builders.a_caseworker(team=team)
    page = client.get("/adgang/demo/").content.decode()
    found = re.findall(r"<h([23])[^>]*>\s*([^<]*?)\s*<", page)
    assert found == [
        ("2", "Sagsbehandler"),
        ("3", "Karen Holm"),
        ("3", "Signe Sand"),
        ("2", "Teamleder"),
        ("3", "Lone Kvist"),
    ]
    assert page.count("Mentorkoordinator") == 1


def test_one_click_in_the_demo_stands_in_the_log_as_a_login(client: Client, asta: User, settings: Settings) -> None:
    assert client.post(f"/adgang/demo/{asta.uuid}/").status_code == 404

    settings.DEMO = True

    assert client.post(f"/adgang/demo/{asta.uuid}/").headers["Location"] == DESK
    assert events() == ["user.logged_in"]
