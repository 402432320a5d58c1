"""What the form of a visit understands, shows and keeps: lengths, topics and parts."""

import copy
import re
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from parloeb.domain.visits import queries
from parloeb.domain.visits.lists import Place, Topic
from parloeb.domain.visits.models import Visit
from parloeb.domain.visits.rules import Part
from parloeb.kernel import local
from tests.builders import visits
from tests.builders.matching import Course
from tests.pages.posting import at_field
from tests.pages.visiting import ORDINARY, as_sent, new, phone_of, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("standing_clock")]


@pytest.fixture(scope="module", autouse=True)
def made(standing: None) -> Course:
    return visits.a_pair()


@pytest.fixture
def pair(made: Course) -> Course:
    return copy.deepcopy(made)


def test_the_form_suggests_the_last_place(pair: Course) -> None:
    part = Part(Place.OFFICE, 30, ((Topic.HEALTH, 30),))
    visits.a_visit(pair, visits.a_content(parts=(part,)))

    page = phone_of(pair).get(new(pair)).content.decode()
    assert re.search(r'value="office"[^>]* checked', page)


def test_without_an_agreement_the_form_suggests_the_first_contact() -> None:
    pair = visits.a_pair(is_agreed=False)

    assert re.search(r'value="first"[^>]* checked', phone_of(pair).get(new(pair)).content.decode())
    assert send(pair, ORDINARY, kind="first").status_code == 302


def test_minutes_are_split_evenly_over_the_topics_or_as_written(pair: Course) -> None:
    send(pair, ORDINARY, topics_1=["everyday", "health", "housing"], length_1="other", minutes_1="0:50")
    send(pair, ORDINARY, starts_at="06:00", topics_1=["everyday", "health"], share_1_health="40")

    shares = [
        [(topic.topic, topic.minutes) for topic in visit.segments.get().topics.all()]
        for visit in Visit.objects.order_by("pk")
    ]
    assert shares == [
        [("everyday", 17), ("health", 17), ("housing", 16)],
        [("everyday", 20), ("health", 40)],
    ]


@pytest.mark.parametrize(
    ("typed", "minutes", "words"), [("1,5", 90, "1 time og 30 minutter"), ("45", 45, "45 minutter")]
)
def test_what_was_understood_of_a_length_is_told_in_words(pair: Course, typed: str, minutes: int, words: str) -> None:
    length = {"length_1": "other", "minutes_1": typed}
    refused = at_field(send(pair, ORDINARY, **length, day=""), "minutes_1")
    assert f'value="{typed}"' in refused
    assert f'id="id_minutes_1_read">Læst som {words}.<' in refused
    assert 'aria-describedby="id_minutes_1_helptext id_minutes_1_read"' in refused

    kept = {"key": str(uuid4()), **ORDINARY, "starts_at": "07.00", **length}
    page = phone_of(pair).post(new(pair), kept, follow=True).content.decode()
    assert Visit.objects.get().minutes == minutes
    assert f"Besøget er gemt. Det varede {words}." in page


def test_a_length_that_was_refused_is_not_told_as_understood(pair: Course) -> None:
    refused = at_field(send(pair, ORDINARY, length_1="other", minutes_1="25:70"), "minutes_1")

    assert "Læst som" not in refused
    assert "Læst som" not in phone_of(pair).get(new(pair)).content.decode()


MANY = (Place.TRANSPORT, Place.HOME, Place.OFFICE, Place.PHONE, Place.VIDEO, Place.WORKPLACE, Place.ELSEWHERE)


@pytest.mark.parametrize("count", [1, 3, 4, 6, 7])
def test_a_correction_that_changes_the_start_alone_keeps_every_part(pair: Course, count: int) -> None:
    parts = tuple(Part(place, 10, ((Topic.HEALTH, 7), (Topic.OTHER, 3))) for place in MANY[:count])
    visit, phone = visits.a_visit(pair, visits.a_content("06:00", parts=parts)), phone_of(pair)
    address = f"/besoeg/{visit.uuid}/ret/"

    page = phone.get(address).content.decode()
    assert phone.post(address, as_sent(page) | {"starts_at": "05.00"}).status_code == 302

    after = Visit.objects.get(supersedes=visit)
    assert queries.content_of(after).parts == parts
    assert (after.minutes, local.clock_text(after.starts_at)) == (10 * count, "05.00")


def test_as_many_queries_for_many_parts_as_for_one(pair: Course) -> None:
    phone, counts = phone_of(pair), []
    for clock, count in (("05:00", 1), ("06:00", 1), ("07:00", 7)):  # the first answer reads what is remembered
        parts = tuple(Part(place, 5, ((Topic.HEALTH, 3), (Topic.OTHER, 2))) for place in MANY[:count])
        visit = visits.a_visit(pair, visits.a_content(clock, parts=parts))
        with CaptureQueriesContext(connection) as seen:
            phone.get(f"/besoeg/{visit.uuid}/ret/")
        counts.append(len(seen))

    assert counts[1] == counts[2]


def test_parts_beyond_the_third_are_folded_until_they_are_used(pair: Course) -> None:
    folded = '<details class="p-more">\n        <summary>Tilføj flere end 3 dele'
    assert folded in phone_of(pair).get(new(pair)).content.decode()

    answer = send(pair, ORDINARY, place_6="phone", minutes_6="ti")
    assert folded not in answer.content.decode()
    assert "»ti«" in at_field(answer, "minutes_6")
    assert 'value="ti"' in at_field(answer, "minutes_6")


def test_a_visit_has_further_parts(pair: Course) -> None:
    further = {
        "place_2": "transport",
        "minutes_2": "15",
        "place_3": "phone",
        "minutes_3": "5",
        "topics_3": ["employment"],
    }
    send(pair, ORDINARY, **further)

    visit = Visit.objects.get()
    segments = [(one.place, one.minutes, one.topics.get().topic) for one in visit.segments.all()]
    assert segments == [("home", 60, "everyday"), ("transport", 15, "everyday"), ("phone", 5, "employment")]
    assert visit.minutes == 80
