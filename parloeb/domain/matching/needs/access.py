"""Who judges and reads what a course asks of its mentor: those who choose. It is said to neither of the two."""

from datetime import date

from django.db.models import QuerySet

from parloeb.domain.cases import access as cases
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import Stage
from parloeb.domain.matching.models import Needs
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import CASE_STAFF
from parloeb.kernel import errors, verdicts


def visible_in(reached: cases.Reached) -> QuerySet[Needs]:
    """Those of one case that the actor was found to reach."""
    return Needs.objects.filter(case=reached.case) if reached.by.role in CASE_STAFF else Needs.objects.none()


def may_judge_in(reached: cases.Reached) -> verdicts.Verdict:
    """Whether the actor may judge what is needed in a case that the actor was found to reach."""
    if reached.by.role not in CASE_STAFF:
        return verdicts.no("Din rolle giver ikke adgang til at gøre dette.")
    if reached.case.is_historic or reached.case.stage == Stage.ENDED:
        return verdicts.no("Forløbet er slut, så der skal ikke findes en mentor.")
    return verdicts.YES


def require_judge(by: Actor, case: Case, *, on: date) -> None:
    """Refuse in a case out of reach, or where `may_judge_in` says no."""
    verdict = may_judge_in(cases.Reached(case, by))
    if verdict and not cases.reaches(by, case.pk, on=on):
        verdict = cases.no_access(by, case, on=on)
    if not verdict:
        raise errors.RefusedError(verdict.reason)
