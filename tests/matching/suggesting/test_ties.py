"""Ties where places bind, over lists too long for trying every choice: two ways to the first choice by id agree."""

import numpy as np
import pytest

from parloeb.domain.matching.suggesting import flowing, programming, ties
from parloeb.domain.matching.suggesting.instance import NOBODY, Instance
from tests.matching.suggesting.given import always


def _drawn(seed: int, *, citizens: int = 18, mentors: int = 5, scores: int = 3) -> Instance:
    drawn = np.random.default_rng(seed)
    return Instance(
        scores=drawn.integers(0, scores, (citizens, mentors)),
        hours=np.zeros((citizens, 1), np.int64),
        heavy=drawn.random(citizens) < 0.4,
        free_hours=np.zeros((mentors, 1), np.int64),
        free_places=drawn.integers(0, 6, mentors),
        free_heavy=drawn.integers(0, 3, mentors),
    )


@pytest.mark.parametrize("seed", range(25))
def test_ways_through_the_network_find_what_the_solver_of_whole_numbers_finds(seed: int) -> None:
    given = _drawn(seed)
    flowed = flowing.best(given)

    first = ties.first_by_id(given, flowed)

    assert given.holds(first)
    assert given.total(first) == given.total(flowed)
    assert first.tolist() == programming.first_by_id(given, start=flowed, left=always).tolist()


def test_where_time_runs_out_the_total_is_kept() -> None:
    given = _drawn(2)
    flowed = flowing.best(given)
    settled = programming.first_by_id(given, start=flowed, left=lambda: 0.0)
    assert given.holds(settled)
    assert given.total(settled) == given.total(flowed)


def test_a_choice_that_is_not_the_best_is_a_fault_and_not_settled() -> None:
    given = _drawn(0, scores=9)
    with pytest.raises(RuntimeError, match="not the best"):
        ties.first_by_id(given, np.full(18, NOBODY, dtype=np.int64))


def test_who_has_the_first_already_stays() -> None:
    given = _drawn(1)
    first = ties.first_by_id(given, flowing.best(given))
    assert ties.first_by_id(given, first).tolist() == first.tolist()
