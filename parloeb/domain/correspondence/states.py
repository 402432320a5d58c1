"""The life of a letter, and of what waits in the outbox."""

from collections.abc import Mapping
from types import MappingProxyType

from parloeb.kernel.lists import Listed


class LetterState(Listed):
    READY = "ready", "Klar til afsendelse"
    SENT = "sent", "Sendt"
    REPLACED = "replaced", "Erstattet af et nyt brev"
    CANCELLED = "cancelled", "Ikke sendt"


LETTER_MOVES: Mapping[tuple[LetterState, str], LetterState] = MappingProxyType(
    {
        (LetterState.READY, "send"): LetterState.SENT,
        (LetterState.READY, "replace"): LetterState.REPLACED,
        (LetterState.READY, "cancel"): LetterState.CANCELLED,
    }
)


class ItemState(Listed):
    WAITING = "waiting", "Venter"
    SENT = "sent", "Afsendt"
    FAILED = "failed", "Kunne ikke sendes"


ITEM_MOVES: Mapping[tuple[ItemState, str], ItemState] = MappingProxyType(
    {
        (ItemState.WAITING, "send"): ItemState.SENT,
        (ItemState.WAITING, "fail"): ItemState.FAILED,
        (ItemState.FAILED, "retry"): ItemState.WAITING,
        (ItemState.FAILED, "put_on_paper"): ItemState.WAITING,
    }
)
