"""Who reads what a mentor tells of oneself: the mentor, and of some of it the coordinator."""

from django.db.models import QuerySet

from parloeb.domain.corps import access, lists
from parloeb.domain.corps.models import LivedExperience, Mentor, OddsWish, StrainRating
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.kernel import verdicts

READERS = frozenset({Role.COORDINATOR, Role.MENTOR})


def experience_visible_to(by: Actor) -> QuerySet[LivedExperience]:
    """What the mentor told, all of it to the mentor alone; to the coordinator what may be seen; to nobody else."""
    if by.role not in READERS:
        return LivedExperience.objects.none()
    found = LivedExperience.objects.filter(mentor__in=access.visible_to(by))
    return found if by.role is Role.MENTOR else found.filter(sharing=lists.Sharing.SEEN)


def ratings_visible_to(by: Actor) -> QuerySet[StrainRating]:
    """The ratings of the mentors whom a coordinator sees, and one's own; nobody else's, and not to who employs."""
    if by.role not in READERS:
        return StrainRating.objects.none()
    return StrainRating.objects.filter(mentor__in=access.visible_to(by))


def wishes_visible_to(by: Actor) -> QuerySet[OddsWish]:
    """The wishes for better odds, of the same mentors as the ratings."""
    return OddsWish.objects.filter(mentor__in=access.visible_to(by)) if by.role in READERS else OddsWish.objects.none()


def may_tell(by: Actor, mentor: Mentor) -> verdicts.Verdict:
    """Whether the actor may tell it: the mentor alone."""
    if access.is_own(by, mentor):
        return verdicts.YES
    return verdicts.no("Det kan kun mentoren selv fortælle.")
