"""The best choice for all who wait, what a choice costs the others, and how it is explained to everybody."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parloeb.domain.audit.models import Event
from parloeb.domain.law.settings import Setting
from parloeb.domain.people.rules import Role
from tests import builders

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]


@pytest.fixture
def course() -> builders.Course:
    return builders.a_course()


@pytest.fixture
def desk(course: builders.Course) -> Client:
    return builders.logged_in(course.coordinator, Role.COORDINATOR)


def _another(course: builders.Course, name: str) -> builders.Course:
    people = {"caseworker": course.caseworker, "coordinator": course.coordinator, "mentor": course.mentor}
    return builders.a_course(citizen_name=name, **people)  # type: ignore[arg-type]


def test_the_board_leads_to_the_best_choice_and_that_to_each_citizen(course: builders.Course, desk: Client) -> None:
    _another(course, "Bo Dahl")
    assert 'href="/match/samlet/"' in desk.get("/match/").content.decode()
    page = desk.get("/match/samlet/").content.decode()
    assert "2 af dem, der venter, kan få en mentor nu." in page
    assert "Det er bevist, at intet samlet valg er bedre." in page
    assert "Bo Dahl" in page
    assert f'href="/match/{course.case.uuid}/"' in page
    assert "Her er intet valgt." in page
    looked = Event.objects.order_by("-pk").first()
    assert looked
    assert course.case.citizen.uuid in looked.citizens


def test_who_has_nobody_is_told_with_what_stands_in_the_way(course: builders.Course, desk: Client) -> None:
    builders.has_hours(course.mentor, 60)
    page = desk.get("/match/samlet/").content.decode()
    assert "Uden mentor i dette valg" in page
    assert "Uden kravet om 2 ledige timer om ugen kunne 1 mentor tage forløbet." in page


def test_an_empty_list_says_so(course: builders.Course, desk: Client) -> None:
    builders.a_proposed_match(course)
    assert "Ingen venter på en mentor lige nu." in desk.get("/match/samlet/").content.decode()


def test_beside_the_suggestions_stands_what_they_cost_the_others(course: builders.Course, desk: Client) -> None:
    _another(course, "Bo Dahl")
    builders.has_hours(course.mentor, 120)
    path = f"/match/samlet/{course.case.uuid}/"
    assert f'href="{path}"' in desk.get(f"/match/{course.case.uuid}/").content.decode()
    page = desk.get(path).content.decode()
    assert "Mikkel Lund" in page
    assert "Det koster ikke de andre noget." in page
    other = desk.get(f"/match/samlet/{_another(course, 'Carla Elm').case.uuid}/").content.decode()
    assert "ingen i stedet for Mikkel Lund" in other


def test_of_one_who_does_not_wait_it_says_why_there_is_nothing(course: builders.Course, desk: Client) -> None:
    builders.a_proposed_match(course)
    page = desk.get(f"/match/samlet/{course.case.uuid}/").content.decode()
    assert "Borgeren står ikke på ventelisten" in page


def test_both_pages_ask_the_database_as_often_for_many_as_for_few(course: builders.Course, desk: Client) -> None:
    paths = ("/match/samlet/", f"/match/samlet/{course.case.uuid}/")
    _another(course, "Nr. 0")
    for path in paths:
        desk.get(path)
    few = [_queries(desk, path) for path in paths]
    for number in range(1, 4):
        _another(course, f"Nr. {number}")
        builders.a_signed_mentor(f"Mentor {number}", jobcentre=course.case.jobcentre)
    assert [_queries(desk, path) for path in paths] == few


def _queries(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_everybody_reads_how_mentors_are_suggested_with_the_points_of_the_jobcentre(course: builders.Course) -> None:
    builders.set_setting(course.case.jobcentre, Setting.WEIGHT_WISH, 17)
    for user, role in ((course.citizen_user, Role.CITIZEN), (course.coordinator, Role.COORDINATOR)):
        page = builders.logged_in(user, role).get("/match/saadan/").content.decode()
        assert ">17<" in page
        assert "Et menneske vælger altid mentoren" in page
        assert "Kun antallet af forløb tæller." in page
    stranger = builders.give_role(builders.a_user("Eva Luering"), Role.EVALUATOR)
    page = builders.logged_in(stranger, Role.EVALUATOR).get("/match/saadan/").content.decode()
    assert "Parløbs standard" in page
    assert ">17<" not in page


def test_a_citizen_finds_the_explanation_from_the_own_wishes(course: builders.Course) -> None:
    own = builders.logged_in(course.citizen_user, Role.CITIZEN)
    assert 'href="/match/saadan/"' in own.get(f"/match/oensker/{course.case.uuid}/").content.decode()


def test_a_leader_reads_the_list_of_the_coordinator_and_chooses_nothing(course: builders.Course, desk: Client) -> None:
    elsewhere = _another(course, "Bo Dahl")
    other_team = builders.a_caseworker("Vera Anden", team=builders.a_team("Team Vest", jobcentre=course.case.jobcentre))
    away = builders.a_course(
        citizen_name="Carla Elm", caseworker=other_team, coordinator=course.coordinator, mentor=course.mentor
    )
    builders.has_hours(course.mentor, 240)
    team = course.caseworker.role_assignments.get(role=Role.CASEWORKER).team
    assert team
    leader = builders.logged_in(builders.a_leader(team=team), Role.TEAM_LEADER)
    page = leader.get("/match/samlet/").content.decode()
    assert "Bo Dahl" in page
    assert "Mentorkoordinatoren vælger for hver borger" in page
    assert f'href="/sager/{course.case.uuid}/"' in page
    assert f'href="/match/{course.case.uuid}/"' not in page
    assert "Carla" not in page
    assert "Carla" in desk.get("/match/samlet/").content.decode()
    assert {elsewhere.case.jobcentre, away.case.jobcentre} == {course.case.jobcentre}


def test_it_is_said_that_one_of_several_equal_choices_is_shown(desk: Client) -> None:
    assert "lige gode, vises en af dem" in desk.get("/match/samlet/").content.decode()
