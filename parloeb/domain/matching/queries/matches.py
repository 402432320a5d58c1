"""The matches of a case: which binds, on which days, and each of them to read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from parloeb.domain.cases.models import Case
from parloeb.domain.corps import weektimes
from parloeb.domain.corps.lists import Language
from parloeb.domain.corps.models import Mentor
from parloeb.domain.law.settings import Setting
from parloeb.domain.matching import lists, rules, spans
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.needs import queries as needs
from parloeb.domain.matching.needs.rules import Content
from parloeb.domain.matching.queries import choosing
from parloeb.domain.matching.states import BINDING, OPEN, State
from parloeb.domain.matching.wishes import queries as wishes
from parloeb.domain.people import queries as people
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import OrganisationKind
from parloeb.domain.referrals import queries as referrals
from parloeb.domain.referrals.lists import MeetingPlace
from parloeb.kernel import days, local
from parloeb.kernel.periods import Period

_HEAVY = "Ja, det kræver mere af dig end de fleste. Du kan bede om et lettere."
_CHILDREN = "Du kommer i nærheden af børn og skal have en børneattest, der gælder."


@dataclass(frozen=True)
class MatchSheet:
    """One match to read, by those who see the case."""

    uuid: UUID
    case_uuid: UUID
    case_number: str
    citizen: UUID
    citizen_name: str
    mentor_name: str
    state: State
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Question:
    """The question as the asked mentor reads it: no name, no number, no text of the case."""

    uuid: UUID
    answer_by: str
    facts: tuple[tuple[str, str], ...]
    told: tuple[str, ...]
    has_signed_secrecy: bool
    mentor: UUID
    is_late: bool
    trial_meetings: int


@dataclass(frozen=True)
class Answer:
    """What the mentor answered, and the case that a yes opened for as long as it is open: no name, no number."""

    title: str
    facts: tuple[tuple[str, str], ...]
    case: UUID | None


@dataclass(frozen=True)
class CourseRow:
    """One course of a mentor."""

    uuid: UUID
    number: str
    name: str
    citizen: UUID
    state: str
    since: str


def binding(case: Case) -> Match | None:
    """The match that binds a mentor to the case now."""
    return Match.objects.filter(case=case, state__in=BINDING).select_related("mentor__user", "case__citizen").first()


def unanswered(case: Case) -> Match | None:
    """The proposal or question that is open in the case."""
    return Match.objects.filter(case=case, state__in=OPEN).select_related("mentor__user", "case__citizen").first()


def standing(case: Case) -> Match | None:
    """The match that binds a mentor to the case now or is open in it."""
    return Match.objects.filter(case=case, state__in=[*OPEN, *BINDING]).select_related("mentor").first()


def former(case: Case) -> Match | None:
    """The match of the case that ended last."""
    ended = Match.objects.filter(case=case, state=State.ENDED, last_day__isnull=False).select_related("mentor")
    return ended.order_by("-last_day", "-pk").first()


def matched(**pair: Any) -> QuerySet[Match]:
    """The matches that bind or bound a mentor to a case, oldest first. `pair`: the case and the mentor."""
    found = Match.objects.filter(state__in=[*BINDING, State.ENDED], first_day__isnull=False, **pair)
    return found.order_by("first_day")


def to_the_end(mentors: QuerySet[Mentor]) -> frozenset[tuple[UUID, int]]:
    """Who of these mentors was there when which course ended: (public id of the mentor, key of the case)."""
    ended = Match.objects.filter(
        mentor__in=mentors, confirmed_at__isnull=False, end_reason=lists.EndReason.COURSE_ENDED
    )
    return frozenset(ended.order_by().values_list("mentor__uuid", "case"))


def unmet(**pair: Any) -> QuerySet[Match]:
    """The match of two who have not met yet. `pair`: the case and the mentor."""
    return Match.objects.filter(state=State.ACCEPTED, **pair)


def matched_periods(case: Case, mentor: Mentor) -> tuple[Period, ...]:
    """The days on which this mentor is or was matched with the citizen; the last may be open."""
    days_of = matched(case=case, mentor=mentor).values_list("first_day", "last_day")
    return tuple(Period(first_day, last_day) for first_day, last_day in days_of if first_day)


def last_day_of_any(case: Case) -> date | None:
    """The last day of the latest ended match of the case."""
    ended = Match.objects.filter(case=case, state=State.ENDED).order_by("-last_day")
    return ended.values_list("last_day", flat=True).first()


def supplier_of(mentor: Mentor) -> Organisation | None:
    """The supplier whose mentor it is; None for every other kind of employer."""
    organisation = mentor.organisation
    return organisation if organisation and organisation.kind == OrganisationKind.SUPPLIER else None


def of_mentor(visible: QuerySet[Match], mentor: UUID) -> tuple[CourseRow, ...]:
    """The visible matches that bind a mentor or are open, oldest first."""
    found = visible.filter(mentor__uuid=mentor, state__in=[*OPEN, *BINDING]).select_related("case__citizen")
    return tuple(
        CourseRow(
            uuid=match.uuid,
            number=match.case.number,
            name=str(match.case.citizen),
            citizen=match.case.citizen.uuid,
            state=State(match.state).label,
            since=days.text(match.first_day) if match.first_day else "",
        )
        for match in found.order_by("pk")
    )


def sheet(visible: QuerySet[Match], uuid: UUID, *, reader: int | None) -> MatchSheet | None:
    """One visible match; None where it is missing or not among the visible.

    `reader` is the key of the user who reads: whoever was the mentor does not read why it ended, and by whose wish.
    """
    match = visible.filter(uuid=uuid).select_related("case__citizen", "mentor", "proposed_by").first()
    if match is None:
        return None
    return MatchSheet(
        uuid=match.uuid,
        case_uuid=match.case.uuid,
        case_number=match.case.number,
        citizen=match.case.citizen.uuid,
        citizen_name=str(match.case.citizen),
        mentor_name=str(match.mentor),
        state=State(match.state),
        facts=tuple((label, value) for label, value in (*_shown(match), *_end(match, reader)) if value),
    )


def question(asked: QuerySet[Match], uuid: UUID, *, on: date) -> Question | None:
    """One question among those that the mentor is asked; None for any other."""
    match = asked.filter(uuid=uuid).select_related("case__jobcentre", "case__citizen", "mentor").first()
    if match is None or match.answer_by is None:
        return None
    living = choosing.living([match.case_id], on=on).get(match.case_id)
    granted = choosing.granted(living, on=on) if living else None
    content = referrals.content_of(living[0].referral) if living else None
    place = content.meeting_place if content else ""
    told, judged = wishes.newest(match.case), needs.newest(match.case)
    content_of_needs = needs.content_of(judged) if judged else None
    facts = (
        ("Svar senest", days.text(match.answer_by)),
        ("Område", _area(match, told.areas if told else ())),
        ("Timer", choosing.weekly(granted.minutes) if granted else ""),
        ("Timer senere", _later(granted.later) if granted else ""),
        ("Periode", str(granted.period) if granted else ""),
        ("Så længe ventes det at vare", _weeks(granted.period, on=on) if granted else ""),
        ("Borgeren kan mødes", weektimes.text(told.times) if told and told.times else ""),
        ("Mødested", MeetingPlace(place).label if place else ""),
        ("Sprog", Language(match.language).label if match.language else ""),
        ("Tungt forløb", _HEAVY if content_of_needs and content_of_needs.is_heavy else ""),
        ("Erfaring, der er brug for", _experience(content_of_needs)),
        ("Børneattest", _CHILDREN if content_of_needs and content_of_needs.with_children else ""),
    )
    return Question(
        uuid=match.uuid,
        answer_by=days.text(match.answer_by),
        facts=tuple((label, value) for label, value in facts if value),
        told=rules.told_before_yes(content.considerations) if content else (),
        has_signed_secrecy=match.mentor.secrecy_signed_on is not None,
        mentor=match.mentor.uuid,
        is_late=match.answer_by < on,
        trial_meetings=people.settings_on(match.case.jobcentre_id, on).number(Setting.TRIAL_MEETINGS),
    )


def _area(match: Match, told: Sequence[str]) -> str:
    """The area that the coordinator named, else those that the citizen told; the latter not of who is protected."""
    return match.area or ("" if match.case.citizen.is_protected else ", ".join(told))


def answer(answered: QuerySet[Match], visible: QuerySet[Match], uuid: UUID) -> Answer | None:
    """One of the questions that the mentor answered; its case only where the match is among the visible."""
    match = answered.filter(uuid=uuid).select_related("case").first()
    if match is None or match.answered_at is None:
        return None
    facts = (
        ("Svarede", local.text(match.answered_at)),
        ("Hvorfor nej", lists.DeclineReason(match.decline_reason).label if match.decline_reason else ""),
        ("Med dine egne ord", match.decline_text),
    )
    better = match.decline_reason == lists.DeclineReason.NEEDS_BETTER_ODDS
    no = "Du bad om et forløb med bedre odds" if better else "Du sagde nej tak"
    return Answer(
        title=no if match.state == State.DECLINED else "Du sagde ja",
        facts=tuple((label, value) for label, value in facts if value),
        case=match.case.uuid if visible.filter(pk=match.pk).exists() else None,
    )


def _shown(match: Match) -> tuple[tuple[str, str], ...]:
    return (
        ("Mentor", str(match.mentor)),
        ("Valgt af", f"{match.proposed_by.name}, {local.text(match.proposed_at)}"),
        ("Hvorfor", match.why),
        ("Forslag", lists.SuggestedAs(match.suggested_as).label if match.suggested_as else ""),
        ("Blev foreslået", _named(match.suggested)),
        ("Hvorfor en anden", lists.DeviationReason(match.deviation_reason).label if match.deviation_reason else ""),
        ("Mere om hvorfor en anden", match.deviation_text),
        ("Område", match.area),
        ("Fælles sprog", Language(match.language).label if match.language else ""),
        ("Spurgt", local.text(match.asked_at) if match.asked_at else ""),
        ("Svar senest", days.text(match.answer_by) if match.answer_by else ""),
        ("Påmindet", local.text(match.reminded_at) if match.reminded_at else ""),
        ("Svarede", local.text(match.answered_at) if match.answered_at else ""),
        ("Hvorfor nej", lists.DeclineReason(match.decline_reason).label if match.decline_reason else ""),
        ("Med mentorens ord", match.decline_text),
        ("Mentor fra", days.text(match.first_day) if match.first_day else ""),
        ("Mødtes første gang", days.text(match.met_on) if match.met_on else ""),
        ("Begge vil fortsætte", local.text(match.confirmed_at) if match.confirmed_at else ""),
        ("Sidste dag", days.text(match.last_day) if match.last_day else ""),
    )


def _end(match: Match, reader: int | None) -> tuple[tuple[str, str], ...]:
    """Why it ended; nothing to the mentor, of whom it may tell what the citizen said in confidence."""
    if reader is not None and match.mentor.user_id == reader:
        return ()
    return (
        ("Sluttede efter ønske fra", _whose_wish(match)),
        ("Hvorfor slut", lists.EndReason(match.end_reason).label if match.end_reason else ""),
        ("Mere om slutningen", match.end_text),
    )


def _later(steps: spans.Steps) -> str:
    return ", ".join(f"{choosing.weekly(minutes)} fra {days.text(day)}" for day, minutes in steps)


def _weeks(period: Period, *, on: date) -> str:
    """How long what is left of a granted period lasts, in weeks."""
    weeks = max(1, round((period.closed_end() - max(on, period.first_day)).days / 7))
    return "En uge" if weeks == 1 else f"{weeks} uger"


def _experience(judged: Content | None) -> str:
    return ", ".join(rules.asked_for_before_yes(judged.needs)) if judged else ""


def _whose_wish(match: Match) -> str:
    """Whose wish the end was; untold where one of the two said no in private or stopped in the trial."""
    private = (lists.EndReason.NO_FIT, lists.EndReason.TRIAL)
    return lists.EndedBy(match.ended_by).label if match.ended_by and match.end_reason not in private else ""


def _named(mentors: Sequence[UUID]) -> str:
    """The names of these mentors, in their order."""
    names = {mentor.uuid: str(mentor) for mentor in Mentor.objects.filter(uuid__in=mentors)}
    return ", ".join(names[uuid] for uuid in mentors if uuid in names)
