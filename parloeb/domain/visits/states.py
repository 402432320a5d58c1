"""The whole life of a visit's hours on one screen."""

from collections.abc import Mapping
from types import MappingProxyType

from parloeb.kernel.lists import Listed


class State(Listed):
    """A visit's minutes never change: a correction replaces the row by a new one, and the old one is kept.

    An annulled visit is replaced by none: `Visit.annulled_because` says why.
    """

    REGISTERED = "registered", "Registreret"
    CONFIRMED = "confirmed", "Bekræftet af borgeren"
    QUESTIONED = "questioned", "Borgeren er i tvivl"
    REPLACED = "replaced", "Rettet"


class OccasionState(Listed):
    """Whether the minutes of an occasion are the mentor's: another with the same minutes comes in its place."""

    STANDING = "standing", "Gælder"
    REPLACED = "replaced", "Rettet"


OCCASION_MOVES: Mapping[tuple[OccasionState, str], OccasionState] = MappingProxyType(
    {
        (OccasionState.STANDING, "correct"): OccasionState.REPLACED,
        (OccasionState.STANDING, "annul"): OccasionState.REPLACED,
    }
)


MOVES: Mapping[tuple[State, str], State] = MappingProxyType(
    {
        (State.REGISTERED, "confirm"): State.CONFIRMED,
        (State.REGISTERED, "question"): State.QUESTIONED,
        (State.QUESTIONED, "confirm"): State.CONFIRMED,
        (State.REGISTERED, "correct"): State.REPLACED,
        (State.CONFIRMED, "correct"): State.REPLACED,
        (State.QUESTIONED, "correct"): State.REPLACED,
        (State.REGISTERED, "annul"): State.REPLACED,
        (State.CONFIRMED, "annul"): State.REPLACED,
        (State.QUESTIONED, "annul"): State.REPLACED,
    }
)
