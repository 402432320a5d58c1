"""The best choice for a waiting list, and the bound that proves how good it is: which solver is asked, and when."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from parloeb.domain.matching.suggesting import bounding, flowing, improving, packing, programming, ties
from parloeb.domain.matching.suggesting.bounding import Real
from parloeb.domain.matching.suggesting.instance import NOBODY, Instance, Whole, tightened
from parloeb.domain.matching.suggesting.packing import Packed

# So many pairs that a better choice could still have are given to the exact solver; up to so many citizens it gets the
# whole list at once, and their ties are settled also where hours bind.
PAIRS_AT_ONCE = 3000
CITIZENS_WITH_TIES = 40
# Of the time for a longer list: the shares that are left when the first and the second bound must be done.
_AFTER_LIMITS, _AFTER_PACKING = 0.7, 0.55
# Each time of what is left.
_FOR_PROOF = 0.35
# So many pairs for each citizen in the mean are searched for a better choice, and by how much more after each search.
_PAIRS_EACH = 1.8
_WIDER = 1.25
_NOWHERE: Whole = np.zeros(0, np.int64)


@dataclass(frozen=True, eq=False)
class Solution:
    """Each citizen's mentor (n) or NOBODY, and the bound that no choice's total is above.

    `prices` (n + 2m) are those of `packing` at which a bound was proved; None where another solver proved it.
    """

    chosen: Whole
    bound: int
    prices: Real | None = None


def solve(
    instance: Instance, *, left: Callable[[], float], standing: Solution | None = None, near: Whole = _NOWHERE
) -> Solution:
    """The choice of highest total, or the best that was found when `left()` seconds are none, with its bound.

    Scores are at most `flowing.largest_score`. Where only places bind, and up to 40 citizens, it is the best, and of
    several equally good the first by id. Where more is to be searched, it begins at a solution that is `standing`, if
    any: its bound holds for this instance too, its choice may ask for more than is free. What changed since is `near`
    these mentors.
    """
    tight = tightened(instance)
    flowed = ties.first_by_id(tight, flowing.best(tight))
    bound = tight.total(flowed)
    if tight.holds(flowed):
        return Solution(flowed, bound)
    start, prices = improving.repaired(tight, flowed), None
    if standing is not None:
        start = max(improving.repaired(tight, standing.chosen), start, key=tight.total)
        bound, prices = min(bound, standing.bound), standing.prices
    if len(flowed) <= CITIZENS_WITH_TIES:
        return _proved(tight, start, bound=bound, left=left)
    if prices is None:
        packed, start, limit = _priced(tight, start, left=left)
        bound = min(bound, limit)
    else:
        packed = packing.at(tight, prices)
    bound = min(bound, packed.most)
    start = improving.around(tight, start, near, lost=packed.lost, most=bound, left=left)
    found = Solution(start, bound, packed.prices)
    return _searched(tight, found, packed=packed, left=left)


def _proved(tight: Instance, start: Whole, *, bound: int, left: Callable[[], float]) -> Solution:
    proof = programming.best(tight, start=start, seconds=left())
    if proof.is_best:
        chosen = programming.first_by_id(tight, start=proof.chosen, left=left)
        return Solution(chosen, tight.total(chosen))
    return Solution(proof.chosen, min(bound, proof.bound))


def _priced(tight: Instance, start: Whole, *, left: Callable[[], float]) -> tuple[Packed, Whole, int]:
    """The bound by packing, the better of `start` and a choice made at other prices, and the bound at those."""
    given = left()

    def until(share: float) -> Callable[[], float]:
        return lambda: left() - given * share

    limits = bounding.by_limits(tight, reached=tight.total(start), left=until(_AFTER_LIMITS))
    start = max(start, improving.by_gains(tight, limits), key=tight.total)
    packed = packing.packed(tight, start=limits, reached=tight.total(start), left=until(_AFTER_PACKING))
    return packed, start, limits.most


def _searched(tight: Instance, found: Solution, *, packed: Packed, left: Callable[[], float]) -> Solution:
    """The best that is found from a choice that holds, while `left()` seconds are above 0."""
    solution, each = found, _PAIRS_EACH
    while tight.total(solution.chosen) < solution.bound and left() > 0:
        solution = _closed(tight, packed, solution, left=left)
        chosen = improving.improved(tight, solution.chosen, lost=packed.lost, most=solution.bound, each=each, left=left)
        solution, each = replace(solution, chosen=chosen), each * _WIDER
    who = np.flatnonzero(solution.chosen != NOBODY)
    wanted = list(zip(who.tolist(), solution.chosen[who].tolist(), strict=True))
    # The parts were solved one by one: whoever still fits somewhere is placed.
    return replace(solution, chosen=improving.filled(tight, wanted))


def _closed(tight: Instance, packed: Packed, found: Solution, *, left: Callable[[], float]) -> Solution:
    """Where few pairs can make what was found better, the exact solver tries for a while whether they do."""
    total, few = tight.total(found.chosen), packed.better(tight, found.chosen)
    if total == found.bound or np.count_nonzero(few.scores) > PAIRS_AT_ONCE or left() <= 0:
        return found
    proof = programming.best(few, start=found.chosen, seconds=left() * _FOR_PROOF)
    return replace(found, chosen=proof.chosen, bound=min(found.bound, max(total, proof.bound)))
