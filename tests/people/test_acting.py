"""The one way in: roles by their days, and the database told who acts for one transaction."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.people import acting, commands
from parloeb.domain.people.models import RoleAssignment, User
from parloeb.domain.people.rules import Role
from tests import builders

ON = builders.ON


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first_day", "last_day", "holds"),
    [
        (ON, None, True),
        (ON, ON, True),
        (builders.LONG_AGO, ON, True),
        (builders.LONG_AGO, builders.YESTERDAY, False),
        (builders.TOMORROW, None, False),
    ],
)
def test_a_role_is_held_on_its_days(first_day: date, last_day: date | None, holds: bool) -> None:
    user = builders.give_role(builders.a_user(), Role.MENTOR, first_day=first_day, last_day=last_day)
    assert list(acting.actors_of(user, on=ON)) == ([Role.MENTOR] if holds else [])
    assert _comes_in(user, Role.MENTOR) is holds


@pytest.mark.django_db
def test_a_role_not_held_opens_nothing(cast: builders.Cast) -> None:
    assert _comes_in(cast.caseworker, Role.CASEWORKER)
    assert not _comes_in(cast.caseworker, Role.TEAM_LEADER)
    assert not _comes_in(cast.nobody, Role.CITIZEN)


@pytest.mark.django_db
def test_who_has_left_does_not_come_in_though_the_role_is_held(cast: builders.Cast) -> None:
    assert acting.actors_of(cast.leaver, on=ON) == {}
    assert not _comes_in(cast.leaver, Role.CASEWORKER)
    assert acting.person(cast.leaver) is None


@pytest.mark.django_db
def test_an_actor_is_restricted_to_what_the_role_was_given_for() -> None:
    team, other_team, jobcentre = builders.a_team(), builders.a_team(), builders.a_jobcentre()
    user = builders.a_caseworker(team=team)
    builders.give_role(user, Role.CASEWORKER, team=other_team, last_day=builders.YESTERDAY)
    builders.give_role(user, Role.COORDINATOR, organisation=jobcentre)
    caseworker, coordinator = builders.actor(user, Role.CASEWORKER), builders.actor(user, Role.COORDINATOR)
    assert (caseworker.team_ids, caseworker.organisation_ids) == (frozenset({team.pk}), frozenset())
    assert (coordinator.team_ids, coordinator.organisation_ids) == (frozenset(), frozenset({jobcentre.pk}))


@pytest.mark.django_db
def test_the_system_is_no_person() -> None:
    with pytest.raises(acting.NotInRoleError):
        _ = acting.SYSTEM.person_id


@pytest.mark.django_db
def test_a_role_that_ends_before_it_begins_is_impossible() -> None:
    with pytest.raises(IntegrityError, match="people_assignment_days"), transaction.atomic():
        RoleAssignment.objects.create(
            user=builders.a_user(), role=Role.MENTOR, first_day=ON, last_day=ON - timedelta(days=1)
        )


@pytest.mark.usefixtures("own_database")
def test_the_database_is_told_who_acts_and_forgets_it_with_the_transaction() -> None:
    user = builders.a_caseworker()
    assert _told() == ("", "")
    with builders.act(user):
        assert _told() == (str(user.uuid), "caseworker")
    assert _told() == ("", "")
    with acting.acting_as_system():
        assert _told() == ("", "system")
    assert _told() == ("", "")


@pytest.mark.usefixtures("own_database")
def test_the_database_forgets_who_acted_when_the_act_breaks() -> None:
    user = builders.a_caseworker()
    with pytest.raises(ZeroDivisionError), builders.act(user):
        _ = 1 / 0
    assert _told() == ("", "")


@pytest.mark.django_db
def test_deactivating_is_seen_on_the_object_and_in_the_database() -> None:
    user = builders.a_user()
    commands.deactivate_user(user, by=acting.SYSTEM, at=builders.AT)
    assert not user.is_active
    assert not User.objects.get(pk=user.pk).is_active


def _told() -> tuple[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('parloeb.user', true), ''),"
            " coalesce(current_setting('parloeb.role', true), '')"
        )
        user, role = cursor.fetchone()
    return user, role


def _comes_in(user: User, role: Role) -> bool:
    try:
        with acting.acting_as(user, role, on=ON):
            return True
    except acting.NotInRoleError:
        return False


@pytest.mark.django_db
def test_a_command_that_is_part_of_its_actors_transaction_needs_one(monkeypatch: pytest.MonkeyPatch) -> None:
    command = acting.as_part_of_it(lambda text: text.upper())

    with acting.acting_as_system():
        assert command("ind") == "IND"
    monkeypatch.setattr(acting, "connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(acting.NotInRoleError):
        command("ind")
