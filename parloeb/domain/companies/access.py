"""Who keeps the companies of a jobcentre."""

from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import Role
from parloeb.kernel import verdicts

_OF_A_JOBCENTRE = frozenset({Role.COORDINATOR})


def may_keep(by: Actor, jobcentre: Organisation) -> verdicts.Verdict:
    """Whether the actor may register companies of a jobcentre: its coordinator."""
    if by.role is Role.SYSTEM or (by.role in _OF_A_JOBCENTRE and jobcentre.pk in by.organisation_ids):
        return verdicts.YES
    return verdicts.no("Kun jobcentrets mentorkoordinator kan registrere virksomheder.")
