"""Choose a mentor, ask, and take it back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from parloeb.domain.cases import firsts, moving
from parloeb.domain.cases.models import Case
from parloeb.domain.corps.models import Mentor
from parloeb.domain.law.settings import Setting
from parloeb.domain.matching import access, lists, ordering, rules, talking
from parloeb.domain.matching.commands import keeping
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.queries import asking, candidates, changing, declining, matches, needing, shortlisting
from parloeb.domain.matching.states import MOVES, State
from parloeb.domain.people import queries as people
from parloeb.domain.people.acting import Actor
from parloeb.kernel import errors, states


@dataclass(frozen=True)
class Choice:
    """Why this mentor, and what the coordinator asked for beside the referral: an area, a language in common.

    `deviation_reason` is why nobody of the suggested; for one who was suggested it is not kept.
    """

    why: str
    area: str = ""
    language: str = ""
    deviation_reason: lists.DeviationReason | None = None
    deviation_text: str = ""


@transaction.atomic
def propose(case: Case, choice: Choice, *, mentor: Mentor, by: Actor, at: datetime, on: date) -> Match:
    """Choose a mentor for a case that has none, and keep who was suggested then.

    Refused with every hindrance, and without a reason for one who was not suggested; of two at once the second is told.
    """
    access.require(access.may_propose(by, case, on=on))
    _refuse_taken(case, mentor)
    _refuse_before_talk(case)
    if not choice.why.strip():
        raise errors.RefusedError("Skriv kort, hvorfor du vælger denne mentor.", field="why")
    if mentor.jobcentre_id != case.jobcentre_id:
        raise errors.RefusedError("Mentoren hører til et andet jobcenter.")
    refuse_hindered(case, mentor, area=choice.area, language=choice.language, proposer=by.person_id, on=on)
    match = Match(
        case=case,
        mentor=mentor,
        **_suggestion(case, mentor, choice, by=by, on=on),
        why=choice.why.strip()[: keeping.WHY_LENGTH],
        area=choice.area.strip(),
        language=choice.language,
        proposed_by_id=by.person_id,
        proposed_at=at,
    )
    with firsts.first_wins():
        match.save(force_insert=True)
    keeping.record("match.proposed", match, by=by, at=at, reason=match.deviation_reason)
    return match


@transaction.atomic
def ask(match: Match, *, answer_by: date | None = None, by: Actor, at: datetime, on: date) -> None:
    """Ask the mentor, who has until `answer_by` (else the jobcentre's days), and say by mail that there is news.

    No text of the case goes out.
    """
    access.require(access.may(by, "ask", match, on=on))
    given = people.settings_on(match.case.jobcentre_id, on).number(Setting.ANSWER_DAYS)
    deadline = talking.answer_by(answer_by, given=given, on=on)
    states.move(MOVES, State(match.state), "ask")
    _refuse_bound(match.case, match.mentor)
    _refuse_before_talk(match.case)
    silent = asking.why_silent(match, on=on)
    if silent:
        raise errors.RefusedError(f"{match.mentor} kan ikke svare: {silent}.")
    refuse_hindered(match.case, match.mentor, area=match.area, language=match.language, on=on)
    moving.move(match, MOVES, "ask", asked_at=at, answer_by=deadline)
    keeping.reach_stage(match.case)
    keeping.notify_mentor(match, "asked", at=at)
    keeping.record("match.asked", match, by=by, at=at)


@transaction.atomic
def withdraw(match: Match, *, by: Actor, at: datetime, on: date) -> None:
    """Take a proposal or question back before the answer."""
    access.require(access.may(by, "withdraw", match, on=on))
    take_back(match, by=by, at=at)
    keeping.reach_stage(match.case)


def _refuse_before_talk(case: Case) -> None:
    if declining.is_time_to_talk(case):
        raise errors.RefusedError(declining.TALK_FIRST)


def take_back(match: Match, *, by: Actor, at: datetime) -> None:
    """Take back what is open; whoever was asked is told."""
    was_asked = match.state == State.ASKED
    moving.move(match, MOVES, "withdraw", closed_at=at)
    if was_asked:
        keeping.notify_mentor(match, "withdrawn", at=at)
    keeping.record("match.withdrawn", match, by=by, at=at)


def refuse_hindered(
    case: Case, mentor: Mentor, *, area: str, language: str, on: date, proposer: int | None = None
) -> None:
    """Refuse with everything that keeps the mentor from taking the course."""
    need = needing.need_of(case, area=area, language=language, proposer=proposer, on=on)
    found = rules.hindrances(need, candidates.candidate(mentor, on=on), on=on)
    if found:
        raise errors.RefusedError(f"{mentor} kan ikke tage forløbet. {' '.join(found)}")


def _suggestion(case: Case, mentor: Mentor, choice: Choice, *, by: Actor, on: date) -> dict[str, Any]:
    """Who is suggested as the choice is made, and why it is another where it is."""
    need = needing.need_of(case, area=choice.area, language=choice.language, proposer=by.person_id, on=on)
    known = candidates.known(access.mentors_for(by, case, on=on), on=on)
    weights = ordering.weights_of(people.settings_on(case.jobcentre_id, on))
    place = shortlisting.place_of(mentor, known, need, weights=weights, on=on)
    kept = {"suggested_as": place.suggested_as, "suggested": list(place.suggested)}
    if place.suggested_as is not lists.SuggestedAs.NOT_SUGGESTED:
        return kept
    text = choice.deviation_text.strip()[: keeping.WHY_LENGTH]
    if choice.deviation_reason is None:
        raise errors.RefusedError("Vælg, hvorfor det bliver en anden end de foreslåede.", field="deviation_reason")
    if choice.deviation_reason is lists.DeviationReason.OTHER and not text:
        raise errors.RefusedError("Skriv kort, hvorfor det bliver en anden.", field="deviation_text")
    return {**kept, "deviation_reason": choice.deviation_reason, "deviation_text": text}


def _refuse_taken(case: Case, mentor: Mentor) -> None:
    _refuse_bound(case, mentor)
    waiting = matches.unanswered(case)
    if waiting:
        raise errors.RefusedError(f"{waiting.mentor} er allerede foreslået. Træk det forslag tilbage først.")


def _refuse_bound(case: Case, mentor: Mentor) -> None:
    """Who has a mentor gets another one only while one is looked for; that may be settled after the choice."""
    bound = matches.binding(case)
    if bound and (bound.mentor_id == mentor.pk or changing.searching_side(case) is None):
        raise errors.RefusedError(f"Borgeren har allerede en mentor: {bound.mentor}.")
