"""Cases and the people related to them."""

from datetime import date

from parloeb.domain.cases import commands
from parloeb.domain.cases.models import Case, Relation
from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.people import acting
from parloeb.domain.people.models import Citizen, Organisation, Team, User
from parloeb.domain.people.rules import Role
from tests.builders import clock, people
from tests.builders.clock import AT, ON


def a_case(*, by: User | None = None, citizen: Citizen | None = None, on: date = ON) -> Case:
    """A case opened by a caseworker in the caseworker's own team; both are made where not given."""
    caseworker = by or people.a_caseworker()
    assignment = caseworker.role_assignments.get(role=Role.CASEWORKER)
    assert assignment.team, "a caseworker opens cases in a team"
    with people.act(caseworker, Role.CASEWORKER, on=on) as actor:
        return commands.open_case(
            citizen=citizen or people.a_citizen(), team=assignment.team, by=actor, at=clock.at(on), on=on
        )


def relate(
    case: Case,
    kind: RelationKind,
    *,
    user: User | None = None,
    team: Team | None = None,
    organisation: Organisation | None = None,
    first_day: date = ON,
    last_day: date | None = None,
) -> Relation:
    """Relate one user, team or organisation to a case, as the commands of the later rooms do."""
    return commands.relate(
        case,
        kind=kind,
        user=user,
        team=team,
        organisation=organisation,
        first_day=first_day,
        last_day=last_day,
        by=acting.SYSTEM,
        at=AT,
    )


def cut(case: Case, kind: RelationKind) -> None:
    """Close the relations of a kind at once."""
    commands.cut_relations(case, kind=kind, by=acting.SYSTEM, at=AT)
