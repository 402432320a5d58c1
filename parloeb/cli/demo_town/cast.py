"""The people and places of the demo, all invented. Each room's part of the town finds them by their keys."""

from dataclasses import dataclass

from parloeb.domain.people.rules import Role

NORDBY = "Jobcenter Nordby"
SYDBY = "Jobcenter Sydby"
TEAMS = {"unge": (NORDBY, "Team Unge"), "voksne": (NORDBY, "Team Voksne"), "syd": (SYDBY, "Team Syd")}
SUPPLIER = "Sporskifte Mentorhus ApS"
COMPANY = "Bageriet på Havnen"


@dataclass(frozen=True)
class Part:
    """Somebody with a role; `team` is a key of TEAMS, `organisation` the name of one."""

    key: str
    name: str
    role: Role
    organisation: str = ""
    team: str = ""


@dataclass(frozen=True)
class Citizen:
    """A citizen of whom the caseworker with the key `caseworker` has opened a case.

    The CPR number is a replacement number (60 added to the day), which no register of persons gives to anybody.
    """

    key: str
    name: str
    cpr: str
    caseworker: str
    team: str
    is_protected: bool = False


STAFF = (
    Part("signe", "Signe Holmgaard", Role.CASEWORKER, team="unge"),
    Part("mads", "Mads Østerbye", Role.CASEWORKER, team="voksne"),
    Part("sidsel", "Sidsel Munkholt", Role.CASEWORKER, team="syd"),
    Part("lone", "Lone Kvistgaard", Role.TEAM_LEADER, team="unge"),
    Part("leif", "Leif Åkjær", Role.TEAM_LEADER, team="syd"),
    Part("karen", "Karen Sommerlund", Role.COORDINATOR, organisation=NORDBY),
    Part("kaj", "Kaj Engvang", Role.COORDINATOR, organisation=SYDBY),
    Part("mikkel", "Mikkel Lundgreen", Role.MENTOR, organisation=NORDBY),
    Part("maja", "Maja Kroghage", Role.MENTOR, organisation=SUPPLIER),
    Part("omar", "Omar Bjergby", Role.MENTOR, organisation=NORDBY),
    Part("sanne", "Sanne Sporleder", Role.SUPPLIER_ADMIN, organisation=SUPPLIER),
    Part("vera", "Vera Bagermark", Role.COMPANY_CONTACT, organisation=COMPANY),
    Part("carl", "Carl Talgaard", Role.CONTROLLER, organisation=NORDBY),
    Part("eva", "Eva Lykkeborg", Role.EVALUATOR, organisation=NORDBY),
    Part("lars", "Lars Logvad", Role.LOG_REVIEWER, organisation=NORDBY),
    Part("asger", "Asger Nøglebæk", Role.ADMINISTRATOR),
)

CITIZENS = (
    Citizen("anna", "Anna Borgstrøm", "7203984102", "signe", "unge"),
    Citizen("bo", "Bo Egelykke", "6107991003", "signe", "unge"),
    Citizen("frida", "Frida Ærøvang", "8811024204", "signe", "unge", is_protected=True),
    Citizen("henning", "Henning Søholt", "6505710105", "mads", "voksne"),
    Citizen("zara", "Zara Østenfjeld", "7612830206", "sidsel", "syd"),
)
