"""The suggestion for a whole waiting list: who with whom, why, how good it is proved to be, and who else could."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from parloeb.domain.matching.suggesting import reasons, scoring, solving, weighing
from parloeb.domain.matching.suggesting.facts import WaitingList
from parloeb.domain.matching.suggesting.instance import NOBODY, Whole
from parloeb.domain.matching.suggesting.weighing import Weighed

# Scores of more digits than the solvers can reckon with are rounded at the fifteenth: less than this is no gap.
_DECIMALS = 12


@dataclass(frozen=True)
class Suggested:
    """A mentor for a citizen, both by id, with the score and the reasons in Danish."""

    citizen: str
    mentor: str
    score: Decimal
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Unassigned:
    """A citizen without a mentor, and why, in Danish."""

    citizen: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Suggestion:
    """The answer: what is suggested, its total, and the total that nothing can be above.

    `top` has each citizen's possible mentors, best first, whatever is full.
    """

    assignments: tuple[Suggested, ...]
    total_score: Decimal
    upper_bound: Decimal
    unassigned: tuple[Unassigned, ...]
    top: dict[str, tuple[Suggested, ...]]

    @property
    def gap(self) -> Decimal:
        """How much of the bound the total may lack at most, as a share of it to twelve decimals; 0 where that is 0."""
        if not self.upper_bound:
            return Decimal(0)
        return round((self.upper_bound - self.total_score) / self.upper_bound, _DECIMALS)

    @property
    def is_best(self) -> bool:
        """Whether it is proved that nothing is better."""
        return self.gap == 0


def suggest(
    waiting: WaitingList,
    *,
    top: int,
    left: Callable[[], float],
    weights: scoring.Weights = scoring.DEFAULT,
) -> Suggestion:
    """The suggestion of highest total that is found while `left()` seconds are above 0; `top` mentors a citizen."""
    weighed = weighing.weigh(waiting, weights=weights)
    solution = solving.solve(weighed.instance, left=left)
    chosen: list[int] = solution.chosen.tolist()
    placed = [(row, column) for row, column in enumerate(chosen) if column != NOBODY]
    telling = reasons.Telling(waiting, weighed, solution.chosen)
    total = sum((weighed.score(row, column) for row, column in placed), Decimal(0))
    return Suggestion(
        assignments=tuple(_suggested(waiting, weighed, telling, row, column) for row, column in placed),
        total_score=total,
        upper_bound=max(total, weighed.bound(solution.bound)),
        unassigned=tuple(
            Unassigned(waiting.citizens[row].id, telling.why_nobody(row))
            for row, column in enumerate(chosen)
            if column == NOBODY
        ),
        top=top_of(waiting, weighed, solution.chosen, top=top),
    )


def top_of(waiting: WaitingList, weighed: Weighed, chosen: Whole, *, top: int) -> dict[str, tuple[Suggested, ...]]:
    """Each citizen's `top` possible mentors by the citizen's id, best first; nothing is solved for it."""
    telling = reasons.Telling(waiting, weighed, chosen)
    return {
        citizen.id: tuple(
            _suggested(waiting, weighed, telling, row, column) for column in ranked(weighed, row, top=top)
        )
        for row, citizen in enumerate(waiting.citizens)
    }


def ranked(weighed: Weighed, citizen: int, *, top: int) -> list[int]:
    """The numbers of the citizen's possible mentors, highest score first, then first id; what is full is left out
    of account.
    """
    scores = weighed.instance.scores[citizen]
    possible = np.flatnonzero(scores)
    order = np.argsort(-scores[possible], kind="stable")[:top]
    return [int(column) for column in possible[order]]


def _suggested(waiting: WaitingList, weighed: Weighed, telling: reasons.Telling, row: int, column: int) -> Suggested:
    return Suggested(
        citizen=waiting.citizens[row].id,
        mentor=waiting.mentors[column].id,
        score=weighed.score(row, column),
        reasons=telling.why(row, column),
    )
