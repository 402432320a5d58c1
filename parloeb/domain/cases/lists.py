"""The lists that a case and its file choose from."""

from parloeb.kernel.lists import Listed


class FiledWay(Listed):
    """How a document came into the file (offentlighedsloven section 15)."""

    RECEIVED = "received", "Modtaget"
    SENT = "sent", "Sendt"
    INTERNAL = "internal", "Internt"


class Teller(Listed):
    """Whom something was heard from, or that nobody told it: a step of the case is noted too."""

    CITIZEN = "citizen", "Borgeren"
    MENTOR = "mentor", "Mentoren"
    HEALTH = "health", "Læge eller behandler"
    EMPLOYER = "employer", "Arbejdsgiver eller uddannelsessted"
    AUTHORITY = "authority", "En anden myndighed"
    RELATIVE = "relative", "Pårørende"
    OTHER = "other", "En anden"
    STEP = "step", "Ingen: et skridt i sagen"


class Ground(Listed):
    """Why somebody who acts for the authority may not deal with a case (forvaltningsloven section 3)."""

    RELATIVE = "relative", "Borgeren er i familie med mig eller står mig nær"
    INTEREST = "interest", "Jeg har selv en interesse i, hvordan sagen ender"
    OTHER = "other", "Andet kan rejse tvivl om, at jeg er upartisk"
