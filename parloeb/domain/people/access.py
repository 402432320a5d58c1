"""Who may register people and organisations and give out roles."""

from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors, verdicts

_MAY: dict[str, frozenset[Role]] = {
    "register_citizen": frozenset({Role.CASEWORKER, Role.TEAM_LEADER, Role.SYSTEM}),
    "correct_citizen": frozenset({Role.CASEWORKER, Role.TEAM_LEADER, Role.SYSTEM}),
    "register_organisation": frozenset({Role.ADMINISTRATOR, Role.SYSTEM}),
    "register_user": frozenset({Role.ADMINISTRATOR, Role.SYSTEM}),
    "assign_role": frozenset({Role.ADMINISTRATOR, Role.SYSTEM}),
    "deactivate_user": frozenset({Role.ADMINISTRATOR, Role.SYSTEM}),
}


def may(by: Actor, act: str) -> verdicts.Verdict:
    """Whether the actor's role may do the act at all."""
    if by.role in _MAY[act]:
        return verdicts.YES
    return verdicts.no("Din rolle giver ikke adgang til at gøre dette.")


def require(by: Actor, act: str) -> None:
    """Refuse with the reason where `may` says no."""
    verdict = may(by, act)
    if not verdict:
        raise errors.RefusedError(verdict.reason)
