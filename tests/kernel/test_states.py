import itertools
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

import pytest

from parloeb.kernel import errors, states


class Door(StrEnum):
    OPEN = "open"
    CLOSED = "closed"
    LOCKED = "locked"
    BRICKED = "bricked"


MOVES: Mapping[tuple[Door, str], Door] = MappingProxyType(
    {
        (Door.OPEN, "close"): Door.CLOSED,
        (Door.CLOSED, "open"): Door.OPEN,
        (Door.CLOSED, "lock"): Door.LOCKED,
        (Door.LOCKED, "unlock"): Door.CLOSED,
        (Door.OPEN, "brick"): Door.BRICKED,
    }
)
ACTS = ("open", "close", "lock", "unlock", "brick")


@pytest.mark.parametrize(("state", "act"), list(itertools.product(Door, ACTS)))
def test_every_act_is_tried_in_every_state(state: Door, act: str) -> None:
    if (state, act) in MOVES:
        assert states.move(MOVES, state, act) is MOVES[state, act]
        assert act in states.acts_from(MOVES, state)
    else:
        with pytest.raises(errors.IllegalMoveError) as refused:
            states.move(MOVES, state, act)
        assert (refused.value.state, refused.value.act) == (state.value, act)
        assert act not in states.acts_from(MOVES, state)


def test_the_acts_come_in_the_tables_order() -> None:
    assert states.acts_from(MOVES, Door.CLOSED) == ("open", "lock")


def test_a_last_state_has_no_acts() -> None:
    assert states.acts_from(MOVES, Door.BRICKED) == ()


def test_a_refused_move_speaks_danish_and_shows_no_codes() -> None:
    with pytest.raises(errors.RefusedError) as refused:
        states.move(MOVES, Door.LOCKED, "open")
    assert "Hent siden igen" in refused.value.sentence
    assert "locked" not in refused.value.sentence
