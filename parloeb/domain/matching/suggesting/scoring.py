"""The product's own score of a pair: named parts, each a matrix of whole points, with weights that can be set.

A pair that is possible has a score above 0, for the first part gives every pair its points. No part is about the
citizen as a person: they say what the mentor can for what is needed, and how long the citizen has waited.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np

from parloeb.domain.matching.suggesting import common, naming
from parloeb.domain.matching.suggesting.facts import Citizen, Mentor, WaitingList
from parloeb.domain.matching.suggesting.instance import Whole
from parloeb.kernel import numbers

# Points are counted in hundredths, so that they are whole numbers.
SCALE = 100
# The part that is the same for every mentor of a citizen.
WAITING = "waiting"
# So many courses with a need count as experience; more make nobody better.
MOST_COURSES = 5
MOST_WAITING_DAYS = 180
# What a strain told as 1 to 5 leaves of the points for strain, in halves; who has told none has all.
_ROOM = (2, 2, 2, 2, 1, 0)


@dataclass(frozen=True)
class Weights:
    """Points, 0 or more; docs/formats/matching.md tells of each. So many `days_a_point` of waiting are one; 1 or more.

    `experience` is for five courses, a fifth of it for each; `strain` is for who has room for an ordinary course, and
    counts twice where the course is heavy.
    """

    need_met: int = 2
    experience: int = 2
    lived: int = 1
    wish: int = 2
    area: int = 1
    same_mentor: int = 6
    strain: int = 1
    days_a_point: int = 20


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
    """Every possible pair has a point, so that it is better than none whatever the weights are set to."""
    del weights
    return np.full((len(waiting.citizens), 1), SCALE, dtype=np.int64)


def _needs_met(waiting: WaitingList, weights: Weights) -> Whole:
    """Each need counts up to the level that is needed; what a mentor can beyond that gives nothing."""
    met = np.zeros((len(waiting.citizens), len(waiting.mentors)), dtype=np.int64)
    for name in sorted({name for citizen in waiting.citizens for name in citizen.needs}):
        need = np.array([citizen.needs.get(name, 0) for citizen in waiting.citizens], dtype=np.int64)
        level = np.array([mentor.competences.get(name, 0) for mentor in waiting.mentors], dtype=np.int64)
        rows, columns = np.flatnonzero(need), np.flatnonzero(level)
        met[np.ix_(rows, columns)] += np.minimum(need[rows, None], level[columns])
    return met * weights.need_met * SCALE


def _experience(waiting: WaitingList, weights: Weights) -> Whole:
    """Each need that the mentor has had courses with, by their number; how they went gives nothing."""
    had = np.zeros((len(waiting.citizens), len(waiting.mentors)), dtype=np.int64)
    for name in sorted({name for citizen in waiting.citizens for name in citizen.needs}):
        rows = [number for number, citizen in enumerate(waiting.citizens) if name in citizen.needs]
        courses = [min(mentor.courses.get(name, 0), MOST_COURSES) for mentor in waiting.mentors]
        had[rows] += np.array(courses, dtype=np.int64)
    return had * (weights.experience * SCALE // MOST_COURSES)


def _lived(waiting: WaitingList, weights: Weights) -> Whole:
    """Each need that the mentor knows from the own life and lets others read: what is not seen makes no order."""
    needs = [tuple(citizen.needs) for citizen in waiting.citizens]
    return common.counted(needs, [mentor.lived for mentor in waiting.mentors]) * weights.lived * SCALE


def _wishes(waiting: WaitingList, weights: Weights) -> Whole:
    """Each wish that the mentor meets; a wish is met once, however many of its codes are offered."""
    met = np.zeros((len(waiting.citizens), len(waiting.mentors)), dtype=np.int64)
    for wish in sorted({wish for citizen in waiting.citizens for wish in citizen.wishes}):
        rows = [number for number, citizen in enumerate(waiting.citizens) if wish in citizen.wishes]
        meets = [not {*wish.any_of}.isdisjoint(mentor.offers) for mentor in waiting.mentors]
        met[rows] += np.array(meets, dtype=np.int64)
    return met * weights.wish * SCALE


def _areas(waiting: WaitingList, weights: Weights) -> Whole:
    """Every area that the citizen asks for and the mentor covers: the more, the more places to meet."""
    asked = [citizen.areas for citizen in waiting.citizens]
    return common.counted(asked, [mentor.areas for mentor in waiting.mentors]) * weights.area * SCALE


def _same_mentor(waiting: WaitingList, weights: Weights) -> Whole:
    column = {mentor.id: number for number, mentor in enumerate(waiting.mentors)}
    same = np.zeros((len(waiting.citizens), len(waiting.mentors)), dtype=np.int64)
    for row, citizen in enumerate(waiting.citizens):
        if citizen.same_mentor_as_before in column:
            same[row, column[citizen.same_mentor_as_before]] = weights.same_mentor * SCALE
    return same


def _room(waiting: WaitingList, weights: Weights) -> Whole:
    """Who is strained, or asks for better odds where the course is heavy, is asked after who is not."""
    halves = np.array(
        [_ROOM[mentor.strain] if mentor.strain is not None else 0 for mentor in waiting.mentors], np.int64
    )
    heavy = np.array([[citizen.heavy] for citizen in waiting.citizens], dtype=np.int64).reshape(-1, 1)
    not_now = heavy * np.array([mentor.odds for mentor in waiting.mentors], dtype=np.int64)
    room: Whole = halves * (1 + heavy) * (1 - not_now) * (weights.strain * SCALE // 2)
    return room


def _waiting(waiting: WaitingList, weights: Weights) -> Whole:
    days = [min(citizen.waiting_days, MOST_WAITING_DAYS) for citizen in waiting.citizens]
    return np.array(days, dtype=np.int64).reshape(-1, 1) * SCALE // weights.days_a_point


def _languages_in_common(citizen: Citizen, mentor: Mentor) -> str:
    common = [naming.language(code) for code in citizen.languages if code in mentor.languages]
    return f"begge taler {naming.both(common)}" if common else "alle krav er opfyldt"


def _competences(citizen: Citizen, mentor: Mentor) -> str:
    return naming.both(
        [
            f"{naming.competence(name)}: {naming.level(mentor.competences[name])}, "
            f"og der er brug for {naming.level(need)}"
            for name, need in sorted(citizen.needs.items())
            if mentor.competences.get(name, 0)
        ]
    )


def _had(citizen: Citizen, mentor: Mentor) -> str:
    return naming.both(
        [
            f"{naming.courses(mentor.courses[name])} med {naming.competence(name)}"
            for name in sorted(citizen.needs)
            if mentor.courses.get(name)
        ]
    )


def _own_life(citizen: Citizen, mentor: Mentor) -> str:
    known = [naming.competence(name) for name in sorted(citizen.needs) if name in mentor.lived]
    return f"mentoren kender selv til {naming.both(known)}"


def _met(citizen: Citizen, mentor: Mentor) -> str:
    return naming.both([wish.words for wish in citizen.wishes if not {*wish.any_of}.isdisjoint(mentor.offers)])


def _own_word(_: Citizen, mentor: Mentor) -> str:
    if not mentor.strain:
        return "mentoren har ikke selv sagt noget om sin belastning"
    return f"mentoren har selv sat sin belastning til {mentor.strain} af 5"


PARTS: tuple[Part, ...] = (
    Part("possible", "Muligt par", _possible, _languages_in_common),
    Part("needs_met", "Behov, som mentoren kan møde", _needs_met, _competences),
    Part("experience", "Erfaring", _experience, _had),
    Part("lived", "Levet erfaring", _lived, _own_life),
    Part("wishes", "Ønsker, der opfyldes", _wishes, _met),
    Part(
        "area",
        "Samme område",
        _areas,
        lambda citizen, mentor: f"mentoren dækker {naming.both([a for a in citizen.areas if a in mentor.areas])}",
    ),
    Part("same_mentor", "Samme mentor", _same_mentor, lambda *_: "mentoren var borgerens mentor før"),
    Part("strain", "Overskud", _room, _own_word),
    Part(
        WAITING,
        "Ventetid",
        _waiting,
        lambda citizen, _: f"borgeren har ventet {numbers.days_text(citizen.waiting_days)}",
    ),
)
