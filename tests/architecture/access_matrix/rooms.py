"""What each room puts on a case: objects by the parameter that addresses them, and a word in each of their texts.

A new room adds one function here and calls it from `world.py`.
"""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from parloeb.domain.agreements import commands as agreements
from parloeb.domain.agreements import queries as agreement_queries
from parloeb.domain.agreements.lists import Way as SigningWay
from parloeb.domain.cases import representing
from parloeb.domain.cases.lists import Teller
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.notes import commands as notes
from parloeb.domain.cases.rules import FieldClass
from parloeb.domain.corps.availability import commands as availability
from parloeb.domain.corps.lists import AbsenceKind
from parloeb.domain.corps.models import Absence, Mentor, MentorHours
from parloeb.domain.correspondence import commands as correspondence
from parloeb.domain.followup.models import Closing, Talk
from parloeb.domain.grants import commands as grants
from parloeb.domain.grants.lists import RequestKind, Way
from parloeb.domain.grants.models import Grant
from parloeb.domain.grants.procedure.commands import complaints, hearings, requests
from parloeb.domain.matching.commands import answering, meeting, proposing
from parloeb.domain.matching.exclusions import commands as exclusions
from parloeb.domain.matching.handing_over import Author
from parloeb.domain.matching.lists import ExclusionReason
from parloeb.domain.matching.models import ChangeRequest, Handover, Match
from parloeb.domain.matching.needs import commands as needs
from parloeb.domain.matching.needs.rules import Content
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import Citizen, User
from parloeb.domain.people.rules import OrganisationKind, Role
from parloeb.domain.referrals import commands as referrals
from parloeb.domain.referrals.models import Referral
from parloeb.domain.reports.models import MonthlyReport
from parloeb.domain.visits.models import Occasion, Visit
from tests import builders
from tests.architecture.access_matrix.words import Station, Word
from tests.builders import corps


def refer(station: Station, citizen: Citizen, *, by: User) -> None:
    """A case with a referral that was sent and then amended."""
    content = replace(
        builders.FULL,
        request=station.plant(FieldClass.NOTES),
        decisive_reason=station.plant(FieldClass.NOTES),
        wishes=station.plant(FieldClass.GOALS),
        active_offers=station.plant(FieldClass.NOTES),
        considerations_text=station.plant(FieldClass.HEALTH),
    )
    referral = builders.a_draft(by=by, citizen=citizen)
    helper = referrals.Helper("gp", station.plant(FieldClass.HEALTH), station.plant(FieldClass.HEALTH))
    at, on = builders.AT, builders.ON
    with builders.act(by) as actor:
        referrals.save(referral, content, version=referral.version, helpers=[helper], by=actor, at=at, on=on)
        referrals.send(referral, by=actor, at=at, on=on)
        amended = replace(content, request=station.plant(FieldClass.NOTES))
        reason = station.plant(FieldClass.NOTES)
        referrals.amend(referral, amended, version=referral.version, reason=reason, by=actor, at=at, on=on)
    case = referral.case
    _represent(station, case, by=by)
    station.objects |= {"case": case.uuid, "referral": referral.uuid}
    station.words += [Word(text, FieldClass.IDENTITY) for text in (case.number, str(case.uuid))]


def _represent(station: Station, case: Case, *, by: User) -> None:
    """Somebody acts for the citizen, who gets the letters too, at an address that only who registers it reads."""
    typed = builders.a_typed_representative(
        name=f"{station.plant(FieldClass.IDENTITY)} Værge",
        address=f"{station.plant(FieldClass.IDENTITY)} 3, Nordby",
        is_protected=False,
    )
    with builders.act(by) as actor:
        found = representing.register(case, typed, keys=builders.keys(), by=actor, at=builders.AT, on=builders.ON)
    station.objects["representative"] = found.uuid


def grant(station: Station, *, by: User, is_decided: bool) -> None:
    """A draft of a grant on the case; or one decided, with its letter, posted where the citizen logs in to read it."""
    referral = Referral.objects.get(uuid=station.objects["referral"])
    drafted = builders.a_drafted_grant(by=by, referral=referral, assessment=station.plant(FieldClass.NOTES))
    station.objects["grant"] = drafted.uuid
    _hear(station, drafted, by=by)
    if not is_decided:
        station.drafts["grant"] = frozenset({Role.CASEWORKER, Role.TEAM_LEADER})
        return
    with builders.act(by) as actor:
        grants.decide(drafted, sending=builders.sending(), by=actor, at=builders.AT, on=builders.ON)
        letter = builders.letter_of(drafted)
        if letter.citizen.user:
            correspondence.post(letter, by=actor, at=builders.AT, on=builders.ON)
        said = complaints.Received(station.plant(FieldClass.NOTES), Way.PHONE, builders.ON)
        complaint = complaints.receive(
            drafted, said, sending=builders.sending(), by=actor, at=builders.AT, on=builders.ON
        )
    station.objects["complaint"] = complaint.uuid
    station.objects["letter"] = letter.uuid
    station.words.append(Word(letter.number, FieldClass.IDENTITY))


def _hear(station: Station, drafted: Grant, *, by: User) -> None:
    """The citizen is asked about a draft, by a letter that is posted where the citizen logs in to read it."""
    at, on = builders.AT, builders.ON
    with builders.act(by) as actor:
        hearing = hearings.open_hearing(
            drafted,
            facts=station.plant(FieldClass.NOTES),
            answer_by=builders.TOMORROW,
            sending=builders.sending(),
            by=actor,
            at=at,
            on=on,
        )
        if hearing.letter.citizen.user:
            correspondence.post(hearing.letter, by=actor, at=at, on=on)
        asked = requests.Asked(RequestKind.ACCESS, station.plant(FieldClass.NOTES), Way.PHONE, on)
        heard = notes.Heard(on, Teller.CITIZEN, "", "Ringede", station.plant(FieldClass.NOTES))
        station.objects["note"] = notes.note(drafted.case, heard, by=actor, at=at, on=on).uuid
        station.objects["asked"] = requests.register(drafted.case, asked, by=actor, at=at, on=on).uuid
    station.objects["hearing"] = hearing.uuid


def match(station: Station, coordinator: User, *, is_asked: bool) -> None:
    """A mentor chosen for the case, of a corps; `is_asked` puts the question, which is nobody's of the persons."""
    case = Case.objects.select_related("jobcentre", "citizen").get(uuid=station.objects["case"])
    mentor = builders.a_signed_mentor(f"Valgt {station.label}", jobcentre=case.jobcentre)
    choice = replace(builders.CHOICE, why=station.plant(FieldClass.NOTES))
    with builders.act(coordinator) as actor:
        _exclude(station, case, by=actor)
        match = proposing.propose(case, choice, mentor=mentor, by=actor, at=builders.AT, on=builders.ON)
        if is_asked:
            proposing.ask(match, by=actor, at=builders.AT, on=builders.ON)
            station.objects["question"] = match.uuid
    paper = builders.a_paper(mentor)
    station.objects |= {"match": match.uuid, "mentor": mentor.uuid, "paper": paper.uuid}
    _supply(station, case)


def _supply(station: Station, case: Case) -> None:
    """A supplier of the case's jobcentre, of which no other jobcentre knows, with everything that is agreed."""
    supplier = builders.an_organisation(OrganisationKind.SUPPLIER, f"Leverandør {station.label}")
    processing = builders.a_processor_agreement(supplier, jobcentre=case.jobcentre)
    framework = builders.a_framework(supplier, jobcentre=case.jobcentre)
    lot = builders.a_lot(framework)
    agreed = {"supplier": supplier, "processing": processing, "framework": framework, "lot": lot}
    agreed["price"] = builders.a_price(lot)
    station.objects |= {name: one.uuid for name, one in agreed.items()}


def _exclude(station: Station, case: Case, *, by: Actor) -> None:
    """What the course asks for, and a mentor with whom the citizen is not put together."""
    at, on = builders.AT, builders.ON
    needs.judge(case, Content({"debt": 3}, is_heavy=True), after=None, by=by, at=at, on=on)
    kept_away = builders.a_signed_mentor(f"Udelukket {station.label}", jobcentre=case.jobcentre)
    why, words = ExclusionReason.OTHER, station.plant(FieldClass.NOTES)
    noted = exclusions.exclude(case, kept_away, why=why, words=words, by=by, at=at, on=on)
    station.objects["exclusion"] = noted.uuid


def visit(station: Station, *, user: User) -> None:
    """A visit that the citizen questioned, by a mentor of the corps; put there by hand, without grant and match."""
    case = Case.objects.get(uuid=station.objects["case"])
    mentor = Mentor.objects.filter(user=user).first() or corps.a_corps_mentor(user=user, jobcentre=case.jobcentre)
    # What is the mentor's own, so that the supplier and the mentor reach it and not the coordinator alone.
    station.objects |= {"member": mentor.uuid, **_availability(mentor, user)}
    # The mentor of two cases was not with both at once.
    before = timedelta(hours=1 + Visit.objects.count())
    occasion = Occasion.objects.create(mentor=mentor, starts_at=builders.AT - before, ends_at=builders.AT - before)
    station.objects["visit"] = Visit.objects.create(
        case=case,
        occasion=occasion,
        mentor=mentor,
        starts_at=builders.AT - before,
        ends_at=builders.AT - before,
        minutes=0,
        outcome="no_show",
        cause="ill",
        note=station.plant(FieldClass.NOTES),
        state="questioned",
        state_at=builders.AT,
        question=station.plant(FieldClass.NOTES),
        registered_at=builders.AT,
        registered_by=user,
    ).uuid
    # The case is named by its number alone, which whoever reads the talk is shown only if they reach the case.
    station.objects["sparring"] = builders.a_sparring(mentor, case=case).uuid


def _availability(mentor: Mentor, user: User) -> dict[str, UUID]:
    """An entry of hours and an absence, which a mentor of two cases has one of for each."""
    later = builders.ON + timedelta(weeks=8 * (1 + Absence.objects.filter(mentor=mentor).count()))
    with builders.act(user, Role.MENTOR) as actor:
        absence = availability.register_absence(
            mentor, kind=AbsenceKind.HOLIDAY, first_day=later, last_day=later, by=actor, at=builders.AT, on=builders.ON
        )
    return {"hours": MentorHours.objects.filter(mentor=mentor).latest("pk").uuid, "absence": absence.uuid}


def agreement(station: Station, coordinator: User, *, by: User) -> None:
    """The chosen mentor says yes, the two go on, and an agreement waits for the mentor's signature."""
    match = Match.objects.select_related("case__citizen", "mentor__user").get(uuid=station.objects["match"])
    at, on = builders.AT, builders.ON
    with builders.act(coordinator) as actor:
        proposing.ask(match, by=actor, at=at, on=on)
    assert match.mentor.user, "a mentor who is asked has a user"
    with builders.act(match.mentor.user) as actor:
        answering.accept(match, by=actor, at=at, on=on)
    with builders.act(coordinator) as actor:
        meeting.meeting_held(match.case, mentor=match.mentor, day=on, by=actor, at=at)
        match.refresh_from_db()
    builders.both_go_on(match, by=coordinator)
    with builders.act(coordinator) as actor:
        meeting.confirm(match, by=actor, at=at, on=on)
    goals, place = FieldClass.GOALS, FieldClass.PLACE_AND_TIME
    with builders.act(by, Role.CASEWORKER) as actor:
        drafted = agreements.start(match, by=actor, at=at, on=on)
        content = replace(
            agreement_queries.content_of(drafted),
            goal_own_words=station.plant(goals),
            goal=station.plant(goals),
            rhythm="weekly",
            place=station.plant(place),
            tasks=("morning",),
            reporting=station.plant(goals),
            phase_out=station.plant(goals),
            goals=(replace(builders.SUB_GOAL, text=station.plant(goals), we_will_see=station.plant(goals)),),
        )
        agreements.save(drafted, content, version=1, by=actor, at=at, on=on)
        agreements.present(drafted, version=2, by=actor, at=at, on=on)
        reason = station.plant(FieldClass.NOTES)
        agreements.sign_for_citizen(drafted, way=SigningWay.PAPER, reason=reason, version=2, by=actor, at=at, on=on)
    station.objects["agreement"] = drafted.uuid


def report(station: Station, *, user: User) -> None:
    """A report that came back, of a match that ran until yesterday, by a mentor of the corps; put there by hand.

    It is not ended: whoever's match has ended may not read the agreement that followed.
    """
    match = _own_match(station, user=user)
    station.objects["report"] = MonthlyReport.objects.create(
        match=match,
        first_month=builders.ON.replace(day=1, month=10),
        month=builders.ON.replace(day=1, month=10),
        due_on=builders.ON,
        state="returned",
        development=station.plant(FieldClass.NOTES),
        recommendation="go_on",
        offered_on=builders.ON,
        own_column=station.plant(FieldClass.NOTES),
        own_column_at=builders.AT,
        own_column_way="paper",
        own_column_reason="Uden computer.",
        own_column_by=user,
        sent_at=builders.AT,
        sent_by=user,
        question=station.plant(FieldClass.NOTES),
    ).uuid


def _own_match(station: Station, *, user: User) -> Match:
    """A match that ran until yesterday, with what is handed over; the citizen asked for another mentor."""
    case = Case.objects.get(uuid=station.objects["case"])
    mentor = Mentor.objects.filter(user=user).first() or corps.a_corps_mentor(user=user, jobcentre=case.jobcentre)
    match = Match.objects.create(
        case=case,
        mentor=mentor,
        state="running",
        meetings=3,  # past the trial, or the first of the two who stops it would end it for the others
        proposed_by=user,
        proposed_at=builders.AT,
        asked_at=builders.AT,
        answer_by=builders.ON,
        first_day=builders.ON - timedelta(days=40),
        last_day=builders.YESTERDAY,
    )
    station.objects |= {"own_match": match.uuid, "handover": _hand_over(station, match, by=user)}
    # The citizen asked for another mentor, by phone, and the mentor is not to find it.
    station.objects["change"] = ChangeRequest.objects.create(
        match=match,
        asked_by="citizen",
        way="phone",
        reason="other",
        words=station.plant(FieldClass.NOTES),
        asked_on=builders.ON,
        asked_at=builders.AT,
        written_by=user,
        answer_by=builders.TOMORROW,
    ).uuid
    return match


def _hand_over(station: Station, match: Match, *, by: User) -> UUID:
    """What the mentor leaves to the next one, not handed over yet; put there by hand."""
    left = Handover.objects.create(case=match.case, former=match, begun_at=builders.AT)
    left.words.create(
        author=Author.MENTOR, works=station.plant(FieldClass.NOTES), written_at=builders.AT, written_by=by
    )
    return left.uuid


def follow_up(station: Station, *, by: User) -> None:
    """A talk, and an end as it is imported, with somebody who takes over; put there by hand."""
    case = Case.objects.get(uuid=station.objects["case"])
    Talk.objects.create(
        case=case,
        held_on=builders.ON,
        participants=station.plant(FieldClass.NOTES),
        minutes=station.plant(FieldClass.NOTES),
        decision="adjust",
        decision_text=station.plant(FieldClass.NOTES),
        written_by=by,
        written_at=builders.AT,
    )
    Closing.objects.create(case=case, ended_on=builders.ON, receiver=station.plant(FieldClass.NOTES))
