"""A good choice where the best cannot be proved: fill up greedily, then solve a few mentors at a time exactly."""

from collections.abc import Callable

import numpy as np

from parloeb.domain.matching.suggesting import programming
from parloeb.domain.matching.suggesting.bounding import Bound, Real
from parloeb.domain.matching.suggesting.instance import NOBODY, Instance, Whole

# A part has few mentors as long as that helps, then more.
_FEWEST = 4
_MOST = 9
_IDLE = 40
_WITHOUT = 5
# The longest that one part is worked on.
_SECONDS = 0.4


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
    lost = bound.worth[citizens] - bound.gains[citizens, mentors]
    order = np.argsort(lost, kind="stable")
    return filled(instance, list(zip(citizens[order].tolist(), mentors[order].tolist(), strict=True)))


def improved(instance: Instance, chosen: Whole, *, gains: Real, most: int, left: Callable[[], float]) -> Whole:
    """The choice after solving part after part exactly, until the total is `most` or no time is left."""
    drawn = np.random.default_rng(0)
    total, together, idle = instance.total(chosen), _FEWEST, 0
    busy = np.flatnonzero((instance.scores > 0).any(axis=0))
    while total < most and left() > 0:
        mentors = np.sort(drawn.choice(busy, size=min(together, len(busy)), replace=False))
        citizens = _around(instance, chosen, mentors, gains)
        better = _solved(instance, chosen, citizens, mentors, seconds=min(_SECONDS, left()))
        idle = 0 if instance.total(better) > total else idle + 1
        chosen, total = better, instance.total(better)
        if idle > _IDLE:
            together, idle = min(together + 1, _MOST), 0
    return chosen


def _place(instance: Instance, chosen: Whole, left: tuple[Whole, Whole, Whole], citizen: int, mentor: int) -> None:
    hours, places, heavy = left
    asked, is_heavy = instance.hours[citizen], int(instance.heavy[citizen])
    if (
        chosen[citizen] != NOBODY
        or hours[mentor] < asked
        or places[mentor] < 1
        or heavy[mentor] < is_heavy
        or instance.scores[citizen, mentor] <= 0
    ):
        return
    chosen[citizen] = mentor
    hours[mentor] -= asked
    places[mentor] -= 1
    heavy[mentor] -= is_heavy


def _around(instance: Instance, chosen: Whole, mentors: Whole, gains: Real) -> Whole:
    """All whom the mentors have, and of those without a mentor half as many again, who would gain most with them."""
    have = np.flatnonzero(np.isin(chosen, mentors))
    without = np.flatnonzero((chosen == NOBODY) & (instance.scores[:, mentors] > 0).any(axis=1))
    nearest = np.argsort(-gains[np.ix_(without, mentors)].max(axis=1), kind="stable")[: _WITHOUT + len(have) // 2]
    return np.sort(np.concatenate([have, without[nearest]]))


def _solved(instance: Instance, chosen: Whole, citizens: Whole, mentors: Whole, *, seconds: float) -> Whole:
    part = instance.part(citizens, mentors)
    place = np.full(instance.scores.shape[1] + 1, NOBODY, dtype=np.int64)
    place[mentors] = np.arange(len(mentors))
    proof = programming.best(part, start=place[chosen[citizens]], seconds=seconds)
    better = chosen.copy()
    better[citizens] = np.where(proof.chosen == NOBODY, NOBODY, mentors[proof.chosen])
    return better
