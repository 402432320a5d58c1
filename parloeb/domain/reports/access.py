"""Who may write, read and answer a monthly report."""

from datetime import date

from django.db.models import Q, QuerySet

from parloeb.domain.cases import access as cases
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.states import BINDING
from parloeb.domain.matching.states import State as MatchState
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.domain.reports.lists import OwnColumnWay
from parloeb.domain.reports.models import MonthlyReport
from parloeb.kernel import errors, verdicts

_AUTHORITY = frozenset({Role.CASEWORKER, Role.TEAM_LEADER})
_MENTOR = frozenset({Role.MENTOR})

MAY: dict[str, frozenset[Role]] = {
    "save": _MENTOR,
    "offer": _MENTOR,
    "send": _MENTOR,
    "add_own_column": _AUTHORITY | {Role.CITIZEN},
    "acknowledge": _AUTHORITY,
    "ask_back": _AUTHORITY,
}

_SENT = Q(sent_at__isnull=False)
_OFFERED = Q(offered_on__isnull=False)


def visible_to(by: Actor, *, on: date) -> QuerySet[MonthlyReport]:
    """The reports of the cases that the actor reaches: the mentor's own all, the citizen's and the authority's when
    sent or offered to the citizen, the coordinator's when sent. Supplier and controller read none.

    A report that came back stays visible while the mentor writes on, with the words that were sent
    (queries.words_of).
    """
    return _readable(by).filter(match__case__in=cases.visible_to(by, on=on))


def visible_in(reached: cases.Reached) -> QuerySet[MonthlyReport]:
    """Those of one case that the actor was found to reach."""
    return _readable(reached.by).filter(match__case=reached.case)


def matches_to_tell(by: Actor, *, on: date) -> QuerySet[Match]:
    """The mentor's own matches of the cases that the mentor reaches, from the mentor's yes on."""
    if by.role is not Role.MENTOR:
        return Match.objects.none()
    told = Match.objects.filter(mentor__user=by.user_id, state__in=[*BINDING, MatchState.ENDED])
    return told.filter(case__in=cases.visible_to(by, on=on))


def may(by: Actor, act: str, report: MonthlyReport, *, on: date) -> verdicts.Verdict:
    """Whether the actor may do the act on this report."""
    if by.role not in MAY[act]:
        return verdicts.no("Din rolle giver ikke adgang til at gøre dette.")
    if not visible_to(by, on=on).filter(pk=report.pk).exists():
        return verdicts.no("Du har ikke adgang til rapporten.")
    return verdicts.YES


def may_word(by: Actor, report: MonthlyReport) -> bool:
    """Whether the actor may put other words into the citizen's column: nobody else's where the citizen wrote it."""
    return by.role is Role.CITIZEN or report.own_column_way != OwnColumnWay.SELF


def require(by: Actor, act: str, report: MonthlyReport, *, on: date) -> None:
    """Refuse with the reason where `may` says no."""
    verdict = may(by, act, report, on=on)
    if not verdict:
        raise errors.RefusedError(verdict.reason)


def _readable(by: Actor) -> QuerySet[MonthlyReport]:
    reports = MonthlyReport.objects.all()
    if by.role is Role.MENTOR:
        return reports.filter(match__mentor__user=by.user_id)
    if by.role is Role.COORDINATOR:
        return reports.filter(_SENT)
    if by.role in _AUTHORITY or by.role is Role.CITIZEN:
        return reports.filter(_SENT | _OFFERED)
    return MonthlyReport.objects.none()
