"""What was sent stands: what others read while the mentor writes on, and whose words the own column holds."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.domain.reports import access, commands, queries
from parloeb.domain.reports.lists import OwnColumnWay
from parloeb.domain.reports.models import MonthlyReport, ReportSending
from parloeb.kernel import errors
from parloeb.pages.shared import clock
from tests import builders
from tests.builders import people, reports
from tests.builders.clock import AT, ON
from tests.builders.matching import Course
from tests.builders.reports import WRITTEN

pytestmark = pytest.mark.django_db

HALF = "Halvt skrevet om den 15."
PAPER = OwnColumnWay.PAPER


@pytest.fixture
def course() -> Course:
    return reports.a_running_course()


def rewrite(report: MonthlyReport, course: Course, development: str) -> None:
    text = replace(WRITTEN, development=development)
    by = people.actor(course.mentor_user, Role.MENTOR)
    commands.save(report, text, version=report.version, by=by, at=AT, on=ON)


def read_by(user: User, role: Role) -> str:
    visible = access.visible_to(people.actor(user, role), on=ON)
    sheet = queries.sheet(visible, MonthlyReport.objects.get().uuid, writes=role is Role.MENTOR)
    assert sheet
    return dict(sheet.parts)["Udvikling"]


def test_while_the_mentor_writes_on_everybody_else_reads_what_was_sent(course: Course) -> None:
    report = reports.a_returned_report(course)
    rewrite(report, course, HALF)
    others = ((course.caseworker, Role.CASEWORKER), (course.citizen_user, Role.CITIZEN))
    assert [read_by(user, role) for user, role in others] == [WRITTEN.development] * 2
    assert read_by(course.mentor_user, Role.MENTOR) == HALF
    commands.send(report, by=people.actor(course.mentor_user, Role.MENTOR), at=AT, on=ON)
    assert [read_by(user, role) for user, role in others] == [HALF] * 2


def test_every_sending_and_every_question_is_kept(course: Course) -> None:
    report = reports.a_returned_report(course)
    rewrite(report, course, HALF)
    commands.send(report, by=people.actor(course.mentor_user, Role.MENTOR), at=AT, on=ON)
    commands.ask_back(report, question="Og den 22.?", by=people.actor(course.caseworker, Role.CASEWORKER), at=AT, on=ON)
    sheet = queries.sheet(MonthlyReport.objects.all(), report.uuid, writes=False)
    assert sheet
    assert [text for _, text in sheet.questions] == ["Hvad skete der den 15.?", "Og den 22.?"]
    assert [dict(parts)["Udvikling"] for _, parts in sheet.earlier] == [WRITTEN.development]
    assert [one.development for one in ReportSending.objects.all()] == [WRITTEN.development, HALF]


def test_a_question_asks_something_in_the_database_too(course: Course) -> None:
    report = reports.a_returned_report(course)
    with connection.cursor() as sql, pytest.raises(IntegrityError, match="reports_question_asks"), transaction.atomic():
        sql.execute("UPDATE reports_reportquestion SET text = '' WHERE report_id = %s", [report.pk])


def test_what_the_citizen_wrote_nobody_else_replaces(course: Course) -> None:
    report = reports.a_sent_report(course)
    citizen, caseworker = people.actor(course.citizen_user), people.actor(course.caseworker)
    commands.add_own_column(report, text="Sagt.", way=PAPER, reason="Syg", by=caseworker, at=AT, on=ON)
    commands.add_own_column(report, text="Mine ord.", by=citizen, at=AT, on=ON)
    with pytest.raises(errors.RefusedError, match="Kun borgeren kan ændre sine egne ord"):
        commands.add_own_column(report, text="Andre.", way=PAPER, reason="Syg", by=caseworker, at=AT, on=ON)
    commands.add_own_column(report, text="Mine nye ord.", by=citizen, at=AT, on=ON)
    assert MonthlyReport.objects.get().own_column == "Mine nye ord."


def test_of_two_who_write_the_own_column_at_once_the_second_is_told(course: Course) -> None:
    report = reports.a_sent_report(course)
    stale = MonthlyReport.objects.select_related("match__case__citizen").get()
    commands.add_own_column(report, text="Mine ord.", by=people.actor(course.citizen_user), at=AT, on=ON)
    with pytest.raises(errors.OvertakenError):
        commands.add_own_column(
            stale, text="Sagt.", way=PAPER, reason="Syg", by=people.actor(course.caseworker), at=AT, on=ON
        )
    assert MonthlyReport.objects.get().own_column == "Mine ord."


def test_words_that_came_while_the_page_stood_open_are_not_replaced(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    report = reports.a_sent_report(course)
    own = f"/rapporter/{report.uuid}/egne-ord/"
    signe = builders.logged_in(course.caseworker, Role.CASEWORKER)
    typed = {"text": "Fra papir.", "way": "paper", "reason": "Syg", "seen": ""}
    assert signe.post(own, typed).status_code == 302
    answer = signe.post(own, {**typed, "text": "Fra et ældre papir."})
    assert answer.status_code == 422
    assert "Fra et ældre papir." in answer.content.decode()
    assert MonthlyReport.objects.get().own_column == "Fra papir."


def test_the_page_of_the_own_column_is_the_citizens_once_written(
    course: Course, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    report = reports.a_sent_report(course)
    commands.add_own_column(report, text="Mine ord.", by=people.actor(course.citizen_user), at=AT, on=ON)
    detail = f"/rapporter/{report.uuid}/"
    signe = builders.logged_in(course.caseworker, Role.CASEWORKER)
    citizen = builders.logged_in(course.citizen_user, Role.CITIZEN)
    assert "egne-ord" not in signe.get(detail).content.decode()
    assert signe.get(f"{detail}egne-ord/")["Location"] == detail
    assert "Mine ord." in citizen.get(f"{detail}egne-ord/").content.decode()


def test_a_report_of_the_month_that_runs_waits_from_today_and_not_from_a_day_ahead(course: Course) -> None:
    reports.a_begun_report(course, month=ON)
    (waits,) = queries.waiting_to_send(MonthlyReport.objects.all(), on=ON)
    assert waits.since == ON
