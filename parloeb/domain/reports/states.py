"""The whole life of a monthly report on one screen."""

from collections.abc import Mapping
from types import MappingProxyType

from parloeb.kernel.lists import Listed


class State(Listed):
    DRAFT = "draft", "Kladde"
    SENT = "sent", "Sendt"
    RETURNED = "returned", "Spurgt tilbage"
    READ = "read", "Læst"


MOVES: Mapping[tuple[State, str], State] = MappingProxyType(
    {
        (State.DRAFT, "save"): State.DRAFT,
        (State.DRAFT, "send"): State.SENT,
        (State.SENT, "ask_back"): State.RETURNED,
        (State.SENT, "acknowledge"): State.READ,
        (State.RETURNED, "save"): State.RETURNED,
        (State.RETURNED, "send"): State.SENT,
    }
)
