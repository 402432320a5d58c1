"""Who sees a match, who chooses and asks, who answers."""

from datetime import date

from django.db.models import Q, QuerySet

from parloeb.domain.cases import access as cases
from parloeb.domain.cases.models import Case
from parloeb.domain.corps.models import Mentor
from parloeb.domain.matching.lists import Side
from parloeb.domain.matching.models import ChangeRequest, DeclinesTalk, Match
from parloeb.domain.matching.states import BINDING, State
from parloeb.domain.people import queries as people
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import CASE_STAFF, Role
from parloeb.kernel import errors, verdicts

SIDES = {Role.CITIZEN: Side.CITIZEN, Role.MENTOR: Side.MENTOR}
_ANSWERS = frozenset({"accept", "decline"})
# From the mentor's yes on: what citizen, mentor and supplier may know of.
_AGREED = Q(state__in=[*BINDING, State.ENDED])


def visible_to(by: Actor, *, on: date) -> QuerySet[Match]:
    """The matches of the cases that the actor reaches: all of them to the authority, agreed ones to the two.

    A mentor who is asked reaches no case yet and finds the question by `asked_of`.
    """
    return _readable(by).filter(case__in=cases.visible_to(by, on=on))


def visible_in(reached: cases.Reached) -> QuerySet[Match]:
    """Those of one case that the actor was found to reach."""
    return _readable(reached.by).filter(case=reached.case)


def talks_visible_in(reached: cases.Reached) -> QuerySet[DeclinesTalk]:
    """What was talked about after three declines, to those who act for the authority: it is no blame to anybody."""
    found = DeclinesTalk.objects.filter(case=reached.case)
    return found if reached.by.role in CASE_STAFF else found.none()


def sees_choice(by: Actor) -> bool:
    """Whether the actor reads who was thought of and why; the others read who it became."""
    return by.role in CASE_STAFF


def asked_of(by: Actor) -> QuerySet[Match]:
    """The questions that wait for this mentor's answer. They open no case and no name."""
    if by.role is not Role.MENTOR:
        return Match.objects.none()
    return Match.objects.filter(state=State.ASKED, mentor__user=by.user_id)


def withdrawn_from(by: Actor) -> QuerySet[Match]:
    """The questions that this mentor was asked and that were taken back. They open nothing but that."""
    if by.role is not Role.MENTOR:
        return Match.objects.none()
    return Match.objects.filter(state=State.WITHDRAWN, asked_at__isnull=False, mentor__user=by.user_id)


def answered_by(by: Actor) -> QuerySet[Match]:
    """The questions that this mentor answered. They open nothing but the own answer."""
    if by.role is not Role.MENTOR:
        return Match.objects.none()
    return Match.objects.filter(answered_at__isnull=False, mentor__user=by.user_id)


def mentors_for(by: Actor, case: Case, *, on: date) -> QuerySet[Mentor]:
    """The corps that the actor may choose from for a case: that of the case's jobcentre, for those who may propose.

    Whoever is the citizen's mentor now is not to be chosen again.
    """
    corps = Mentor.objects.filter(jobcentre__in=cases_to_match(by, on=on).filter(pk=case.pk).values("jobcentre"))
    return corps.exclude(pk__in=Match.objects.filter(case=case, state__in=BINDING).values("mentor"))


def corps_of(reached: cases.Reached) -> QuerySet[Mentor]:
    """The corps of the jobcentre of a case, to those who act for the authority there."""
    if reached.by.role not in CASE_STAFF:
        return Mentor.objects.none()
    return Mentor.objects.filter(jobcentre=reached.case.jobcentre_id)


def cases_to_match(by: Actor, *, on: date) -> QuerySet[Case]:
    """The cases in which the actor chooses the mentor."""
    if by.role not in CASE_STAFF:
        return Case.objects.none()
    visible = cases.visible_to(by, on=on)
    if by.role is Role.COORDINATOR:
        return visible
    return visible.exclude(jobcentre__in=people.coordinated(on=on))


def cases_together(by: Actor, *, on: date) -> QuerySet[Case]:
    """The waiting list that the actor reads as one: the cases in which the actor chooses the mentor, and to a leader
    all of a jobcentre with a coordinator. Whom it gives is told of the visible ones alone.
    """
    own = cases_to_match(by, on=on)
    if by.role is not Role.TEAM_LEADER:
        return own
    led = people.coordinated(on=on).filter(pk__in=cases.visible_to(by, on=on).values("jobcentre"))
    return Case.objects.filter(Q(pk__in=own.values("pk")) | Q(jobcentre__in=led))


def may_propose(by: Actor, case: Case, *, on: date) -> verdicts.Verdict:
    """Whether the actor chooses mentors in the case: its coordinator, or the caseworker where there is none."""
    if cases_to_match(by, on=on).filter(pk=case.pk).exists():
        return verdicts.YES
    if not cases.reaches(by, case.pk, on=on):
        return cases.no_access(by, case, on=on)
    return verdicts.no("Kun mentorkoordinatoren kan gøre dette.")


def may(by: Actor, act: str, match: Match, *, on: date) -> verdicts.Verdict:
    """Whether the actor may do the act on this match."""
    if act in _ANSWERS:
        if by.role is Role.MENTOR and by.user_id is not None and by.user_id == match.mentor.user_id:
            return verdicts.YES
        return verdicts.no("Kun mentoren selv kan svare.")
    return may_propose(by, match.case, on=on)


def own_of(by: Actor, *, on: date) -> QuerySet[Match]:
    """The visible matches in which the actor is one of the two."""
    return visible_to(by, on=on) if by.role in SIDES else Match.objects.none()


def side_of(by: Actor, match: Match, *, on: date) -> Side | None:
    """Which of the two the actor is; None for everybody else."""
    return SIDES[by.role] if by.role in SIDES and own_of(by, on=on).filter(pk=match.pk).exists() else None


def may_note_answer(by: Actor, match: Match, *, on: date) -> verdicts.Verdict:
    """Whether the actor writes down what one of the two told: whoever acts for the authority in the case."""
    if by.role not in CASE_STAFF:
        return verdicts.no("Kun den, der handler for kommunen, kan skrive andres svar ned.")
    return verdicts.YES if cases.reaches(by, match.case_id, on=on) else cases.no_access(by, match.case, on=on)


def reads_past_mentor(by: Actor, match: Match, *, on: date) -> bool:
    """Whether the actor reads what is told past the mentor of a match, as what the two answered on going on and what
    hinders a yes: whoever finds the mentor, unless it is the same person.
    """
    return match.mentor.user_id != by.user_id and bool(may_propose(by, match.case, on=on))


def changes_visible_to(by: Actor, *, on: date) -> QuerySet[ChangeRequest]:
    """The wishes for a change of mentor: those of the reached cases to the authority, to each of the two the own alone.

    A mentor never finds that the citizen asked, nor the citizen that the mentor did.
    """
    return _own_changes(by).filter(match__in=visible_to(by, on=on))


def changes_visible_in(reached: cases.Reached) -> QuerySet[ChangeRequest]:
    """Those of one case that the actor was found to reach."""
    return _own_changes(reached.by).filter(match__in=visible_in(reached))


def may_withdraw_change(by: Actor, change: ChangeRequest, *, on: date) -> verdicts.Verdict:
    """Whether the actor takes a wish back: who asked, or whoever writes it down for them."""
    if by.role in CASE_STAFF:
        return may_note_answer(by, change.match, on=on)
    if side_of(by, change.match, on=on) == change.asked_by:
        return verdicts.YES
    return verdicts.no("Kun den, der bad om det, kan trække det tilbage.")


def require(verdict: verdicts.Verdict) -> None:
    """Refuse with the reason of a no."""
    if not verdict:
        raise errors.RefusedError(verdict.reason)


def _own_changes(by: Actor) -> QuerySet[ChangeRequest]:
    if by.role in CASE_STAFF:
        # Also after the match ended: whoever was the mentor never reads as an employee what the citizen wished.
        return ChangeRequest.objects.exclude(match__mentor__user=by.user_id)
    if by.role in SIDES:
        return ChangeRequest.objects.filter(asked_by=SIDES[by.role])
    return ChangeRequest.objects.none()


def _readable(by: Actor) -> QuerySet[Match]:
    match by.role:
        case Role.COORDINATOR | Role.CASEWORKER | Role.TEAM_LEADER:
            return Match.objects.all()
        case Role.CITIZEN:
            return Match.objects.filter(_AGREED)
        case Role.MENTOR:
            return Match.objects.filter(_AGREED, mentor__user=by.user_id)
        case Role.SUPPLIER_ADMIN:
            return Match.objects.filter(_AGREED, mentor__organisation__pk__in=by.organisation_ids)
        case _:
            return Match.objects.none()
