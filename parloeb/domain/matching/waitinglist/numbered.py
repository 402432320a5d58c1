"""The waiting courses and the corps as the solvers take them: hard rules as a mask, the score as whole numbers."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from parloeb.domain.matching import ordering, rules
from parloeb.domain.matching.suggesting import scoring
from parloeb.domain.matching.suggesting.instance import Instance, Mask
from parloeb.domain.matching.suggesting.scoring import Weights
from parloeb.kernel.periods import Period


def numbered(
    needs: Sequence[rules.Need], candidates: Sequence[rules.Candidate], *, weights: Weights, on: date
) -> Instance:
    """The instance of these courses (n) and mentors (m), in their order; hours are minutes a week.

    A pair is possible where no demand but hours and places stands in the way; those are shared out by the solver. What
    is free is the least over the days of all courses, and what a course takes the most of its own: whoever gets a
    mentor here has the hours to the end.
    """
    parts = scoring.parts(ordering.waiting_list(needs, candidates), weights=weights)
    scores = np.zeros((len(needs), len(candidates)), dtype=np.int64)
    for part in parts.values():
        scores += part
    span = _span(needs, on=on)
    limits = needs[0].limits if needs else rules.Limits()
    most = limits.courses or len(needs) + max((one.courses for one in candidates), default=0)
    return Instance(
        scores=np.where(_possible(needs, candidates, on=on), scores, 0),
        hours=np.array([need.most_minutes for need in needs], dtype=np.int64),
        heavy=np.array([need.is_heavy for need in needs], dtype=np.bool_),
        free_hours=np.array([max(0, one.least_free(span)[1]) for one in candidates], dtype=np.int64),
        free_places=np.array([max(0, most - one.courses) for one in candidates], dtype=np.int64),
        free_heavy=np.array([max(0, limits.heavy - one.heavy_courses) for one in candidates], dtype=np.int64),
    )


def _span(needs: Sequence[rules.Need], *, on: date) -> Period:
    """From the first day of the courses that is not past to the last of them."""
    left = [need.left(on=on) for need in needs]
    last_days = [one.last_day for one in left]
    until = max((day for day in last_days if day), default=on)
    return Period(min((one.first_day for one in left), default=on), None if None in last_days else until)


def _possible(needs: Sequence[rules.Need], candidates: Sequence[rules.Candidate], *, on: date) -> Mask:
    possible = np.zeros((len(needs), len(candidates)), dtype=np.bool_)
    for row, need in enumerate(needs):
        for column, candidate in enumerate(candidates):
            possible[row, column] = rules.unmet(need, candidate, on=on).keys() <= rules.SHARED_OUT
    return possible
