"""Companies, and citizens placed with them."""

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.companies import commands
from parloeb.domain.companies.models import Placement
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from parloeb.kernel.periods import Period
from tests.builders import cases, clock, corps, people

pytestmark = pytest.mark.django_db


def test_a_citizen_is_placed_with_a_company_once_at_a_time() -> None:
    signe = people.a_caseworker()
    case = cases.a_case(by=signe)
    company = corps.a_company(jobcentre=case.jobcentre)
    with people.act(signe, Role.CASEWORKER) as by:
        commands.place(case, company=company, period=Period(clock.ON), by=by, at=clock.AT, on=clock.ON)
        with pytest.raises(errors.RefusedError, match="allerede hos virksomheden"):
            commands.place(case, company=company, period=Period(clock.TOMORROW), by=by, at=clock.AT, on=clock.ON)

    assert Placement.objects.count() == 1


def test_who_does_not_reach_the_case_cannot_place_its_citizen() -> None:
    case = cases.a_case()
    company = corps.a_company(jobcentre=case.jobcentre)

    with people.act(people.a_caseworker("Mads Bruun")) as by, pytest.raises(errors.RefusedError, match="adgang"):
        commands.place(case, company=company, period=Period(clock.ON), by=by, at=clock.AT, on=clock.ON)


@pytest.mark.parametrize(("role", "kind"), [(Role.MENTOR, RelationKind.MENTOR), (Role.CITIZEN, RelationKind.CITIZEN)])
def test_who_reaches_the_case_without_being_the_authority_places_nobody(role: Role, kind: RelationKind) -> None:
    case = cases.a_case()
    company = corps.a_company(jobcentre=case.jobcentre)
    user = people.give_role(people.a_user(), role)
    cases.relate(case, kind, user=user)

    with people.act(user, role) as by, pytest.raises(errors.RefusedError, match="Kun jobcentret"):
        commands.place(case, company=company, period=Period(clock.ON), by=by, at=clock.AT, on=clock.ON)


def test_a_company_of_another_jobcentre_is_refused() -> None:
    signe = people.a_caseworker()
    case = cases.a_case(by=signe)
    company = corps.a_company(jobcentre=people.a_jobcentre())

    with people.act(signe) as by, pytest.raises(errors.RefusedError, match="et andet jobcenter"):
        commands.place(case, company=company, period=Period(clock.ON), by=by, at=clock.AT, on=clock.ON)


def test_only_the_coordinator_registers_a_company_and_it_has_a_name() -> None:
    jobcentre = people.a_jobcentre()
    with people.act(people.a_caseworker()) as by, pytest.raises(errors.RefusedError, match="mentorkoordinator"):
        commands.register_company(jobcentre=jobcentre, name="Bageriet", by=by, at=clock.AT)
    with people.act(people.a_coordinator(jobcentre=jobcentre)) as by, pytest.raises(errors.RefusedError, match="navn"):
        commands.register_company(jobcentre=jobcentre, name=" ", by=by, at=clock.AT)


def test_the_database_excludes_an_overlap_of_the_same_pair() -> None:
    signe = people.a_caseworker()
    case = cases.a_case(by=signe)
    company = corps.a_company(jobcentre=case.jobcentre)
    with people.act(signe) as by:
        commands.place(case, company=company, period=Period(clock.ON, clock.TOMORROW), by=by, at=clock.AT, on=clock.ON)

    with (
        pytest.raises(IntegrityError, match="companies_placement_once_a_day"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO companies_placement (uuid, case_id, company_id, first_day)"
            "VALUES (gen_random_uuid(), %s, %s, %s)",
            [case.pk, company.pk, clock.TOMORROW],
        )
