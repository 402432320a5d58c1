"""The list of last days, and what citizens ask for."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.pages.shared import clock
from tests import builders
from tests.builders import procedure
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

ASKED = {"kind": "access", "what": "Vil se sagen.", "way": "phone", "asked_on": "16-11-2026", "decided_on": ""}


def test_every_kind_of_last_day_stands_there_with_what_happens_then(desk: Client, signe: User) -> None:
    builders.a_sent_hearing(by=signe)
    builders.a_refused_grant(by=signe, citizen=builders.a_citizen("Bo Bak"))
    complaint = builders.a_complaint(by=signe, citizen=builders.a_citizen("Clara Bo"))
    desk.post(f"/sager/{complaint.grant.case.uuid}/anmodning/", ASKED)
    page = desk.get("/frister/").content.decode()
    order = ["25-11-2026", "30-11-2026", "Klagefrist for et afslag", "Klage venter på"]
    assert [page.index(told) for told in order] == sorted(page.index(told) for told in order)
    assert page.count("Klagefrist for et afslag") == 1
    assert "Har borgeren ikke svaret, kan sagen afgøres" in page
    assert "Når fristen er overskredet: skriv til borgeren" in page
    assert "Fristen er overskredet" not in page
    assert "For sent" not in page


def test_the_late_ones_stand_first_and_a_complaint_period_that_passed_is_gone(
    signe: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    builders.a_sent_hearing(by=signe)
    builders.a_refused_grant(by=signe, citizen=builders.a_citizen("Bo Bak"))
    monkeypatch.setattr(clock, "now", lambda: builders.AT + timedelta(days=29))
    page = builders.logged_in(signe, Role.CASEWORKER).get("/frister/").content.decode()
    assert "For sent" in page
    assert "Klagefrist for et afslag" not in page


def test_a_caseworker_sees_the_own_and_on_asking_the_teams_and_the_leader_all(signe: User) -> None:
    builders.a_sent_hearing(by=signe)
    mona = builders.logged_in(procedure.a_colleague(signe), Role.CASEWORKER)
    lone = builders.logged_in(builders.a_leader(team=procedure.team_of(signe)), Role.TEAM_LEADER)
    mads = builders.logged_in(builders.a_caseworker("Mads"), Role.CASEWORKER)
    told = "Svar på partshøring"
    assert told not in mona.get("/frister/").content.decode()
    assert told in mona.get("/frister/?hele-teamet").content.decode()
    assert told in lone.get("/frister/").content.decode()
    assert told not in mads.get("/frister/?hele-teamet").content.decode()


def test_a_request_is_written_down_answered_and_told_in_the_story(desk: Client, signe: User) -> None:
    case = builders.a_case(by=signe)
    page = desk.get(f"/sager/{case.uuid}/").content.decode()
    assert f"/sager/{case.uuid}/anmodning/" in page
    place = desk.post(f"/sager/{case.uuid}/anmodning/", ASKED)["Location"]
    assert "25-11-2026" in desk.get(place).content.decode()
    assert "Aktindsigt: svar borgeren" in desk.get("/").content.decode()
    assert "Skriv kort" in at_field(desk.post(place, {"text": "", "answered_on": "16-11-2026"}), "text")
    assert desk.post(place, {"text": "Alt er sendt.", "answered_on": "16-11-2026"}).status_code == 302
    assert "Alt er sendt." in desk.get(place).content.decode()
    story = desk.get(f"/sager/{case.uuid}/").content.decode()
    assert story.index("Anmodning besvaret") < story.index("Anmodning skrevet ned")


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"kind": ""}, "kind", "Vælg"),
        ({"what": ""}, "what", "hvad borgeren beder om"),
        ({"asked_on": "31-02-2026"}, "asked_on", "kalenderen"),
        ({"kind": "reasons"}, "decided_on", "mundtlige afgørelse"),
        (
            {"kind": "reasons", "decided_on": "01-11-2026"},
            "asked_on",
            "Borgeren kunne bede om en begrundelse til og med den 15-11-2026",
        ),
    ],
)
def test_a_wrong_request_is_told_at_its_field(
    desk: Client, signe: User, wrong: dict[str, str], field: str, sentence: str
) -> None:
    case = builders.a_case(by=signe)
    answer = desk.post(f"/sager/{case.uuid}/anmodning/", {**ASKED, **wrong})
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)


def test_the_list_asks_as_often_for_many_as_for_one(desk: Client, signe: User) -> None:
    def ask(name: str) -> None:
        builders.a_sent_hearing(by=signe, citizen=builders.a_citizen(name))
        builders.a_refused_grant(by=signe, citizen=builders.a_citizen(f"{name} Bak"))
        complaint = builders.a_complaint(by=signe, citizen=builders.a_citizen(f"{name} Bo"))
        desk.post(f"/sager/{complaint.grant.case.uuid}/anmodning/", ASKED)

    ask("Anna")
    desk.get("/frister/")
    with CaptureQueriesContext(connection) as one:
        desk.get("/frister/")
    ask("Bo")
    ask("Clara")
    with CaptureQueriesContext(connection) as many:
        desk.get("/frister/")
    assert len(many) == len(one)
