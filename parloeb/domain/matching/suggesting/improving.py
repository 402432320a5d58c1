"""A good choice where the best cannot be proved: fill up greedily, then solve a few mentors at a time exactly."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from parloeb.domain.matching.suggesting import programming
from parloeb.domain.matching.suggesting.bounding import Bound, Real
from parloeb.domain.matching.suggesting.instance import NOBODY, Instance, Whole

# A part has few mentors as long as that helps, then more.
_FEWEST = 6
_MOST = 20
_IDLE = 15
_WITHOUT = 5
_NEAR_PAIRS_EACH = 2.5
# The longest that one part is worked on.
_SECONDS = 0.6


def repaired(instance: Instance, chosen: Whole) -> Whole:
    """The choice with nobody above what is free, and everybody placed who fits; the lowest scores are let go first."""
    who = np.flatnonzero(chosen != NOBODY)
    order = who[np.argsort(-instance.scores[who, chosen[who]], kind="stable")]
    return filled(instance, list(zip(order.tolist(), chosen[order].tolist(), strict=True)))


def filled(instance: Instance, wanted: list[tuple[int, int]]) -> Whole:
    """A choice (n) with the wanted pairs that fit, in their order, and then every other that fits, highest first."""
    chosen = np.full(len(instance.scores), NOBODY, dtype=np.int64)
    left = instance.left(chosen)
    for citizen, mentor in wanted:
        _place(instance, chosen, left, citizen, mentor)
    citizens = np.flatnonzero(chosen == NOBODY)
    rows, mentors = np.nonzero(instance.scores[citizens])
    order = np.argsort(-instance.scores[citizens[rows], mentors], kind="stable")
    for citizen, mentor in zip(citizens[rows[order]].tolist(), mentors[order].tolist(), strict=True):
        _place(instance, chosen, left, citizen, mentor)
    return chosen


def by_gains(instance: Instance, bound: Bound) -> Whole:
    """A choice made pair by pair: first those where the citizen loses least against the best at the bound's prices."""
    citizens, mentors = np.nonzero(instance.scores)
    order = np.argsort(bound.worth[citizens] - bound.gains[citizens, mentors], kind="stable")
    return filled(instance, list(zip(citizens[order].tolist(), mentors[order].tolist(), strict=True)))


def improved(
    instance: Instance, chosen: Whole, *, lost: Real, most: int, each: float, left: Callable[[], float]
) -> Whole:
    """The choice after solving part after part exactly, until the total is `most`, that helps no more, or time is out.

    `lost` (n, m) is what a pair costs a bound. The parts have the pairs that cost least alone, `each` for each citizen
    in the mean: a part of them is soon solved, however many mentors it has.
    """
    core = _cheapest(instance, chosen, lost, each)
    drawn = np.random.default_rng(np.count_nonzero(core.scores))
    busy = np.flatnonzero((instance.scores > 0).any(axis=0))
    total, together, idle = instance.total(chosen), min(_FEWEST, len(busy)), 0
    widest = min(_MOST, max(len(busy) // 2, together))
    while total < most and together <= widest and left() > 0:
        mentors = np.sort(drawn.choice(busy, size=together, replace=False))
        citizens = _around(core, chosen, mentors, lost)
        better = _solved(core, chosen, citizens, mentors, seconds=min(_SECONDS, left()))
        idle = 0 if instance.total(better) > total else idle + 1
        chosen, total = better, instance.total(better)
        if idle > _IDLE:
            together, idle = together + 1, 0
    return chosen


def around(
    instance: Instance, chosen: Whole, near: Whole, *, lost: Real, most: int, left: Callable[[], float]
) -> Whole:
    """The choice after solving more and more mentors exactly, the nearest to these (`near`) first.

    Mentors are near each other where many citizens could be with either; `lost` and `most` as for `improved`.
    """
    core = _cheapest(instance, chosen, lost, _NEAR_PAIRS_EACH)
    possible = (core.scores > 0).astype(np.int64)
    shared = possible[:, near].sum(axis=1) @ possible
    shared[near] = len(chosen) * (len(near) + 1)
    order = np.argsort(-shared, kind="stable")
    total, first = instance.total(chosen), min(max(_FEWEST, len(near)), len(order))
    for together in range(first, max(first, min(_MOST, len(order))) + 1, 2) if len(near) else ():
        if total >= most or left() <= 0:
            break
        mentors = np.sort(order[:together])
        citizens = _around(core, chosen, mentors, lost)
        better = _solved(core, chosen, citizens, mentors, seconds=min(_SECONDS, left()))
        if instance.total(better) > total:
            chosen, total = better, instance.total(better)
    return chosen


def _cheapest(instance: Instance, chosen: Whole, lost: Real, each: float) -> Instance:
    """The same with the pairs of the choice, and of the others so many for each citizen in the mean that cost least."""
    possible = np.sort(lost[instance.scores > 0])
    dearest = possible[: int(each * len(chosen))].max(initial=0.0)
    keep = lost <= dearest
    who = np.flatnonzero(chosen != NOBODY)
    keep[who, chosen[who]] = True
    return replace(instance, scores=np.where(keep, instance.scores, 0))


def _place(instance: Instance, chosen: Whole, left: tuple[Whole, Whole, Whole], citizen: int, mentor: int) -> None:
    hours, places, heavy = left
    asked, is_heavy = instance.hours[citizen], int(instance.heavy[citizen])
    if (
        chosen[citizen] != NOBODY
        or places[mentor] < 1
        or heavy[mentor] < is_heavy
        or instance.scores[citizen, mentor] <= 0
        or (hours[mentor] < asked).any()
    ):
        return
    chosen[citizen] = mentor
    hours[mentor] -= asked
    places[mentor] -= 1
    heavy[mentor] -= is_heavy


def _around(instance: Instance, chosen: Whole, mentors: Whole, lost: Real) -> Whole:
    """All whom the mentors have, and of those without a mentor half as many again, who would cost least with them."""
    have = np.flatnonzero(np.isin(chosen, mentors))
    without = np.flatnonzero((chosen == NOBODY) & (instance.scores[:, mentors] > 0).any(axis=1))
    nearest = np.argsort(lost[np.ix_(without, mentors)].min(axis=1), kind="stable")[: _WITHOUT + len(have) // 2]
    return np.sort(np.concatenate([have, without[nearest]]))


def _solved(instance: Instance, chosen: Whole, citizens: Whole, mentors: Whole, *, seconds: float) -> Whole:
    part = instance.part(citizens, mentors)
    place = np.full(instance.scores.shape[1] + 1, NOBODY, dtype=np.int64)
    place[mentors] = np.arange(len(mentors))
    proof = programming.best(part, start=place[chosen[citizens]], seconds=seconds)
    better = chosen.copy()
    better[citizens] = np.where(proof.chosen == NOBODY, NOBODY, mentors[proof.chosen])
    return better
