"""An account opens the cases that were there before it."""

import pytest

from parloeb.domain.cases import access
from parloeb.domain.people import acting
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.journeys import accounts
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON

pytestmark = pytest.mark.django_db


def test_an_account_given_later_opens_the_case_to_the_citizen_and_closes_it_to_the_same_person_at_work() -> None:
    signe = builders.a_caseworker()
    case = builders.a_case(by=signe)
    colleague = builders.a_caseworker("Anna Borg", team=signe.role_assignments.get().team)
    builders.give_role(colleague, Role.CITIZEN)
    at_work = builders.actor(colleague, Role.CASEWORKER)
    assert access.reach(at_work, case.uuid, on=ON)
    accounts.link_citizen(case.citizen, user=colleague, by=acting.SYSTEM, at=AT, on=ON)
    assert access.reach(builders.actor(colleague, Role.CITIZEN), case.uuid, on=ON)
    assert access.reach(at_work, case.uuid, on=ON) is None


def test_an_account_without_the_role_of_a_citizen_gets_it_on_the_day_and_once() -> None:
    case = builders.a_case(by=builders.a_caseworker())
    user = builders.a_user("Bo Lind")
    accounts.link_citizen(case.citizen, user=user, by=acting.SYSTEM, at=AT, on=ON)
    assert access.reach(builders.actor(user, Role.CITIZEN), case.uuid, on=ON)
    with pytest.raises(errors.RefusedError, match="allerede en bruger"):
        accounts.link_citizen(case.citizen, user=builders.a_user("En anden"), by=acting.SYSTEM, at=AT, on=ON)
    assert user.role_assignments.get().first_day == ON
    assert list(User.objects.filter(role_assignments__role=Role.CITIZEN)) == [user]
