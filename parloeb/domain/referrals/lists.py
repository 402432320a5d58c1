"""The lists that a referral chooses from. Sources: the field's own forms, and formats of the 2008 registration."""

from parloeb.kernel.lists import Listed


class Purpose(Listed):
    """What the support shall help to get or keep (LAB section 167, subsection 1)."""

    ACTIVITIES = "activities", "Aktiviteter"
    OFFERS = "offers", "Tilbud"
    ORDINARY_EDUCATION = "ordinary_education", "Ordinær uddannelse"
    FLEKSJOB = "fleksjob", "Fleksjob"
    ORDINARY_WORK = "ordinary_work", "Ordinært arbejde"


class TargetGroup(Listed):
    """LAB section 6, nos 1-13, as from 1 January 2020; "none" is a person outside of section 6."""

    TG1 = "1", "Nr. 1: dagpengemodtager"
    TG2 = "2", "Nr. 2: jobparat kontanthjælpsmodtager"
    TG3 = "3", "Nr. 3: aktivitetsparat kontanthjælpsmodtager"
    TG4 = "4", "Nr. 4: uddannelsesparat under 30 uden uddannelse"
    TG5 = "5", "Nr. 5: aktivitetsparat under 30 uden uddannelse"
    TG6 = "6", "Nr. 6: sygedagpengemodtager"
    TG7 = "7", "Nr. 7: i jobafklaringsforløb"
    TG8 = "8", "Nr. 8: i ressourceforløb"
    TG9 = "9", "Nr. 9: visiteret til fleksjob m.fl."
    TG10 = "10", "Nr. 10: revalidend"
    TG11 = "11", "Nr. 11: førtidspensionist"
    TG12 = "12", "Nr. 12: selvforsørgende ledig"
    TG13 = "13", "Nr. 13: ung under 18 med behov for indsats"
    NONE = "none", "Ikke i en målgruppe efter § 6"


class Track(Listed):
    """Keeping a job or place, or finding the way in."""

    RETENTION = "retention", "Fastholdelse"
    ENTRY = "entry", "Indslusning"
    NOT_ASKED = "not_asked", "Ikke spurgt"


class Education(Listed):
    """The highest finished education."""

    PRIMARY_OR_NONE = "primary_or_none", "Folkeskole eller ingen"
    VOCATIONAL = "vocational", "Erhvervsuddannelse"
    UPPER_SECONDARY = "upper_secondary", "Gymnasial uddannelse"
    SHORT_HIGHER = "short_higher", "Kort videregående uddannelse"
    MEDIUM_HIGHER = "medium_higher", "Mellemlang videregående uddannelse"
    LONG_HIGHER = "long_higher", "Lang videregående uddannelse"
    NOT_ASKED = "not_asked", "Ikke spurgt"


class Benefit(Listed):
    """What the citizen lives on: the list of 2008 and today's."""

    KONTANTHJAELP = "kontanthjaelp", "Kontanthjælp"
    STARTHJAELP = "starthjaelp", "Starthjælp (historisk)"
    INTRODUKTIONSYDELSE = "introduktionsydelse", "Introduktionsydelse (historisk)"
    REVALIDERING = "revalidering", "Revalideringsydelse"
    OTHER_PUBLIC = "other_public", "Anden offentlig ydelse"
    DAGPENGE = "dagpenge", "Dagpenge"
    SYGEDAGPENGE = "sygedagpenge", "Sygedagpenge"
    WAGE = "wage", "Løn"
    FLEKSJOB = "fleksjob", "Fleksjob"
    FAMILY = "family", "Forsørges af familien"
    LEDIGHEDSYDELSE = "ledighedsydelse", "Ledighedsydelse"
    JOBAFKLARING = "jobafklaring", "Ressourceforløbsydelse i jobafklaring"
    RESSOURCEFORLOEB = "ressourceforloeb", "Ressourceforløbsydelse i ressourceforløb"
    FOERTIDSPENSION = "foertidspension", "Førtidspension"
    SU = "su", "SU"
    NONE = "none", "Ingen ydelse"
    NOT_ASKED = "not_asked", "Ikke spurgt"


class MeetingPlace(Listed):
    """Where the citizen can be met."""

    HOME = "home", "Hjemme"
    OFFICE = "office", "Kun hos kommunen"
    NEUTRAL = "neutral", "Et neutralt sted"
    WORKPLACE = "workplace", "På arbejds- eller uddannelsesstedet"
    ANY = "any", "Det er lige meget"


class ConsiderationKind(Listed):
    """What must be taken care of; of the class health. Matching and booking hold to it later."""

    ANXIETY = "anxiety", "Angst: nye steder og mennesker i små skridt"
    INTERPRETER = "interpreter", "Tolk eller fælles sprog"
    ONLY_OFFICE = "only_office", "Kun møder hos kommunen"
    NOT_MALE_MENTOR = "not_male_mentor", "Ikke en mandlig mentor"
    NOT_FEMALE_MENTOR = "not_female_mentor", "Ikke en kvindelig mentor"
    TIMES_NOT_POSSIBLE = "times_not_possible", "Tider, der ikke er mulige"
    OTHER = "other", "Andet hensyn"


class BarrierKind(Listed):
    """What stands in the way; of the class health."""

    STRUCTURE = "structure", "Struktur på dagen"
    MOTIVATION = "motivation", "Motivation"
    ABSENCE = "absence", "Fravær"
    ANXIETY = "anxiety", "Angst og fobi"
    DEPRESSION = "depression", "Depression"
    DEVELOPMENT = "development", "Udviklings- eller personlighedsforstyrrelse"
    ABUSE = "abuse", "Misbrug"
    LEARNING = "learning", "Indlæringsvanskeligheder"
    CRIME = "crime", "Kriminalitet"
    SPEECH = "speech", "Tale og sprog"
    PHYSICAL = "physical", "Fysisk helbred"
    DEBT = "debt", "Gæld"
    HOUSING = "housing", "Bolig"
    FAMILY = "family", "Familie"
    SKILLS = "skills", "Faglige færdigheder"


class WishKind(Listed):
    """The citizen's wishes for the mentor, as choices beside the own words."""

    WOMAN = "woman", "En kvinde"
    MAN = "man", "En mand"
    SAME_LANGUAGE = "same_language", "En, der taler mit sprog"
    NEAR = "near", "En i nærheden"
    MORNING = "morning", "Helst om formiddagen"
    AFTERNOON = "afternoon", "Helst om eftermiddagen"
    EVENING = "evening", "Helst om aftenen"
    OWN_EXPERIENCE = "own_experience", "En, der selv har prøvet noget lignende"


class HelperKind(Listed):
    """Who else helps the citizen, so that nobody is granted the same twice."""

    SECTION_85 = "section_85", "Socialpædagogisk støtte (serviceloven § 85)"
    CONTACT_PERSON = "contact_person", "Støtte- og kontaktperson (serviceloven § 99)"
    PERSONAL_ASSISTANT = "personal_assistant", "Personlig assistance"
    YOUTH_ADVISER = "youth_adviser", "Personlig rådgiver eller kontaktperson for unge"
    GP = "gp", "Praktiserende læge"
    TREATMENT = "treatment", "Behandling"
    PROBATION = "probation", "Kriminalforsorgen"
    OTHER = "other", "Andre"


class Source(Listed):
    """Who told of a fact that came in after the referral was sent."""

    HOSPITAL = "hospital", "Afdelingen eller udskrivningskoordinatoren"
    RECORD = "record", "Udskrivningsaftalen eller et brev"
    CITIZEN = "citizen", "Borgeren"
    RELATIVE = "relative", "En pårørende eller repræsentant"
    OTHER = "other", "En anden"


class LegalBasis(Listed):
    """The provision that the support is asked for under."""

    LAB_167_1 = "LAB_167_1", "LAB § 167, stk. 1"
    LAB_167_2 = "LAB_167_2", "LAB § 167, stk. 2 (udskrivning fra psykiatrisk indlæggelse)"
    LAB_167_3 = "LAB_167_3", "LAB § 167, stk. 3 (start på uddannelse)"
    INT_23D = "INT_23d", "Integrationsloven § 23 d"
