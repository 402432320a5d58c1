"""Builds the demo's town through the commands, as its own people would have done it."""

from datetime import datetime, timedelta

from parloeb.cli.demo_town import cast
from parloeb.domain.cases import commands as cases
from parloeb.domain.people import acting, commands, sealing
from parloeb.domain.people.rules import OrganisationKind, Role
from parloeb.kernel import cpr, local

FOUNDED_BEFORE = timedelta(days=400)
OPENED_BEFORE = timedelta(days=14)


class Town:
    """The places and people by their keys in `cast`, so that each room's part can go on with them."""

    def __init__(self, *, keys: sealing.Keyring, at: datetime) -> None:
        """Register places and people, the days of their roles long past. Call inside one transaction."""
        self.keys = keys
        self.at = at
        founded_at = at - FOUNDED_BEFORE
        with acting.acting_as_system() as by:
            self.organisations = {
                name: commands.register_organisation(kind=kind, name=name, by=by, at=founded_at)
                for name, kind in (
                    (cast.NORDBY, OrganisationKind.JOBCENTRE),
                    (cast.SYDBY, OrganisationKind.JOBCENTRE),
                    (cast.SUPPLIER, OrganisationKind.SUPPLIER),
                    (cast.COMPANY, OrganisationKind.COMPANY),
                )
            }
            self.teams = {
                key: commands.register_team(jobcentre=self.organisations[jobcentre], name=name, by=by, at=founded_at)
                for key, (jobcentre, name) in cast.TEAMS.items()
            }
            self.users = {
                part.key: commands.register_user(email=_email(part.key), name=part.name, by=by, at=founded_at)
                for part in (*cast.STAFF, *cast.CITIZENS)
            }
        self._give_roles(founded_at)
        self.citizens = {
            citizen.key: commands.register_citizen(
                name=citizen.name,
                cpr=cpr.Cpr(citizen.cpr),
                is_protected=citizen.is_protected,
                keys=keys,
                by=acting.SYSTEM,
                at=at - OPENED_BEFORE,
            )
            for citizen in cast.CITIZENS
        }

    def open_cases(self) -> None:
        """Let every citizen log in, and the caseworker open the case."""
        opened_at = self.at - OPENED_BEFORE
        on = local.local_day(opened_at)
        for row in cast.CITIZENS:
            citizen = self.citizens[row.key]
            commands.link_user(citizen, user=self.users[row.key], by=acting.SYSTEM, at=opened_at)
            with acting.acting_as(self.users[row.caseworker], Role.CASEWORKER, on=on) as by:
                cases.open_case(citizen=citizen, team=self.teams[row.team], by=by, at=opened_at, on=on)

    def _give_roles(self, at: datetime) -> None:
        first_day = local.local_day(at)
        with acting.acting_as_system() as by:
            for part in cast.STAFF:
                commands.assign_role(
                    self.users[part.key],
                    role=part.role,
                    organisation=self.organisations.get(part.organisation),
                    team=self.teams.get(part.team),
                    first_day=first_day,
                    by=by,
                    at=at,
                )
            for citizen in cast.CITIZENS:
                commands.assign_role(self.users[citizen.key], role=Role.CITIZEN, first_day=first_day, by=by, at=at)


def _email(key: str) -> str:
    return f"{key}@nordby.example"
