"""The whole life of an agreement on one screen."""

from collections.abc import Mapping
from types import MappingProxyType

from parloeb.kernel.lists import Listed


class State(Listed):
    DRAFT = "draft", "Kladde"
    SIGNING = "signing", "Til underskrift"
    SIGNED = "signed", "Underskrevet af alle"
    REPLACED = "replaced", "Erstattet af en ny aftale"
    DROPPED = "dropped", "Slettet"


# An agreement in one of these is being made; a match has one at a time.
OPEN = (State.DRAFT, State.SIGNING)
# An agreement in one of these was signed by all, and its text never changes again.
CONCLUDED = (State.SIGNED, State.REPLACED)

MOVES: Mapping[tuple[State, str], State] = MappingProxyType(
    {
        (State.DRAFT, "save"): State.DRAFT,
        (State.DRAFT, "present"): State.SIGNING,
        (State.DRAFT, "drop"): State.DROPPED,
        (State.SIGNING, "change"): State.DRAFT,
        (State.SIGNING, "sign"): State.SIGNING,
        (State.SIGNING, "conclude"): State.SIGNED,
        (State.SIGNED, "replace"): State.REPLACED,
    }
)
