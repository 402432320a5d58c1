"""The waiting courses and the corps as the solvers take them: hard rules as a mask, the score as whole numbers."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from parloeb.domain.matching import ordering, rules, spans
from parloeb.domain.matching.suggesting import scoring
from parloeb.domain.matching.suggesting.instance import Instance, Mask, Whole
from parloeb.domain.matching.suggesting.scoring import Weights


def numbered(
    needs: Sequence[rules.Need], candidates: Sequence[rules.Candidate], *, weights: Weights, on: date
) -> Instance:
    """The instance of these courses (n) and mentors (m), in their order; hours are minutes a week.

    A pair is possible where no demand but hours and places stands in the way; those are shared out by the solver. Hours
    are held against each day, as `rules.unmet` does: the times are the days from which on something is asked or free
    that no other day says more strictly.
    """
    parts = scoring.parts(ordering.waiting_list(needs, candidates), weights=weights)
    scores = np.zeros((len(needs), len(candidates)), dtype=np.int64)
    for part in parts.values():
        scores += part
    hours, free_hours = _over_time(needs, candidates, on=on)
    limits = needs[0].limits if needs else rules.Limits()
    most = limits.courses or len(needs) + max((one.courses for one in candidates), default=0)
    return Instance(
        scores=np.where(_possible(needs, candidates, on=on), scores, 0),
        hours=hours,
        heavy=np.array([need.is_heavy for need in needs], dtype=np.bool_),
        free_hours=free_hours,
        free_places=np.array([max(0, most - one.courses) for one in candidates], dtype=np.int64),
        free_heavy=np.array([max(0, limits.heavy - one.heavy_courses) for one in candidates], dtype=np.int64),
    )


def _over_time(needs: Sequence[rules.Need], candidates: Sequence[rules.Candidate], *, on: date) -> tuple[Whole, Whole]:
    """The minutes a week that are asked for (n, t) and free (m, t) at the times that bind."""
    left = [need.left(on=on) for need in needs]
    days = {
        day
        for need, period in zip(needs, left, strict=True)
        for day in spans.days_of_change(period, need.later_minutes)
    }
    changes = {day for one in candidates for steps in (one.later_weekly, one.later_bound) for day, _ in steps}
    days |= {day for day in changes if any(period.contains(day) for period in left)}
    times = sorted(days) or [on]
    asked = [
        [spans.on_day(need.minutes_per_week, need.later_minutes, day) * period.contains(day) for day in times]
        for need, period in zip(needs, left, strict=True)
    ]
    free = [[max(0, one.free_on(day)) for day in times] for one in candidates]
    return _binding(_table(asked, len(times)), _table(free, len(times)))


def _table(rows: list[list[int]], times: int) -> Whole:
    return np.array(rows, dtype=np.int64).reshape(len(rows), times)


def _binding(asked: Whole, free: Whole) -> tuple[Whole, Whole]:
    """The same without the times at which nobody asks for more, and nobody has less, than at another."""
    kept: list[int] = []
    for time in np.argsort(free.sum(axis=0) - asked.sum(axis=0), kind="stable").tolist():
        stricter = (asked[:, kept] >= asked[:, [time]]).all(axis=0) & (free[:, kept] <= free[:, [time]]).all(axis=0)
        if not stricter.any():
            kept.append(time)
    kept.sort()
    return np.ascontiguousarray(asked[:, kept]), np.ascontiguousarray(free[:, kept])


def _possible(needs: Sequence[rules.Need], candidates: Sequence[rules.Candidate], *, on: date) -> Mask:
    possible = np.zeros((len(needs), len(candidates)), dtype=np.bool_)
    for row, need in enumerate(needs):
        for column, candidate in enumerate(candidates):
            possible[row, column] = rules.unmet(need, candidate, on=on).keys() <= rules.SHARED_OUT
    return possible
