"""Who writes and reads what a citizen wishes of a mentor: those who choose, and the citizen."""

from datetime import date

from django.db.models import QuerySet

from parloeb.domain.cases import access as cases
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import Stage
from parloeb.domain.matching.models import Wishes
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors, verdicts

WRITERS = frozenset({Role.CASEWORKER, Role.TEAM_LEADER, Role.COORDINATOR, Role.CITIZEN})


def visible_in(reached: cases.Reached) -> QuerySet[Wishes]:
    """Those of one case that the actor was found to reach."""
    return Wishes.objects.filter(case=reached.case) if reached.by.role in WRITERS else Wishes.objects.none()


def may_write_in(reached: cases.Reached) -> verdicts.Verdict:
    """Whether the actor may write down wishes in a case that the actor was found to reach."""
    if reached.by.role not in WRITERS:
        return verdicts.no("Din rolle giver ikke adgang til at gøre dette.")
    if reached.case.is_historic or reached.case.stage == Stage.ENDED:
        return verdicts.no("Forløbet er slut, så der skal ikke findes en mentor.")
    return verdicts.YES


def require_write(by: Actor, case: Case, *, on: date) -> None:
    """Refuse to write in a case out of reach, or where `may_write_in` says no."""
    verdict = may_write_in(cases.Reached(case, by))
    if verdict and not cases.reaches(by, case.pk, on=on):
        verdict = cases.no_access(by, case, on=on)
    if not verdict:
        raise errors.RefusedError(verdict.reason)
