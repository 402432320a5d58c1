"""Why a mentor was suggested, as the citizen reads it: what concerns the citizen, and nothing else of the mentor.

Never what the mentor lived through, how strained or how free, what somebody else judged, or who else was thought of.
"""

from collections.abc import Iterator

from parloeb.domain.corps import weektimes
from parloeb.domain.corps.lists import Field, Language, Source
from parloeb.domain.corps.models import Competence
from parloeb.domain.matching.models import Match, Wishes
from parloeb.domain.matching.queries import matches
from parloeb.domain.matching.wishes import queries as wishes
from parloeb.domain.matching.wishes import rules
from parloeb.domain.referrals import queries as referrals


def told_to_citizen(match: Match) -> tuple[str, ...]:
    """The sentences for a match that binds, with its mentor at hand; what the mentor knows is the mentor's own word."""
    told = wishes.newest(match.case)
    shared = (*_before(match), *(_wished(match, told) if told else ()), *_area(match, told), *_knows(match))
    return shared or (f"Vi så på, hvad dit forløb kræver, og {match.mentor} kan tage det.",)


def _before(match: Match) -> Iterator[str]:
    if matches.matched(case=match.case, mentor=match.mentor).exclude(pk=match.pk).exists():
        yield f"{match.mentor} har været din mentor før."


def _wished(match: Match, told: Wishes) -> Iterator[str]:
    mentor = match.mentor
    spoken = [Language(code).label.lower() for code in told.languages if code in mentor.languages]
    if spoken:
        yield f"{mentor} taler {' og '.join(spoken)}."
    times = {*told.times} & {*mentor.times}
    if times:
        yield f"I kan begge mødes {weektimes.text(times)}."


def _area(match: Match, told: Wishes | None) -> Iterator[str]:
    asked = told.areas if told and told.areas else [match.area] if match.area else []
    covered = [area for area in asked if rules.covers(tuple(match.mentor.areas), (area,))]
    if covered:
        yield f"{match.mentor} kan mødes i {' og '.join(covered)}."


def _knows(match: Match) -> Iterator[str]:
    """What the mentor says to know of what the citizen told in the referral."""
    referral = referrals.living_referral(match.case)
    barriers = referrals.content_of(referral).barriers if referral else ()
    own = Competence.objects.filter(mentor=match.mentor, source=Source.OWN_WORD, field__in=barriers)
    known = {*own.values_list("field", flat=True)}
    for field in barriers:
        if field in known:
            yield f"{match.mentor} fortæller selv at kende til: {Field(field).label.lower()}."
