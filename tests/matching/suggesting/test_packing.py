"""The bound of packed hours is above every choice, and so is what it loses with a pair forced."""

from dataclasses import replace

import numpy as np
import pytest

from parloeb.domain.matching.suggesting import bounding, instance, packing, programming
from parloeb.domain.matching.suggesting.instance import NOBODY, Instance
from tests.matching.suggesting.given import drawn, some


def _best(given: Instance) -> int:
    proof = programming.best(given, start=np.full(len(given.scores), NOBODY, dtype=np.int64), seconds=60)
    assert proof.is_best
    return given.total(proof.chosen)


def _packed(tight: Instance) -> packing.Packed:
    limits = bounding.by_limits(tight, reached=0, left=some(100))
    return packing.packed(tight, start=limits, reached=0, left=some(150))


@pytest.mark.parametrize("times", [1, 3])
@pytest.mark.parametrize("seed", range(3))
def test_no_choice_with_a_pair_has_a_total_above_what_the_bound_keeps(seed: int, times: int) -> None:
    tight = instance.tightened(drawn(citizens=12, mentors=3, seed=seed, times=times))
    packed = _packed(tight)
    assert packed.most >= _best(tight)
    for citizen, mentor in np.argwhere(tight.scores > 0).tolist():
        alone = np.where(np.arange(3) == mentor, tight.scores[citizen], 0)
        # Worth so much more that the best choice has the pair.
        raised = np.where(np.arange(12)[:, None] == citizen, alone + 100_000 * (alone > 0), tight.scores)
        forced = _best(replace(tight, scores=raised)) - 100_000
        assert forced <= packed.most - packed.lost[citizen, mentor]
    assert np.isinf(packed.lost[tight.scores == 0]).all()
    assert (packed.lost >= 0).all()
    assert packed.lost[tight.scores > 0].max() > 50


@pytest.mark.parametrize("units", [200, 6])
def test_hours_too_fine_to_count_are_rounded_and_the_bound_stays_above(
    monkeypatch: pytest.MonkeyPatch, units: int
) -> None:
    tight = instance.tightened(drawn(citizens=40, mentors=5))
    limits = bounding.by_limits(tight, reached=0, left=some(300))
    monkeypatch.setattr(packing, "_FEWEST_UNITS", units)
    monkeypatch.setattr(packing, "_MOST_STATES", 1)
    packed = packing.packed(tight, start=limits, reached=0, left=some(150))
    assert packed.most >= _best(tight)
    assert (packed.most <= limits.most) is (units == 200)


def test_where_rounds_take_too_long_the_prices_stay_what_they_were() -> None:
    tight = instance.tightened(drawn(citizens=40, mentors=5))
    limits = bounding.by_limits(tight, reached=0, left=some(300))
    packed = packing.packed(tight, start=limits, reached=0, left=some(99))
    assert packed.prices.tolist() == [*limits.worth, *limits.place, *limits.heavy_place]
    better = packing.packed(tight, start=limits, reached=0, left=some(150))
    assert better.most < packed.most <= limits.most
    assert packing.at(tight, better.prices).most == better.most


def test_what_could_be_better_has_the_choice_and_few_pairs_besides() -> None:
    tight = instance.tightened(drawn(citizens=40, mentors=5))
    packed, nobody = _packed(tight), np.full(40, NOBODY, dtype=np.int64)
    proof = programming.best(tight, start=nobody, seconds=60)
    few = packed.better(tight, proof.chosen)
    assert few.holds(proof.chosen)
    assert np.count_nonzero(few.scores) < np.count_nonzero(tight.scores) / 2
    assert few.total(programming.best(few, start=nobody, seconds=60).chosen) == tight.total(proof.chosen)


def test_nobody_and_no_mentor_is_a_bound_of_zero() -> None:
    for shape in ((0, 3), (3, 0)):
        none = Instance(
            scores=np.zeros(shape, np.int64),
            hours=np.ones((shape[0], 1), np.int64),
            heavy=np.zeros(shape[0], np.bool_),
            free_hours=np.ones((shape[1], 1), np.int64),
            free_places=np.ones(shape[1], np.int64),
            free_heavy=np.ones(shape[1], np.int64),
        )
        assert _packed(none).most == 0
