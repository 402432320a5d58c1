"""The lists that a visit is registered by."""

from parloeb.kernel.lists import Listed


class Split(Listed):
    """How a mentor's minutes are shared by the citizens who were there."""

    ALONE = "alone", "Én borger"
    EQUAL = "equal", "Delt ligeligt"
    WRITTEN = "written", "Delt, som mentoren har skrevet"
    UNSPLIT = "unsplit", "Ikke delt"  # told to be shared before minutes were; each citizen's row has them all


class Kind(Listed):
    """What a visit is for: the ones that come before the agreement, and the help that needs it."""

    HELP = "help", "Hjælp og støtte"
    FIRST = "first", "Første kontakt eller kaffe"
    JOINT = "joint", "Fælles møde om aftalen"


class Outcome(Listed):
    """What became of a visit."""

    HELD = "held", "Afholdt"
    NO_SHOW = "no_show", "Udeblivelse"
    LATE_CANCEL = "late_cancel", "Sent afbud"


class Cause(Listed):
    """Why a visit was not held."""

    ILL = "ill", "Sygdom"
    FORGOT = "forgot", "Glemt aftalen"
    NO_ANSWER = "no_answer", "Åbnede ikke eller svarede ikke"
    OTHER_APPOINTMENT = "other_appointment", "Anden aftale"
    TRANSPORT = "transport", "Kunne ikke komme frem"
    DID_NOT_WISH = "did_not_wish", "Ønskede ikke besøget"
    MENTOR = "mentor", "Mentoren kunne ikke"
    NOT_KNOWN = "not_known", "Ukendt"


class Place(Listed):
    """Where or how a segment of a visit went."""

    HOME = "home", "I hjemmet"
    WORKPLACE = "workplace", "På arbejds- eller uddannelsesstedet"
    OFFICE = "office", "Hos kommunen eller på kontoret"
    PHONE = "phone", "Telefon"
    MESSAGE = "message", "Besked"
    VIDEO = "video", "Video"
    ELSEWHERE = "elsewhere", "Et andet sted"
    TRANSPORT = "transport", "Transport sammen med borgeren"
    PREPARATION = "preparation", "Forberedelse"


class Topic(Listed):
    """What a segment of a visit was about."""

    EVERYDAY = "everyday", "Hverdagen"
    EMPLOYMENT = "employment", "Arbejde og job"
    EDUCATION = "education", "Uddannelse"
    HEALTH = "health", "Helbred og behandling"
    AUTHORITIES = "authorities", "Myndigheder"
    ECONOMY = "economy", "Økonomi"
    HOUSING = "housing", "Bolig"
    FAMILY = "family", "Familie"
    OTHER = "other", "Andet"


class InternalKind(Listed):
    """What a mentor's hours without a citizen went to."""

    TEAM = "team", "Teammøde"
    SPARRING = "sparring", "Sparring og supervision"
    ADMINISTRATION = "administration", "Administration"
    TRAINING = "training", "Kursus og oplæring"
