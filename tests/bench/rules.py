"""Time the check of one grant against every rule of its day."""

import statistics
import time
from dataclasses import replace

from parloeb.domain.grants.rules import checking
from tests.grants.rules.given import DAY, EARLIER, IN_ORDER

AIM = 5.0  # milliseconds
FACTS = replace(
    IN_ORDER, earlier_periods=EARLIER, assessment_for_renewal="Nyt job.", psychiatric_discharge_on=DAY,
    education_admitted_on=DAY,
)  # fmt: skip


def one_check(*, rounds: int = 1000) -> float:
    """Median milliseconds."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        checking.check(FACTS, on=DAY)
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)
