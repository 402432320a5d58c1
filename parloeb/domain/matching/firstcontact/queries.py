"""What is read of first meetings, of how somebody is reached, and of what the citizen told."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from parloeb.domain.cases.models import Case
from parloeb.domain.cases.queries import StoryEntry, Waiting
from parloeb.domain.law.settings import Setting
from parloeb.domain.matching.firstcontact import rules
from parloeb.domain.matching.lists import ContactWay, MeetingForm, Side, WishWay
from parloeb.domain.matching.models import ContactChoice, FirstMeeting, Match, WordsToMentor
from parloeb.domain.matching.states import PlanState, State
from parloeb.domain.people import queries as people
from parloeb.domain.referrals import queries as referrals
from parloeb.domain.referrals.lists import MeetingPlace
from parloeb.kernel import days, local

# By what was written, and the state of what it replaces.
_TITLES = {
    (PlanState.PLANNED, PlanState.UNPLANNED): "Det første møde er aftalt",
    (PlanState.PLANNED, PlanState.PLANNED): "Det første møde er ændret",
    (PlanState.PLANNED, PlanState.CANCELLED): "Det første møde er aftalt igen",
    (PlanState.CANCELLED, PlanState.PLANNED): "Det første møde er aflyst",
}


@dataclass(frozen=True)
class MeetingRow:
    """What was planned, changed or cancelled, and by whom."""

    title: str
    facts: tuple[tuple[str, str], ...]
    written: str


@dataclass(frozen=True)
class ContactSheet:
    """How one of the two is reached: in words, with the number or address where it is not through the municipality.

    `uuid` is that of the choice; None where nobody chose.
    """

    uuid: UUID | None
    way: ContactWay
    told: str
    phone: str
    email: str


@dataclass(frozen=True)
class WordsRow:
    """What the citizen told; `words` are empty where they are taken back, or are not the reader's.

    `has_left`: it was told to a mentor whose match is over, and no other mentor reads it.
    """

    uuid: UUID
    words: str
    told: str
    is_read: bool
    is_taken_back: bool
    has_left: bool


def newest(match: Match) -> FirstMeeting | None:
    """What stands of the first meeting of a match."""
    return FirstMeeting.objects.filter(match=match, replaced_by=None).first()


def plan_of(meeting: FirstMeeting) -> rules.Plan:
    """The plan as the rules know it."""
    return rules.Plan(meeting.day, meeting.clock, MeetingForm(meeting.form), meeting.place, meeting.others)


def rows(visible: QuerySet[FirstMeeting], match: Match) -> tuple[MeetingRow, ...]:
    """Everything that was planned of one match, the newest first."""
    found = visible.filter(match=match).select_related("written_by", "replaces").order_by("-pk")
    return tuple(_row(one) for one in found)


def planned(matches: QuerySet[Match]) -> dict[int, rules.Plan]:
    """By the key of a match that waits for its first meeting what is planned, in one question for all."""
    standing = FirstMeeting.objects.filter(match__in=matches, match__state=State.ACCEPTED, replaced_by=None)
    return {one.match_id: plan_of(one) for one in standing.filter(state=PlanState.PLANNED)}


def told(plan: rules.Plan) -> str:
    """A plan in one line: when, how, where, and who is there besides."""
    parts = [plan.when, plan.form.label, plan.place, f"Med er også: {plan.others}" if plan.others else ""]
    return ". ".join(part for part in parts if part)


@dataclass(frozen=True)
class Card:
    """The own match that waits for its first meeting, and a sentence on what is planned, else empty."""

    match: UUID
    told: str
    has_passed: bool


def cards(own: QuerySet[Match], *, on: date) -> dict[UUID, Card]:
    """By case the own match that waits for its first meeting."""
    waits = list(own.filter(state=State.ACCEPTED).select_related("case").order_by("pk"))
    plans = planned(own) if waits else {}
    return {one.case.uuid: _card(one, plans.get(one.pk), on=on) for one in waits}


def _card(match: Match, plan: rules.Plan | None, *, on: date) -> Card:
    return Card(match.uuid, _coming(plan, on=on), plan.day < on) if plan else Card(match.uuid, "", has_passed=False)


def _coming(plan: rules.Plan, *, on: date) -> str:
    """A plan to the two: as what comes, or as what should have been and is not registered."""
    return f"{'I skulle have mødtes' if plan.day < on else 'I mødes'} første gang {told(plan)}."


def place_asked_for(case: Case) -> str:
    """Where the citizen can be met, by the referral that the mentor was asked with; empty where it does not matter."""
    referral = referrals.living_referral(case)
    place = referrals.content_of(referral).meeting_place if referral else ""
    return MeetingPlace(place).label if place and place != MeetingPlace.ANY else ""


def newest_contact(match: Match, side: Side) -> ContactChoice | None:
    """What one of the two chose last."""
    return ContactChoice.objects.filter(match=match, side=side, replaced_by=None).first()


def contact(match: Match, side: Side) -> ContactSheet:
    """How one of the two is reached, with the match's case, citizen and jobcentre at hand.

    Through the municipality until something else is chosen, and always for a citizen with a protected name.
    """
    chosen, case = newest_contact(match, side), match.case
    way = ContactWay(chosen.way) if chosen else ContactWay.MUNICIPALITY
    if side is Side.CITIZEN and case.citizen.is_protected:
        way = ContactWay.MUNICIPALITY
    uuid = chosen.uuid if chosen else None
    if chosen is None or way is ContactWay.MUNICIPALITY:
        place = case.jobcentre
        return ContactSheet(uuid, way, f"{way.label}: {place.name} giver beskeden videre.", place.phone, place.email)
    is_email = way is ContactWay.EMAIL
    return ContactSheet(
        uuid, way, f"{way.label}:", "" if is_email else chosen.detail, chosen.detail if is_email else ""
    )


def newest_words(case: Case) -> WordsToMentor | None:
    """What the citizen told last, taken back or not."""
    return WordsToMentor.objects.filter(case=case, replaced_by=None).first()


def words(visible: QuerySet[WordsToMentor]) -> WordsRow | None:
    """What was told last, of what the reader may read."""
    one = visible.filter(replaced_by=None).select_related("written_by", "match").first()
    if one is None:
        return None
    way = WishWay(one.way)
    by = "" if way is WishWay.OWN_PAGE else f", skrevet af {one.written_by.name}"
    return WordsRow(
        uuid=one.uuid,
        words=one.words,
        told=f"{way.label} {days.text(one.told_on)}{by}",
        is_read=one.read_at is not None,
        is_taken_back=one.taken_back_at is not None,
        has_left=one.match is not None and one.match.state == State.ENDED,
    )


def unread(for_mentor: QuerySet[WordsToMentor], match: Match) -> WordsToMentor | None:
    """What waits for the mentor of a match to be opened."""
    return for_mentor.filter(match=match, read_at=None).select_related("case__citizen").first()


def to_plan(matches: QuerySet[Match], *, on: date, at_once: bool) -> tuple[Waiting, ...]:
    """The matches that wait for a plan: to the mentor, `at_once`, from the yes on, else from the day on which it should
    have been made; and those whose planned day has passed without a meeting that is registered.
    """
    found = list(matches.filter(state=State.ACCEPTED).select_related("case__citizen", "mentor").order_by("pk"))
    if not found:
        return ()
    plans, timeline = planned(matches), people.timeline()
    waits = []
    for match in found:
        given = timeline.on(match.case.jobcentre_id, on).number(Setting.PLAN_DAYS)
        since = local.local_day(match.answered_at or match.proposed_at)
        due, plan = since + timedelta(days=given), plans.get(match.pk)
        whose = "" if at_once else f" ({match.mentor})"
        if plan is None and (at_once or due < on):
            waits.append(_waiting(match, f"Aftal det første møde{whose}", since=since, due=due))
        elif plan is not None and plan.day < on:
            what = f"Mødtes {'I' if at_once else 'de'} {days.text(plan.day)}? Besøget er ikke registreret{whose}"
            waits.append(_waiting(match, what, since=plan.day, due=None))
    return tuple(waits)


def to_open(for_mentor: QuerySet[WordsToMentor]) -> tuple[Waiting, ...]:
    """What citizens told, that the mentor has not opened."""
    found = for_mentor.filter(read_at=None).select_related("match__case__citizen", "match__mentor").order_by("pk")
    what = "Læs, hvad borgeren gerne vil have dig til at vide"
    return tuple(
        _waiting(one.match, what, since=local.local_day(one.written_at), due=None) for one in found if one.match
    )


def to_tell(of_case: QuerySet[FirstMeeting]) -> QuerySet[FirstMeeting, Any]:
    """What the page of a case asks of its visible first meetings."""
    asked = (
        "match__uuid", "state", "day", "clock", "form", "place", "others", "why", "replaces__state",
        "written_at", "written_by__name",
    )  # fmt: skip
    return of_case.order_by("pk").values_list(*asked, named=True)


def story(rows: Iterable[Any]) -> tuple[StoryEntry, ...]:
    """Each time that it was planned, changed or cancelled."""
    return tuple(
        StoryEntry(
            at=row.written_at,
            title=_title(row.state, after=row.replaces__state),
            who=row.written_by__name,
            text=told(rules.Plan(row.day, row.clock, MeetingForm(row.form), row.place, row.others)),
            record=("first_meeting", row.match__uuid),
        )
        for row in rows
    )


def _row(one: FirstMeeting) -> MeetingRow:
    plan = plan_of(one)
    shown: Sequence[tuple[str, str]] = (
        ("Hvornår", plan.when),
        ("Hvordan", plan.form.label),
        ("Hvor", plan.place),
        ("Med er også", plan.others),
        ("Hvorfor aflyst", one.why),
    )
    return MeetingRow(
        title=_title(one.state, after=one.replaces.state if one.replaces else None),
        facts=tuple((label, value) for label, value in shown if value),
        written=f"{local.text(one.written_at)}, {one.written_by.name}",
    )


def _title(state: str, *, after: str | None) -> str:
    return _TITLES[PlanState(state), PlanState(after or PlanState.UNPLANNED)]


def _waiting(match: Match, what: str, *, since: date, due: date | None) -> Waiting:
    return Waiting(
        since=since,
        what=what,
        number=match.case.number,
        name=str(match.case.citizen),
        citizen=match.case.citizen.uuid,
        record=("first_meeting", match.uuid),
        due=due,
    )
