"""What a row of the log holds, and that it lives and dies with the act it tells of."""

import pytest

from parloeb.domain.audit import commands
from parloeb.domain.audit.models import Event, EventKind
from parloeb.domain.people import acting
from parloeb.domain.people.rules import Role
from tests import builders

pytestmark = pytest.mark.django_db


def test_an_act_tells_who_in_which_role_did_what_to_whom(cast: builders.Cast) -> None:
    citizen = builders.a_citizen()
    with builders.act(cast.caseworker) as by:
        commands.record("citizen.moved", citizen, by=by, at=builders.AT, citizens=[citizen.uuid], reason="moved")
    row = Event.objects.latest("id")
    assert (row.kind, row.name, row.reason) == (EventKind.ACT, "citizen.moved", "moved")
    assert (row.user_uuid, row.role) == (cast.caseworker.uuid, Role.CASEWORKER)
    assert (row.subject_type, row.subject_uuid, row.citizens) == ("Citizen", citizen.uuid, [citizen.uuid])
    assert row.at == builders.AT


def test_a_look_at_a_list_is_one_row_that_names_each_citizen_once(cast: builders.Cast) -> None:
    anna, bo = builders.a_citizen("Anna Borg"), builders.a_citizen("Bo Egelund")
    before = Event.objects.count()
    with builders.act(cast.caseworker) as by:
        commands.look("cases:list", by=by, at=builders.AT, citizens=[bo.uuid, anna.uuid, bo.uuid])
    assert Event.objects.count() == before + 1
    row = Event.objects.latest("id")
    assert row.kind == EventKind.LOOK
    assert row.citizens == sorted([anna.uuid, bo.uuid])
    assert (row.subject_type, row.subject_uuid) == ("", None)


def test_the_system_is_logged_without_a_user() -> None:
    commands.deny("cases:detail", by=acting.SYSTEM, at=builders.AT, reason="nobody")
    row = Event.objects.get()
    assert (row.kind, row.user_uuid, row.role, row.reason) == (EventKind.DENIAL, None, Role.SYSTEM, "nobody")
