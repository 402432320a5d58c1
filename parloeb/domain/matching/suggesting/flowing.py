"""The exact best choice where places are what binds: one flow from the citizens through the mentors."""

import numpy as np
from ortools.graph.python import min_cost_flow

from parloeb.domain.matching.suggesting.instance import NOBODY, Instance, Whole

# The solver multiplies costs by the number of nodes, and its potentials by a little more.
_LARGEST = 2**61


class TooLargeError(ValueError):
    """The scores have more digits than the flow can reckon with."""


def largest_score(*, citizens: int, mentors: int) -> int:
    """The largest score that the flow, and every sum of scores, can reckon with in 64 bits."""
    return _LARGEST // (2 * (citizens + 2 * mentors + 2))


def best(instance: Instance) -> Whole:
    """The choice (n) of the highest total when hours are left out of account: places and heavy places hold.

    Raises TooLargeError for scores above `largest_score`. Ties are not settled here.
    """
    count, mentors = instance.scores.shape
    if instance.scores.size == 0 or not instance.scores.any():
        return np.full(count, NOBODY, dtype=np.int64)
    if int(instance.scores.max()) > largest_score(citizens=count, mentors=mentors):
        raise TooLargeError
    citizen, mentor = np.nonzero(instance.scores)
    heavy = instance.heavy[citizen]
    places, heavy_places, end = count, count + mentors, count + 2 * mentors
    each, all_mentors = np.arange(count), np.arange(mentors)
    flow = min_cost_flow.SimpleMinCostFlow()
    pairs = flow.add_arcs_with_capacity_and_unit_cost(
        citizen, np.where(heavy, heavy_places, places) + mentor, np.ones(len(citizen), np.int64),
        -instance.scores[citizen, mentor],
    )  # fmt: skip
    none = np.zeros(mentors, np.int64)
    flow.add_arcs_with_capacity_and_unit_cost(
        heavy_places + all_mentors, places + all_mentors, np.minimum(instance.free_heavy, count), none
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        places + all_mentors, np.full(mentors, end), np.minimum(instance.free_places, count), none
    )
    flow.add_arcs_with_capacity_and_unit_cost(
        each, np.full(count, end), np.ones(count, np.int64), np.zeros(count, np.int64)
    )
    flow.set_nodes_supplies(np.append(each, end), np.append(np.ones(count, np.int64), -count))
    status = flow.solve()
    if status != flow.OPTIMAL:
        raise RuntimeError(f"The flow ended with {status}.")
    used = flow.flows(pairs) > 0
    chosen = np.full(count, NOBODY, dtype=np.int64)
    chosen[citizen[used]] = mentor[used]
    return chosen
