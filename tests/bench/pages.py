"""Time requests in turn, so that a machine that drifts drifts for all of them, and count their queries."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

Request = Callable[[], HttpResponse]


@dataclass(frozen=True)
class Taken:
    """Milliseconds of a request, the median and what 95 of 100 stay below, its queries, and the bytes of its answer."""

    median: float
    p95: float
    queries: int
    size: int


def compare(requests: Mapping[str, Request], *, rounds: int = 200, warm_up: int = 20) -> dict[str, Taken]:
    """Time each request so many rounds."""
    taken: dict[str, list[float]] = {name: [] for name in requests}
    for number in range(warm_up + rounds):
        for name, request in requests.items():
            begun = time.perf_counter()
            answer = request()
            if number >= warm_up:
                taken[name].append((time.perf_counter() - begun) * 1000)
            if answer.status_code not in (200, 302):
                raise SystemExit(f"{name} answered {answer.status_code}")
    return {name: _taken(requests[name], times) for name, times in taken.items()}


def _taken(request: Request, times: list[float]) -> Taken:
    with CaptureQueriesContext(connection) as made:
        answer = request()
    p95 = statistics.quantiles(times, n=20, method="inclusive")[-1]
    return Taken(statistics.median(times), p95, len(made), len(answer.content))
