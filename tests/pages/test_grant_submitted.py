"""A draft between the caseworker and the leader by clicking, and what its page says of whether it can be decided."""

from datetime import timedelta

import pytest
from django.test import Client

from parloeb.domain.audit.models import Event
from parloeb.domain.grants import commands, modifying
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.states import State
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import AT, ON
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]


@pytest.fixture
def leaders(signe: User) -> Client:
    team = signe.role_assignments.get().team
    assert team
    return builders.logged_in(builders.a_leader(team=team), Role.TEAM_LEADER)


def _shown(client: Client, grant: Grant) -> str:
    return client.get(f"/bevillinger/{grant.uuid}/").content.decode()


def test_the_leader_sends_it_back_with_a_message_that_the_caseworker_reads(
    desk: Client, leaders: Client, signe: User
) -> None:
    grant = builders.a_drafted_grant(by=signe, months=6)
    page = f"/bevillinger/{grant.uuid}/"
    back = f"{page}send-tilbage/"
    assert leaders.get(back)["Location"] == page
    desk.post(f"{page}forelaeg/")
    assert f'href="{back}"' in _shown(leaders, grant)
    assert leaders.get(back).status_code == 200
    for blank in ("", " \n"):
        answer = leaders.post(back, {"message": blank})
        assert answer.status_code == 422
        assert "hvad sagsbehandleren skal gøre" in at_field(answer, "message")
    assert leaders.post(back, {"message": "Tre måneder er nok."})["Location"] == page
    assert "Tre måneder er nok." in _shown(desk, grant)
    grant.refresh_from_db()
    assert (grant.state, grant.return_message) == (State.DRAFT, "Tre måneder er nok.")
    assert Event.objects.filter(name="grant.returned", subject_uuid=grant.uuid).count() == 1
    desk.post(f"{page}forelaeg/")
    assert "Tre måneder er nok." not in _shown(leaders, grant)
    desk.post(f"{page}tag-tilbage/")
    assert "Tre måneder er nok." not in _shown(desk, grant)


def test_who_put_it_forward_takes_it_back_and_nobody_else(desk: Client, leaders: Client, signe: User) -> None:
    grant = builders.a_drafted_grant(by=signe, months=6)
    page = f"/bevillinger/{grant.uuid}/"
    assert desk.post(f"{page}tag-tilbage/").status_code == 409
    desk.post(f"{page}forelaeg/")
    colleague = builders.logged_in(
        builders.a_caseworker("Karl Vang", team=signe.role_assignments.get().team), Role.CASEWORKER
    )
    for other in (leaders, colleague):
        assert f'action="{page}tag-tilbage/"' not in _shown(other, grant)
        assert other.post(f"{page}tag-tilbage/").status_code == 409
    assert f'action="{page}tag-tilbage/"' in _shown(desk, grant)
    assert desk.post(f"{page}tag-tilbage/")["Location"] == page
    grant.refresh_from_db()
    assert (grant.state, grant.submitted_by, grant.submitted_at) == (State.DRAFT, None, None)
    assert f"{page}ret/" in _shown(desk, grant)


def test_what_the_leader_decided_is_not_taken_back(desk: Client, leaders: Client, signe: User) -> None:
    grant = builders.a_drafted_grant(by=signe, months=6)
    desk.post(f"/bevillinger/{grant.uuid}/forelaeg/")
    leaders.post(f"/bevillinger/{grant.uuid}/bevilg/")
    assert desk.post(f"/bevillinger/{grant.uuid}/tag-tilbage/").status_code == 409
    grant.refresh_from_db()
    assert grant.state == State.GRANTED


def test_what_the_law_stops_is_not_offered_to_the_leader(desk: Client, signe: User) -> None:
    grant = builders.a_drafted_grant(by=signe, months=11)
    shown = _shown(desk, grant)
    assert "Reglerne siger: Kan ikke afgøres sådan" in shown
    assert f"{grant.uuid}/forelaeg/" not in shown
    assert desk.post(f"/bevillinger/{grant.uuid}/forelaeg/").status_code == 409


def test_what_is_beyond_the_power_is_not_said_to_be_decidable(desk: Client, leaders: Client, signe: User) -> None:
    grant = builders.a_drafted_grant(by=signe, months=6)
    shown = _shown(desk, grant)
    assert "Reglerne siger" not in shown
    assert "Du kan ikke afgøre det her" in shown
    assert f"{grant.uuid}/forelaeg/" in shown
    desk.post(f"/bevillinger/{grant.uuid}/forelaeg/")
    assert "Reglerne siger: Kan afgøres" in _shown(leaders, grant)


@pytest.mark.parametrize("last_day", [ON - timedelta(days=1), ON + timedelta(days=400)])
def test_a_shortening_that_does_not_fit_is_not_said_to_be_decidable(
    desk: Client, signe: User, last_day: object
) -> None:
    grant = builders.a_grant(by=signe)
    with builders.act(signe, Role.CASEWORKER) as by:
        read = Grant.objects.select_related("case__citizen", "referral").get(pk=grant.pk)
        draft = modifying.begin(read, Kind.SHORTEN, by=by, at=AT, on=ON)
        typed = commands.Draft(last_day=last_day, reason_text="Asta er i arbejde.", adverse_new_facts=False)  # type: ignore[arg-type]
        commands.save(draft, typed, version=draft.version, by=by, at=AT, on=ON)
    shown = _shown(desk, draft)
    assert "Det mangler" in shown
    assert "Reglerne siger: Kan afgøres" not in shown
    assert "Kan ikke afgøres endnu" in shown
