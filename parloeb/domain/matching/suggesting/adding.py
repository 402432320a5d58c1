"""A waiting list that changed a little, solved from the solution that stood.

Where places bind, one citizen more is one way through the network of `residual`: the new choice is the best, and nobody
is moved who need not be. Whatever else changed there is solved anew, which takes less than a second for the largest
list. Where hours bind, the choice that stood is repaired and searched around what changed; the prices that proved its
bound prove one for the new list too.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from parloeb.domain.matching.suggesting import packing, residual, solving
from parloeb.domain.matching.suggesting.instance import NOBODY, Instance, Whole, tightened
from parloeb.domain.matching.suggesting.solving import Solution

_NEAR = 3


def with_citizen(instance: Instance, standing: Solution, *, citizen: int, left: Callable[[], float]) -> Solution:
    """The solution with one citizen more, row `citizen` of `instance`; `standing` solved the list without that row.

    The total is never below that of `standing`. Where places bind it is the highest, as `solving.solve` has it; of the
    choices that are as good it is one that moves fewest of those who have a mentor (`ties.first_by_id` has the first by
    id). Where hours bind it is the best that is found while `left()` seconds are above 0.
    """
    chosen = np.insert(standing.chosen, citizen, NOBODY)
    bound = standing.bound + int(instance.scores[citizen].max(initial=0))
    for placing in (instance, tightened(instance)):
        try:
            placed = _placed(placing, chosen, citizen)
        except residual.NotBestError:
            continue
        bound = min(bound, instance.total(placed))
        if instance.holds(placed):
            return Solution(placed, bound)
    prices, lost = standing.prices, -instance.scores[citizen].astype(np.float64)
    if prices is not None:
        prices, lost = packing.with_price(instance, np.insert(prices, citizen, 0.0), citizen)
    near = np.argsort(lost, kind="stable")
    return solving.solve(instance, left=left, standing=Solution(chosen, bound, prices), near=near[:_NEAR])


def without_citizen(instance: Instance, standing: Solution, *, citizen: int, left: Callable[[], float]) -> Solution:
    """The solution with one citizen fewer; `standing` solved the list that still had row `citizen`, `instance` has not.

    The best where places bind, else the best that is found while `left()` seconds are above 0.
    """
    mentor, prices = int(standing.chosen[citizen]), standing.prices
    kept = Solution(
        np.delete(standing.chosen, citizen), standing.bound, None if prices is None else np.delete(prices, citizen)
    )
    near = np.array([] if mentor == NOBODY else [mentor], dtype=np.int64)
    return solving.solve(instance, left=left, standing=kept, near=near)


def with_free(instance: Instance, standing: Solution, *, mentor: int, left: Callable[[], float]) -> Solution:
    """The solution with more or less free at a mentor; `standing` solved the list before, `instance` is that of now.

    As `without_citizen`. Whoever the mentor no longer has room for loses the mentor, the lowest scores first.
    """
    kept = replace(standing, bound=int(instance.scores.max(axis=1, initial=0).sum()))
    return solving.solve(instance, left=left, standing=kept, near=np.array([mentor]))


def _placed(instance: Instance, chosen: Whole, citizen: int) -> Whole:
    """The choice with the citizen placed by the best way, or left without a mentor where none adds to the total."""
    network = residual.Network(instance, chosen, without=citizen)
    ways, nodes, scores = network.to(network.end), network.nodes(citizen), instance.scores[citizen]
    adds = np.where((scores > 0) & (ways.adds[nodes] > residual.FAR), scores + ways.adds[nodes], 0)
    best = np.flatnonzero(adds == adds.max(initial=0))
    if not len(best) or adds[best[0]] == 0:
        return chosen
    mentor = int(best[np.argmin(ways.length[nodes][best])])
    placed = network.along(ways, network.node(citizen, mentor))
    placed[citizen] = mentor
    return placed
