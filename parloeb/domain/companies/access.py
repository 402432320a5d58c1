"""Who keeps the companies of a jobcentre, and who places citizens there."""

from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import Role
from parloeb.kernel import verdicts

_PLACES = frozenset({Role.CASEWORKER, Role.TEAM_LEADER, Role.COORDINATOR, Role.SYSTEM})
_OF_A_JOBCENTRE = frozenset({Role.COORDINATOR})


def may_keep(by: Actor, jobcentre: Organisation) -> verdicts.Verdict:
    """Whether the actor may register companies of a jobcentre: its coordinator."""
    if by.role is Role.SYSTEM or (by.role in _OF_A_JOBCENTRE and jobcentre.pk in by.organisation_ids):
        return verdicts.YES
    return verdicts.no("Kun jobcentrets mentorkoordinator kan registrere virksomheder.")


def may_place(by: Actor) -> verdicts.Verdict:
    """Whether the actor may place citizens: the authority alone, in cases that it reaches."""
    if by.role in _PLACES:
        return verdicts.YES
    return verdicts.no("Kun jobcentret kan placere en borger hos en virksomhed.")
