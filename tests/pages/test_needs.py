"""What a course asks of its mentor: judged, read again, refused at the field; and who is out of the question."""

from dataclasses import replace

import pytest
from django.test import Client

from parloeb.domain.corps.lists import Field
from parloeb.domain.matching.models import Exclusion, Needs
from parloeb.domain.people.rules import Role
from tests import builders
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]


@pytest.fixture
def course() -> builders.Course:
    return builders.a_course()


@pytest.fixture
def desk(course: builders.Course) -> Client:
    return builders.logged_in(course.coordinator, Role.COORDINATOR)


def _page(course: builders.Course) -> str:
    return f"/match/krav/{course.case.uuid}/"


def test_what_is_judged_is_read_beside_the_candidates_and_in_the_case(course: builders.Course, desk: Client) -> None:
    case = desk.get(f"/sager/{course.case.uuid}/").content.decode()
    assert f'href="{_page(course)}"' in case
    assert desk.post(_page(course), {"debt": "3", "is_heavy": "on"}).status_code == 302
    page = desk.get(_page(course)).content.decode()
    assert "Kravene er gemt." in page
    assert "gæld og økonomi (særlig erfaring)" in page
    candidates = desk.get(f"/match/{course.case.uuid}/").content.decode()
    assert "Tungt forløb" in candidates
    assert "Har ingen kendt erfaring med: gæld og økonomi." in candidates
    assert "Læs kravene" in desk.get(f"/sager/{course.case.uuid}/").content.decode()
    after = Needs.objects.get().uuid
    assert desk.post(_page(course), {"debt": "1", "after": str(after)}).status_code == 302
    assert "Tidligere (1)" in desk.get(_page(course)).content.decode()


def test_the_form_begins_with_what_the_referral_tells_of(desk: Client, course: builders.Course) -> None:
    page = desk.get(_page(course)).content.decode()
    told = set(course.grant.referral.barriers.values_list("kind", flat=True))
    assert {name for name in Field if _chosen(page, name) == "2"} == told & set(Field)


def _chosen(page: str, name: str) -> str:
    field = page.split(f'name="{name}"', 1)[1].split("</select>", 1)[0]
    option = next((option for option in field.split("<option ") if "selected" in option), "")
    return option.split('value="', 1)[1].split('"', 1)[0] if option else ""


def test_a_level_that_is_none_is_told_at_the_field_and_the_rest_is_kept(desk: Client, course: builders.Course) -> None:
    answer = desk.post(_page(course), {"debt": "9", "housing": "3", "is_heavy": "on"})
    assert answer.status_code == 422
    assert "9" in at_field(answer, "debt")
    assert _chosen(answer.content.decode(), "housing") == "3"
    assert not Needs.objects.exists()


def test_a_late_tab_loses_nothing(desk: Client, course: builders.Course) -> None:
    desk.post(_page(course), {"debt": "3"})
    late = desk.post(_page(course), {"housing": "2"})
    assert late.status_code == 422
    assert _chosen(late.content.decode(), "housing") == "2"


def test_a_mentor_is_excluded_and_the_exclusion_lifted(desk: Client, course: builders.Course) -> None:
    chosen = {"mentor": str(course.mentor.uuid), "why": "family"}
    assert desk.post(f"{_page(course)}udeluk/", chosen).status_code == 302
    assert "De er i familie" in desk.get(_page(course)).content.decode()
    assert "Må ikke vælges her: de er i familie." in desk.get(f"/match/{course.case.uuid}/").content.decode()
    lift = f"{_page(course)}ophaev/{Exclusion.objects.get().uuid}/"
    silent = desk.post(lift, {"because": ""})
    assert (silent.status_code, "Skriv kort" in silent.content.decode()) == (422, True)
    assert desk.post(lift, {"because": "En fejl."}).status_code == 302
    assert "Ophævet af" in desk.get(_page(course)).content.decode()
    assert desk.post(lift, {"because": "Igen."}).status_code == 422


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"mentor": ""}, "mentor", "Vælg mentoren."),
        ({"mentor": "11111111-1111-4111-8111-111111111111"}, "mentor", "Vælg en mentor af listen."),
        ({"mentor": "x"}, "mentor", "Vælg en mentor af listen."),
        ({"why": ""}, "why", "Vælg, hvorfor"),
        ({"why": "other"}, "words", "Skriv kort, hvorfor"),
        ({"words": "x" * 501}, "words", "500"),
    ],
)
def test_an_unclear_exclusion_is_told_at_the_field(
    desk: Client, course: builders.Course, typed: dict[str, str], field: str, sentence: str
) -> None:
    answer = desk.post(f"{_page(course)}udeluk/", {"mentor": str(course.mentor.uuid), "why": "family", **typed})
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    assert not Exclusion.objects.exists()


def test_times_that_the_two_do_not_share_are_told(desk: Client, course: builders.Course) -> None:
    type(course.mentor).objects.update(times=["mon_morning"])
    wishes = {"times": ["tue_evening", "mon_evening"], "way": "phone", "told_on": "16-11-2026"}
    assert desk.post(f"/match/oensker/{course.case.uuid}/", wishes).status_code == 302
    assert "man og tir aften" in desk.get(f"/match/oensker/{course.case.uuid}/").content.decode()
    page = desk.get(f"/match/{course.case.uuid}/").content.decode()
    assert "Opfylder ikke betingelsen: kan man og tir aften." in page


def test_beside_each_who_can_stands_what_counts(desk: Client, course: builders.Course) -> None:
    page = desk.get(f"/match/{course.case.uuid}/").content.decode()
    assert "Det tæller i rækkefølgen" in page
    assert "mentoren har ikke selv sagt noget om sin belastning" in page
    assert "%" not in page.split("<main", 1)[1].split("</main>", 1)[0].replace("100%", "")


def test_what_the_referral_tells_is_not_said_to_be_judged() -> None:
    course = builders.a_course(content=replace(builders.FULL, barriers=("debt",)))
    builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    desk = builders.logged_in(course.coordinator, Role.COORDINATOR)
    page = desk.get(f"/match/{course.case.uuid}/").content.decode()
    assert "Hvad forløbet kræver, er læst ud af henvisningen, og ingen har vurderet det" in page
    assert "Der tæller lige meget som for Maja Krogh, og de har lige mange ledige timer." in page


def test_who_count_alike_are_said_to_and_the_way_to_tell_them_apart_is_shown(
    desk: Client, course: builders.Course
) -> None:
    path = f"/match/{course.case.uuid}/"
    builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre, weekly_minutes=36 * 60)
    page = desk.get(path).content.decode()
    assert "Der tæller lige meget for de første 2: de står efter, hvor mange ledige timer de har." in page
    assert "Ingen har vurderet, hvad forløbet kræver" in page
    assert f"Der tæller lige meget som for {course.mentor}, der har flere ledige timer." in page
    course.mentor.competences.create(field="debt", level=3, source="course", known_on="2026-11-01")
    desk.post(_page(course), {"debt": "3"})
    assert "Der tæller lige meget" not in desk.get(path).content.decode()
