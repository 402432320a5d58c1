"""The last part of a course by clicking: the month's report, the talk, the end and its letter; and what goes wrong."""

import copy
from datetime import date, time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape

from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import Stage
from parloeb.domain.correspondence.models import Letter, LetterKind
from parloeb.domain.followup.lists import Decision
from parloeb.domain.followup.models import Closing, Talk
from parloeb.domain.grants.models import Grant
from parloeb.domain.law.settings import Setting
from parloeb.domain.people.rules import Role
from parloeb.domain.reports.models import MonthlyReport
from parloeb.domain.reports.states import State
from parloeb.domain.visits.lists import Place, Topic
from parloeb.domain.visits.rules import Content, Part
from parloeb.kernel import local
from tests import builders
from tests.builders import followup, reports
from tests.builders.matching import Course
from tests.pages.posting import Answered, at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

DEVELOPMENT = "Torsdag den 15. oktober tog Anna selv bussen til praktikken."
TALK = {
    "held_on": "16-11-2026",
    "participants": "Anna, Mikkel og Signe",
    "minutes": "Vi talte om praktikken.",
    "decision": "phase_out",
    "decision_text": "Anna klarer bussen selv.",
    "next_on": "14-12-2026",
}
END = {
    "ended_on": "16-11-2026",
    "reason": "job",
    "wish": "agrees",
    "reached": "Du tager selv bussen.",
    "receiver": "Britta Dahl",
}


@pytest.fixture(scope="module", autouse=True)
def made(standing: None) -> Course:
    return reports.a_running_course()


@pytest.fixture
def course(made: Course) -> Course:
    return copy.deepcopy(made)


@pytest.fixture
def mentor(course: Course) -> Client:
    return builders.logged_in(course.mentor_user, Role.MENTOR)


@pytest.fixture
def signe(course: Course) -> Client:
    return builders.logged_in(course.caseworker, Role.CASEWORKER)


@pytest.fixture
def citizen(course: Course) -> Client:
    return builders.logged_in(course.citizen_user, Role.CITIZEN)


def a_visit(course: Course, day: date) -> None:
    parts = (Part(Place.HOME, 60, ((Topic.EVERYDAY, 60),)),)
    reports.a_visit_in(course, Content(starts_at=local.moment(day, time(8)), parts=parts))


def beside(answer: Answered, field: str) -> str:
    """What stands at a field; a group of choices is its own fieldset, with the sentence before the first of them."""
    page = answer.content.decode()
    group = next((part for part in page.split("<fieldset") if f'name="{field}"' in part), "")
    return at_field(answer, field) + group.split("</fieldset>")[0]


def read(client: Client, address: str) -> str:
    answer = client.get(address, follow=True)  # the desk of mentor and citizen is a page of their own
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_from_the_month_to_the_report_that_was_read(
    course: Course, mentor: Client, signe: Client, citizen: Client
) -> None:
    a_visit(course, date(2026, 10, 7))
    assert "Rapport for oktober 2026 skal skrives senest 05-11-2026" in read(mentor, "/")
    months = f"/rapporter/maaneder/{reports.match_of(course).uuid}/"
    assert "Skriv rapporten for oktober 2026 (senest 05-11-2026)" in read(mentor, months)
    edit = mentor.post(months, {"month": "2026-10-01"})["Location"]
    page = read(mentor, edit)
    assert "I oktober 2026 har vi mødtes 1 gang, i alt 1 time." in page
    assert "Besøg 07-10-2026" in page

    detail = mentor.post(edit, {"version": "1", "development": DEVELOPMENT, "recommendation": "go_on"})["Location"]
    assert "Tilbyd borgeren at læse rapporten, før du sender." in read(mentor, detail)
    assert citizen.get(detail).status_code == 404
    mentor.post(f"{detail}tilbyd/", {"offered_on": "16-11-2026"})
    assert "Du kan læse og skrive til rapporten for oktober 2026" in read(citizen, "/")
    citizen.post(f"{detail}egne-ord/", {"text": "Jeg synes selv, det går fremad."})
    mentor.post(f"{detail}send/")

    assert "Rapport for oktober 2026 skal læses" in read(signe, "/")
    assert "Jeg synes selv, det går fremad." in read(signe, detail)
    signe.post(f"{detail}spoerg/", {"question": "Hvilken bus?"})
    assert "Hvilken bus?" in read(mentor, edit)
    mentor.post(edit, {"version": "2", "development": f"{DEVELOPMENT} Linje 4.", "recommendation": "go_on"})
    mentor.post(f"{detail}send/")
    signe.post(f"{detail}laest/")
    assert MonthlyReport.objects.get().state == State.READ
    story = read(signe, f"/sager/{course.case.uuid}/")
    assert story.index("Rapport for oktober 2026 læst") < story.index("Rapport for oktober 2026 sendt")


def test_a_report_of_three_months_from_the_list_to_the_file(
    course: Course, mentor: Client, signe: Client, citizen: Client
) -> None:
    builders.set_setting(course.case.jobcentre, Setting.REPORT_MONTHS, 3, first_day=reports.BEGUN, on=reports.BEGUN)
    for day in (date(2026, 10, 7), date(2026, 11, 4)):
        a_visit(course, day)
    assert "skal skrives senest" not in read(mentor, "/")
    months = f"/rapporter/maaneder/{reports.match_of(course).uuid}/"
    page = read(mentor, months)
    assert "Skriv rapporten for oktober til december 2026 (senest 05-01-2027)" in page
    assert "når perioden er slut" in page
    edit = mentor.post(months, {"month": "2026-10-01"})["Location"]
    page = read(mentor, edit)
    assert "Rapport for oktober til december 2026 om" in page
    assert "I oktober og november 2026 har vi mødtes 2 gange, i alt 2 timer." in page
    detail = mentor.post(edit, {"version": "1", "development": DEVELOPMENT, "recommendation": "go_on"})["Location"]
    page = read(mentor, detail)
    assert "Sender du nu, fortæller rapporten kun om oktober og november 2026" in page
    assert "05-01-2027" in page
    refused = mentor.post(f"{detail}tilbyd/", {"offered_on": "30-09-2026"})
    assert "Skriv en dag fra 01-10-2026 til i dag." in at_field(refused, "offered_on")
    mentor.post(f"{detail}tilbyd/", {"offered_on": "16-11-2026"})
    assert "Du kan læse og skrive til rapporten for oktober til december 2026" in read(citizen, "/")
    mentor.post(f"{detail}send/")
    assert "Rapport for oktober og november 2026 skal læses" in read(signe, "/")
    assert "Rapport for oktober og november 2026" in read(signe, detail)
    assert "Rapport for oktober og november 2026 sendt" in read(signe, f"/sager/{course.case.uuid}/")
    assert "Rapport for oktober og november 2026" in read(signe, f"/sager/{course.case.uuid}/dokumenter/")
    page = read(mentor, months)
    assert "Skriv rapporten for" not in page
    assert ">oktober og november 2026</a>" in page
    again = mentor.post(months, {"month": "2026-11-01"})
    assert (again.status_code, "allerede en rapport for den måned" in again.content.decode()) == (409, True)
    early = mentor.post(months, {"month": "2026-12-01"})
    assert (early.status_code, "ikke begyndt endnu" in early.content.decode()) == (409, True)


def test_from_the_talk_to_the_closing_letter(course: Course, signe: Client) -> None:
    case = f"/sager/{course.case.uuid}/"
    overview = f"/opfoelgning/{course.case.uuid}/"
    assert overview in read(signe, case)
    signe.post(f"{overview}samtale/", TALK)
    assert "Samtale 16-11-2026: Trap ned" in read(signe, overview)
    assert "Udfases" in read(signe, case)

    preview = signe.post(f"{overview}afslut/", {**END, "preview": "1"})
    assert preview.status_code == 200
    assert "Brevet, som det bliver" in preview.content.decode()
    assert "Du tager selv bussen." in preview.content.decode()
    assert not Closing.objects.exists()
    assert signe.post(f"{overview}afslut/", END)["Location"] == overview

    letter = Letter.objects.get(kind=LetterKind.CLOSING)
    assert "Britta Dahl" in read(signe, f"/breve/{letter.uuid}/")
    page = read(signe, overview)
    assert "Borgeren er kommet i job" in page
    assert f"/breve/{letter.uuid}/" in page
    signe.post(f"{overview}modtaget/", {"acknowledged_on": "16-11-2026"})
    assert "Forløbet er modtaget" not in read(signe, overview)
    assert Case.objects.get(pk=course.case.pk).stage == Stage.ENDED
    assert "Forløbet afsluttet" in read(signe, case)


def test_a_wrong_month_is_refused_with_a_sentence(course: Course, mentor: Client) -> None:
    months = f"/rapporter/maaneder/{reports.match_of(course).uuid}/"
    for month, sentence in (("hest", "hest"), ("2026-09-01", "før forløbets begyndelse"), ("", "Der mangler en dag")):
        answer = mentor.post(months, {"month": month})
        assert answer.status_code == 409
        assert sentence in answer.content.decode()
    assert not MonthlyReport.objects.exists()


def test_who_saves_second_is_told_and_keeps_the_own_text(course: Course, mentor: Client) -> None:
    report = reports.a_begun_report(course)
    edit = f"/rapporter/{report.uuid}/ret/"
    mentor.post(edit, {"version": "1", "development": "Den førstes tekst"})
    answer = mentor.post(edit, {"version": "1", "development": "Den andens tekst"})
    assert answer.status_code == 422
    assert "En anden nåede det før dig" in answer.content.decode()
    assert "Den andens tekst" in at_field(answer, "development")


@pytest.mark.parametrize(
    ("act", "typed", "field", "sentence"),
    [
        ("tilbyd", {"offered_on": "31-02-2026"}, "offered_on", "31-02-2026"),
        ("tilbyd", {"offered_on": "17-11-2026"}, "offered_on", "til i dag"),
        ("egne-ord", {"text": " "}, "text", "Skriv noget"),
        ("spoerg", {"question": " "}, "question", "Skriv, hvad du gerne vil vide."),
    ],
)
def test_what_is_wrong_is_told_at_its_field(
    course: Course,
    mentor: Client,
    signe: Client,
    citizen: Client,
    act: str,
    typed: dict[str, str],
    field: str,
    sentence: str,
) -> None:
    report = reports.a_sent_report(course) if act == "spoerg" else reports.an_offered_report(course)
    client = {"tilbyd": mentor, "egne-ord": citizen, "spoerg": signe}[act]
    answer = client.post(f"/rapporter/{report.uuid}/{act}/", typed)
    assert answer.status_code == 422
    assert escape(sentence) in at_field(answer, field)


def test_the_caseworker_writes_what_was_said_in_the_telephone(course: Course, signe: Client) -> None:
    report = reports.an_offered_report(course)
    own = f"/rapporter/{report.uuid}/egne-ord/"
    answer = signe.post(own, {"text": "Det går fint.", "way": "phone"})
    assert answer.status_code == 422
    assert "Skriv, hvorfor borgeren ikke selv skriver." in at_field(answer, "reason")
    assert "Det går fint." in at_field(answer, "text")
    signe.post(own, {"text": "Det går fint.", "way": "phone", "reason": "Har ingen computer."})
    assert "Sagt i telefonen" in read(signe, f"/rapporter/{report.uuid}/")


def test_the_sending_says_why_it_cannot_yet_and_is_refused(course: Course, mentor: Client) -> None:
    report = reports.a_begun_report(course)
    page = read(mentor, f"/rapporter/{report.uuid}/")
    assert 'aria-disabled="true"' in page
    answer = mentor.post(f"/rapporter/{report.uuid}/send/")
    assert answer.status_code == 409
    assert "Skriv, hvordan det er gået" in answer.content.decode()


def test_advice_stands_by_the_report_for_the_mentor_alone(course: Course, mentor: Client, citizen: Client) -> None:
    report = reports.an_offered_report(course)
    MonthlyReport.objects.filter(pk=report.pk).update(risks="Anna er doven.")
    address = f"/rapporter/{report.uuid}/"
    assert "»doven« dømmer" in read(mentor, address)
    assert "dømmer" not in read(citizen, address)


@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"held_on": "17-11-2026"}, "held_on", "til i dag"),
        ({"held_on": "hest"}, "held_on", "hest"),
        ({"decision": ""}, "decision", "Vælg, hvad der blev besluttet."),
        ({"decision_text": ""}, "decision_text", "Skriv, hvad der skal ske, og hvorfor."),
        ({"next_on": ""}, "next_on", "Skriv, hvornår I taler sammen igen."),
    ],
)
def test_a_wrong_talk_is_told_at_its_field_and_kept(
    course: Course, signe: Client, change: dict[str, str], field: str, sentence: str
) -> None:
    answer = signe.post(f"/opfoelgning/{course.case.uuid}/samtale/", {**TALK, **change})
    assert answer.status_code == 422
    assert sentence in beside(answer, field)
    assert TALK["minutes"] in answer.content.decode()
    assert not Talk.objects.exists()


@pytest.mark.parametrize("preview", [{}, {"preview": "1"}])
@pytest.mark.parametrize(
    ("change", "field", "sentence"),
    [
        ({"ended_on": "01-10-2026"}, "ended_on", "05-10-2026"),
        ({"reason": ""}, "reason", "Vælg, hvorfor forløbet slutter."),
        ({"wish": ""}, "wish", "Vælg, hvad borgeren mener om at slutte."),
        ({"wish": "against"}, "text", "skal begrundelsen stå i brevet"),
        ({"reached": ""}, "reached", "Skriv til borgeren, hvad der er nået."),
    ],
)
def test_a_wrong_end_is_told_at_its_field_and_nothing_ends(
    course: Course, signe: Client, change: dict[str, str], field: str, sentence: str, preview: dict[str, str]
) -> None:
    answer = signe.post(f"/opfoelgning/{course.case.uuid}/afslut/", {**END, **change, **preview})
    assert answer.status_code == 422
    assert sentence in beside(answer, field)
    assert not Closing.objects.exists()


def test_what_is_missing_stands_beside_the_end_and_gives_way_to_a_reason(course: Course, signe: Client) -> None:
    report = reports.a_sent_report(course)
    a_visit(course, date(2026, 11, 9))
    address = f"/opfoelgning/{course.case.uuid}/afslut/"
    page = read(signe, address)
    assert "Rapporten for oktober 2026 er sendt, men ikke læst." in page
    assert f"/rapporter/{report.uuid}/" in page
    assert "Borgeren har ikke bekræftet 1:00 timer." in page
    answer = signe.post(address, END)
    assert "Rapporten for oktober 2026 er sendt" in at_field(answer, "despite")
    answer = signe.post(address, {**END, "despite": "Mentoren er stoppet."})
    assert 'id="id_knows_unconfirmed_error"' in answer.content.decode()
    assert signe.post(address, {**END, "despite": "Mentoren er stoppet.", "knows_unconfirmed": "on"}).status_code == 302


def test_what_does_not_lack_is_not_asked(course: Course, signe: Client) -> None:
    page = read(signe, f"/opfoelgning/{course.case.uuid}/afslut/")
    assert 'name="despite"' not in page
    assert 'name="knows_unconfirmed"' not in page


def test_a_closed_course_says_so(course: Course, signe: Client) -> None:
    followup.a_closing(course.case, by=course.caseworker)
    address = f"/opfoelgning/{course.case.uuid}/afslut/"
    assert "Forløbet er allerede afsluttet." in read(signe, address)
    answer = signe.post(address, END)
    assert answer.status_code == 422
    assert Closing.objects.count() == 1


def test_the_citizen_reads_talks_and_end_and_the_mentor_does_not(
    course: Course, mentor: Client, citizen: Client
) -> None:
    followup.a_talk(course.case, by=course.caseworker, decision=Decision.END)
    address = f"/opfoelgning/{course.case.uuid}/"
    assert "Vi talte om praktikken." in read(citizen, address)
    assert "Afslut forløbet" not in read(citizen, address)
    assert mentor.get(address).status_code == 404


def test_the_coordinator_reads_grant_and_end_without_links_to_letters_that_do_not_open(course: Course) -> None:
    followup.a_closing(course.case, by=course.caseworker)
    pages = f"/bevillinger/{Grant.objects.get().uuid}/", f"/opfoelgning/{course.case.uuid}/"
    signe = builders.logged_in(course.caseworker, Role.CASEWORKER)
    coordinator = builders.logged_in(course.coordinator, Role.COORDINATOR)
    assert [read(signe, page).count('href="/breve/') for page in pages] == [1, 1]
    assert [read(coordinator, page).count('href="/breve/') for page in pages] == [0, 0]


def test_without_a_closing_nothing_is_received(course: Course, signe: Client) -> None:
    assert signe.get(f"/opfoelgning/{course.case.uuid}/modtaget/").status_code == 404


def count(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as counted:
        read(client, address)
    return len(counted)


def test_desks_and_lists_ask_as_often_for_many_rows_as_for_one(course: Course, mentor: Client, signe: Client) -> None:
    reports.a_sent_report(course)
    followup.a_talk(course.case, by=course.caseworker, decision=Decision.END)
    match = reports.match_of(course)
    months, talks = f"/rapporter/maaneder/{match.uuid}/", f"/opfoelgning/{course.case.uuid}/"
    pages = ((mentor, "/"), (signe, "/"), (mentor, months), (signe, talks), (signe, f"/sager/{course.case.uuid}/"))
    before = [min(count(client, address) for _ in range(2)) for client, address in pages]
    for month in (date(2026, 9, 1), date(2026, 8, 1)):
        report = MonthlyReport.objects.get(month=reports.OCTOBER)
        report.pk, report.first_month, report.month, report.uuid = None, month, month, Case().uuid
        report.save()
    for _ in range(3):
        followup.a_talk(course.case, by=course.caseworker, decision=Decision.END)
    assert [count(client, address) for client, address in pages] == before
