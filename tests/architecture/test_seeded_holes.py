"""The test of the test: faults are put into the running code, and the access matrix finds each of them."""

from collections.abc import Callable, Iterator

import pytest
from django.http import HttpResponse
from pytest_django import DjangoDbBlocker

from parloeb.domain.people.prepared import Prepared
from tests.architecture import holes
from tests.architecture.access_matrix import addresses, table, walk, world
from tests.architecture.access_matrix.world import World
from tests.architecture.holes import HOLES, Hole

pytestmark = pytest.mark.long  # a minute and a half, with a town of its own


@pytest.fixture(scope="module")
def standing(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[World]:
    with django_db_blocker.unblock(), world.standing() as found:
        yield found


@pytest.mark.parametrize("hole", HOLES, ids=lambda hole: hole.title)
def test_a_hole_is_found(standing: World, hole: Hole, monkeypatch: pytest.MonkeyPatch) -> None:
    # A question that was written before the hole was dug would be asked without it.
    monkeypatch.setattr(Prepared, "_written", property(vars(Prepared)["_written"].func))
    hole.dig(monkeypatch)
    found = walk.address(standing, table.line(hole.line), addresses.named(hole.line))
    assert any(finding.what == hole.told for finding in found)


@pytest.mark.parametrize(
    ("route", "view", "gap"),
    [
        ("hul/", holes.bare, "no rule"),
        ("hul/", holes.guarded(), "no line"),
        ("hul/", holes.opened(), "public without a word"),
        ("hul/<int:case>/", holes.guarded(), "a sequential key"),
        ("hul/<slug:case>/", holes.guarded(), "a sequential key"),
    ],
)
def test_an_address_nobody_thought_of_is_found(
    monkeypatch: pytest.MonkeyPatch, route: str, view: Callable[..., HttpResponse], gap: str
) -> None:
    assert table.gaps(addresses.all_addresses()) == []
    holes.add_address(monkeypatch, route, view)
    assert f"{gap}: hole" in {told.split(" at ")[0] for told in table.gaps(addresses.all_addresses())}
