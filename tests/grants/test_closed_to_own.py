"""Nobody decides, approves or signs for the authority in the own case, a relative's, or as the citizen's mentor."""

from collections.abc import Callable, Mapping

import pytest

from parloeb.domain.agreements import commands as agreements
from parloeb.domain.agreements.lists import Party
from parloeb.domain.cases import commands as cases
from parloeb.domain.cases import disqualifying
from parloeb.domain.cases.lists import Ground
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import CLOSED_TO, RelationKind
from parloeb.domain.correspondence.models import Letter
from parloeb.domain.followup import access as followup
from parloeb.domain.grants import commands, submitting
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.states import State
from parloeb.domain.people import acting
from parloeb.domain.people.models import Team, User
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON
from tests.builders import agreements as agreement_builders

pytestmark = pytest.mark.django_db


def _related(kind: RelationKind) -> Callable[[Case, User, Role], None]:
    def relate(case: Case, user: User, role: Role) -> None:
        del role
        cases.relate(case, kind=kind, user=user, first_day=ON, by=acting.SYSTEM, at=AT)

    return relate


def _declared(case: Case, user: User, role: Role) -> None:
    with builders.act(user, role) as by:
        disqualifying.declare(case, Ground.RELATIVE, by=by, at=AT, on=ON)


OWN: Mapping[RelationKind, Callable[[Case, User, Role], None]] = {
    RelationKind.CITIZEN: _related(RelationKind.CITIZEN),
    RelationKind.DISQUALIFIED: _declared,
    RelationKind.MENTOR: _related(RelationKind.MENTOR),
}

ACTS: Mapping[str, tuple[Role, Callable[[Grant, acting.Actor], None]]] = {
    "save": (
        Role.CASEWORKER,
        lambda grant, by: commands.save(grant, commands.Draft(), version=grant.version, by=by, at=AT, on=ON),
    ),
    "submit": (Role.CASEWORKER, lambda grant, by: commands.submit(grant, by=by, at=AT, on=ON)),
    "decide": (Role.CASEWORKER, lambda grant, by: builders.decide(grant, by=by)),
    "refuse": (
        Role.CASEWORKER,
        lambda grant, by: commands.refuse(grant, sending=builders.sending(), by=by, at=AT, on=ON),
    ),
    "approve": (Role.TEAM_LEADER, lambda grant, by: builders.decide(grant, by=by)),
    "send back": (
        Role.TEAM_LEADER,
        lambda grant, by: submitting.send_back(grant, message="Se igen.", by=by, at=AT, on=ON),
    ),
    "take over": (Role.CASEWORKER, lambda grant, by: cases.take_over(grant.case, by=by, at=AT, on=ON)),
    "talk": (Role.CASEWORKER, lambda grant, by: followup.require(by, grant.case, on=ON)),
}


def _someone(role: Role, team: Team) -> User:
    of_role = builders.a_leader if role is Role.TEAM_LEADER else builders.a_caseworker
    return of_role("Emil Toft", team=team)


def _grant(act: str, team: Team) -> Grant:
    signe = builders.a_caseworker(team=team)
    grant = builders.a_drafted_grant(by=signe)
    Grant.objects.filter(pk=grant.pk).update(
        reason_text="Der er allerede støtte efter § 85.", alternative="Ring til rådgivningen."
    )
    if act in ("approve", "send back"):
        with builders.act(signe, Role.CASEWORKER) as by:
            commands.submit(grant, by=by, at=AT, on=ON)
    return Grant.objects.select_related("case__citizen", "referral").get(pk=grant.pk)


@pytest.mark.parametrize("kind", OWN)
@pytest.mark.parametrize("act", ACTS)
def test_an_own_case_is_refused_with_the_sentence_of_the_rule(act: str, kind: RelationKind) -> None:
    team, (role, do) = builders.a_team(), ACTS[act]
    grant, emil = _grant(act, team), _someone(ACTS[act][0], team)
    before = State(grant.state)
    OWN[kind](grant.case, emil, role)
    with builders.act(emil, role) as by, pytest.raises(errors.RefusedError) as refusal:
        do(grant, by)
    assert refusal.value.sentence == CLOSED_TO[kind]
    assert Grant.objects.get().state == before
    assert not Letter.objects.exists()


@pytest.mark.parametrize("act", ACTS)
def test_a_colleague_who_is_none_of_these_is_not_refused(act: str) -> None:
    team, (role, do) = builders.a_team(), ACTS[act]
    grant, emil = _grant(act, team), _someone(ACTS[act][0], team)
    with builders.act(emil, role) as by:
        do(grant, by)


@pytest.mark.parametrize("kind", [None, *OWN])
def test_the_agreement_is_not_signed_for_the_authority_by_whom_it_is_closed_to(kind: RelationKind | None) -> None:
    signing = agreement_builders.a_presented_agreement()
    for party in (Party.CITIZEN, Party.MENTOR):
        agreement_builders.sign(signing, party)
    agreement, case = signing.agreement, signing.course.case
    team = case.relations.get(kind=RelationKind.TEAM).team
    assert team
    emil = builders.a_caseworker("Emil Toft", team=team)
    if kind:
        OWN[kind](case, emil, Role.CASEWORKER)
    with builders.act(emil, Role.CASEWORKER) as by:
        if kind is None:
            agreements.sign(agreement, version=agreement.version, by=by, at=AT, on=ON)
            return
        with pytest.raises(errors.RefusedError) as refusal:
            agreements.sign(agreement, version=agreement.version, by=by, at=AT, on=ON)
    assert refusal.value.sentence == CLOSED_TO[kind]
