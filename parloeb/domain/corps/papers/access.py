"""Who reads the papers of a mentor, and who notes them."""

from django.db.models import QuerySet

from parloeb.domain.corps import access as corps
from parloeb.domain.corps.models import Mentor, Paper
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.kernel import verdicts

READERS = frozenset({Role.COORDINATOR, Role.MENTOR, Role.SYSTEM})


def visible_to(by: Actor) -> QuerySet[Paper]:
    """The papers of the own corps for its coordinator, the own for a mentor; nobody else reads any."""
    if by.role not in READERS:
        return Paper.objects.none()
    return Paper.objects.filter(mentor__in=corps.visible_to(by))


def may_note(by: Actor, mentor: Mentor) -> verdicts.Verdict:
    """Whether the actor may note, end and withdraw papers of a mentor: the coordinator, who has seen them."""
    return corps.may_keep(by, mentor.jobcentre)
