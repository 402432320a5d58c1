"""A form that is pressed twice acts once; the same form with another text is another form."""

import pytest
from django.test import Client

from parloeb.domain.followup.models import Talk
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import reports
from tests.builders.matching import Course
from tests.pages.test_month_to_end import END, TALK

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]
KEY = {"posting_key": "5ab1c8b0-0f6e-4b1f-9d8f-2a9a2c5b8e11"}


@pytest.fixture
def course() -> Course:
    return reports.a_running_course()


@pytest.fixture
def signe(course: Course) -> Client:
    return builders.logged_in(course.caseworker, Role.CASEWORKER)


def test_pressed_twice_it_acts_once_and_leads_the_same_way(course: Course, signe: Client) -> None:
    address = f"/opfoelgning/{course.case.uuid}/samtale/"
    first, second = (signe.post(address, {**TALK, **KEY}) for _ in range(2))
    assert (second.status_code, second["Location"]) == (302, first["Location"])
    assert Talk.objects.count() == 1


def test_what_is_written_anew_after_going_back_is_not_lost(course: Course, signe: Client) -> None:
    address = f"/opfoelgning/{course.case.uuid}/samtale/"
    signe.post(address, {**TALK, **KEY})
    signe.post(address, {**TALK, **KEY, "minutes": "Og vi talte om bussen."})
    assert set(Talk.objects.values_list("minutes", flat=True)) == {TALK["minutes"], "Og vi talte om bussen."}


def test_two_showings_of_a_form_are_two_forms(course: Course, signe: Client) -> None:
    address = f"/opfoelgning/{course.case.uuid}/samtale/"
    signe.post(address, {**TALK, **KEY})
    signe.post(address, {**TALK, "posting_key": "0b8f0d2e-7d0b-4a3d-8f50-6f3f9a6b7c22"})
    assert Talk.objects.count() == 2


def test_an_act_that_the_first_press_made_impossible_is_no_refusal(course: Course, signe: Client) -> None:
    address = f"/opfoelgning/{course.case.uuid}/afslut/"
    first = signe.post(address, {**END, **KEY})
    assert signe.post(address, {**END, **KEY})["Location"] == first["Location"]
    assert signe.post(address, END).status_code in (404, 409, 422)


def test_a_refused_form_may_be_sent_again(course: Course, signe: Client) -> None:
    address = f"/opfoelgning/{course.case.uuid}/samtale/"
    assert signe.post(address, {**TALK, **KEY, "held_on": "i går"}).status_code == 422
    assert signe.post(address, {**TALK, **KEY}).status_code == 302


def test_another_person_with_the_same_key_is_another(course: Course, signe: Client) -> None:
    address = f"/opfoelgning/{course.case.uuid}/samtale/"
    signe.post(address, {**TALK, **KEY})
    stranger = builders.logged_in(course.mentor_user, Role.MENTOR)
    assert stranger.post(address, {**TALK, **KEY}).status_code == 404


def test_each_showing_of_a_page_has_a_new_key(course: Course, signe: Client) -> None:
    address = f"/opfoelgning/{course.case.uuid}/samtale/"
    shown = [signe.get(address).content.decode().split('name="posting_key" value="')[1][:36] for _ in range(2)]
    assert shown[0] != shown[1]
