"""Who opens the pages."""

import pytest
from django.test import Client

from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from tests import builders


@pytest.fixture
def desk(signe: User) -> Client:
    """The caseworker's browser."""
    return builders.logged_in(signe, Role.CASEWORKER)
