"""The lists that a match chooses from."""

from parloeb.kernel.lists import Listed


class DeclineReason(Listed):
    """Why a mentor says no; free of blame, one tap."""

    NO_TIME = "no_time", "Jeg har ikke tid lige nu"
    TOO_FAR = "too_far", "Det er for langt væk"
    NOT_MY_FIELD = "not_my_field", "Jeg kan ikke det, der er brug for"
    KNOWS_CITIZEN = "knows_citizen", "Jeg kender borgeren privat"
    NEEDS_BETTER_ODDS = "better_odds", "Jeg har brug for et forløb med bedre odds"
    OTHER = "other", "Andet"


class TalkedWith(Listed):
    """With whom the coordinator talked on what it takes."""

    CITIZEN = "citizen", "Borgeren"
    CASEWORKER = "caseworker", "Sagsbehandleren"
    MENTORS = "mentors", "Mentorerne, der sagde nej"
    LEADER = "leader", "Teamlederen"


class EndReason(Listed):
    """Why a match ends before or with the course."""

    COURSE_ENDED = "course_ended", "Forløbet er slut"
    CITIZEN_WISH = "citizen_wish", "Borgeren ønskede en anden mentor"
    MENTOR_WISH = "mentor_wish", "Mentoren ønskede at stoppe"
    MENTOR_LEFT = "mentor_left", "Mentoren er holdt op"
    NO_FIT = "no_fit", "De passede ikke sammen"
    TRIAL = "trial", "Stoppede i prøven"
    OTHER = "other", "Andet"


class EndedBy(Listed):
    """Whose wish it was."""

    CITIZEN = "citizen", "Borgeren"
    MENTOR = "mentor", "Mentoren"
    AUTHORITY = "authority", "Kommunen"


class Side(Listed):
    """Which of the two."""

    CITIZEN = "citizen", "Borgeren"
    MENTOR = "mentor", "Mentoren"


class GoOn(Listed):
    """What each of the two answers after they have met, without the other reading it."""

    YES = "yes", "Ja, jeg vil gerne fortsætte"
    DOUBT = "doubt", "Jeg er i tvivl"
    NO = "no", "Nej, jeg vil helst ikke fortsætte"


class ChangeReason(Listed):
    """Why one of the two asks for a change of mentor; free of blame, and not asked for in the trial."""

    CHEMISTRY = "chemistry", "Vi passer ikke sammen"
    TIMES = "times", "Tiderne passer ikke"
    PLACE = "place", "Det er for langt væk, eller stedet passer ikke"
    NEEDS = "needs", "Der er brug for noget andet, end mentoren kan"
    CONTACT = "contact", "Vi får ikke den kontakt, vi har aftalt"
    SAFETY = "safety", "Jeg er ikke tryg"
    LIFE = "life", "Der er sket noget i mit liv"
    OTHER = "other", "Andet"


class WishWay(Listed):
    """How the citizen told what is wished for."""

    TALK = "talk", "Ved en samtale"
    PHONE = "phone", "I telefonen"
    PAPER = "paper", "På papir"
    OWN_PAGE = "own_page", "På sin egen side"


class Aspect(Listed):
    """What of a mentor can be wished for, or be a condition."""

    SEX = "sex", "Køn"
    KINDS = "kinds", "Ansættelse"
    AREAS = "areas", "Område"


class SuggestedAs(Listed):
    """Where the chosen mentor stood when chosen; empty for choices from before that was kept."""

    FIRST = "first", "Foreslået som nummer 1"
    SECOND = "second", "Foreslået som nummer 2"
    THIRD = "third", "Foreslået som nummer 3"
    LESS_OBVIOUS = "less_obvious", "Vist som et mindre oplagt bud"
    NOT_SUGGESTED = "not_suggested", "Ikke blandt de foreslåede"


class DeviationReason(Listed):
    """Why somebody else than the suggested; free of blame, for the coordinator knows what no system does."""

    KNOWS_BOTH = "knows_both", "Jeg kender dem begge"
    CITIZEN_ASKED = "citizen_asked", "Borgeren bad om denne mentor"
    FREE_NOW = "free_now", "Mentoren kan begynde med det samme"
    EXPERIENCE = "experience", "Mentoren har erfaring, som systemet ikke kender"
    OTHER = "other", "Andet"


class ExclusionReason(Listed):
    """Why two may not be put together. What each reads of it is that it cannot be, and never what the other said."""

    FAMILY = "family", "De er i familie"
    PRIVATE = "private", "De kender hinanden privat"
    CONFLICT = "conflict", "Der har været en konflikt"
    CITIZEN_NO = "citizen_no", "Borgeren ønsker ikke mentoren"
    MENTOR_NO = "mentor_no", "Mentoren ønsker ikke forløbet"
    OTHER = "other", "Andet"


class MeetingForm(Listed):
    """How citizen and mentor meet for the first time."""

    COFFEE = "coffee", "Kaffe eller te sammen"
    WALK = "walk", "En gåtur"
    OFFICE = "office", "Et møde hos kommunen"
    HOME = "home", "Hjemme hos borgeren"
    PHONE = "phone", "En samtale i telefonen"
    OTHER = "other", "Noget andet"


class ContactWay(Listed):
    """How one of the two wishes to be reached by the other."""

    PHONE = "phone", "Ring"
    MESSAGE = "message", "Skriv en sms"
    EMAIL = "email", "Skriv en e-mail"
    MUNICIPALITY = "municipality", "Gennem kommunen"
