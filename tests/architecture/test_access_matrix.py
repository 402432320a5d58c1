"""The access matrix: every address, every person, every method, every object."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.architecture.access_matrix import addresses, table, walk, world
from tests.architecture.access_matrix.table import LIBRARY, LINES, OPEN, PUBLIC, Line
from tests.architecture.access_matrix.world import World

LOGIN_OR_NOTHING = {200, 302, 403, 404, 405}


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), world.standing() as found:
        yield found


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.name)
def test_each_person_reaches_what_is_theirs_and_nothing_else(standing: World, line: Line) -> None:
    assert [str(found) for found in walk.address(standing, line, addresses.named(line.name))] == []


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_address_shows_no_citizen(standing: World, name: str) -> None:
    statuses = {200, 405} if name in OPEN else {404, 405}
    assert [str(found) for found in walk.closed(standing, addresses.named(name), statuses=statuses)] == []


@pytest.mark.parametrize("name", LIBRARY)
def test_an_address_of_a_library_shows_no_citizen(standing: World, name: str) -> None:
    assert [str(found) for found in walk.closed(standing, addresses.named(name), statuses=LOGIN_OR_NOTHING)] == []


def test_every_address_has_a_rule_and_a_line() -> None:
    assert table.gaps(addresses.all_addresses()) == []


def test_no_line_is_left_over() -> None:
    known = {address.name for address in addresses.all_addresses()}
    assert [name for name in table.names() if name not in known] == []
    assert len(set(table.names())) == len(table.names())


def test_the_cast_is_whole(standing: World) -> None:
    """The persons of the promise: those who may beside those who may not, who differ in one fact."""
    assert len(standing.persons) >= 22
    assert {person.role for person in standing.persons if person.role} == set(table.EVERYBODY)
    assert len({person.name for person in standing.persons}) == len(standing.persons)
