"""The last solution of each waiting list, so that one citizen more or less, or a mentor with other hours, is no reason
to solve all again.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from parloeb.domain.matching.suggesting import adding, solving
from parloeb.domain.matching.suggesting.instance import Instance
from parloeb.domain.matching.suggesting.solving import Solution

# What the courses ask for, and what is free at the mentors.
_ASKED = ("scores", "hours", "heavy")
_FREE = ("free_hours", "free_places", "free_heavy")


@dataclass(frozen=True, eq=False)
class Solved:
    """A list by the keys of its courses and mentors, in their order, with its solution."""

    courses: tuple[int, ...]
    mentors: tuple[int, ...]
    instance: Instance
    solution: Solution


class Remembered:
    """The solutions of one process, by list. Nothing depends on them: what does not fit is solved anew."""

    def __init__(self) -> None:
        self._last: dict[int, Solved] = {}

    def solve(
        self,
        which: int,
        courses: tuple[int, ...],
        mentors: tuple[int, ...],
        instance: Instance,
        *,
        left: Callable[[], float],
    ) -> Solved:
        """The solution of a list, from the last one of the same name where at most one course came or went since,
        or one mentor has more or less free.
        """
        last = self._last.get(which)
        solution = _from(last, courses, mentors, instance, left=left) if last else None
        found = Solved(courses, mentors, instance, solution or solving.solve(instance, left=left))
        self._last[which] = found
        return found


def _from(
    last: Solved, courses: tuple[int, ...], mentors: tuple[int, ...], instance: Instance, *, left: Callable[[], float]
) -> Solution | None:
    """The solution by way of the last; None where more changed than one course or what is free at one mentor."""
    if last.mentors != mentors:
        return None
    if last.courses == courses:
        return _by_free(last, instance, left=left)
    come, gone = [*{*courses} - {*last.courses}], [*{*last.courses} - {*courses}]
    if len(come) == 1 and not gone:
        row = courses.index(come[0])
        if courses[:row] + courses[row + 1 :] == last.courses and _same(last.instance, _without(instance, row)):
            return adding.with_citizen(instance, last.solution, citizen=row, left=left)
    if len(gone) == 1 and not come:
        row = last.courses.index(gone[0])
        if last.courses[:row] + last.courses[row + 1 :] == courses and _same(instance, _without(last.instance, row)):
            return adding.without_citizen(instance, last.solution, citizen=row, left=left)
    return None


def _by_free(last: Solved, instance: Instance, *, left: Callable[[], float]) -> Solution | None:
    """The same list, where no more changed than what is free at one mentor."""
    if not all(np.array_equal(getattr(last.instance, name), getattr(instance, name)) for name in _ASKED):
        return None
    before, after = (np.column_stack([getattr(one, name) for name in _FREE]) for one in (last.instance, instance))
    changed = np.flatnonzero((before != after).any(axis=1)).tolist()
    if not changed:
        return _further(last, left=left)
    return adding.with_free(instance, last.solution, mentor=changed[0], left=left) if len(changed) == 1 else None


def _further(last: Solved, *, left: Callable[[], float]) -> Solution:
    """The same again, searched further where it is not proved that nothing is better."""
    if last.instance.total(last.solution.chosen) >= last.solution.bound:
        return last.solution
    return solving.solve(last.instance, left=left, standing=last.solution)


def _without(instance: Instance, row: int) -> Instance:
    others = np.delete(np.arange(len(instance.hours)), row)
    return instance.part(others, np.arange(len(instance.free_hours)))


def _same(one: Instance, other: Instance) -> bool:
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in (*_ASKED, *_FREE))
