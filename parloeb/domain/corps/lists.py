"""The lists that a mentor is described by."""

from parloeb.kernel.lists import Listed


class Kind(Listed):
    """Who employs the mentor; the law and the match both read their own kinds off this one."""

    MUNICIPALITY = "municipality", "Ansat i kommunen"
    SUPPLIER = "supplier", "Ansat hos en leverandør"
    SELF_EMPLOYED = "self_employed", "Selvstændig"
    COMPANY = "company", "Ansat i virksomheden"
    SCHOOL = "school", "Ansat på uddannelsesstedet"
    VOLUNTEER = "volunteer", "Frivillig"


class Profile(Listed):
    """What the mentor is best at."""

    SOCIAL = "social", "Social mentor"
    COMPANY = "company", "Virksomhedsmentor"
    EDUCATION = "education", "Uddannelsesmentor"


class Sex(Listed):
    MALE = "male", "Mand"
    FEMALE = "female", "Kvinde"


class Language(Listed):
    """Languages that mentor and citizen can have in common (codes of ISO 639-1)."""

    DA = "da", "Dansk"
    EN = "en", "Engelsk"
    AR = "ar", "Arabisk"
    BS = "bs", "Bosnisk, kroatisk eller serbisk"
    DE = "de", "Tysk"
    FA = "fa", "Farsi eller dari"
    KU = "ku", "Kurdisk"
    PL = "pl", "Polsk"
    PS = "ps", "Pashto"
    RO = "ro", "Rumænsk"
    RU = "ru", "Russisk"
    SO = "so", "Somali"
    TI = "ti", "Tigrinya"
    TR = "tr", "Tyrkisk"
    UK = "uk", "Ukrainsk"
    UR = "ur", "Urdu"
    VI = "vi", "Vietnamesisk"


class Field(Listed):
    """What a mentor can be competent in: the barriers that citizens have, and the situations they come from."""

    STRUCTURE = "structure", "Struktur på dagen"
    ANXIETY = "anxiety", "Angst og fobi"
    DEPRESSION = "depression", "Depression"
    DEVELOPMENT = "development", "Udviklings- eller personlighedsforstyrrelse"
    ABUSE = "abuse", "Misbrug"
    LEARNING = "learning", "Indlæringsvanskeligheder"
    CRIME = "crime", "Kriminalitet og løsladelse"
    PHYSICAL = "physical", "Fysisk helbred"
    DEBT = "debt", "Gæld og økonomi"
    HOUSING = "housing", "Bolig"
    FAMILY = "family", "Familie"
    DISCHARGE = "discharge", "Udskrivning fra psykiatrien"
    STUDY_START = "study_start", "Studiestart"
    COMPANY_CONTACT = "company_contact", "Kontakt til virksomheder"


class Source(Listed):
    """How it is known that a mentor has a competence."""

    OWN_WORD = "own_word", "Oplyst af mentoren"
    COURSE = "course", "Kursus"
    EDUCATION = "education", "Uddannelse"
    COORDINATOR = "coordinator", "Vurderet af koordinatoren"
    COURSES_RUN = "courses_run", "Har haft forløb med det"


class WeekTime(Listed):
    """A part of a day of the week: the morning until 12, the afternoon from 12 to 17, the evening from 17."""

    MON_MORNING = "mon_morning", "mandag formiddag"
    MON_AFTERNOON = "mon_afternoon", "mandag eftermiddag"
    MON_EVENING = "mon_evening", "mandag aften"
    TUE_MORNING = "tue_morning", "tirsdag formiddag"
    TUE_AFTERNOON = "tue_afternoon", "tirsdag eftermiddag"
    TUE_EVENING = "tue_evening", "tirsdag aften"
    WED_MORNING = "wed_morning", "onsdag formiddag"
    WED_AFTERNOON = "wed_afternoon", "onsdag eftermiddag"
    WED_EVENING = "wed_evening", "onsdag aften"
    THU_MORNING = "thu_morning", "torsdag formiddag"
    THU_AFTERNOON = "thu_afternoon", "torsdag eftermiddag"
    THU_EVENING = "thu_evening", "torsdag aften"
    FRI_MORNING = "fri_morning", "fredag formiddag"
    FRI_AFTERNOON = "fri_afternoon", "fredag eftermiddag"
    FRI_EVENING = "fri_evening", "fredag aften"
    SAT_MORNING = "sat_morning", "lørdag formiddag"
    SAT_AFTERNOON = "sat_afternoon", "lørdag eftermiddag"
    SAT_EVENING = "sat_evening", "lørdag aften"
    SUN_MORNING = "sun_morning", "søndag formiddag"
    SUN_AFTERNOON = "sun_afternoon", "søndag eftermiddag"
    SUN_EVENING = "sun_evening", "søndag aften"


class MeetingPlace(Listed):
    """Where a mentor can come to meet a citizen; the codes are those of the referral's places."""

    HOME = "home", "Hjemme hos borgeren"
    OFFICE = "office", "Hos kommunen"
    NEUTRAL = "neutral", "Et neutralt sted"
    WORKPLACE = "workplace", "På arbejds- eller uddannelsesstedet"


class PaperKind(Listed):
    """What a mentor shows a paper of."""

    CHILDREN = "children_certificate", "Børneattest"
    CRIMINAL_RECORD = "criminal_record", "Straffeattest"
    COURSE = "course_certificate", "Kursusbevis"
    OTHER = "other", "Andet papir"


NAMED_PAPERS = (PaperKind.COURSE, PaperKind.OTHER)
"""Kinds of which a mentor may have several, told apart by their titles."""


class AbsenceKind(Listed):
    """Why a mentor meets nobody for some days."""

    HOLIDAY = "holiday", "Ferie"
    ILLNESS = "illness", "Sygdom"
    LEAVE = "leave", "Orlov"


class Vat(Listed):
    """Whether value added tax comes on top of an agreed price."""

    EXEMPT = "exempt", "Momsfri"
    ADDED = "added", "Plus 25 % moms"


class Sharing(Listed):
    """What a mentor lets the corps do with a lived experience."""

    SEEN = "seen", "Må ses af koordinatoren"
    OWN = "own", "Kun for mig selv: ingen ser det, og det tæller ikke med"


class SparringKind(Listed):
    """Whether a mentor talked with colleagues, or with somebody who is there to supervise."""

    SPARRING = "sparring", "Sparring"
    SUPERVISION = "supervision", "Supervision"


class SparringForm(Listed):
    """How they talked together."""

    INDIVIDUAL = "individual", "En mentor"
    GROUP = "group", "Gruppe"
    TELEPHONE = "telephone", "Telefon"


class SparringTheme(Listed):
    """What the talk was about, without anybody's name."""

    RELATION = "relation", "Forholdet til borgeren"
    ROLE = "role", "Rolle og grænser"
    METHOD = "method", "Metode"
    CRISIS = "crisis", "Konflikt eller krise"
    COOPERATION = "cooperation", "Samarbejde med andre"
    STRAIN = "strain", "Mentorens egen belastning"
    OTHER = "other", "Andet"
