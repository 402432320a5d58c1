"""Every act in every state: the table is the whole truth."""

import itertools

import pytest

from parloeb.domain.matching.states import BINDING, CHANGE_MOVES, MOVES, OPEN, OPEN_CHANGES, ChangeState, State
from parloeb.kernel import errors, states

ACTS = ("ask", "withdraw", "accept", "decline", "meet", "unmeet", "confirm", "run", "end")


@pytest.mark.parametrize(("state", "act"), list(itertools.product(State, ACTS)))
def test_an_act_leads_where_the_table_says_or_is_refused(state: State, act: str) -> None:
    if (state, act) in MOVES:
        assert states.move(MOVES, state, act) is MOVES[state, act]
    else:
        with pytest.raises(errors.IllegalMoveError):
            states.move(MOVES, state, act)


def test_only_a_binding_match_ends_and_only_an_open_one_is_withdrawn() -> None:
    assert {state for state, act in MOVES if act == "end"} == set(BINDING)
    assert {state for state, act in MOVES if act == "withdraw"} == set(OPEN)


def test_what_is_declined_withdrawn_or_ended_moves_no_more() -> None:
    for last in (State.DECLINED, State.WITHDRAWN, State.ENDED):
        assert states.acts_from(MOVES, last) == ()


@pytest.mark.parametrize(
    ("state", "act"), list(itertools.product(ChangeState, ("settle", "search", "part", "withdraw")))
)
def test_a_wish_for_a_change_moves_as_the_table_says_and_not_after_its_end(state: ChangeState, act: str) -> None:
    if (state, act) in CHANGE_MOVES:
        assert states.move(CHANGE_MOVES, state, act) is CHANGE_MOVES[state, act]
        assert state in OPEN_CHANGES
    else:
        with pytest.raises(errors.IllegalMoveError):
            states.move(CHANGE_MOVES, state, act)
