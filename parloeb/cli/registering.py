"""Registers users and organisations for the administrator at the machine, who acts as the system."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from parloeb.cli import saying
from parloeb.domain.people import acting, commands, queries, rules
from parloeb.domain.people.rules import OrganisationKind, Role
from parloeb.kernel import errors, local


def user(
    *, email: str, name: str, roles: Sequence[Role], organisation: str, team: str, password: str, at: datetime
) -> None:
    """Register a user with roles, all or nothing. Raises RefusedError or CannotError, with sentences."""
    _check_typed(email, password)
    for role in roles:
        verdict = rules.opens_something(role, has_team=bool(team), has_organisation=bool(organisation))
        if not verdict:
            raise errors.RefusedError(verdict.reason)
    with acting.acting_as_system() as by:
        made = commands.register_user(email=email, name=name, password=password, by=by, at=at)
        for role in roles:
            commands.assign_role(
                made,
                role=role,
                organisation=queries.organisation_named(organisation) if organisation else None,
                team=queries.team_named(team, organisation=organisation) if team else None,
                first_day=local.local_day(at),
                by=by,
                at=at,
            )


def organisation(*, name: str, kind: OrganisationKind, teams: Sequence[str], at: datetime) -> None:
    """Register an organisation with its teams, all or nothing. Raises RefusedError."""
    if teams and kind is not OrganisationKind.JOBCENTRE:
        raise errors.RefusedError("Kun et jobcenter har teams.")
    with acting.acting_as_system() as by:
        made = commands.register_organisation(kind=kind, name=name, by=by, at=at)
        for team in teams:
            commands.register_team(jobcentre=made, name=team, by=by, at=at)


def _check_typed(email: str, password: str) -> None:
    try:
        validate_email(email)
        password_validation.validate_password(password)
    except ValidationError as error:
        raise saying.CannotError(*error.messages, exit_code=saying.REFUSED) from error
