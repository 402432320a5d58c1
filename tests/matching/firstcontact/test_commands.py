"""The first meeting, the contact and the words to the mentor: every act in every state, who may, and two at once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.correspondence.models import OutboxItem
from parloeb.domain.law.settings import Setting
from parloeb.domain.matching.commands import meeting
from parloeb.domain.matching.firstcontact import access, commands, queries, rules
from parloeb.domain.matching.lists import ContactWay, MeetingForm, Side, WishWay
from parloeb.domain.matching.models import ContactChoice, FirstMeeting, Match
from parloeb.domain.matching.states import PLAN_MOVES, PlanState
from parloeb.domain.people import acting, sealing
from parloeb.domain.people import commands as people
from parloeb.domain.people.models import Citizen
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, COFFEE, ON, Course

pytestmark = pytest.mark.django_db

AS: dict[str, Any] = {"at": AT, "on": ON}
LATER = replace(COFFEE, clock=time(15, 30), place="Biblioteket")
PHONE = rules.Contact(ContactWay.PHONE, phone="12 34 56 78")


@pytest.fixture
def course() -> Course:
    return builders.a_course()


@pytest.fixture
def match(course: Course) -> Match:
    return builders.an_accepted_match(course)


def _planned(course: Course, match: Match) -> FirstMeeting:
    return builders.a_first_meeting(match, by=course.coordinator)


def _cancelled(course: Course, match: Match) -> FirstMeeting:
    before = _planned(course, match)
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        return commands.cancel(match, why="Syg.", after=before.uuid, keys=builders.keys(), by=by, **AS)


REACHED: dict[PlanState, Callable[[Course, Match], FirstMeeting | None]] = {
    PlanState.UNPLANNED: lambda _course, _match: None,
    PlanState.PLANNED: _planned,
    PlanState.CANCELLED: _cancelled,
}
CAN = {
    PlanState.UNPLANNED: {"plan": PlanState.PLANNED},
    PlanState.PLANNED: {"change": PlanState.PLANNED, "cancel": PlanState.CANCELLED},
    PlanState.CANCELLED: {"plan": PlanState.PLANNED},
}


@pytest.mark.parametrize("state", PlanState)
def test_writing_a_plan_is_to_plan_or_to_change_it_in_every_state(
    course: Course, match: Match, state: PlanState
) -> None:
    assert {act: after for (before, act), after in PLAN_MOVES.items() if before is state} == CAN[state]
    before = REACHED[state](course, match)
    act = "change" if "change" in CAN[state] else "plan"
    with builders.act(course.mentor_user, Role.MENTOR) as by:
        found = commands.plan(match, LATER, after=before.uuid if before else None, keys=builders.keys(), by=by, **AS)
    assert (found.state, found.replaces) == (CAN[state][act], before)
    assert Event.objects.filter(name=f"first_meeting.{act}", subject_uuid=found.uuid).exists()


@pytest.mark.parametrize("state", PlanState)
def test_what_is_planned_can_be_cancelled_in_every_state_or_not(course: Course, match: Match, state: PlanState) -> None:
    before = REACHED[state](course, match)
    rows = FirstMeeting.objects.count()
    after = before.uuid if before else match.uuid
    with builders.act(course.mentor_user, Role.MENTOR) as by:
        if "cancel" in CAN[state]:
            found = commands.cancel(match, why="", after=after, keys=builders.keys(), by=by, **AS)
            assert (found.state, queries.plan_of(found)) == (PlanState.CANCELLED, COFFEE)
        else:
            with pytest.raises(errors.RefusedError):
                commands.cancel(match, why="", after=after, keys=builders.keys(), by=by, **AS)
            assert FirstMeeting.objects.count() == rows


def test_nothing_that_was_planned_is_overwritten(course: Course, match: Match) -> None:
    first = _planned(course, match)
    builders.a_first_meeting(match, by=course.coordinator, plan=LATER, after=first.uuid)
    rows = queries.rows(FirstMeeting.objects.all(), match)
    assert [row.title for row in rows] == ["Det første møde er ændret", "Det første møde er aftalt"]
    assert [dict(row.facts)["Hvor"] for row in rows] == ["Biblioteket", "Café Nord"]
    assert [entry.title for entry in queries.story(queries.to_tell(FirstMeeting.objects.all()))] == [
        "Det første møde er aftalt",
        "Det første møde er ændret",
    ]


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (replace(COFFEE, day=ON - timedelta(days=1)), "day"),
        (replace(COFFEE, day=ON.replace(year=2036)), "day"),
        (replace(COFFEE, day=ON, clock=time(9, 30)), "clock"),
        (replace(COFFEE, day=date(2027, 3, 28), clock=time(2, 30)), "clock"),
        (replace(COFFEE, place=""), "place"),
    ],
)
def test_an_impossible_plan_is_refused_at_its_field(course: Course, match: Match, plan: rules.Plan, field: str) -> None:
    with builders.act(course.coordinator, Role.COORDINATOR) as by, pytest.raises(errors.RefusedError) as refused:
        commands.plan(match, plan, after=None, keys=builders.keys(), by=by, **AS)
    assert refused.value.field == field
    assert not FirstMeeting.objects.exists()


@pytest.mark.parametrize(
    "plan",
    [
        replace(COFFEE, day=ON),
        replace(COFFEE, day=ON, clock=time(9, 31)),
        replace(COFFEE, form=MeetingForm.PHONE, place=""),
        replace(COFFEE, day=date(2027, 3, 28), clock=time(3, 30)),
    ],
)
def test_what_differs_from_the_impossible_in_one_fact_is_planned(
    course: Course, match: Match, plan: rules.Plan
) -> None:
    assert queries.plan_of(builders.a_first_meeting(match, by=course.coordinator, plan=plan)) == plan


ADDRESS = "Birkevej 12, 2. th\n9999 Nordby"
HIDDEN: dict[str, Any] = {"place": "Birkevej 12", "others": "Karen, som bor på birkevej 12"}


def _protect(match: Match, *, is_protected: bool = True) -> Match:
    """The citizen lives somewhere, which may be told or not."""
    citizen = match.case.citizen
    sealed = sealing.seal(ADDRESS, keys=builders.keys(), field=sealing.ADDRESS_FIELD, row=citizen.uuid)
    Citizen.objects.filter(pk=citizen.pk).update(is_protected=is_protected, address_sealed=sealed)
    return Match.objects.get(pk=match.pk)


@pytest.mark.parametrize("field", HIDDEN)
@pytest.mark.parametrize("is_protected", [True, False])
def test_a_protected_address_is_not_written_where_a_plan_is_read(
    course: Course, match: Match, field: str, is_protected: bool
) -> None:
    plan = replace(COFFEE, **{field: HIDDEN[field]})
    found = _protect(match, is_protected=is_protected)
    if not is_protected:
        assert queries.plan_of(builders.a_first_meeting(found, by=course.coordinator, plan=plan)) == plan
        return
    with pytest.raises(errors.RefusedError, match="Adressen er beskyttet") as refused:
        builders.a_first_meeting(found, by=course.coordinator, plan=plan)
    assert refused.value.field == field


def test_a_protected_address_is_not_written_in_two_halves(course: Course, match: Match) -> None:
    with pytest.raises(errors.RefusedError, match="Adressen er beskyttet") as refused:
        builders.a_first_meeting(
            _protect(match), by=course.coordinator, plan=replace(COFFEE, place="Birkevej", others="12")
        )
    assert refused.value.field == "place"


def test_a_protected_address_is_no_reason_to_cancel(course: Course, match: Match) -> None:
    planned = _planned(course, _protect(match))
    with builders.act(course.mentor_user, Role.MENTOR) as by:
        who: dict[str, Any] = {"after": planned.uuid, "keys": builders.keys(), "by": by, **AS}
        with pytest.raises(errors.RefusedError, match="Adressen er beskyttet") as refused:
            commands.cancel(match, why="Ingen åbnede på Birkevej 12.", **who)
        assert refused.value.field == "why"
        assert commands.cancel(match, why="Ingen åbnede.", **who).why == "Ingen åbnede."


@pytest.mark.parametrize(
    ("form", "is_protected", "may"),
    [(MeetingForm.HOME, True, True), (MeetingForm.HOME, False, False), (MeetingForm.WALK, True, False)],
)
def test_only_a_home_that_is_protected_is_met_at_without_a_place(
    course: Course, match: Match, form: MeetingForm, is_protected: bool, may: bool
) -> None:
    found, plan = _protect(match, is_protected=is_protected), replace(COFFEE, form=form, place="")
    if may:
        assert builders.a_first_meeting(found, by=course.coordinator, plan=plan).place == ""
        return
    with pytest.raises(errors.RefusedError) as refused:
        builders.a_first_meeting(found, by=course.coordinator, plan=plan)
    assert refused.value.field == "place"


def test_the_same_plan_again_changes_nothing(course: Course, match: Match) -> None:
    first = _planned(course, match)
    with pytest.raises(errors.RefusedError, match="står i forvejen"):
        builders.a_first_meeting(match, by=course.coordinator, after=first.uuid)


def test_of_two_who_change_it_the_second_is_told(course: Course, match: Match) -> None:
    first = _planned(course, match)
    builders.a_first_meeting(match, by=course.coordinator, plan=LATER, after=first.uuid)
    with builders.act(course.mentor_user, Role.MENTOR) as by:
        with pytest.raises(errors.OvertakenError):
            commands.plan(match, replace(COFFEE, place="Parken"), after=first.uuid, keys=builders.keys(), by=by, **AS)
        with pytest.raises(errors.OvertakenError):
            commands.cancel(match, why="", after=first.uuid, keys=builders.keys(), by=by, **AS)
    assert FirstMeeting.objects.count() == 2


MATCH_STATES: list[tuple[Callable[[Course], Match], bool]] = [
    (builders.an_asked_match, False),
    (builders.an_accepted_match, True),
    (builders.a_met_match, False),
    (builders.a_running_match, False),
    (builders.an_ended_match, False),
]


@pytest.mark.parametrize(("reach", "may"), MATCH_STATES)
def test_a_first_meeting_is_planned_between_the_yes_and_the_meeting(
    course: Course, reach: Callable[[Course], Match], may: bool
) -> None:
    found = reach(course)
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        if may:
            commands.plan(found, COFFEE, after=None, keys=builders.keys(), by=by, **AS)
        else:
            with pytest.raises(errors.RefusedError):
                commands.plan(found, COFFEE, after=None, keys=builders.keys(), by=by, **AS)
    assert FirstMeeting.objects.exists() is may


def test_who_plans(course: Course, match: Match) -> None:
    other = builders.a_signed_mentor("Maja Krogh", jobcentre=course.case.jobcentre)
    may = {
        (course.coordinator, Role.COORDINATOR): True,
        (course.mentor_user, Role.MENTOR): True,
        (other.user, Role.MENTOR): False,
        (course.citizen_user, Role.CITIZEN): False,
        # Where there is a coordinator, the caseworker does not find mentors.
        (course.caseworker, Role.CASEWORKER): False,
    }
    for (user, role), can in may.items():
        assert user
        assert bool(access.may_plan(builders.actor(user, role), match, on=ON)) is can, role


def test_both_have_news_to_read_and_it_says_nothing(course: Course, match: Match) -> None:
    Citizen.objects.filter(pk=course.case.citizen_id).update(email="anna@example.dk")
    match = Match.objects.select_related("case__citizen__user", "mentor__user").get(pk=match.pk)
    OutboxItem.objects.all().delete()
    _planned(course, match)
    assert OutboxItem.objects.count() == 2
    assert not [one for one in OutboxItem.objects.all() if "Café" in f"{one.subject}{one.body}"]
    OutboxItem.objects.all().delete()
    with builders.act(course.mentor_user, Role.MENTOR) as by:
        newest = queries.newest(match)
        assert newest
        commands.cancel(match, why="Syg.", after=newest.uuid, keys=builders.keys(), by=by, **AS)
    # Who cancels is not told.
    assert [one.to_address == course.mentor_user.email for one in OutboxItem.objects.all()] == [False]


@pytest.mark.parametrize(("days_after", "is_late"), [(3, False), (4, True)])
def test_whoever_finds_the_mentor_is_told_when_nobody_planned(
    course: Course, match: Match, days_after: int, is_late: bool
) -> None:
    on = ON + timedelta(days=days_after)
    assert bool(queries.to_plan(Match.objects.all(), on=on, at_once=False)) is is_late
    assert len(queries.to_plan(Match.objects.all(), on=on, at_once=True)) == 1
    builders.a_first_meeting(match, by=course.coordinator, plan=replace(COFFEE, day=ON + timedelta(days=9)))
    assert queries.to_plan(Match.objects.all(), on=on, at_once=True) == ()


def test_the_days_are_the_jobcentres(course: Course, match: Match) -> None:
    assert match.pk
    on = ON + timedelta(days=4)
    people.set_setting(course.case.jobcentre, Setting.PLAN_DAYS, number=4, first_day=ON, by=acting.SYSTEM, at=AT, on=ON)
    assert queries.to_plan(Match.objects.all(), on=on, at_once=False) == ()


def test_a_day_that_passed_without_a_visit_is_asked_about(course: Course, match: Match) -> None:
    _planned(course, match)
    for on, told in ((COFFEE.day, ()), (COFFEE.day + timedelta(days=1), ("Mødtes de 18-11-2026?",))):
        waits = queries.to_plan(Match.objects.all(), on=on, at_once=False)
        assert tuple(one.what.partition("?")[0] + "?" for one in waits) == told
    (own,) = queries.to_plan(Match.objects.all(), on=COFFEE.day + timedelta(days=1), at_once=True)
    assert own.what == "Mødtes I 18-11-2026? Besøget er ikke registreret"
    meeting.meeting_held(match.case, mentor=match.mentor, day=COFFEE.day, by=acting.SYSTEM, at=AT)
    assert queries.to_plan(Match.objects.all(), on=COFFEE.day + timedelta(days=1), at_once=False) == ()


# How each is reached.


def _choose(
    course: Course, match: Match, contact: rules.Contact, *, after: ContactChoice | None = None
) -> ContactChoice:
    with builders.act(course.citizen_user, Role.CITIZEN) as by:
        key = after.uuid if after else None
        return commands.choose_contact(match, contact, side=Side.CITIZEN, after=key, by=by, **AS)


def _read(match: Match, side: Side = Side.CITIZEN) -> queries.ContactSheet:
    return queries.contact(Match.objects.select_related("case__citizen", "case__jobcentre").get(pk=match.pk), side)


def test_until_somebody_chooses_the_way_is_through_the_municipality(course: Course, match: Match) -> None:
    assert _read(match).way is ContactWay.MUNICIPALITY
    _choose(course, match, PHONE)
    assert (_read(match).way, _read(match).phone) == (ContactWay.PHONE, "12 34 56 78")


def test_a_protected_citizen_is_reached_through_the_municipality_also_afterwards(course: Course, match: Match) -> None:
    chosen = _choose(course, match, PHONE)
    Citizen.objects.filter(pk=course.case.citizen_id).update(is_protected=True)
    assert (_read(match).way, _read(match).phone) == (ContactWay.MUNICIPALITY, course.case.jobcentre.phone)
    with pytest.raises(errors.RefusedError) as refused:
        _choose(course, match, replace(PHONE, phone="87654321"), after=chosen)
    assert refused.value.field == "way"
    _choose(course, match, rules.THROUGH_MUNICIPALITY, after=chosen)


@pytest.mark.parametrize(
    ("contact", "field"),
    [
        (rules.Contact(ContactWay.PHONE), "phone"),
        (rules.Contact(ContactWay.MESSAGE, phone="12345"), "phone"),
        (rules.Contact(ContactWay.EMAIL, phone="12345678"), "email"),
    ],
)
def test_a_way_without_its_number_is_refused_at_the_field(
    course: Course, match: Match, contact: rules.Contact, field: str
) -> None:
    with pytest.raises(errors.RefusedError) as refused:
        _choose(course, match, contact)
    assert refused.value.field == field


def test_each_chooses_for_oneself_and_staff_for_the_citizen(course: Course, match: Match) -> None:
    may = {
        (course.citizen_user, Role.CITIZEN): {Side.CITIZEN},
        (course.mentor_user, Role.MENTOR): {Side.MENTOR},
        (course.coordinator, Role.COORDINATOR): {Side.CITIZEN},
        (course.caseworker, Role.CASEWORKER): {Side.CITIZEN},
    }
    for (user, role), sides in may.items():
        by = builders.actor(user, role)
        assert {side for side in Side if access.may_choose_contact(by, match, side=side, on=ON)} == sides


def test_of_two_who_choose_the_second_is_told(course: Course, match: Match) -> None:
    _choose(course, match, PHONE)
    with pytest.raises(errors.OvertakenError):
        _choose(course, match, replace(PHONE, phone="87654321"))


@pytest.mark.parametrize(
    ("sql", "constraint"),
    [
        ("UPDATE matching_firstmeeting SET place = ''", "matching_first_meeting_somewhere"),
        ("UPDATE matching_firstmeeting SET why = 'x'", "matching_first_meeting_why_cancelled"),
        ("UPDATE matching_firstmeeting SET state = 'cancelled'", "matching_first_meeting_planned_first"),
        ("UPDATE matching_firstmeeting SET state = 'unplanned'", "matching_first_meeting_known"),
        ("UPDATE matching_wordstomentor SET words = ''", "matching_words_to_mentor_or_gone"),
        ("UPDATE matching_wordstomentor SET match_id = NULL, read_at = now()", "matching_words_read_by_a_mentor"),
        ("UPDATE matching_contactchoice SET detail = ''", "matching_contact_has_detail"),
        ("UPDATE matching_contactchoice SET way = 'due'", "matching_contact_known"),
    ],
)
def test_the_database_refuses_what_must_never_be(course: Course, match: Match, sql: str, constraint: str) -> None:
    _planned(course, match)
    with builders.act(course.citizen_user, Role.CITIZEN) as by:
        commands.tell(course.case, "Jeg er genert.", way=WishWay.OWN_PAGE, told_on=ON, after=None, by=by, **AS)
    _choose(course, match, PHONE)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
