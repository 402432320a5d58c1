"""The people and places of the demo, all invented. Each room's part of the town finds them by their keys."""

from dataclasses import dataclass

from parloeb.domain.companies.lists import Ownership, PriorExperience
from parloeb.domain.people.rules import OrganisationKind, Role

NORDBY = "Jobcenter Nordby"
SYDBY = "Jobcenter Sydby"
SUPPLIER = "Sporskifte Mentorhus ApS"
OTHER_SUPPLIER = "Medvind Mentorer A/S"
SUPPLIERS = (SUPPLIER, OTHER_SUPPLIER)
COMPANY = "Bageriet på Havnen"
SCHOOL = "Nordby Erhvervsskole"


@dataclass(frozen=True)
class Place:
    """An organisation with what a letter says of it."""

    name: str
    kind: OrganisationKind
    address: str = ""
    phone: str = ""


PLACES = (
    Place(NORDBY, OrganisationKind.JOBCENTRE, "Rådhustorvet 1\n9999 Nordby", "99 99 10 00"),
    Place(SYDBY, OrganisationKind.JOBCENTRE, "Søndergade 40\n9998 Sydby", "99 99 20 00"),
    Place(SUPPLIER, OrganisationKind.SUPPLIER),
    Place(OTHER_SUPPLIER, OrganisationKind.SUPPLIER),
    Place(COMPANY, OrganisationKind.COMPANY),
    Place(SCHOOL, OrganisationKind.SCHOOL),
)


@dataclass(frozen=True)
class Firm:
    """A company that takes citizens in."""

    jobcentre: str
    name: str
    sector: str
    ownership: Ownership
    prior_experience: PriorExperience | None = None


FIRMS = (
    Firm(NORDBY, "Havnens Bageri", "bageri", Ownership.PRIVATE, PriorExperience.YES),
    Firm(NORDBY, "Nordby Genbrug", "genbrugsbutik", Ownership.ASSOCIATION),
    Firm(SYDBY, "Plejehjemmet Engly", "plejehjem", Ownership.PUBLIC, PriorExperience.NO),
    Firm(SYDBY, "Sydby Tømmerhandel", "handel", Ownership.PRIVATE, PriorExperience.YES),
)


@dataclass(frozen=True)
class Team:
    """A team with the keys of its caseworkers, in turn, its leader and the coordinator of its jobcentre."""

    jobcentre: str
    name: str
    caseworkers: tuple[str, ...]
    leader: str
    coordinator: str


TEAMS = {
    "unge": Team(NORDBY, "Team Unge", ("signe", "silje"), "lone", "karen"),
    "voksne": Team(NORDBY, "Team Voksne", ("mads", "mona", "emil"), "liselotte", "karen"),
    "syd": Team(SYDBY, "Team Syd", ("sidsel", "simon"), "leif", "kaj"),
    "job": Team(SYDBY, "Team Job og Uddannelse", ("susanne",), "lauge", "kaj"),
}


@dataclass(frozen=True)
class Part:
    """Somebody with a role; `team` is a key of TEAMS, `organisation` the name of one."""

    key: str
    name: str
    role: Role
    organisation: str = ""
    team: str = ""


STAFF = (
    Part("signe", "Signe Holmgaard", Role.CASEWORKER, team="unge"),
    Part("silje", "Silje Brobæk", Role.CASEWORKER, team="unge"),
    Part("mads", "Mads Østerbye", Role.CASEWORKER, team="voksne"),
    Part("mona", "Mona Kirkeby", Role.CASEWORKER, team="voksne"),
    Part("emil", "Emil Toftegaard", Role.CASEWORKER, team="voksne"),
    Part("sidsel", "Sidsel Munkholt", Role.CASEWORKER, team="syd"),
    Part("simon", "Simon Fjeldgren", Role.CASEWORKER, team="syd"),
    Part("susanne", "Susanne Askebo", Role.CASEWORKER, team="job"),
    Part("lone", "Lone Kvistgaard", Role.TEAM_LEADER, team="unge"),
    Part("liselotte", "Liselotte Hvidbjerg", Role.TEAM_LEADER, team="voksne"),
    Part("leif", "Leif Åkjær", Role.TEAM_LEADER, team="syd"),
    Part("lauge", "Lauge Bremholm", Role.TEAM_LEADER, team="job"),
    Part("karen", "Karen Sommerlund", Role.COORDINATOR, organisation=NORDBY),
    Part("kaj", "Kaj Engvang", Role.COORDINATOR, organisation=SYDBY),
    Part("sanne", "Sanne Sporleder", Role.SUPPLIER_ADMIN, organisation=SUPPLIER),
    Part("vera", "Vera Bagermark", Role.COMPANY_CONTACT, organisation=COMPANY),
    Part("carl", "Carl Talgaard", Role.CONTROLLER, organisation=NORDBY),
    Part("eva", "Eva Lykkeborg", Role.EVALUATOR, organisation=NORDBY),
    Part("lars", "Lars Logvad", Role.LOG_REVIEWER, organisation=NORDBY),
    Part("asger", "Asger Nøglebæk", Role.ADMINISTRATOR),
)


def coordinator_of(jobcentre: str) -> str:
    """The key of the jobcentre's coordinator."""
    return next(team.coordinator for team in TEAMS.values() if team.jobcentre == jobcentre)
