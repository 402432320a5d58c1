"""The lists of follow-up and end."""

from parloeb.kernel.lists import Listed


class EndReason(Listed):
    """Why a course ended: the six groups of the 2008 registration."""

    IMPROVED = "improved", "Borgeren klarer sig bedre"
    INSUFFICIENT = "insufficient_referred_on", "Støtten slog ikke til, henvist videre"
    LOST_CONTACT = "lost_contact", "Kontakten gik tabt"
    DECLINED = "declined", "Borgeren ønskede ikke mentor"
    MOVED = "moved", "Flyttet"
    OTHER = "other", "Andet"


class Decision(Listed):
    """What a follow-up talk decides."""

    GO_ON = "go_on", "Fortsæt som aftalt"
    ADJUST = "adjust", "Justér aftalen"
    EXTEND = "extend", "Forlæng"
    PHASE_OUT = "phase_out", "Trap ned"
    END = "end", "Afslut"
