"""Who sees visits and who registers, confirms and corrects them."""

from datetime import date

from django.db.models import QuerySet

from parloeb.domain.cases import access as cases
from parloeb.domain.cases.models import Case
from parloeb.domain.corps.models import Mentor
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.domain.visits.models import InternalTime, Visit
from parloeb.kernel import errors, verdicts

NO_REACH = "Du har ikke adgang til sagen."
_ONLY_MENTOR = verdicts.no("Kun mentoren selv kan registrere sine besøg.")
_CITIZENS_OWN = frozenset({"confirm", "question"})


def visible_to(by: Actor, *, on: date) -> QuerySet[Visit]:
    """The visits of the cases that the actor reaches; a mentor's own only, because notes do not follow the case, and
    a supplier's those of its own mentors.
    """
    return _readable(by).filter(case__in=cases.visible_to(by, on=on))


def visible_in(reached: cases.Reached) -> QuerySet[Visit]:
    """Those of one case that the actor was found to reach."""
    return _readable(reached.by).filter(case=reached.case)


def may_register(by: Actor, case: Case, *, mentor: Mentor, on: date) -> verdicts.Verdict:
    """Whether the actor may register a visit to the case: the mentor in person."""
    if is_mentor(by) and mentor.user_id == by.user_id:
        return _reaching(by, case, on=on)
    return _ONLY_MENTOR


def is_mentor(by: Actor) -> verdicts.Verdict:
    """Whether the actor is a mentor, who registers the own visits and nobody else's."""
    return verdicts.YES if by.role is Role.MENTOR and by.user_id is not None else _ONLY_MENTOR


def may(by: Actor, act: str, visit: Visit, *, on: date) -> verdicts.Verdict:
    """Whether the actor may confirm, question (the citizen) or correct and annul (the mentor who was there) it."""
    if act not in _CITIZENS_OWN:
        return may_register(by, visit.case, mentor=visit.mentor, on=on)
    if by.role is not Role.CITIZEN or by.user_id is None or visit.case.citizen.user_id != by.user_id:
        return verdicts.no("Kun borgeren selv kan sige, om besøget er rigtigt registreret.")
    return _reaching(by, visit.case, on=on)


def may_register_internal(by: Actor, mentor: Mentor) -> verdicts.Verdict:
    """Whether the actor may register hours without a citizen: the mentor in person."""
    if by.role is Role.MENTOR and by.user_id is not None and mentor.user_id == by.user_id:
        return verdicts.YES
    return verdicts.no("Kun mentoren selv kan registrere sin interne tid.")


def internal_visible_to(by: Actor) -> QuerySet[InternalTime]:
    """The hours without a citizen that are the mentor's own; nobody else reads them here."""
    if by.role is not Role.MENTOR:
        return InternalTime.objects.none()
    return InternalTime.objects.filter(mentor__user=by.user_id)


def require(verdict: verdicts.Verdict) -> None:
    """Refuse with the reason of a no."""
    if not verdict:
        raise errors.RefusedError(verdict.reason)


def _readable(by: Actor) -> QuerySet[Visit]:
    if by.role is Role.MENTOR:
        return Visit.objects.filter(mentor__user=by.user_id)
    if by.role is Role.SUPPLIER_ADMIN:
        return Visit.objects.filter(mentor__organisation__pk__in=by.organisation_ids)
    return Visit.objects.all()


def _reaching(by: Actor, case: Case, *, on: date) -> verdicts.Verdict:
    return verdicts.YES if cases.reaches(by, case.pk, on=on) else verdicts.no(NO_REACH)
