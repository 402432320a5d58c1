"""The lists of follow-up and end."""

from collections.abc import Mapping
from types import MappingProxyType

from parloeb.kernel.lists import Listed


class EndGroup(Listed):
    """Why a course ended, as the 2008 registration and every table since has it."""

    IMPROVED = "improved", "Borgeren klarer sig bedre"
    INSUFFICIENT = "insufficient_referred_on", "Støtten slog ikke til, henvist videre"
    LOST_CONTACT = "lost_contact", "Kontakten gik tabt"
    DECLINED = "declined", "Borgeren ønskede ikke mentor"
    MOVED = "moved", "Flyttet"
    OTHER = "other", "Andet"


class EndReason(Listed):
    """Why a course ended, as finely as the caseworker knows: a group as such, or a reason within one."""

    IMPROVED = "improved", "Borgeren klarer sig bedre"
    JOB = "job", "Borgeren er kommet i job"
    EDUCATION = "education", "Borgeren er begyndt på uddannelse"
    SELF_SUPPORTING = "self_supporting", "Borgeren forsørger sig selv"
    INSUFFICIENT = "insufficient_referred_on", "Støtten slog ikke til, henvist videre"
    OTHER_MEASURE = "other_measure", "Borgeren får en anden indsats"
    LOST_CONTACT = "lost_contact", "Kontakten gik tabt"
    DECLINED = "declined", "Borgeren ønskede ikke mentor"
    MOVED = "moved", "Flyttet"
    RIGHT_RAN_OUT = "right_ran_out", "Retten til støtten er udløbet"
    DIED = "died", "Borgeren er død"
    OTHER = "other", "Andet"


_GROUPS: Mapping[EndReason, EndGroup] = MappingProxyType(
    {
        EndReason.JOB: EndGroup.IMPROVED,
        EndReason.EDUCATION: EndGroup.IMPROVED,
        EndReason.SELF_SUPPORTING: EndGroup.IMPROVED,
        EndReason.OTHER_MEASURE: EndGroup.INSUFFICIENT,
        EndReason.RIGHT_RAN_OUT: EndGroup.OTHER,
        EndReason.DIED: EndGroup.OTHER,
    }
)


def group_of(reason: EndReason) -> EndGroup:
    """The group of 2008 that a reason counts in; a reason without a line is a group by its own name."""
    return _GROUPS[reason] if reason in _GROUPS else EndGroup(reason.value)


class Decision(Listed):
    """What a follow-up talk decides."""

    GO_ON = "go_on", "Fortsæt som aftalt"
    ADJUST = "adjust", "Justér aftalen"
    EXTEND = "extend", "Forlæng"
    PHASE_OUT = "phase_out", "Trap ned"
    END = "end", "Afslut"


class Wish(Listed):
    """What the citizen thinks of the end."""

    AGREES = "agrees", "Borgeren er enig"
    AGAINST = "against", "Borgeren er ikke enig"
    NOT_KNOWN = "not_known", "Borgeren har ikke kunnet spørges"
