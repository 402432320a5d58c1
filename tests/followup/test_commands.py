"""Holding talks, and closing a course with a letter."""

import copy
from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from parloeb.domain.audit.models import Event
from parloeb.domain.cases import access as cases
from parloeb.domain.cases.models import Case
from parloeb.domain.cases.rules import Stage
from parloeb.domain.correspondence.models import Letter, LetterKind, OutboxItem
from parloeb.domain.correspondence.rules import stored, twin
from parloeb.domain.followup import access, commands, queries
from parloeb.domain.followup.lists import Decision, EndReason, Wish
from parloeb.domain.followup.models import Closing, Talk
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.states import State as MatchState
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.domain.referrals.models import Referral
from parloeb.domain.visits import commands as visits
from parloeb.domain.visits.lists import Place, Topic
from parloeb.domain.visits.models import Visit
from parloeb.domain.visits.rules import Content, Part
from parloeb.kernel import errors, local
from tests.builders import followup, matching, people, referrals, reports
from tests.builders.clock import AT, ON
from tests.builders.matching import Course
from tests.builders.reports import BEGUN

pytestmark = pytest.mark.django_db

HOUR = (Part(Place.HOME, 60, ((Topic.EVERYDAY, 60),)),)


@pytest.fixture(scope="module", autouse=True)
def made(standing: None) -> Course:
    return reports.a_running_course()


@pytest.fixture
def course(made: Course) -> Course:
    return copy.deepcopy(made)


def signe(course: Course, *, on: date = ON) -> Actor:
    return people.actor(course.caseworker, Role.CASEWORKER, on=on)


def close(course: Course, **change: object) -> Closing:
    content = replace(followup.a_closing_content(), **change)  # type: ignore[arg-type]
    return followup.a_closing(course.case, by=course.caseworker, content=content)


def a_visit(course: Course, day: date) -> Visit:
    return reports.a_visit_in(course, Content(starts_at=local.moment(day, time(8)), parts=HOUR))


def closings(course: Course, by: Actor) -> QuerySet[Closing]:
    reached = cases.reach(by, course.case.uuid, on=ON)
    assert reached
    return access.closings_visible_in(reached)


def stage(course: Course) -> str:
    return Case.objects.get(pk=course.case.pk).stage


def test_a_talk_is_kept_and_moves_nothing_by_itself(course: Course) -> None:
    talk = followup.a_talk(course.case, by=course.caseworker)
    kept = Talk.objects.get()
    assert (kept.held_on, kept.next_on, kept.written_by) == (ON, ON + timedelta(weeks=4), course.caseworker)
    assert stage(course) == Stage.RUNNING
    assert Event.objects.get(name="talk.held").subject_uuid == talk.uuid


def test_phasing_out_is_reached_by_a_talk_and_left_by_another(course: Course) -> None:
    followup.a_talk(course.case, by=course.caseworker, decision=Decision.PHASE_OUT)
    assert stage(course) == Stage.PHASING_OUT
    followup.a_talk(course.case, by=course.caseworker, decision=Decision.END)
    assert stage(course) == Stage.PHASING_OUT
    followup.a_talk(course.case, by=course.caseworker, decision=Decision.GO_ON)
    assert stage(course) == Stage.RUNNING


def test_an_older_talk_written_late_does_not_overrule_a_newer(course: Course) -> None:
    followup.a_talk(course.case, by=course.caseworker, decision=Decision.PHASE_OUT)
    content = followup.a_talk_content(held_on=ON - timedelta(days=7))
    commands.hold_talk(course.case, content, by=signe(course), at=AT, on=ON)
    assert stage(course) == Stage.PHASING_OUT


def test_what_a_talk_lacks_is_refused_at_its_field_and_nothing_is_kept(course: Course) -> None:
    content = replace(followup.a_talk_content(), next_on=None)
    with pytest.raises(errors.RefusedError) as refusal:
        commands.hold_talk(course.case, content, by=signe(course), at=AT, on=ON)
    assert refusal.value.field == "next_on"
    assert not Talk.objects.exists()


def test_closing_ends_match_and_access_writes_the_letter_and_the_stage(course: Course) -> None:
    closing = close(course)
    match = Match.objects.get()
    assert (match.state, match.last_day, match.end_reason) == (MatchState.ENDED, ON, "course_ended")
    case = Case.objects.get(pk=course.case.pk)
    assert (case.stage, case.ended_on) == (Stage.ENDED, ON)
    assert closing.letter
    assert closing.letter.kind == LetterKind.CLOSING
    assert OutboxItem.objects.filter(letter=closing.letter).count() == 1
    assert Event.objects.get(name="case.closed").reason == "job"

    def reached(user: object, role: Role, *, after: int) -> bool:
        on = ON + timedelta(days=after)
        actor = people.actor(user, role, on=on)  # type: ignore[arg-type]
        return cases.visible_to(actor, on=on).filter(pk=case.pk).exists()

    for user, role in ((course.mentor_user, Role.MENTOR), (course.coordinator, Role.COORDINATOR)):
        assert reached(user, role, after=0)
        assert not reached(user, role, after=60)
    for user, role in ((course.caseworker, Role.CASEWORKER), (course.citizen_user, Role.CITIZEN)):
        assert reached(user, role, after=60)


def text_of(closing: Closing) -> str:
    assert closing.letter
    return twin.to_html(stored.from_facts_json(closing.letter.facts)).replace("\u00a0", " ")


def test_the_letter_says_what_was_reached_who_takes_over_and_how_to_come_back(course: Course) -> None:
    text = text_of(close(course))
    for said in ("16. november 2026", "Du tager selv bussen", "Britta Dahl", "brug for en mentor igen", "12 34 56 78"):
        assert said in text
    assert "klage" not in text


@pytest.mark.parametrize(
    ("wish", "said"), [(Wish.AGAINST, "gerne ville fortsætte"), (Wish.NOT_KNOWN, "ikke kunnet få fat i dig")]
)
def test_an_end_that_the_citizen_did_not_agree_to_has_reasons_and_complaint_guidance(
    course: Course, wish: Wish, said: str
) -> None:
    closing = close(course, wish=wish, text="Støtten er ikke længere afgørende.")
    text = text_of(closing)
    for part in (said, "Støtten er ikke længere afgørende.", "Forvaltningsloven § 22", "Ankestyrelsen"):
        assert part in text
    assert closing.letter
    assert closing.letter.complaint_last_day == date(2026, 12, 14)


def test_one_who_died_gets_no_letter(course: Course) -> None:
    closing = close(course, reason=EndReason.DIED, wish=None, reached="", receiver="")
    assert closing.letter is None
    assert not Letter.objects.filter(kind=LetterKind.CLOSING).exists()
    assert stage(course) == Stage.ENDED


def test_a_course_without_mentor_ends_and_takes_the_open_question_back() -> None:
    waiting = matching.a_course()
    match = matching.an_asked_match(waiting)
    close(waiting, reason=EndReason.MOVED)
    match.refresh_from_db()
    assert match.state == MatchState.WITHDRAWN
    assert stage(waiting) == Stage.ENDED


def test_a_course_is_not_closed_twice(course: Course) -> None:
    close(course)
    with pytest.raises(errors.RefusedError, match="allerede afsluttet"):
        close(course)
    assert Closing.objects.count() == 1


def test_a_case_has_one_closing_whoever_writes_it(course: Course) -> None:
    close(course)
    with pytest.raises(IntegrityError), transaction.atomic():
        Closing.objects.create(case=course.case, ended_on=ON)


def test_a_course_without_grant_is_not_closed_but_withdrawn() -> None:
    caseworker = people.a_caseworker()
    referral = referrals.a_sent_referral(by=caseworker)
    with pytest.raises(errors.RefusedError, match="Træk henvisningen tilbage"):
        followup.a_closing(referral.case, by=caseworker)


def test_a_questioned_visit_stops_the_end_unless_a_reason_is_written(course: Course) -> None:
    visit = a_visit(course, ON)
    with people.act(course.citizen_user, Role.CITIZEN) as by:
        visits.question(visit, text="Jeg var der ikke.", by=by, at=AT, on=ON)
    with pytest.raises(errors.RefusedError, match="i tvivl om besøget 16-11-2026") as refusal:
        close(course)
    assert refusal.value.field == "despite"
    assert stage(course) == Stage.RUNNING
    assert close(course, despite="Mentoren er stoppet.").despite == "Mentoren er stoppet."


def test_an_unread_and_an_unfinished_report_are_named(course: Course) -> None:
    reports.a_sent_report(course)
    reports.a_begun_report(course, month=ON)
    lacks = [lack.sentence for lack in queries.ending_of(course.case).lacks]
    assert lacks == [
        "Rapporten for oktober 2026 er sendt, men ikke læst.",
        "Mentoren er ikke færdig med rapporten for november 2026.",
    ]
    with pytest.raises(errors.RefusedError, match="ikke læst"):
        close(course)


def test_an_open_grant_stops_the_end_whatever_is_written(course: Course) -> None:
    first_day = date(2027, 1, 5)
    referrals.a_drafted_grant(by=course.caseworker, referral=course.grant.referral, first_day=first_day)
    with pytest.raises(errors.RefusedError, match="udkast til en bevilling"):
        close(course, despite="Jeg vil alligevel.")


def test_unconfirmed_hours_are_asked_about(course: Course) -> None:
    a_visit(course, ON)
    with pytest.raises(errors.RefusedError, match="1:00 timer") as refusal:
        close(course)
    assert refusal.value.field == "knows_unconfirmed"
    assert close(course, knows_unconfirmed=True).pk


def test_a_course_does_not_end_before_its_last_visit_or_its_mentor(course: Course) -> None:
    assert queries.bounds_of(course.case, on=ON).earliest == BEGUN
    a_visit(course, date(2026, 11, 9))
    with pytest.raises(errors.RefusedError, match="09-11-2026") as refusal:
        close(course, ended_on=date(2026, 11, 8), knows_unconfirmed=True)
    assert refusal.value.field == "ended_on"
    close(course, ended_on=date(2026, 11, 9), knows_unconfirmed=True)
    assert Match.objects.get().last_day == date(2026, 11, 9)


def test_nothing_more_is_granted_in_a_closed_course(course: Course) -> None:
    close(course)
    with pytest.raises(errors.RefusedError, match="afsluttet"):
        referrals.a_drafted_grant(by=course.caseworker, referral=Referral.objects.get(case=course.case))


@pytest.mark.parametrize("role", [Role.MENTOR, Role.CITIZEN, Role.COORDINATOR])
def test_only_the_authority_holds_talks_and_closes(course: Course, role: Role) -> None:
    users = {Role.MENTOR: course.mentor_user, Role.CITIZEN: course.citizen_user, Role.COORDINATOR: course.coordinator}
    by = people.actor(users[role], role)
    with pytest.raises(errors.RefusedError, match="Kun sagsbehandleren"):
        commands.hold_talk(course.case, followup.a_talk_content(), by=by, at=AT, on=ON)
    with pytest.raises(errors.RefusedError, match="Kun sagsbehandleren"):
        commands.close(course.case, followup.a_closing_content(), sending=referrals.sending(), by=by, at=AT, on=ON)


def test_another_teams_caseworker_does_neither(course: Course) -> None:
    mads = people.actor(people.a_caseworker("Mads Bruun"), Role.CASEWORKER)
    with pytest.raises(errors.RefusedError, match="ikke adgang"):
        commands.hold_talk(course.case, followup.a_talk_content(), by=mads, at=AT, on=ON)


def test_who_reads_talks_and_closings(course: Course) -> None:
    followup.a_talk(course.case, by=course.caseworker)
    close(course)
    team = course.caseworker.role_assignments.get().team
    assert team
    asked = {
        Role.CASEWORKER: course.caseworker,
        Role.TEAM_LEADER: people.a_leader(team=team),
        Role.COORDINATOR: course.coordinator,
        Role.CITIZEN: course.citizen_user,
        Role.MENTOR: course.mentor_user,
        Role.CONTROLLER: people.give_role(
            people.a_user("Carl Tal"), Role.CONTROLLER, organisation=course.case.jobcentre
        ),
    }
    read_by = {
        role
        for role, user in asked.items()
        if access.visible_to(people.actor(user, role), on=ON).exists()
        and closings(course, people.actor(user, role)).exists()
    }
    assert read_by == {Role.CASEWORKER, Role.TEAM_LEADER, Role.COORDINATOR, Role.CITIZEN}


def test_the_preview_is_the_letter_word_for_word_and_keeps_nothing(course: Course) -> None:
    content = followup.a_closing_content(wish=Wish.AGAINST)
    shown = commands.preview(course.case, content, sending=referrals.sending(), by=signe(course), on=ON)
    assert not Letter.objects.filter(kind=LetterKind.CLOSING).exists()
    closing = followup.a_closing(course.case, by=course.caseworker, content=content)
    assert closing.letter
    written = stored.from_facts_json(closing.letter.facts)
    assert replace(written, letter_number="") == shown


def test_the_preview_is_refused_as_the_end_is(course: Course) -> None:
    reports.an_offered_report(course)
    content, by = followup.a_closing_content(), signe(course)
    for act in (commands.preview, partial(commands.close, at=AT)):
        with pytest.raises(errors.RefusedError) as refusal:
            act(course.case, content, sending=referrals.sending(), by=by, on=ON)
        assert refusal.value.field == "despite"


def test_a_talk_holds_the_case_so_that_an_end_at_the_same_time_is_seen(course: Course) -> None:
    with CaptureQueriesContext(connection) as asked:
        followup.a_talk(course.case, by=course.caseworker)
    locks = [one["sql"] for one in asked if "FOR UPDATE" in one["sql"]]
    assert any('"cases_case"' in sql for sql in locks)


def test_whoever_takes_over_is_noted_once_with_the_day(course: Course) -> None:
    closing = close(course)
    by = signe(course)
    for day in (ON - timedelta(days=1), ON + timedelta(days=1)):
        with pytest.raises(errors.RefusedError) as refusal:
            commands.acknowledge_handover(closing, acknowledged_on=day, by=by, at=AT, on=ON)
        assert refusal.value.field == "acknowledged_on"
    commands.acknowledge_handover(closing, acknowledged_on=ON, by=by, at=AT, on=ON)
    with pytest.raises(errors.OvertakenError):
        commands.acknowledge_handover(closing, acknowledged_on=ON, by=by, at=AT, on=ON)
    assert Closing.objects.get().receiver_acknowledged_on == ON


def test_where_nobody_takes_over_nobody_acknowledges(course: Course) -> None:
    closing = close(course, receiver="")
    with pytest.raises(errors.RefusedError, match="ingen, der tager over"):
        commands.acknowledge_handover(closing, acknowledged_on=ON, by=signe(course), at=AT, on=ON)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("reason = 'fun'", "followup_closing_reason"),
        ("reason = ''", "followup_live_closing_is_whole"),
        ("letter_id = NULL", "followup_live_closing_is_whole"),
        ("wish = ''", "followup_live_closing_is_whole"),
        ("wish = 'against'", "followup_closing_against_wish_has_reasons"),
    ],
)
def test_the_database_holds_what_an_end_must_have(course: Course, change: str, constraint: str) -> None:
    closing = close(course)
    with connection.cursor() as sql, pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        sql.execute(f"UPDATE followup_closing SET {change} WHERE id = %s", [closing.pk])


def test_an_imported_end_has_its_day_alone(course: Course) -> None:
    imported = Closing.objects.create(case=course.case, ended_on=ON)
    row = queries.closing_of(closings(course, signe(course)))
    assert row
    assert (row.uuid, row.facts, row.letter) == (
        imported.uuid,
        (("Sidste dag", "16-11-2026"), ("Hvorfor", "Ikke oplyst")),
        None,
    )


def test_the_desk_says_when_the_next_talk_is_and_what_was_decided_to_end(course: Course) -> None:
    def desk(on: date) -> list[tuple[str, str]]:
        visible = access.visible_to(signe(course, on=on), on=on)
        return [(one.what, one.record[0]) for one in (*queries.due_talks(visible, on=on), *queries.to_end(visible))]

    followup.a_talk(course.case, by=course.caseworker)
    assert desk(ON) == []
    assert desk(date(2026, 12, 7)) == [("Opfølgningssamtale 14-12-2026", "talks")]
    followup.a_talk(course.case, by=course.caseworker, decision=Decision.END)
    assert desk(ON) == [("Forløbet skal afsluttes", "closing")]
    close(course)
    assert desk(ON) == []


def test_the_story_tells_of_talks_and_end(course: Course) -> None:
    followup.a_talk(course.case, by=course.caseworker, decision=Decision.PHASE_OUT)
    close(course)
    by = signe(course)
    told = queries.story(queries.talks_to_tell(access.visible_to(by, on=ON)), queries.end_to_tell(closings(course, by)))
    assert [one.title for one in told] == ["Opfølgningssamtale 16-11-2026: Trap ned", "Forløbet afsluttet"]
