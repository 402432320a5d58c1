"""An entry that is sent again is one visit, and no other entry is taken for it."""

import uuid
from dataclasses import replace

import pytest

from parloeb.domain.people.rules import Role
from parloeb.domain.visits import commands
from parloeb.domain.visits.lists import Kind, Place, Topic
from parloeb.domain.visits.models import Visit
from parloeb.domain.visits.rules import Content, Part
from parloeb.domain.visits.states import State
from parloeb.kernel import errors
from tests.builders import clock, people, visits
from tests.builders.matching import Course

pytestmark = pytest.mark.django_db


def correct(pair: Course, visit: Visit, key: uuid.UUID) -> Visit:
    half = visits.a_content(parts=(Part(Place.HOME, 30, ((Topic.EVERYDAY, 30),)),))
    with people.act(pair.mentor_user, Role.MENTOR) as by:
        return commands.correct(visit, half, client_key=key, by=by, at=clock.AT, on=clock.ON)


def test_the_same_entry_sent_twice_is_one_visit() -> None:
    pair, key = visits.a_pair(), uuid.uuid4()

    first = visits.a_visit(pair, client_key=key)
    second = visits.a_visit(pair, client_key=key)
    assert first.pk == second.pk
    assert Visit.objects.count() == 1


def test_an_entry_of_many_parts_and_topics_is_the_same_when_it_is_sent_again() -> None:
    parts = tuple(
        Part(place, 5 * len(Topic), tuple((topic, 5) for topic in Topic))
        for place in (Place.OFFICE, Place.TRANSPORT, Place.HOME, Place.PHONE)
    )
    pair, key = visits.a_pair(), uuid.uuid4()
    first = visits.a_visit(pair, visits.a_content("03:00", parts=parts), client_key=key)

    assert visits.a_visit(pair, visits.a_content("03:00", parts=parts), client_key=key).pk == first.pk
    assert Visit.objects.count() == 1


@pytest.mark.parametrize(
    "other",
    [
        replace(visits.a_content(), note="En anden note."),
        replace(visits.a_content(), kind=Kind.JOINT),
        visits.a_content("06:00"),
        visits.a_content(parts=(Part(Place.HOME, 30, ((Topic.EVERYDAY, 30),)),)),
        visits.a_content(parts=(Part(Place.HOME, 60, ((Topic.HEALTH, 60),)),)),
    ],
    ids=["note", "kind", "start", "minutes", "topic"],
)
def test_another_entry_under_a_used_key_is_not_taken_for_the_first(other: Content) -> None:
    pair, key = visits.a_pair(), uuid.uuid4()
    visits.a_visit(pair, client_key=key)

    with pytest.raises(commands.UsedKeyError, match=r"allerede gemt et besøg, 16-11-2026 kl. 08.00–09\.00"):
        visits.a_visit(pair, other, client_key=key)
    assert Visit.objects.count() == 1


def test_the_same_entry_on_another_citizen_is_another_visit() -> None:
    pair, key = visits.a_pair(), uuid.uuid4()
    visits.a_visit(pair, client_key=key)

    with pytest.raises(commands.UsedKeyError):
        visits.a_visit(visits.a_pair(mentor=pair.mentor), client_key=key)
    assert Visit.objects.count() == 1


def test_a_correction_under_a_used_key_corrects_nothing_and_says_so() -> None:
    pair, key = visits.a_pair(), uuid.uuid4()
    first = visits.a_visit(pair, client_key=key)

    with pytest.raises(commands.UsedKeyError):
        correct(pair, first, key)
    once, another = correct(pair, first, used := uuid.uuid4()), visits.a_visit(pair, visits.a_content("06:00"))
    with pytest.raises(commands.UsedKeyError):
        correct(pair, another, used)
    another.refresh_from_db()
    assert (once.supersedes_id, another.state) == (first.pk, State.REGISTERED)


def test_somebody_elses_key_gives_nothing_away() -> None:
    key = uuid.uuid4()
    visits.a_visit(visits.a_pair(), client_key=key)

    with pytest.raises(errors.RefusedError, match="kan ikke gemmes"):
        visits.a_visit(visits.a_pair(), client_key=key)
