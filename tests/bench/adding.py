"""Time one citizen more, and what forcing a pair costs, beside solving the whole list again: one run."""

import time
from collections.abc import Callable

import numpy as np

from parloeb.domain.matching.suggesting import adding, forcing, solving
from parloeb.domain.matching.suggesting.instance import Instance
from parloeb.domain.matching.suggesting.solving import Solution
from tests.bench import matching

SIZES = ((500, 60, 12_000), (7300, 460, 900_000))
_ROUNDS = 5


def one_more(
    *, citizens: int, mentors: int, pairs: int, with_hours: bool, seconds: float, rounds: int = _ROUNDS
) -> dict[str, float]:
    """Seconds to add a citizen and to solve all again, the middle of some, and the gap of each in percent.

    `seconds` are those for the whole list; one citizen more gets a twentieth of them.
    """
    given = matching.instance(citizens=citizens, mentors=mentors, pairs=pairs, with_hours=with_hours)
    taken: dict[str, list[float]] = {"added": [], "solved again": [], "gap, added": [], "gap, solved again": []}
    for citizen in np.linspace(0, citizens - 1, rounds).astype(int).tolist():
        smaller = given.part(np.delete(np.arange(citizens), citizen), np.arange(mentors))
        standing = solving.solve(smaller, left=_seconds(seconds))
        whole = _timed(lambda: solving.solve(given, left=_seconds(seconds)))
        added = _timed(_adding(given, standing, citizen, seconds / 20))
        for name, (took, solution) in (("added", added), ("solved again", whole)):
            taken[name].append(took)
            taken[f"gap, {name}"].append(100 * (solution.bound - given.total(solution.chosen)) / solution.bound)
    return {name: sorted(each)[len(each) // 2] for name, each in taken.items()}


def _adding(given: Instance, standing: Solution, citizen: int, seconds: float) -> Callable[[], Solution]:
    return lambda: adding.with_citizen(given, standing, citizen=citizen, left=_seconds(seconds))


def _timed(way: Callable[[], Solution]) -> tuple[float, Solution]:
    begun = time.perf_counter()
    solution = way()
    return time.perf_counter() - begun, solution


def forced(*, citizens: int, mentors: int, pairs: int, with_hours: bool, seconds: float, asked: int) -> float:
    """Seconds until it is known what each of so many mentors costs, for the slowest of some citizens."""
    given = matching.instance(citizens=citizens, mentors=mentors, pairs=pairs, with_hours=with_hours)
    standing, taken = solving.solve(given, left=_seconds(seconds)), []
    for citizen in range(0, citizens, max(1, citizens // 20)):
        best = np.argsort(-given.scores[citizen], kind="stable")[:asked]
        begun = time.perf_counter()
        forcing.cost_of(given, standing, citizen=citizen, mentors=best.tolist(), left=_seconds(0.5))
        taken.append(time.perf_counter() - begun)
    return max(taken)


def main() -> None:
    """Print a line for each size."""
    for citizens, mentors, pairs in SIZES:
        for with_hours in (False, True):
            rounds = 1 if with_hours else _ROUNDS
            line = one_more(
                citizens=citizens,
                mentors=mentors,
                pairs=pairs,
                with_hours=with_hours,
                seconds=20,
                rounds=rounds,
            )
            name = f"{'hours' if with_hours else 'places'}, {citizens}: one citizen more"
            again = f"{'':9}{'solved again':>12}{line['solved again']:9.4f}"
            print(f"{name:38}{line['added']:9.4f}{again}, gaps {_gaps(line)}")  # noqa: T201 what the command is for
    citizens, mentors, pairs = SIZES[0]
    for with_hours, asked in ((False, mentors), (True, 4)):
        took = forced(citizens=citizens, mentors=mentors, pairs=pairs, with_hours=with_hours, seconds=10, asked=asked)
        name = f"{'hours' if with_hours else 'places'}, {citizens}: costs of {asked} mentors"
        print(f"{name:38}{took:9.4f}")  # noqa: T201


def _gaps(line: dict[str, float]) -> str:
    return f"{line['gap, added']:.3f} % and {line['gap, solved again']:.3f} %"


def _seconds(given: float) -> Callable[[], float]:
    begun = time.monotonic()
    return lambda: given - (time.monotonic() - begun)
