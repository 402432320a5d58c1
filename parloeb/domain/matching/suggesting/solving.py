"""The best choice for a waiting list, and the bound that proves how good it is: which solver is asked, and when."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from parloeb.domain.matching.suggesting import bounding, flowing, improving, programming, ties
from parloeb.domain.matching.suggesting.instance import NOBODY, Instance, Whole, tightened

# So many pairs are given to the exact solver whole; so many citizens have their ties settled also where hours bind.
PAIRS_AT_ONCE = 3000
CITIZENS_WITH_TIES = 40
# Of the time for a list that is not proved at once: the exact solver's share; then the shares that are left when the
# first bound, the first choice and the second bound must be done.
_FOR_PROOF = 0.3
_AFTER_LIMITS, _AFTER_FIRST_CHOICE, _AFTER_PACKING = 0.8, 0.7, 0.4


@dataclass(frozen=True, eq=False)
class Solution:
    """Each citizen's mentor (n) or NOBODY, and the bound that no choice's total is above."""

    chosen: Whole
    bound: int


def solve(instance: Instance, *, left: Callable[[], float]) -> Solution:
    """The choice of highest total, or the best that was found when `left()` seconds are none, with its bound.

    Scores are at most `flowing.largest_score`. Where only places bind, and up to 40 citizens, it is the best, and of
    several equally good the first by id.
    """
    tight = tightened(instance)
    flowed = ties.first_by_id(tight, flowing.best(tight))
    bound = tight.total(flowed)
    if tight.holds(flowed):
        return Solution(flowed, bound)
    start = improving.repaired(tight, flowed)
    if np.count_nonzero(tight.scores) <= PAIRS_AT_ONCE or len(flowed) <= CITIZENS_WITH_TIES:
        return _proved(tight, start, bound=bound, left=left)
    return _searched(tight, start, bound=bound, left=left)


def _proved(tight: Instance, start: Whole, *, bound: int, left: Callable[[], float]) -> Solution:
    small = len(start) <= CITIZENS_WITH_TIES
    proof = programming.best(tight, start=start, seconds=left() * (1.0 if small else _FOR_PROOF))
    if proof.is_best:
        chosen = programming.first_by_id(tight, start=proof.chosen, left=left) if small else proof.chosen
        return Solution(chosen, tight.total(chosen))
    return _searched(tight, proof.chosen, bound=min(bound, proof.bound), left=left)


def _searched(tight: Instance, start: Whole, *, bound: int, left: Callable[[], float]) -> Solution:
    given = left()

    def until(share: float) -> Callable[[], float]:
        return lambda: left() - given * share

    limits = bounding.by_limits(tight, reached=tight.total(start), left=until(_AFTER_LIMITS))
    start = max(start, improving.by_gains(tight, limits), key=tight.total)
    start = improving.improved(tight, start, gains=limits.gains, most=limits.most, left=until(_AFTER_FIRST_CHOICE))
    packed = bounding.by_packing(tight, start=limits, reached=tight.total(start), left=until(_AFTER_PACKING))
    bound = min(bound, packed, limits.most)
    chosen = improving.improved(tight, start, gains=limits.gains, most=bound, left=left)
    who = np.flatnonzero(chosen != NOBODY)
    wanted = list(zip(who.tolist(), chosen[who].tolist(), strict=True))
    # The parts were solved one by one: whoever still fits somewhere is placed.
    return Solution(improving.filled(tight, wanted), bound)
