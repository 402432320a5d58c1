"""The numbers of a waiting list and a corps, as the solvers take them: whole numbers in numpy arrays, no names."""

from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Whole: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]

NOBODY = -1
# Subset sums are kept as the bits of one number; above this many units they are not worth their time.
_MOST_UNITS = 20_000


@dataclass(frozen=True, eq=False)
class Instance:
    """`n` citizens and `m` mentors in the order of their ids.

    `scores` (n, m) are above 0 where a pair is possible and 0 elsewhere. `hours` (n, t) are asked for and `free_hours`
    (m, t) are free in each of `t` times, one where nothing changes, all in the same unit. `heavy` (n) says who takes a
    heavy place. What is free is never negative.
    """

    scores: Whole
    hours: Whole
    heavy: Mask
    free_hours: Whole
    free_places: Whole
    free_heavy: Whole

    def total(self, chosen: Whole) -> int:
        """The sum of scores; `chosen` (n) is each citizen's mentor, or NOBODY."""
        who = np.flatnonzero(chosen != NOBODY)
        return int(self.scores[who, chosen[who]].sum())

    def left(self, chosen: Whole) -> tuple[Whole, Whole, Whole]:
        """Hours (m, t), places and heavy places (m) that the choice leaves; below zero where it takes too much."""
        who = np.flatnonzero(chosen != NOBODY)
        mentors = chosen[who]
        hours, places, heavy = self.free_hours.copy(), self.free_places.copy(), self.free_heavy.copy()
        np.subtract.at(hours, mentors, self.hours[who])
        np.subtract.at(places, mentors, 1)
        np.subtract.at(heavy, mentors, self.heavy[who].astype(np.int64))
        return hours, places, heavy

    def holds(self, chosen: Whole) -> bool:
        """Whether every pair is possible and nobody gets more than is free."""
        who = np.flatnonzero(chosen != NOBODY)
        return bool((self.scores[who, chosen[who]] > 0).all()) and all((left >= 0).all() for left in self.left(chosen))

    def fits(self, left: tuple[Whole, Whole, Whole], citizen: int) -> Mask:
        """Of which mentors (m) what is left would take the citizen, possible pair or not."""
        hours, places, heavy = left
        fitting: Mask = (hours >= self.hours[citizen]).all(axis=1) & (places >= 1) & (heavy >= int(self.heavy[citizen]))
        return fitting

    def in_short_supply(self) -> tuple[Whole, Whole]:
        """At the one time of each mentor in which most is asked for of what is free: hours asked (n, m), and free (m).

        Whatever holds at every time holds at that one.
        """
        possible = (self.scores > 0).T.astype(np.int64)
        at = ((possible @ self.hours) / np.maximum(1, self.free_hours)).argmax(axis=1)
        return self.hours[:, at], self.free_hours[np.arange(len(at)), at]

    def part(self, citizens: Whole, mentors: Whole) -> "Instance":
        """The same with these citizens and these mentors alone."""
        return Instance(
            scores=np.ascontiguousarray(self.scores[np.ix_(citizens, mentors)]),
            hours=self.hours[citizens],
            heavy=self.heavy[citizens],
            free_hours=self.free_hours[mentors],
            free_places=self.free_places[mentors],
            free_heavy=self.free_heavy[mentors],
        )


def tightened(instance: Instance) -> Instance:
    """The same choices with less said: pairs that cannot be are gone, and nothing is free that nobody can use.

    Hours are in the largest unit that divides them all. What is free is rounded down to what some group of possible
    citizens can add up to. A bound on this instance is a bound on the one given, and often much lower.
    """
    unit = max(1, int(np.gcd.reduce(instance.hours, axis=None, initial=0)))
    hours, free_hours = instance.hours // unit, instance.free_hours // unit
    possible = (
        (instance.scores > 0)
        & _fit(hours, free_hours)
        & (instance.free_places >= 1)
        & (~instance.heavy[:, None] | (instance.free_heavy >= 1))
    )
    free_places = np.minimum(instance.free_places, possible.sum(axis=0))
    by_all = possible.T.astype(np.int64) @ hours
    scarce = by_all > free_hours
    free_hours = np.minimum(free_hours, by_all)
    for mentor in np.flatnonzero(scarce.any(axis=1)).tolist():
        sorted_hours = np.sort(hours[possible[:, mentor]], axis=0)
        for time in np.flatnonzero(scarce[mentor]).tolist():
            asked = sorted_hours[:, time]
            free_hours[mentor, time] = _reachable(asked, int(free_hours[mentor, time]))
            fitting = np.searchsorted(np.cumsum(asked), free_hours[mentor, time], side="right")
            free_places[mentor] = min(int(free_places[mentor]), int(fitting))
    heavy = np.minimum(instance.free_heavy, (possible & instance.heavy[:, None]).sum(axis=0))
    return replace(
        instance,
        scores=np.where(possible, instance.scores, 0),
        hours=hours,
        free_hours=free_hours,
        free_places=free_places,
        free_heavy=np.minimum(heavy, free_places),
    )


def _fit(hours: Whole, free_hours: Whole) -> Mask:
    """Whether each citizen (n, m) would get the hours at every time, were nobody else there."""
    fit = np.ones((len(hours), len(free_hours)), dtype=np.bool_)
    for asked, free in zip(hours.T, free_hours.T, strict=True):
        fit &= asked[:, None] <= free
    return fit


def _reachable(asked: Whole, free: int) -> int:
    """The largest sum of some of the hours asked for that is not above what is free."""
    if int(asked.sum()) <= free:
        return int(asked.sum())
    if free > _MOST_UNITS:
        return free
    sums, within = 1, (1 << (free + 1)) - 1
    for hours in asked.tolist():
        sums |= (sums << hours) & within
    return sums.bit_length() - 1
