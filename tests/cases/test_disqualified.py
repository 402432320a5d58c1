"""Who says to be disqualified has the case closed from then on, until the leader finds otherwise."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.cases import access, disqualifying, queries
from parloeb.domain.cases.lists import Ground
from parloeb.domain.cases.models import Case, Disqualification, Relation
from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders.clock import AT, ON, TOMORROW, YESTERDAY

pytestmark = pytest.mark.django_db

BECAUSE = "De er kun naboer."


@pytest.fixture
def case(cast: builders.Cast) -> Case:
    return builders.a_case(by=cast.caseworker, on=ON - timedelta(days=30))


def declare(user: User, role: Role, case: Case, ground: Ground = Ground.RELATIVE) -> Disqualification:
    with builders.act(user, role) as by:
        return disqualifying.declare(case, ground, by=by, at=AT, on=ON)


def reaches(user: User, role: Role, case: Case) -> bool:
    with builders.act(user, role) as by:
        return access.visible_to(by, on=ON).filter(pk=case.pk).exists()


def test_the_case_is_closed_at_once_in_every_role_for_the_authority_and_to_nobody_else(
    cast: builders.Cast, case: Case
) -> None:
    signe = builders.give_role(cast.caseworker, Role.TEAM_LEADER, team=cast.places.team_a)
    declared = declare(signe, Role.CASEWORKER, case)
    assert not reaches(signe, Role.CASEWORKER, case)
    assert not reaches(signe, Role.TEAM_LEADER, case)
    assert reaches(cast.leader, Role.TEAM_LEADER, case)
    relation = declared.relation
    assert (relation.kind, relation.user, relation.first_day, relation.last_day) == ("disqualified", signe, ON, None)
    logged = Event.objects.get(name="disqualification.declared")
    assert (logged.user_uuid, logged.reason, logged.citizens) == (signe.uuid, "relative", [case.citizen.uuid])


def test_its_caseworker_is_it_no_more_and_the_desk_asks_for_another(cast: builders.Cast, case: Case) -> None:
    with builders.act(cast.leader, Role.TEAM_LEADER) as by:
        assert queries.without_caseworker(access.visible_to(by, on=ON), on=ON) == ()
    declare(cast.caseworker, Role.CASEWORKER, case)
    with builders.act(cast.leader, Role.TEAM_LEADER) as by:
        (asks,) = queries.without_caseworker(access.visible_to(by, on=ON), on=ON)
        assert case in access.in_hand_of(by, on=ON)
    assert (asks.what, asks.record, asks.since) == ("Sagen har ingen sagsbehandler", ("case", case.uuid), YESTERDAY)
    assert {one.name for one in queries.caseworkers(case, on=YESTERDAY)} == {cast.caseworker.name}


def test_nobody_says_it_twice_or_for_a_case_that_is_not_reached(cast: builders.Cast, case: Case) -> None:
    declare(cast.caseworker, Role.CASEWORKER, case)
    with pytest.raises(errors.RefusedError, match="Du har meldt dig inhabil"):
        declare(cast.caseworker, Role.CASEWORKER, case)
    with pytest.raises(errors.RefusedError, match="Du har ikke adgang til sagen"):
        declare(cast.other_caseworker, Role.CASEWORKER, case)
    with pytest.raises(errors.RefusedError, match="Kun den, der handler for kommunen"):
        declare(cast.citizen, Role.CITIZEN, case)
    assert Disqualification.objects.count() == 1


def test_the_leader_alone_finds_otherwise_with_a_reason_and_the_case_opens_again(
    cast: builders.Cast, case: Case
) -> None:
    declared = declare(cast.caseworker, Role.CASEWORKER, case, Ground.OTHER)
    colleague = builders.a_caseworker("Tove Bech", team=cast.places.team_a)
    with builders.act(colleague, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError, match="Kun teamlederen"):
        disqualifying.lift(declared, BECAUSE, by=by, at=AT, on=ON)
    with builders.act(cast.leader, Role.TEAM_LEADER) as by:
        with pytest.raises(errors.RefusedError, match="Skriv, hvorfor") as refusal:
            disqualifying.lift(declared, " ", by=by, at=AT, on=ON)
        disqualifying.lift(declared, BECAUSE, by=by, at=AT, on=ON)
        with pytest.raises(errors.OvertakenError):
            disqualifying.lift(declared, BECAUSE, by=by, at=AT, on=ON)
        (row,) = queries.disqualified(case)
    assert refusal.value.field == "because"
    assert reaches(cast.caseworker, Role.CASEWORKER, case)
    assert (row.name, row.since) == (cast.caseworker.name, "16-11-2026")
    assert row.lifted == f"Ophævet 16-11-2026 af {cast.leader.name}: {BECAUSE}"
    assert queries.standing_disqualification(case, declared.uuid) is None
    declare(cast.caseworker, Role.CASEWORKER, case)
    assert not reaches(cast.caseworker, Role.CASEWORKER, case)


def test_nobody_lifts_the_own(cast: builders.Cast, case: Case) -> None:
    declared = declare(cast.leader, Role.TEAM_LEADER, case)
    with builders.act(cast.leader, Role.TEAM_LEADER) as by, pytest.raises(errors.RefusedError, match="Du har meldt"):
        disqualifying.lift(declared, BECAUSE, by=by, at=AT, on=ON)


def test_a_lifted_one_keeps_its_days(cast: builders.Cast, case: Case) -> None:
    declared = declare(cast.caseworker, Role.CASEWORKER, case)
    with builders.act(cast.leader, Role.TEAM_LEADER, on=TOMORROW) as by:
        disqualifying.lift(declared, BECAUSE, by=by, at=AT, on=TOMORROW)
    relation = Relation.objects.get(kind=RelationKind.DISQUALIFIED)
    assert (relation.first_day, relation.last_day, relation.cut_at) == (ON, ON, None)


def test_the_database_wants_a_reason_for_what_is_lifted(cast: builders.Cast, case: Case) -> None:
    declare(cast.caseworker, Role.CASEWORKER, case)
    with (
        pytest.raises(IntegrityError, match="cases_lifted_has_reason"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE cases_disqualification SET lifted_at = declared_at")
