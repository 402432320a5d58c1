"""Coming in: login is the default, and the demo's persons exist in the demo alone."""

from uuid import uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from parloeb.domain.people.models import User
from tests import builders

pytestmark = pytest.mark.django_db


def test_who_is_not_logged_in_is_sent_to_the_login_page(client: Client) -> None:
    answer = client.get("/sager/?q=jensen")
    assert answer.status_code == 302
    assert answer["Location"] == "/konto/login/?next=/sager/%3Fq%3Djensen"


def test_what_was_typed_before_the_login_ended_is_held_and_sent_again(client: Client) -> None:
    address = f"/opfoelgning/{uuid4()}/samtale/"
    answer = client.post(address, {"text": ["Det lange <b>", "Og mere"], "csrfmiddlewaretoken": "x"})
    page = answer.content.decode()
    assert (answer.status_code, answer["Cache-Control"]) == (401, "no-store")
    assert f'action="{address}"' in page
    assert '<input type="hidden" name="text" value="Det lange &lt;b&gt;">' in page
    assert '<input type="hidden" name="text" value="Og mere">' in page
    assert 'value="x"' not in page
    assert 'href="/konto/login/"' in page


def typed_by(user: User, **headers: str) -> HttpResponse:
    """A form sent with the token of an earlier login."""
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(user)
    address = f"/opfoelgning/{uuid4()}/samtale/"
    return strict.post(address, {"minutes": "Vi talte."}, headers=headers)  # type: ignore[return-value]


def test_an_old_token_of_a_page_of_ours_loses_nothing() -> None:
    answer = typed_by(builders.a_caseworker(), Origin="http://testserver")
    assert answer.status_code == 403
    assert '<input type="hidden" name="minutes" value="Vi talte.">' in answer.content.decode()
    assert "Log ind" not in answer.content.decode()


@pytest.mark.parametrize("headers", [{}, {"Origin": "https://evil.example"}])
def test_a_form_from_elsewhere_is_not_offered_to_be_sent(headers: dict[str, str]) -> None:
    answer = typed_by(builders.a_caseworker(), **headers)
    assert answer.status_code == 403
    assert "Vi talte." not in answer.content.decode()


def test_a_password_is_never_held() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/konto/login/", {"password": "hemmeligt"}, headers={"Origin": "http://testserver"})
    assert answer.status_code == 403
    assert "hemmeligt" not in answer.content.decode()


def test_persons_of_the_demo_are_not_found_elsewhere(client: Client) -> None:
    assert client.get("/adgang/demo/").status_code == 404


@pytest.mark.parametrize("address", ["/was/", "/privatliv/"])
def test_what_every_public_body_tells_is_open_to_everybody(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200
    assert address in client.get("/konto/login/").content.decode()
