"""The product's own score of a pair: named parts, each a matrix of whole points, with weights that can be set.

A pair that is possible has a score above 0, for the first part gives every pair its points. No part is about the
citizen as a person: they say what the mentor can for what is needed, and how long the citizen has waited.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from parloeb.domain.matching.suggesting import naming
from parloeb.domain.matching.suggesting.facts import Citizen, Mentor, WaitingList
from parloeb.domain.matching.suggesting.instance import Whole

# Points are counted in hundredths, so that they are whole numbers.
SCALE = 100


@dataclass(frozen=True)
class Weights:
    """Hundredths of a point; docs/formats/matching.md tells of each. `possible` is above 0, the others 0 or more."""

    possible: int = 100
    need_met: int = 200
    area: int = 100
    same_mentor: int = 600
    waiting_day: int = 5
    most_waiting_days: int = 180


DEFAULT = Weights()


@dataclass(frozen=True)
class Part:
    """A part by name: the points (n, m) or (n, 1), and the fact behind them in Danish for one pair, "" for none."""

    name: str
    label: str
    points: Callable[[WaitingList, Weights], Whole]
    fact: Callable[[Citizen, Mentor], str]


def parts(waiting: WaitingList, *, weights: Weights = DEFAULT) -> dict[str, Whole]:
    """Each part by its name to its points (n, m), in hundredths, for every pair, possible or not."""
    shape = (len(waiting.citizens), len(waiting.mentors))
    return {part.name: np.broadcast_to(part.points(waiting, weights), shape) for part in PARTS}


def told(citizen: Citizen, mentor: Mentor, points: Mapping[str, int]) -> tuple[str, ...]:
    """The reasons of one pair from the points of each part: a sentence for each that has any, with its fact."""
    return tuple(
        f"{part.label}: {part.fact(citizen, mentor)} ({naming.points(Decimal(points[part.name]) / SCALE)})."
        for part in PARTS
        if points[part.name]
    )


def _possible(waiting: WaitingList, weights: Weights) -> Whole:
    return np.full((len(waiting.citizens), 1), weights.possible, dtype=np.int64)


def _needs_met(waiting: WaitingList, weights: Weights) -> Whole:
    """Each need counts up to the level that is needed; what a mentor can beyond that gives nothing."""
    met = np.zeros((len(waiting.citizens), len(waiting.mentors)), dtype=np.int64)
    for name in sorted({name for citizen in waiting.citizens for name in citizen.needs}):
        need = np.array([citizen.needs.get(name, 0) for citizen in waiting.citizens], dtype=np.int64)
        level = np.array([mentor.competences.get(name, 0) for mentor in waiting.mentors], dtype=np.int64)
        rows, columns = np.flatnonzero(need), np.flatnonzero(level)
        met[np.ix_(rows, columns)] += np.minimum(need[rows, None], level[columns])
    return met * weights.need_met


def _areas(waiting: WaitingList, weights: Weights) -> Whole:
    """Every area that the citizen asks for and the mentor covers: the more, the more places to meet."""
    shared = np.zeros((len(waiting.citizens), len(waiting.mentors)), dtype=np.int64)
    for area in sorted({area for citizen in waiting.citizens for area in citizen.areas}):
        rows = [number for number, citizen in enumerate(waiting.citizens) if area in citizen.areas]
        columns = [number for number, mentor in enumerate(waiting.mentors) if area in mentor.areas]
        shared[np.ix_(rows, columns)] += 1
    return shared * weights.area


def _same_mentor(waiting: WaitingList, weights: Weights) -> Whole:
    column = {mentor.id: number for number, mentor in enumerate(waiting.mentors)}
    same = np.zeros((len(waiting.citizens), len(waiting.mentors)), dtype=np.int64)
    for row, citizen in enumerate(waiting.citizens):
        if citizen.same_mentor_as_before in column:
            same[row, column[citizen.same_mentor_as_before]] = weights.same_mentor
    return same


def _waiting(waiting: WaitingList, weights: Weights) -> Whole:
    days = [min(citizen.waiting_days, weights.most_waiting_days) for citizen in waiting.citizens]
    return np.array(days, dtype=np.int64).reshape(-1, 1) * weights.waiting_day


def _languages_in_common(citizen: Citizen, mentor: Mentor) -> str:
    common = [naming.language(code) for code in citizen.languages if code in mentor.languages]
    return f"begge taler {naming.both(common)}" if common else "alle krav er opfyldt"


def _competences(citizen: Citizen, mentor: Mentor) -> str:
    return naming.both(
        [
            f"{naming.competence(name)} på niveau {mentor.competences[name]}, og behovet er {need}"
            for name, need in sorted(citizen.needs.items())
            if mentor.competences.get(name, 0)
        ]
    )


PARTS: tuple[Part, ...] = (
    Part("possible", "Muligt par", _possible, _languages_in_common),
    Part("needs_met", "Behov, som mentoren kan møde", _needs_met, _competences),
    Part(
        "area",
        "Samme område",
        _areas,
        lambda citizen, mentor: f"mentoren dækker {naming.both([a for a in citizen.areas if a in mentor.areas])}",
    ),
    Part("same_mentor", "Ønske", _same_mentor, lambda *_: "mentoren var borgerens mentor før, og det er ønsket igen"),
    Part(
        "waiting",
        "Ventetid",
        _waiting,
        lambda citizen, _: (
            f"borgeren har ventet {citizen.waiting_days} {'dag' if citizen.waiting_days == 1 else 'dage'}"
        ),
    ),
)
