"""Who writes a handover, who reads it, and who may let the change go on without it."""

from datetime import date

from django.db.models import Q, QuerySet

from parloeb.domain.cases import access as cases
from parloeb.domain.matching import access, handing_over
from parloeb.domain.matching.handing_over import Author, State, Words
from parloeb.domain.matching.models import Handover
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import CASE_STAFF, Role
from parloeb.kernel import errors, verdicts

_NOT_YOURS = verdicts.no("Det kan kun den tidligere mentor og den, der vælger mentoren.")


def visible_to(by: Actor, *, on: date) -> QuerySet[Handover]:
    """The handovers of the cases that the actor reaches: all to the authority and the citizen, to the former mentor
    the own as that mentor alone, to the new one from the day on which it is there to read.
    """
    return _readable(by).filter(case__in=cases.visible_to(by, on=on))


def visible_in(reached: cases.Reached) -> QuerySet[Handover]:
    """Those of one case that the actor was found to reach."""
    return _readable(reached.by).filter(case=reached.case)


def may_read(by: Actor, handover: Handover, words: Words) -> bool:
    """Whether the actor reads the words of one author: the former mentor the own alone, the others all.

    Where nobody handed it over, nobody asked the citizen: then the new mentor reads no words of health by staff.
    """
    if is_former(by, handover):
        return words.author is Author.MENTOR
    unasked = is_receiver(by, handover) and handover.handed_over_at is None
    return not (unasked and handing_over.told_of_health([words]))


def reads_reason(by: Actor) -> bool:
    """Whether the actor reads why the leader overrode a handover: a free text of the authority to itself."""
    return by.role in CASE_STAFF


def is_former(by: Actor, handover: Handover) -> bool:
    """Whether the actor is the mentor who left."""
    return by.role is Role.MENTOR and by.user_id is not None and handover.former.mentor.user_id == by.user_id


def is_receiver(by: Actor, handover: Handover) -> bool:
    """Whether the actor is the mentor who takes over."""
    if by.role is not Role.MENTOR or by.user_id is None or handover.receiving is None:
        return False
    return handover.receiving.mentor.user_id == by.user_id


def author_of(by: Actor, handover: Handover) -> Author | None:
    """As whom the actor writes; None for who writes nothing in it."""
    if by.role is Role.CITIZEN:
        return Author.CITIZEN
    if is_former(by, handover):
        return Author.MENTOR
    return Author.COORDINATOR if by.role in CASE_STAFF else None


def may(by: Actor, act: str, handover: Handover, *, on: date) -> verdicts.Verdict:
    """Whether the actor may do the act on this handover."""
    if not visible_to(by, on=on).filter(pk=handover.pk).exists():
        return cases.no_access(by, handover.case, on=on)
    match act:
        case "write" | "hand_over":
            return verdicts.YES if is_former(by, handover) else _chooses(by, handover, on=on)
        case "take_back":
            return _chooses(by, handover, on=on)
        case "write_own" | "strike":
            is_citizen = by.role is Role.CITIZEN
            return verdicts.YES if is_citizen else verdicts.no("Kun borgeren selv kan gøre dette.")
        case "acknowledge":
            return verdicts.YES if is_receiver(by, handover) else verdicts.no("Kun den nye mentor kan kvittere.")
        case _:
            is_leader = by.role is Role.TEAM_LEADER
            return verdicts.YES if is_leader else verdicts.no("Kun teamlederen kan tilsidesætte overdragelsen.")


def require(by: Actor, act: str, handover: Handover, *, on: date) -> None:
    """Refuse with the reason where `may` says no."""
    verdict = may(by, act, handover, on=on)
    if not verdict:
        raise errors.RefusedError(verdict.reason)


def _chooses(by: Actor, handover: Handover, *, on: date) -> verdicts.Verdict:
    if by.role not in CASE_STAFF:
        return _NOT_YOURS
    return access.may_propose(by, handover.case, on=on)


def _readable(by: Actor) -> QuerySet[Handover]:
    handovers = Handover.objects.all()
    if by.role is Role.CITIZEN:
        return handovers
    if by.role in CASE_STAFF:
        # Who left reads the own words as the mentor, not as an employee what citizen and coordinator wrote.
        return handovers.exclude(former__mentor__user=by.user_id)
    if by.role is not Role.MENTOR:
        return handovers.none()
    there = Q(receiving__mentor__user=by.user_id) & ~Q(state=State.DRAFT)
    return handovers.filter(Q(former__mentor__user=by.user_id) | there)
