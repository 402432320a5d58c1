"""A record of a course moves from state to state by its room's table, and only as it was read."""

from collections.abc import Mapping
from typing import Any, TypeVar

from parloeb.kernel import errors, states

State = TypeVar("State", bound=str)


def move(
    record: Any,
    table: Mapping[tuple[State, str], State],
    act: str,
    /,
    *,
    expected: Mapping[str, Any] | None = None,
    **facts: Any,
) -> None:
    """Write the state that the act leads to and the facts that come with it, then read the record anew.

    `record` is a row with a `state`; `expected` are columns that must be as they were read too, as a version.
    Raises IllegalMoveError where the table has no such row, OvertakenError where somebody else was first.
    """
    after = states.move(table, record.state, act)
    unchanged = type(record).objects.filter(pk=record.pk, state=record.state, **(expected or {}))
    if not unchanged.update(state=after, **facts):
        raise errors.OvertakenError
    case = record._state.fields_cache.get("case")  # noqa: SLF001 Django tells nowhere else what was read already
    record.refresh_from_db()
    if case is not None and case.pk == record.case_id:
        record.case = case  # a record never changes its case, so the case and its citizen need not be read again
