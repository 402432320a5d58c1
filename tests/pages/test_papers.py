"""The papers of a mentor as the coordinator notes and corrects them, and as the mentor reads them."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parloeb.domain.corps import commands
from parloeb.domain.corps.lists import PaperKind
from parloeb.domain.corps.models import Mentor, Paper
from parloeb.domain.people import acting
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import Role
from parloeb.pages.shared import clock
from tests import builders
from tests.pages.posting import at_field

pytestmark = pytest.mark.django_db

TYPED = {"kind": "criminal_record", "title": "", "first_day": "01-11-2026", "last_day": "28-11-2026"}


@pytest.fixture(autouse=True)
def _the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: builders.AT)


@pytest.fixture
def jobcentre() -> Organisation:
    return builders.a_jobcentre()


@pytest.fixture
def desk(jobcentre: Organisation) -> Client:
    return builders.logged_in(builders.a_coordinator(jobcentre=jobcentre), Role.COORDINATOR)


@pytest.fixture
def mentor(jobcentre: Organisation) -> Mentor:
    return builders.a_signed_mentor(jobcentre=jobcentre)


def test_a_paper_is_noted_and_the_page_says_how_long_it_lasts(desk: Client, mentor: Mentor) -> None:
    address = f"/korps/{mentor.uuid}/papirer/"
    assert desk.post(address, {**TYPED, "is_required": "on"})["Location"] == address
    for page in (desk.get(address).content.decode(), desk.get(f"/korps/{mentor.uuid}/").content.decode()):
        assert "Udløber om 12 dage" in page
        assert "Kræves for nye forløb" in page
        assert "Noteret 16-11-2026 af Karen Holm" in page
    assert "Papirer udløber snart" in desk.get("/korps/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"kind": ""}, "kind", "Vælg, hvad det er for et papir."),
        ({"kind": "other"}, "title", "Skriv, hvad det er for et papir."),
        ({"title": "Attest 010170-1234"}, "title", "CPR-nummer"),
        ({"first_day": ""}, "first_day", "Skriv den første dag."),
        ({"first_day": "31-02-2026"}, "first_day", "31-02-2026"),
        ({"last_day": "31-10-2026"}, "last_day", "Den sidste dag ligger før den første."),
        ({"last_day": "28-11-2126"}, "last_day", "Er årstallet rigtigt?"),
    ],
)
def test_a_wrong_paper_is_told_at_its_field_and_what_was_typed_stays(
    desk: Client, mentor: Mentor, wrong: dict[str, str], field: str, sentence: str
) -> None:
    answer = desk.post(f"/korps/{mentor.uuid}/papirer/", {**TYPED, **wrong})
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    typed = {**TYPED, **wrong}
    assert f'value="{typed["title"]}"' in answer.content.decode() or not typed["title"]
    assert f'value="{typed["last_day"]}"' in at_field(answer, "last_day")
    assert not Paper.objects.exists()


def test_a_paper_is_ended_and_a_wrong_one_withdrawn(desk: Client, mentor: Mentor) -> None:
    paper = builders.a_paper(mentor, PaperKind.CHILDREN)
    address = f"/korps/{mentor.uuid}/papirer/{paper.uuid}/"
    assert "Afslut den dag" in desk.get(address).content.decode()
    late = desk.post(f"{address}slut/", {"ended_on": "31-12-2019"})
    assert late.status_code == 422
    assert "Det gælder først fra 01-01-2020" in at_field(late, "ended_on")
    assert 'value="31-12-2019"' in at_field(late, "ended_on")
    assert desk.post(f"{address}slut/", {"ended_on": "15-11-2026"})["Location"] == f"/korps/{mentor.uuid}/papirer/"
    page = desk.get(address).content.decode()
    assert "Udløb for 1 dag siden" in page
    assert "Afsluttet 16-11-2026 af Karen Holm" in page
    assert "Afslut den dag" not in page
    empty = desk.post(f"{address}tilbage/", {"reason": " "})
    assert "Skriv, hvorfor det trækkes tilbage." in at_field(empty, "reason")
    desk.post(f"{address}tilbage/", {"reason": "Var en andens."})
    assert "Trukket tilbage 16-11-2026 af Karen Holm: Var en andens." in (
        desk.get(f"/korps/{mentor.uuid}/papirer/").content.decode()
    )
    again = desk.post(f"{address}tilbage/", {"reason": "Igen."})
    assert again.status_code == 409
    assert "Det kan ikke lade sig gøre, som det står nu." in again.content.decode()


def test_what_stops_new_courses_is_said_in_words_on_page_and_table(desk: Client, mentor: Mentor) -> None:
    builders.a_paper(mentor, last_day=builders.YESTERDAY, is_required=True)
    page = desk.get(f"/korps/{mentor.uuid}/").content.decode()
    assert "Kan ikke få nye forløb, før det er på plads:" in page
    assert "Straffeattest udløb 15-11-2026. Mentoren skal vise en ny." in page
    assert "Papirer stopper nye forløb" in desk.get("/korps/").content.decode()


def test_a_mentor_reads_the_own_papers_and_signs_secrecy_anew(jobcentre: Organisation) -> None:
    mentor = builders.a_signed_mentor(jobcentre=jobcentre, signed_on=date(2024, 11, 29))
    builders.a_paper(mentor, PaperKind.COURSE, title="Førstehjælp")
    builders.a_paper(builders.a_signed_mentor("Maja Krogh", jobcentre=jobcentre), PaperKind.COURSE, title="Konflikter")
    phone = builders.logged_in(mentor.user, Role.MENTOR)
    own = phone.get("/korps/mine-papirer/").content.decode()
    assert "Førstehjælp" in own
    assert "Konflikter" not in own
    assert "/papirer/" not in own
    page = phone.get("/korps/tavshed/").content.decode()
    assert "Udløber om 12 dage" in page
    assert "Skriv under igen" in page
    phone.post("/korps/tavshed/")
    page = phone.get("/korps/tavshed/").content.decode()
    assert "Du har skrevet under 29-11-2024, 16-11-2026." in page
    assert "til og med 15-11-2028" in page
    assert "Skriv under igen" not in page


def test_the_coordinator_notes_a_new_signature_on_paper_once_it_is_due(desk: Client, jobcentre: Organisation) -> None:
    fresh = builders.a_signed_mentor(jobcentre=jobcentre)
    assert "underskrevet på papir" not in desk.get(f"/korps/{fresh.uuid}/").content.decode()
    mentor = builders.a_signed_mentor("Maja Krogh", jobcentre=jobcentre, signed_on=date(2024, 1, 1))
    address = f"/korps/{mentor.uuid}/"
    page = desk.get(address).content.decode()
    assert "Tavshedspligten er igen underskrevet på papir" in page
    assert "Tavshedserklæringen udløb 31-12-2025." in page
    desk.post(f"{address}underskrevet/")
    assert "Underskrevet 01-01-2024, 16-11-2026" in desk.get(address).content.decode()


def test_papers_of_another_corps_or_mentor_are_not_found(desk: Client, mentor: Mentor) -> None:
    foreign = builders.a_signed_mentor("Anden Mand", jobcentre=builders.a_jobcentre("Jobcenter Sydby"))
    of_foreign, own = builders.a_paper(foreign), builders.a_paper(mentor)
    unknown = UUID("00000000-0000-4000-8000-000000000000")
    for address in (
        f"/korps/{foreign.uuid}/papirer/",
        f"/korps/{foreign.uuid}/papirer/{of_foreign.uuid}/",
        f"/korps/{mentor.uuid}/papirer/{of_foreign.uuid}/",
        f"/korps/{foreign.uuid}/papirer/{own.uuid}/",
        f"/korps/{mentor.uuid}/papirer/{unknown}/",
    ):
        assert desk.get(address).status_code == 404
    assert desk.post(f"/korps/{mentor.uuid}/papirer/{of_foreign.uuid}/tilbage/", {"reason": "Nej."}).status_code == 404


def test_the_pages_ask_no_more_questions_for_many_papers(desk: Client, jobcentre: Organisation) -> None:
    mentor = builders.a_signed_mentor(jobcentre=jobcentre)
    counts = []
    desk.get("/korps/")  # what is asked once a login or once a process is no matter of how many there are
    for number in (1, 5):
        for _ in range(number):
            builders.a_paper(mentor, last_day=builders.ON + timedelta(days=number))
            other = builders.a_signed_mentor("Maja Krogh", jobcentre=jobcentre)
            commands.sign_secrecy(other, by=acting.SYSTEM, at=builders.AT, on=builders.TOMORROW)
        for address in ("/korps/", f"/korps/{mentor.uuid}/", f"/korps/{mentor.uuid}/papirer/"):
            with CaptureQueriesContext(connection) as asked:
                assert desk.get(address).status_code == 200
            counts.append(len(asked))
    assert counts[:3] == counts[3:]
