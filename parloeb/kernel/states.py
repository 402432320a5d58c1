"""Knows how a record moves from state to state by a read-only table of (state, act) -> state."""

from collections.abc import Mapping
from typing import TypeVar

from parloeb.kernel import errors

State = TypeVar("State", bound=str)
Act = TypeVar("Act", bound=str)


def move(table: Mapping[tuple[State, Act], State], state: State, act: Act) -> State:
    """Return the state that `act` leads to from `state`.

    Raises errors.IllegalMoveError where the table has no such row.
    """
    try:
        return table[state, act]
    except KeyError:
        raise errors.IllegalMoveError(state=str(state), act=str(act)) from None


def acts_from(table: Mapping[tuple[State, Act], State], state: State) -> tuple[Act, ...]:
    """Return the acts that the table allows from `state`, in the table's order; none from a last state."""
    return tuple(act for before, act in table if before == state)
