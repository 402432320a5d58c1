"""A report tells of as many months as the jobcentre had set, and no month is told twice or not at all."""

import copy
from dataclasses import replace
from datetime import date, time

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.cases.lists import FiledWay
from parloeb.domain.followup import queries as followup
from parloeb.domain.law.settings import Setting
from parloeb.domain.matching.models import Match
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.domain.reports import access, commands, queries
from parloeb.domain.reports.models import MonthlyReport
from parloeb.domain.reports.states import State
from parloeb.domain.visits.lists import Place, Topic
from parloeb.domain.visits.rules import Content, Part
from parloeb.kernel import errors, local
from tests.builders import clock, people, reports
from tests.builders.clock import ON
from tests.builders.matching import Course
from tests.builders.reports import BEGUN, OCTOBER, WRITTEN

pytestmark = pytest.mark.django_db
NOVEMBER, DECEMBER, JANUARY = date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)


@pytest.fixture(scope="module", autouse=True)
def made(standing: None) -> Course:
    """A course that has run since 5 October, where a report tells of three months."""
    found = reports.a_running_course()
    people.set_setting(found.case.jobcentre, Setting.REPORT_MONTHS, 3, first_day=BEGUN, on=BEGUN)
    return found


@pytest.fixture
def course(made: Course) -> Course:
    return copy.deepcopy(made)


def as_mentor(course: Course, *, on: date = ON) -> Actor:
    return people.actor(course.mentor_user, Role.MENTOR, on=on)


def begun(course: Course, *, on: date, month: date = OCTOBER) -> MonthlyReport:
    return reports.a_begun_report(course, month=month, on=on)


def sent(course: Course, *, on: date, month: date = OCTOBER) -> MonthlyReport:
    report, by, at = begun(course, on=on, month=month), as_mentor(course, on=on), clock.at(on)
    commands.save(report, WRITTEN, version=1, by=by, at=at, on=on)
    commands.offer_to_citizen(report, offered_on=on, by=by, at=at, on=on)
    commands.send(report, by=by, at=at, on=on)
    return report


def visit(course: Course, day: date, *, minutes: int = 60) -> None:
    parts = (Part(Place.HOME, minutes, ((Topic.EVERYDAY, minutes),)),)
    reports.a_visit_in(course, Content(starts_at=local.moment(day, time(8)), parts=parts))


def ended(course: Course, day: date) -> None:
    Match.objects.filter(case=course.case).update(last_day=day)


def untold(course: Course, *, on: date) -> tuple[list[str], str]:
    over, running = queries.to_begin(reports.match_of(course), on=on)
    return [f"{one.title}, senest {one.due}" for one in over], running.title if running else ""


def test_nothing_is_due_before_the_three_months_are_over(course: Course) -> None:
    assert untold(course, on=ON) == ([], "oktober til december 2026")
    assert untold(course, on=date(2026, 12, 31)) == ([], "oktober til december 2026")
    of_three = "oktober til december 2026, senest 05-01-2027"
    assert untold(course, on=JANUARY) == ([of_three], "januar til marts 2027")
    matches = access.matches_to_tell(as_mentor(course), on=ON)
    assert queries.waiting_to_begin(matches, on=ON) == ()
    (waiting,) = queries.waiting_to_begin(matches, on=date(2027, 1, 10))
    assert waiting.what == "Rapport for oktober til december 2026 skal skrives senest 05-01-2027"
    assert (waiting.since, waiting.due) == (JANUARY, date(2027, 1, 5))


def test_a_report_is_due_on_the_day_that_the_jobcentre_had_set_when_the_month_ended() -> None:
    course = reports.a_running_course()
    place = course.case.jobcentre
    for first_day, number in ((date(2026, 10, 31), 10), (date(2026, 11, 1), 20)):
        people.set_setting(place, Setting.REPORT_DAY, number, first_day=first_day, on=first_day)
    assert untold(course, on=ON)[0] == ["oktober 2026, senest 10-11-2026"]
    assert reports.a_begun_report(course).due_on == date(2026, 11, 10)


@pytest.mark.parametrize("month", [OCTOBER, date(2026, 11, 17), DECEMBER])
def test_any_of_its_months_begins_the_report_of_all_three(course: Course, month: date) -> None:
    report = begun(course, month=month, on=DECEMBER)
    assert (report.first_month, report.month, report.due_on) == (OCTOBER, DECEMBER, date(2027, 1, 5))
    assert queries.span_of(report).title == "oktober til december 2026"
    for told in (OCTOBER, NOVEMBER, DECEMBER):
        with pytest.raises(errors.RefusedError, match="allerede en rapport"):
            begun(course, month=told, on=DECEMBER)


def test_the_draft_and_the_figures_are_of_all_its_months(course: Course) -> None:
    for day in (date(2026, 10, 7), date(2026, 11, 4), date(2026, 11, 11)):
        visit(course, day)
    report = sent(course, on=date(2027, 1, 2))
    drafted = queries.sentences_of(report)[0].text
    assert drafted == "Fra oktober til december 2026 har vi mødtes 3 gange, i alt 3 timer."
    assert (report.visits, report.minutes) == (3, 180)


def test_a_draft_tells_of_the_months_that_have_begun_and_names_all(course: Course) -> None:
    visit(course, date(2026, 10, 7))
    visit(course, date(2026, 11, 4))
    report = begun(course, on=date(2026, 10, 20))
    assert queries.sentences_of(report)[0].text == "I oktober 2026 har vi mødtes 1 gang, i alt 1 time."
    by = as_mentor(course)
    commands.save(report, WRITTEN, version=1, by=by, at=clock.AT, on=ON)
    assert queries.sentences_of(report)[0].text == "I oktober og november 2026 har vi mødtes 2 gange, i alt 2 timer."
    (waiting,) = queries.waiting_to_send(access.visible_to(by, on=ON), on=ON)
    assert (waiting.what, waiting.due) == ("Rapport for oktober til december 2026 er ikke sendt", date(2027, 1, 5))


def test_one_that_is_sent_early_leaves_what_has_not_begun_to_the_next(course: Course) -> None:
    draft = begun(course, on=ON)
    assert "fortæller rapporten kun om oktober og november 2026" in queries.hints_of(draft, on=ON)[-1].sentence
    by = as_mentor(course)
    commands.save(draft, WRITTEN, version=1, by=by, at=clock.AT, on=ON)
    commands.offer_to_citizen(draft, offered_on=ON, by=by, at=clock.AT, on=ON)
    commands.send(draft, by=by, at=clock.AT, on=ON)
    report = MonthlyReport.objects.get()
    assert (report.first_month, report.month, report.due_on) == (OCTOBER, NOVEMBER, date(2026, 12, 5))
    assert untold(course, on=ON) == ([], "")
    assert untold(course, on=DECEMBER) == ([], "december 2026 til februar 2027")


def test_one_that_came_back_keeps_its_months(course: Course) -> None:
    report = sent(course, on=ON)
    by = people.actor(course.caseworker, Role.CASEWORKER)
    commands.ask_back(report, question="Hvornår?", by=by, at=clock.AT, on=ON)
    assert "early" not in [hint.code for hint in queries.hints_of(report, on=ON)]
    ended(course, date(2026, 10, 20))
    report.refresh_from_db()
    mentor, later = as_mentor(course, on=DECEMBER), clock.at(DECEMBER)
    commands.save(report, replace(WRITTEN, risks="Ingen"), version=2, by=mentor, at=later, on=DECEMBER)
    commands.send(report, by=mentor, at=later, on=DECEMBER)
    report.refresh_from_db()
    assert (report.first_month, report.month) == (OCTOBER, NOVEMBER)
    assert queries.span_of(report).title == "oktober og november 2026"


def test_the_match_ends_before_the_report_is_begun_so_that_it_tells_of_what_is_left(course: Course) -> None:
    ended(course, date(2026, 11, 9))
    assert untold(course, on=ON) == (["oktober og november 2026, senest 05-12-2026"], "")


def test_the_match_ends_while_the_report_is_a_draft_and_the_rest_falls_away(course: Course) -> None:
    report = begun(course, on=date(2026, 10, 20))
    ended(course, date(2026, 11, 9))
    report = MonthlyReport.objects.select_related("match__case__citizen").get(pk=report.pk)
    by = as_mentor(course)
    (waiting,) = queries.waiting_to_send(access.visible_to(by, on=ON), on=ON)
    assert (waiting.what, waiting.due) == ("Rapport for oktober og november 2026 er ikke sendt", date(2026, 12, 5))
    assert queries.due_text(report) == "05-12-2026"
    assert "early" not in [hint.code for hint in queries.hints_of(report, on=ON)]
    assert untold(course, on=JANUARY) == ([], "")
    lacks = [one.sentence for one in followup.ending_of(course.case).lacks]
    assert "Mentoren er ikke færdig med rapporten for oktober og november 2026." in lacks
    commands.save(report, WRITTEN, version=1, by=by, at=clock.AT, on=ON)
    commands.offer_to_citizen(report, offered_on=ON, by=by, at=clock.AT, on=ON)
    commands.send(report, by=by, at=clock.AT, on=ON)
    kept = MonthlyReport.objects.get()
    assert (kept.month, kept.due_on, kept.state) == (NOVEMBER, date(2026, 12, 5), State.SENT)


def test_another_rhythm_begins_where_the_months_that_run_end(course: Course) -> None:
    people.set_setting(course.case.jobcentre, Setting.REPORT_MONTHS, 1, first_day=NOVEMBER, on=NOVEMBER)
    over, running = untold(course, on=date(2027, 2, 3))
    assert over == ["oktober til december 2026, senest 05-01-2027", "januar 2027, senest 05-02-2027"]
    assert running == "februar 2027"


def test_another_day_holds_by_the_last_of_its_months(course: Course) -> None:
    people.set_setting(course.case.jobcentre, Setting.REPORT_DAY, 20, first_day=DECEMBER, on=DECEMBER)
    assert untold(course, on=JANUARY)[0] == ["oktober til december 2026, senest 20-01-2027"]


def test_other_jobcentres_keep_one_month(course: Course) -> None:
    other = reports.a_running_course()
    assert untold(other, on=ON) == (["oktober 2026, senest 05-11-2026"], "november 2026")


@pytest.mark.parametrize("day", [date(2026, 10, 1), date(2026, 11, 30), date(2026, 12, 1)])
def test_a_visit_in_any_of_its_months_is_told(course: Course, day: date) -> None:
    sent(course, on=ON)
    visible = access.visible_to(as_mentor(course), on=ON)
    match = reports.match_of(course)
    is_told = queries.is_sent(visible, case=match.case, mentor=match.mentor, day=day)
    assert is_told is (day < DECEMBER)


@pytest.mark.parametrize("day", [date(2026, 9, 30), date(2026, 12, 2)])
def test_the_offer_lies_between_the_first_of_the_months_and_today(course: Course, day: date) -> None:
    report = begun(course, on=DECEMBER)
    with pytest.raises(errors.RefusedError, match="Skriv en dag fra 01-10-2026 til i dag") as refused:
        commands.offer_to_citizen(
            report, offered_on=day, by=as_mentor(course, on=DECEMBER), at=clock.at(DECEMBER), on=DECEMBER
        )
    assert refused.value.field == "offered_on"
    commands.offer_to_citizen(
        report, offered_on=OCTOBER, by=as_mentor(course, on=DECEMBER), at=clock.at(DECEMBER), on=DECEMBER
    )


def test_the_file_calls_a_report_of_one_month_by_its_name_and_another_a_report(course: Course) -> None:
    sent(course, on=ON)
    sent(reports.a_running_course(), on=ON)
    told = queries.story(queries.to_tell(MonthlyReport.objects.all()))
    filed = [one.filed for one in told if one.filed]
    assert [(one.way, one.subject) for one in filed] == [
        (FiledWay.RECEIVED, "Rapport for oktober og november 2026"),
        (FiledWay.RECEIVED, "Månedsrapport for oktober 2026"),
    ]


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("2026-12-01", "2026-12-01", "reports_month_once"),
        ("2026-08-01", "2026-10-01", "reports_month_once"),
        ("2026-11-01", "2026-11-01", "reports_month_once"),
        ("2027-02-01", "2027-01-01", "reports_month_begins_it"),
        ("2027-01-02", "2027-02-01", "reports_month_begins_it"),
        ("2027-01-01", "2027-02-02", "reports_month_begins_it"),
    ],
)
def test_the_database_lets_no_two_reports_tell_of_one_month(course: Course, first: str, last: str, name: str) -> None:
    begun(course, on=ON)
    columns = "match_id, due_on, state, version, development, wellbeing, goals, appointments, risks, recommendation"
    rest = "drafted, minutes, visits, no_shows, own_column, own_column_way, own_column_reason, question"
    copied = (
        f"INSERT INTO reports_monthlyreport (uuid, first_month, month, {columns}, {rest}) "
        f"SELECT gen_random_uuid(), %s, %s, {columns}, {rest} FROM reports_monthlyreport"
    )
    with pytest.raises(IntegrityError, match=name), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(copied, [first, last])
    with connection.cursor() as cursor:
        cursor.execute(copied, ["2027-01-01", "2027-01-01"])
    assert MonthlyReport.objects.count() == 2
