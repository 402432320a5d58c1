"""What no choice can exceed, lower: every mentor packs the free hours as full as pays, and each citizen has a price.

Lagrangian relaxation as in `bounding`, where hours are no longer priced but kept: what a mentor packs is a knapsack of
hours, solved exactly, at the one time in which they are scarcest. Places and heavy places keep prices; to count them
too takes a hundred times as long and lowers the bound by less than a thousandth of a percent. What the bound loses
where one pair is forced (`lost`) tells which pairs a good choice is made of.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from parloeb.domain.matching.suggesting import bounding
from parloeb.domain.matching.suggesting.bounding import Bound, Real
from parloeb.domain.matching.suggesting.instance import NOBODY, Instance, Mask, Whole

# Of hours in finer units than this many are free at nobody, lest the tables outgrow memory and time.
_MOST_STATES = 200_000_000
_FEWEST_UNITS = 24
_PATIENCE = 8
_FIRST_STEP = 0.25
# Where there is no time for so many rounds, better prices come to little.
_FEWEST_ROUNDS = 100


@dataclass(frozen=True, eq=False)
class Packed:
    """A whole number `most` that no total is above, and by how much lower that is with a pair forced.

    `lost` (n, m) is never below 0, and infinite where a pair is not possible: no choice with the pair has a total above
    `most - lost`. `prices` (n + 2m) are of the citizens, and of a place and a heavy place of each mentor.
    """

    most: int
    lost: Real
    prices: Real

    def better(self, instance: Instance, chosen: Whole) -> Instance:
        """The same with the pairs of the choice, and of the others those alone that a better choice can have."""
        keep = self.lost < self.most - instance.total(chosen)
        who = np.flatnonzero(chosen != NOBODY)
        keep[who, chosen[who]] = True
        return replace(instance, scores=np.where(keep, instance.scores, 0))


def packed(instance: Instance, *, start: Bound, reached: int, left: Callable[[], float]) -> Packed:
    """The bound from the prices of `start`; `reached` is a total known to be possible.

    It is above that of `start` only where hours are in such fine units that they are rounded.
    """
    knapsacks = _Knapsacks(instance)
    begun, prices = left(), np.concatenate([start.worth, start.place, start.heavy_place])
    knapsacks.value(prices)
    if (begun - left()) * _FEWEST_ROUNDS <= begun:
        prices = bounding.descend(
            knapsacks.value, prices, reached=reached, left=left, patience=_PATIENCE, first_step=_FIRST_STEP
        )
    return knapsacks.at(prices)


def at(instance: Instance, prices: Real) -> Packed:
    """The bound at prices of the citizens, places and heavy places (n + 2m), which may be those of another list."""
    return _Knapsacks(instance).at(prices)


def with_price(instance: Instance, prices: Real, citizen: int) -> tuple[Real, Real]:
    """The prices (n + 2m) with the one of the citizen for which the bound is lowest, and what each pair of the citizen
    then costs it (m).
    """
    priced = prices.copy()
    priced[citizen] = instance.scores[citizen].max(initial=0)
    lost = at(instance, priced).lost[citizen]
    most = min(priced[citizen], lost.min(initial=np.inf))
    priced[citizen] -= most
    return priced, lost - most


class _Knapsacks:
    """The pairs by mentor; prices (n + 2m) are of the citizens, a place and a heavy place of each mentor.

    Where hours are in too fine units they are rounded down to coarse ones, the citizens' and the mentors': what was
    possible stays so, and the bound a bound.
    """

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.count, self.mentors = instance.scores.shape
        self.mentor, self.citizen = np.nonzero(instance.scores.T)
        self.score = instance.scores[self.citizen, self.mentor].astype(np.float64)
        self.heavy = instance.heavy[self.citizen].astype(np.float64)
        hours, free = instance.in_short_supply()
        most = int(free.max(initial=0))
        unit = max(1, -(-most // max(_FEWEST_UNITS, _MOST_STATES // max(1, len(self.score)))))
        self.hours, self.free = hours[self.citizen, self.mentor] // unit, free // unit
        self.units = most // unit + 1

    def _gains(self, prices: Real) -> Real:
        worth, place, heavy_place = np.split(prices, [self.count, self.count + self.mentors])
        gains: Real = self.score - worth[self.citizen] - place[self.mentor] - self.heavy * heavy_place[self.mentor]
        return gains

    def value(self, prices: Real) -> tuple[float, Real]:
        """The bound at these prices, and how much of each is asked beyond what there is (n + 2m)."""
        gains = self._gains(prices)
        order, rows = self._offers(gains)
        worth, takes = self._filled(gains, rows)
        taken, limits = self._taken(rows, takes, order), self._limits()
        of_mentor = self.mentor[taken]
        asked = [
            np.bincount(self.citizen[taken], minlength=self.count),
            np.bincount(of_mentor, minlength=self.mentors),
            np.bincount(of_mentor, weights=self.heavy[taken], minlength=self.mentors),
        ]
        packed = worth[np.arange(self.mentors), self.free[order]].sum()
        return float(prices @ limits + packed), np.concatenate(asked) - limits

    def at(self, prices: Real) -> Packed:
        """The bound at these prices, and what is lost with a pair: its hours are packed with the others no longer."""
        gains = self._gains(prices)
        order, rows = self._offers(gains)
        worth = np.zeros((self.mentors, self.units))
        worth[order] = self._filled(gains, rows)[0]
        free = self.free[self.mentor]
        others = worth[self.mentor, free - self.hours]
        lost = np.full((self.count, self.mentors), np.inf)
        # Less by one: the bound is rounded, and binary fractions are summed.
        lost[self.citizen, self.mentor] = np.maximum(0.0, worth[self.mentor, free] - others - gains - 1)
        value = float(prices @ self._limits() + worth[np.arange(self.mentors), self.free].sum())
        return Packed(bounding.whole(value), lost, prices)

    def _limits(self) -> Real:
        return np.concatenate([np.ones(self.count), self.instance.free_places, self.instance.free_heavy])

    def _offers(self, gains: Real) -> tuple[Whole, list[Whole]]:
        """Row by row the next pair that pays for every mentor who has one, in the order of who has most of them."""
        offers = np.flatnonzero(gains > 0)
        mentor = self.mentor[offers]
        many = np.bincount(mentor, minlength=self.mentors)
        order = np.argsort(-many, kind="stable")
        turn = np.arange(len(offers)) - np.repeat(np.cumsum(many) - many, many)
        offered = np.full((int(many.max(initial=0)), self.mentors), -1, dtype=np.int64)
        offered[turn, mentor] = offers
        return order, [row[: int((many > number).sum())] for number, row in enumerate(offered[:, order])]

    def _filled(self, gains: Real, rows: list[Whole]) -> tuple[Real, list[Mask]]:
        """The most that each mentor (in order) packs into so many hours, and at which of them each offer is taken."""
        units, takes = np.arange(self.units), []
        worth = np.zeros((self.mentors, self.units))
        for row in rows:
            now, rest = worth[: len(row)], units - self.hours[row][:, None]
            with_offer = np.take_along_axis(now, np.maximum(rest, 0), axis=1) + gains[row][:, None]
            takes.append((rest >= 0) & (with_offer > now))
            now[takes[-1]] = with_offer[takes[-1]]
        return worth, takes

    def _taken(self, rows: list[Whole], takes: list[Mask], order: Whole) -> Whole:
        """The offers that the mentors take, read back from the last to the first."""
        left, found = self.free[order], []
        for row, take in zip(reversed(rows), reversed(takes), strict=True):
            who = np.flatnonzero(take[np.arange(len(row)), left[: len(row)]])
            left[who] -= self.hours[row[who]]
            found.append(row[who])
        return np.concatenate([*found, np.zeros(0, np.int64)])
