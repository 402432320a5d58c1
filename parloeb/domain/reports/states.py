"""The whole life of a monthly report on one screen."""

from collections.abc import Mapping
from types import MappingProxyType

from parloeb.kernel.lists import Listed


class State(Listed):
    DRAFT = "draft", "Kladde"
    SENT = "sent", "Sendt"
    RETURNED = "returned", "Spurgt tilbage"
    READ = "read", "Læst"


# The mentor still writes in one of these.
OPEN = (State.DRAFT, State.RETURNED)

MOVES: Mapping[tuple[State, str], State] = MappingProxyType(
    {
        (State.DRAFT, "save"): State.DRAFT,
        (State.DRAFT, "offer"): State.DRAFT,
        (State.DRAFT, "add_own_column"): State.DRAFT,
        (State.DRAFT, "send"): State.SENT,
        (State.SENT, "add_own_column"): State.SENT,
        (State.SENT, "ask_back"): State.RETURNED,
        (State.SENT, "acknowledge"): State.READ,
        (State.RETURNED, "save"): State.RETURNED,
        (State.RETURNED, "offer"): State.RETURNED,
        (State.RETURNED, "add_own_column"): State.RETURNED,
        (State.RETURNED, "send"): State.SENT,
    }
)
