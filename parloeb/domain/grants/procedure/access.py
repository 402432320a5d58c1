"""Who may read and act in the procedure round a grant."""

from datetime import date

from django.db.models import Q, QuerySet

from parloeb.domain.cases import access as cases
from parloeb.domain.cases.models import Case
from parloeb.domain.correspondence.states import LetterState
from parloeb.domain.grants import access as grants
from parloeb.domain.grants.models import Complaint, Grant, Hearing, Request
from parloeb.domain.grants.states import DECIDED, HearingState
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors, verdicts

DECIDERS = frozenset({Role.CASEWORKER, Role.TEAM_LEADER})

MAY_OF_HEARING: dict[str, frozenset[Role]] = {
    "answer": DECIDERS | {Role.CITIZEN},
    "prolong": DECIDERS,
    "close": DECIDERS,
    "withdraw": DECIDERS,
}

MAY_OF_COMPLAINT: dict[str, frozenset[Role]] = {
    "accept": frozenset({Role.TEAM_LEADER}),
    "explain": DECIDERS,
    "maintain": DECIDERS,
    "change": DECIDERS,
    "send_on": DECIDERS,
    "note_answer": DECIDERS,
    "withdraw": DECIDERS | {Role.CITIZEN},
}
_COMPLAINERS = DECIDERS | {Role.CITIZEN}
ASKERS = DECIDERS | {Role.CITIZEN}
_RECONSIDERS = frozenset({"maintain", "change"})

_NO_ROLE = "Din rolle giver ikke adgang til at gøre dette."


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
        return cases.no_access(by, hearing.grant.case, on=on)
    return verdicts.YES


def require_of_hearing(by: Actor, act: str, hearing: Hearing, *, on: date) -> None:
    """Refuse with the reason where `may_of_hearing` says no."""
    _require(may_of_hearing(by, act, hearing, on=on))


def complaints_visible_to(by: Actor, *, on: date) -> QuerySet[Complaint]:
    """The complaints about the grants that the actor sees."""
    return Complaint.objects.filter(grant__in=grants.visible_to(by, on=on))


def complaints_visible_in(reached: cases.Reached) -> QuerySet[Complaint]:
    """Those of one case that the actor was found to reach."""
    return Complaint.objects.filter(grant__in=grants.visible_in(reached))


def may_complain(by: Actor, grant: Grant, *, on: date) -> verdicts.Verdict:
    """Whether a complaint about the grant can come in from the actor: the citizen's own, or one written down."""
    if by.role not in _COMPLAINERS:
        return verdicts.no(_NO_ROLE)
    if not grants.visible_to(by, on=on).filter(pk=grant.pk).exists():
        return cases.no_access(by, grant.case, on=on)
    if grant.state not in DECIDED:
        return verdicts.no("Bevillingen er ikke afgjort, så der er ikke noget at klage over endnu.")
    return verdicts.YES


def require_complain(by: Actor, grant: Grant, *, on: date) -> None:
    """Refuse with the reason where `may_complain` says no."""
    _require(may_complain(by, grant, on=on))


def may_of_complaint(by: Actor, act: str, complaint: Complaint, *, on: date) -> verdicts.Verdict:
    """Whether the actor may do the act on this complaint; nobody reconsiders the own decision."""
    if by.role not in MAY_OF_COMPLAINT[act]:
        return verdicts.no(_NO_ROLE)
    if not complaints_visible_to(by, on=on).filter(pk=complaint.pk).exists():
        return cases.no_access(by, complaint.grant.case, on=on)
    if act in _RECONSIDERS and by.user_id == complaint.grant.decided_by_id:
        return verdicts.no("Du har selv afgjort bevillingen, så en anden i teamet skal se på den igen.")
    return verdicts.YES


def require_of_complaint(by: Actor, act: str, complaint: Complaint, *, on: date) -> None:
    """Refuse with the reason where `may_of_complaint` says no."""
    _require(may_of_complaint(by, act, complaint, on=on))


def requests_visible_to(by: Actor, *, on: date) -> QuerySet[Request]:
    """The requests in the cases that the actor reaches: for those who answer them all, for the citizen the own."""
    return _readable_requests(by).filter(case__in=cases.visible_to(by, on=on))


def requests_visible_in(reached: cases.Reached) -> QuerySet[Request]:
    """Those of one case that the actor was found to reach."""
    return _readable_requests(reached.by).filter(case=reached.case)


def require_ask(by: Actor, case: Case, *, on: date) -> None:
    """Refuse where the actor neither asks for the own nor writes down what is asked for in this case."""
    if by.role not in ASKERS:
        raise errors.RefusedError(_NO_ROLE)
    cases.require_reach(by, case, on=on)


def require_note(by: Actor, case: Case, *, on: date) -> None:
    """Refuse where the actor does not answer what is asked for in this case."""
    if by.role not in DECIDERS:
        raise errors.RefusedError(_NO_ROLE)
    cases.require_reach(by, case, on=on)


def _readable_requests(by: Actor) -> QuerySet[Request]:
    return Request.objects.all() if by.role in ASKERS else Request.objects.none()


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
