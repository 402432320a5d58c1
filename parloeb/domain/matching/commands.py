"""Choose a mentor, ask, answer, and follow the two until the match ends."""

import contextlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from parloeb.domain.audit import commands as audit
from parloeb.domain.cases import commands as cases
from parloeb.domain.cases import firsts, moving
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import RelationKind, Stage
from parloeb.domain.corps.models import Mentor
from parloeb.domain.correspondence import outbox
from parloeb.domain.matching import access, lists, rules
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.queries import choosing, matches, shortlisting
from parloeb.domain.matching.states import MOVES, State
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import OrganisationKind
from parloeb.kernel import days, errors, states

_WHY_LENGTH = 500


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


@dataclass(frozen=True)
class Ending:
    """How a match ends: whose wish, why, on which day, and whether the mentor's access closes at once."""

    ended_by: lists.EndedBy
    reason: lists.EndReason
    last_day: date
    text: str = ""
    cut: bool = False
    days_after: int = rules.DAYS_AFTER


@transaction.atomic
def propose(case: Case, choice: Choice, *, mentor: Mentor, by: Actor, at: datetime, on: date) -> Match:
    """Choose a mentor for a case that has none, and keep who was suggested then.

    Refused with every hindrance, and without a reason for one who was not suggested; of two at once the second is told.
    """
    access.require(access.may_propose(by, case, on=on))
    _refuse_taken(case)
    if not choice.why.strip():
        raise errors.RefusedError("Skriv kort, hvorfor du vælger denne mentor.", field="why")
    if mentor.jobcentre_id != case.jobcentre_id:
        raise errors.RefusedError("Mentoren hører til et andet jobcenter.")
    _refuse_hindered(case, mentor, area=choice.area, language=choice.language, proposer=by.person_id, on=on)
    match = Match(
        case=case,
        mentor=mentor,
        **_suggestion(case, mentor, choice, by=by, on=on),
        why=choice.why.strip()[:_WHY_LENGTH],
        area=choice.area.strip(),
        language=choice.language,
        proposed_by_id=by.person_id,
        proposed_at=at,
    )
    with firsts.first_wins():
        match.save(force_insert=True)
    _record("match.proposed", match, by=by, at=at, reason=match.deviation_reason)
    return match


@transaction.atomic
def ask(match: Match, *, answer_by: date | None = None, by: Actor, at: datetime, on: date) -> None:
    """Ask the mentor, who has until `answer_by` (three days where none is given), and say by mail that there is news.

    No text of the case goes out.
    """
    access.require(access.may(by, "ask", match, on=on))
    deadline = rules.answer_by(answer_by, on=on)
    states.move(MOVES, State(match.state), "ask")
    _refuse_hindered(match.case, match.mentor, area=match.area, language=match.language, on=on)
    moving.move(match, MOVES, "ask", asked_at=at, answer_by=deadline)
    cases.reach_stage(match.case, Stage.MATCHING)
    _notify_mentor(match, "asked", at=at)
    _record("match.asked", match, by=by, at=at)


@transaction.atomic
def accept(match: Match, *, by: Actor, at: datetime, on: date) -> None:
    """The mentor says yes, with secrecy signed before: from now on the case is open to the mentor."""
    access.require(access.may(by, "accept", match, on=on))
    states.move(MOVES, State(match.state), "accept")
    # Two answers of one mentor at once could both count the same free hours: the second waits here for the first.
    mentor = Mentor.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=match.mentor_id)
    if mentor.secrecy_signed_on is None or mentor.secrecy_signed_on > on:
        raise errors.RefusedError("Skriv under på tavshedspligten, før du siger ja.")
    _refuse_hindered(match.case, mentor, area=match.area, language=match.language, on=on)
    moving.move(match, MOVES, "accept", answered_at=at, first_day=_first_free_day(match.case, on=on))
    _open_case(match, mentor, by=by, at=at, on=on)
    cases.reach_stage(match.case, Stage.TRIAL)
    _record("match.accepted", match, by=by, at=at)


@transaction.atomic
def decline(match: Match, *, reason: lists.DeclineReason, text: str = "", by: Actor, at: datetime, on: date) -> None:
    """The mentor says no, for a reason of a list that blames nobody; the course waits for another."""
    access.require(access.may(by, "decline", match, on=on))
    moving.move(match, MOVES, "decline", answered_at=at, decline_reason=reason, decline_text=text.strip()[:_WHY_LENGTH])
    cases.reach_stage(match.case, Stage.GRANTED)
    _record("match.declined", match, by=by, at=at, reason=reason)


@transaction.atomic
def withdraw(match: Match, *, by: Actor, at: datetime, on: date) -> None:
    """Take a proposal or question back before the answer."""
    access.require(access.may(by, "withdraw", match, on=on))
    _withdraw(match, by=by, at=at)
    cases.reach_stage(match.case, Stage.GRANTED)


def meeting_held(case: Case, *, mentor: Mentor, day: date, by: Actor, at: datetime) -> None:
    """The two have met. Called by the visit's own registration; only the first meeting changes anything, and what is
    moved on by somebody else meanwhile is left as it is.
    """
    match = matches.unmet(case=case, mentor=mentor).first()
    if match is None:
        return
    with contextlib.suppress(errors.OvertakenError), transaction.atomic():
        moving.move(match, MOVES, "meet", met_on=day)
        _record("match.met", match, by=by, at=at)


@transaction.atomic
def meeting_corrected(case: Case, *, mentor: Mentor, day: date | None, by: Actor, at: datetime) -> None:
    """Their first meeting was on another day than noted, or (None) has not been yet. Called by a visit's correction.

    Where both have said that they want to go on, it stands.
    """
    match = matches.binding(case)
    if match is None or match.mentor_id != mentor.pk or match.state != State.MET or match.met_on == day:
        return
    moving.move(match, MOVES, "unmeet", met_on=None)
    _record("match.unmet", match, by=by, at=at)
    if day:
        meeting_held(case, mentor=mentor, day=day, by=by, at=at)


@transaction.atomic
def confirm(match: Match, *, by: Actor, at: datetime, on: date) -> None:
    """Note that citizen and mentor both want to go on."""
    access.require(access.may(by, "confirm", match, on=on))
    moving.move(match, MOVES, "confirm", confirmed_at=at)
    _record("match.confirmed", match, by=by, at=at)


@transaction.atomic
def run(match: Match, *, by: Actor, at: datetime) -> None:
    """The agreement is signed by all. Called by the last signature; refused before both have said yes."""
    if match.state in (State.ACCEPTED, State.MET):
        raise errors.RefusedError("Aftalen kan først gælde, når borger og mentor har mødtes og begge vil fortsætte.")
    moving.move(match, MOVES, "run")
    cases.reach_stage(match.case, Stage.RUNNING)
    _record("match.running", match, by=by, at=at)


@transaction.atomic
def end(match: Match, ending: Ending, *, last_visit_on: date | None = None, by: Actor, at: datetime, on: date) -> None:
    """End a match while the course goes on: the course waits for another mentor.

    `last_visit_on` is the last day on which a visit of the two is registered; a visit past the last day would belong to
    no match, could not be corrected, and its month not be told.
    """
    access.require(access.may(by, "end", match, on=on))
    states.move(MOVES, State(match.state), "end")
    if match.first_day and ending.last_day < match.first_day:
        first_day = days.text(match.first_day)
        raise errors.RefusedError(f"Mentoren begyndte {first_day}; sidste dag kan ikke ligge før.", field="last_day")
    if last_visit_on and ending.last_day < last_visit_on:
        visited = days.text(last_visit_on)
        raise errors.RefusedError(
            f"Der er registreret et besøg {visited}; sidste dag kan ikke ligge før.", field="last_day"
        )
    if ending.last_day > on:
        raise errors.RefusedError("Sidste dag kan ikke ligge efter i dag.", field="last_day")
    if ending.reason is lists.EndReason.OTHER and not ending.text.strip():
        raise errors.RefusedError("Skriv kort, hvorfor matchet slutter.", field="text")
    _end(match, ending, by=by, at=at)
    cases.reach_stage(match.case, Stage.GRANTED)


@transaction.atomic
def conclude(case: Case, *, last_day: date, by: Actor, at: datetime) -> None:
    """Close whatever is open or binds because the course ends. Called by the closing, which asks who may."""
    open_match = matches.unanswered(case)
    if open_match:
        _withdraw(open_match, by=by, at=at)
    match = matches.binding(case)
    if match and match.first_day:
        day = max(last_day, match.first_day)
        ending = Ending(ended_by=lists.EndedBy.AUTHORITY, reason=lists.EndReason.COURSE_ENDED, last_day=day)
        _end(match, ending, by=by, at=at)


def _withdraw(match: Match, *, by: Actor, at: datetime) -> None:
    was_asked = match.state == State.ASKED
    moving.move(match, MOVES, "withdraw", closed_at=at)
    if was_asked:
        _notify_mentor(match, "withdrawn", at=at)
    _record("match.withdrawn", match, by=by, at=at)


def _notify_mentor(match: Match, news: str, *, at: datetime) -> None:
    """Whoever is asked, or is asked no longer, is told that there is news; `news` goes into the key alone."""
    if match.mentor.user:
        outbox.notify(match.mentor.user.email, key=f"match:{match.uuid}:{news}", at=at)


def _end(match: Match, ending: Ending, *, by: Actor, at: datetime) -> None:
    moving.move(
        match,
        MOVES,
        "end",
        last_day=ending.last_day,
        ended_by=ending.ended_by,
        end_reason=ending.reason,
        end_text=ending.text.strip()[:_WHY_LENGTH],
        closed_at=at,
    )
    _close_case(match, ending, by=by, at=at)
    _record("match.ended", match, by=by, at=at, reason=ending.reason)


def _open_case(match: Match, mentor: Mentor, *, by: Actor, at: datetime, on: date) -> None:
    """Let the mentor, and the supplier of a supplier's mentor, into the case; days left from before are replaced."""
    cases.cut_relations(match.case, kind=RelationKind.MENTOR, user=mentor.user, by=by, at=at)
    cases.relate(match.case, kind=RelationKind.MENTOR, user=mentor.user, first_day=on, by=by, at=at)
    supplier = _supplier(mentor)
    if supplier:
        cases.cut_relations(match.case, kind=RelationKind.SUPPLIER, organisation=supplier, by=by, at=at)
        cases.relate(match.case, kind=RelationKind.SUPPLIER, organisation=supplier, first_day=on, by=by, at=at)


def _close_case(match: Match, ending: Ending, *, by: Actor, at: datetime) -> None:
    mentor = match.mentor
    until = ending.last_day + timedelta(days=ending.days_after)
    if ending.cut or ending.reason in rules.CUTTING:
        cases.cut_relations(match.case, kind=RelationKind.MENTOR, user=mentor.user, by=by, at=at)
    else:
        cases.end_relations(match.case, kind=RelationKind.MENTOR, user=mentor.user, last_day=until, by=by, at=at)
    supplier = _supplier(mentor)
    if supplier:
        cases.end_relations(match.case, kind=RelationKind.SUPPLIER, organisation=supplier, last_day=until, by=by, at=at)


def _supplier(mentor: Mentor) -> Organisation | None:
    organisation = mentor.organisation
    return organisation if organisation and organisation.kind == OrganisationKind.SUPPLIER else None


def _first_free_day(case: Case, *, on: date) -> date:
    """Today, or the day after a former match that lasts longer: no day has two mentors."""
    former = matches.last_day_of_any(case)
    return on if former is None else max(on, former + timedelta(days=1))


def _suggestion(case: Case, mentor: Mentor, choice: Choice, *, by: Actor, on: date) -> dict[str, Any]:
    """Who is suggested as the choice is made, and why it is another where it is."""
    need = choosing.need_of(case, area=choice.area, language=choice.language, proposer=by.person_id, on=on)
    known = choosing.known(case, access.mentors_for(by, case, on=on), on=on)
    place = shortlisting.place_of(mentor, known, need, on=on)
    kept = {"suggested_as": place.suggested_as, "suggested": list(place.suggested)}
    if place.suggested_as is not lists.SuggestedAs.NOT_SUGGESTED:
        return kept
    text = choice.deviation_text.strip()[:_WHY_LENGTH]
    if choice.deviation_reason is None:
        raise errors.RefusedError("Vælg, hvorfor det bliver en anden end de foreslåede.", field="deviation_reason")
    if choice.deviation_reason is lists.DeviationReason.OTHER and not text:
        raise errors.RefusedError("Skriv kort, hvorfor det bliver en anden.", field="deviation_text")
    return {**kept, "deviation_reason": choice.deviation_reason, "deviation_text": text}


def _refuse_taken(case: Case) -> None:
    bound = matches.binding(case)
    if bound:
        raise errors.RefusedError(f"Borgeren har allerede en mentor: {bound.mentor}.")
    waiting = matches.unanswered(case)
    if waiting:
        raise errors.RefusedError(f"{waiting.mentor} er allerede foreslået. Træk det forslag tilbage først.")


def _refuse_hindered(
    case: Case, mentor: Mentor, *, area: str, language: str, on: date, proposer: int | None = None
) -> None:
    need = choosing.need_of(case, area=area, language=language, proposer=proposer, on=on)
    found = rules.hindrances(need, choosing.candidate(case, mentor, on=on), on=on)
    if found:
        raise errors.RefusedError(f"{mentor} kan ikke tage forløbet. {' '.join(found)}")


def _record(name: str, match: Match, *, by: Actor, at: datetime, reason: str = "") -> None:
    audit.record(name, match, by=by, at=at, citizens=[match.case.citizen.uuid], reason=reason)
