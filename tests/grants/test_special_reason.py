"""The leader's further periods are for special cases, with the special reason; nobody approves the own request."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from parloeb.domain.correspondence.rules import stored, twin
from parloeb.domain.grants import access, commands, modifying, queries, submitting, tallying
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.states import State
from parloeb.domain.law import table
from parloeb.domain.law.settings import Setting
from parloeb.domain.people.models import Team, User
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.models import Referral
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON

pytestmark = pytest.mark.django_db

SPECIAL = "Asta begynder på en uddannelse om en måned."


@pytest.fixture
def team() -> Team:
    return builders.a_team()


@pytest.fixture
def signe(team: Team) -> User:
    return builders.a_caseworker(team=team)


@pytest.fixture
def lone(team: Team) -> User:
    return builders.a_leader(team=team)


def after_two_periods(signe: User) -> Referral:
    first = builders.a_grant(by=signe)
    assert first.last_day
    second = builders.a_drafted_grant(
        by=signe, referral=first.referral, first_day=first.last_day + timedelta(days=1), assessment="Hold fast."
    )
    with builders.act(signe, Role.CASEWORKER) as by:
        builders.decide(second, by=by)
    return second.referral


def a_third(signe: User, *, special_reason: str = "") -> Grant:
    referral = after_two_periods(signe)
    last = queries.granted(case=referral.case_id).latest("in_force_to").in_force_to
    assert last
    return builders.a_drafted_grant(
        by=signe,
        referral=referral,
        first_day=last + timedelta(days=1),
        assessment="Hold fast.",
        special_reason=special_reason,
    )


@pytest.mark.rule("LOC-LEVELS")
def test_a_further_period_is_neither_put_before_the_leader_nor_granted_without_its_reason(
    signe: User, lone: User
) -> None:
    grant = a_third(signe)
    sentence = table.current().rules["LOC-LEVELS"].text_da
    with builders.act(signe, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError) as refusal:
        commands.submit(grant, by=by, at=AT, on=ON)
    assert (refusal.value.sentence, refusal.value.field) == (f"{sentence} Skriv den særlige grund.", "special_reason")
    with builders.act(lone, Role.TEAM_LEADER) as by, pytest.raises(errors.RefusedError, match="særlige tilfælde"):
        builders.decide(grant, by=by)
    assert grant.state == State.DRAFT


def test_the_special_reason_is_kept_and_stands_in_the_letter(signe: User, lone: User) -> None:
    grant = a_third(signe, special_reason=SPECIAL)
    with builders.act(signe, Role.CASEWORKER) as by:
        commands.submit(grant, by=by, at=AT, on=ON)
    with builders.act(lone, Role.TEAM_LEADER) as by:
        builders.decide(grant, by=by)
    assert (grant.state, grant.special_reason) == (State.GRANTED, SPECIAL)
    letter = twin.to_html(stored.from_facts_json(builders.letter_of(grant).facts))
    assert "Den særlige grund" in letter
    assert SPECIAL in letter
    assert "Lokal praksis" not in letter


def test_a_change_within_a_further_period_goes_on_with_its_reason(signe: User, lone: User) -> None:
    grant = a_third(signe, special_reason=SPECIAL)
    with builders.act(lone, Role.TEAM_LEADER) as by:
        builders.decide(grant, by=by)
        change = modifying.begin(grant, Kind.CHANGE, by=by, at=AT, on=ON)
    assert change.special_reason == SPECIAL
    assert tallying.lacks_special_reason(change, on=ON) == ""


def test_within_the_caseworkers_periods_no_special_reason_is_asked_for_nor_where_they_are_more(signe: User) -> None:
    grant = a_third(signe)
    assert tallying.lacks_special_reason(grant, on=ON)
    builders.set_setting(grant.case.jobcentre, Setting.CASEWORKER_PERIODS, 3)
    assert tallying.lacks_special_reason(grant, on=ON) == ""
    with builders.act(signe, Role.CASEWORKER) as by:
        builders.decide(grant, by=by)
    assert grant.state == State.GRANTED


Prepare = Callable[[User, User], Grant]


def _written(months: int, writer: Callable[[User, User], tuple[User, Role]]) -> Prepare:
    """A draft of so many months, written last by one of the two."""

    def prepare(signe: User, lone: User) -> Grant:
        grant = builders.a_drafted_grant(by=signe, months=months)
        user, role = writer(signe, lone)
        with builders.act(user, role) as by:
            draft = commands.Draft(
                first_day=grant.first_day,
                last_day=grant.last_day,
                minutes_per_week=120,
                decisive_reason=grant.decisive_reason,
            )
            commands.save(grant, draft, version=grant.version, by=by, at=AT, on=ON)
        return grant

    return prepare


def _submitted(signe: User, lone: User) -> Grant:
    """Signe, who is a leader too, has put her own draft before the leader."""
    del lone
    builders.give_role(signe, Role.TEAM_LEADER, team=signe.role_assignments.get(role=Role.CASEWORKER).team)
    grant = builders.a_drafted_grant(by=signe, months=6)
    with builders.act(signe, Role.CASEWORKER) as by:
        commands.submit(grant, by=by, at=AT, on=ON)
    return grant


def _submitted_and_taken_back(signe: User, lone: User) -> Grant:
    """The same, and as a leader she has sent it back to herself."""
    grant = _submitted(signe, lone)
    with builders.act(signe, Role.TEAM_LEADER) as by:
        submitting.send_back(grant, message="Se igen.", by=by, at=AT, on=ON)
    return grant


BY_SIGNE = _written(6, lambda signe, lone: (signe, Role.CASEWORKER))
BY_LONE = _written(6, lambda signe, lone: (lone, Role.TEAM_LEADER))
SHORT_BY_LONE = _written(3, lambda signe, lone: (lone, Role.TEAM_LEADER))


@pytest.mark.parametrize(
    ("prepare", "approver", "refused"),
    [
        (_submitted, "lone", ""),
        (_submitted, "signe", "Du har selv forelagt bevillingen"),
        (_submitted_and_taken_back, "lone", ""),
        (_submitted_and_taken_back, "signe", "Du har selv skrevet bevillingen"),
        (BY_SIGNE, "lone", ""),
        (BY_LONE, "lone", "Du har selv skrevet bevillingen"),
        (SHORT_BY_LONE, "lone", ""),
    ],
)
def test_nobody_approves_the_own_request(
    signe: User, lone: User, prepare: Prepare, approver: str, refused: str
) -> None:
    grant = prepare(signe, lone)
    user = {"signe": signe, "lone": lone}[approver]
    with builders.act(user, Role.TEAM_LEADER) as by:
        verdict = access.may(by, "grant", grant, on=ON)
        assert verdict.reason.startswith(refused)
        assert bool(verdict) is not bool(refused)
        if refused:
            with pytest.raises(errors.RefusedError, match=refused):
                builders.decide(grant, by=by)
        else:
            builders.decide(grant, by=by)
    assert (grant.state == State.GRANTED) is not bool(refused)
