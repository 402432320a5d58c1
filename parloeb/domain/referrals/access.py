"""Who may do what with a referral."""

from datetime import date

from django.db.models import QuerySet

from parloeb.domain.cases import access as cases
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.models import Referral
from parloeb.kernel import errors, verdicts

_REFERRERS = frozenset({Role.CASEWORKER, Role.TEAM_LEADER})
_READERS = _REFERRERS | {Role.COORDINATOR, Role.CITIZEN}

MAY: dict[str, frozenset[Role]] = {
    "save": _REFERRERS,
    "send": _REFERRERS,
    "amend": _REFERRERS,
    "move_discharge": _REFERRERS,
    "withdraw": _REFERRERS,
    "accept": _REFERRERS,
    "refuse": _REFERRERS,
}


def visible_to(by: Actor, *, on: date) -> QuerySet[Referral]:
    """The referrals of the cases that the actor reaches. Mentor, supplier and controller read none of them."""
    return _readable(by).filter(case__in=cases.visible_to(by, on=on))


def visible_in(reached: cases.Reached) -> QuerySet[Referral]:
    """Those of one case that the actor was found to reach."""
    return _readable(reached.by).filter(case=reached.case)


def may(by: Actor, act: str, referral: Referral, *, on: date) -> verdicts.Verdict:
    """Whether the actor may do the act on this referral."""
    if by.role not in MAY[act]:
        return verdicts.no("Kun sagsbehandleren eller teamlederen kan gøre dette.")
    if not visible_to(by, on=on).filter(pk=referral.pk).exists():
        return cases.no_access(by, referral.case, on=on)
    return verdicts.YES


def require(by: Actor, act: str, referral: Referral, *, on: date) -> None:
    """Refuse with the reason where `may` says no."""
    verdict = may(by, act, referral, on=on)
    if not verdict:
        raise errors.RefusedError(verdict.reason)


def _readable(by: Actor) -> QuerySet[Referral]:
    """A draft is read by those who write it; what was sent by the others too."""
    if by.role in _REFERRERS:
        return Referral.objects.all()
    if by.role in _READERS:
        return Referral.objects.filter(sent_at__isnull=False)
    return Referral.objects.none()
