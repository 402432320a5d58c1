"""What no choice can exceed: the best total when each mentor's limits, or each citizen's, have a price instead.

Lagrangian relaxation: whatever the prices, the priced total is a bound; the prices are moved to make it low. With
prices on the limits every citizen picks alone (`by_limits`, quick). `packing` has prices on the citizens instead, and
a lower bound.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from parloeb.domain.matching.suggesting.instance import Instance

Real: TypeAlias = NDArray[np.float64]

_ROUNDS = 2000
_PATIENCE = 4
_LEVELS = 16
_SMALLEST_STEP = 1e-4
# Binary fractions are summed: so much of the bound is added before it is rounded to a whole number.
_ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class Bound:
    """A whole number `most` that no total is above, and what the prices of the mentors' limits leave of each score.

    `gains` (n, m) are minus infinity where a pair is not possible; `worth` (n) is each citizen's highest, or 0. `place`
    and `heavy_place` (m) are the prices of one more of each.
    """

    most: int
    place: Real
    heavy_place: Real
    gains: Real
    worth: Real


def by_limits(instance: Instance, *, reached: int, left: Callable[[], float]) -> Bound:
    """The bound with prices on hours, places and heavy places; `reached` is a total that is known to be possible."""
    priced = _Limits(instance)
    prices = descend(priced.value, priced.start(), reached=reached, left=left, patience=_PATIENCE, first_step=0.5)
    value, _ = priced.value(prices)
    gains = priced.gains(prices)
    _, place, heavy_place = prices.reshape(3, priced.mentors)
    return Bound(whole(value), place, heavy_place, gains, gains.max(axis=1, initial=0.0))


def whole(value: float) -> int:
    """The highest total that a bound in binary fractions lets be."""
    return int(np.floor(value * (1 + _ROUNDING) + _ROUNDING))


def descend(
    value_at: Callable[[Real], tuple[float, Real]],
    start: Real,
    *,
    reached: int,
    left: Callable[[], float],
    patience: int,
    first_step: float,
) -> Real:
    """The prices of the lowest value that steps find, against what is asked too much or too little (Polyak's)."""
    prices = best = start
    lowest, step, idle = np.inf, first_step, 0
    for _ in range(_ROUNDS):
        value, asked = value_at(prices)
        if value < lowest:
            lowest, best, idle = value, prices, 0
        else:
            idle += 1
        if lowest < reached + 1 or step < _SMALLEST_STEP or left() <= 0:
            break
        if idle >= patience:
            step, idle = step / 1.7, 0
            value, asked = value_at(prices := best)
        asked = np.where((prices <= 0) & (asked < 0), 0.0, asked)
        length = float((asked**2).sum())
        if length == 0:
            break
        prices = np.maximum(0.0, prices + step * max(value - reached, value * _SMALLEST_STEP) / length * asked)
    return best


class _Limits:
    """Prices (3m) of an hour, in units of the usual hours so that the three are alike, a place and a heavy place."""

    def __init__(self, instance: Instance) -> None:
        self.citizen, self.mentor = np.nonzero(instance.scores)
        self.score = instance.scores[self.citizen, self.mentor].astype(np.float64)
        self.first = np.flatnonzero(np.diff(self.citizen, prepend=-1))
        self.count, self.mentors = instance.scores.shape
        hours, free = instance.in_short_supply()
        unit = max(1.0, float(hours.mean()) if hours.size else 1.0)
        self.free = np.concatenate([free / unit, instance.free_places, instance.free_heavy])
        self.of_pair = (
            hours[self.citizen, self.mentor] / unit,
            instance.heavy[self.citizen].astype(np.float64),
        )

    def start(self) -> Real:
        """The same price of an hour at everybody, of some the one with the lowest bound, and nothing else priced."""
        alike = np.repeat([1.0, 0.0, 0.0], self.mentors)
        prices = [float(self.score.max(initial=0)) * level / _LEVELS * alike for level in range(_LEVELS)]
        return min(prices, key=lambda each: self.value(each)[0])

    def _gains(self, prices: Real) -> Real:
        hour, place, heavy = prices.reshape(3, self.mentors)
        hours, is_heavy = self.of_pair
        gains: Real = self.score - place[self.mentor] - hours * hour[self.mentor] - is_heavy * heavy[self.mentor]
        return gains

    def value(self, prices: Real) -> tuple[float, Real]:
        if not len(self.score):
            return float(prices @ self.free), -self.free
        gains = self._gains(prices)
        most = np.maximum.reduceat(gains, self.first)
        length = np.diff(self.first, append=len(gains))
        ahead = np.flatnonzero((gains >= np.repeat(most, length)) & (gains > 0))
        _, once = np.unique(self.citizen[ahead], return_index=True)
        picked = ahead[once]
        mentor, (hours, heavy) = self.mentor[picked], self.of_pair
        asked = [
            np.bincount(mentor, weights=weights, minlength=self.mentors)
            for weights in (hours[picked], np.ones(len(picked)), heavy[picked])
        ]
        return float(np.maximum(most, 0).sum() + prices @ self.free), np.concatenate(asked) - self.free

    def gains(self, prices: Real) -> Real:
        gains = np.full((self.count, self.mentors), -np.inf)
        gains[self.citizen, self.mentor] = self._gains(prices)
        return gains
