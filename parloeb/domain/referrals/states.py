"""The whole life of a referral on one screen."""

from collections.abc import Mapping
from types import MappingProxyType

from parloeb.kernel.lists import Listed


class State(Listed):
    DRAFT = "draft", "Kladde"
    SENT = "sent", "Sendt"
    ACCEPTED = "accepted", "Imødekommet"
    REFUSED = "refused", "Afslået"
    WITHDRAWN = "withdrawn", "Trukket tilbage"


# A referral in one of these is neither refused nor withdrawn; a case has one at a time.
LIVING = (State.DRAFT, State.SENT, State.ACCEPTED)

MOVES: Mapping[tuple[State, str], State] = MappingProxyType(
    {
        (State.DRAFT, "save"): State.DRAFT,
        (State.DRAFT, "send"): State.SENT,
        (State.DRAFT, "withdraw"): State.WITHDRAWN,
        (State.SENT, "amend"): State.SENT,
        (State.SENT, "move_discharge"): State.SENT,
        (State.ACCEPTED, "move_discharge"): State.ACCEPTED,
        (State.SENT, "accept"): State.ACCEPTED,
        (State.SENT, "refuse"): State.REFUSED,
        (State.SENT, "withdraw"): State.WITHDRAWN,
        (State.REFUSED, "reopen"): State.SENT,
    }
)
