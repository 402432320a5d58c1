"""The lists that the procedure round a grant chooses from."""

from parloeb.domain.grants.rules.facts import MentorKind
from parloeb.kernel.lists import Listed


class MentorType(Listed):
    """Whether the mentor is for the citizen alone, or is the mentor of a place and those who are there."""

    INDIVIDUAL = "individual", "En mentor for borgeren alene"
    PLACE = "place", "En pladsmentor, som også er der for andre på stedet"


# Where a mentor of a place is employed (LAB section 168).
PLACES = (MentorKind.COMPANY, MentorKind.SCHOOL)


class Way(Listed):
    """How the citizen's words came in. What came orally is written down: it belongs to the case."""

    PAGE = "page", "Skrevet på borgerens side"
    PHONE = "phone", "Sagt i telefonen"
    MEETING = "meeting", "Sagt ved en samtale"
    PAPER = "paper", "Modtaget på papir"
    MAIL = "mail", "Modtaget som mail"


# All but the page, which is the citizen's own.
NOTED = (Way.PHONE, Way.MEETING, Way.PAPER, Way.MAIL)


class Outcome(Listed):
    """What Ankestyrelsen decided about a complaint."""

    UPHELD = "upheld", "Afgørelsen står ved magt"
    ALTERED = "altered", "Afgørelsen er ændret"
    RETURNED = "returned", "Sagen skal behandles igen"
    DISMISSED = "dismissed", "Klagen er afvist"


# After these there is something to decide anew.
DECIDED_ANEW = (Outcome.ALTERED, Outcome.RETURNED)


class RequestKind(Listed):
    """What a citizen can ask for with a day by which it is answered."""

    ACCESS = "access", "Aktindsigt"
    REASONS = "reasons", "Skriftlig begrundelse for en mundtlig afgørelse"
