"""Time requests in turn, so that a machine that drifts drifts for all of them, and count their queries."""

import statistics
import time
from collections.abc import Callable, Mapping

from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

Request = Callable[[], HttpResponse]


def compare(requests: Mapping[str, Request], *, rounds: int = 200, warm_up: int = 20) -> dict[str, tuple[float, int]]:
    """Median milliseconds and number of queries of each request."""
    taken: dict[str, list[float]] = {name: [] for name in requests}
    for number in range(warm_up + rounds):
        for name, request in requests.items():
            begun = time.perf_counter()
            answer = request()
            if number >= warm_up:
                taken[name].append((time.perf_counter() - begun) * 1000)
            if answer.status_code not in (200, 302):
                raise SystemExit(f"{name} answered {answer.status_code}")
    return {name: (statistics.median(times), _queries(requests[name])) for name, times in taken.items()}


def _queries(request: Request) -> int:
    with CaptureQueriesContext(connection) as made:
        request()
    return len(made)
