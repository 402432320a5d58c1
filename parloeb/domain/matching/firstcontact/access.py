"""Who plans and reads a first meeting, who chooses how somebody is reached, and who reads what the citizen told."""

from datetime import date

from django.db.models import Q, QuerySet

from parloeb.domain.cases import access as cases
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import Stage
from parloeb.domain.matching import access
from parloeb.domain.matching.lists import Side, WishWay
from parloeb.domain.matching.models import FirstMeeting, Match, WordsToMentor
from parloeb.domain.matching.states import BINDING
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import CASE_STAFF, Role
from parloeb.kernel import verdicts

READERS = CASE_STAFF | {Role.MENTOR, Role.CITIZEN}
_TELLERS = CASE_STAFF | {Role.CITIZEN}
_OWN_WORDS_WAIT = (
    "Borgeren har selv skrevet til mentoren på sin egen side, og mentoren har ikke læst det endnu. Det kan kun "
    "borgeren ændre. Når mentoren har læst det, kan du skrive noget nyt."
)


def matches_visible_to(by: Actor, *, on: date) -> QuerySet[Match]:
    """The matches of whose beginning the actor reads: the two and the authority."""
    return access.visible_to(by, on=on) if by.role in READERS else Match.objects.none()


def visible_to(by: Actor, *, on: date) -> QuerySet[FirstMeeting]:
    """What was planned in those matches."""
    return FirstMeeting.objects.filter(match__in=matches_visible_to(by, on=on))


def visible_in(reached: cases.Reached) -> QuerySet[FirstMeeting]:
    """Those of one case that the actor was found to reach."""
    if reached.by.role not in READERS:
        return FirstMeeting.objects.none()
    return FirstMeeting.objects.filter(match__in=access.visible_in(reached))


def may_plan(by: Actor, match: Match, *, on: date) -> verdicts.Verdict:
    """Whether the actor plans the first meeting: the mentor of the match, and whoever finds the mentor."""
    if by.role is Role.MENTOR:
        is_own = access.side_of(by, match, on=on) is Side.MENTOR
        return verdicts.YES if is_own else verdicts.no("Kun borgerens mentor kan aftale mødet.")
    return access.may_propose(by, match.case, on=on)


def may_choose_contact(by: Actor, match: Match, *, side: Side, on: date) -> verdicts.Verdict:
    """Whether the actor says how this side is reached: each of the two for themselves, staff for the citizen."""
    if by.role in CASE_STAFF and side is Side.CITIZEN:
        return access.may_note_answer(by, match, on=on)
    if access.side_of(by, match, on=on) is side:
        return verdicts.YES
    return verdicts.no("Kun borgeren og mentoren selv vælger, hvordan de kan kontaktes.")


def words_visible_in(reached: cases.Reached) -> QuerySet[WordsToMentor]:
    """What the citizen of a reached case told: the citizen reads all, staff what was told through staff, and a mentor
    what is for the own match, from the yes until the end and once it was opened.
    """
    found, by = WordsToMentor.objects.filter(case=reached.case), reached.by
    if by.role is Role.CITIZEN:
        return found
    if by.role in CASE_STAFF:
        return found.exclude(way=WishWay.OWN_PAGE)
    return found.filter(read_at__isnull=False, pk__in=words_for(by, on=None).values("pk"))


def words_for(by: Actor, *, on: date | None) -> QuerySet[WordsToMentor]:
    """What was told to this mentor and stands, opened or not; `on` asks the gate of the case for a day too."""
    if by.role is not Role.MENTOR:
        return WordsToMentor.objects.none()
    own = Match.objects.filter(mentor__user=by.user_id, state__in=BINDING)
    found = WordsToMentor.objects.filter(match__in=own, taken_back_at=None, replaced_by=None)
    return found if on is None else found.filter(case__in=cases.visible_to(by, on=on))


def may_tell(by: Actor, case: Case, *, on: date) -> verdicts.Verdict:
    """Whether the actor tells the mentor something: the citizen, or staff for the citizen, where nothing waits that the
    citizen wrote: staff do not see it, and would put their words in its place.
    """
    if by.role not in _TELLERS:
        return verdicts.no("Kun borgeren, eller kommunen for borgeren, kan fortælle mentoren noget.")
    if not cases.reaches(by, case.pk, on=on):
        return cases.no_access(by, case, on=on)
    if case.is_historic or case.stage == Stage.ENDED:
        return verdicts.no("Forløbet er slut, så der er ingen mentor at fortælle noget.")
    if by.role is not Role.CITIZEN and _own_words_wait(case):
        return verdicts.no(_OWN_WORDS_WAIT)
    return verdicts.YES


def may_take_back(by: Actor, words: WordsToMentor, *, on: date) -> verdicts.Verdict:
    """Whether the actor takes it back: the citizen all, staff what staff wrote down."""
    verdict = may_tell(by, words.case, on=on)
    if verdict and by.role is not Role.CITIZEN and words.way == WishWay.OWN_PAGE:
        return verdicts.no("Borgeren har selv skrevet det, så kun borgeren kan trække det tilbage.")
    return verdict


def _own_words_wait(case: Case) -> bool:
    """Whether the citizen wrote something that a mentor, this one or the next, is still to read."""
    own = WordsToMentor.objects.filter(case=case, way=WishWay.OWN_PAGE, replaced_by=None)
    standing = own.filter(read_at=None, taken_back_at=None)
    return standing.filter(Q(match=None) | Q(match__state__in=BINDING)).exists()
