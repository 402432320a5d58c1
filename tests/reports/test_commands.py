"""Beginning, writing, offering, sending and answering a monthly report."""

import copy
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.domain.reports import access, commands, queries, registered
from parloeb.domain.reports.lists import OwnColumnWay
from parloeb.domain.reports.models import MonthlyReport
from parloeb.domain.reports.rules import Span
from parloeb.domain.reports.states import MOVES, State
from parloeb.domain.visits.lists import Cause, Outcome, Place, Topic
from parloeb.domain.visits.rules import Content, Part
from parloeb.kernel import errors, local
from tests.builders import matching, people, reports
from tests.builders.clock import AT, ON
from tests.builders.matching import Course
from tests.builders.reports import BEGUN, OCTOBER, WRITTEN

pytestmark = pytest.mark.django_db

PAPER = OwnColumnWay.PAPER
NOVEMBER = date(2026, 11, 1)


@pytest.fixture(scope="module", autouse=True)
def made(standing: None) -> Course:
    return reports.a_running_course()


@pytest.fixture
def course(made: Course) -> Course:
    return copy.deepcopy(made)


def on_the(day: int, month: int = 10, minutes: int = 60) -> Content:
    parts = (Part(Place.HOME, minutes, ((Topic.EVERYDAY, minutes),)),)
    return Content(starts_at=local.moment(date(2026, month, day), time(10)), parts=parts)


def missed_on_the(day: int) -> Content:
    at = local.moment(date(2026, 10, day), time(10))
    return Content(starts_at=at, outcome=Outcome.NO_SHOW, cause=Cause.FORGOT)


def as_mentor(course: Course, *, on: date = ON) -> Actor:
    return people.actor(course.mentor_user, Role.MENTOR, on=on)


def as_caseworker(course: Course) -> Actor:
    return people.actor(course.caseworker, Role.CASEWORKER)


def as_citizen(course: Course) -> Actor:
    return people.actor(course.citizen_user, Role.CITIZEN)


def test_a_report_drafts_itself_from_the_months_visits_and_the_goals(course: Course) -> None:
    first = reports.a_visit_in(course, on_the(7))
    reports.a_visit_in(course, on_the(14, minutes=90))
    reports.a_visit_in(course, missed_on_the(21))
    reports.a_visit_in(course, on_the(2, month=11))
    report = reports.a_begun_report(course)

    assert report.appointments.splitlines() == [
        "I oktober 2026 har vi mødtes 2 gange, i alt 2,5 timer.",
        "Aftalen er 1,5 timer om ugen.",
        "Tiden fordelte sig sådan: i hjemmet 2,5 timer.",
        "Det handlede om: hverdagen 2,5 timer.",
        "1 aftale blev ikke til noget: 21. oktober (udeblivelse: glemt aftalen).",
    ]
    assert report.goals.splitlines() == ["Møde til tiden:", "Klare sig uden støtte:"]
    assert (report.development, report.recommendation, report.due_on) == ("", "", date(2026, 11, 5))
    sources = queries.sentences_of(report)[0].sources
    assert (sources[0].kind, sources[0].uuid, sources[0].label) == ("visit", str(first.uuid), "Besøg 07-10-2026")
    assert Event.objects.get(name="report.started").subject_uuid == report.uuid


def test_a_visit_at_midnight_belongs_to_the_danish_month(course: Course) -> None:
    late = Content(starts_at=local.moment(date(2026, 10, 31), time(23, 30)), parts=on_the(1).parts)
    reports.a_visit_in(course, late)
    match = reports.match_of(course)
    assert registered.figures_of(match, Span(OCTOBER, OCTOBER)).visits == 1
    assert registered.figures_of(match, Span(NOVEMBER, NOVEMBER)).visits == 0
    assert registered.figures_of(match, Span(OCTOBER, NOVEMBER)).visits == 1


@pytest.mark.parametrize(
    ("month", "sentence"),
    [
        (date(2026, 9, 30), "før forløbets begyndelse"),
        (date(2026, 12, 1), "ikke begyndt endnu"),
        (date(2026, 10, 31), "allerede en rapport"),
    ],
)
def test_a_month_outside_or_told_already_is_refused(course: Course, month: date, sentence: str) -> None:
    reports.a_begun_report(course)
    with pytest.raises(errors.RefusedError, match=sentence) as refusal:
        commands.start(reports.match_of(course), month=month, by=as_mentor(course), at=AT, on=ON)
    assert refusal.value.field == "month"
    assert MonthlyReport.objects.count() == 1


def test_a_month_after_the_match_is_refused(course: Course) -> None:
    match = reports.match_of(course)
    match.last_day = date(2026, 10, 20)
    with pytest.raises(errors.RefusedError, match="efter forløbets slutning"):
        commands.start(match, month=date(2026, 11, 1), by=as_mentor(course), at=AT, on=ON)


@pytest.mark.parametrize("role", [Role.CASEWORKER, Role.CITIZEN, Role.MENTOR])
def test_only_the_mentor_of_the_match_begins(course: Course, role: Role) -> None:
    who = {
        Role.CASEWORKER: course.caseworker,
        Role.CITIZEN: course.citizen_user,
        Role.MENTOR: people.a_mentor("Maja Krogh"),
    }[role]
    with pytest.raises(errors.RefusedError, match="Kun mentoren selv"):
        commands.start(reports.match_of(course), month=OCTOBER, by=people.actor(who, role), at=AT, on=ON)


def test_saving_keeps_the_words_and_drafts_anew_beside_them(course: Course) -> None:
    report = reports.a_begun_report(course)
    reports.a_visit_in(course, on_the(7))
    commands.save(report, WRITTEN, version=1, by=as_mentor(course), at=AT, on=ON)
    assert (report.version, report.appointments) == (2, WRITTEN.appointments)
    assert queries.sentences_of(report)[0].text == "I oktober 2026 har vi mødtes 1 gang, i alt 1 time."


def test_of_two_who_save_the_second_is_told(course: Course) -> None:
    report = reports.a_begun_report(course)
    commands.save(report, WRITTEN, version=1, by=as_mentor(course), at=AT, on=ON)
    with pytest.raises(errors.OvertakenError):
        commands.save(report, replace(WRITTEN, risks="Andet"), version=1, by=as_mentor(course), at=AT, on=ON)
    assert MonthlyReport.objects.get().risks == ""


@pytest.mark.parametrize(
    ("text", "offered", "field"),
    [
        (replace(WRITTEN, development=" "), True, "development"),
        (replace(WRITTEN, recommendation=""), True, "recommendation"),
        (WRITTEN, False, "offered_on"),
    ],
)
def test_what_is_not_finished_is_not_sent(course: Course, text: commands.Text, offered: bool, field: str) -> None:
    report = reports.a_begun_report(course)
    mentor = as_mentor(course)
    commands.save(report, text, version=1, by=mentor, at=AT, on=ON)
    if offered:
        commands.offer_to_citizen(report, offered_on=ON, by=mentor, at=AT, on=ON)
    with pytest.raises(errors.RefusedError) as refusal:
        commands.send(report, by=mentor, at=AT, on=ON)
    assert refusal.value.field == field
    assert MonthlyReport.objects.get().state == State.DRAFT


@pytest.mark.parametrize("day", [date(2026, 9, 30), ON + timedelta(days=1)])
def test_the_offer_has_a_day_from_the_month_on_and_not_ahead(course: Course, day: date) -> None:
    report = reports.a_begun_report(course)
    with pytest.raises(errors.RefusedError) as refusal:
        commands.offer_to_citizen(report, offered_on=day, by=as_mentor(course), at=AT, on=ON)
    assert refusal.value.field == "offered_on"


def test_sending_freezes_the_figures_also_when_the_report_comes_back(course: Course) -> None:
    reports.a_visit_in(course, on_the(7))
    reports.a_visit_in(course, missed_on_the(14))
    report = reports.a_returned_report(course)
    reports.a_visit_in(course, on_the(21))
    commands.send(report, by=as_mentor(course), at=AT + timedelta(hours=1), on=ON)
    assert (report.state, report.visits, report.minutes, report.no_shows) == (State.SENT, 1, 60, 1)
    assert report.sent_at == AT + timedelta(hours=1)
    assert report.question == "Hvad skete der den 15.?"


def test_a_read_report_says_who_read_it_and_when(course: Course) -> None:
    report = reports.a_read_report(course)
    assert (report.read_by, report.read_at) == (course.caseworker, AT)


def test_asking_back_needs_a_question(course: Course) -> None:
    report = reports.a_sent_report(course)
    with pytest.raises(errors.RefusedError) as refusal:
        commands.ask_back(report, question="  ", by=as_caseworker(course), at=AT, on=ON)
    assert refusal.value.field == "question"


def test_the_citizen_writes_the_own_column(course: Course) -> None:
    report = reports.an_offered_report(course)
    commands.add_own_column(report, text=" Det går fint. ", by=as_citizen(course), at=AT, on=ON)
    kept = MonthlyReport.objects.get()
    assert (kept.own_column, kept.own_column_way, kept.own_column_by) == (
        "Det går fint.",
        OwnColumnWay.SELF,
        course.citizen_user,
    )
    assert Event.objects.get(name="report.own_column_added").reason == "self"


def test_for_a_citizen_who_does_not_write_the_caseworker_does_with_a_reason(course: Course) -> None:
    report = reports.a_sent_report(course)
    by = as_caseworker(course)
    for way, reason, field in ((OwnColumnWay.SELF, "Uden computer", "way"), (PAPER, " ", "reason")):
        with pytest.raises(errors.RefusedError) as refusal:
            commands.add_own_column(report, text="Fint.", way=way, reason=reason, by=by, at=AT, on=ON)
        assert refusal.value.field == field
    commands.add_own_column(report, text="Fint.", way=PAPER, reason="Uden computer", by=by, at=AT, on=ON)
    assert (report.own_column_reason, report.own_column_by) == ("Uden computer", course.caseworker)


def test_the_citizen_does_not_write_for_somebody_else_and_not_nothing(course: Course) -> None:
    report = reports.an_offered_report(course)
    for text, way, field in (("Fint.", PAPER, "way"), (" ", OwnColumnWay.SELF, "text")):
        with pytest.raises(errors.RefusedError) as refusal:
            commands.add_own_column(report, text=text, way=way, by=as_citizen(course), at=AT, on=ON)
        assert refusal.value.field == field


REACHED: dict[State, Callable[[Course], MonthlyReport]] = {
    State.DRAFT: reports.an_offered_report,
    State.SENT: reports.a_sent_report,
    State.RETURNED: reports.a_returned_report,
    State.READ: reports.a_read_report,
}
ACTS: dict[str, Callable[[MonthlyReport, Course], None]] = {
    "save": lambda one, of: commands.save(one, WRITTEN, version=one.version, by=as_mentor(of), at=AT, on=ON),
    "offer": lambda one, of: commands.offer_to_citizen(one, offered_on=ON, by=as_mentor(of), at=AT, on=ON),
    "send": lambda one, of: commands.send(one, by=as_mentor(of), at=AT, on=ON),
    "add_own_column": lambda one, of: commands.add_own_column(one, text="Ja.", by=as_citizen(of), at=AT, on=ON),
    "acknowledge": lambda one, of: commands.acknowledge(one, by=as_caseworker(of), at=AT, on=ON),
    "ask_back": lambda one, of: commands.ask_back(one, question="Hvad?", by=as_caseworker(of), at=AT, on=ON),
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", ACTS)
def test_every_act_in_every_state(course: Course, state: State, act: str) -> None:
    report = REACHED[state](course)
    assert report.state == state
    if (state, act) in MOVES:
        ACTS[act](report, course)
        assert MonthlyReport.objects.get().state == MOVES[state, act]
    else:
        with pytest.raises(errors.IllegalMoveError):
            ACTS[act](report, course)
        assert MonthlyReport.objects.get().state == state


def test_of_two_who_answer_at_once_the_second_is_told(course: Course) -> None:
    report = reports.a_sent_report(course)
    stale = MonthlyReport.objects.select_related("match__case__citizen").get()
    ACTS["acknowledge"](report, course)
    with pytest.raises(errors.OvertakenError):
        ACTS["ask_back"](stale, course)


def readers(course: Course) -> dict[str, tuple[User, Role]]:
    team = course.caseworker.role_assignments.get().team
    assert team
    return {
        "mentor": (course.mentor_user, Role.MENTOR),
        "other mentor": (people.a_mentor("Maja Krogh"), Role.MENTOR),
        "caseworker": (course.caseworker, Role.CASEWORKER),
        "other caseworker": (people.a_caseworker("Mads Bruun"), Role.CASEWORKER),
        "leader": (people.a_leader(team=team), Role.TEAM_LEADER),
        "coordinator": (course.coordinator, Role.COORDINATOR),
        "citizen": (course.citizen_user, Role.CITIZEN),
        "other citizen": (matching.a_course(citizen_name="Bo Egelund").citizen_user, Role.CITIZEN),
    }


OFFERED = {"mentor", "caseworker", "leader", "citizen"}


@pytest.mark.parametrize(
    ("reach", "seen_by"),
    [
        (reports.a_begun_report, {"mentor"}),
        (reports.an_offered_report, OFFERED),
        (reports.a_sent_report, OFFERED | {"coordinator"}),
        (reports.a_returned_report, OFFERED | {"coordinator"}),
        (reports.a_read_report, OFFERED | {"coordinator"}),
    ],
)
def test_who_reads_a_report(course: Course, reach: Callable[[Course], MonthlyReport], seen_by: set[str]) -> None:
    report = reach(course)
    seen = {
        name
        for name, (user, role) in readers(course).items()
        if access.visible_to(people.actor(user, role), on=ON).filter(pk=report.pk).exists()
    }
    assert seen == seen_by


@pytest.mark.parametrize(
    ("act", "who"),
    [
        ("save", {"mentor"}),
        ("offer", {"mentor"}),
        ("send", {"mentor"}),
        ("add_own_column", {"caseworker", "leader", "citizen"}),
        ("acknowledge", {"caseworker", "leader"}),
        ("ask_back", {"caseworker", "leader"}),
    ],
)
def test_who_may(course: Course, act: str, who: set[str]) -> None:
    report = reports.a_sent_report(course)
    allowed = {
        name
        for name, (user, role) in readers(course).items()
        if access.may(people.actor(user, role), act, report, on=ON)
    }
    assert allowed == who


def test_a_mentor_whose_relation_has_ended_reads_nothing_more(course: Course) -> None:
    report = reports.a_begun_report(course)
    relation = course.case.relations.get(kind="mentor")
    relation.last_day = ON
    relation.save(update_fields=["last_day"])
    assert access.may(as_mentor(course), "save", report, on=ON)
    assert not access.may(as_mentor(course), "save", report, on=ON + timedelta(days=1))


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("offered_on = NULL", "reports_sent_is_whole"),
        ("recommendation = ''", "reports_sent_is_whole"),
        ("state = 'returned', question = ''", "reports_returned_has_question"),
        ("state = 'read'", "reports_read_has_reader"),
        ("month = '2026-10-02'", "reports_month_begins_it"),
        ("own_column = 'Ja.'", "reports_own_column_is_whole"),
    ],
)
def test_the_database_holds_what_a_state_must_have(course: Course, change: str, constraint: str) -> None:
    report = reports.a_sent_report(course)
    with connection.cursor() as sql, pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        sql.execute(f"UPDATE reports_monthlyreport SET {change} WHERE id = %s", [report.pk])


def test_a_month_stands_once(course: Course) -> None:
    report = reports.a_begun_report(course)
    with pytest.raises(IntegrityError, match="reports_month_once"), transaction.atomic():
        MonthlyReport.objects.create(match=report.match, first_month=OCTOBER, month=OCTOBER, due_on=report.due_on)


def test_the_desks_say_what_waits(course: Course) -> None:
    matches = access.matches_to_tell(as_mentor(course), on=ON)

    def desk(by: Actor) -> list[str]:
        visible = access.visible_to(by, on=ON)
        if by.role is Role.MENTOR:
            begin, to_send = queries.waiting_to_begin(matches, on=ON), queries.waiting_to_send(visible, on=ON)
            return [one.what for one in (*begin, *to_send)]
        told = queries.waiting_for_own_words if by.role is Role.CITIZEN else queries.waiting_to_be_read
        return [one.what for one in told(visible, on=ON)]

    assert desk(as_mentor(course)) == ["Rapport for oktober 2026 skal skrives senest 05-11-2026"]
    report = reports.an_offered_report(course)
    assert desk(as_mentor(course)) == ["Rapport for oktober 2026 er ikke sendt"]
    assert desk(as_citizen(course)) == ["Du kan læse og skrive til rapporten for oktober 2026"]
    assert desk(as_caseworker(course)) == []
    ACTS["add_own_column"](report, course)
    assert desk(as_citizen(course)) == []
    ACTS["send"](report, course)
    assert (desk(as_mentor(course)), desk(as_caseworker(course))) == ([], ["Rapport for oktober 2026 skal læses"])
    ACTS["ask_back"](report, course)
    assert desk(as_mentor(course)) == ["Sagsbehandleren spørger til rapporten for oktober 2026"]


def test_the_story_tells_of_sending_and_reading(course: Course) -> None:
    reports.a_read_report(course)
    told = queries.story(queries.to_tell(access.visible_to(as_caseworker(course), on=ON)))
    assert [one.title for one in told] == ["Rapport for oktober 2026 sendt", "Rapport for oktober 2026 læst"]


def test_hints_stand_while_the_report_is_written_and_never_stop_it(course: Course) -> None:
    text = replace(WRITTEN, development="Hun er doven.", goals="")
    report = reports.an_offered_report(course, text=text)
    assert {hint.code for hint in queries.hints_of(report, on=ON)} == {"judging", "example", "goal"}
    ACTS["send"](report, course)
    assert queries.hints_of(report, on=ON) == ()


def test_the_month_of_today_is_not_over(course: Course) -> None:
    report = reports.a_begun_report(course, month=ON)
    assert "early" in {hint.code for hint in queries.hints_of(report, on=ON)}
    assert report.month > BEGUN
