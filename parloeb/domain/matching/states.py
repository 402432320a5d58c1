"""The whole life of a match on one screen."""

from collections.abc import Mapping
from types import MappingProxyType

from parloeb.kernel.lists import Listed


class State(Listed):
    PROPOSED = "proposed", "Foreslået"
    ASKED = "asked", "Mentoren er spurgt"
    DECLINED = "declined", "Mentoren sagde nej"
    WITHDRAWN = "withdrawn", "Trukket tilbage"
    ACCEPTED = "accepted", "Mentoren har sagt ja"
    MET = "met", "De har mødtes"
    CONFIRMED = "confirmed", "Begge vil fortsætte"
    RUNNING = "running", "I gang"
    ENDED = "ended", "Slut"


# A match in one of these binds citizen and mentor to each other; a course has one at a time.
BINDING = (State.ACCEPTED, State.MET, State.CONFIRMED, State.RUNNING)
# A match in one of these waits for somebody; a course has one at a time of these too.
OPEN = (State.PROPOSED, State.ASKED)

MOVES: Mapping[tuple[State, str], State] = MappingProxyType(
    {
        (State.PROPOSED, "ask"): State.ASKED,
        (State.PROPOSED, "withdraw"): State.WITHDRAWN,
        (State.ASKED, "accept"): State.ACCEPTED,
        (State.ASKED, "decline"): State.DECLINED,
        (State.ASKED, "withdraw"): State.WITHDRAWN,
        (State.ACCEPTED, "meet"): State.MET,
        (State.MET, "unmeet"): State.ACCEPTED,
        (State.MET, "confirm"): State.CONFIRMED,
        (State.CONFIRMED, "run"): State.RUNNING,
        (State.ACCEPTED, "end"): State.ENDED,
        (State.MET, "end"): State.ENDED,
        (State.CONFIRMED, "end"): State.ENDED,
        (State.RUNNING, "end"): State.ENDED,
    }
)


class ChangeState(Listed):
    """Where a wish for a change of mentor stands."""

    ASKED = "asked", "Venter på svar"
    SEARCHING = "searching", "Der ledes efter en ny mentor, og de fortsætter imens"
    SETTLED = "settled", "De fortsætter sammen"
    PARTED = "parted", "Matchet er slut"
    WITHDRAWN = "withdrawn", "Trukket tilbage"


# A wish in one of these is still to be dealt with; each of the two has one at a time.
OPEN_CHANGES = (ChangeState.ASKED, ChangeState.SEARCHING)

CHANGE_MOVES: Mapping[tuple[ChangeState, str], ChangeState] = MappingProxyType(
    {
        (ChangeState.ASKED, "settle"): ChangeState.SETTLED,
        (ChangeState.ASKED, "search"): ChangeState.SEARCHING,
        (ChangeState.ASKED, "part"): ChangeState.PARTED,
        (ChangeState.ASKED, "withdraw"): ChangeState.WITHDRAWN,
        (ChangeState.SEARCHING, "settle"): ChangeState.SETTLED,
        (ChangeState.SEARCHING, "part"): ChangeState.PARTED,
        (ChangeState.SEARCHING, "withdraw"): ChangeState.WITHDRAWN,
    }
)


class PlanState(Listed):
    """Where the plan of a first meeting stands."""

    UNPLANNED = "unplanned", "Ikke aftalt"
    PLANNED = "planned", "Aftalt"
    CANCELLED = "cancelled", "Aflyst"


PLAN_MOVES: Mapping[tuple[PlanState, str], PlanState] = MappingProxyType(
    {
        (PlanState.UNPLANNED, "plan"): PlanState.PLANNED,
        (PlanState.PLANNED, "change"): PlanState.PLANNED,
        (PlanState.PLANNED, "cancel"): PlanState.CANCELLED,
        (PlanState.CANCELLED, "plan"): PlanState.PLANNED,
    }
)
