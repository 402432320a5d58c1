"""From decimals to the whole numbers that the solvers take, and back: nothing is lost where it can be kept."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from parloeb.domain.matching.suggesting import flowing, hard, scoring
from parloeb.domain.matching.suggesting.facts import WaitingList
from parloeb.domain.matching.suggesting.instance import Instance, Mask, Whole

# Hours are read to a billionth: sums of 0.1 and 0.2 as binary fractions come out as what was meant.
HOUR = 10**9
# No score, the smallest too, takes more decimals than this to fill the 64 bits of the solvers.
_MOST_DIGITS = 30


@dataclass(frozen=True, eq=False)
class Weighed:
    """A waiting list as numbers. A score of `instance` is `scale` times what the file says.

    `as_given` has the scores that were rounded, by at most one unit each; None where every digit was kept.
    `masks` are the hard rules by name, `parts` those of the own score, none where the file gives scores; `offered`
    (n, m) are the pairs that the file lets be.
    """

    instance: Instance
    scale: Decimal
    as_given: Mapping[tuple[int, int], Decimal] | None
    masks: dict[str, Mask]
    parts: dict[str, Whole]
    offered: Mask

    def bound(self, units: int) -> Decimal:
        """A total that no choice is above, from one that none is above in units; each score is a unit at least."""
        placed = int(self.instance.scores.any(axis=1).sum())
        rounded = min(units, placed) if self.as_given is not None else 0
        return Decimal(units + rounded) / self.scale

    def possible(self, citizen: int) -> Mask:
        """The mentors (m) whom the file and every hard rule let the citizen have, whatever is free."""
        allowed: Mask = self.instance.scores[citizen] > 0
        return allowed

    def score(self, citizen: int, mentor: int) -> Decimal:
        """The score of a pair as it was given."""
        if self.as_given is not None:
            return self.as_given[citizen, mentor]
        return Decimal(int(self.instance.scores[citizen, mentor])) / self.scale


def weigh(waiting: WaitingList, *, weights: scoring.Weights = scoring.DEFAULT) -> Weighed:
    """The numbers of a waiting list: given scores where it has pairs, else the product's own."""
    shape = (len(waiting.citizens), len(waiting.mentors))
    masks = hard.masks(waiting)
    allowed = np.logical_and.reduce([np.ones(shape, dtype=np.bool_), *masks.values()])
    parts: dict[str, Whole] = {}
    if waiting.pairs is None:
        parts = scoring.parts(waiting, weights=weights)
        given, scale, as_given = functools.reduce(np.add, parts.values()), Decimal(scoring.SCALE), None
    else:
        given, scale, as_given = _given(waiting, shape)
    instance = Instance(
        scores=np.where(allowed, given, 0),
        hours=_hours([citizen.hours_per_week for citizen in waiting.citizens]),
        heavy=np.array([citizen.heavy for citizen in waiting.citizens], dtype=np.bool_),
        free_hours=_hours([mentor.free_hours for mentor in waiting.mentors]),
        free_places=np.array([mentor.free_places for mentor in waiting.mentors], dtype=np.int64),
        free_heavy=np.array([mentor.free_heavy_places for mentor in waiting.mentors], dtype=np.int64),
    )
    return Weighed(instance, scale, as_given, masks, parts, given > 0)


def _given(
    waiting: WaitingList, shape: tuple[int, int]
) -> tuple[Whole, Decimal, Mapping[tuple[int, int], Decimal] | None]:
    """The scores of the pairs as whole numbers, to as many decimals as were written or the solvers can reckon with."""
    pairs = waiting.pairs or ()
    scores = np.zeros(shape, dtype=np.int64)
    if not pairs:
        return scores, Decimal(1), None
    values = {pair.score for pair in pairs}
    needed = max(0, *(-int(value.as_tuple().exponent) for value in values))
    most = flowing.largest_score(citizens=shape[0], mentors=shape[1])
    digits = min(needed, _MOST_DIGITS)
    while max(values).scaleb(digits) > most:
        digits -= 1
    whole = {value: max(1, int(value.scaleb(digits).to_integral_value())) for value in values}
    rows, columns, given = zip(*pairs, strict=True)
    scores[list(rows), list(columns)] = [whole[value] for value in given]
    as_given = {(pair.citizen, pair.mentor): pair.score for pair in pairs} if digits < needed else None
    return scores, Decimal(1).scaleb(digits), as_given


def _hours(hours: Sequence[Decimal]) -> Whole:
    """The same hours from the first day to the last (n, 1)."""
    return np.array([int((each * HOUR).to_integral_value()) for each in hours], dtype=np.int64).reshape(-1, 1)
