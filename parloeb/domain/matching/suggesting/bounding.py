"""What no choice can exceed: the best total when each mentor's limits, or each citizen's, have a price instead.

Lagrangian relaxation: whatever the prices, the priced total is a bound; the prices are moved to make it low. With
prices on the limits every citizen picks alone (`by_limits`, for any size). With prices on the citizens every mentor
packs what is free as full as pays (`by_packing`, lower, for hundreds of citizens).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from parloeb.domain.matching.suggesting.instance import Instance, Mask, Whole

Real: TypeAlias = NDArray[np.float64]

_ROUNDS = 2000
_SMALLEST_STEP = 1e-4
# Binary fractions are summed: so much of the bound is added before it is rounded to a whole number.
_ROUNDING = 1e-12
_MOST_STATES = 200_000_000
_FEWEST_UNITS = 24


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
    prices = _descend(priced.value, priced.start(), reached=reached, left=left, patience=20, first_step=2.0)
    value, _ = priced.value(prices)
    gains = priced.gains(prices)
    _, place, heavy_place = prices.reshape(3, priced.mentors)
    return Bound(_whole(value), place, heavy_place, gains, gains.max(axis=1, initial=0.0))


def by_packing(instance: Instance, *, start: Bound, reached: int, left: Callable[[], float]) -> int:
    """The bound with prices on the citizens, from `start`; that of `start` where the size is beyond it."""
    packing = _Packing(instance, start)
    if packing.states > _MOST_STATES:
        return start.most
    prices = _descend(packing.value, start.worth, reached=reached, left=left, patience=8, first_step=1.0)
    value, _ = packing.value(prices)
    return min(start.most, _whole(value))


def _whole(value: float) -> int:
    return int(np.floor(value * (1 + _ROUNDING) + _ROUNDING))


def _descend(
    value_at: Callable[[Real], tuple[float, Real]],
    start: Real,
    *,
    reached: int,
    left: Callable[[], float],
    patience: int,
    first_step: float,
) -> Real:
    """The best prices found by steps against what is asked too much or too little (Polyak's length, halved)."""
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
        unit = max(1.0, float(instance.hours.mean()) if self.count else 1.0)
        self.hours, self.heavy = instance.hours / unit, instance.heavy.astype(np.float64)
        self.free = np.concatenate([instance.free_hours / unit, instance.free_places, instance.free_heavy])
        self.of_pair = (self.hours[self.citizen], self.heavy[self.citizen])

    def start(self) -> Real:
        return np.zeros(3 * self.mentors)

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


class _Packing:
    """All mentors' knapsacks at once: worth by places, heavy places and hours, one citizen after the other.

    Where that is too much, places are paid for at their prices instead, then heavy places. Where hours are in too fine
    units they are rounded down to coarse ones, the citizens' and the mentors': what was possible stays so, and the
    bound a bound.
    """

    def __init__(self, instance: Instance, priced: Bound) -> None:
        pairs, hours = int(np.count_nonzero(instance.scores)), int(instance.free_hours.max(initial=0))
        places, heavy = (int(free.max(initial=0)) for free in (instance.free_places, instance.free_heavy))
        self.place = int(pairs * (places + 1) * (heavy + 1) * (hours + 1) <= _MOST_STATES)
        counts_heavy = self.place or pairs * (heavy + 1) * (hours + 1) <= _MOST_STATES
        places, heavy = places * self.place, heavy * counts_heavy
        others = max(1, pairs * (places + 1) * (heavy + 1))
        unit = max(1, -(-hours // max(_FEWEST_UNITS, _MOST_STATES // others - 1)))
        none = np.zeros_like(instance.free_places)
        self.paid = np.zeros(len(none)) if self.place else priced.place
        self.heavy_paid = np.zeros(len(none)) if counts_heavy else priced.heavy_place
        self.income = float(self.paid @ instance.free_places + self.heavy_paid @ instance.free_heavy)
        self.instance, self.hours = instance, (instance.hours // unit).tolist()
        self.heavy = (instance.heavy & counts_heavy).astype(np.int64).tolist()
        self.free = (
            instance.free_places if self.place else none,
            instance.free_heavy if counts_heavy else none,
            instance.free_hours // unit,
        )
        self.shape = (len(none), places + 1, heavy + 1, hours // unit + 1)
        self.states = others * self.shape[3]

    def value(self, prices: Real) -> tuple[float, Real]:
        paid = prices[:, None] + self.paid + self.instance.heavy[:, None] * self.heavy_paid
        gains = np.where(self.instance.scores > 0, self.instance.scores - paid, 0.0)
        worth = np.zeros(self.shape)
        takes = [self._offer(worth, citizen, row) for citizen, row in enumerate(gains)]
        places, heavy, hours = self.free
        packed = worth[np.arange(self.shape[0]), places, heavy, hours]
        times = self._taken(takes)
        return float(prices.sum() + self.income + packed.sum()), times - 1.0

    def _offer(self, worth: Real, citizen: int, gains: Real) -> tuple[Whole, Mask] | None:
        """Let every mentor whom the citizen is worth something take the citizen or not, at each state."""
        mentors = np.flatnonzero(gains > 0)
        if not len(mentors):
            return None
        heavy, hours = self.heavy[citizen], self.hours[citizen]
        _, places, heavy_places, units = self.shape
        now = worth[mentors]
        before = now[:, : places - self.place, : heavy_places - heavy, : units - hours]
        with_citizen = before + gains[mentors][:, None, None, None]
        without = now[:, self.place :, heavy:, hours:]
        takes = with_citizen > without
        now[:, self.place :, heavy:, hours:] = np.where(takes, with_citizen, without)
        worth[mentors] = now
        return mentors, takes

    def _taken(self, takes: list[tuple[Whole, Mask] | None]) -> Real:
        """How many mentors take each citizen (n), read back from the last citizen to the first."""
        places, heavy, hours = (free.copy() for free in self.free)
        times = np.zeros(len(takes))
        for citizen in range(len(takes) - 1, -1, -1):
            offered = takes[citizen]
            if offered is None:
                continue
            mentors, took = offered
            state = (
                places[mentors] - self.place,
                heavy[mentors] - self.heavy[citizen],
                hours[mentors] - self.hours[citizen],
            )
            room = (state[0] >= 0) & (state[1] >= 0) & (state[2] >= 0)
            at = np.flatnonzero(room)
            takers = mentors[at[took[at, state[0][at], state[1][at], state[2][at]]]]
            places[takers] -= self.place
            heavy[takers] -= self.heavy[citizen]
            hours[takers] -= self.hours[citizen]
            times[citizen] = len(takers)
        return times
