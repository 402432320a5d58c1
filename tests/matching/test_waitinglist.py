"""The waiting list as one: the mask of the hard rules, what is remembered, and the rows of the pages."""

import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.domain.matching import access, rules, spans
from parloeb.domain.matching.needs import commands as needs
from parloeb.domain.matching.needs.rules import Content
from parloeb.domain.matching.suggesting import scoring, solving
from parloeb.domain.matching.suggesting.instance import NOBODY, Instance
from parloeb.domain.matching.waitinglist import numbered, queries
from parloeb.domain.matching.waitinglist.standing import Remembered
from parloeb.domain.people.rules import Role
from parloeb.kernel.periods import Period
from tests import builders
from tests.builders import AT, ON
from tests.matching.suggesting.given import always
from tests.matching.test_rules import FREE, HINDERED, NEED, WHO


def _numbered(need: rules.Need, who: rules.Candidate) -> Instance:
    return numbered.numbered([need], [who], weights=scoring.DEFAULT, on=ON)


def _changed(who: dict[str, object], need: dict[str, object]) -> tuple[rules.Need, rules.Candidate]:
    return replace(NEED, **need), replace(WHO, **who)  # type: ignore[arg-type]


@pytest.mark.parametrize(("who", "need", "sentence"), HINDERED)
def test_what_hinders_one_choice_hinders_it_in_the_list(
    who: dict[str, object], need: dict[str, object], sentence: str
) -> None:
    instance = _numbered(*_changed(who, need))
    assert solving.solve(instance, left=always).chosen.tolist() == [NOBODY], sentence


@pytest.mark.parametrize(("who", "need"), FREE)
def test_what_does_not_hinder_one_choice_does_not_in_the_list(who: dict[str, object], need: dict[str, object]) -> None:
    assert solving.solve(_numbered(*_changed(who, need)), left=always).chosen.tolist() == [0]


def test_what_is_free_is_shared_out() -> None:
    heavy = replace(NEED, is_heavy=True, limits=rules.Limits(heavy=2, courses=9))
    instance = _numbered(heavy, replace(WHO, bound_minutes=480, courses=7, heavy_courses=1))
    free = (instance.free_hours, instance.free_places, instance.free_heavy)
    assert [one.tolist() for one in free] == [[[120]], [2], [1]]
    assert (instance.hours.tolist(), instance.heavy.tolist()) == ([[120]], [True])
    full = _numbered(heavy, replace(WHO, bound_minutes=700, courses=12, heavy_courses=3))
    assert [one.tolist() for one in (full.free_hours, full.free_places, full.free_heavy)] == [[[0]], [0], [0]]


def test_an_empty_list_and_an_empty_corps_are_solved_too() -> None:
    for courses, mentors in (([], [WHO]), ([NEED], []), ([], [])):
        instance = numbered.numbered(courses, mentors, weights=scoring.DEFAULT, on=ON)
        assert solving.solve(instance, left=always).chosen.tolist() == [NOBODY] * len(courses)


def _instance(scores: list[list[int]], hours: list[int], free: list[int]) -> Instance:
    matrix = np.array(scores, dtype=np.int64).reshape(len(hours), len(free))
    return Instance(
        scores=matrix,
        hours=np.array(hours, dtype=np.int64).reshape(-1, 1),
        heavy=np.zeros(len(hours), dtype=np.bool_),
        free_hours=np.array(free, dtype=np.int64).reshape(-1, 1),
        free_places=np.full(len(free), 9, dtype=np.int64),
        free_heavy=np.zeros(len(free), dtype=np.int64),
    )


@given(drawn=st.data())
def test_a_list_that_changed_a_little_is_solved_as_well_as_one_that_is_new(drawn: st.DataObject) -> None:
    mentors = drawn.draw(st.integers(1, 3))
    rows = st.lists(st.integers(0, 9), min_size=mentors, max_size=mentors)
    remembered, courses, table, hours = Remembered(), [1, 2], [[3] * mentors, [5] * mentors], [2, 3]
    free = drawn.draw(st.lists(st.integers(0, 9), min_size=mentors, max_size=mentors))
    for step in range(4):
        act = drawn.draw(st.sampled_from(["come", "go", "stay", "change", "free"]))
        if act == "come":
            courses, table = [*courses, 10 + step], [*table, drawn.draw(rows)]
            hours = [*hours, drawn.draw(st.integers(1, 4))]
        elif act == "go" and courses:
            gone = drawn.draw(st.integers(0, len(courses) - 1))
            courses, table, hours = (one[:gone] + one[gone + 1 :] for one in (courses, table, hours))  # type: ignore[assignment]
        elif act == "change" and table:
            table = [drawn.draw(rows), *table[1:]]
        elif act == "free":
            free = [drawn.draw(st.integers(0, 9)), *free[1:]]
        instance = _instance(table, hours, free)
        found = remembered.solve(1, tuple(courses), tuple(range(mentors)), instance, left=always).solution
        fresh = solving.solve(instance, left=always)
        assert instance.holds(found.chosen)
        assert instance.total(found.chosen) == instance.total(fresh.chosen)


def test_what_did_not_change_is_not_solved_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    solve = solving.solve

    def counting(instance: Instance, *, left: Callable[[], float]) -> solving.Solution:
        asked.append(len(instance.hours))
        return solve(instance, left=left)

    monkeypatch.setattr("parloeb.domain.matching.waitinglist.standing.solving.solve", counting)
    remembered, instance = Remembered(), _instance([[3, 1], [2, 2]], [1, 1], [2, 2])
    for which in (1, 1, 2):
        remembered.solve(which, (7, 8), (1, 2), instance, left=always)
    remembered.solve(1, (7, 8), (1, 3), instance, left=always)
    assert asked == [2, 2, 2]


@pytest.mark.parametrize(("free", "is_anew"), [([2, 1], False), ([3, 2], False), ([1, 1], True)])
def test_other_hours_at_one_mentor_are_no_reason_to_begin_anew(
    monkeypatch: pytest.MonkeyPatch, free: list[int], *, is_anew: bool
) -> None:
    remembered, begun, solve = Remembered(), [], solving.solve

    def counting(instance: Instance, *, left: Callable[[], float], **standing: Any) -> solving.Solution:
        begun.append(not standing)
        return solve(instance, left=left, **standing)

    monkeypatch.setattr("parloeb.domain.matching.suggesting.solving.solve", counting)
    scores, hours = [[3, 1], [2, 2]], [1, 1]
    remembered.solve(1, (7, 8), (1, 2), _instance(scores, hours, [2, 2]), left=always)
    changed = _instance(scores, hours, free)
    found = remembered.solve(1, (7, 8), (1, 2), changed, left=always).solution
    assert begun == [True, is_anew]
    assert changed.total(found.chosen) == changed.total(solve(changed, left=always).chosen)


@pytest.fixture
def waiting() -> tuple[builders.Course, builders.Course]:
    """Two who wait and one mentor with hours for one of them; the first has waited longer."""
    first = builders.a_course(citizen_name="Anna Borg")
    people = {"caseworker": first.caseworker, "coordinator": first.coordinator, "mentor": first.mentor}
    second = builders.a_course(citizen_name="Bo Dahl", **people)  # type: ignore[arg-type]
    builders.has_hours(first.mentor, 120)
    return first, second


def _listed(course: builders.Course) -> queries.Listed:
    by = builders.actor(course.coordinator, Role.COORDINATOR)
    return queries.listed(
        access.cases_to_match(by, on=ON),
        course.case.jobcentre,
        proposer=by.person_id,
        remembered=Remembered(),
        left=always,
        on=ON,
    )


def _judge(course: builders.Course, content: Content) -> None:
    with builders.act(course.caseworker, Role.CASEWORKER) as by:
        needs.judge(course.case, content, after=None, by=by, at=AT, on=ON)


@pytest.mark.django_db
def test_hours_for_one_go_to_the_one_for_whom_they_do_most(waiting: tuple[builders.Course, builders.Course]) -> None:
    first, second = waiting
    first.mentor.competences.create(field="debt", level=3, source="course", known_on=ON)
    _judge(second, Content({"debt": 3}))
    _judge(first, Content({}))
    found = queries.together(
        listed := _listed(first), first.case.jobcentre, shown={one.pk for one in listed.cases}, on=ON
    )
    assert [(row.name, row.mentor, row.place) for row in found.placed] == [
        ("Bo Dahl", "Mikkel Lund", "Ingen, der har plads, passer bedre.")
    ]
    assert [(row.name, row.reasons) for row in found.unplaced] == [("Anna Borg", (queries._FULL,))]
    assert found.proof == "Det er bevist, at intet samlet valg er bedre."


@pytest.mark.django_db
def test_a_choice_that_costs_another_the_mentor_says_so(waiting: tuple[builders.Course, builders.Course]) -> None:
    first, second = waiting
    first.mentor.competences.create(field="debt", level=3, source="course", known_on=ON)
    _judge(second, Content({"debt": 3}))
    _judge(first, Content({}))
    (cost,) = queries.costs(_listed(first), first.case, [first.mentor.uuid], left=always) or ()
    assert cost.others == "De andre får det 8 point ringere tilsammen."
    assert cost.own == "Står uden mentor i det bedste samlede valg."
    assert cost.changes == ((second.case.citizen.uuid, "Bo Dahl", "ingen i stedet for Mikkel Lund"),)
    (none,) = queries.costs(_listed(first), second.case, [first.mentor.uuid], left=always) or ()
    same = "Passer lige så godt som i det bedste samlede valg."
    assert (none.own, none.others, none.changes) == (same, "Det koster ikke de andre noget.", ())


@pytest.mark.django_db
def test_what_the_course_itself_gives_up_is_no_cost_to_the_others(
    waiting: tuple[builders.Course, builders.Course],
) -> None:
    first, _ = waiting
    builders.has_hours(first.mentor, 240)
    lesser = builders.a_signed_mentor("Maja Krogh", jobcentre=first.case.jobcentre)
    first.mentor.competences.create(field="debt", level=3, source="course", known_on=ON)
    _judge(first, Content({"debt": 3}))
    (cost,) = queries.costs(_listed(first), first.case, [lesser.uuid], left=always) or ()
    assert cost.own == "Passer 6 point ringere end i det bedste samlede valg."
    assert (cost.others, cost.changes) == ("Det koster ikke de andre noget.", ())


@pytest.mark.parametrize(
    ("lost", "is_best", "told"),
    [
        (-300, True, "De andre får det 3 point bedre tilsammen."),
        (-300, False, "De andre får det mindst 3 point bedre tilsammen."),
        (300, True, "De andre får det 3 point ringere tilsammen."),
        (300, False, "De andre får det højst 3 point ringere tilsammen."),
    ],
)
def test_what_is_not_proved_to_be_the_best_is_told_as_a_bound(lost: int, told: str, *, is_best: bool) -> None:
    assert queries._others(lost * scoring.SCALE // 100, is_best=is_best) == told


DAYS = (0, 10, 20, 30, 45)
MINUTES = st.sampled_from((0, 60, 120, 300))


@st.composite
def _steps(draw: st.DrawFn) -> spans.Steps:
    some = draw(st.lists(st.sampled_from(DAYS[1:]), unique=True, max_size=2))
    return tuple((ON + timedelta(days=day), draw(MINUTES)) for day in sorted(some))


@st.composite
def _needs(draw: st.DrawFn) -> rules.Need:
    first_day = ON + timedelta(days=draw(st.sampled_from(DAYS)) - 10)
    length = draw(st.sampled_from((None, 5, 25)))
    period = Period(first_day, None if length is None else first_day + timedelta(days=length))
    return replace(NEED, period=period, minutes_per_week=draw(MINUTES), later_minutes=draw(_steps()))


@st.composite
def _mentors(draw: st.DrawFn) -> rules.Candidate:
    return replace(
        WHO,
        first_day=ON - timedelta(days=99),
        last_day=None,
        weekly_minutes=draw(st.sampled_from((120, 360, 600))),
        bound_minutes=draw(MINUTES),
        later_weekly=draw(_steps()),
        later_bound=draw(_steps()),
    )


def _every_day(needs: list[rules.Need], candidates: list[rules.Candidate], choice: tuple[int | None, ...]) -> bool:
    """Whether nobody has more asked of them than is free on any day that is asked about."""
    for number, candidate in enumerate(candidates):
        given = [need for need, chosen in zip(needs, choice, strict=True) if chosen == number]
        for day in (ON + timedelta(days=days) for days in range(80)):
            asked = sum(
                spans.on_day(need.minutes_per_week, need.later_minutes, day)
                for need in given
                if need.left(on=ON).contains(day)
            )
            if asked > max(0, candidate.free_on(day)):
                return False
    return True


@given(needs=st.lists(_needs(), max_size=3), candidates=st.lists(_mentors(), min_size=1, max_size=2))
def test_hours_that_change_are_shared_out_day_by_day(
    needs: list[rules.Need], candidates: list[rules.Candidate]
) -> None:
    instance = numbered.numbered(needs, candidates, weights=scoring.DEFAULT, on=ON)
    best = 0
    for choice in itertools.product([None, *range(len(candidates))], repeat=len(needs)):
        chosen = np.array([NOBODY if one is None else one for one in choice], dtype=np.int64)
        assert instance.holds(chosen) == _every_day(needs, candidates, choice)
        best = max(best, instance.total(chosen) if instance.holds(chosen) else 0)
    found = solving.solve(instance, left=always)
    assert (instance.total(found.chosen), found.bound) == (best, best)


def test_times_at_which_nothing_is_scarcer_than_at_another_are_left_out() -> None:
    later = ON + timedelta(days=30)
    tapering = replace(NEED, minutes_per_week=300, later_minutes=((later, 60),))
    leaving = replace(WHO, weekly_minutes=300, bound_minutes=0, later_weekly=((later, 120),))
    instance = numbered.numbered([tapering], [leaving], weights=scoring.DEFAULT, on=ON)
    assert (instance.hours.tolist(), instance.free_hours.tolist()) == ([[300, 60]], [[300, 120]])
    assert solving.solve(instance, left=always).chosen.tolist() == [0]
    steady = replace(leaving, later_weekly=())
    instance = numbered.numbered([tapering], [steady], weights=scoring.DEFAULT, on=ON)
    assert (instance.hours.tolist(), instance.free_hours.tolist()) == ([[300]], [[300]])


@pytest.mark.django_db
def test_who_does_not_wait_is_not_in_the_list(waiting: tuple[builders.Course, builders.Course]) -> None:
    first, second = waiting
    builders.a_proposed_match(first)
    listed = _listed(first)
    assert listed.cases == (second.case,)
    assert queries.costs(listed, first.case, [first.mentor.uuid], left=always) is None


@pytest.mark.django_db
def test_a_mentor_better_for_one_alone_is_said_to_be_of_more_use_elsewhere(
    waiting: tuple[builders.Course, builders.Course],
) -> None:
    first, second = waiting
    builders.a_signed_mentor("Maja Krogh", jobcentre=first.case.jobcentre)
    first.mentor.competences.create(field="debt", level=3, source="course", known_on=ON)
    _judge(first, Content({"debt": 1}))
    _judge(second, Content({"debt": 3}))
    found = queries.together(
        listed := _listed(first), first.case.jobcentre, shown={one.pk for one in listed.cases}, on=ON
    )
    assert {row.name: (row.mentor, row.place) for row in found.placed} == {
        "Anna Borg": ("Maja Krogh", "Én mentor passer bedre til forløbet alene, men bruges bedre hos andre."),
        "Bo Dahl": ("Mikkel Lund", "Ingen, der har plads, passer bedre."),
    }


@pytest.mark.django_db
def test_hours_that_somebody_is_asked_about_are_given_to_nobody_else(
    waiting: tuple[builders.Course, builders.Course],
) -> None:
    first, _ = waiting
    builders.an_asked_match(first)
    found = queries.together(
        listed := _listed(first), first.case.jobcentre, shown={one.pk for one in listed.cases}, on=ON
    )
    assert [(row.name, row.mentor) for row in (*found.placed, *found.unplaced)] == [("Bo Dahl", "")]


def test_what_is_not_proved_is_searched_further_when_it_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    instance, asked = _instance([[3, 1], [2, 2]], [1, 1], [2, 2]), []

    def unproved(instance: Instance, *, left: Callable[[], float], standing: object = None) -> solving.Solution:
        del left
        asked.append(standing is not None)
        return solving.Solution(np.full(2, NOBODY), instance.total(np.array([0, 1])))

    monkeypatch.setattr("parloeb.domain.matching.waitinglist.standing.solving.solve", unproved)
    remembered = Remembered()
    for _ in range(2):
        remembered.solve(1, (7, 8), (1, 2), instance, left=always)
    assert asked == [False, True]
