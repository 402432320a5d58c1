"""The last solution of each waiting list, so that one citizen more or less is not a reason to solve all again."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from parloeb.domain.matching.suggesting import adding, solving
from parloeb.domain.matching.suggesting.instance import Instance
from parloeb.domain.matching.suggesting.solving import Solution


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
        """The solution of a list, from the last one of the same name where at most one course came or went since."""
        last = self._last.get(which)
        solution = _from(last, courses, mentors, instance, left=left) if last else None
        found = Solved(courses, mentors, instance, solution or solving.solve(instance, left=left))
        self._last[which] = found
        return found


def _from(
    last: Solved, courses: tuple[int, ...], mentors: tuple[int, ...], instance: Instance, *, left: Callable[[], float]
) -> Solution | None:
    """The solution by way of the last; None where more changed than one course."""
    if last.mentors != mentors:
        return None
    if last.courses == courses:
        return _further(last, left=left) if _same(last.instance, instance) else None
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


def _further(last: Solved, *, left: Callable[[], float]) -> Solution:
    """The same again, searched further where it is not proved that nothing is better."""
    if last.instance.total(last.solution.chosen) >= last.solution.bound:
        return last.solution
    return solving.solve(last.instance, left=left, standing=last.solution)


def _without(instance: Instance, row: int) -> Instance:
    others = np.delete(np.arange(len(instance.hours)), row)
    return instance.part(others, np.arange(len(instance.free_hours)))


def _same(one: Instance, other: Instance) -> bool:
    names = ("scores", "hours", "heavy", "free_hours", "free_places", "free_heavy")
    return all(np.array_equal(getattr(one, name), getattr(other, name)) for name in names)
