"""The mentors of the two jobcentres: of every kind, with what they can, where they work and how much time they have."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from parloeb.cli.demo_town import cast
from parloeb.domain.corps.lists import Field, Kind, Language, MeetingPlace, Profile, Sex, WeekTime

NORD = ("Nordby Midt", "Havnen")
VEST = ("Vestermark", "Klitten")
SYD = ("Sydby", "Engen")


@dataclass(frozen=True)
class Row:
    """A mentor. `hours` a week; `able` are levels from 1 (some) to 3 (special).

    `begins_in` are days until one begins who has not begun yet; `signed` is False for one who has not signed secrecy.
    The courses of the table of paths go to those who are `taking`; the others are there for a story of their own.
    """

    key: str
    name: str
    sex: Sex
    kind: Kind
    profile: Profile
    hours: int
    areas: tuple[str, ...]
    able: Mapping[Field, int] = field(default_factory=dict)
    languages: tuple[Language, ...] = (Language.DA,)
    jobcentre: str = cast.NORDBY
    organisation: str = ""
    begins_in: int = 0
    signed: bool = True
    taking: bool = True
    goes_home: bool = True
    times: tuple[WeekTime, ...] = ()


_F, _M = Sex.FEMALE, Sex.MALE
_SOCIAL, _WORK, _STUDY = Profile.SOCIAL, Profile.COMPANY, Profile.EDUCATION
_INTERNAL, _SUPPLIER, _SELF = Kind.MUNICIPALITY, Kind.SUPPLIER, Kind.SELF_EMPLOYED
_MORNINGS, _EVENINGS = (
    tuple(time for time in WeekTime if time.endswith(part) and not time.startswith("s"))
    for part in ("morning", "evening")
)
# Where one meets citizens who goes home to nobody.
NOT_AT_HOME = (MeetingPlace.OFFICE, MeetingPlace.NEUTRAL, MeetingPlace.WORKPLACE)
_DA, _EN, _AR, _PL, _SO, _UK = Language.DA, Language.EN, Language.AR, Language.PL, Language.SO, Language.UK

MENTORS = (
    Row("mikkel", "Mikkel Lundgreen", _M, _INTERNAL, _SOCIAL, 37, NORD, {Field.ANXIETY: 3, Field.STRUCTURE: 2}),
    Row("maja", "Maja Kroghage", _F, _SUPPLIER, _STUDY, 37, NORD, {Field.STUDY_START: 3}, organisation=cast.SUPPLIER),
    Row("omar", "Omar Bjergby", _M, _INTERNAL, _WORK, 37, VEST, {Field.COMPANY_CONTACT: 3}, (_DA, _EN, _AR)),
    Row("anton", "Anton Ravnsborg", _M, _INTERNAL, _SOCIAL, 30, NORD, {Field.ABUSE: 3, Field.CRIME: 2}),
    Row("bettina", "Bettina Skovgaard", _F, _INTERNAL, _SOCIAL, 37, VEST, {Field.DEPRESSION: 3, Field.FAMILY: 2}),
    Row("claus", "Claus Egholm", _M, _INTERNAL, _WORK, 37, NORD, {Field.PHYSICAL: 2, Field.COMPANY_CONTACT: 2}),
    Row("dorte", "Dorte Vedby", _F, _INTERNAL, _STUDY, 25, VEST, {Field.LEARNING: 3, Field.STUDY_START: 2}),
    Row("hodan", "Hodan Ismail", _F, _INTERNAL, _SOCIAL, 37, NORD, {Field.FAMILY: 3}, (_DA, _EN, _SO)),
    Row("jens", "Jens Mørkholt", _M, _SELF, _SOCIAL, 20, VEST, {Field.DEBT: 3, Field.HOUSING: 3}),
    Row("katja", "Katja Wiśniewska", _F, _SELF, _WORK, 20, NORD, {Field.COMPANY_CONTACT: 2}, (_DA, _EN, _PL)),
    Row("lasse", "Lasse Grønbæk", _M, _SUPPLIER, _SOCIAL, 37, NORD, {Field.CRIME: 3}, organisation=cast.SUPPLIER),
    Row("mie", "Mie Tornbjerg", _F, _SUPPLIER, _SOCIAL, 30, VEST, {Field.ANXIETY: 2}, organisation=cast.SUPPLIER),
    Row("oksana", "Oksana Koval", _F, _SUPPLIER, _STUDY, 30, NORD, {}, (_DA, _UK), organisation=cast.OTHER_SUPPLIER),
    Row("peder", "Peder Havn", _M, Kind.COMPANY, _WORK, 6, NORD, {Field.STRUCTURE: 1}, organisation=cast.COMPANY),
    Row("rita", "Rita Studstrup", _F, Kind.SCHOOL, _STUDY, 10, NORD, {Field.LEARNING: 2}, organisation=cast.SCHOOL),
    Row("sven", "Sven-Åge Bo", _M, Kind.VOLUNTEER, _SOCIAL, 4, NORD, {Field.HOUSING: 1}, times=_EVENINGS),
    Row("tove", "Tove Ellegaard", _F, Kind.VOLUNTEER, _SOCIAL, 4, VEST, {Field.DEPRESSION: 1}, times=_MORNINGS),
    Row("frank", "Frank Aaløse", _M, _INTERNAL, _SOCIAL, 37, SYD, {Field.ABUSE: 2}, jobcentre=cast.SYDBY),
    Row("grethe", "Grethe Lysholm", _F, _INTERNAL, _SOCIAL, 37, SYD, {Field.ANXIETY: 2}, jobcentre=cast.SYDBY),
    Row("henrik", "Henrik Nymark", _M, _INTERNAL, _WORK, 37, SYD, {Field.PHYSICAL: 3}, jobcentre=cast.SYDBY),
    Row("iben", "Iben Sejersbøl", _F, _INTERNAL, _STUDY, 37, SYD, {Field.STUDY_START: 2}, jobcentre=cast.SYDBY),
    Row("kim", "Kim Østergreen", _M, _SUPPLIER, _SOCIAL, 37, SYD, {}, (_DA, _EN), cast.SYDBY, cast.OTHER_SUPPLIER),
    Row("lene", "Lene Tulstrup", _F, _SELF, _WORK, 25, SYD, {Field.DISCHARGE: 3}, jobcentre=cast.SYDBY),
    Row("birthe", "Birthe Rejsby", _F, _INTERNAL, _SOCIAL, 37, NORD, {Field.DISCHARGE: 2}, taking=False),
    Row("nynne", "Nynne Forår", _F, _INTERNAL, _STUDY, 37, NORD, {}, begins_in=30, taking=False),
    Row("ulf", "Ulf Bertelskov", _M, Kind.VOLUNTEER, _SOCIAL, 4, NORD, {}, signed=False, taking=False, goes_home=False),
    # Simon is a caseworker of Sydby, too: an employee who is a mentor beside it.
    Row("simon", "Simon Fjeldgren", _M, _INTERNAL, _SOCIAL, 6, NORD, {Field.STRUCTURE: 2}, taking=False),
)
