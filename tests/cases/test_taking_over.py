"""A colleague or the leader takes over a case; whoever had it in hand has it no more."""

from datetime import timedelta

import pytest

from parloeb.domain.audit.models import Event
from parloeb.domain.cases import access, commands, queries
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import Stage
from parloeb.domain.people import acting
from parloeb.domain.people import commands as people
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders.clock import AT, ON, TOMORROW

pytestmark = pytest.mark.django_db


def in_hand(case: Case) -> set[str]:
    return {one.name for one in queries.caseworkers(case, on=ON)}


def takes(user: User, role: Role, case: Case) -> None:
    with builders.act(user, role) as by:
        commands.take_over(case, by=by, at=AT, on=ON)


@pytest.fixture
def case(cast: builders.Cast) -> Case:
    return builders.a_case(by=cast.caseworker, on=ON - timedelta(days=30))


@pytest.fixture
def colleague(cast: builders.Cast) -> User:
    return builders.give_role(builders.a_user("Tove Bech"), Role.CASEWORKER, team=cast.places.team_a)


def test_a_colleague_of_the_team_takes_over_and_the_former_is_known_still(case: Case, colleague: User) -> None:
    takes(colleague, Role.CASEWORKER, case)
    assert in_hand(case) == {"Tove Bech"}
    assert {one.name for one in queries.caseworkers(case, on=ON - timedelta(days=1))} == {"Signe Sand"}
    assert Event.objects.get(name="case.taken_over").user_uuid == colleague.uuid


def test_the_leader_takes_over_a_case_begun_today(cast: builders.Cast) -> None:
    case = builders.a_case(by=cast.caseworker)
    takes(cast.leader, Role.TEAM_LEADER, case)
    assert in_hand(case) == {cast.leader.name}


def test_who_has_it_already_does_not_take_it(cast: builders.Cast, case: Case) -> None:
    with pytest.raises(errors.RefusedError, match="allerede sagsbehandler"):
        takes(cast.caseworker, Role.CASEWORKER, case)


def test_nobody_outside_the_team_takes_over(cast: builders.Cast, case: Case) -> None:
    with pytest.raises(errors.RefusedError, match="ikke adgang"):
        takes(cast.other_caseworker, Role.CASEWORKER, case)
    with pytest.raises(errors.RefusedError, match="Kun en sagsbehandler"):
        takes(cast.coordinator, Role.COORDINATOR, case)


def test_an_ended_case_is_not_taken_over(case: Case, colleague: User) -> None:
    Case.objects.filter(pk=case.pk).update(stage=Stage.ENDED, ended_on=ON)
    with pytest.raises(errors.RefusedError, match="slut"):
        takes(colleague, Role.CASEWORKER, case)


def test_the_tasks_of_who_left_are_everybodys_in_the_team(cast: builders.Cast, case: Case, colleague: User) -> None:
    by = builders.actor(colleague)
    assert case not in access.in_hand_of(by, on=ON)
    people.deactivate_user(cast.caseworker, by=acting.SYSTEM, at=AT)
    assert case in access.in_hand_of(by, on=ON)


def test_a_role_ends_with_its_last_day(colleague: User) -> None:
    assert people.end_role(colleague, role=Role.CASEWORKER, last_day=ON, by=acting.SYSTEM, at=AT) == 1
    assert Role.CASEWORKER in acting.actors_of(colleague, on=ON)
    assert Role.CASEWORKER not in acting.actors_of(colleague, on=TOMORROW)
    with pytest.raises(errors.RefusedError, match="ikke den rolle"):
        people.end_role(colleague, role=Role.CASEWORKER, last_day=ON, by=acting.SYSTEM, at=AT)


@pytest.mark.usefixtures("standing_clock")
def test_the_page_names_the_caseworker_and_offers_the_colleague_to_take_over(case: Case, colleague: User) -> None:
    client = builders.logged_in(colleague, Role.CASEWORKER)
    page = f"/sager/{case.uuid}/"
    before = client.get(page).content.decode()
    assert "Sagsbehandler: Signe Sand" in before
    assert "Overtag sagen" in before
    assert client.post(f"{page}overtag/")["Location"] == page
    after = client.get(page).content.decode()
    assert "Sagsbehandler: Tove Bech" in after
    assert "Overtag sagen" not in after
