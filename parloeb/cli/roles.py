"""The roles that a command gives out, by the names that an administrator types."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from parloeb.domain.people import rules
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors

if TYPE_CHECKING:
    from parloeb.domain.people.acting import Actor


@dataclass(frozen=True)
class Given:
    """A role with what it is restricted to, by name; empty where it is not."""

    role: Role
    organisation: str = ""
    team: str = ""

    def check(self) -> None:
        """Refuse a role that would open nothing."""
        verdict = rules.opens_something(self.role, has_team=bool(self.team), has_organisation=bool(self.organisation))
        if not verdict:
            raise errors.RefusedError(verdict.reason)

    def give(self, user: Any, *, first_day: date, by: "Actor", at: datetime) -> None:
        """Give it to a user from a day on. Raises RefusedError where a name is unknown."""
        from parloeb.domain.people import commands, queries

        commands.assign_role(
            user,
            role=self.role,
            organisation=queries.organisation_named(self.organisation) if self.organisation else None,
            team=queries.team_named(self.team, organisation=self.organisation) if self.team else None,
            first_day=first_day,
            by=by,
            at=at,
        )
