"""Who may register people and organisations, give out roles, and set what a jobcentre sets itself."""

from django.db.models import QuerySet

from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Organisation, Team
from parloeb.domain.people.rules import OrganisationKind, Role
from parloeb.kernel import errors, verdicts

_MAY: dict[str, frozenset[Role]] = {
    "register_citizen": frozenset({Role.CASEWORKER, Role.TEAM_LEADER, Role.SYSTEM}),
    "correct_citizen": frozenset({Role.CASEWORKER, Role.TEAM_LEADER, Role.SYSTEM}),
    "represent": frozenset({Role.CASEWORKER, Role.TEAM_LEADER, Role.SYSTEM}),
    "register_organisation": frozenset({Role.ADMINISTRATOR, Role.SYSTEM}),
    "register_user": frozenset({Role.ADMINISTRATOR, Role.SYSTEM}),
    "assign_role": frozenset({Role.ADMINISTRATOR, Role.SYSTEM}),
    "deactivate_user": frozenset({Role.ADMINISTRATOR, Role.SYSTEM}),
    "set_setting": frozenset({Role.ADMINISTRATOR, Role.SYSTEM}),
}


def may(by: Actor, act: str) -> verdicts.Verdict:
    """Whether the actor's role may do the act at all."""
    if by.role in _MAY[act]:
        return verdicts.YES
    return verdicts.no("Din rolle giver ikke adgang til at gøre dette.")


def jobcentres_of(by: Actor) -> QuerySet[Organisation]:
    """The jobcentres whose settings the actor reads: the teams' own; an administrator's all, or those named."""
    found = Organisation.objects.filter(kind=OrganisationKind.JOBCENTRE).order_by("name")
    if by.role in (Role.CASEWORKER, Role.TEAM_LEADER):
        return found.filter(pk__in=Team.objects.filter(pk__in=by.team_ids).values("jobcentre"))
    if by.role is Role.SYSTEM or (by.role is Role.ADMINISTRATOR and not by.organisation_ids):
        return found
    return found.filter(pk__in=by.organisation_ids) if by.role is Role.ADMINISTRATOR else found.none()


def require(by: Actor, act: str) -> None:
    """Refuse with the reason where `may` says no."""
    verdict = may(by, act)
    if not verdict:
        raise errors.RefusedError(verdict.reason)
