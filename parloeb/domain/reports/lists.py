"""The lists that a report chooses from."""

from parloeb.kernel.lists import Listed


class Recommendation(Listed):
    """What the mentor thinks should happen."""

    GO_ON = "go_on", "Fortsæt som nu"
    ADJUST = "adjust", "Fortsæt, men justér"
    PHASE_OUT = "phase_out", "Begynd at trappe ned"
    STOP = "stop", "Stop"


class OwnColumnWay(Listed):
    """How the citizen's own words came into the report."""

    SELF = "self", "Skrevet af borgeren selv"
    PAPER = "paper", "Afskrevet fra papir"
    PHONE = "phone", "Sagt i telefonen"
