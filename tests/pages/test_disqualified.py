"""The page on which somebody says to be disqualified in a case."""

import pytest
from django.test import Client

from parloeb.domain.cases.models import Case, Disqualification
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from tests import builders
from tests.pages.posting import at_field

pytestmark = pytest.mark.django_db

GROUND = "Borgeren er i familie med mig eller står mig nær"


@pytest.fixture
def case(cast: builders.Cast) -> Case:
    return builders.a_case(by=cast.caseworker)


def as_one(user: User, role: Role) -> Client:
    return builders.logged_in(user, role)


def test_it_is_said_on_the_page_and_closes_the_case(cast: builders.Cast, case: Case) -> None:
    signe, page = as_one(cast.caseworker, Role.CASEWORKER), f"/sager/{case.uuid}/"
    assert "Meld dig inhabil" in signe.get(page).content.decode()
    unsaid = signe.post(f"{page}inhabil/", {})
    assert (unsaid.status_code, "Vælg, hvorfor du er inhabil." in at_field(unsaid, "ground")) == (422, True)
    assert signe.post(f"{page}inhabil/", {"ground": "vred"}).status_code == 422
    assert signe.post(f"{page}inhabil/", {"ground": "relative"})["Location"] == "/"
    assert signe.get(page).status_code == 404
    assert signe.get(f"{page}inhabil/").status_code == 404


def test_only_the_leader_is_told_who_it_is_and_why(cast: builders.Cast, case: Case) -> None:
    page = f"/sager/{case.uuid}/inhabil/"
    as_one(cast.caseworker, Role.CASEWORKER).post(page, {"ground": "relative"})
    colleague = builders.a_caseworker("Tove Bech", team=cast.places.team_a)
    leader, tove = as_one(cast.leader, Role.TEAM_LEADER), as_one(colleague, Role.CASEWORKER)
    assert f"»{GROUND}« Fra" in leader.get(page).content.decode()
    for address in (page, f"/sager/{case.uuid}/"):
        told = tove.get(address).content.decode()
        assert cast.caseworker.name not in told
        assert f"»{GROUND}« Fra" not in told
    assert "Sagen har ingen sagsbehandler" in tove.get("/").content.decode()
    assert "Sagen har ingen sagsbehandler" in leader.get("/").content.decode()


def test_the_leader_opens_the_case_again_with_a_reason(cast: builders.Cast, case: Case) -> None:
    page = f"/sager/{case.uuid}/inhabil/"
    as_one(cast.caseworker, Role.CASEWORKER).post(page, {"ground": "interest"})
    declared = Disqualification.objects.get()
    leader = as_one(cast.leader, Role.TEAM_LEADER)
    typed = {"declared": str(declared.uuid), "because": ""}
    empty = leader.post(f"{page}ophaev/", typed)
    assert empty.status_code == 422
    assert "Skriv, hvorfor medarbejderen ikke er inhabil." in empty.content.decode()
    assert leader.post(f"{page}ophaev/", {**typed, "declared": "nej"}).status_code == 422
    foreign = {"declared": str(case.uuid), "because": "De er naboer."}
    assert leader.post(f"{page}ophaev/", foreign).status_code == 404
    assert leader.post(f"{page}ophaev/", {**typed, "because": "De er naboer."}).status_code == 302
    assert "De er naboer." in leader.get(page).content.decode()
    assert as_one(cast.caseworker, Role.CASEWORKER).get(f"/sager/{case.uuid}/").status_code == 200
    assert leader.post(f"{page}ophaev/", {**typed, "because": "Igen."}).status_code == 404
