"""The whole life of a grant, and of what is asked and answered about one, on one screen each."""

from collections.abc import Mapping
from types import MappingProxyType

from parloeb.kernel.lists import Listed


class State(Listed):
    DRAFT = "draft", "Kladde"
    SUBMITTED = "submitted", "Forelagt teamlederen"
    GRANTED = "granted", "Bevilget"
    REFUSED = "refused", "Afslået"
    WITHDRAWN = "withdrawn", "Trukket tilbage"
    STOPPED = "stopped", "Afgjort"  # a decision that grants no days: the kind says what it does to another


# A grant in one of these is being made; a course has one at a time.
OPEN = (State.DRAFT, State.SUBMITTED)

# A grant in one of these has its letter, and may be complained of.
DECIDED = (State.GRANTED, State.REFUSED, State.STOPPED)

MOVES: Mapping[tuple[State, str], State] = MappingProxyType(
    {
        (State.DRAFT, "save"): State.DRAFT,
        (State.DRAFT, "submit"): State.SUBMITTED,
        (State.DRAFT, "grant"): State.GRANTED,
        (State.DRAFT, "refuse"): State.REFUSED,
        (State.DRAFT, "withdraw"): State.WITHDRAWN,
        (State.SUBMITTED, "return"): State.DRAFT,
        (State.SUBMITTED, "take_back"): State.DRAFT,
        (State.DRAFT, "stop"): State.STOPPED,
        (State.DRAFT, "begin_today"): State.DRAFT,
        (State.SUBMITTED, "begin_today"): State.SUBMITTED,
        (State.SUBMITTED, "grant"): State.GRANTED,
        (State.SUBMITTED, "stop"): State.STOPPED,
        (State.SUBMITTED, "refuse"): State.REFUSED,
    }
)


class HearingState(Listed):
    OPEN = "open", "Venter på borgerens svar"
    ANSWERED = "answered", "Besvaret"
    CLOSED = "closed", "Afsluttet uden svar"
    WITHDRAWN = "withdrawn", "Fortrudt"


# An answer that comes after the last day counts as long as nothing is decided.
HEARING_MOVES: Mapping[tuple[HearingState, str], HearingState] = MappingProxyType(
    {
        (HearingState.OPEN, "answer"): HearingState.ANSWERED,
        (HearingState.OPEN, "prolong"): HearingState.OPEN,
        (HearingState.OPEN, "close"): HearingState.CLOSED,
        (HearingState.OPEN, "withdraw"): HearingState.WITHDRAWN,
        (HearingState.CLOSED, "answer"): HearingState.ANSWERED,
    }
)


class ComplaintState(Listed):
    RECEIVED = "received", "Modtaget"
    LATE = "late", "Modtaget efter fristen"
    MAINTAINED = "maintained", "Afgørelsen er fastholdt"
    CHANGED = "changed", "Sagen afgøres på ny"
    SENT_ON = "sent_on", "Sendt til Ankestyrelsen"
    ANSWERED = "answered", "Afgjort af Ankestyrelsen"
    WITHDRAWN = "withdrawn", "Trukket tilbage"


# A decision has one complaint at a time in one of these.
COMPLAINING = (ComplaintState.RECEIVED, ComplaintState.LATE, ComplaintState.MAINTAINED, ComplaintState.SENT_ON)

# A late complaint that nobody accepted stands in one of these.
LATE = (ComplaintState.LATE, ComplaintState.SENT_ON, ComplaintState.ANSWERED, ComplaintState.WITHDRAWN)

# What was withdrawn may be brought again; what lies with Ankestyrelsen is withdrawn there.
# Nobody here turns a late complaint away: it is accepted for a special reason, or sent on to those who may.
COMPLAINT_MOVES: Mapping[tuple[ComplaintState, str], ComplaintState] = MappingProxyType(
    {
        (ComplaintState.LATE, "accept"): ComplaintState.RECEIVED,
        (ComplaintState.LATE, "send_on"): ComplaintState.SENT_ON,
        (ComplaintState.LATE, "explain"): ComplaintState.LATE,
        (ComplaintState.RECEIVED, "explain"): ComplaintState.RECEIVED,
        (ComplaintState.RECEIVED, "maintain"): ComplaintState.MAINTAINED,
        (ComplaintState.RECEIVED, "change"): ComplaintState.CHANGED,
        (ComplaintState.MAINTAINED, "send_on"): ComplaintState.SENT_ON,
        (ComplaintState.SENT_ON, "note_answer"): ComplaintState.ANSWERED,
        (ComplaintState.LATE, "withdraw"): ComplaintState.WITHDRAWN,
        (ComplaintState.RECEIVED, "withdraw"): ComplaintState.WITHDRAWN,
        (ComplaintState.MAINTAINED, "withdraw"): ComplaintState.WITHDRAWN,
    }
)


class RequestState(Listed):
    OPEN = "open", "Venter på svar"
    ANSWERED = "answered", "Besvaret"


REQUEST_MOVES: Mapping[tuple[RequestState, str], RequestState] = MappingProxyType(
    {
        (RequestState.OPEN, "answer"): RequestState.ANSWERED,
        (RequestState.OPEN, "explain"): RequestState.OPEN,
    }
)
