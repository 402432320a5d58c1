"""The lists that the procedure round a grant chooses from."""

from parloeb.kernel.lists import Listed


class Way(Listed):
    """How the citizen's words came in. What came orally is written down: it belongs to the case."""

    PAGE = "page", "Skrevet på borgerens side"
    PHONE = "phone", "Sagt i telefonen"
    MEETING = "meeting", "Sagt ved en samtale"
    PAPER = "paper", "Modtaget på papir"
    MAIL = "mail", "Modtaget som mail"


# All but the page, which is the citizen's own.
NOTED = (Way.PHONE, Way.MEETING, Way.PAPER, Way.MAIL)
