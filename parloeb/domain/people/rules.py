"""Roles, kinds of organisation, and the name by which a citizen is shown."""

from enum import StrEnum


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
