"""The coordinator's board, who waits too long, and what the citizen reads while waiting."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parloeb.domain.audit.models import Event, EventKind
from parloeb.domain.corps.availability import commands as absences
from parloeb.domain.corps.lists import AbsenceKind
from parloeb.domain.corps.models import Mentor, MentorHours
from parloeb.domain.law.settings import Setting
from parloeb.domain.matching.board.rules import Column
from parloeb.domain.matching.commands import changing
from parloeb.domain.matching.lists import ChangeReason, DeclineReason
from parloeb.domain.people.models import Citizen
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import ON
from tests.pages.test_desk import lines

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]


def ago(number: int) -> date:
    return ON - timedelta(days=number)


@pytest.fixture
def course() -> builders.Course:
    return builders.a_course(on=ago(20))


def another(course: builders.Course, name: str, *, on: date, mentor: str = "") -> builders.Course:
    """One more citizen of the same jobcentre."""
    place = course.case.jobcentre
    met = builders.a_signed_mentor(mentor, jobcentre=place, signed_on=on) if mentor else course.mentor
    return builders.a_course(
        citizen_name=name, caseworker=course.caseworker, coordinator=course.coordinator, mentor=met, on=on
    )


def desk(course: builders.Course) -> Client:
    return builders.logged_in(course.coordinator, Role.COORDINATOR)


def leader(course: builders.Course) -> Client:
    team = course.caseworker.role_assignments.get(role=Role.CASEWORKER).team
    assert team
    return builders.logged_in(builders.a_leader(team=team), Role.TEAM_LEADER)


def column(page: str, which: Column) -> list[str]:
    """The cards of one column, each as one text."""
    start = page.index(f'aria-labelledby="{which.value}"')
    part = page[start : page.index("</section>", start)]
    return [" ".join(re.sub(r"<[^>]*>", " ", card).split()) for card in re.findall(r"<li.*?</li>", part, re.DOTALL)]


def read(browser: Client, path: str = "/match/") -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_course_stands_in_the_column_of_its_match_with_age_limit_and_next_step(course: builders.Course) -> None:
    builders.a_proposed_match(another(course, "Bo Proposed", on=ago(3), mentor="Maja Krogh"), on=ago(3))
    builders.an_asked_match(another(course, "Cit Asked", on=ago(2), mentor="Omar Berg"), on=ago(2))
    builders.an_accepted_match(another(course, "Dan Accepted", on=ago(1), mentor="Ida Rose"), on=ago(1))
    builders.a_met_match(another(course, "Eva Met", on=ago(4), mentor="Per Holm"), on=ago(4))
    builders.a_running_match(another(course, "Fie Running", on=ago(5), mentor="Sif Lund"), on=ago(5))
    page = read(desk(course))

    (waiting,) = column(page, Column.WAITING)
    for words in ("Anna Borg", course.case.number, "20 dage. Frist 10-11-2026", "For sent: 6 dage over fristen"):
        assert words in waiting
    assert waiting.endswith("Find en mentor (Anna Borg)")
    (proposed,) = column(page, Column.PROPOSED)
    assert "Mentor: Maja Krogh 3 dage. Frist 15-11-2026 For sent: 1 dag over fristen" in proposed
    assert proposed.endswith("Spørg mentoren (Bo Proposed)")
    (asked,) = column(page, Column.ASKED)
    assert "Mentor: Omar Berg 2 dage. Frist 17-11-2026" in asked
    assert "For sent" not in asked
    (met,) = column(page, Column.MET)
    assert "Mentor: Ida Rose 1 dag. Frist 22-11-2026" in met
    (trial,) = column(page, Column.TRIAL)
    assert trial.endswith("Hør, om begge vil fortsætte (Eva Met)")
    (running,) = column(page, Column.RUNNING)
    assert "Mentor: Sif Lund 5 dage Se sagen" in running
    assert "6 forløb på tavlen, 2 er over fristen." in page


def test_what_the_two_answered_decides_the_next_step(course: builders.Course) -> None:
    match = builders.a_met_match(course, on=ago(4))
    (card,) = column(read(desk(course)), Column.TRIAL)
    assert card.endswith("Hør, om begge vil fortsætte (Anna Borg)")
    builders.both_go_on(match, by=course.coordinator, on=ago(3))
    (card,) = column(read(desk(course)), Column.TRIAL)
    assert card.endswith("Bekræft: begge vil fortsætte (Anna Borg)")


def test_who_looks_for_another_mentor_stands_at_the_two_who_go_on(course: builders.Course) -> None:
    match = builders.a_running_match(course, on=ago(10))
    with builders.act(course.citizen_user, Role.CITIZEN, on=ago(2)) as by:
        change = changing.ask(match, changing.Wish(ChangeReason.TIMES), by=by, at=builders.at(ago(2)), on=ago(2))
    with builders.act(course.coordinator, Role.COORDINATOR, on=ago(1)) as by:
        changing.search(change, "Vi leder.", by=by, at=builders.at(ago(1)), on=ago(1))
    (card,) = column(read(desk(course)), Column.RUNNING)
    assert "Karen Holm leder efter en anden mentor siden 15-11-2026" in card
    assert card.endswith("Find den nye mentor (Anna Borg)")
    assert "leder efter" not in read(leader(course))
    maja = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre, signed_on=ago(5))
    builders.an_asked_match(course, mentor=maja, on=ON)
    (card,) = column(read(desk(course)), Column.RUNNING)
    assert "Foreslået eller spurgt: Maja Krogh" in card
    assert card.endswith("Se det nye match (Anna Borg)")


def test_a_replacement_is_told_from_who_waits_for_a_first_mentor(course: builders.Course) -> None:
    builders.an_ended_match(course, on=ago(3))
    another(course, "Bo Ny", on=ago(2))
    after, first = column(read(desk(course)), Column.WAITING)
    assert "Ny mentor efter Mikkel Lund; søgt siden 13-11-2026" in after
    assert "Ny mentor efter" not in first


def test_a_course_whose_grant_or_mentor_ends_within_five_weeks_ends_soon(course: builders.Course) -> None:
    short = another(course, "Gry Kort", on=ago(70), mentor="Sif Lund")
    builders.a_running_match(short, on=ago(70))
    assert short.grant.last_day
    (card,) = column(read(desk(course)), Column.ENDING)
    assert f"Slutter {short.grant.last_day:%d-%m-%Y}" in card


def test_the_oldest_stands_first_and_a_long_column_is_shown_whole_when_asked(course: builders.Course) -> None:
    for number in range(1, 23):
        another(course, f"Borger {number:02}", on=ago(20 - number % 20))
    browser = desk(course)
    cards = column(read(browser), Column.WAITING)
    assert len(cards) == 20
    assert "Anna Borg" in cards[0]
    ages = [int(re.findall(r"(\d+) dage?\. Frist", card)[0]) for card in cards]
    assert ages == sorted(ages, reverse=True)
    page = read(browser)
    assert "Vis alle (23)" in page
    whole = read(browser, "/match/?vis=waiting")
    assert len(column(whole, Column.WAITING)) == 23
    assert "Vis alle" not in whole


def test_the_board_is_narrowed_to_a_team_or_a_mentor_and_takes_no_nonsense(course: builders.Course) -> None:
    place = course.case.jobcentre
    team = builders.a_team("Team Ø", jobcentre=place)
    mads = builders.a_caseworker("Mads Bruun", team=team)
    mentor = builders.a_signed_mentor("Maja Krogh", jobcentre=place, signed_on=ago(3))
    other = builders.a_course(
        citizen_name="Bo Egelund", caseworker=mads, coordinator=course.coordinator, mentor=mentor, on=ago(3)
    )
    builders.an_asked_match(other, on=ago(3))
    browser = desk(course)
    of_team = read(browser, f"/match/?team={team.uuid}")
    assert "Bo Egelund" in of_team
    assert "Anna Borg" not in of_team
    of_mentor = read(browser, f"/match/?mentor={mentor.uuid}")
    assert "Bo Egelund" in of_mentor
    assert "Anna Borg" not in of_mentor
    for nonsense in ("team=hest", "mentor=1", "vis=hest", "team=&mentor="):
        page = read(browser, f"/match/?{nonsense}")
        assert "Anna Borg" in page
        assert "Bo Egelund" in page


def test_a_protected_name_is_masked_on_the_board(course: builders.Course) -> None:
    Citizen.objects.filter(pk=course.case.citizen.pk).update(is_protected=True)
    page = read(desk(course))
    assert "Anna" not in page
    assert course.case.number in page


def test_the_look_names_those_who_are_shown(course: builders.Course) -> None:
    read(desk(course))
    look = Event.objects.get(kind=EventKind.LOOK, name="matching:board")
    assert look.citizens == [course.case.citizen.uuid]


def test_the_mentors_with_free_hours_stand_most_free_first(course: builders.Course) -> None:
    place = course.case.jobcentre
    builders.a_signed_mentor("Fri Fritz", jobcentre=place, weekly_minutes=40 * 60, last_day=ago(-100))
    busy = another(course, "Bo Egelund", on=ago(5), mentor="Fuld Fie")
    MentorHours.objects.filter(mentor=busy.mentor).update(weekly_minutes=120)
    builders.an_accepted_match(busy, on=ago(5))
    builders.a_signed_mentor("Ny Nana", jobcentre=place, first_day=ago(-1))
    builders.an_asked_match(course, on=ago(2))
    page = read(desk(course))
    panel = " ".join(re.sub(r"<[^>]*>", " ", page[page.index('id="ledige"') :]).split())
    assert panel.index("Fri Fritz 40 0 0 24-02-2027") < panel.index("Mikkel Lund 37 0 1")
    assert "Fuld Fie" not in panel
    assert "Ny Nana" not in panel
    Mentor.objects.filter(name="Fri Fritz").update(user=None)
    page = read(desk(course))
    panel = " ".join(re.sub(r"<[^>]*>", " ", page[page.index('id="ledige"') :]).split())
    assert panel.index("Mikkel Lund 37") < panel.index("Fri Fritz Har ingen bruger og kan ikke spørges 40")
    assert "Har ingen bruger og kan ikke spørges" in read(desk(course), "/korps/")


def test_who_does_not_choose_the_mentor_reads_the_board_and_is_led_to_the_case(course: builders.Course) -> None:
    (card,) = column(read(leader(course)), Column.WAITING)
    assert card.endswith("Se sagen (Anna Borg)")
    assert "ledige timer" not in read(leader(course))


def test_the_board_asks_the_database_as_often_for_many_as_for_few(course: builders.Course) -> None:
    browser = desk(course)
    builders.an_asked_match(another(course, "Bo 0", on=ago(2), mentor="Mentor 0"), on=ago(2))
    read(browser)
    few = _queries(browser)
    for number in range(1, 6):
        another(course, f"Ida {number}", on=ago(3))
        builders.an_asked_match(another(course, f"Bo {number}", on=ago(2), mentor=f"Mentor {number}"), on=ago(2))
    assert _queries(browser) == few
    assert few <= 26  # eight of every page, the look among them


def _queries(browser: Client) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert browser.get("/match/?vis=waiting&vis=asked").status_code == 200
    return len(asked)


def test_who_waits_too_long_climbs_to_the_leader_and_stays_with_the_coordinator(course: builders.Course) -> None:
    another(course, "Bo Ny", on=ago(14))
    (line,) = [line for line in lines(leader(course)) if "Har ventet" in line]
    assert "Har ventet 20 dage på at møde en mentor" in line
    assert "Ingen mentor er foreslået." in line
    assert "For sent" in line
    coordinators = lines(desk(course))
    assert ["For sent" in line for line in coordinators if "Find en mentor" in line] == [True, False]
    page = read(leader(course), "/")
    assert f'href="/match/{course.case.uuid}/"' in page


def test_the_leader_reads_how_many_said_no(course: builders.Course) -> None:
    for name in ("Maja Krogh", "Omar Berg"):
        mentor = builders.a_signed_mentor(name, jobcentre=course.case.jobcentre, signed_on=ago(5))
        match = builders.an_asked_match(course, mentor=mentor, on=ago(5))
        assert builders.logged_in(mentor.user, Role.MENTOR).post(
            f"/match/svar/{match.uuid}/nej/", {"reason": "no_time"}
        )
    (line,) = [line for line in lines(leader(course)) if "Har ventet" in line]
    assert "2 mentorer har sagt nej, og ingen ny er foreslået." in line
    (card,) = column(read(desk(course)), Column.WAITING)
    assert "Seneste nej: Jeg har ikke tid lige nu" in card


@pytest.mark.parametrize("reason", [DeclineReason.NEEDS_BETTER_ODDS, DeclineReason.KNOWS_CITIZEN])
def test_an_answer_that_says_nothing_of_the_course_is_no_latest_no(
    course: builders.Course, reason: DeclineReason
) -> None:
    builders.decline_times(course, 1, reason=reason, on=ago(5))
    (card,) = column(read(desk(course)), Column.WAITING)
    assert "nej" not in card
    (line,) = [line for line in lines(leader(course)) if "Har ventet" in line]
    assert "Ingen mentor er foreslået." in line


def test_the_jobcentre_sets_how_long_is_too_long(course: builders.Course) -> None:
    builders.set_setting(course.case.jobcentre, Setting.WAIT_DAYS, 20, first_day=ON)
    assert [line for line in lines(leader(course)) if "Har ventet" in line] == []


def test_the_citizen_reads_an_honest_status_at_every_step(course: builders.Course) -> None:
    citizen = builders.logged_in(course.citizen_user, Role.CITIZEN)
    waited = "Du har ventet 20 dage, siden 27-10-2026; det plejer at tage højst 14, til du møder din mentor."
    long = "Mentorkoordinatoren arbejder på det, og teamlederen har fået besked."
    page = read(citizen, "/min-side/")
    for words in ("Vi har ikke fundet en mentor endnu.", waited, long):
        assert words in page
    builders.an_asked_match(course, on=ON)
    page = read(citizen, "/min-side/")
    assert "Vi har spurgt en mentor og får svar senest 19-11-2026." in page
    assert waited in page
    assert "Mikkel" not in page


def test_from_the_first_meeting_on_the_own_page_tells_of_the_trial() -> None:
    course = builders.a_course()
    citizen = builders.logged_in(course.citizen_user, Role.CITIZEN)
    builders.a_met_match(course)
    page = read(citizen, "/min-side/")
    assert "Du har ventet" not in page
    assert "finder ud af, om I vil fortsætte" in page


def test_the_days_of_an_absence_stay_together_on_a_phone(course: builders.Course) -> None:
    first_day, last_day = ON + timedelta(days=9), ON + timedelta(days=12)
    with builders.act(course.mentor_user, Role.MENTOR) as by:
        absences.register_absence(
            course.mentor,
            kind=AbsenceKind.HOLIDAY,
            first_day=first_day,
            last_day=last_day,
            by=by,
            at=builders.AT,
            on=ON,
        )
    # On a phone the cell is a grid: each part of it that stands alone would get a line of its own.
    assert re.search(r'<td data-title="Fravær"><span>.*25-11-2026.*28-11-2026.*</span></td>', read(desk(course)))
