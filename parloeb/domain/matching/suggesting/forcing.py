"""What it costs the others when one citizen is to have one mentor: the best total with that pair, and who changes.

Where places bind it is one way through the network of `residual`, from the place that the citizen takes to the one
that the citizen leaves; one search finds the ways from all mentors at once. Where hours bind, the list without the
citizen and with what is left free at the mentor is solved again around the two mentors.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from parloeb.domain.matching.suggesting import bounding, improving, packing, programming, residual, solving
from parloeb.domain.matching.suggesting.bounding import Real
from parloeb.domain.matching.suggesting.instance import NOBODY, Instance, Whole, tightened
from parloeb.domain.matching.suggesting.solving import Solution

# The solver is at its best below this.
_LARGEST = 2**50
_FOR_PRICES = 0.3
_NEAR = 3
# So many pairs that a choice as good can have are given to the exact solver.
_PAIRS_AT_ONCE = 1000


@dataclass(frozen=True)
class Change:
    """Another citizen whose mentor would be another; None is nobody."""

    citizen: int
    before: int | None
    after: int | None


@dataclass(frozen=True)
class Cost:
    """The total that was found with the citizen at the mentor, and the others who change, in the order of their ids.

    It is `loses` less than that of the solution that stands, and `at_least` so much less whoever changes; the two are
    the same where it is proved that the total is the best. Below 0 they are where the solution that stands is not.
    """

    mentor: int
    total: int
    loses: int
    at_least: int
    changes: tuple[Change, ...]

    @property
    def is_best(self) -> bool:
        """Whether it is proved that no choice with the pair has a higher total."""
        return self.loses == self.at_least


def cost_of(
    instance: Instance,
    standing: Solution,
    *,
    citizen: int,
    mentors: Iterable[int],
    left: Callable[[], float],
) -> dict[int, Cost]:
    """What each of the mentors would cost the others, by the mentor's number; `standing` solved the instance.

    A mentor who cannot have the citizen, whoever goes, is left out. Where places bind, and up to 40 citizens, each
    total is the best with the pair, and of choices that are as good fewest citizens change. Longer lists where hours
    bind get what was found, and proved, while `left()` seconds are above 0, shared among the mentors.
    """
    tight = tightened(instance)
    asked = [mentor for mentor in dict.fromkeys(mentors) if tight.scores[citizen, mentor] > 0]
    found: dict[int, Cost] = {}
    for placing in (instance, tight):
        found |= _by_ways(placing, instance, standing, citizen, [mentor for mentor in asked if mentor not in found])
    late = [mentor for mentor in asked if mentor not in found]
    if late:
        found |= _by_search(tight, standing, citizen, late, left=left)
    return {mentor: found[mentor] for mentor in asked}


def _by_ways(
    placing: Instance, instance: Instance, standing: Solution, citizen: int, mentors: list[int]
) -> dict[int, Cost]:
    """The costs at those mentors where the hours hold after the best way."""
    network = residual.Network(placing, standing.chosen, without=citizen)
    now, total = int(standing.chosen[citizen]), instance.total(standing.chosen)
    try:
        ways = network.to(network.end if now == NOBODY else network.node(citizen, now))
    except residual.NotBestError:
        return {}
    found = {}
    for mentor in mentors:
        node = network.node(citizen, mentor)
        if ways.adds[node] == residual.FAR:
            continue
        chosen = network.along(ways, node)
        chosen[citizen] = mentor
        if instance.holds(chosen):
            loses = total - instance.total(chosen)
            found[mentor] = Cost(mentor, total - loses, loses, loses, _changes(standing.chosen, chosen, citizen))
    return found


def _by_search(
    tight: Instance, standing: Solution, citizen: int, mentors: list[int], *, left: Callable[[], float]
) -> dict[int, Cost]:
    total, found = tight.total(standing.chosen), {}
    search = _Search(tight, standing.chosen, citizen, *_lost(tight, standing, total, left=_after(left, _FOR_PRICES)))
    for number, mentor in enumerate(mentors):
        chosen, is_best = search.forced(mentor, left=_after(left, 1 / (len(mentors) - number)))
        reached = tight.total(chosen)
        # Binary fractions: rounded down to what is lost at the least.
        at_least = total - min(standing.bound, search.most - int(search.lost[citizen, mentor]))
        if is_best:
            at_least = total - reached
        found[mentor] = Cost(mentor, reached, total - reached, at_least, _changes(standing.chosen, chosen, citizen))
    return found


def _after(left: Callable[[], float], share: float) -> Callable[[], float]:
    """What is left of such a share of the time."""
    kept = left() * (1 - share)
    return lambda: left() - kept


def _lost(tight: Instance, standing: Solution, total: int, *, left: Callable[[], float]) -> tuple[Real, int]:
    """By how much a bound on every total falls with each pair (n, m), and the bound."""
    if standing.prices is not None:
        packed = packing.at(tight, standing.prices)
        return packed.lost, packed.most
    limits = bounding.by_limits(tight, reached=total, left=left)
    # Less by one: the bound is rounded, and binary fractions are summed.
    return np.maximum(0.0, limits.worth[:, None] - limits.gains - 1), limits.most


@dataclass(frozen=True, eq=False)
class _Search:
    """The list where hours bind, the choice that stands, who is forced, and `lost` and `most` as `_lost` gives them."""

    tight: Instance
    standing: Whole
    citizen: int
    lost: Real
    most: int

    def forced(self, mentor: int, *, left: Callable[[], float]) -> tuple[Whole, bool]:
        """A choice with the pair, and whether it is proved to be the best."""
        rest, others = _without(self.tight, self.citizen, mentor), self.standing.copy()
        others[self.citizen] = NOBODY
        chosen, score = improving.repaired(rest, others), int(self.tight.scores[self.citizen, mentor])
        keeping, times = _keeping(rest, others)
        if len(others) > solving.CITIZENS_WITH_TIES:
            near = self._near(chosen, mentor)
            # Where nothing is lost any more, nobody is moved to make the whole better still.
            enough = times * (self.tight.total(self.standing) - score)
            chosen = improving.around(keeping, chosen, near, lost=self.lost, most=enough, left=left)
        few = self._as_good(keeping, chosen, rest.total(chosen) + score)
        proof = programming.Proof(chosen, 0, is_best=False)
        if np.count_nonzero(few.scores) <= _PAIRS_AT_ONCE or len(others) <= solving.CITIZENS_WITH_TIES:
            proof = programming.best(few, start=chosen, seconds=left())
        chosen = proof.chosen.copy()
        chosen[self.citizen] = mentor
        return chosen, proof.is_best

    def _as_good(self, rest: Instance, chosen: Whole, total: int) -> Instance:
        """The same with the pairs of the choice, and of the others those alone that a choice as good can have."""
        keep, who = self.lost <= self.most - total, np.flatnonzero(chosen != NOBODY)
        keep[who, chosen[who]] = True
        return replace(rest, scores=np.where(keep, rest.scores, 0))

    def _near(self, start: Whole, mentor: int) -> Whole:
        """The mentors of the citizen, and those who cost least for each whom the mentor has no room for any more."""
        near = [mentor, *(at for at in (int(self.standing[self.citizen]),) if at != NOBODY)]
        for other in np.flatnonzero((self.standing != start) & (np.arange(len(start)) != self.citizen)).tolist():
            possible = np.flatnonzero(self.tight.scores[other])
            near += possible[np.argsort(self.lost[other, possible], kind="stable")[:_NEAR]].tolist()
        return np.array(list(dict.fromkeys(near)), dtype=np.int64)


def _without(tight: Instance, citizen: int, mentor: int) -> Instance:
    """What is left for the others when the citizen is at the mentor."""
    scores = tight.scores.copy()
    scores[citizen] = 0
    free_hours, free_places, free_heavy = (
        each.copy() for each in (tight.free_hours, tight.free_places, tight.free_heavy)
    )
    free_hours[mentor] -= tight.hours[citizen]
    free_places[mentor] -= 1
    free_heavy[mentor] -= int(tight.heavy[citizen])
    return tightened(
        replace(tight, scores=scores, free_hours=free_hours, free_places=free_places, free_heavy=free_heavy)
    )


def _keeping(instance: Instance, chosen: Whole) -> tuple[Instance, int]:
    """The same with so many times the scores and 1 for each pair of the choice, which never outweighs a score.

    Scores of so many digits that the solver cannot take more are left as they are, once.
    """
    times = len(chosen) + 1
    if int(instance.scores.max(axis=1, initial=0).sum()) > _LARGEST // times:
        return instance, 1
    scores, who = instance.scores * times, np.flatnonzero(chosen != NOBODY)
    scores[who, chosen[who]] += scores[who, chosen[who]] > 0
    return replace(instance, scores=scores), times


def _changes(before: Whole, after: Whole, citizen: int) -> tuple[Change, ...]:
    changed = [number for number in np.flatnonzero(before != after).tolist() if number != citizen]
    return tuple(
        Change(
            number,
            *(None if at == NOBODY else at for at in (int(before[number]), int(after[number]))),
        )
        for number in changed
    )
