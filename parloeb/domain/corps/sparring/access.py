"""Who reads and notes sparring: the coordinator of the corps, and the mentors who took part. Nobody else."""

from collections.abc import Sequence

from django.db.models import QuerySet

from parloeb.domain.corps.models import Mentor, Sparring, SparringMentor
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.kernel import verdicts

_ONLY_OWN = verdicts.no("Du kan notere din egen sparring, og mentorkoordinatoren kan notere korpsets.")


def visible_to(by: Actor) -> QuerySet[Sparring]:
    """The talks of the own corps for its coordinator, those one took part in for a mentor."""
    match by.role:
        case Role.COORDINATOR:
            return Sparring.objects.filter(jobcentre__in=by.organisation_ids)
        case Role.MENTOR:
            own = SparringMentor.objects.filter(mentor__user=by.user_id).values("sparring")
            return Sparring.objects.filter(pk__in=own)
        case Role.SYSTEM:
            return Sparring.objects.all()
        case _:
            return Sparring.objects.none()


def may_note(by: Actor, mentors: Sequence[Mentor]) -> verdicts.Verdict:
    """Whether the actor may note a talk of these mentors: those of the own corps, or oneself alone."""
    if by.role is Role.SYSTEM:
        return verdicts.YES
    if by.role is Role.COORDINATOR and all(mentor.jobcentre_id in by.organisation_ids for mentor in mentors):
        return verdicts.YES
    is_own = by.user_id is not None and [mentor.user_id for mentor in mentors] == [by.user_id]
    return verdicts.YES if by.role is Role.MENTOR and is_own else _ONLY_OWN


def may_withdraw(by: Actor, sparring: Sparring) -> verdicts.Verdict:
    """Whether the actor may take a talk back: the coordinator of the corps, and a mentor what one noted oneself."""
    if by.role is Role.SYSTEM or (by.role is Role.COORDINATOR and sparring.jobcentre_id in by.organisation_ids):
        return verdicts.YES
    if by.role is Role.MENTOR and by.user_id is not None and sparring.noted_by_id == by.user_id:
        return verdicts.YES
    return verdicts.no("Kun den, der har noteret det, eller mentorkoordinatoren kan trække det tilbage.")
