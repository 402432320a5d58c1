"""Time the suggestion for a waiting list beside what others would take: the same lists, in one run.

Each line is a process of its own, so that its peak of memory is its own: `python -m tests.bench.matching NAME` prints
one. The lists are drawn by chance from a fixed seed, with nine tenths of the hours that are asked for free.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import numpy as np
from munkres import Munkres
from scipy.optimize import linear_sum_assignment

from parloeb.domain.matching.suggesting import answering, solving, weighing
from parloeb.domain.matching.suggesting.facts import Citizen, Mentor, WaitingList
from parloeb.domain.matching.suggesting.instance import NOBODY, Instance, Whole
from parloeb.domain.matching.suggesting.weighing import Weighed

LANGUAGES = ("da", "ar", "so", "en")
COMPETENCES = ("anxiety", "debt", "housing", "abuse", "structure", "family")
HOURS = ("0.5", "1", "1.5", "2", "3")


@dataclass(frozen=True)
class Line:
    """What is measured of which list: `way` gives the total, and the bound where one is proved."""

    citizens: int
    mentors: int
    pairs: int
    way: Callable[[Instance], tuple[int, int | None]]
    with_hours: bool = False


def waiting_list(*, citizens: int, mentors: int) -> WaitingList:
    """A list without pairs, so that the own score is reckoned."""
    drawn = np.random.default_rng(1)
    return WaitingList(
        citizens=tuple(
            Citizen(
                id=f"B{number:05}",
                hours_per_week=Decimal(drawn.choice(HOURS)),
                languages=("da",) if drawn.random() < 0.9 else (str(drawn.choice(LANGUAGES)),),
                waiting_days=int(drawn.integers(0, 300)),
                needs={str(name): int(drawn.integers(1, 4)) for name in drawn.choice(COMPETENCES, 2)},
            )
            for number in range(citizens)
        ),
        mentors=tuple(
            Mentor(
                id=f"M{number:05}",
                free_hours=Decimal(int(drawn.integers(10, 40))),
                free_places=int(drawn.integers(8, 25)),
                languages=("da", str(drawn.choice(LANGUAGES))),
                competences={str(name): int(drawn.integers(1, 4)) for name in drawn.choice(COMPETENCES, 3)},
            )
            for number in range(mentors)
        ),
    )


def instance(*, citizens: int, mentors: int, pairs: int, with_hours: bool, seed: int = 1) -> Instance:
    """Scores from 1.00 to 10.00 on so many pairs of a list; without hours, places are what binds."""
    drawn = np.random.default_rng(seed)
    scores = drawn.integers(100, 1001, (citizens, mentors))
    scores[drawn.random(scores.shape) > pairs / scores.size] = 0
    hours = drawn.choice([2, 4, 6, 8, 12], citizens).astype(np.int64)
    shares = drawn.dirichlet(np.full(mentors, 4.0))
    places = np.maximum(1, (shares * citizens * (1.3 if with_hours else 1.0)).astype(np.int64))
    return Instance(
        scores=scores,
        hours=(hours if with_hours else np.zeros(citizens, np.int64))[:, None],
        heavy=drawn.random(citizens) < 0.15,
        free_hours=np.maximum(6, (shares * hours.sum() * 0.9).astype(np.int64))[:, None],
        free_places=places,
        free_heavy=np.minimum(places, drawn.integers(1, 6, mentors)) if with_hours else places,
    )


def ours(*, seconds: float) -> Callable[[Instance], tuple[int, int | None]]:
    """What `match` does."""

    def way(given: Instance) -> tuple[int, int | None]:
        begun = time.monotonic()
        solution = solving.solve(given, left=lambda: seconds - (time.monotonic() - begun))
        return given.total(solution.chosen), solution.bound

    return way


def slots(given: Instance) -> tuple[int, int | None]:
    """Scipy's linear_sum_assignment, each place a column of its own."""
    columns = np.repeat(np.arange(len(given.free_places)), given.free_places)
    scores = given.scores[:, columns].astype(np.float64)
    rows, chosen = linear_sum_assignment(scores, maximize=True)
    return int(scores[rows, chosen].sum()), None


def pure_python(given: Instance) -> tuple[int, int | None]:
    """The Hungarian method of the package munkres, each place a column of its own."""
    columns = np.repeat(np.arange(len(given.free_places)), given.free_places)
    scores = given.scores[:, columns]
    costs = (int(scores.max()) - scores).tolist()
    return sum(int(scores[row, column]) for row, column in Munkres().compute(costs)), None


LINES: Mapping[str, Line] = MappingProxyType(
    {
        "places, ours": Line(7300, 460, 900_000, ours(seconds=20)),
        "places, linear_sum_assignment": Line(7300, 460, 900_000, slots),
        "small places, ours": Line(200, 25, 5000, ours(seconds=20)),
        "small places, linear_sum_assignment": Line(200, 25, 5000, slots),
        "small places, munkres": Line(200, 25, 5000, pure_python),
        "hours, 40": Line(40, 10, 400, ours(seconds=20), with_hours=True),
        "hours, 200 in 20 s": Line(200, 25, 2000, ours(seconds=20), with_hours=True),
        "hours, 500 in 30 s": Line(500, 60, 12_000, ours(seconds=30), with_hours=True),
        "hours, 7300 in 20 s": Line(7300, 460, 900_000, ours(seconds=20), with_hours=True),
    }
)


def measured(line: Line) -> dict[str, Any]:
    """Seconds of solving alone, total, gap and the peak of memory of this process in MiB."""
    given = instance(citizens=line.citizens, mentors=line.mentors, pairs=line.pairs, with_hours=line.with_hours)
    begun = time.perf_counter()
    total, bound = line.way(given)
    took = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": took, "total": total, "gap": None if bound is None else (bound - total) / bound, "peak": peak}


def ranking_of_one(*, mentors: int = 460) -> float:
    """Milliseconds from a new citizen's facts to the five first mentors with their reasons."""
    waiting = waiting_list(citizens=1, mentors=mentors)
    taken = []
    for _ in range(20):
        begun = time.perf_counter()
        weighed: Weighed = weighing.weigh(waiting)
        nobody: Whole = np.full(1, NOBODY, dtype=np.int64)
        answering.top_of(waiting, weighed, nobody, top=5)
        taken.append((time.perf_counter() - begun) * 1000)
    return sorted(taken)[len(taken) // 2]


def main() -> None:
    """Print every line, each measured in a process of its own."""
    print(f"{'':38}{'seconds':>9}{'total':>12}{'gap':>9}{'peak MiB':>10}")  # noqa: T201 what the command is for
    for name in LINES:
        asked = [sys.executable, "-m", "tests.bench.matching", name]
        line = json.loads(subprocess.run(asked, capture_output=True, text=True, check=True).stdout)
        gap = "" if line["gap"] is None else f"{100 * line['gap']:.3f} %"
        print(f"{name:38}{line['seconds']:9.2f}{line['total']:12}{gap:>9}{line['peak']:10.0f}", flush=True)  # noqa: T201
    print(f"{'ranking for one citizen':38}{ranking_of_one() / 1000:9.4f}")  # noqa: T201


if __name__ == "__main__":
    print(json.dumps(measured(LINES[sys.argv[1]])))  # noqa: T201
