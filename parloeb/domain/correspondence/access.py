"""Who may read letters, and who may say that one was posted."""

from datetime import date

from django.db.models import QuerySet

from parloeb.domain.cases import access as cases
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import Stage
from parloeb.domain.correspondence.models import Letter, LetterKind
from parloeb.domain.correspondence.states import LetterState
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors, verdicts

_WRITERS = frozenset({Role.CASEWORKER, Role.TEAM_LEADER})
INVITERS = _WRITERS | {Role.COORDINATOR}


def visible_to(by: Actor, *, on: date) -> QuerySet[Letter]:
    """Letters of the cases that the actor reaches: the authority's all, the citizen's own that were sent.

    A coordinator reads the invitations alone.
    """
    return _readable(by).filter(case__in=cases.visible_to(by, on=on))


def visible_in(reached: cases.Reached) -> QuerySet[Letter]:
    """Those of one case that the actor was found to reach."""
    return _readable(reached.by).filter(case=reached.case)


def may_post(by: Actor, letter: Letter, *, on: date) -> verdicts.Verdict:
    """Whether the actor may note that a paper letter was posted."""
    if by.role not in INVITERS or not visible_to(by, on=on).filter(pk=letter.pk).exists():
        return verdicts.no("Kun sagsbehandleren eller teamlederen kan sende brevet.")
    return verdicts.YES


def require_post(by: Actor, letter: Letter, *, on: date) -> None:
    """Refuse with the reason where `may_post` says no."""
    verdict = may_post(by, letter, on=on)
    if not verdict:
        raise errors.RefusedError(verdict.reason)


def may_invite(by: Actor, case: Case, *, on: date) -> verdicts.Verdict:
    """Whether the actor may invite the citizen of this case to a meeting, while the course runs."""
    if by.role not in INVITERS:
        return verdicts.no("Din rolle giver ikke adgang til at gøre dette.")
    if not cases.reaches(by, case.pk, on=on):
        return cases.no_access(by, case, on=on)
    if case.is_historic or case.stage == Stage.ENDED:
        return verdicts.no("Forløbet er slut, så der er ingen samtale at indbyde til.")
    return verdicts.YES


def require_invite(by: Actor, case: Case, *, on: date) -> None:
    """Refuse with the reason where `may_invite` says no."""
    verdict = may_invite(by, case, on=on)
    if not verdict:
        raise errors.RefusedError(verdict.reason)


def _readable(by: Actor) -> QuerySet[Letter]:
    if by.role in _WRITERS:
        return Letter.objects.all()
    if by.role is Role.COORDINATOR:
        return Letter.objects.filter(kind=LetterKind.INVITATION)
    if by.role is Role.CITIZEN:
        return Letter.objects.filter(state=LetterState.SENT, representative=None)
    return Letter.objects.none()
