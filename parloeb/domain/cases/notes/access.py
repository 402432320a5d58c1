"""Who writes and reads the notes of a case."""

from datetime import date

from django.db.models import QuerySet

from parloeb.domain.cases import access
from parloeb.domain.cases.models import Case, Note
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors, verdicts

# What others told of a citizen is no page of the citizen: it is asked for, and looked through first.
WRITERS = frozenset({Role.CASEWORKER, Role.TEAM_LEADER, Role.COORDINATOR})


def visible_to(by: Actor, *, on: date) -> QuerySet[Note]:
    """The notes of the cases that the actor reaches, for those who write them."""
    return _readable(by).filter(case__in=access.visible_to(by, on=on))


def visible_in(reached: access.Reached) -> QuerySet[Note]:
    """Those of one case that the actor was found to reach."""
    return _readable(reached.by).filter(case=reached.case)


def may_note(by: Actor, case: Case, *, on: date) -> verdicts.Verdict:
    """Whether the actor may write a note in the case; an ended one too, for much is heard afterwards."""
    verdict = may_note_in(access.Reached(case, by))
    if by.role in WRITERS and not access.reaches(by, case.pk, on=on):
        return access.no_access(by, case, on=on)
    return verdict


def may_note_in(reached: access.Reached) -> verdicts.Verdict:
    """The same in a case that the actor was found to reach."""
    if reached.by.role not in WRITERS:
        return verdicts.no("Din rolle giver ikke adgang til at gøre dette.")
    if reached.case.is_historic:
        return verdicts.no("Sagen er hentet fra et gammelt system, så der skrives ikke mere i den.")
    return verdicts.YES


def require_note(by: Actor, case: Case, *, on: date) -> None:
    """Refuse with the reason where `may_note` says no."""
    verdict = may_note(by, case, on=on)
    if not verdict:
        raise errors.RefusedError(verdict.reason)


def _readable(by: Actor) -> QuerySet[Note]:
    return Note.objects.all() if by.role in WRITERS else Note.objects.none()
