"""Coming in: login is the default, and the demo's persons exist in the demo alone."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_who_is_not_logged_in_is_sent_to_the_login_page(client: Client) -> None:
    answer = client.get("/sager/?q=jensen")
    assert answer.status_code == 302
    assert answer["Location"] == "/konto/login/?next=/sager/%3Fq%3Djensen"


def test_persons_of_the_demo_are_not_found_elsewhere(client: Client) -> None:
    assert client.get("/adgang/demo/").status_code == 404


@pytest.mark.parametrize("address", ["/was/", "/privatliv/"])
def test_what_every_public_body_tells_is_open_to_everybody(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200
    assert address in client.get("/konto/login/").content.decode()
