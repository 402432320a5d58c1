"""The whole life of an agreement on one screen."""

from collections.abc import Mapping
from types import MappingProxyType

from parloeb.kernel.lists import Listed


class State(Listed):
    DRAFT = "draft", "Kladde"
    SIGNING = "signing", "Til underskrift"
    SIGNED = "signed", "Underskrevet"
    REPLACED = "replaced", "Erstattet af en ny aftale"
    DROPPED = "dropped", "Slettet"


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
