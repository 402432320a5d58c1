"""Who sees an agreement, who writes it; each no differs from a yes in one fact."""

import pytest

from parloeb.domain.agreements import access
from parloeb.domain.agreements.models import Agreement
from parloeb.domain.agreements.states import State
from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import ON, TOMORROW, Signing

pytestmark = pytest.mark.django_db


def _sees(signing: Signing, name: str, role: Role) -> bool:
    course = signing.course
    team = course.caseworker.role_assignments.get(role=Role.CASEWORKER).team
    assert team
    jobcentre = course.case.jobcentre
    user = {
        "caseworker": lambda: course.caseworker,
        "caseworker of another team": lambda: builders.a_caseworker("Mads Bruun"),
        "leader": lambda: builders.a_leader(team=team),
        "leader of another team": lambda: builders.a_leader(team=builders.a_team()),
        "coordinator": lambda: course.coordinator,
        "coordinator elsewhere": lambda: builders.a_coordinator(jobcentre=builders.a_jobcentre()),
        "mentor": lambda: course.mentor_user,
        "another mentor": lambda: builders.a_mentor("Maja Krogh"),
        "citizen": lambda: course.citizen_user,
        "another citizen": lambda: builders.give_role(builders.a_user("Bo"), Role.CITIZEN),
        "controller": lambda: builders.give_role(builders.a_user("Carl Tal"), Role.CONTROLLER, organisation=jobcentre),
        "evaluator": lambda: builders.give_role(builders.a_user("Eva"), Role.EVALUATOR, organisation=jobcentre),
    }[name]()
    return access.visible_to(builders.actor(user, role), on=ON).exists()


@pytest.mark.parametrize(
    ("name", "role", "sees"),
    [
        ("caseworker", Role.CASEWORKER, True),
        ("caseworker of another team", Role.CASEWORKER, False),
        ("leader", Role.TEAM_LEADER, True),
        ("leader of another team", Role.TEAM_LEADER, False),
        ("coordinator", Role.COORDINATOR, True),
        ("coordinator elsewhere", Role.COORDINATOR, False),
        ("mentor", Role.MENTOR, True),
        ("another mentor", Role.MENTOR, False),
        ("citizen", Role.CITIZEN, True),
        ("another citizen", Role.CITIZEN, False),
        ("controller", Role.CONTROLLER, False),
        ("evaluator", Role.EVALUATOR, False),
    ],
)
def test_who_sees_what_is_up_for_signing(name: str, role: Role, sees: bool) -> None:
    assert _sees(builders.a_presented_agreement(), name, role) is sees


@pytest.mark.parametrize(("state", "sees"), [(State.DRAFT, False), (State.SIGNING, True), (State.DROPPED, False)])
def test_the_citizen_sees_it_from_the_signing_on(state: State, sees: bool) -> None:
    signing = builders.a_presented_agreement()
    Agreement.objects.update(state=state)
    assert access.visible_to(builders.actor(signing.course.citizen_user, Role.CITIZEN), on=ON).exists() is sees


def test_the_citizen_still_sees_a_replaced_agreement() -> None:
    first = builders.a_signed_agreement()
    builders.a_signed_agreement(first.course, match=first.match)
    seen = access.visible_to(builders.actor(first.course.citizen_user, Role.CITIZEN), on=ON)
    assert list(seen.values_list("state", flat=True)) == [State.REPLACED, State.SIGNED]


@pytest.mark.parametrize("act", ["save", "present", "change", "drop", "sign"])
def test_a_substitute_reads_and_neither_writes_nor_signs(act: str) -> None:
    signing = builders.a_presented_agreement()
    builders.sign_for_citizen(signing)
    other = builders.a_mentor("Maja Krogh")
    builders.relate(signing.course.case, RelationKind.MENTOR, user=other)
    substitute = builders.actor(other, Role.MENTOR)
    assert access.visible_to(substitute, on=ON).exists()
    assert not access.own_of(substitute, on=ON).exists()
    assert "den mentor, som aftalen er med" in access.may(substitute, act, signing.agreement, on=ON).reason
    own = builders.actor(signing.course.mentor_user, Role.MENTOR)
    assert access.own_of(own, on=ON).exists()
    assert access.may(own, act, signing.agreement, on=ON)


def test_a_mentor_whose_match_has_ended_reads_the_own_agreement_and_none_that_followed() -> None:
    first = builders.a_signed_agreement()
    builders.end_match(first)
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=first.course.case.jobcentre)
    match = builders.an_accepted_match(first.course, mentor=other, on=TOMORROW)
    second = builders.a_started_agreement(first.course, match=match, on=TOMORROW)
    former = builders.actor(first.course.mentor_user, Role.MENTOR, on=TOMORROW)
    assert list(access.visible_to(former, on=TOMORROW)) == [first.agreement]
    assert other.user
    newer = builders.actor(other.user, Role.MENTOR, on=TOMORROW)
    for state in ("accepted", "met"):
        type(match).objects.filter(pk=match.pk).update(state=state)
        assert list(access.visible_to(newer, on=TOMORROW)) == []
    type(match).objects.filter(pk=match.pk).update(state="confirmed")
    assert list(access.visible_to(newer, on=TOMORROW)) == [first.agreement, second.agreement]


@pytest.mark.parametrize(
    ("act", "roles"),
    [
        ("save", {"caseworker", "coordinator", "mentor"}),
        ("present", {"caseworker", "coordinator", "mentor"}),
        ("change", {"caseworker", "coordinator", "mentor"}),
        ("drop", {"caseworker", "coordinator", "mentor"}),
        ("sign", {"citizen"}),
        ("sign_for_citizen", {"caseworker"}),
    ],
)
def test_who_may_do_what_while_the_citizen_has_not_signed(act: str, roles: set[str]) -> None:
    signing = builders.a_presented_agreement()
    course = signing.course
    actors = {
        "caseworker": builders.actor(course.caseworker, Role.CASEWORKER),
        "coordinator": builders.actor(course.coordinator, Role.COORDINATOR),
        "mentor": builders.actor(course.mentor_user, Role.MENTOR),
        "citizen": builders.actor(course.citizen_user, Role.CITIZEN),
    }
    assert {name for name, by in actors.items() if access.may(by, act, signing.agreement, on=ON)} == roles


def test_a_foreign_caseworker_may_not_write() -> None:
    signing = builders.a_drafted_agreement()
    by = builders.actor(builders.a_caseworker("Mads Bruun"), Role.CASEWORKER)
    assert access.may(by, "save", signing.agreement, on=ON).reason == "Du har ikke adgang til sagen."
    assert access.may_start(by, signing.match, on=ON).reason == "Du har ikke adgang til sagen."
