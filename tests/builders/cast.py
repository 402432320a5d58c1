"""The fixed cast: everybody whom the tests send to the doors, and the places that they belong to."""

from dataclasses import dataclass

from parloeb.domain.people import acting, commands
from parloeb.domain.people.models import Organisation, Team, User
from parloeb.domain.people.rules import OrganisationKind, Role
from tests.builders import people
from tests.builders.clock import AT


@dataclass(frozen=True)
class Places:
    """Two jobcentres side by side, the first with two teams; two suppliers and a company."""

    nordby: Organisation
    team_a: Team
    team_b: Team
    sydby: Organisation
    team_c: Team
    supplier: Organisation
    other_supplier: Organisation
    company: Organisation


@dataclass(frozen=True)
class Cast:
    """Who is who. "Other" is always one who holds the same role and has nothing to do with the same citizens."""

    places: Places
    caseworker: User  # Signe, team A of Nordby
    other_caseworker: User  # Mads, team B of Nordby
    caseworker_of_sydby: User
    leader: User  # team A of Nordby
    other_leader: User  # team C of Sydby
    coordinator: User  # Nordby
    other_coordinator: User  # Sydby
    mentor: User
    other_mentor: User
    supplier_admin: User
    other_supplier_admin: User
    citizen: User
    other_citizen: User
    company_contact: User
    controller: User  # Nordby
    other_controller: User  # Sydby
    evaluator: User
    log_reviewer: User
    administrator: User
    nobody: User  # an active user without a role
    leaver: User  # a caseworker of team A who has left
    employee_and_mentor: User  # a caseworker of team A who is a mentor too


def the_cast() -> Cast:
    """Everybody, with the roles they hold; cases are related to them by the test."""
    places = _places()
    staff = _staff(places)
    leaver = people.a_caseworker("Liv Rejst", team=places.team_a)
    commands.deactivate_user(leaver, by=acting.SYSTEM, at=AT)
    both = people.a_caseworker("Emil Toft", team=places.team_a)
    people.give_role(both, Role.MENTOR)
    return Cast(
        places=places,
        **staff,
        mentor=people.a_mentor("Mikkel Lund"),
        other_mentor=people.a_mentor("Maja Krogh", organisation=places.other_supplier),
        citizen=_holding("Anna Borg", Role.CITIZEN),
        other_citizen=_holding("Bo Egelund", Role.CITIZEN),
        nobody=people.a_user("Nina Udenrolle"),
        leaver=leaver,
        employee_and_mentor=both,
    )


def _places() -> Places:
    nordby, sydby = people.a_jobcentre("Jobcenter Nordby"), people.a_jobcentre("Jobcenter Sydby")
    return Places(
        nordby=nordby,
        team_a=people.a_team("Team A", jobcentre=nordby),
        team_b=people.a_team("Team B", jobcentre=nordby),
        sydby=sydby,
        team_c=people.a_team("Team C", jobcentre=sydby),
        supplier=people.an_organisation(OrganisationKind.SUPPLIER, "Sporskiftet ApS"),
        other_supplier=people.an_organisation(OrganisationKind.SUPPLIER, "Medgang A/S"),
        company=people.an_organisation(OrganisationKind.COMPANY, "Bageriet på Torvet"),
    )


def _staff(places: Places) -> dict[str, User]:
    return {
        "caseworker": people.a_caseworker("Signe Sand", team=places.team_a),
        "other_caseworker": people.a_caseworker("Mads Bruun", team=places.team_b),
        "caseworker_of_sydby": people.a_caseworker("Sidsel Munk", team=places.team_c),
        "leader": people.a_leader("Lone Kvist", team=places.team_a),
        "other_leader": people.a_leader("Leif Dam", team=places.team_c),
        "coordinator": people.a_coordinator("Karen Holm", jobcentre=places.nordby),
        "other_coordinator": people.a_coordinator("Kaj Sommer", jobcentre=places.sydby),
        "supplier_admin": _holding("Sanne Spor", Role.SUPPLIER_ADMIN, places.supplier),
        "other_supplier_admin": _holding("Steen Gang", Role.SUPPLIER_ADMIN, places.other_supplier),
        "company_contact": _holding("Vera Bager", Role.COMPANY_CONTACT, places.company),
        "controller": _holding("Carl Tal", Role.CONTROLLER, places.nordby),
        "other_controller": _holding("Cecilie Facit", Role.CONTROLLER, places.sydby),
        "evaluator": _holding("Eva Lykke", Role.EVALUATOR, places.nordby),
        "log_reviewer": _holding("Lars Log", Role.LOG_REVIEWER, places.nordby),
        "administrator": _holding("Adam Nøgle", Role.ADMINISTRATOR),
    }


def _holding(name: str, role: Role, organisation: Organisation | None = None) -> User:
    return people.give_role(people.a_user(name), role, organisation=organisation)
