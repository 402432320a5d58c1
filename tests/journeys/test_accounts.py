"""An account opens the cases that were there before it."""

import pytest

from parloeb.domain.cases import access
from parloeb.domain.people import acting
from parloeb.domain.people.rules import Role
from parloeb.journeys import accounts
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
