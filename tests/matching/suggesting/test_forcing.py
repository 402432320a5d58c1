"""What forcing one pair costs, against trying every choice."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parloeb.domain.matching.suggesting import forcing, instance, programming, solving
from parloeb.domain.matching.suggesting.instance import NOBODY, Instance, Whole
from tests.matching.suggesting.given import always, drawn, every_choice, small_instances, some


def _others_who_change(before: Whole, after: Whole, citizen: int) -> int:
    return int(np.count_nonzero(np.delete(before != after, citizen)))


@settings(max_examples=150)
@given(of=small_instances(), seed=st.integers(0, 100))
def test_the_total_is_the_best_with_the_pair_and_fewest_change(of: Instance, seed: int) -> None:
    standing = solving.solve(of, left=always)
    choices, (count, mentors) = every_choice(of), of.scores.shape
    if not count:
        return
    citizen = seed % count

    costs = forcing.cost_of(of, standing, citizen=citizen, mentors=range(mentors), left=always)

    for mentor in range(mentors):
        with_pair = [choice for choice in choices if choice[citizen] == mentor]
        assert bool(with_pair) is (mentor in costs)
        if not with_pair:
            continue
        cost, most = costs[mentor], max(of.total(choice) for choice in with_pair)
        assert cost.total == most
        assert (cost.loses, cost.is_best) == (of.total(standing.chosen) - most, True)
        as_good = [choice for choice in with_pair if of.total(choice) == most]
        assert len(cost.changes) == min(_others_who_change(standing.chosen, one, citizen) for one in as_good)
        assert of.holds(_applied(standing.chosen, cost, citizen))


def _applied(chosen: Whole, cost: forcing.Cost, citizen: int) -> Whole:
    applied = chosen.copy()
    applied[citizen] = cost.mentor
    for change in cost.changes:
        assert (None if chosen[change.citizen] == NOBODY else chosen[change.citizen]) == change.before
        applied[change.citizen] = NOBODY if change.after is None else change.after
    return applied


def test_one_place_and_who_has_it_goes_to_the_next_best() -> None:
    of = Instance(
        scores=np.array([[9, 5], [8, 3]]),
        hours=np.zeros((2, 1), np.int64),
        heavy=np.zeros(2, np.bool_),
        free_hours=np.zeros((2, 1), np.int64),
        free_places=np.array([1, 1]),
        free_heavy=np.zeros(2, np.int64),
    )
    standing = solving.solve(of, left=always)
    costs = forcing.cost_of(of, standing, citizen=0, mentors=[0, 1, 0], left=always)
    assert costs == {
        0: forcing.Cost(0, 12, 1, 1, (forcing.Change(1, 0, 1),)),
        1: forcing.Cost(1, 13, 0, 0, ()),
    }
    alone = replace(of, free_places=np.array([1, 0]))
    standing = solving.solve(alone, left=always)
    costs = forcing.cost_of(alone, standing, citizen=1, mentors=[0, 1], left=always)
    assert costs == {0: forcing.Cost(0, 8, 1, 1, (forcing.Change(0, 0, None),))}


@pytest.mark.parametrize(("priced", "time"), [(True, 1000), (False, 1000), (True, 3), (False, 3)])
def test_on_a_longer_list_with_hours_what_is_lost_lies_between_what_was_proved_and_found(
    priced: bool, time: int
) -> None:
    of = drawn(citizens=45, mentors=6)
    solution = solving.solve(of, left=always)
    standing = solution if priced else replace(solution, prices=None)
    citizen, tight = 3, instance.tightened(of)
    costs = forcing.cost_of(of, standing, citizen=citizen, mentors=range(6), left=some(time))
    assert set(costs) == set(np.flatnonzero(tight.scores[citizen]).tolist())
    assert any(cost.changes for cost in costs.values())
    for mentor, cost in costs.items():
        rest = forcing._without(tight, citizen, mentor)
        proof = programming.best(rest, start=np.full(45, NOBODY, dtype=np.int64), seconds=60)
        best = rest.total(proof.chosen) + int(of.scores[citizen, mentor])
        applied = _applied(standing.chosen, cost, citizen)
        assert of.holds(applied)
        assert of.total(applied) == cost.total == solution.bound - cost.loses
        assert cost.at_least <= solution.bound - best <= cost.loses
        assert cost.is_best or time == 3
        assert cost.total >= 0.9 * best


def test_scores_that_leave_no_digits_for_who_stays_are_taken_as_they_are() -> None:
    of = drawn(citizens=8, mentors=2)
    large = replace(of, scores=of.scores * 10**12)
    for one in (of, large):
        standing = solving.solve(one, left=always)
        costs = forcing.cost_of(one, standing, citizen=0, mentors=range(2), left=always)
        assert all(cost.is_best for cost in costs.values())
        assert costs
