"""Who may see a case: a table in which each no differs from a yes in exactly one fact."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest

from parloeb.domain.cases import access, listing
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import TO_A_TEAM, TO_A_USER, TO_AN_ORGANISATION, RelationKind
from parloeb.domain.people.models import Team, User
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders

pytestmark = pytest.mark.django_db

ON = builders.ON


@dataclass(frozen=True)
class Facts:
    """One person, one case, and what they have to do with each other."""

    role: Role
    kind: RelationKind
    to_whom: str = "me"  # or "another" user, team or organisation of the same sort
    first_day: date = builders.LONG_AGO
    last_day: date | None = None
    is_cut: bool = False
    also: RelationKind | None = None  # the person has this to do with the case besides
    also_until: date | None = None

    def __str__(self) -> str:
        told = {name: value for name, value in vars(self).items() if value != getattr(type(self), name, None)}
        return " ".join(f"{value}" if name in ("role", "kind") else f"{name}={value}" for name, value in told.items())


# What opens a case to whom; every other pair of role and kind is closed.
OPENS = {
    (Role.CASEWORKER, RelationKind.TEAM),
    (Role.CASEWORKER, RelationKind.CASEWORKER),
    (Role.TEAM_LEADER, RelationKind.TEAM),
    (Role.COORDINATOR, RelationKind.COORDINATION),
    (Role.MENTOR, RelationKind.MENTOR),
    (Role.SUPPLIER_ADMIN, RelationKind.SUPPLIER),
    (Role.CITIZEN, RelationKind.CITIZEN),
    (Role.CONTROLLER, RelationKind.CONTROL),
}
AUTHORITY = {Role.CASEWORKER, Role.TEAM_LEADER, Role.COORDINATOR, Role.CONTROLLER}
ROLES = [role for role in Role if role is not Role.SYSTEM]
YES = [Facts(role, kind) for role, kind in sorted(OPENS)]

STILL_YES: list[dict[str, Any]] = [
    {"first_day": ON},
    {"last_day": ON},
    {"last_day": builders.TOMORROW},
]
ONE_FACT_TO_NO: list[dict[str, Any]] = [
    {"to_whom": "another"},
    {"first_day": builders.TOMORROW},
    {"last_day": builders.YESTERDAY},
    {"is_cut": True},
]
OWN_PARTS = [RelationKind.CITIZEN, RelationKind.MENTOR]


def _all(rows: list[Facts], changes: list[dict[str, Any]]) -> list[Facts]:
    return [replace(row, **change) for row in rows for change in changes]


@pytest.mark.parametrize("facts", YES + _all(YES, STILL_YES), ids=str)
def test_yes(facts: Facts) -> None:
    assert _sees(facts)


@pytest.mark.parametrize("facts", _all(YES, ONE_FACT_TO_NO), ids=str)
def test_no_by_one_fact(facts: Facts) -> None:
    assert not _sees(facts)


@pytest.mark.parametrize(
    "facts", [Facts(role, kind) for role in ROLES for kind in RelationKind if (role, kind) not in OPENS], ids=str
)
def test_no_other_kind_of_relation_opens_to_a_role(facts: Facts) -> None:
    assert not _sees(facts)


@pytest.mark.parametrize(
    ("facts", "part"), [(facts, part) for facts in YES for part in OWN_PARTS if part is not facts.kind], ids=str
)
def test_who_is_the_citizen_or_the_mentor_does_not_see_for_the_authority(facts: Facts, part: RelationKind) -> None:
    assert _sees(replace(facts, also=part)) is (facts.role not in AUTHORITY)
    assert _sees(replace(facts, also=part, also_until=builders.YESTERDAY))


def test_an_employee_sees_as_mentor_what_stays_closed_as_caseworker(cast: builders.Cast) -> None:
    case = builders.a_case(by=cast.caseworker)
    emil = cast.employee_and_mentor
    assert case in access.visible_to(builders.actor(emil, Role.CASEWORKER), on=ON)
    builders.relate(case, RelationKind.MENTOR, user=emil)
    assert case not in access.visible_to(builders.actor(emil, Role.CASEWORKER), on=ON)
    assert case in access.visible_to(builders.actor(emil, Role.MENTOR), on=ON)


def test_two_reasons_to_see_a_case_show_it_once(cast: builders.Cast) -> None:
    builders.a_case(by=cast.caseworker)
    assert access.visible_to(builders.actor(cast.caseworker), on=ON).count() == 1


def test_one_sees_own_cases_and_no_others(cast: builders.Cast) -> None:
    own = builders.a_case(by=cast.caseworker)
    builders.a_case(by=cast.other_caseworker)
    builders.a_case(by=cast.caseworker_of_sydby)
    assert list(access.visible_to(builders.actor(cast.caseworker), on=ON)) == [own]
    assert list(access.visible_to(builders.actor(cast.leader), on=ON)) == [own]


def test_who_is_in_several_teams_reaches_the_cases_of_each(cast: builders.Cast) -> None:
    own, other = builders.a_case(by=cast.caseworker), builders.a_case(by=cast.other_caseworker)
    builders.a_case(by=cast.caseworker_of_sydby)
    by_two = builders.a_user("Tove To")
    first, second = (next(iter(builders.actor(user).team_ids)) for user in (cast.caseworker, cast.other_caseworker))
    numbers = []
    for team in (first, second):
        builders.give_role(by_two, Role.CASEWORKER, team=Team.objects.get(pk=team))
        numbers.append({row.number for row in listing.page_of_cases(builders.actor(by_two), on=ON).rows})
    assert numbers == [{own.number}, {own.number, other.number}]
    assert access.reaches(builders.actor(by_two), other.pk, on=ON)


def test_a_command_refuses_a_case_out_of_reach(cast: builders.Cast) -> None:
    case = builders.a_case(by=cast.caseworker)
    access.require_reach(builders.actor(cast.caseworker), case, on=ON)
    with pytest.raises(errors.RefusedError, match="ikke adgang"):
        access.require_reach(builders.actor(cast.other_caseworker), case, on=ON)


def _sees(facts: Facts) -> bool:
    """Whether the gate lets the case through; asked prepared it says the same."""
    user, case = _person_and_case(facts)
    by = builders.actor(user, facts.role)
    seen = access.visible_to(by, on=ON).filter(pk=case.pk).exists()
    assert (access.reach(by, case.uuid, on=ON) is not None) is seen
    assert access.reaches(by, case.pk, on=ON) is seen
    assert bool(listing.page_of_cases(by, on=ON).rows) is seen
    return seen


def _person_and_case(facts: Facts) -> tuple[User, Case]:
    """The person holds the role for a team and an organisation, so that each kind could reach it."""
    team, organisation, user = builders.a_team(), builders.a_jobcentre(), builders.a_user()
    builders.give_role(user, facts.role, team=team, organisation=organisation)
    case = builders.a_case(on=ON - timedelta(days=100))
    if facts.to_whom == "another":
        team, organisation = builders.a_team(), builders.a_jobcentre()
    builders.relate(
        case,
        facts.kind,
        user=(user if facts.to_whom == "me" else builders.a_user()) if facts.kind in TO_A_USER else None,
        team=team if facts.kind in TO_A_TEAM else None,
        organisation=organisation if facts.kind in TO_AN_ORGANISATION else None,
        first_day=facts.first_day,
        last_day=facts.last_day,
    )
    if facts.is_cut:
        builders.cut(case, facts.kind)
    if facts.also:
        builders.relate(case, facts.also, user=user, first_day=builders.LONG_AGO, last_day=facts.also_until)
    return user, case
