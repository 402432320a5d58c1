"""The exact best choice with hours, for as many pairs as a solver of whole numbers proves: CP-SAT of OR-Tools."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from parloeb.domain.matching.suggesting.instance import NOBODY, Instance, Whole

# The weights of a chunk of ties stay below 2**40, where the solver is at its best.
_TIE_BITS = 40
_TOLD = 1e-12


@dataclass(frozen=True, eq=False)
class Proof:
    """A choice (n), the bound that no choice's total is above, and whether the choice was proved to be the best."""

    chosen: Whole
    bound: int
    is_best: bool


def best(instance: Instance, *, start: Whole, seconds: float) -> Proof:
    """Improve on the choice `start` (n), which holds, until it is proved the best or the seconds have run out."""
    model = _Model(instance)
    model.maximise()
    return model.solve(start, seconds=seconds)


def first_by_id(instance: Instance, *, start: Whole, left: Callable[[], float]) -> Whole:
    """Of all choices with the same total as `start` the first by id: each citizen in turn gets the first mentor.

    Where `left()` seconds run out, the first citizens have theirs and the others keep what `start` gave.
    """
    count, mentors = instance.scores.shape
    at_once = max(1, int(_TIE_BITS // np.log2(mentors + 2)))
    model, chosen = _Model(instance), start
    model.keep_total(instance.total(start))
    for first in range(0, count, at_once):
        citizens = range(first, min(first + at_once, count))
        model.order(citizens)
        proof = model.solve(chosen, seconds=left())
        if not proof.is_best:
            break
        chosen = proof.chosen
        model.keep(citizens, chosen)
    return chosen


class _Model:
    """One yes or no for each possible pair."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.citizen, self.mentor = np.nonzero(instance.scores)
        self.model = cp_model.CpModel()
        self.pairs = [self.model.new_bool_var("") for _ in self.citizen]
        self._each_citizen_once()
        for mentor in range(instance.scores.shape[1]):
            self._within_what_is_free(mentor)

    def _each_citizen_once(self) -> None:
        of_citizen: dict[int, list[cp_model.IntVar]] = {}
        for citizen, pair in zip(self.citizen.tolist(), self.pairs, strict=True):
            of_citizen.setdefault(citizen, []).append(pair)
        for pairs in of_citizen.values():
            self.model.add_at_most_one(pairs)

    def _within_what_is_free(self, mentor: int) -> None:
        instance, rows = self.instance, np.flatnonzero(self.mentor == mentor)
        pairs, who = [self.pairs[row] for row in rows], self.citizen[rows]
        weighted = cp_model.LinearExpr.weighted_sum
        limits = (
            *zip(instance.hours[who].T, instance.free_hours.T, strict=True),
            (np.ones(len(who), np.int64), instance.free_places),
            (instance.heavy[who].astype(np.int64), instance.free_heavy),
        )
        for taken, free in limits:
            if int(taken.sum()) > int(free[mentor]):
                self.model.add(weighted(pairs, taken.tolist()) <= int(free[mentor]))

    def _score(self) -> cp_model.LinearExprT:
        scores = self.instance.scores[self.citizen, self.mentor].tolist()
        return cp_model.LinearExpr.weighted_sum(self.pairs, scores)

    def maximise(self) -> None:
        self.model.maximize(self._score())

    def keep_total(self, total: int) -> None:
        self.model.add(self._score() == total)

    def order(self, citizens: range) -> None:
        """Ask for the first mentor for the first of the citizens, then for the next; nobody comes after them all."""
        mentors = self.instance.scores.shape[1]
        rows = [row for row, citizen in enumerate(self.citizen.tolist()) if citizen in citizens]
        weights = [
            (mentors - int(self.mentor[row])) * (mentors + 1) ** (citizens[-1] - int(self.citizen[row])) for row in rows
        ]
        self.model.maximize(cp_model.LinearExpr.weighted_sum([self.pairs[row] for row in rows], weights))

    def keep(self, citizens: range, chosen: Whole) -> None:
        for citizen, mentor, pair in zip(self.citizen.tolist(), self.mentor.tolist(), self.pairs, strict=True):
            if citizen in citizens:
                self.model.add(pair == int(chosen[citizen] == mentor))

    def solve(self, start: Whole, *, seconds: float) -> Proof:
        """One thread and a fixed seed, so that the same input has the same answer."""
        self.model.clear_hints()  # type: ignore[no-untyped-call]
        for citizen, mentor, pair in zip(self.citizen.tolist(), self.mentor.tolist(), self.pairs, strict=True):
            self.model.add_hint(pair, int(start[citizen]) == mentor)
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = max(seconds, 0.01)
        solver.parameters.num_workers = 1
        solver.parameters.linearization_level = 2
        status = solver.solve(self.model)
        if status not in {cp_model.OPTIMAL, cp_model.FEASIBLE}:
            return Proof(start, self._most(), is_best=False)  # it proved nothing: what it tells is no bound
        chosen = np.full(len(start), NOBODY, dtype=np.int64)
        for citizen, mentor, pair in zip(self.citizen.tolist(), self.mentor.tolist(), self.pairs, strict=True):
            if solver.boolean_value(pair):
                chosen[citizen] = mentor
        return Proof(chosen, _whole(solver.best_objective_bound), is_best=status == cp_model.OPTIMAL)

    def _most(self) -> int:
        """What each citizen's best pair would come to, with room for all of them."""
        return int(self.instance.scores.max(axis=1, initial=0).sum())


def _whole(bound: float) -> int:
    """The solver proves in whole numbers and tells in binary fractions: rounded, it must not become too low."""
    return int(np.floor(bound * (1 + _TOLD) + _TOLD))
