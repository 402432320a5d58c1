"""Who reads talks and closings, who holds talks and who closes."""

from datetime import date

from django.db.models import QuerySet

from parloeb.domain.cases import access as cases
from parloeb.domain.cases.models import Case
from parloeb.domain.followup.models import Closing, Talk
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors, verdicts

_DECIDERS = frozenset({Role.CASEWORKER, Role.TEAM_LEADER})
_READERS = _DECIDERS | {Role.COORDINATOR, Role.CITIZEN}


def visible_to(by: Actor, *, on: date) -> QuerySet[Talk]:
    """The talks of the cases that the actor reaches; mentor, supplier and controller read none."""
    return _talks(by).filter(case__in=cases.visible_to(by, on=on))


def visible_in(reached: cases.Reached) -> QuerySet[Talk]:
    """Those of one case that the actor was found to reach."""
    return _talks(reached.by).filter(case=reached.case)


def closings_visible_in(reached: cases.Reached) -> QuerySet[Closing]:
    """The closing of one case that the actor was found to reach."""
    return _closings(reached.by).filter(case=reached.case)


def may_follow_up(by: Actor, case: Case, *, on: date) -> verdicts.Verdict:
    """Whether the actor may hold a talk in the case, or close it: caseworker and leader."""
    if by.role not in _DECIDERS:
        return verdicts.no("Kun sagsbehandleren eller teamlederen kan gøre dette.")
    if not cases.reaches(by, case.pk, on=on):
        return cases.no_access(by, case, on=on)
    return verdicts.YES


def require(by: Actor, case: Case, *, on: date) -> None:
    """Refuse with the reason where `may_follow_up` says no."""
    verdict = may_follow_up(by, case, on=on)
    if not verdict:
        raise errors.RefusedError(verdict.reason)


def _talks(by: Actor) -> QuerySet[Talk]:
    return Talk.objects.all() if by.role in _READERS else Talk.objects.none()


def _closings(by: Actor) -> QuerySet[Closing]:
    return Closing.objects.all() if by.role in _READERS else Closing.objects.none()
