"""Who sees the mentors of a corps, and who keeps them."""

from django.db.models import QuerySet

from parloeb.domain.corps.lists import Source
from parloeb.domain.corps.models import Competence, Mentor
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.prepared import Records, Slot
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors, verdicts


def visible_to(by: Actor) -> QuerySet[Mentor]:
    """The mentors that the actor may see: the corps of the own jobcentre, the own people, oneself."""
    match by.role:
        case Role.COORDINATOR:
            return Mentor.objects.filter(jobcentre__in=by.organisation_ids)
        case Role.SUPPLIER_ADMIN:
            return Mentor.objects.filter(organisation__pk__in=by.organisation_ids)
        case Role.MENTOR:
            return Mentor.objects.filter(user=by.user_id)
        case Role.SYSTEM:
            return Mentor.objects.all()
        case _:
            return Mentor.objects.none()


NOT_IN_CORPS = "Du står ikke i korpset af mentorer endnu. Tal med mentorkoordinatoren."
TOLD_BY_OTHERS = "Den kompetence har koordinatoren skrevet op. Tal med koordinatoren, hvis den skal ændres."
OWN = Records(lambda: Mentor.objects.filter(user=Slot("user")))


def own(by: Actor) -> Mentor:
    """The mentor of the corps that the actor is. Raises RefusedError for who is in none."""
    if by.role is Role.MENTOR:
        for mentor in OWN.found(user=by.user_id):
            return mentor
    raise errors.RefusedError(NOT_IN_CORPS)


def may_keep(by: Actor, jobcentre: Organisation) -> verdicts.Verdict:
    """Whether the actor may register and change mentors of a jobcentre: its coordinator."""
    if by.role is Role.SYSTEM or (by.role is Role.COORDINATOR and jobcentre.pk in by.organisation_ids):
        return verdicts.YES
    return verdicts.no("Kun jobcentrets mentorkoordinator kan gøre dette.")


def is_own(by: Actor, mentor: Mentor) -> bool:
    """Whether the actor is this mentor."""
    return by.role is Role.MENTOR and by.user_id is not None and by.user_id == mentor.user_id


def may_set_competence(by: Actor, mentor: Mentor, *, source: Source) -> verdicts.Verdict:
    """Whether the actor may say what a mentor can: the coordinator, and the mentor by the own word."""
    return verdicts.YES if is_own(by, mentor) and source is Source.OWN_WORD else may_keep(by, mentor.jobcentre)


def may_change_competence(by: Actor, competence: Competence) -> verdicts.Verdict:
    """Whether the actor may change or withdraw it: the coordinator any, the mentor what is by the own word."""
    if is_own(by, competence.mentor):
        by_own_word = competence.source == Source.OWN_WORD
        return verdicts.YES if by_own_word else verdicts.no(TOLD_BY_OTHERS)
    return may_keep(by, competence.mentor.jobcentre)


def may_sign_secrecy(by: Actor, mentor: Mentor) -> verdicts.Verdict:
    """Whether the actor may sign: the mentor in person, or the coordinator who holds the signed paper."""
    return verdicts.YES if is_own(by, mentor) else may_keep(by, mentor.jobcentre)


def require(verdict: verdicts.Verdict) -> None:
    """Refuse with the reason of a no."""
    if not verdict:
        raise errors.RefusedError(verdict.reason)
