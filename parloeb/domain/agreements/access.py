"""Who sees an agreement, who writes it, and who signs."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from parloeb.domain.agreements import queries, rules
from parloeb.domain.agreements.lists import Party, Way
from parloeb.domain.agreements.models import Agreement
from parloeb.domain.agreements.states import CONCLUDED, State
from parloeb.domain.cases import access as cases
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.states import State as MatchState
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import CASE_STAFF, Role
from parloeb.kernel import errors, verdicts

WRITERS = CASE_STAFF | {Role.MENTOR}
READERS = WRITERS | {Role.CITIZEN}

# Until both said that they go on a mentor reads nothing that was agreed, and begins nothing: a draft begins with the
# words of the agreement before. After the end nothing that followed is read.
_BEFORE = (MatchState.ACCEPTED, MatchState.MET)
_BEFORE_AND_AFTER = (*_BEFORE, MatchState.ENDED)
_TOO_EARLY = verdicts.no("Mentoraftalen laves, når I begge vil fortsætte.")
_NOT_WRITER = verdicts.no("Det kan kun sagsbehandleren, koordinatoren og den mentor, som aftalen er med.")
_GRANTED_ANEW = verdicts.no(
    "Bevillingen er ændret, efter at aftalen blev lagt til underskrift, så timerne i den passer ikke længere. "
    "Mentoren eller sagsbehandleren skal rette aftalen, så I alle kan læse den igen."
)

MAY: dict[str, frozenset[Role]] = {
    "save": WRITERS,
    "present": WRITERS,
    "change": WRITERS,
    "drop": WRITERS,
    "sign": frozenset({Role.CITIZEN, Role.MENTOR, Role.CASEWORKER}),
    "sign_for_citizen": frozenset({Role.CASEWORKER}),
}


def visible_to(by: Actor, *, on: date) -> QuerySet[Agreement]:
    """The agreements of the cases that the actor reaches; a citizen's from the signing on.

    A substitute reads what was agreed before, a new mentor from the day on which both want to go on; one whose match
    has ended reads nothing that followed.
    """
    return _readable(by).filter(case__in=cases.visible_to(by, on=on))


def visible_in(reached: cases.Reached) -> QuerySet[Agreement]:
    """Those of one case that the actor was found to reach."""
    return _readable(reached.by).filter(case=reached.case)


def own_of(by: Actor, *, on: date) -> QuerySet[Agreement]:
    """The visible ones that are the actor's to write or sign; a substitute mentor only reads."""
    visible = visible_to(by, on=on)
    return visible.filter(match__mentor__user=by.user_id) if by.role is Role.MENTOR else visible


def may_start(by: Actor, match: Match, *, on: date) -> verdicts.Verdict:
    """Whether the actor may begin an agreement for a match: the authority in its cases, the mentor in the own match."""
    if by.role not in WRITERS or not _is_own(by, match):
        return _NOT_WRITER
    if not cases.reaches(by, match.case_id, on=on):
        return cases.no_access(by, match.case, on=on)
    return _TOO_EARLY if by.role is Role.MENTOR and match.state in _BEFORE else verdicts.YES


def may(by: Actor, act: str, agreement: Agreement, *, on: date) -> verdicts.Verdict:
    """Whether the actor may do the act on this agreement; signing asks whose turn it is as well."""
    if by.role not in MAY[act]:
        return verdicts.no("Din rolle giver ikke adgang til at gøre dette.")
    if not visible_to(by, on=on).filter(pk=agreement.pk).exists():
        return cases.no_access(by, agreement.case, on=on)
    if not _is_own(by, agreement.match):
        return _NOT_WRITER
    if act == "sign":
        party = rules.party_of(by.role)
        return may_sign(by, agreement, party=party, way=Way.SELF) if party else verdicts.no("Du er ikke part.")
    if act == "sign_for_citizen":
        return may_sign(by, agreement, party=Party.CITIZEN, way=Way.ON_BEHALF)
    return verdicts.YES


def may_sign(by: Actor, agreement: Agreement, *, party: Party, way: Way) -> verdicts.Verdict:
    """Whether the actor's role signs for the party in this way, whether it is the party's turn, and whether the hours
    that are to be as granted still are.
    """
    signed = queries.signed_parties(agreement)
    verdict = rules.may_sign(by.role, party=party, way=way, signed=signed)
    if verdict and rules.is_granted_anew(queries.content_of(agreement), queries.bounds_of(agreement.match)):
        return _GRANTED_ANEW
    return verdict


def require(verdict: verdicts.Verdict) -> None:
    """Refuse with the reason of a no."""
    if not verdict:
        raise errors.RefusedError(verdict.reason)


def _is_own(by: Actor, match: Match) -> bool:
    """Whether a mentor is the one of this match; for all other roles the match makes no difference."""
    return by.role is not Role.MENTOR or (by.user_id is not None and match.mentor.user_id == by.user_id)


def _readable(by: Actor) -> QuerySet[Agreement]:
    """What the role may read, of any case."""
    if by.role in CASE_STAFF:
        return Agreement.objects.all()
    if by.role is Role.MENTOR:
        own = Match.objects.filter(case=OuterRef("case"), mentor__user=by.user_id, state__in=_BEFORE_AND_AFTER)
        its_own = Q(match__mentor__user=by.user_id) & ~Q(match__state__in=_BEFORE)
        return Agreement.objects.filter(its_own | ~Exists(own))
    if by.role is Role.CITIZEN:
        return Agreement.objects.filter(state__in=[State.SIGNING, *CONCLUDED])
    return Agreement.objects.none()
