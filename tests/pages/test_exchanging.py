"""The corps leaves as a file and comes back by clicking: what was shown is what is saved."""

import io
import re
from datetime import timedelta

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from parloeb.domain.audit.models import Event
from parloeb.domain.corps.lists import Field, Sharing
from parloeb.domain.corps.models import Mentor
from parloeb.domain.corps.telling import commands as telling
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import Role
from parloeb.pages.shared import clock
from tests import builders
from tests.pages.posting import at_field

pytestmark = pytest.mark.django_db

ODD = ["=HYPERLINK(1)", "-1", "'=x", "Åse »Ø« Æ;,\"'", "Bo\tTab", "+45 12"]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: builders.AT)


@pytest.fixture
def jobcentre() -> Organisation:
    return builders.a_jobcentre()


@pytest.fixture
def desk(jobcentre: Organisation) -> Client:
    return builders.logged_in(builders.a_coordinator(jobcentre=jobcentre), Role.COORDINATOR)


def _export(desk: Client, kind: str = "xlsx", asked: str = "") -> bytes:
    answer = desk.post(f"/korps/hent/{asked}", {"format": kind})
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith(f'korps-2026-11-16.{kind}"')
    return bytes(answer.content)


def _hand_in(desk: Client, content: bytes, name: str = "korps.xlsx") -> str:
    answer = desk.post("/korps/tag-ind/", {"file": SimpleUploadedFile(name, content)})
    return answer.content.decode()


def _press(desk: Client, page: str) -> object:
    hidden = dict(re.findall(r'name="(content|mark)" value="([^"]*)"', page))
    return desk.post("/korps/tag-ind/", hidden)


def _changed(content: bytes, **cells: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    for place, value in cells.items():
        book.active[place] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_what_leaves_comes_back_unchanged(desk: Client, jobcentre: Organisation, kind: str) -> None:
    for number, name in enumerate(ODD):
        builders.a_signed_mentor(
            name,
            jobcentre=jobcentre,
            weekly_minutes=80 + number,
            languages=("so", "da", "bs"),
            areas=("Nord; vest", "=Havn"),
            times=("mon_morning", "sun_evening"),
            last_day=builders.ON + timedelta(days=number),
        )
    page = _hand_in(desk, _export(desk, kind), f"korps.{kind}")
    assert "0 nye, 0 ændrede, 6 uændrede." in page
    assert "Filen siger det samme" in page
    assert "Gem ændringerne" not in page


def test_no_cell_of_the_file_is_a_formula_and_days_are_days(desk: Client, jobcentre: Organisation) -> None:
    for name in ODD:
        builders.a_signed_mentor(name, jobcentre=jobcentre)
    sheet = openpyxl.load_workbook(io.BytesIO(_export(desk))).active
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert "f" not in kinds
    assert sheet["K2"].is_date


def test_exactly_the_rows_that_are_shown_leave_and_it_is_logged(desk: Client, jobcentre: Organisation) -> None:
    aase = builders.a_signed_mentor("Åse Øster", jobcentre=jobcentre)
    builders.a_signed_mentor("Bo Vest", jobcentre=jobcentre)
    assert aase.user
    with builders.act(aase.user, Role.MENTOR) as by:
        at, on = builders.AT, builders.ON
        telling.tell_experience(aase, field=Field.CRIME, sharing=Sharing.OWN, by=by, at=at, on=on)
        telling.rate_strain(aase, level=5, by=by, at=at, on=on)
    text = _export(desk, "csv", "?name=aase").decode("utf-8-sig")
    assert "Åse Øster" in text
    assert "Bo Vest" not in text
    assert text.splitlines()[0].startswith("Id;Navn;Ansættelse;")
    assert not any(word in text for word in ("Kriminalitet", "crime", "For hårdt"))
    event = Event.objects.get(name="corps.exported")
    assert (event.subject_uuid, event.reason) == (jobcentre.uuid, "csv")
    assert "Hent det, der vises" in desk.get("/korps/", {"name": "aase"}).content.decode()
    assert "/korps/hent/?name=aase" in desk.get("/korps/", {"name": "aase"}).content.decode()


def test_a_filter_that_cannot_be_read_lets_nothing_leave(desk: Client) -> None:
    assert desk.post("/korps/hent/?free=hest", {"format": "xlsx"}).status_code == 409
    assert not Event.objects.filter(name="corps.exported").exists()


def test_what_is_shown_is_saved_by_the_second_press(desk: Client, jobcentre: Organisation) -> None:
    mentor = builders.a_signed_mentor("Bo Vest", jobcentre=jobcentre)
    content = _changed(_export(desk), B2="Bo Nord", J2=10)
    page = _hand_in(desk, content)
    assert "0 nye, 1 ændrede, 0 uændrede." in page
    assert "Navn: Bo Vest → Bo Nord" in page
    assert "Timer om ugen: 37 → 10" in page
    assert Mentor.objects.get().name == "Bo Vest"
    assert _press(desk, page)["Location"] == "/korps/"  # type: ignore[index]
    mentor.refresh_from_db()
    assert (mentor.name, mentor.weekly_minutes) == ("Bo Nord", 600)
    assert "1 mentor er gemt." in desk.get("/korps/").content.decode()


def test_a_row_without_an_id_is_a_new_mentor(desk: Client, jobcentre: Organisation) -> None:
    builders.a_signed_mentor("Bo Vest", jobcentre=jobcentre)
    page = _hand_in(desk, _changed(_export(desk), A2=None, B2="Ny Mentor"))
    assert "1 nye, 0 ændrede, 0 uændrede." in page
    _press(desk, page)
    assert sorted(Mentor.objects.values_list("name", flat=True)) == ["Bo Vest", "Ny Mentor"]


def test_what_was_changed_since_is_shown_again_and_not_saved(desk: Client, jobcentre: Organisation) -> None:
    mentor = builders.a_signed_mentor("Bo Vest", jobcentre=jobcentre)
    page = _hand_in(desk, _changed(_export(desk), B2="Bo Nord"))
    Mentor.objects.filter(pk=mentor.pk).update(name="Bo Syd", version=2)
    again = _press(desk, page)
    assert again.status_code == 409  # type: ignore[attr-defined]
    assert "Navn: Bo Syd → Bo Nord" in again.content.decode()  # type: ignore[attr-defined]
    assert Mentor.objects.get().name == "Bo Syd"


def test_faults_are_told_with_row_and_column_and_nothing_can_be_saved(desk: Client, jobcentre: Organisation) -> None:
    builders.a_signed_mentor("Bo Vest", jobcentre=jobcentre)
    page = _hand_in(desk, _changed(_export(desk), C2="Direktør", J2="hest"))
    assert "Række 2" in page
    assert "»Direktør« kendes ikke." in page
    assert "Timer om ugen" in page
    assert "Gem ændringerne" not in page


def test_a_file_that_is_none_is_told_at_the_field(desk: Client) -> None:
    for content, sentence in ((b"PK\x03\x04", "kan ikke læses"), (b"", "tom"), (b"\0\1", "ikke et ark")):
        answer = desk.post("/korps/tag-ind/", {"file": SimpleUploadedFile("korps.xlsx", content)})
        assert answer.status_code == 422
        assert sentence in at_field(answer, "file")
    nothing = desk.post("/korps/tag-ind/")
    assert nothing.status_code == 422
    assert "Vælg en fil." in at_field(nothing, "file")


@pytest.mark.parametrize("sent", [{"content": "hest!", "mark": "x"}, {"content": "aGVzdA=="}])
def test_a_press_that_was_tampered_with_is_refused(desk: Client, sent: dict[str, str]) -> None:
    assert desk.post("/korps/tag-ind/", sent).status_code == 409


def test_another_file_altogether_is_told_in_one_sentence_at_the_field(desk: Client) -> None:
    answer = desk.post("/korps/tag-ind/", {"file": SimpleUploadedFile("brev.txt", b"Kaere Anna\nVi ses.\n")})
    assert answer.status_code == 422
    assert "Filen er ikke et ark med korpset." in at_field(answer, "file")
    assert "Kolonnen mangler" not in answer.content.decode()
