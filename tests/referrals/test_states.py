"""Every act in every state: the table is the whole truth."""

import itertools

import pytest

from parloeb.domain.referrals.states import MOVES, State
from parloeb.kernel import errors, states

ACTS = ("save", "send", "amend", "accept", "refuse", "withdraw", "reopen", "move_discharge")


@pytest.mark.parametrize(("state", "act"), list(itertools.product(State, ACTS)))
def test_an_act_leads_where_the_table_says_or_is_refused(state: State, act: str) -> None:
    if (state, act) in MOVES:
        assert states.move(MOVES, state, act) is MOVES[state, act]
    else:
        with pytest.raises(errors.IllegalMoveError):
            states.move(MOVES, state, act)


def test_what_is_met_or_withdrawn_moves_no_more_and_what_is_refused_only_by_a_complaint() -> None:
    assert states.acts_from(MOVES, State.ACCEPTED) == ("move_discharge",)  # a fact, and nothing that was asked for
    assert states.acts_from(MOVES, State.WITHDRAWN) == ()
    assert states.acts_from(MOVES, State.REFUSED) == ("reopen",)
