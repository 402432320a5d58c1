"""The whole life of a grant on one screen."""

from collections.abc import Mapping
from types import MappingProxyType

from parloeb.kernel.lists import Listed


class State(Listed):
    DRAFT = "draft", "Kladde"
    SUBMITTED = "submitted", "Forelagt teamlederen"
    GRANTED = "granted", "Bevilget"
    REFUSED = "refused", "Afslået"
    WITHDRAWN = "withdrawn", "Trukket tilbage"


# A grant in one of these is being made; a course has one at a time.
OPEN = (State.DRAFT, State.SUBMITTED)

MOVES: Mapping[tuple[State, str], State] = MappingProxyType(
    {
        (State.DRAFT, "save"): State.DRAFT,
        (State.DRAFT, "submit"): State.SUBMITTED,
        (State.DRAFT, "grant"): State.GRANTED,
        (State.DRAFT, "refuse"): State.REFUSED,
        (State.DRAFT, "withdraw"): State.WITHDRAWN,
        (State.SUBMITTED, "return"): State.DRAFT,
        (State.SUBMITTED, "grant"): State.GRANTED,
        (State.SUBMITTED, "refuse"): State.REFUSED,
    }
)
