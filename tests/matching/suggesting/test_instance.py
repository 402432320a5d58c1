"""An instance is said tighter, and what is possible stays possible."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from parloeb.domain.matching.suggesting import instance
from parloeb.domain.matching.suggesting.instance import NOBODY, Instance, Whole

THREE = Instance(
    scores=np.ones((3, 1), np.int64),
    hours=np.array([[4], [6], [10]]),
    heavy=np.array([True, False, True]),
    free_hours=np.array([[30]]),
    free_places=np.array([9]),
    free_heavy=np.array([9]),
)


def _one(number: int) -> Whole:
    return np.array([number])


def _hours(*number: int) -> Whole:
    """What is free at one mentor, at each time."""
    return np.array([number])


@pytest.mark.parametrize(
    ("changed", "hours", "places", "heavy", "possible"),
    [
        ({}, 10, 3, 2, 3),
        ({"free_hours": _hours(19)}, 8, 2, 2, 3),
        ({"free_hours": _hours(13)}, 5, 2, 2, 3),
        ({"free_hours": _hours(9)}, 3, 1, 1, 2),
        ({"free_hours": _hours(3)}, 0, 0, 0, 0),
        ({"free_places": _one(1)}, 10, 1, 1, 3),
        ({"free_places": _one(0)}, 0, 0, 0, 0),
        ({"free_heavy": _one(1)}, 10, 3, 1, 3),
        ({"free_heavy": _one(0)}, 3, 1, 0, 1),
        ({"hours": np.zeros((3, 1), np.int64)}, 0, 3, 2, 3),
    ],
)
def test_nothing_is_free_that_nobody_can_use(
    changed: dict[str, Any], hours: int, places: int, heavy: int, possible: int
) -> None:
    tight = instance.tightened(replace(THREE, **changed))
    assert (tight.free_hours[0, 0], tight.free_places[0], tight.free_heavy[0]) == (hours, places, heavy)
    assert np.count_nonzero(tight.scores) == possible


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("seed", range(20))
def test_the_same_choices_hold(seed: int, times: int) -> None:
    drawn = np.random.default_rng(seed)
    given = Instance(
        scores=drawn.integers(0, 3, (4, 3)),
        hours=drawn.integers(0, 5, (4, times)) * 3,
        heavy=drawn.random(4) < 0.5,
        free_hours=drawn.integers(0, 30, (3, times)),
        free_places=drawn.integers(0, 4, 3),
        free_heavy=drawn.integers(0, 3, 3),
    )
    tight = instance.tightened(given)
    choices = np.stack(np.meshgrid(*[np.arange(-1, 3)] * 4), axis=-1).reshape(-1, 4)
    assert [given.holds(choice) for choice in choices] == [tight.holds(choice) for choice in choices]


def test_what_a_choice_leaves_is_below_zero_where_it_takes_too_much() -> None:
    everybody = np.zeros(3, np.int64)
    left = replace(THREE, free_hours=_hours(19)).left(everybody)
    assert [each.tolist() for each in left] == [[[-1]], [6], [7]]
    assert THREE.holds(everybody)
    assert not replace(THREE, free_hours=_hours(19)).holds(everybody)
    assert not replace(THREE, scores=np.array([[1], [0], [1]])).holds(everybody)
    assert THREE.total(np.array([0, NOBODY, 0])) == 2
