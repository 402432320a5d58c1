"""The benchmark runs: on a town of a few hundred cases, without a clock to stop."""

import pytest
from django.conf import LazySettings

from parloeb.domain.grants.rules import checking
from tests import builders
from tests.bench import adding, board, cast, letters, matching, pages, rechecked, rules, town
from tests.bench.__main__ import AIMS, FLOOR, WRITTEN
from tests.grants.rules.given import DAY


@pytest.mark.django_db
@pytest.mark.usefixtures("standing_clock")
def test_every_page_that_has_an_aim_is_measured_and_answers(settings: LazySettings) -> None:
    settings.ROOT_URLCONF = "tests.bench.urls"
    town.fill(cases=400, teams=5)
    cast.settle()

    measured = pages.compare(cast.requests(), rounds=2, warm_up=0)

    assert measured.keys() == AIMS.keys()
    assert measured["list of 50"].queries == measured["list of 50, last page"].queries
    assert all(taken.median <= taken.p95 for taken in measured.values())
    assert measured[WRITTEN].queries == measured[FLOOR].queries + 1


def test_the_check_that_is_timed_asks_many_rules() -> None:
    assert rules.one_check(rounds=1) > 0
    assert len(checking.check(rules.FACTS, on=DAY)) > 10


@pytest.mark.django_db
def test_the_recheck_sees_the_copies_of_a_grant_too() -> None:
    town.fill(cases=40, teams=5)
    cast.settle()

    rechecked.fill(builders.a_grant(), grants=30)

    assert rechecked.seconds()[1] == 31


@pytest.mark.django_db
@pytest.mark.usefixtures("standing_clock")
def test_the_board_that_is_timed_shows_who_waits_and_who_has_a_mentor() -> None:
    town.fill(cases=40, teams=5)
    cast.settle()
    rechecked.fill(builders.a_grant(), grants=40)

    client = board.fill(cases=7)

    assert board.seconds(client, rounds=1)[1] == 15  # 7 who wait, 7 copies of a match, and the one that is copied


@pytest.mark.django_db
def test_a_letter_of_two_pages_is_timed_by_its_slowest() -> None:
    assert letters.seconds(rounds=1) > 0
    assert letters.seconds_to_write(rounds=1) > 0


@pytest.mark.django_db
def test_the_worker_writes_anew_and_sends_each_letter_and_its_memory_is_measured() -> None:
    hoard: list[bytes] = []
    took, grown = letters.by_the_worker(letters=4, warm=4, send=lambda *_: hoard.append(b"x" * 2**25))
    assert took > 0
    assert len(hoard) == 4
    assert grown > letters.GROWTH


def test_every_way_to_match_that_is_timed_finds_the_same_total() -> None:
    ways = (matching.ours(seconds=20), matching.slots, matching.pure_python)
    assert len({matching.measured(matching.Line(30, 5, 100, way))["total"] for way in ways}) == 1


def test_a_match_with_hours_is_measured_with_its_gap_and_its_memory() -> None:
    line = matching.measured(matching.Line(30, 5, 100, matching.ours(seconds=20), with_hours=True))
    assert line["gap"] == 0
    assert line["peak"] > 0
    assert matching.ranking_of_one(mentors=5) > 0


def test_one_citizen_more_and_the_costs_of_forcing_are_measured_beside_solving_again() -> None:
    line = adding.one_more(citizens=30, mentors=5, pairs=100, with_hours=False, seconds=20, rounds=1)
    assert line["added"] > 0
    assert line["gap, added"] == line["gap, solved again"] == 0
    assert adding.forced(citizens=30, mentors=5, pairs=100, with_hours=False, seconds=20, asked=5) > 0
