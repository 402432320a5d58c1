"""Which roles need a team or an organisation to give anything to see."""

import pytest

from parloeb.domain.people import rules
from parloeb.domain.people.rules import Role

TEAM = {Role.CASEWORKER, Role.TEAM_LEADER}
ORGANISATION = {Role.COORDINATOR, Role.CONTROLLER, Role.SUPPLIER_ADMIN, Role.COMPANY_CONTACT}


@pytest.mark.parametrize("role", Role)
def test_a_role_that_would_open_nothing_is_refused_with_the_reason(role: Role) -> None:
    without_team = rules.opens_something(role, has_team=False, has_organisation=True)
    without_organisation = rules.opens_something(role, has_team=True, has_organisation=False)

    assert bool(without_team) is (role not in TEAM)
    assert bool(without_organisation) is (role not in ORGANISATION)
    assert ("et team" in without_team.reason) is (role in TEAM)
    assert ("en organisation" in without_organisation.reason) is (role in ORGANISATION)
    assert rules.opens_something(role, has_team=True, has_organisation=True)
