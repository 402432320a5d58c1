"""Roles, kinds of organisation, and the name by which a citizen is shown."""

from enum import StrEnum

from parloeb.kernel import verdicts


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


def shown_name(name: str, *, is_protected: bool, registration_key: str | None) -> str:
    """The name for lists, letters, exports and file names: masked when protected, a key when nameless."""
    if is_protected:
        return "Navn beskyttet"
    if name:
        return name
    return f"Uden navn ({registration_key})" if registration_key else "Uden navn"


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
