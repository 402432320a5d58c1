"""Everything that keeps one mentor from one course now: read by whoever finds the mentor, never by the mentor."""

from dataclasses import replace
from datetime import date

from django.db.models import QuerySet

from parloeb.domain.cases.queries import Waiting
from parloeb.domain.corps.models import Mentor
from parloeb.domain.matching import rules
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.queries import asking, candidates, needing
from parloeb.domain.matching.states import State
from parloeb.kernel import errors, local


def of_match(match: Match, mentor: Mentor, *, on: date) -> tuple[str, ...]:
    """The sentences of what hinders the mentor who is proposed or asked, read anew; empty where nothing does.

    They tell of the citizen: what the citizen asks for, whom the citizen must not meet, what was before.
    """
    try:
        need = needing.need_of(match.case, area=match.area, language=match.language, on=on)
    except errors.RefusedError as not_granted:
        return (not_granted.sentence,)
    return tuple(rules.hindrances(need, candidates.candidate(mentor, on=on), on=on))


def waiting(visible: QuerySet[Match], *, on: date) -> tuple[Waiting, ...]:
    """The questions that no yes can follow as it stands now, and those whose mentor is away as they are answered; in as
    many queries for many as for few. Who cannot answer at all is told of elsewhere (`telling`).
    """
    asked = visible.filter(state=State.ASKED, case__is_historic=False)
    able = asked.exclude(pk__in=asking.silent(asked, on=on).values("pk"))
    matches = list(able.select_related("case__citizen", "mentor__organisation").order_by("pk"))
    if not matches:
        return ()
    needs = needing.needs_of([match.case for match in matches], on=on)
    mentors = {match.mentor_id: match.mentor for match in matches}
    known = {one.mentor.pk: one.candidate for one in candidates.known(mentors.values(), on=on)}
    found = ((match, _now(match, needs.get(match.case_id), known.get(match.mentor_id), on=on)) for match in matches)
    return tuple(_line(match, told) for match, told in found if told)


def _now(match: Match, need: rules.Need | None, candidate: rules.Candidate | None, *, on: date) -> tuple[str, ...]:
    """What hinders one question now, with what its coordinator asked for; nothing for a mentor who is silent."""
    if candidate is None:
        return ()
    if need is None:
        return ("Der er ingen bevilling, der løber nu eller senere.",)
    asked = replace(need, area=match.area, language=match.language)
    until = max(on, match.answer_by) if match.answer_by else on
    away = [f"Er væk {absence}." for absence in candidate.absences if absence.contains(on) or absence.contains(until)]
    return (*rules.hindrances(asked, candidate, on=on), *away)


def _line(match: Match, told: tuple[str, ...]) -> Waiting:
    return Waiting(
        since=local.local_day(match.asked_at or match.proposed_at),
        what=f"{match.mentor} er spurgt, men noget er i vejen: tal med mentoren, eller træk spørgsmålet tilbage",
        number=match.case.number,
        name=str(match.case.citizen),
        citizen=match.case.citizen.uuid,
        record=("match", match.uuid),
        due=match.answer_by,
        note=" ".join(told),
    )
