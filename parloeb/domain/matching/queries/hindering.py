"""Everything that keeps one mentor from one course now: read by whoever finds the mentor, never by the mentor."""

from datetime import date

from parloeb.domain.corps.models import Mentor
from parloeb.domain.matching import rules
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.queries import candidates, needing
from parloeb.kernel import errors


def of_match(match: Match, mentor: Mentor, *, on: date) -> tuple[str, ...]:
    """The sentences of what hinders the mentor who is proposed or asked, read anew; empty where nothing does.

    They tell of the citizen: what the citizen asks for, whom the citizen must not meet, what was before.
    """
    try:
        need = needing.need_of(match.case, area=match.area, language=match.language, on=on)
    except errors.RefusedError as not_granted:
        return (not_granted.sentence,)
    return tuple(rules.hindrances(need, candidates.candidate(mentor, on=on), on=on))
