"""Who may draft, submit and decide a grant."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from django.db.models import QuerySet

from parloeb.domain.cases import access as cases
from parloeb.domain.cases.rules import Stage
from parloeb.domain.grants import chain, force, tallying
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.rules import answering
from parloeb.domain.grants.rules import power as powers
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.states import State as ReferralState
from parloeb.kernel import errors, verdicts

_DECIDERS = frozenset({Role.CASEWORKER, Role.TEAM_LEADER})
_READERS = _DECIDERS | {Role.COORDINATOR, Role.CITIZEN, Role.CONTROLLER}

MAY: dict[str, frozenset[Role]] = {
    "save": _DECIDERS,
    "submit": frozenset({Role.CASEWORKER}),
    "grant": _DECIDERS,
    "refuse": _DECIDERS,
    "hear": _DECIDERS,
    "return": frozenset({Role.TEAM_LEADER}),
    "take_back": frozenset({Role.CASEWORKER}),
    "stop": _DECIDERS,
    "withdraw": _DECIDERS,
    "begin_today": _DECIDERS,
    "modify": _DECIDERS,
}

# What fits some kinds of decision alone: nobody refuses a change, and what stops grants nothing.
_KINDS: Mapping[str, frozenset[Kind]] = MappingProxyType(
    {
        "grant": frozenset(Kind) - force.STOPS,
        "stop": force.STOPS,
        "refuse": force.ANSWERS,
    }
)
_ANSWERS = frozenset({"submit", "grant", "stop", "refuse", "hear"})


def suits(act: str, grant: Grant) -> bool:
    """Whether the act is one for a decision of this kind."""
    return act not in _KINDS or Kind(grant.kind) in _KINDS[act]


def visible_to(by: Actor, *, on: date) -> QuerySet[Grant]:
    """The grants of the cases that the actor reaches; a mentor sees hours and period by the agreement instead."""
    return _readable(by).filter(case__in=cases.visible_to(by, on=on))


def visible_in(reached: cases.Reached) -> QuerySet[Grant]:
    """Those of one case that the actor was found to reach."""
    return _readable(reached.by).filter(case=reached.case)


def may(by: Actor, act: str, grant: Grant, *, on: date) -> verdicts.Verdict:
    """Whether the actor may do the act on this grant, with its case and referral as they were read.

    What answers the referral asks whether it still stands; granting asks the local power as well.
    """
    if by.role not in MAY[act]:
        return verdicts.no("Din rolle giver ikke adgang til at gøre dette.")
    if not visible_to(by, on=on).filter(pk=grant.pk).exists():
        return cases.no_access(by, grant.case, on=on)
    if act == "take_back" and grant.submitted_by_id != by.user_id:
        return verdicts.no("Kun den, der har forelagt bevillingen, kan tage den tilbage.")
    return _answering(by, act, grant, on=on) if act in _ANSWERS else verdicts.YES


def require(by: Actor, act: str, grant: Grant, *, on: date) -> None:
    """Refuse with the reason where `may` says no."""
    verdict = may(by, act, grant, on=on)
    if not verdict:
        raise errors.RefusedError(verdict.reason)


def _answering(by: Actor, act: str, grant: Grant, *, on: date) -> verdicts.Verdict:
    if not suits(act, grant):
        return verdicts.no("Det passer ikke til den afgørelse, der er skrevet. Slet udkastet i stedet.")
    asked = answering.answerable(ReferralState(grant.referral.state), Stage(grant.case.stage))
    if not asked or act not in ("grant", "stop"):
        return asked
    own = _not_own(by, grant)
    return own if act == "stop" else verdicts.all_of(own, _within_power(by, grant, on=on))


def _not_own(by: Actor, grant: Grant) -> verdicts.Verdict:
    """Nobody approves the own request."""
    if grant.submitted_by_id is not None and grant.submitted_by_id == by.user_id:
        return verdicts.no("Du har selv forelagt bevillingen, så en anden skal afgøre den.")
    return verdicts.YES


def _within_power(by: Actor, grant: Grant, *, on: date) -> verdicts.Verdict:
    period = chain.whole_period(grant, on=on)
    if period is None:
        return verdicts.YES  # the missing period is a finding of the rules, not a question of power
    tally = tallying.tally_of(grant, on=on)
    own = powers.not_own(tally, period=period, is_own=grant.written_by_id == by.user_id)
    return verdicts.all_of(powers.within_power(by.role, tally, period=period), own)


def _readable(by: Actor) -> QuerySet[Grant]:
    """A draft is read by those who write and decide it; a decision by the others too."""
    if by.role in _DECIDERS:
        return Grant.objects.all()
    if by.role in _READERS:
        return Grant.objects.filter(decided_at__isnull=False)
    return Grant.objects.none()
