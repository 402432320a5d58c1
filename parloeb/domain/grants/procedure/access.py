"""Who may read and act in the procedure round a grant."""

from datetime import date

from django.db.models import Q, QuerySet

from parloeb.domain.cases import access as cases
from parloeb.domain.correspondence.states import LetterState
from parloeb.domain.grants.models import Hearing
from parloeb.domain.grants.states import HearingState
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors, verdicts

DECIDERS = frozenset({Role.CASEWORKER, Role.TEAM_LEADER})

MAY_OF_HEARING: dict[str, frozenset[Role]] = {
    "answer": DECIDERS | {Role.CITIZEN},
    "close": DECIDERS,
    "withdraw": DECIDERS,
}

_NO_ROLE = "Din rolle giver ikke adgang til at gøre dette."
_NO_ACCESS = "Du har ikke adgang til sagen."


def hearings_visible_to(by: Actor, *, on: date) -> QuerySet[Hearing]:
    """The hearings of the cases that the actor reaches: the authority's all, the citizen's own that were sent."""
    return _readable_hearings(by).filter(grant__case__in=cases.visible_to(by, on=on))


def hearings_visible_in(reached: cases.Reached) -> QuerySet[Hearing]:
    """Those of one case that the actor was found to reach."""
    return _readable_hearings(reached.by).filter(grant__case=reached.case)


def may_of_hearing(by: Actor, act: str, hearing: Hearing, *, on: date) -> verdicts.Verdict:
    """Whether the actor may do the act on this hearing."""
    if by.role not in MAY_OF_HEARING[act]:
        return verdicts.no(_NO_ROLE)
    if not hearings_visible_to(by, on=on).filter(pk=hearing.pk).exists():
        return verdicts.no(_NO_ACCESS)
    return verdicts.YES


def require_of_hearing(by: Actor, act: str, hearing: Hearing, *, on: date) -> None:
    """Refuse with the reason where `may_of_hearing` says no."""
    _require(may_of_hearing(by, act, hearing, on=on))


def _require(verdict: verdicts.Verdict) -> None:
    if not verdict:
        raise errors.RefusedError(verdict.reason)


def _readable_hearings(by: Actor) -> QuerySet[Hearing]:
    """A letter that has not left, or was called back, tells the citizen nothing."""
    if by.role in DECIDERS:
        return Hearing.objects.all()
    if by.role is Role.CITIZEN:
        return Hearing.objects.filter(~Q(state=HearingState.WITHDRAWN), letter__state=LetterState.SENT)
    return Hearing.objects.none()
