"""A draft that waited past its first day, on its page: what is told, and the button that lets it begin today."""

from datetime import date, timedelta

import pytest
from django.test import Client

from parloeb.domain.grants import chain, commands, modifying
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.kernel.periods import Period
from tests import builders
from tests.builders import ON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

GRANTED_ON, DRAFTED_ON = ON - timedelta(days=20), ON - timedelta(days=3)
BUTTON = ">Lad udkastet begynde i dag<"


@pytest.fixture
def lone(signe: User) -> User:
    team = signe.role_assignments.get(role=Role.CASEWORKER).team
    assert team
    return builders.a_leader(team=team)


@pytest.fixture
def desk_of_leader(lone: User) -> Client:
    return builders.logged_in(lone, Role.TEAM_LEADER)


def _draft(signe: User, lone: User, *, on: date, months: int = 6, is_submitted: bool = True) -> Grant:
    """Fewer hours, drafted and put before the leader, who granted the half year."""
    grant = builders.a_drafted_grant(by=signe, months=months, on=GRANTED_ON)
    with builders.act(lone, Role.TEAM_LEADER, on=GRANTED_ON) as actor:
        builders.decide(grant, by=actor, on=GRANTED_ON)
    with builders.act(signe, Role.CASEWORKER, on=on) as actor:
        draft = modifying.begin(grant, Kind.CHANGE, by=actor, at=builders.at(on), on=on)
        typed = commands.Draft(
            first_day=draft.first_day,
            last_day=draft.last_day,
            minutes_per_week=60,
            decisive_reason=draft.decisive_reason,
            reason_text="Asta er kommet i arbejde.",
        )
        commands.save(draft, typed, version=draft.version, by=actor, at=builders.at(on), on=on)
        if is_submitted:
            commands.submit(draft, by=actor, at=builders.at(on), on=on)
    return draft


def test_the_leader_is_told_lets_it_begin_today_and_decides(desk_of_leader: Client, signe: User, lone: User) -> None:
    draft = _draft(signe, lone, on=DRAFTED_ON)
    page = f"/bevillinger/{draft.uuid}/"
    told = desk_of_leader.get(page).content.decode()
    assert "Udkastets første dag, 13-11-2026, er gået." in told
    assert "er timerne de samme på hver dag, der er tilbage" in told
    assert BUTTON in told
    assert desk_of_leader.post(f"{page}bevilg/").status_code == 409
    assert desk_of_leader.post(f"{page}begynd-i-dag/")["Location"] == page
    told = desk_of_leader.get(page).content.decode()
    assert BUTTON not in told
    assert "er gået" not in told
    assert "16. november 2026" in desk_of_leader.get(f"{page}brevet/").content.decode().replace("&nbsp;", " ").replace(
        "\u00a0", " "
    )
    assert desk_of_leader.post(f"{page}bevilg/").status_code == 302
    draft.refresh_from_db()
    assert chain.in_force_of(draft) == Period(ON, draft.last_day)


def test_the_caseworker_reads_that_it_lies_with_the_leader_and_has_no_button(
    desk: Client, signe: User, lone: User
) -> None:
    draft = _draft(signe, lone, on=DRAFTED_ON)
    page = f"/bevillinger/{draft.uuid}/"
    told = desk.get(page).content.decode()
    assert "13-11-2026, er gået. Udkastet ligger hos teamlederen." in told
    assert BUTTON not in told
    refused = desk.post(f"{page}begynd-i-dag/")
    assert (refused.status_code, "ligger hos teamlederen" in refused.content.decode()) == (409, True)


def test_who_drafted_within_the_own_power_lets_it_begin_too(desk: Client, signe: User, lone: User) -> None:
    draft = _draft(signe, lone, on=DRAFTED_ON, months=3, is_submitted=False)
    page = f"/bevillinger/{draft.uuid}/"
    assert BUTTON in desk.get(page).content.decode()
    assert desk.post(f"{page}begynd-i-dag/").status_code == 302
    assert desk.post(f"{page}bevilg/").status_code == 302


def test_a_draft_of_today_tells_nothing_of_it(desk_of_leader: Client, signe: User, lone: User) -> None:
    draft = _draft(signe, lone, on=ON)
    page = f"/bevillinger/{draft.uuid}/"
    told = desk_of_leader.get(page).content.decode()
    assert "er gået" not in told
    assert "begynde i dag" not in told
    refused = desk_of_leader.post(f"{page}begynd-i-dag/")
    assert (refused.status_code, "begynder ikke før i dag" in refused.content.decode()) == (409, True)
