"""Who may see the tables, and of which jobcentres."""

from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors, verdicts


def may_evaluate(by: Actor) -> verdicts.Verdict:
    """Whether the actor may see tables at all: evaluators, who see nothing else."""
    if by.role in (Role.EVALUATOR, Role.SYSTEM):
        return verdicts.YES
    return verdicts.no("Kun en evaluator kan se evalueringens tabeller.")


def jobcentres_of(by: Actor) -> frozenset[int] | None:
    """The jobcentres whose tables the actor sees; None is all, for a role that was given without any."""
    verdict = may_evaluate(by)
    if not verdict:
        raise errors.RefusedError(verdict.reason)
    return by.organisation_ids or None
