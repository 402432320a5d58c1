"""Every act on a handover in every state, who may, what the change of mentor waits for, and two at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.audit.models import Event
from parloeb.domain.matching.commands import meeting, parting
from parloeb.domain.matching.handing_over import Author, State
from parloeb.domain.matching.handover import commands, queries
from parloeb.domain.matching.lists import EndedBy, EndReason
from parloeb.domain.matching.models import Handover, HandoverWords, Match
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.models import User
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors
from tests import builders
from tests.builders import AT, ON, matching
from tests.builders import handover as handovers
from tests.builders.handover import Change

pytestmark = pytest.mark.django_db

AS: dict[str, Any] = {"at": AT, "on": ON}
ACTS: dict[str, Callable[[Handover, Actor], None]] = {
    "write": lambda one, by: commands.write(one, works="Te.", avoid="Kaffe.", by=by, **AS),
    "write_own": lambda one, by: commands.write(one, works="Jeg vil gå ture.", avoid="", by=by, **AS),
    "hand_over": lambda one, by: commands.hand_over(one, handovers.PACKAGE, health_agreed=False, by=by, **AS),
    "take_back": lambda one, by: commands.take_back(one, by=by, **AS),
    "acknowledge": lambda one, by: commands.acknowledge(one, by=by, **AS),
    "override": lambda one, by: commands.override(one, handovers.PACKAGE, because="Mentoren er syg.", by=by, **AS),
    "strike": lambda one, by: commands.strike(one, by=by, **AS),
}
REACHED: dict[State, Callable[[], Change]] = {
    State.DRAFT: handovers.a_change,
    State.HANDED_OVER: handovers.a_handed_over,
    State.ACKNOWLEDGED: handovers.an_acknowledged,
    State.OVERRIDDEN: handovers.an_overridden,
}
CAN = {
    State.DRAFT: {"write", "write_own", "hand_over", "override", "strike"},
    State.HANDED_OVER: {"write_own", "take_back", "acknowledge", "override", "strike"},
    State.ACKNOWLEDGED: {"strike"},
    State.OVERRIDDEN: {"strike"},
}
AFTER = {
    "hand_over": State.HANDED_OVER,
    "take_back": State.DRAFT,
    "acknowledge": State.ACKNOWLEDGED,
    "override": State.OVERRIDDEN,
}
BY = {
    "write": "former",
    "write_own": "citizen",
    "hand_over": "coordinator",
    "take_back": "coordinator",
    "acknowledge": "receiver",
    "override": "leader",
    "strike": "citizen",
}


def person(change: Change, who: str) -> tuple[User, Role]:
    """Somebody of the change with the role acted in."""
    team = change.course.caseworker.role_assignments.get(role=Role.CASEWORKER).team
    assert team
    people: dict[str, Callable[[], tuple[User, Role]]] = {
        "former": lambda: (change.course.mentor_user, Role.MENTOR),
        "receiver": lambda: (change.receiver.mentor_user, Role.MENTOR),
        "coordinator": lambda: (change.course.coordinator, Role.COORDINATOR),
        "caseworker": lambda: (change.course.caseworker, Role.CASEWORKER),
        "citizen": lambda: (change.course.citizen_user, Role.CITIZEN),
        "leader": lambda: (builders.a_leader(team=team), Role.TEAM_LEADER),
        "stranger": lambda: (builders.a_mentor("Omar Berg"), Role.MENTOR),
    }
    return people[who]()


def act(change: Change, name: str, who: str) -> None:
    """Do one act as somebody."""
    with builders.act(*person(change, who)) as by:
        ACTS[name](change.handover, by)


def citizen_writes(change: Change, text: str = "Jeg vil helst gå ture.") -> None:
    HandoverWords.objects.create(
        handover=change.handover,
        author=Author.CITIZEN,
        works=text,
        written_at=AT,
        written_by=change.course.citizen_user,
    )


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("name", list(ACTS))
def test_every_act_in_every_state(state: State, name: str) -> None:
    change = REACHED[state]()
    if name == "strike":
        citizen_writes(change)
    if name == "hand_over" and state is State.DRAFT:
        act(change, "write", "coordinator")
    if name in CAN[state]:
        act(change, name, BY[name])
        change.handover.refresh_from_db()
        assert change.handover.state == AFTER.get(name, state)
        return
    with pytest.raises((errors.IllegalMoveError, errors.RefusedError)):
        act(change, name, BY[name])
    change.handover.refresh_from_db()
    assert change.handover.state == state


ALLOWED = {
    "write": {"former", "coordinator"},
    "write_own": {"citizen"},
    "hand_over": {"former", "coordinator"},
    "override": {"leader"},
    "take_back": {"coordinator"},
    "acknowledge": {"receiver"},
    "strike": {"citizen"},
}
NOT_YET = ("write", "hand_over", "override")


@pytest.mark.parametrize("who", ["former", "receiver", "coordinator", "caseworker", "citizen", "leader", "stranger"])
@pytest.mark.parametrize("name", [name for name in ACTS if name != "write_own"])
def test_who_may_do_what(name: str, who: str) -> None:
    change = REACHED[State.DRAFT if name in NOT_YET else State.HANDED_OVER]()
    citizen_writes(change)
    if name == "hand_over":
        act(change, "write", "coordinator")
    if who in ALLOWED[name] or (name == "write" and who == "citizen"):  # who writes the own words
        act(change, name, who)
        return
    with pytest.raises(errors.RefusedError):
        act(change, name, who)


def test_the_end_of_a_running_match_begins_it_and_a_yes_receives_it() -> None:
    change = handovers.a_change(is_received=False)
    assert (change.handover.state, change.handover.receiving) == (State.DRAFT, None)
    match = builders.an_accepted_match(change.receiver)
    change.handover.refresh_from_db()
    assert change.handover.receiving == match
    assert Event.objects.filter(name="handover.begun", subject_uuid=change.handover.uuid).exists()


def test_one_who_left_in_the_trial_hands_nothing_over() -> None:
    course = builders.a_course()
    match = builders.a_met_match(course)
    ending = parting.Ending(EndedBy.CITIZEN, EndReason.NO_FIT, ON)
    with builders.act(course.coordinator, Role.COORDINATOR) as by:
        parting.end(match, ending, by=by, at=AT, on=ON)
    assert not Handover.objects.exists()


def test_a_mentor_who_comes_back_to_the_own_course_reads_nothing_from_themself() -> None:
    change = handovers.a_change(is_received=False)
    builders.a_confirmed_match(change.course)
    change.handover.refresh_from_db()
    assert change.handover.receiving is None


@pytest.mark.parametrize("reached", [handovers.a_change, handovers.a_handed_over])
def test_the_change_is_not_complete_before_it_was_read(reached: Callable[[], Change]) -> None:
    change = reached()
    match = Match.objects.get(mentor=change.receiver.mentor)
    Match.objects.filter(pk=match.pk).update(state="met", met_on=ON)
    match.refresh_from_db()
    with (
        builders.act(change.course.coordinator, Role.COORDINATOR) as by,
        pytest.raises(errors.RefusedError, match="Overdragelsen fra den tidligere mentor er ikke læst"),
    ):
        meeting.confirm(match, by=by, at=AT, on=ON)
    Match.objects.filter(pk=match.pk).update(state="confirmed", confirmed_at=AT)
    match.refresh_from_db()
    with builders.act(change.course.caseworker, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError):
        meeting.run(match, by=by, at=AT)


@pytest.mark.parametrize("reached", [handovers.an_acknowledged, handovers.an_overridden])
def test_once_read_or_overridden_the_two_go_on(reached: Callable[[], Change]) -> None:
    change = reached()
    match = Match.objects.get(mentor=change.receiver.mentor)
    Match.objects.filter(pk=match.pk).update(state="confirmed", met_on=ON, confirmed_at=AT)
    match.refresh_from_db()
    with builders.act(change.course.caseworker, Role.CASEWORKER) as by:
        meeting.run(match, by=by, at=AT)
    assert match.state == "running"


def _stops_in_trial(change: Change) -> None:
    match = Match.objects.select_related("case__citizen", "mentor").get(mentor=change.receiver.mentor)
    ending = parting.Ending(EndedBy.MENTOR, EndReason.NO_FIT, Match.objects.get(pk=match.pk).first_day or ON)
    with builders.act(change.course.coordinator, Role.COORDINATOR, on=ending.last_day) as by:
        parting.end(match, ending, by=by, at=AT, on=ending.last_day)


def test_where_the_new_one_stops_in_the_trial_it_waits_for_the_next() -> None:
    change = handovers.a_handed_over()
    _stops_in_trial(change)
    change.handover.refresh_from_db()
    assert (change.handover.state, change.handover.receiving) == (State.HANDED_OVER, None)


def test_what_was_read_by_one_who_stopped_in_the_trial_is_there_for_the_next_with_the_same_words() -> None:
    change = handovers.an_acknowledged()
    _stops_in_trial(change)
    again = Handover.objects.get(state=State.DRAFT)
    assert again.former == change.handover.former
    assert [(one.works, one.avoid) for one in queries.words_of(again)] == [(handovers.WORKS, handovers.AVOID)]


def test_words_of_health_go_on_only_with_the_citizens_yes() -> None:
    change = handovers.a_change()
    with builders.act(change.course.mentor_user, Role.MENTOR) as by:
        commands.write(change.handover, works="Tal om hendes angst.", avoid="Hast.", by=by, at=AT, on=ON)
        with pytest.raises(errors.RefusedError, match="»angst« handler om helbred") as refused:
            commands.hand_over(change.handover, (), health_agreed=False, by=by, at=AT, on=ON)
        assert refused.value.field == "health_agreed"
        commands.hand_over(change.handover, (), health_agreed=True, by=by, at=AT, on=ON)
    assert change.handover.health_agreed_on == ON


def test_what_the_citizen_strikes_is_gone_also_after_it_was_read() -> None:
    change = handovers.a_handed_over()
    act(change, "write_own", "citizen")
    act(change, "acknowledge", "receiver")
    act(change, "strike", "citizen")
    own = HandoverWords.objects.get(author=Author.CITIZEN)
    assert (own.works, own.avoid, own.struck_at) == ("", "", AT)
    with pytest.raises(errors.RefusedError, match="ikke skrevet noget"):
        act(change, "strike", "citizen")


def test_an_override_says_why() -> None:
    change = handovers.a_change()
    with builders.act(*person(change, "leader")) as by, pytest.raises(errors.RefusedError) as refused:
        commands.override(change.handover, handovers.PACKAGE, because=" ", by=by, at=AT, on=ON)
    assert refused.value.field == "because"


def test_of_two_at_once_the_second_is_told() -> None:
    change = handovers.a_handed_over()
    stale = Handover.objects.get(pk=change.handover.pk)
    act(change, "acknowledge", "receiver")
    with builders.act(*person(change, "leader")) as by, pytest.raises(errors.OvertakenError):
        commands.override(stale, handovers.PACKAGE, because="Det haster.", by=by, at=AT, on=ON)


@pytest.mark.parametrize(
    "wrong",
    [
        "UPDATE matching_handover SET state = 'handed_over'",
        "UPDATE matching_handover SET state = 'acknowledged', acknowledged_at = begun_at",
        "UPDATE matching_handover SET state = 'overridden', overridden_at = begun_at",
        "UPDATE matching_handover SET acknowledged_at = begun_at",
        "UPDATE matching_handover SET overridden_because = 'x'",
        "INSERT INTO matching_handover (uuid, case_id, former_id, state, begun_at, facts, overridden_because) "
        "SELECT gen_random_uuid(), case_id, former_id, 'draft', begun_at, '[]', '' FROM matching_handover",
        "UPDATE matching_handoverwords SET works = '', avoid = ''",
        "UPDATE matching_handoverwords SET struck_at = written_at",
        "INSERT INTO matching_handoverwords (handover_id, author, works, avoid, written_at, written_by_id) "
        "SELECT handover_id, author, works, avoid, written_at, written_by_id FROM matching_handoverwords",
    ],
)
def test_the_database_refuses_what_no_command_writes(wrong: str) -> None:
    change = handovers.a_change()
    act(change, "write", "coordinator")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(wrong)


def test_a_course_hands_over_once_to_each_mentor() -> None:
    change = handovers.an_acknowledged()
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.create(
            case=change.course.case, former=change.handover.former, receiving=change.handover.receiving, begun_at=AT
        )


@pytest.mark.parametrize("is_handed_over", [False, True])
def test_a_mentor_who_came_back_can_leave_again_and_writes_on(is_handed_over: bool) -> None:
    change = handovers.a_change(is_received=False)
    if is_handed_over:
        handovers.a_handed_over(change)
    back = builders.a_running_match(change.course, on=builders.TOMORROW)
    assert Handover.objects.get().receiving is None
    matching.end_running(change.course, on=builders.TOMORROW)
    handover = Handover.objects.get()
    assert (handover.former, handover.state, handover.facts) == (back, State.DRAFT, [])
    assert handover.begun_at == builders.at(builders.TOMORROW)
    assert handover.words.count() == is_handed_over
    builders.an_accepted_match(change.receiver, on=builders.TOMORROW)
    assert Handover.objects.filter(receiving__mentor=change.receiver.mentor).exists()
