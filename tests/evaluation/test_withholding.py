"""What is hidden cannot be reckoned back from what is shown."""

import itertools

from hypothesis import assume, given
from hypothesis import strategies as st

from parloeb.domain.evaluation import withholding

LEAST = 5
counts = st.lists(st.integers(0, 12), min_size=1, max_size=7).map(lambda row: {str(i): n for i, n in enumerate(row)})


@given(counts)
def test_few_people_are_never_shown_and_nobody_may_be(people: dict[str, int]) -> None:
    hidden = withholding.hidden_counts(people, least=LEAST)

    assert all(name in hidden for name, count in people.items() if 0 < count < LEAST)
    assert not hidden or any(0 < count < LEAST for count in people.values())


@given(counts)
def test_no_hidden_count_follows_from_the_total_and_the_shown(people: dict[str, int]) -> None:
    assume(sum(people.values()) >= LEAST)
    hidden = sorted(withholding.hidden_counts(people, least=LEAST))
    rest = sum(people[name] for name in hidden)

    assert not hidden or rest >= LEAST
    answers = [
        guess
        for guess in itertools.product(range(min(rest, 13) + 1), repeat=min(len(hidden), 2))
        if sum(guess) + sum(people[name] for name in hidden[2:]) == rest
    ]
    for place in range(min(len(hidden), 2)):
        assert len({guess[place] for guess in answers}) > 1


@given(counts)
def test_hours_are_hidden_with_others_that_enough_people_stand_behind(people: dict[str, int]) -> None:
    hidden = withholding.hidden_amounts(people, least=LEAST)

    assert all(name in hidden for name, count in people.items() if 0 < count < LEAST)
    if hidden and hidden != set(people):
        assert len(hidden) > 1
        assert max(people[name] for name in hidden) >= LEAST


def test_the_fewest_go_first_and_ties_by_the_order_of_the_list() -> None:
    people = {"a": 71, "b": 9, "c": 7, "d": 7, "e": 1, "f": 0}

    assert withholding.hidden_counts(people, least=LEAST) == {"e", "c"}


def test_nothing_is_hidden_where_everybody_may_see() -> None:
    assert not withholding.hidden_counts({"a": 1, "b": 2}, least=0)
    assert not withholding.hides_inside([1, 2], least=0)
