"""What a choice can be turned into where places bind: who moves where, step by step, and what each way round adds.

A choice with the highest total is a flow; what can be done to it without leaving what is free is its residual network.
The nodes are the places of each mentor (0 to m-1), the heavy places (m to 2m-1), and the end (2m), which stands for
having no mentor too. A step moves one citizen, or takes what is free, or gives it back. One citizen more, one fewer, or
a pair forced changes the flow by one unit, and the best way for that unit leads to the best choice again.

The shortest augmenting path: Ahuja, Magnanti and Orlin, Network Flows (1993), chapter 9.
"""

from dataclasses import dataclass

import numpy as np

from parloeb.domain.matching.suggesting.instance import NOBODY, Instance, Mask, Whole

FAR = -(2**62)


class NotBestError(RuntimeError):
    """The choice that was given does not have the highest total."""


@dataclass(frozen=True, eq=False)
class Ways:
    """The best way from each node (2m + 1) to the goal: what it adds, or FAR; how long it is; the next node.

    Of ways that add the same, the one that moves fewest citizens.
    """

    goal: int
    adds: Whole
    length: Whole
    after: Whole


class Network:
    """The choice (n) within places and heavy places; the citizen `without`, if any, is not moved."""

    def __init__(self, instance: Instance, chosen: Whole, *, without: int | None = None) -> None:
        self.instance, self.chosen, self.mentors = instance, chosen, instance.scores.shape[1]
        self.end = 2 * self.mentors
        self.at = np.where(chosen == NOBODY, self.end, chosen + instance.heavy * self.mentors)
        self.movers = np.delete(np.arange(len(chosen)), [] if without is None else [without])
        self.steps = self._moves()
        self.free = self._free_steps()
        self.steps[self.free & (self.steps < 0)] = 0
        # A step that moves a citizen is longer than all steps together that move nobody.
        self.lengths = np.where(self.free & (self.steps == 0), 1, 2 * self.end + 2)

    def node(self, citizen: int, mentor: int) -> int:
        """Where the citizen is with the mentor."""
        return int(self.nodes(citizen)[mentor])

    def nodes(self, citizen: int) -> Whole:
        """Where the citizen is with each mentor (m)."""
        shift = self.mentors if self.instance.heavy[citizen] else 0
        return np.arange(shift, shift + self.mentors)

    def _moves(self) -> Whole:
        """The most that moving one citizen from node to node adds (2m + 1, 2m + 1)."""
        steps = np.full((self.end + 1, self.end + 1), FAR, dtype=np.int64)
        if not len(self.movers) or not self.mentors:
            return steps
        heavy = self.instance.heavy[self.movers].astype(np.int64)
        groups = self.at[self.movers] * 2 + heavy
        order = np.argsort(groups, kind="stable")
        who, first = self.movers[order], np.flatnonzero(np.diff(groups[order], prepend=-1))
        scores, now = self.instance.scores[who], self._now(who)
        moved = np.maximum.reduceat(np.where(scores > 0, scores - now[:, None], FAR), first)
        left = np.maximum.reduceat(-now, first)
        node, is_heavy = np.divmod(groups[order][first], 2)
        for kind, columns in ((0, slice(0, self.mentors)), (1, slice(self.mentors, self.end))):
            steps[node[is_heavy == kind], columns] = moved[is_heavy == kind]
        np.maximum.at(steps[:, self.end], node, left)
        return steps

    def _now(self, who: Whole) -> Whole:
        chosen = self.chosen[who]
        return np.where(chosen == NOBODY, 0, self.instance.scores[who, chosen])

    def _free_steps(self) -> Mask:
        """The steps that move nobody: into what is free, and back out of what is used."""
        free = np.zeros((self.end + 1, self.end + 1), dtype=np.bool_)
        _, places, heavy = self.instance.left(self.chosen)
        has = self.chosen != NOBODY
        used = np.bincount(self.chosen[has], minlength=self.mentors)
        heavy_used = np.bincount(self.chosen[has & self.instance.heavy], minlength=self.mentors)
        mentor = np.arange(self.mentors)
        free[mentor + self.mentors, mentor] = heavy > 0
        free[mentor, mentor + self.mentors] = heavy_used > 0
        free[mentor, self.end] = places > 0
        free[self.end, mentor] = used > 0
        return free

    def to(self, goal: int) -> Ways:
        """The best way from each node to the goal. Raises NotBestError where some way round adds to the total."""
        nodes = self.end + 1
        adds, length, after = np.full(nodes, FAR), np.zeros(nodes, np.int64), np.full(nodes, goal)
        adds[goal] = 0
        while True:
            through = np.where((self.steps > FAR) & (adds > FAR), self.steps + adds, FAR)
            most = through.max(axis=1)
            long = np.where(through == most[:, None], self.lengths + length, np.iinfo(np.int64).max)
            best = long.argmin(axis=1)
            shortest = long[np.arange(nodes), best]
            better = (most > FAR) & ((most > adds) | ((most == adds) & (shortest < length)))
            if better[goal]:
                raise NotBestError("The choice is not the best.")
            if not better.any():
                return Ways(goal, adds, length, after)
            adds, length = np.where(better, most, adds), np.where(better, shortest, length)
            after = np.where(better, best, after)
            self._goes_nowhere_twice(goal, after)

    def _goes_nowhere_twice(self, goal: int, after: Whole) -> None:
        jump = after
        for _ in range(self.end.bit_length() + 1):
            jump = jump[jump]
        if (jump != goal).any():
            raise NotBestError("The choice is not the best.")

    def along(self, ways: Ways, node: int) -> Whole:
        """The choice (n) after the way from the node to its goal; of those who could move the first by id does."""
        chosen = self.chosen.copy()
        while node != ways.goal:
            after = int(ways.after[node])
            if self.lengths[node, after] > 1:
                chosen[self._mover(node, after)] = NOBODY if after == self.end else after % self.mentors
            node = after
        return chosen

    def _mover(self, node: int, after: int) -> int:
        who = self.movers[self.at[self.movers] == node]
        if after == self.end:
            adds = -self._now(who)
        else:
            who = who[self.instance.heavy[who] == (after >= self.mentors)]
            scores = self.instance.scores[who, after % self.mentors]
            adds = np.where(scores > 0, scores - self._now(who), FAR)
        return int(who[np.argmax(adds)])
