"""Wishes for a mentor: written by who chooses and by the citizen, read again, and refused in words at the field."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from parloeb.domain.cases.models import Case
from parloeb.domain.matching.models import Wishes
from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import ON
from tests.pages.posting import at_field

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]

TYPED = {"sex": "female", "sex_must": "on", "languages": ["ar", "en"], "words": "Rolig.", "way": "phone",
         "told_on": ON.strftime("%d-%m-%Y")}  # fmt: skip


@pytest.fixture
def course() -> builders.Course:
    return builders.a_course()


@pytest.fixture
def desk(course: builders.Course) -> Client:
    return builders.logged_in(course.coordinator, Role.COORDINATOR)


def _page(course: builders.Course) -> str:
    return f"/match/oensker/{course.case.uuid}/"


def test_the_coordinator_writes_what_was_told_on_the_phone(course: builders.Course, desk: Client) -> None:
    assert f'href="{_page(course)}"' in desk.get(f"/sager/{course.case.uuid}/").content.decode()
    assert desk.post(_page(course), TYPED).status_code == 302
    told = desk.get(_page(course)).content.decode()
    assert "Arabisk eller Engelsk" in told
    assert "En kvinde (skal opfyldes)" in told
    assert "I telefonen" in told
    page = desk.get(f"/sager/{course.case.uuid}/").content.decode()
    assert "I telefonen 16-11-2026." in page
    assert "Læs ønskerne" in page
    assert "Ønsker til mentoren" in desk.get(f"/sager/{course.case.uuid}/dokumenter/").content.decode()
    page = desk.get(f"/match/{course.case.uuid}/").content.decode()
    assert "Det er ikke oplyst, om mentoren opfylder betingelsen: en kvinde." in page
    assert "Opfylder ikke betingelsen: taler arabisk eller engelsk." in page
    assert "En kvinde (skal opfyldes)" in page


def test_the_citizen_tells_on_the_own_page_and_reads_what_was_met(course: builders.Course) -> None:
    own = builders.logged_in(course.citizen_user, Role.CITIZEN)
    front = own.get("/min-side/").content.decode()
    assert f'href="{_page(course)}"' in front
    form = own.get(_page(course)).content.decode()
    assert "Hvad ønsker du af en mentor?" in form
    assert 'name="way"' not in form
    assert own.post(_page(course), {"kinds": ["municipality"], "words": "En, der er rolig."}).status_code == 302
    assert Wishes.objects.get().way == "own_page"
    builders.an_accepted_match(course)
    front = own.get("/min-side/").content.decode()
    assert "Det ønskede du af din mentor" in front
    assert "Ansat i kommunen" in front


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"sex": ""}, "sex", "kvinde eller en mand"),
        ({"way": ""}, "way", "Vælg, hvordan borgeren fortalte det."),
        ({"way": "own_page"}, "way", "own_page"),
        ({"told_on": "31-02-2026"}, "told_on", "findes ikke i kalenderen"),
        ({"told_on": ""}, "told_on", "Skriv dagen."),
        ({"told_on": "17-11-2026"}, "told_on", "fremtiden"),
        ({"sex": "other"}, "sex", "other"),
        ({"languages": ["xx"]}, "languages", "xx"),
        ({"words": "x" * 4001}, "words", "4000"),
    ],
)
def test_bad_input_is_told_at_its_field_and_keeps_the_rest(
    course: builders.Course, desk: Client, typed: dict[str, object], field: str, sentence: str
) -> None:
    answer = desk.post(_page(course), TYPED | typed)
    assert answer.status_code == 422
    assert sentence in at_field(answer, field)
    if field != "words":
        assert "Rolig." in at_field(answer, "words")
    assert not Wishes.objects.exists()


def test_who_was_overtaken_is_told_and_keeps_what_was_typed(course: builders.Course, desk: Client) -> None:
    assert desk.post(_page(course), TYPED).status_code == 302
    answer = desk.post(_page(course), TYPED | {"words": "Noget andet."})
    assert answer.status_code == 422
    assert "Noget andet." in at_field(answer, "words")
    assert Wishes.objects.count() == 1


def test_nothing_is_written_when_the_course_is_over(course: builders.Course, desk: Client) -> None:
    Case.objects.update(stage="ended", ended_on=ON)
    page = desk.get(_page(course)).content.decode()
    assert "Forløbet er slut" in page
    assert "Gem ønskerne" not in page
    assert desk.post(_page(course), TYPED).status_code == 422


@pytest.mark.parametrize("role", [Role.MENTOR, Role.CONTROLLER])
def test_who_meets_or_controls_does_not_read_them(course: builders.Course, role: Role) -> None:
    builders.an_accepted_match(course)
    user = builders.give_role(course.mentor_user, role, organisation=course.case.jobcentre)
    assert builders.logged_in(user, role).get(_page(course)).status_code == 404


def test_a_page_takes_as_many_queries_however_often_something_was_told(course: builders.Course, desk: Client) -> None:
    counts = []
    for number in range(3):
        newest = Wishes.objects.order_by("-pk").first()
        typed = TYPED | {"words": f"Nummer {number}.", "after": newest.uuid if newest else ""}
        assert desk.post(_page(course), typed).status_code == 302
        with CaptureQueriesContext(connection) as made:
            assert desk.get(_page(course)).status_code == 200
        counts.append(len(made))
    assert len(set(counts)) == 1


def test_words_that_are_too_long_are_refused_with_a_sentence_and_stay_as_they_were_typed(
    course: builders.Course, desk: Client
) -> None:
    words = "æ" * 30_000
    answer = desk.post(_page(course), TYPED | {"words": words})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "4000 tegn" in at_field(answer, "words")
    assert words in page
    assert "maxlength" not in page.partition('name="words"')[2].partition(">")[0]
    assert not Wishes.objects.exists()
