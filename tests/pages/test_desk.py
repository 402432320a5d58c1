"""The desk: what waits for me, once a case, at whoever is to act, by kind of task and the late ones first."""

import re
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parloeb.domain.agreements.lists import Party
from parloeb.domain.cases.queries import Waiting
from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.followup.lists import Decision
from parloeb.domain.grants import commands as grants
from parloeb.domain.grants import submitting
from parloeb.domain.grants.models import Grant
from parloeb.domain.people.models import Team, User
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.models import Referral
from parloeb.kernel import days
from parloeb.pages.cases import waiting
from tests import builders
from tests.builders import ON

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]
WEEK = timedelta(weeks=1)
EARLY = replace(builders.AGREED, goals=(replace(builders.SUB_GOAL, due_on=ON - 10 * WEEK),))


@pytest.fixture
def team() -> Team:
    return builders.a_team()


@pytest.fixture
def signe(team: Team) -> User:
    return builders.a_caseworker(team=team)


@pytest.fixture
def leaders_desk(team: Team) -> Client:
    return builders.logged_in(builders.a_leader(team=team), Role.TEAM_LEADER)


def lines(browser: Client, path: str = "/") -> list[str]:
    """The rows of the desk, each as one text."""
    page = browser.get(path).content.decode()
    bodies = re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL)
    rows = [row for body in bodies for row in re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)]
    return [" ".join(re.sub(r"<[^>]*>", " ", row).split()) for row in rows]


def headings(browser: Client) -> list[str]:
    """The kinds of task with their numbers, in the order in which they stand."""
    found = re.findall(r'<h2 id="slags-\d+">(.*?)</h2>', browser.get("/").content.decode(), re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", one).split()) for one in found]


def submit(grant: Grant, *, by: User, on: date = ON) -> None:
    with builders.act(by, Role.CASEWORKER, on=on) as actor:
        grants.submit(grant, by=actor, at=builders.at(on), on=on)


def renew(course: builders.Course, *, on: date, decide: bool = False) -> Grant:
    """Draft three months more; `decide`: and grant them."""
    referral = Referral.objects.get(case=course.case)
    assert course.grant.last_day
    grant = builders.a_drafted_grant(
        by=course.caseworker,
        referral=referral,
        first_day=course.grant.last_day + timedelta(days=1),
        assessment="Støtten er stadig afgørende.",
        on=on,
    )
    if decide:
        with builders.act(course.caseworker, Role.CASEWORKER, on=on) as by:
            builders.decide(grant, by=by, on=on)
    return grant


def until(course: builders.Course) -> str:
    """The last day of what was granted first, as people read it."""
    assert course.grant.last_day
    return days.text(course.grant.last_day)


def test_a_submitted_renewal_waits_since_it_was_submitted(signe: User, leaders_desk: Client) -> None:
    course = builders.a_course(caseworker=signe, on=ON - 8 * WEEK)
    builders.a_met_match(course, on=ON - 8 * WEEK)
    submit(renew(course, on=ON - WEEK), by=signe, on=ON - WEEK)
    (line,) = lines(leaders_desk)
    assert line.startswith("Bevilling forelagt til afgørelse Anna Borg")
    assert "siden 09-11-2026, frist 20-12-2026" in line


def test_a_renewal_that_is_drafted_waits_since_it_was_begun(signe: User, desk: Client) -> None:
    course = builders.a_course(caseworker=signe, on=ON - 8 * WEEK)
    renew(course, on=ON - WEEK)
    assert any(line.startswith("Udkast til bevilling") and "siden 09-11-2026" in line for line in lines(desk))


def test_one_that_was_sent_back_is_the_caseworkers_again(team: Team, signe: User, desk: Client) -> None:
    grant = builders.a_drafted_grant(by=signe, months=6)
    submit(grant, by=signe)
    assert lines(desk) == []
    with builders.act(builders.a_leader("Lise", team=team), Role.TEAM_LEADER) as by:
        submitting.send_back(grant, message="Se igen.", by=by, at=builders.AT, on=ON)
    (line,) = lines(desk)
    assert line.startswith("Udkast til bevilling")


def test_a_case_stands_once_at_the_thing_that_is_next(signe: User, desk: Client) -> None:
    builders.a_sent_referral(by=signe)
    assert [line.split(" Anna")[0] for line in lines(desk)] == ["Henvisning venter på bevilling"]
    builders.a_drafted_grant(by=signe, referral=Referral.objects.get())
    assert [line.split(" Anna")[0] for line in lines(desk)] == ["Udkast til bevilling"]


def test_what_lies_with_the_leader_is_not_on_the_caseworkers_desk(
    signe: User, desk: Client, leaders_desk: Client
) -> None:
    submit(builders.a_drafted_grant(by=signe, months=6), by=signe)
    assert lines(desk) == []
    assert "Der venter ikke noget på dig." in desk.get("/").content.decode()
    assert len(lines(leaders_desk)) == 1


def test_what_comes_after_the_next_thing_is_told_beside_it(signe: User, desk: Client) -> None:
    course = builders.a_course(caseworker=signe, on=ON - 8 * WEEK)
    builders.a_talk(course.case, by=signe, decision=Decision.GO_ON, on=ON - 4 * WEEK)
    (line,) = lines(desk)
    assert line.startswith("Brev skal sendes med posten Derefter: Opfølgningssamtale 16-11-2026")
    assert line.count(course.case.number) == 1


def test_kinds_of_task_stand_with_their_numbers_and_the_late_ones_first(signe: User, desk: Client) -> None:
    for name in ("Bo Ek", "Clara Eng"):
        builders.a_draft(by=signe, citizen=builders.a_citizen(name))
    builders.a_sent_referral(by=signe, citizen=builders.a_citizen("Dan Friis"))
    late = builders.a_course(caseworker=signe, citizen_name="Else Gad", on=ON - 20 * WEEK)
    assert headings(desk) == [
        "Løbet ud uden en afgørelse 1",
        "Henvisninger at tage stilling til 1",
        "Henvisninger at skrive færdig 2",
    ]
    page = desk.get("/").content.decode()
    assert "4 sager venter på dig, 1 er over fristen." in page
    assert "For sent frist" in " ".join(line for line in lines(desk) if late.case.number in line)


def test_a_late_case_stands_above_the_others_of_its_kind(signe: User, desk: Client) -> None:
    for name, weeks in (("Bo Ek", 3), ("Clara Eng", 5)):
        course = builders.a_course(caseworker=signe, citizen_name=name, on=ON - weeks * WEEK)
        builders.a_talk(course.case, by=signe, on=ON - weeks * WEEK)
        post(course)
    assert next(line.split(" 2026-")[0] for line in lines(desk)) == "Opfølgningssamtale 09-11-2026 Clara Eng"


def test_a_grant_that_ran_out_undecided_is_told_to_caseworker_and_leader(
    signe: User, desk: Client, leaders_desk: Client
) -> None:
    course = builders.a_course(caseworker=signe, on=ON - 20 * WEEK)
    told = f"Bevillingen løb ud {until(course)} uden en afgørelse"
    assert any(line.startswith(told) for line in lines(desk))
    assert [line for line in lines(leaders_desk) if line.startswith(told)]
    renew(course, on=ON)
    assert any(line.startswith("Udkast til bevilling") for line in lines(desk))
    assert not any(told in line for line in lines(desk))
    assert any(line.startswith(told) for line in lines(leaders_desk))


def test_what_ran_out_while_it_lies_with_the_leader_is_late_there_and_told_once(
    signe: User, desk: Client, leaders_desk: Client
) -> None:
    course = builders.a_course(caseworker=signe, on=ON - 20 * WEEK)
    post(course)
    submit(renew(course, on=ON - 9 * WEEK), by=signe, on=ON - 9 * WEEK)
    assert lines(desk) == []
    (line,) = lines(leaders_desk)
    assert line.startswith("Bevilling forelagt til afgørelse")
    assert "For sent" in line


@pytest.mark.parametrize(("weeks", "told"), [(7, False), (8, True), (12, True)])
def test_a_grant_that_ends_within_five_weeks_is_told_to_the_caseworker(
    signe: User, desk: Client, leaders_desk: Client, weeks: int, told: bool
) -> None:
    course = builders.a_course(caseworker=signe, on=ON - weeks * WEEK)
    builders.a_met_match(course, on=ON - weeks * WEEK)
    post(course)
    ends = f"Bevillingen slutter {until(course)}"
    assert [line.startswith(ends) for line in lines(desk)] == ([True] if told else [])
    assert lines(leaders_desk) == []


def test_a_course_that_was_decided_to_end_is_to_be_ended_and_not_to_be_renewed(signe: User, desk: Client) -> None:
    course = builders.a_course(caseworker=signe, on=ON - 20 * WEEK)
    post(course)
    builders.a_talk(course.case, by=signe, decision=Decision.END, on=ON - 9 * WEEK)
    (line,) = lines(desk)
    assert line.startswith("Forløbet skal afsluttes Anna Borg")


def test_an_agreement_that_lapsed_is_told_where_the_grant_goes_on(signe: User, desk: Client) -> None:
    course = builders.a_course(caseworker=signe, on=ON - 14 * WEEK)
    builders.a_signed_agreement(course, content=EARLY, on=ON - 14 * WEEK)
    assert not any("Mentoraftalen" in line for line in lines(desk))
    renew(course, on=ON - 8 * WEEK, decide=True)
    (line,) = [line for line in lines(desk) if "Mentoraftalen" in line]
    assert f"Mentoraftalen udløb {until(course)}" in line
    assert "For sent" in line


def test_an_agreement_that_nobody_signs_is_told_to_the_caseworker_after_two_weeks(signe: User, desk: Client) -> None:
    course = builders.a_course(caseworker=signe, on=ON - 2 * WEEK)
    signing = builders.a_presented_agreement(course, on=ON - 2 * WEEK)
    assert any("Borgeren har ikke skrevet under på mentoraftalen" in line for line in lines(desk))
    builders.sign(signing, Party.CITIZEN, on=ON - WEEK)
    assert not any("har ikke skrevet under" in line for line in lines(desk))


def test_a_colleagues_tasks_stand_there_when_the_whole_team_is_asked_for(team: Team, signe: User, desk: Client) -> None:
    silje = builders.a_caseworker("Silje Brand", team=team)
    referral = builders.a_sent_referral(by=silje)
    assert lines(desk) == []
    assert [referral.case.number in line for line in lines(desk, "/?hele-teamet")] == [True]
    builders.cut(referral.case, RelationKind.CASEWORKER)
    assert [referral.case.number in line for line in lines(desk)] == [True]


def test_the_desk_asks_the_database_as_often_for_many_as_for_few(signe: User, desk: Client) -> None:
    def fill(number: int) -> None:
        course = builders.a_course(caseworker=signe, citizen_name=f"Bo {number}", on=ON - 20 * WEEK)
        builders.a_talk(course.case, by=signe, on=ON - 19 * WEEK)
        renewed = builders.a_course(
            caseworker=signe, coordinator=course.coordinator, citizen_name=f"Eva {number}", on=ON - 14 * WEEK
        )
        builders.a_signed_agreement(renewed, content=EARLY, on=ON - 14 * WEEK)
        renew(renewed, on=ON - 8 * WEEK, decide=True)
        builders.a_presented_agreement(
            builders.a_course(caseworker=signe, citizen_name=f"Ib {number}", on=ON - 3 * WEEK), on=ON - 3 * WEEK
        )
        builders.a_sent_referral(by=signe, citizen=builders.a_citizen(f"Ulla {number}"))

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            desk.get("/")
        return len(queries)

    fill(1)
    desk.get("/")  # the first page of a browser reads its session anew
    few, shown = asked(), len(lines(desk))
    fill(2)
    assert len(lines(desk)) > shown
    assert asked() == few


def post(course: builders.Course) -> None:
    """Let the decision's letter leave on the day on which it was written."""
    letter = builders.letter_of(course.grant)
    with builders.act(course.caseworker, Role.CASEWORKER, on=letter.dated_on) as by:
        correspondence.post(letter, by=by, at=builders.at(letter.dated_on), on=letter.dated_on)


@pytest.mark.parametrize(("day", "told"), [(ON, "siden 16-11-2026"), (ON + WEEK, "fra 23-11-2026")])
def test_what_begins_to_wait_later_is_not_said_to_have_begun(day: date, told: str) -> None:
    later = Waiting(since=day, what="Rapport", number="", name="", citizen=None, record=("case", UUID(int=0)))
    assert waiting.row(later, on=ON).when == told
