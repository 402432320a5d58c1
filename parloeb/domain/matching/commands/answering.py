"""The mentor who is asked says yes or no."""

from datetime import date, datetime, timedelta

from django.db import transaction

from parloeb.domain.cases import commands as cases
from parloeb.domain.cases import moving
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import RelationKind, Stage
from parloeb.domain.corps.models import Mentor
from parloeb.domain.corps.telling import commands as telling
from parloeb.domain.matching import access, lists, talking
from parloeb.domain.matching.commands import keeping, parting
from parloeb.domain.matching.firstcontact import commands as firstcontact
from parloeb.domain.matching.handover import commands as handover
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.queries import changing, hindering, matches
from parloeb.domain.matching.states import MOVES, State
from parloeb.domain.people.acting import Actor
from parloeb.kernel import errors, states

# One sentence whatever the reason: it may be the citizen's wish, or what somebody else told in confidence.
FITS_NO_MORE = (
    "Forløbet passer ikke længere med det, der er spurgt om, så du kan ikke sige ja. Jobcentret kan se hvorfor."
)


@transaction.atomic
def accept(match: Match, *, by: Actor, at: datetime, on: date) -> None:
    """The mentor says yes, with secrecy signed before: from now on the case is open to the mentor.

    A yes after the deadline counts as one before: until the coordinator takes the question back nobody else is asked.
    """
    access.require(access.may(by, "accept", match, on=on))
    states.move(MOVES, State(match.state), "accept")
    # Two answers of one mentor at once could both count the same free hours: the second waits here for the first.
    mentor = Mentor.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=match.mentor_id)
    if mentor.last_day and mentor.last_day < on:
        raise errors.RefusedError("Du er holdt op som mentor, så du kan ikke sige ja. Du skal ikke gøre noget.")
    if mentor.secrecy_signed_on is None or mentor.secrecy_signed_on > on:
        raise errors.RefusedError("Skriv under på tavshedspligten, før du siger ja.")
    if hindering.of_match(match, mentor, on=on):
        raise errors.RefusedError(FITS_NO_MORE)
    _end_former(match.case, by=by, at=at, on=on)
    moving.move(match, MOVES, "accept", answered_at=at, first_day=_first_free_day(match.case, on=on))
    _open_case(match, mentor, by=by, at=at, on=on)
    handover.receive(match)
    firstcontact.receive(match)
    cases.reach_stage(match.case, Stage.TRIAL)
    keeping.record("match.accepted", match, by=by, at=at)


@transaction.atomic
def decline(match: Match, *, reason: lists.DeclineReason, text: str = "", by: Actor, at: datetime, on: date) -> None:
    """The mentor says no, for a reason of a list that blames nobody; the course waits for another.

    Who needs a course with better odds answers with that, also late; it is no no to the citizen (`talking.NOT_A_NO`),
    and stands as a wish of the mentor's until it is taken back or its days are gone.
    """
    access.require(access.may(by, "decline", match, on=on))
    moving.move(
        match, MOVES, "decline", answered_at=at, decline_reason=reason, decline_text=text.strip()[: keeping.WHY_LENGTH]
    )
    if reason in talking.NOT_A_NO:
        telling.wish_for_odds(match.mentor, by=by, at=at, on=on)
    keeping.reach_stage(match.case)
    keeping.record("match.declined", match, by=by, at=at, reason=reason)


def _end_former(case: Case, *, by: Actor, at: datetime, on: date) -> None:
    """The mentor who went on until a new one was found does so to the end of the day."""
    former = matches.binding(case)
    if former is None:
        return
    # They may settle it at the same moment: who is second waits here, and finds what the first one did.
    Match.objects.select_for_update(of=("self",)).get(pk=former.pk)
    side = changing.searching_side(case)
    if side is None:
        raise errors.RefusedError("Borgeren fortsætter med sin mentor, så du skal ikke gøre noget.")
    parting.replace(former, side=side, by=by, at=at, on=on)


def _open_case(match: Match, mentor: Mentor, *, by: Actor, at: datetime, on: date) -> None:
    """Let the mentor, and the supplier of a supplier's mentor, into the case; days left from before are replaced."""
    cases.cut_relations(match.case, kind=RelationKind.MENTOR, user=mentor.user, by=by, at=at)
    cases.relate(match.case, kind=RelationKind.MENTOR, user=mentor.user, first_day=on, by=by, at=at)
    supplier = matches.supplier_of(mentor)
    if supplier:
        cases.cut_relations(match.case, kind=RelationKind.SUPPLIER, organisation=supplier, by=by, at=at)
        cases.relate(match.case, kind=RelationKind.SUPPLIER, organisation=supplier, first_day=on, by=by, at=at)


def _first_free_day(case: Case, *, on: date) -> date:
    """Today, or the day after a former match that lasts longer: no day has two mentors."""
    former = matches.last_day_of_any(case)
    return on if former is None else max(on, former + timedelta(days=1))
