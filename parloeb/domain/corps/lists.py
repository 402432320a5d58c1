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
