"""A list that changed a little has the solution that the whole list has."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parloeb.domain.matching.suggesting import adding, flowing, packing, residual, solving, ties
from parloeb.domain.matching.suggesting.instance import NOBODY, Instance
from parloeb.domain.matching.suggesting.solving import Solution
from tests.matching.suggesting.given import always, drawn, every_choice, small_instances, some


def _without(of: Instance, citizen: int) -> Instance:
    kept = np.delete(np.arange(len(of.scores)), citizen)
    return of.part(kept, np.arange(of.scores.shape[1]))


def _of_places(seed: int, *, citizens: int = 60, mentors: int = 7) -> Instance:
    """Only places and heavy places bind; few scores, so that there are ties."""
    chance = np.random.default_rng(seed)
    return Instance(
        scores=chance.integers(0, 30, (citizens, mentors)),
        hours=np.zeros((citizens, 1), np.int64),
        heavy=chance.random(citizens) < 0.4,
        free_hours=np.zeros((mentors, 1), np.int64),
        free_places=chance.integers(0, 10, mentors),
        free_heavy=chance.integers(0, 4, mentors),
    )


@settings(max_examples=150)
@given(of=small_instances(), seed=st.integers(0, 100))
def test_one_citizen_more_or_fewer_is_the_best_of_every_choice(of: Instance, seed: int) -> None:
    if not len(of.scores):
        return
    citizen = seed % len(of.scores)
    smaller = _without(of, citizen)
    fewer, whole = solving.solve(smaller, left=always), solving.solve(of, left=always)

    added = adding.with_citizen(of, fewer, citizen=citizen, left=always)
    removed = adding.without_citizen(smaller, whole, citizen=citizen, left=always)

    assert of.holds(added.chosen)
    assert of.total(added.chosen) == added.bound == max(of.total(choice) for choice in every_choice(of))
    assert removed.chosen.tolist() == fewer.chosen.tolist()
    assert removed.bound == fewer.bound


@pytest.mark.parametrize("seed", range(12))
def test_where_places_bind_one_way_leads_to_what_the_whole_flow_finds(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    of, citizen = _of_places(seed), seed * 5
    standing = solving.solve(_without(of, citizen), left=always)
    whole = solving.solve(of, left=always)
    monkeypatch.setattr(flowing, "best", None)

    added = adding.with_citizen(of, standing, citizen=citizen, left=always)

    assert of.holds(added.chosen)
    assert of.total(added.chosen) == added.bound == whole.bound
    assert ties.first_by_id(of, added.chosen).tolist() == whole.chosen.tolist()
    # One unit more in the network goes through each node once at most.
    assert np.count_nonzero(np.insert(standing.chosen, citizen, NOBODY) != added.chosen) <= 2 * 7 + 1


def test_citizen_after_citizen_the_whole_list_is_built() -> None:
    of = _of_places(3, citizens=25)
    solution = solving.solve(of.part(np.arange(0), np.arange(7)), left=always)
    for count in range(25):
        part = of.part(np.arange(count + 1), np.arange(7))
        solution = adding.with_citizen(part, solution, citizen=count, left=always)
    assert of.total(solution.chosen) == solution.bound == solving.solve(of, left=always).bound


def test_where_counting_says_what_hours_bind_the_limits_are_counted() -> None:
    of = replace(_of_places(5), hours=np.full((60, 1), 3), free_hours=np.full((7, 1), 10), free_places=np.full(7, 9))
    standing = solving.solve(_without(of, 9), left=always)
    added = adding.with_citizen(of, standing, citizen=9, left=always)
    assert of.holds(added.chosen)
    assert of.total(added.chosen) == added.bound == solving.solve(of, left=always).bound


@pytest.mark.parametrize("seed", range(3))
def test_where_hours_bind_the_total_is_not_below_the_former_and_the_bound_holds(seed: int) -> None:
    of, citizen = drawn(citizens=48, mentors=7, seed=seed), 11
    smaller = _without(of, citizen)
    best, former = solving.solve(of, left=always), solving.solve(smaller, left=always)
    assert best.bound == of.total(best.chosen)
    assert former.prices is not None

    for standing in (former, replace(former, prices=None)):
        added = adding.with_citizen(of, standing, citizen=citizen, left=some(40))
        assert of.holds(added.chosen)
        assert smaller.total(former.chosen) <= of.total(added.chosen) <= best.bound <= added.bound
        assert added.bound <= former.bound + of.scores[citizen].max()
        assert of.total(added.chosen) >= 0.98 * best.bound

    removed = adding.without_citizen(smaller, best, citizen=citizen, left=some(40))
    assert smaller.holds(removed.chosen)
    assert 0.98 * former.bound <= smaller.total(removed.chosen) <= former.bound <= removed.bound <= best.bound


def test_a_new_citizens_price_is_the_one_with_the_lowest_bound() -> None:
    of = drawn(citizens=48, mentors=7)
    former = solving.solve(_without(of, 5), left=always)
    assert former.prices is not None
    prices, lost = packing.with_price(of, np.insert(former.prices, 5, 0.0), 5)
    lowest = packing.at(of, prices).most
    assert np.flatnonzero(np.isfinite(lost)).tolist() == np.flatnonzero(of.scores[5]).tolist()
    assert lost.min() >= 0
    for more in (-50.0, -5.0, 5.0, 50.0):
        other = prices.copy()
        other[5] = max(0.0, other[5] + more)
        assert packing.at(of, other).most >= lowest - 1


@pytest.mark.parametrize("hours", [0, 30])
def test_a_mentor_with_less_free_loses_somebody_and_with_more_gains(hours: int) -> None:
    of = drawn(citizens=48, mentors=7) if hours else _of_places(4)
    before = solving.solve(of, left=always)
    busiest = int(np.bincount(before.chosen[before.chosen != NOBODY]).argmax())
    change = np.where(np.arange(7) == busiest, 1, 0)
    for sign in (-1, 1):
        now = replace(
            of,
            free_places=of.free_places + sign * change,
            free_hours=of.free_hours + (sign * hours * change // 6)[:, None],
        )
        after = adding.with_free(now, before, mentor=busiest, left=some(40))
        best = solving.solve(now, left=always)
        assert now.holds(after.chosen)
        assert 0.98 * best.bound <= now.total(after.chosen) <= best.bound <= after.bound
        if not hours:
            assert after.chosen.tolist() == best.chosen.tolist()


def test_a_choice_that_is_not_the_best_is_told_by_the_network() -> None:
    of = _of_places(1)
    network = residual.Network(of, np.full(60, NOBODY, dtype=np.int64))
    with pytest.raises(residual.NotBestError):
        network.to(network.end)
    standing = Solution(np.full(59, NOBODY, dtype=np.int64), 10**6)
    added = adding.with_citizen(of, standing, citizen=0, left=always)
    assert of.total(added.chosen) == solving.solve(of, left=always).bound
