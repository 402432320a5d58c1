"""A citizen and a mentor who fit in every way, lists of them, and the best choice found by trying every one."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from types import MappingProxyType

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from parloeb.domain.matching.suggesting import answering
from parloeb.domain.matching.suggesting.facts import Citizen, Mentor, Pair, WaitingList
from parloeb.domain.matching.suggesting.instance import NOBODY, Instance, Whole

CITIZEN = Citizen(
    id="B1",
    hours_per_week=Decimal("1.5"),
    languages=("da",),
    waiting_days=12,
    mentor_gender="female",
    kinds=("internal",),
    areas=("nord",),
    needs=MappingProxyType({"anxiety": 2, "debt": 1}),
    same_mentor_as_before="M1",
    not_mentors=("M3",),
)
MENTOR = Mentor(
    id="M1",
    free_hours=Decimal(12),
    free_places=5,
    languages=("da", "ar"),
    free_heavy_places=2,
    gender="female",
    kind="internal",
    areas=("nord", "vest"),
    competences=MappingProxyType({"anxiety": 2}),
)
# What is asked of nobody: the same two without anything but a language.
ANYBODY = Citizen("B1", Decimal(1), ("da",))
FREE = Mentor("M1", Decimal(10), 10, ("da",), 10)


def always() -> float:
    """Seconds left, however long it has taken."""
    return 60.0


def some(times: int) -> Callable[[], float]:
    """Time that is up when it has been asked for so often, whatever the clock says."""
    asked = iter(range(times, 0, -1))
    return lambda: float(next(asked, 0))


def drawn(*, citizens: int, mentors: int, seed: int = 1, times: int = 1) -> Instance:
    """Numbers by chance, where hours, places and heavy places all bind at somebody; at each time other hours."""
    chance = np.random.default_rng(seed)
    scores = chance.integers(1, 1000, (citizens, mentors))
    scores[chance.random(scores.shape) < 0.4] = 0
    places = chance.integers(1, 2 * citizens // mentors, mentors)
    return Instance(
        scores=scores,
        hours=chance.integers(1, 9, (citizens, times)),
        heavy=chance.random(citizens) < 0.2,
        free_hours=chance.integers(5, 7 * citizens // mentors, (mentors, times)),
        free_places=places,
        free_heavy=np.minimum(places, chance.integers(0, 4, mentors)),
    )


@st.composite
def small_instances(draw: st.DrawFn, *, most_citizens: int = 5, most_mentors: int = 3) -> Instance:
    """Few scores, so that there are ties; hours that bind nowhere, by counting, or in earnest."""
    count, mentors = draw(st.integers(0, most_citizens)), draw(st.integers(1, most_mentors))
    times = draw(st.integers(1, 3))

    def numbers(least: int, most: int, shape: tuple[int, ...]) -> Whole:
        return draw(arrays(np.int64, shape, elements=st.integers(least, most)))

    return Instance(
        scores=numbers(0, 4, (count, mentors)),
        hours=numbers(1, 1, (count, times)) * draw(st.sampled_from([0, 3]))
        + numbers(0, draw(st.sampled_from([0, 4])), (count, times)),
        heavy=draw(arrays(np.bool_, (count,))),
        free_hours=numbers(0, 9, (mentors, times)),
        free_places=numbers(0, 3, (mentors,)),
        free_heavy=numbers(0, 2, (mentors,)),
    )


def every_choice(instance: Instance) -> list[Whole]:
    """Every choice (n) that holds."""
    options = [[NOBODY, *np.flatnonzero(row).tolist()] for row in instance.scores]
    choices = (np.array(choice, dtype=np.int64) for choice in itertools.product(*options))
    return [choice for choice in choices if instance.holds(choice)]


def suggest(waiting: WaitingList, *, top: int = 5, left: Callable[[], float] = always) -> answering.Suggestion:
    return answering.suggest(waiting, top=top, left=left)


def citizens(count: int, like: Citizen = ANYBODY) -> tuple[Citizen, ...]:
    return tuple(replace(like, id=f"B{number}") for number in range(1, count + 1))


def mentors(count: int, like: Mentor = FREE) -> tuple[Mentor, ...]:
    return tuple(replace(like, id=f"M{number}") for number in range(1, count + 1))


def pairs(*scores: tuple[int, int, str]) -> tuple[Pair, ...]:
    return tuple(Pair(citizen, mentor, Decimal(score)) for citizen, mentor, score in scores)


Choice = tuple[int | None, ...]


def best_by_trying(waiting: WaitingList, scores: dict[tuple[int, int], Decimal]) -> tuple[Decimal, Choice]:
    """The highest total and the first choice by id that has it; `scores` are of the possible pairs."""
    nobody = len(waiting.mentors)
    best = min(
        (
            (-sum((scores[row, column] for row, column in enumerate(choice) if column is not None), Decimal(0)), choice)
            for choice in _choices(waiting, scores)
        ),
        key=lambda found: (found[0], [nobody if column is None else column for column in found[1]]),
    )
    return -best[0], best[1]


def _choices(waiting: WaitingList, scores: dict[tuple[int, int], Decimal]) -> Iterator[Choice]:
    options = [
        [None, *(column for column in range(len(waiting.mentors)) if (row, column) in scores)]
        for row in range(len(waiting.citizens))
    ]
    return (choice for choice in itertools.product(*options) if _within_what_is_free(waiting, choice))


def _within_what_is_free(waiting: WaitingList, choice: Choice) -> bool:
    for column, mentor in enumerate(waiting.mentors):
        with_mentor = [citizen for citizen, chosen in zip(waiting.citizens, choice, strict=True) if chosen == column]
        if (
            sum(citizen.hours_per_week for citizen in with_mentor) > mentor.free_hours
            or len(with_mentor) > mentor.free_places
            or sum(citizen.heavy for citizen in with_mentor) > mentor.free_heavy_places
        ):
            return False
    return True
