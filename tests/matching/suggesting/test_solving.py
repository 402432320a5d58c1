"""The suggestion against trying every choice, and what the solvers are asked on the way."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parloeb.domain.matching.suggesting import (
    answering,
    bounding,
    flowing,
    improving,
    instance,
    packing,
    programming,
    solving,
)
from parloeb.domain.matching.suggesting.facts import Citizen, Mentor, Pair, WaitingList
from parloeb.domain.matching.suggesting.instance import NOBODY
from tests.matching.suggesting.given import (
    ANYBODY,
    FREE,
    always,
    best_by_trying,
    citizens,
    drawn,
    mentors,
    pairs,
    some,
    suggest,
)

HOURS = st.sampled_from(["0", "0.1", "0.2", "0.3", "1", "1.1", "1.5", "2.2", "3"]).map(Decimal)
LANGUAGES = st.lists(st.sampled_from(["da", "ar", "so"]), min_size=1, max_size=2, unique=True).map(tuple)
# Few scores, so that there are ties; some of many digits, so that nothing may be rounded.
SCORES = st.sampled_from(["1", "1", "2", "2.5", "0.300000000000001", "0.1", "7.123456789012345"]).map(Decimal)
LEVELS = st.dictionaries(st.sampled_from(["anxiety", "debt"]), st.integers(1, 3))


@st.composite
def waiting_lists(draw: st.DrawFn, *, most_citizens: int = 5, most_mentors: int = 3) -> WaitingList:
    waiting = [
        Citizen(
            id=f"B{number}",
            hours_per_week=draw(HOURS),
            languages=draw(LANGUAGES),
            heavy=draw(st.booleans()),
            waiting_days=draw(st.integers(0, 3)),
            needs=draw(LEVELS),
            same_mentor_as_before=draw(st.sampled_from(["", "M1", "M9"])),
            not_mentors=draw(st.sampled_from([(), (), ("M0",)])),
        )
        for number in range(draw(st.integers(0, most_citizens)))
    ]
    others = [
        Mentor(
            id=f"M{number}",
            free_hours=draw(HOURS | st.just(Decimal("3.3"))),
            free_places=draw(st.integers(0, 4)),
            languages=draw(LANGUAGES),
            free_heavy_places=draw(st.integers(0, 2)),
            competences=draw(LEVELS),
        )
        for number in range(draw(st.integers(0, most_mentors)))
    ]
    cells = [(row, column) for row in range(len(waiting)) for column in range(len(others))]
    chosen = draw(st.none() | st.sets(st.sampled_from(cells))) if cells else draw(st.none() | st.just(set()))
    given_pairs = None if chosen is None else tuple(Pair(*cell, draw(SCORES)) for cell in sorted(chosen))
    return WaitingList(tuple(waiting), tuple(others), given_pairs)


def _scores(waiting: WaitingList) -> dict[tuple[int, int], Decimal]:
    """The possible pairs, told again without a matrix."""
    given_scores = (
        None if waiting.pairs is None else {(pair.citizen, pair.mentor): pair.score for pair in waiting.pairs}
    )
    found = {}
    for row, citizen in enumerate(waiting.citizens):
        for column, mentor in enumerate(waiting.mentors):
            if not set(citizen.languages) & set(mentor.languages) or mentor.id in citizen.not_mentors:
                continue
            if given_scores is None:
                met = sum(min(need, mentor.competences.get(name, 0)) for name, need in citizen.needs.items())
                wished = 6 * (citizen.same_mentor_as_before == mentor.id)
                found[row, column] = 1 + 2 * met + wished + Decimal("0.05") * citizen.waiting_days
            elif (row, column) in given_scores:
                found[row, column] = given_scores[row, column]
    return found


@settings(max_examples=200)
@given(waiting=waiting_lists())
def test_the_answeringis_the_best_choice_and_of_equals_the_first_by_id(waiting: WaitingList) -> None:
    scores = _scores(waiting)
    total, choice = best_by_trying(waiting, scores)

    said = suggest(waiting)

    wanted = {
        waiting.citizens[row].id: waiting.mentors[column].id for row, column in enumerate(choice) if column is not None
    }
    assert {one.citizen: one.mentor for one in said.assignments} == wanted
    assert said.total_score == said.upper_bound == total
    assert said.gap == 0
    assert [one.citizen for one in said.unassigned] == [one.id for one in waiting.citizens if one.id not in wanted]
    for row, citizen in enumerate(waiting.citizens):
        columns = [column for column in range(len(waiting.mentors)) if (row, column) in scores]
        columns.sort(key=lambda column: (-scores[row, column], column))
        assert [one.mentor for one in said.top[citizen.id]] == [waiting.mentors[column].id for column in columns]


def test_hours_that_only_binary_fractions_keep_apart_fit() -> None:
    waiting = WaitingList(
        tuple(
            replace(one, hours_per_week=hours)
            for one, hours in zip(citizens(2), map(Decimal, ["1.1", "2.2"]), strict=True)
        ),
        mentors(1, replace(FREE, free_hours=Decimal("3.3"))),
    )
    assert len(suggest(waiting).assignments) == 2
    assert (
        len(suggest(replace(waiting, mentors=mentors(1, replace(FREE, free_hours=Decimal("3.29"))))).assignments) == 1
    )


@pytest.mark.parametrize(
    ("changed", "placed"),
    [
        ({}, 3),
        ({"free_places": 2}, 2),
        ({"free_places": 0}, 0),
        ({"free_hours": Decimal(2)}, 2),
        ({"free_hours": Decimal("2.999")}, 2),
        ({"free_hours": Decimal(0)}, 0),
        ({"free_heavy_places": 1}, 1),
    ],
)
def test_one_limit_lower_and_fewer_are_placed_the_first_by_id(changed: dict[str, Decimal | int], placed: int) -> None:
    waiting = WaitingList(citizens(3, replace(ANYBODY, heavy=True)), mentors(1, replace(FREE, **changed)))  # type: ignore[arg-type]
    assert [one.citizen for one in suggest(waiting).assignments] == ["B1", "B2", "B3"][:placed]


def test_the_best_total_gives_up_the_best_pair() -> None:
    waiting = WaitingList(
        citizens(2), mentors(2, replace(FREE, free_places=1)), pairs((0, 0, "9"), (0, 1, "8"), (1, 0, "8.5"))
    )
    said = suggest(waiting)
    assert [(one.citizen, one.mentor) for one in said.assignments] == [("B1", "M2"), ("B2", "M1")]
    assert said.total_score == Decimal("16.5")


def test_scores_with_more_digits_than_can_be_reckoned_with_are_rounded_and_the_bound_says_so() -> None:
    waiting = WaitingList(
        citizens(2),
        mentors(1, replace(FREE, free_places=1)),
        pairs((0, 0, "0.1234567890123456789012345"), (1, 0, "1000000000")),
    )
    said = suggest(waiting)
    assert [one.citizen for one in said.assignments] == ["B2"]
    assert said.total_score <= said.upper_bound
    assert said.gap == 0


def test_nothing_and_nobody_is_an_answer_with_gap_zero() -> None:
    for waiting in (WaitingList((), ()), WaitingList(citizens(1), ()), WaitingList((), mentors(1))):
        said = suggest(waiting)
        assert {said.total_score, said.upper_bound, said.gap} == {Decimal(0)}


@pytest.mark.parametrize("seed", range(4))
def test_bound_and_choice_of_a_longer_list_hold_around_the_proved_best(seed: int) -> None:
    tight = instance.tightened(drawn(citizens=60, mentors=8, seed=seed))
    nobody = np.full(60, NOBODY, dtype=np.int64)
    proof = programming.best(tight, start=nobody, seconds=60)
    best = tight.total(proof.chosen)
    start = improving.repaired(tight, flowing.best(tight))

    limits = bounding.by_limits(tight, reached=tight.total(start), left=some(300))
    packed = packing.packed(tight, start=limits, reached=tight.total(start), left=some(160))
    found = improving.improved(tight, start, lost=packed.lost, most=packed.most, each=2.0, left=some(40))

    assert proof.is_best
    assert best <= packed.most <= limits.most
    assert packed.most <= 1.03 * best
    assert tight.holds(start)
    assert tight.holds(improving.by_gains(tight, limits))
    assert tight.holds(found)
    assert tight.total(start) <= tight.total(found) <= best


def test_a_list_of_more_than_forty_is_proved_where_few_pairs_could_make_it_better() -> None:
    given_instance = drawn(citizens=48, mentors=8)
    solution = solving.solve(given_instance, left=always)
    assert given_instance.holds(solution.chosen)
    assert given_instance.total(solution.chosen) == solution.bound


def test_a_list_too_long_to_prove_is_searched_and_nobody_is_left_out_who_fits() -> None:
    given_instance = drawn(citizens=150, mentors=12)
    solution = solving.solve(given_instance, left=some(250))
    assert given_instance.holds(solution.chosen)
    total = given_instance.total(solution.chosen)
    assert 0.9 * solution.bound <= total <= solution.bound
    left = given_instance.left(solution.chosen)
    for citizen in np.flatnonzero(solution.chosen == NOBODY).tolist():
        assert not (given_instance.fits(left, citizen) & (given_instance.scores[citizen] > 0)).any()


@pytest.mark.parametrize(("citizens", "mentors"), [(300, 24), (190, 15)], ids=["searched", "given whole"])
def test_no_time_at_all_still_gives_a_choice_that_holds_and_a_bound(citizens: int, mentors: int) -> None:
    given_instance = drawn(citizens=citizens, mentors=mentors)
    solution = solving.solve(given_instance, left=lambda: 0.0)
    given_time = iter(range(50, 0, -1))
    with_time = solving.solve(given_instance, left=lambda: next(given_time, 0) / 100)
    assert given_instance.holds(solution.chosen)
    assert given_instance.total(solution.chosen) > 0
    assert given_instance.total(with_time.chosen) <= solution.bound


@given(waiting=waiting_lists(most_citizens=4), order=st.randoms(use_true_random=False))
def test_the_same_list_has_the_same_answer(waiting: WaitingList, order: object) -> None:
    assert suggest(waiting) == suggest(waiting)


def test_scores_beyond_64_bits_are_refused_by_the_flow() -> None:
    too_large = replace(drawn(citizens=4, mentors=2), scores=np.full((4, 2), 2**60))
    with pytest.raises(flowing.TooLargeError):
        flowing.best(too_large)


def test_the_ranking_disregards_what_is_full_and_goes_by_id_where_scores_are_the_same() -> None:
    full = replace(FREE, free_places=0, free_hours=Decimal(0))
    waiting = WaitingList(citizens(1), mentors(4, full), pairs((0, 3, "2"), (0, 2, "3"), (0, 1, "2"), (0, 0, "1")))
    said = suggest(waiting, top=3)
    assert [one.mentor for one in said.top["B1"]] == ["M3", "M2", "M4"]
    assert said.assignments == ()
    assert suggest(waiting, top=0).top == {"B1": ()}


@pytest.mark.parametrize(
    ("bound", "gap"), [("1", "0"), ("1.0000000000000001", "0"), ("1.00000000001", "0.00000000001"), ("1.25", "0.2")]
)
def test_the_gap_is_the_share_of_the_bound_to_twelve_decimals(bound: str, gap: str) -> None:
    said = answering.Suggestion((), Decimal(1), Decimal(bound), (), {})
    assert said.gap == Decimal(gap)
    assert said.is_best is (gap == "0")
