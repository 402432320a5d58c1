"""Who notes and reads that two are not put together: those who choose. It is told to neither of the two."""

from datetime import date

from django.db.models import QuerySet

from parloeb.domain.cases import access as cases
from parloeb.domain.cases.models import Case
from parloeb.domain.matching.models import Exclusion
from parloeb.domain.matching.needs import access as needs
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import CASE_STAFF


def visible_in(reached: cases.Reached) -> QuerySet[Exclusion]:
    """Those of the citizen of a case that the actor was found to reach, with mentors of the case's jobcentre."""
    if reached.by.role not in CASE_STAFF:
        return Exclusion.objects.none()
    return Exclusion.objects.filter(citizen=reached.case.citizen_id, mentor__jobcentre=reached.case.jobcentre_id)


def require_write(by: Actor, case: Case, *, on: date) -> None:
    """Refuse in a case out of reach or ended, and to whoever does not choose mentors."""
    needs.require_judge(by, case, on=on)
