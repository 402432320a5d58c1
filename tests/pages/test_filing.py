"""The documents of a case with day and subject, and the notes among them."""

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parloeb.domain.cases.models import Case, Note
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import ON, followup, procedure, reports, visits
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

NOTE = {
    "subject": "Udskrives senere",
    "teller": "health",
    "told_by": "Overlæge Holm",
    "told_on": "15-11-2026",
    "text": "Udskrivningen er udsat.",
}


@pytest.fixture
def case(signe: User) -> Case:
    return builders.a_case(by=signe)


def listed(browser: Client, case: Case) -> list[list[str]]:
    """The rows of the file: case number, KLE, facet, day, way and subject."""
    answer = browser.get(f"/sager/{case.uuid}/dokumenter.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Sagsnummer", "KLE-nummer", "Facet", "Dato", "Modtaget eller sendt", "Emne", "Dokument"]
    assert all(len(row) == 7 for row in rows)
    assert all(row[:3] == [case.number, "15.20.36", "G01"] for row in rows[1:])
    return [row[3:6] for row in rows[1:]]


@pytest.mark.rule("OFL-15")
def test_what_came_left_and_was_made_final_stands_there_with_day_and_subject() -> None:
    course = reports.a_running_course()
    reports.a_read_report(course)
    followup.a_talk(course.case, by=course.caseworker)
    browser = builders.logged_in(course.caseworker, Role.CASEWORKER)

    rows = listed(browser, course.case)
    assert {tuple(row[1:]) for row in rows} == {
        ("Internt", "Henvisning til mentorstøtte"),
        ("Internt", "Mentoraftalen"),
        ("Modtaget", "Månedsrapport for oktober 2026"),
        ("Internt", "Opfølgningssamtale 16-11-2026"),
    }
    page = browser.get(f"/sager/{course.case.uuid}/dokumenter/").content.decode()
    assert "KLE-nummer 15.20.36 G01" in page
    positions = [page.index(f">{subject}</a>") for _, _, subject in rows]
    assert positions == sorted(positions)


@pytest.mark.rule("OFL-15")
def test_letters_and_the_words_of_the_procedure_stand_there(signe: User) -> None:
    complaint = builders.a_complaint(by=signe)
    case, browser = complaint.grant.case, builders.logged_in(signe, Role.CASEWORKER)
    asked = {"kind": "access", "what": "Vil se sagen.", "way": "phone", "asked_on": "16-11-2026", "decided_on": ""}
    place = browser.post(f"/sager/{case.uuid}/anmodning/", asked)["Location"]
    browser.post(place, {"text": "Sendt.", "answered_on": "16-11-2026"})

    told = {(way, subject) for _, way, subject in listed(browser, case)}
    assert {
        ("Modtaget", "Klage over en afgørelse"),
        ("Modtaget", "Anmodning: Aktindsigt"),
        ("Sendt", "Svar på anmodning: Aktindsigt"),
    } <= told
    assert any(way == "Sendt" and "mentorstøtte" in subject for way, subject in told)


def test_the_answer_to_a_hearing_has_the_day_on_which_it_came(signe: User) -> None:
    hearing = builders.a_sent_hearing(by=signe, on=ON - timedelta(days=3))
    procedure.answer_hearing(hearing, by=signe)
    browser = builders.logged_in(signe, Role.CASEWORKER)
    assert ["16-11-2026", "Modtaget", "Svar på partshøring"] in listed(browser, hearing.grant.case)


def test_a_case_without_documents_says_what_comes_there(desk: Client, case: Case) -> None:
    page = desk.get(f"/sager/{case.uuid}/dokumenter/").content.decode()
    assert "Her er ingen dokumenter endnu" in page
    assert listed(desk, case) == []


def test_each_reads_the_documents_that_the_reader_may(signe: User) -> None:
    pair = visits.a_pair()
    case = pair.case
    builders.logged_in(pair.caseworker, Role.CASEWORKER).post(f"/sager/{case.uuid}/notat/", NOTE)
    anna, mikkel = (
        builders.logged_in(pair.citizen_user, Role.CITIZEN),
        builders.logged_in(pair.mentor_user, Role.MENTOR),
    )
    assert "Notat" not in anna.get(f"/sager/{case.uuid}/dokumenter/").content.decode()
    assert [row[2] for row in listed(anna, case)] == ["Mentoraftalen", "Henvisning til mentorstøtte"]
    assert mikkel.get(f"/sager/{case.uuid}/dokumenter/").status_code == 404
    stranger = builders.logged_in(signe, Role.CASEWORKER)
    assert stranger.get(f"/sager/{case.uuid}/dokumenter/").status_code == 404
    assert stranger.get(f"/sager/{case.uuid}/dokumenter.csv").status_code == 404


def test_a_note_is_written_read_and_corrected(desk: Client, case: Case) -> None:
    assert "Skriv et notat" in desk.get(f"/sager/{case.uuid}/").content.decode()
    written = desk.post(f"/sager/{case.uuid}/notat/", NOTE)
    assert written.status_code == 302
    page = desk.get(written["Location"]).content.decode()
    assert "Udskrivningen er udsat." in page
    assert "Overlæge Holm" in page

    form = desk.get(f"{written['Location']}ret/").content.decode()
    assert 'value="Udskrives senere"' in form
    corrected = desk.post(f"{written['Location']}ret/", NOTE | {"text": "Udsat til påske."})
    assert "Læs notatet, som det er rettet til" in desk.get(written["Location"]).content.decode()
    assert "Læs notatet, som det var før" in desk.get(corrected["Location"]).content.decode()
    assert [row[2] for row in listed(desk, case)] == [
        "Notat: Udskrives senere",
        "Notat: Udskrives senere (rettet)",
    ]
    again = desk.post(f"{written['Location']}ret/", NOTE)
    assert again.status_code == 422
    assert "Udskrivningen er udsat." in again.content.decode()
    assert Note.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"subject": ""}, "subject", "Skriv med få ord"),
        ({"teller": ""}, "teller", "Vælg, hvem det kommer fra."),
        ({"told_on": "31-02-2026"}, "told_on", "31-02-2026"),
        ({"told_on": "17-11-2026"}, "told_on", "fremtiden"),
        ({"text": ""}, "text", "Skriv, hvad du fik at vide"),
    ],
)
def test_bad_input_keeps_what_was_typed(
    desk: Client, case: Case, typed: dict[str, str], field: str, sentence: str
) -> None:
    answer = desk.post(f"/sager/{case.uuid}/notat/", NOTE | typed)
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert "Overlæge Holm" in answer.content.decode()
    assert not Note.objects.exists()


def test_a_subject_that_looks_like_a_formula_is_harmless_in_a_spreadsheet(desk: Client, case: Case) -> None:
    desk.post(f"/sager/{case.uuid}/notat/", NOTE | {"subject": "=1+1"})
    assert [row[2] for row in listed(desk, case)] == ["Notat: =1+1"]
    assert desk.get(f"/sager/{case.uuid}/dokumenter/").status_code == 200


def test_the_number_of_questions_does_not_grow_with_the_documents(desk: Client, case: Case) -> None:
    counted = []
    for _ in range(2):
        desk.post(f"/sager/{case.uuid}/notat/", NOTE)
        with CaptureQueriesContext(connection) as asked:
            desk.get(f"/sager/{case.uuid}/dokumenter/")
        counted.append(len(asked))
    assert counted[0] == counted[1]
