"""Roles, kinds of organisation, and the name by which a citizen is shown."""

from dataclasses import dataclass
from enum import StrEnum

from parloeb.kernel import verdicts
from parloeb.kernel.lists import Listed


class Role(StrEnum):
    """What somebody acts as; the Danish titles stand in ROLE_TITLES."""

    CASEWORKER = "caseworker"
    TEAM_LEADER = "team_leader"
    COORDINATOR = "coordinator"
    MENTOR = "mentor"
    SUPPLIER_ADMIN = "supplier_admin"
    COMPANY_CONTACT = "company_contact"
    CITIZEN = "citizen"
    CONTROLLER = "controller"
    EVALUATOR = "evaluator"
    LOG_REVIEWER = "log_reviewer"
    ADMINISTRATOR = "administrator"
    SYSTEM = "system"


ROLE_TITLES: dict[Role, str] = {
    Role.CASEWORKER: "Sagsbehandler",
    Role.TEAM_LEADER: "Teamleder",
    Role.COORDINATOR: "Mentorkoordinator",
    Role.MENTOR: "Mentor",
    Role.SUPPLIER_ADMIN: "Leverandøradministrator",
    Role.COMPANY_CONTACT: "Virksomhedskontakt",
    Role.CITIZEN: "Borger",
    Role.CONTROLLER: "Controller",
    Role.EVALUATOR: "Evaluator",
    Role.LOG_REVIEWER: "Logkontrollant",
    Role.ADMINISTRATOR: "Systemadministrator",
    Role.SYSTEM: "Systemet",
}


class OrganisationKind(StrEnum):
    """What an organisation is to mentor support: the authority itself, or one who delivers mentors."""

    JOBCENTRE = "jobcentre"
    SUPPLIER = "supplier"
    COMPANY = "company"
    SCHOOL = "school"


ORGANISATION_TITLES: dict[OrganisationKind, str] = {
    OrganisationKind.JOBCENTRE: "jobcenter",
    OrganisationKind.SUPPLIER: "leverandør",
    OrganisationKind.COMPANY: "virksomhed",
    OrganisationKind.SCHOOL: "uddannelsessted",
}

# Those who act for the authority. Such a role is closed towards a case in which the same person is a party or mentor.
AUTHORITY_ROLES = frozenset({Role.CASEWORKER, Role.TEAM_LEADER, Role.COORDINATOR, Role.CONTROLLER})
# Those of them who work on cases; the controller samples them.
CASE_STAFF = AUTHORITY_ROLES - {Role.CONTROLLER}


class Represents(Listed):
    """What somebody is to the citizen for whom they act."""

    PARTY = "party", "Partsrepræsentant"
    GUARDIAN = "guardian", "Værge"


class Receives(Listed):
    """Which of the citizen's letters a representative gets too."""

    DECISIONS = "decisions", "Afgørelser, høringer og svar på klager"
    ALL = "all", "Alle breve"


def shown_name(name: str, *, is_protected: bool, registration_key: str | None) -> str:
    """The name for lists, letters, exports and file names: masked when protected, a key when nameless."""
    if is_protected:
        return "Navn beskyttet"
    if name:
        return name
    return f"Uden navn ({registration_key})" if registration_key else "Uden navn"


@dataclass(frozen=True)
class Particulars:
    """What a citizen is registered with beside the number; empty where it is not known."""

    name: str = ""
    address: str = ""
    email: str = ""
    phone: str = ""


# How a citizen's particulars are named in a sentence, after "Borgeren er registreret med".
_NAMED = {"name": "navnet", "address": "adressen", "email": "e-mailen", "phone": "telefonnummeret"}
_NOT_KNOWN = {"address": "en adresse", "email": "en e-mail", "phone": "et telefonnummer"}


def differences(typed: Particulars, kept: Particulars, *, is_protected: bool) -> tuple[tuple[str, str], ...]:
    """Where something typed is not what is kept: the field, and a sentence with what is kept.

    An empty field says nothing. Of somebody protected the sentence tells nothing of what is kept, nor whether
    what was typed is the same.
    """
    found = []
    for field, named in _NAMED.items():
        said, known = (_plain(getattr(one, field)) for one in (typed, kept))
        if said and is_protected:
            found.append((field, "Borgeren er beskyttet. Det registrerede vises ikke og bliver brugt."))
        elif said and said != known:
            of_known = f"Borgeren er registreret med {named} »{known}«, som bliver brugt."
            found.append((field, of_known if known else f"Borgeren er ikke registreret med {_NOT_KNOWN[field]}."))
    return tuple(found)


def _plain(text: str) -> str:
    return " ".join(text.split())


_OF_A_TEAM = frozenset({Role.CASEWORKER, Role.TEAM_LEADER})
_OF_AN_ORGANISATION = frozenset({Role.COORDINATOR, Role.CONTROLLER, Role.SUPPLIER_ADMIN, Role.COMPANY_CONTACT})


def opens_something(role: Role, *, has_team: bool, has_organisation: bool) -> verdicts.Verdict:
    """Whether the role, restricted to a team or an organisation or to neither, gives anything to see.

    A role without what it must be restricted to opens nothing, and nobody would see why.
    """
    title = ROLE_TITLES[role].lower()
    if role in _OF_A_TEAM and not has_team:
        return verdicts.no(f"Rollen {title} skal høre til et team.")
    if role in _OF_AN_ORGANISATION and not has_organisation:
        return verdicts.no(f"Rollen {title} skal høre til en organisation.")
    return verdicts.YES
