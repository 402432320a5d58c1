"""Visits as mentor and citizen register, confirm, question and correct them."""

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from parloeb.domain.audit.models import Event
from parloeb.domain.cases.rules import RelationKind
from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.domain.visits import commands, facts, queries, states
from parloeb.domain.visits.lists import Cause, Kind, Outcome, Place, Topic
from parloeb.domain.visits.models import Occasion, Visit
from parloeb.domain.visits.rules import Content, Part
from parloeb.domain.visits.states import State
from parloeb.kernel import errors
from tests import builders
from tests.builders import clock, people, visits
from tests.builders.matching import Course

pytestmark = pytest.mark.django_db


def test_a_held_visit_keeps_its_segments_topics_and_categories() -> None:
    parts = (
        Part(Place.PREPARATION, 10, ((Topic.EMPLOYMENT, 10),)),
        Part(Place.WORKPLACE, 40, ((Topic.EMPLOYMENT, 30), (Topic.HEALTH, 10))),
        Part(Place.TRANSPORT, 15, ((Topic.OTHER, 15),)),
    )
    visit = visits.a_visit(visits.a_pair(), visits.a_content(parts=parts))

    stored = Visit.objects.get(pk=visit.pk)
    assert (stored.minutes, stored.work_minutes, stored.other_minutes, stored.home_minutes) == (65, 50, 15, 0)
    assert [segment.place for segment in stored.segments.all()] == ["preparation", "workplace", "transport"]
    assert [topic.minutes for topic in stored.segments.all()[1].topics.all()] == [30, 10]
    event = Event.objects.get(name="visit.registered")
    assert event.subject_uuid == visit.uuid


def test_a_no_show_has_a_cause_and_no_minutes() -> None:
    content = Content(starts_at=visits.begun(), outcome=Outcome.NO_SHOW, cause=Cause.NO_ANSWER)
    visit = visits.a_visit(visits.a_pair(), content)

    assert (visit.minutes, visit.cause, visit.ends_at) == (0, "no_answer", visit.starts_at)


@pytest.mark.parametrize(
    ("lacking", "reason"),
    [
        ({"granted_from": clock.TOMORROW}, r"uden for bevillingen \(17-11-2026 – 16-02-2027\)"),
        ({"is_agreed": False}, "uden for mentoraftalen: der er ingen endnu"),
    ],
)
def test_a_visit_outside_what_it_needs_is_refused_with_the_reason_and_nothing_is_kept(
    lacking: dict[str, Any], reason: str
) -> None:
    pair = visits.a_pair(**lacking)

    with pytest.raises(errors.RefusedError, match=reason):
        visits.a_visit(pair)
    assert not Visit.objects.exists()


def test_a_visit_before_the_mentors_yes_is_refused() -> None:
    pair = visits.a_pair(matched_on=clock.YESTERDAY)

    with pytest.raises(errors.RefusedError, match=r"uden for dit forløb med borgeren \(fra 15-11-2026\)"):
        visits.a_visit(pair, visits.a_content(on=clock.YESTERDAY - timedelta(days=1)))


def test_after_the_match_has_ended_only_its_own_days_can_be_registered() -> None:
    pair = visits.a_pair()
    visits.part(pair, last_day=clock.YESTERDAY)

    with pytest.raises(errors.RefusedError, match=r"uden for dit forløb med borgeren \(01-10-2026 – 15-11-2026\)"):
        visits.a_visit(pair)
    assert visits.a_visit(pair, visits.a_content(on=clock.YESTERDAY)).pk


def test_the_first_meeting_moves_the_match_and_a_call_does_not() -> None:
    pair = visits.a_pair(is_agreed=False)
    call = visits.a_content("06:00", parts=(Part(Place.PHONE, 10, ((Topic.OTHER, 10),)),))

    visits.a_visit(pair, replace(call, kind=Kind.FIRST))
    assert visits.match_of(pair).state == "accepted"
    visits.a_visit(pair, replace(visits.a_content(), kind=Kind.FIRST))
    assert (visits.match_of(pair).state, visits.match_of(pair).met_on) == ("met", clock.ON)


def test_a_no_show_is_no_meeting() -> None:
    pair = visits.a_pair(is_agreed=False)
    stood_up = Content(visits.begun(), kind=Kind.FIRST, outcome=Outcome.NO_SHOW, cause=Cause.NO_ANSWER)

    visits.a_visit(pair, stood_up)
    assert visits.match_of(pair).state == "accepted"


def test_a_meeting_corrected_to_a_no_show_has_not_been_and_the_next_one_counts() -> None:
    pair = visits.a_pair(is_agreed=False)
    first = visits.a_visit(pair, replace(visits.a_content(), kind=Kind.FIRST))
    stood_up = Content(visits.begun(), kind=Kind.FIRST, outcome=Outcome.NO_SHOW, cause=Cause.NO_ANSWER)
    with people.act(pair.mentor_user, Role.MENTOR) as by:
        commands.correct(first, stood_up, client_key=uuid.uuid4(), by=by, at=clock.AT, on=clock.ON)
    assert (visits.match_of(pair).state, visits.match_of(pair).met_on) == ("accepted", None)
    visits.a_visit(pair, replace(visits.a_content("06:00"), kind=Kind.FIRST))
    assert (visits.match_of(pair).state, visits.match_of(pair).met_on) == ("met", clock.ON)


def test_a_meeting_stands_while_another_does() -> None:
    pair = visits.a_pair(is_agreed=False)
    visits.a_visit(pair, replace(visits.a_content("06:00"), kind=Kind.FIRST))
    second = visits.a_visit(pair, replace(visits.a_content(), kind=Kind.FIRST))
    stood_up = Content(visits.begun(), kind=Kind.FIRST, outcome=Outcome.NO_SHOW, cause=Cause.NO_ANSWER)
    with people.act(pair.mentor_user, Role.MENTOR) as by:
        commands.correct(second, stood_up, client_key=uuid.uuid4(), by=by, at=clock.AT, on=clock.ON)
    assert visits.match_of(pair).state == "met"


@pytest.mark.parametrize("kind", [Kind.FIRST, Kind.JOINT])
def test_what_comes_before_the_agreement_needs_the_match_alone(kind: Kind) -> None:
    content = replace(visits.a_content(), kind=kind)

    assert visits.a_visit(visits.a_pair(is_agreed=False), content).kind == kind
    ended = visits.a_pair()
    visits.part(ended, last_day=clock.YESTERDAY)
    with pytest.raises(errors.RefusedError, match="dit forløb med borgeren"):
        visits.a_visit(ended, content)


def test_an_agreement_with_another_mentor_allows_nothing() -> None:
    pair, other = visits.a_pair(), visits.a_pair()

    builders.relate(pair.case, RelationKind.MENTOR, user=other.mentor_user, first_day=clock.ON)
    with people.act(other.mentor_user, Role.MENTOR) as by:
        known = facts.gather(
            pair.case.uuid,
            visits.a_content(),
            by=by,
            at=clock.AT,
            on=clock.ON,
        )
    assert known is not None
    allowed = known.facts.allowed
    assert (allowed.agreed, allowed.matched) == ((), ())
    assert allowed.granted


def test_two_visits_of_one_mentor_cannot_share_a_minute_but_may_touch() -> None:
    pair = visits.a_pair()
    visits.a_visit(pair, visits.a_content("08:00"))

    with pytest.raises(errors.RefusedError, match=r"08\.00–09\.00"):
        visits.a_visit(visits.a_pair(mentor=pair.mentor), visits.a_content("08:59"), at=clock.at(clock.TOMORROW))
    touching = visits.a_visit(pair, visits.a_content("09:00"), at=clock.at(clock.TOMORROW))
    assert touching.pk


def test_a_visit_is_all_of_its_occasion_and_a_correction_takes_its_place() -> None:
    pair = visits.a_pair()
    visit = visits.a_visit(pair)
    new = correct(pair, visit)

    before, after = Occasion.objects.order_by("pk")
    assert (visit.occasion_id, new.occasion_id, after.supersedes_id) == (before.pk, after.pk, before.pk)
    assert (before.state, after.state, after.split) == ("replaced", "standing", "alone")
    assert (after.starts_at, after.ends_at) == (new.starts_at, new.starts_at + timedelta(minutes=30))
    annul(pair, new)
    after.refresh_from_db()
    assert after.state == "replaced"
    assert visits.a_visit(visits.a_pair(mentor=pair.mentor)).pk, "the minutes are free again"


def test_a_citizen_who_did_not_come_took_none_of_the_mentors_minutes() -> None:
    pair, later = visits.a_pair(), clock.at(clock.TOMORROW)
    visits.a_visit(pair, visits.a_content("08:00"))
    other = visits.a_pair(mentor=pair.mentor)

    for clock_text in ("08:30", "10:30"):
        visits.a_visit(other, Content(visits.begun(clock_text), outcome=Outcome.NO_SHOW, cause=Cause.FORGOT), at=later)
    visits.a_visit(pair, visits.a_content("10:00"), at=later)
    assert Visit.objects.filter(mentor=pair.mentor).count() == 4


def test_only_a_mentor_registers_and_only_the_own_visits() -> None:
    pair, other = visits.a_pair(), visits.a_pair()

    def register(by: Actor) -> None:
        commands.register(pair.case.uuid, visits.a_content(), client_key=uuid.uuid4(), by=by, at=clock.AT, on=clock.ON)

    with people.act(other.mentor_user) as by, pytest.raises(errors.RefusedError, match="ikke adgang"):
        register(by)
    with people.act(pair.citizen_user, Role.CITIZEN) as by, pytest.raises(errors.RefusedError, match="Kun mentoren"):
        register(by)


def test_a_mentor_who_stands_in_no_corps_registers_nothing() -> None:
    pair, user = visits.a_pair(), builders.a_mentor("Uden Korps")
    builders.relate(pair.case, RelationKind.MENTOR, user=user, first_day=clock.ON)

    with people.act(user) as by, pytest.raises(errors.RefusedError, match="ikke i korpset"):
        commands.register(pair.case.uuid, visits.a_content(), client_key=uuid.uuid4(), by=by, at=clock.AT, on=clock.ON)


def test_a_mentor_without_relation_to_the_case_is_refused() -> None:
    pair, other = visits.a_pair(), visits.a_pair()

    with pytest.raises(errors.RefusedError, match="ikke adgang"):
        visits.a_visit(replace(pair, case=other.case))


def confirm(pair: Course, visit: Visit) -> None:
    with people.act(pair.citizen_user, Role.CITIZEN) as by:
        commands.confirm(visit, by=by, at=clock.AT, on=clock.ON)


def question(pair: Course, visit: Visit, text: str = "Vi talte kun i 30 minutter.") -> None:
    with people.act(pair.citizen_user, Role.CITIZEN) as by:
        commands.question(visit, text=text, by=by, at=clock.AT, on=clock.ON)


def correct(pair: Course, visit: Visit, key: uuid.UUID | None = None) -> Visit:
    half = visits.a_content(parts=(Part(Place.HOME, 30, ((Topic.EVERYDAY, 30),)),))
    with people.act(pair.mentor_user, Role.MENTOR) as by:
        return commands.correct(visit, half, client_key=key or uuid.uuid4(), by=by, at=clock.AT, on=clock.ON)


def annul(pair: Course, visit: Visit) -> None:
    with people.act(pair.mentor_user, Role.MENTOR) as by:
        commands.annul(visit, reason="Forkert borger.", is_told=False, by=by, at=clock.AT, on=clock.ON)


ACTS: dict[str, Callable[[Course, Visit], object]] = {
    "confirm": confirm,
    "question": question,
    "correct": correct,
    "annul": annul,
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("state", list(State))
def test_every_act_in_every_state(state: State, act: str) -> None:
    pair = visits.a_pair()
    visit = visits.a_visit(pair)
    reach = {State.REGISTERED: None, State.CONFIRMED: confirm, State.QUESTIONED: question, State.REPLACED: correct}
    step = reach[state]
    if step:
        step(pair, visit)

    after = states.MOVES.get((state, act))
    if after is None:
        with pytest.raises(errors.IllegalMoveError):
            ACTS[act](pair, visit)
        assert Visit.objects.get(pk=visit.pk).state == state
    else:
        ACTS[act](pair, visit)
        assert Visit.objects.get(pk=visit.pk).state == after


def test_a_correction_keeps_the_former_version_and_counts_once() -> None:
    pair = visits.a_pair()
    visit = visits.a_visit(pair)
    confirm(pair, visit)
    key = uuid.uuid4()

    new = correct(pair, visit, key)

    former = Visit.objects.get(pk=visit.pk)
    assert (former.minutes, former.state, new.minutes, new.state) == (60, "replaced", 30, "registered")
    assert new.supersedes == former
    (row,) = queries.rows(Visit.objects.filter(case=pair.case), reads_health=True)
    assert (row.minutes, row.is_correction) == ("0:30", True)
    former.state = State.REGISTERED  # the page that stood open while the first correction went through
    assert correct(pair, former, key).pk == new.pk


def test_two_people_cannot_both_move_a_visit() -> None:
    pair = visits.a_pair()
    visit = visits.a_visit(pair)
    stale = Visit.objects.get(pk=visit.pk)
    confirm(pair, visit)

    with pytest.raises(errors.OvertakenError):
        question(pair, stale)


def test_a_question_needs_its_words() -> None:
    pair = visits.a_pair()

    with pytest.raises(errors.RefusedError, match="Skriv, hvad der ikke passer"):
        question(pair, visits.a_visit(pair), "  ")


def test_another_citizen_cannot_confirm() -> None:
    pair, other = visits.a_pair(), visits.a_pair()
    visit = visits.a_visit(pair)

    with pytest.raises(errors.RefusedError, match="Kun borgeren selv"):
        confirm(other, visit)


def test_the_meetings_of_a_match_are_counted_as_the_visits_stand() -> None:
    pair = visits.a_pair(is_agreed=False)
    call = visits.a_content("05:00", parts=(Part(Place.PHONE, 10, ((Topic.OTHER, 10),)),))
    together = (Part(Place.HOME, 20, ((Topic.EVERYDAY, 20),)), Part(Place.TRANSPORT, 20, ((Topic.EVERYDAY, 20),)))
    visits.a_visit(pair, replace(call, kind=Kind.FIRST))
    assert visits.match_of(pair).meetings == 0
    first = visits.a_visit(pair, replace(visits.a_content("06:00", parts=together), kind=Kind.FIRST))
    second = visits.a_visit(pair, replace(visits.a_content(), kind=Kind.FIRST))
    assert visits.match_of(pair).meetings == 2
    stood_up = Content(visits.begun(), kind=Kind.FIRST, outcome=Outcome.NO_SHOW, cause=Cause.NO_ANSWER)
    with people.act(pair.mentor_user, Role.MENTOR) as by:
        commands.correct(second, stood_up, client_key=uuid.uuid4(), by=by, at=clock.AT, on=clock.ON)
        assert visits.match_of(pair).meetings == 1
        commands.annul(first, reason="Var en anden.", is_told=False, by=by, at=clock.AT, on=clock.ON)
    assert visits.match_of(pair).meetings == 0
