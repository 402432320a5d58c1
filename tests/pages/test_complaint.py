"""A complaint by clicking: the citizen's own, one said on the telephone, and what becomes of them."""

import pytest
from django.test import Client

from parloeb.domain.grants.models import Complaint, Grant
from parloeb.domain.grants.states import ComplaintState, State
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.pages.shared import clock
from tests import builders
from tests.builders import procedure
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]


@pytest.fixture
def colleague(signe: User) -> Client:
    return builders.logged_in(procedure.a_colleague(signe), Role.CASEWORKER)


def test_the_citizen_complains_from_the_own_page(signe: User, desk: Client) -> None:
    anna = builders.give_role(builders.a_user("Anna Borg"), Role.CITIZEN)
    grant = procedure.a_refused_grant(by=signe, citizen=builders.a_citizen(user=anna))
    own, place = builders.logged_in(anna, Role.CITIZEN), f"/bevillinger/{grant.uuid}/klage/"
    assert place in own.get("/min-side/").content.decode()
    assert "Klag over afgørelsen" in own.get(f"/bevillinger/{grant.uuid}/").content.decode()
    answer = own.post(place, {"text": ""})
    assert answer.status_code == 422
    assert "Skriv, hvad der klages over." in at_field(answer, "text")
    told = own.get(own.post(place, {"text": "Jeg er uenig."})["Location"]).content.decode()
    assert "Jeg er uenig." in told
    assert "14-12-2026" in told
    assert "Hold fast" not in told
    assert place not in own.get("/min-side/").content.decode()
    assert place not in own.get(f"/bevillinger/{grant.uuid}/").content.decode()
    page = desk.get("/").content.decode()
    assert "Klage venter på, at en anden i teamet ser på afgørelsen igen" in page
    assert "Klage modtaget" in desk.get(f"/sager/{grant.case.uuid}/").content.decode()


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"text": "", "way": "phone", "received_on": "16-11-2026"}, "text", "hvad der klages over"),
        ({"text": "Nej.", "received_on": "16-11-2026"}, "way", "hvordan klagen kom"),
        ({"text": "Nej.", "way": "phone", "received_on": "17-11-2026"}, "received_on", "til i dag"),
        ({"text": "Nej.", "way": "phone", "received_on": "16/16/2026"}, "received_on", "kalenderen"),
    ],
)
def test_a_wrong_complaint_is_told_at_its_field_and_kept(
    desk: Client, signe: User, typed: dict[str, str], field: str, sentence: str
) -> None:
    grant = procedure.a_refused_grant(by=signe)
    answer = desk.post(f"/bevillinger/{grant.uuid}/klage/", typed)
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert typed["text"] in answer.content.decode()
    assert not Complaint.objects.exists()


def test_who_decided_reads_why_somebody_else_reconsiders(desk: Client, signe: User) -> None:
    complaint = builders.a_complaint(by=signe)
    page = desk.get(f"/klager/{complaint.uuid}/").content.decode()
    assert "Du har selv afgjort bevillingen" in page
    answer = desk.post(f"/klager/{complaint.uuid}/fasthold/", {"reasons": "Som før."})
    assert answer.status_code == 422
    assert "Du har selv afgjort bevillingen" in answer.content.decode()
    assert "Som før." in answer.content.decode()


def test_a_colleague_maintains_sends_on_and_notes_the_answer(colleague: Client, signe: User) -> None:
    complaint = builders.a_complaint(by=signe)
    place = f"/klager/{complaint.uuid}/"
    assert "Skriv, hvorfor" in at_field(colleague.post(f"{place}fasthold/", {"reasons": ""}), "reasons")
    assert "Jeg er uenig." in colleague.get(f"{place}fasthold/").content.decode()
    colleague.post(f"{place}fasthold/", {"reasons": "Fremmødet er stabilt."})
    page = colleague.get(place).content.decode()
    assert "Læs brevet om, at afgørelsen er fastholdt" in page
    assert "Send klagen til Ankestyrelsen" in page
    assert "til i dag" in at_field(colleague.post(f"{place}send/", {"sent_on": "17-11-2026"}), "sent_on")
    colleague.post(f"{place}send/", {"sent_on": "16-11-2026"})
    assert "Vælg" in at_field(colleague.post(f"{place}svar/", {"outcome_on": "16-11-2026"}), "outcome")
    colleague.post(f"{place}svar/", {"outcome": "upheld", "outcome_on": "16-11-2026", "outcome_text": "Enige."})
    page = colleague.get(place).content.decode()
    assert "Afgørelsen står ved magt, 16-11-2026" in page
    assert "Enige." in page
    story = colleague.get(f"/sager/{complaint.grant.case.uuid}/").content.decode()
    assert story.index("Svar fra Ankestyrelsen") < story.index("Afgørelsen fastholdt") < story.index("Klage modtaget")


def test_a_refusal_ends_granted_after_a_complaint(colleague: Client, signe: User) -> None:
    complaint = builders.a_complaint(by=signe)
    colleague.post(f"/klager/{complaint.uuid}/paa-ny/", {"reasons": "Borgeren har ret."})
    draft = Grant.objects.get(state=State.DRAFT)
    assert f"/bevillinger/{draft.uuid}/" in colleague.get(f"/klager/{complaint.uuid}/").content.decode()
    typed = {"version": "1", "first_day": "16-11-2026", "last_day": "15-02-2027", "hours_per_week": "2"}
    colleague.post(f"/bevillinger/{draft.uuid}/ret/", {**typed, "shape": "even", "decisive_reason": "Afgørende."})
    assert colleague.post(f"/bevillinger/{draft.uuid}/bevilg/").status_code == 302
    draft.refresh_from_db()
    assert draft.state == State.GRANTED
    assert "Bevilget" in colleague.get(f"/sager/{draft.case.uuid}/").content.decode()


def test_a_late_one_is_marked_and_taken_up_by_the_leader_alone(
    desk: Client, signe: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    complaint = builders.a_complaint(by=signe, on=builders.ON.replace(month=12, day=15))
    monkeypatch.setattr(clock, "now", lambda: builders.at(builders.ON.replace(month=12, day=16)))
    leader = builders.logged_in(builders.a_leader(team=procedure.team_of(signe)), Role.TEAM_LEADER)
    place = f"/klager/{complaint.uuid}/"
    colleague = builders.logged_in(signe, Role.CASEWORKER)
    assert "Kom efter fristen" in colleague.get(place).content.decode()
    assert colleague.post(f"{place}tag-op/", {"reason": "Syg."}).status_code == 404
    assert "særlig grund" in leader.get("/").content.decode()
    assert "Skriv den særlige grund." in at_field(leader.post(f"{place}tag-op/", {"reason": ""}), "reason")
    leader.post(f"{place}tag-op/", {"reason": "Var indlagt."})
    assert Complaint.objects.get().state == ComplaintState.RECEIVED
    assert "Var indlagt." in leader.get(place).content.decode()


def test_the_controller_reads_that_there_is_one_and_not_what_it_says(signe: User) -> None:
    complaint = builders.a_complaint(by=signe, grant=procedure.read_grant(builders.a_grant(by=signe)))
    controller = builders.give_role(
        builders.a_user("Carl Tal"), Role.CONTROLLER, organisation=complaint.grant.case.jobcentre
    )
    page = builders.logged_in(controller, Role.CONTROLLER).get(f"/klager/{complaint.uuid}/").content.decode()
    assert "Modtaget" in page
    assert "Jeg er uenig." not in page


def test_the_citizen_withdraws_the_own_complaint_and_may_complain_again(signe: User) -> None:
    anna = builders.give_role(builders.a_user("Anna Borg"), Role.CITIZEN)
    grant = procedure.a_refused_grant(by=signe, citizen=builders.a_citizen(user=anna))
    own = builders.logged_in(anna, Role.CITIZEN)
    place = own.post(f"/bevillinger/{grant.uuid}/klage/", {"text": "Jeg er uenig."})["Location"]
    assert f"{place}traek-tilbage/" in own.get(place).content.decode()
    asked = own.get(f"{place}traek-tilbage/").content.decode()
    assert "ser vi ikke på afgørelsen igen" in asked
    assert "Hvordan trak borgeren" not in asked
    assert own.post(f"{place}traek-tilbage/").status_code == 302
    told = own.get(place).content.decode()
    assert "Trukket tilbage" in told
    assert f"{place}traek-tilbage/" not in told
    assert f"/bevillinger/{grant.uuid}/klage/" in own.get("/min-side/").content.decode()
    desk = builders.logged_in(signe, Role.CASEWORKER)
    assert "Klage trukket tilbage" in desk.get(f"/sager/{grant.case.uuid}/").content.decode()
    assert "Klage venter" not in desk.get("/frister/").content.decode()


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"withdrawn_on": "16-11-2026"}, "way", "hvordan klagen blev trukket tilbage"),
        ({"way": "phone", "withdrawn_on": ""}, "withdrawn_on", "Skriv dagen."),
        ({"way": "phone", "withdrawn_on": "17-11-2026"}, "withdrawn_on", "til i dag"),
        ({"way": "phone", "withdrawn_on": "31-11-2026"}, "withdrawn_on", "kalenderen"),
    ],
)
def test_a_withdrawal_is_written_down_with_way_and_day(
    desk: Client, signe: User, typed: dict[str, str], field: str, sentence: str
) -> None:
    complaint = builders.a_complaint(by=signe)
    place = f"/klager/{complaint.uuid}/"
    answer = desk.post(f"{place}traek-tilbage/", typed)
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert desk.post(f"{place}traek-tilbage/", {"way": "phone", "withdrawn_on": "16-11-2026"}).status_code == 302
    assert "skrevet ned af Signe Sand" in desk.get(place).content.decode()


def test_a_complaint_about_a_grant_begins_the_decision_that_was_chosen(colleague: Client, signe: User) -> None:
    grant = procedure.read_grant(builders.a_grant(by=signe))
    place = f"/klager/{builders.a_complaint(by=signe, grant=grant).uuid}/paa-ny/"
    page = colleague.get(place).content.decode()
    assert "Ændre timerne" in page
    assert "Bevilge på ny" not in page
    refused = colleague.post(place, {"reasons": "Borgeren har ret."})
    assert refused.status_code == 422
    assert "hvad den nye afgørelse skal gøre" in at_field(refused, "kind")
    assert "Borgeren har ret." in refused.content.decode()
    assert colleague.post(place, {"reasons": "Borgeren har ret.", "kind": "change"}).status_code == 302
    draft = Grant.objects.get(state=State.DRAFT)
    assert (draft.kind, draft.modifies_id) == ("change", grant.pk)


@pytest.mark.parametrize("place", ["/", "/frister/"])
def test_a_complaint_is_the_task_of_those_who_did_not_decide(
    colleague: Client, desk: Client, signe: User, place: str
) -> None:
    builders.a_complaint(by=signe)
    leader = builders.logged_in(builders.a_leader(team=procedure.team_of(signe)), Role.TEAM_LEADER)
    elsewhere = builders.logged_in(builders.a_caseworker("Mads"), Role.CASEWORKER)
    task, waits = "Klage: Se på afgørelsen igen", "Klage venter på, at en anden i teamet ser på afgørelsen igen"
    for browser, told in ((desk, (False, True)), (colleague, (True, False)), (leader, (True, False))):
        page = browser.get(place).content.decode()
        assert (task in page, waits in page) == told
    page = elsewhere.get(place).content.decode()
    assert (task in page, waits in page) == (False, False)


def test_a_complaint_that_is_maintained_is_sent_on_by_who_has_the_case(
    colleague: Client, desk: Client, signe: User
) -> None:
    complaint = builders.a_complaint(by=signe)
    colleague.post(f"/klager/{complaint.uuid}/fasthold/", {"reasons": "Som før."})
    assert "Klage skal sendes til Ankestyrelsen" in desk.get("/").content.decode()
    assert "Klage skal sendes" not in colleague.get("/").content.decode()
