"""Visits that were stored before occasions were, brought over to them."""

import uuid

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from parloeb.config import migrating
from parloeb.domain.people.rules import Role
from parloeb.domain.visits import commands
from parloeb.domain.visits.models import Occasion, Visit
from tests.builders import clock, people, visits

BEFORE = [("visits", "0007_own_minutes_of_the_registered")]


@pytest.mark.usefixtures("own_database")
def test_each_live_visit_gets_the_occasion_that_it_was() -> None:
    pair = visits.a_pair()
    alone, other = visits.a_visit(pair), visits.a_visit(pair, visits.a_content("06:00"))
    with people.act(pair.mentor_user, Role.MENTOR) as by:
        half = visits.a_content("05:30")
        corrected = commands.correct(other, half, client_key=uuid.uuid4(), by=by, at=clock.AT, on=clock.ON)
    shared = [visits.a_visit(pair, visits.a_content(at)) for at in ("02:00", "03:00")]
    imported, key = visits.a_visit(pair, visits.a_content("00:30")), uuid.uuid4()

    with migrating._as_owner():
        MigrationExecutor(connection).migrate(BEFORE)
        with connection.cursor() as cursor:
            cursor.execute("UPDATE visits_visit SET client_key = %s WHERE id = %s", [key, alone.pk])
            cursor.execute(
                "UPDATE visits_visit SET is_shared = true, starts_at = %s, ends_at = %s WHERE id = ANY(%s)",
                [shared[0].starts_at, shared[0].ends_at, [one.pk for one in shared]],
            )
            cursor.execute(
                "UPDATE visits_visit SET registration_key = 'R1', registered_by_id = NULL WHERE id = %s", [imported.pk]
            )
    migrating.migrate()

    found = {visit.pk: visit for visit in Visit.objects.select_related("occasion")}
    of = {pk: visit.occasion for pk, visit in found.items() if visit.occasion}
    assert set(found) - set(of) == {imported.pk}
    assert Occasion.objects.count() == len(of) == 5
    assert all((of[pk].mentor_id, of[pk].starts_at) == (found[pk].mentor_id, found[pk].starts_at) for pk in of)
    assert all((of[pk].ends_at - of[pk].starts_at).seconds == 60 * found[pk].minutes for pk in of)
    assert {of[one.pk].split for one in shared} == {"unsplit"}
    assert {one.split for pk, one in of.items() if pk not in {two.pk for two in shared}} == {"alone"}
    assert {pk for pk, one in of.items() if one.state == "replaced"} == {other.pk}
    assert of[corrected.pk].supersedes == of[other.pk]
    assert {pk for pk, one in of.items() if one.client_key} == {alone.pk}
    assert of[alone.pk].client_key == key
