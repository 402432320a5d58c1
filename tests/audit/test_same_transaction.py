"""An act and its row are one transaction, on a database that really commits."""

import contextlib

import pytest
from django.db import connection

from parloeb.domain.audit.models import Event
from parloeb.domain.people import acting, commands
from parloeb.domain.people.models import User
from tests import builders

pytestmark = pytest.mark.usefixtures("own_database")


class BreakdownError(Exception):
    """Something goes wrong after the act."""


def test_an_act_that_is_rolled_back_leaves_no_row() -> None:
    team = builders.a_team()
    caseworker = builders.a_caseworker(team=team)
    kept = Event.objects.count()
    written = 0
    with contextlib.suppress(BreakdownError), builders.act(caseworker):
        commands.register_user(email="ida@example.dk", name="Ida", by=acting.SYSTEM, at=builders.AT)
        written = Event.objects.count() - kept
        raise BreakdownError
    connection.close()
    assert written == 1
    assert Event.objects.count() == kept
    assert not User.objects.filter(email="ida@example.dk").exists()


def test_an_act_that_is_done_is_there_for_everybody() -> None:
    user = builders.a_user()
    connection.close()
    assert Event.objects.get(subject_uuid=user.uuid).name == "user.registered"
