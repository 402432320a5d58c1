"""Which of the equally good where places bind: citizen by citizen in the order of ids, the mentor with the first id.

The flow's answer is one point of a network: the places of each mentor, the heavy places, and the end, which stands for
having no mentor too. A way round the network that costs nothing leads to another answer that is as good. A citizen
gets an earlier mentor where such a way leads back to the place that the citizen leaves.
"""

from collections.abc import Iterator

import numpy as np

from parloeb.domain.matching.suggesting import residual
from parloeb.domain.matching.suggesting.instance import NOBODY, Instance, Whole


def first_by_id(instance: Instance, chosen: Whole) -> Whole:
    """Of the choices with the highest total the first by id; `chosen` (n) is one of them, hours left out of account.

    Each citizen in turn gets the first mentor that any of the best choices has, given what was settled before; to have
    a mentor comes before having none.
    """
    return _Network(instance, chosen).settled() if len(chosen) else chosen


def _nodes(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


class _Network:
    """Nodes 0 to m-1 are the places of the mentors, m to 2m-1 their heavy places, 2m is the end."""

    def __init__(self, instance: Instance, chosen: Whole) -> None:
        self.instance, self.mentors = instance, instance.scores.shape[1]
        self.end = 2 * self.mentors
        self.shift = instance.heavy * self.mentors
        self.at = np.where(chosen == NOBODY, self.end, chosen + self.shift)
        has = chosen != NOBODY
        self.used = np.bincount(chosen[has], minlength=self.mentors).tolist()
        self.heavy_used = np.bincount(chosen[has & instance.heavy], minlength=self.mentors).tolist()
        self.free, self.free_heavy = instance.free_places.tolist(), instance.free_heavy.tolist()
        prices = residual.Network(instance, chosen).to(self.end).adds
        self.options = self._equally_good(prices)
        self.price: list[int] = prices.tolist()
        self.unsettled: list[set[int]] = [set() for _ in range(self.end + 1)]
        for citizen, bits in enumerate(self.options):
            if bits & (bits - 1):
                self.unsettled[self.at[citizen]].add(citizen)
        self.reach = [self._reach(node) for node in range(self.end + 1)]

    def settled(self) -> Whole:
        """The first choice by id (n)."""
        for citizen, bits in enumerate(self.options):
            if bits & (bits - 1):
                self._settle(citizen)
        return np.where(self.at == self.end, NOBODY, self.at - self.shift)

    def _settle(self, citizen: int) -> None:
        here, tried = int(self.at[citizen]), 0
        self.unsettled[here].discard(citizen)
        self.reach[here] = self._reach(here)
        for node in _nodes(self.options[citizen] & ((1 << here) - 1)):
            if tried >> node & 1:
                continue
            came_from = self._search(node, here)
            if here in came_from:
                self._walk(came_from, here)
                self._move(citizen, node, settled=True)
                return
            tried |= sum(1 << seen for seen in came_from)

    def _search(self, start: int, goal: int) -> dict[int, int]:
        """From which node each was reached, from `start` (reached from itself) until the goal is."""
        came_from, seen, waiting = {start: start}, 1 << start, [start]
        for node in waiting:
            for reached in _nodes((self.reach[node] | self._free_reach(node)) & ~seen):
                came_from[reached] = node
                waiting.append(reached)
                seen |= 1 << reached
            if goal in came_from:
                break
        return came_from

    def _walk(self, came_from: dict[int, int], node: int) -> None:
        """Move somebody along each step that is a citizen's, the last first."""
        steps = []
        while came_from[node] != node:
            steps.append((came_from[node], node))
            node = came_from[node]
        movers = [
            (min(citizen for citizen in self.unsettled[before] if self.options[citizen] >> after & 1), after)
            for before, after in steps
            if not self._free_reach(before) >> after & 1
        ]
        for citizen, after in movers:
            self._move(citizen, after)

    def _move(self, citizen: int, after: int, *, settled: bool = False) -> None:
        before = int(self.at[citizen])
        self.at[citizen] = after
        for node, change in ((before, -1), (after, 1)):
            if node != self.end:
                self.used[node % self.mentors] += change
                self.heavy_used[node % self.mentors] += change * (node >= self.mentors)
        self.unsettled[before].discard(citizen)
        if not settled:
            self.unsettled[after].add(citizen)
        self.reach[before], self.reach[after] = self._reach(before), self._reach(after)

    def _reach(self, node: int) -> int:
        """Where the citizens at the node could be just as well, as bits."""
        bits = 0
        for citizen in self.unsettled[node]:
            bits |= self.options[citizen]
        return bits

    def _free_reach(self, node: int) -> int:
        """Where a step that costs nothing leads without moving anybody, as bits."""
        if node == self.end:
            return sum(1 << mentor for mentor, used in enumerate(self.used) if used and self.price[mentor] == 0)
        return sum(1 << after for after in self._free_steps(node) if self.price[after] == self.price[node])

    def _free_steps(self, node: int) -> Iterator[int]:
        """Into what is free at a node, and back out of what is used."""
        mentor = node % self.mentors
        if node >= self.mentors:
            if self.heavy_used[mentor] < self.free_heavy[mentor]:
                yield mentor
            return
        if self.used[mentor] < self.free[mentor]:
            yield self.end
        if self.heavy_used[mentor]:
            yield mentor + self.mentors

    def _equally_good(self, prices: Whole) -> list[int]:
        """For each citizen the nodes of the best choices, as bits."""
        found = []
        for scores, shift in zip(self.instance.scores, self.shift.tolist(), strict=True):
            worth = np.where(scores > 0, scores + prices[shift : shift + self.mentors], residual.FAR)
            most = max(0, int(worth.max(initial=0)))
            nodes = (np.flatnonzero(worth == most) + shift).tolist()
            if most == 0:
                nodes.append(self.end)
            found.append(sum(1 << node for node in nodes))
        return found
