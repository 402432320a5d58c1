"""Who sees an agreement, who writes it, and who signs."""

from datetime import date

from django.db.models import QuerySet

from parloeb.domain.agreements import queries, rules
from parloeb.domain.agreements.lists import Party, Way
from parloeb.domain.agreements.models import Agreement
from parloeb.domain.agreements.states import CONCLUDED, State
from parloeb.domain.cases import access as cases
from parloeb.domain.matching.models import Match
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors, verdicts

_AUTHORITY = frozenset({Role.CASEWORKER, Role.TEAM_LEADER, Role.COORDINATOR})
WRITERS = _AUTHORITY | {Role.MENTOR}

MAY: dict[str, frozenset[Role]] = {
    "save": WRITERS,
    "present": WRITERS,
    "change": WRITERS,
    "drop": WRITERS,
    "sign": frozenset({Role.CITIZEN, Role.MENTOR, Role.CASEWORKER}),
    "sign_for_citizen": frozenset({Role.CASEWORKER}),
}


def visible_to(by: Actor, *, on: date) -> QuerySet[Agreement]:
    """The agreements of the cases that the actor reaches: a mentor's own, a citizen's from the signing on."""
    agreements = Agreement.objects.filter(case__in=cases.visible_to(by, on=on))
    if by.role in _AUTHORITY:
        return agreements
    if by.role is Role.MENTOR:
        return agreements.filter(match__mentor__user=by.user_id)
    if by.role is Role.CITIZEN:
        return agreements.filter(state__in=[State.SIGNING, *CONCLUDED])
    return Agreement.objects.none()


def may_start(by: Actor, match: Match, *, on: date) -> verdicts.Verdict:
    """Whether the actor may begin an agreement for a match: the authority in its cases, the mentor in the own match."""
    own = by.user_id is not None and match.mentor.user_id == by.user_id
    if by.role not in WRITERS or (by.role is Role.MENTOR and not own):
        return verdicts.no("Kun sagsbehandleren, koordinatoren og borgerens mentor kan skrive mentoraftalen.")
    if not cases.visible_to(by, on=on).filter(pk=match.case_id).exists():
        return verdicts.no("Du har ikke adgang til sagen.")
    return verdicts.YES


def may(by: Actor, act: str, agreement: Agreement, *, on: date) -> verdicts.Verdict:
    """Whether the actor may do the act on this agreement; signing asks whose turn it is as well."""
    if by.role not in MAY[act]:
        return verdicts.no("Din rolle giver ikke adgang til at gøre dette.")
    if not visible_to(by, on=on).filter(pk=agreement.pk).exists():
        return verdicts.no("Du har ikke adgang til sagen.")
    if act == "sign":
        party = rules.party_of(by.role)
        return may_sign(by, agreement, party=party, way=Way.SELF) if party else verdicts.no("Du er ikke part.")
    if act == "sign_for_citizen":
        return may_sign(by, agreement, party=Party.CITIZEN, way=Way.ON_BEHALF)
    return verdicts.YES


def may_sign(by: Actor, agreement: Agreement, *, party: Party, way: Way) -> verdicts.Verdict:
    """Whether the actor's role signs for the party in this way, and whether it is the party's turn."""
    signed = queries.signed_parties(agreement)
    return rules.may_sign(by.role, party=party, way=way, signed=signed)


def require(verdict: verdicts.Verdict) -> None:
    """Refuse with the reason of a no."""
    if not verdict:
        raise errors.RefusedError(verdict.reason)
