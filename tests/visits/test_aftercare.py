"""Visits in the days after a grant for which it kept a pot of hours."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from parloeb.domain.agreements.models import Agreement
from parloeb.domain.grants import aftercare, commands, modifying, plan, telling
from parloeb.domain.grants import queries as granting
from parloeb.domain.grants.force import Kind
from parloeb.domain.grants.models import Grant
from parloeb.domain.people.rules import Role
from parloeb.domain.visits import access, budget, queries, rules
from parloeb.domain.visits.models import Visit
from parloeb.journeys import redeciding
from parloeb.kernel import days, errors
from parloeb.kernel.periods import Period
from parloeb.pages.shared import clock as now
from tests import builders
from tests.builders import clock, visits
from tests.builders.matching import Course
from tests.visits.test_rules import codes, the_facts

DAY = timedelta(days=1)
KEPT = Period(clock.ON - DAY, clock.ON)
BEFORE = (Period(clock.ON - 40 * DAY, clock.ON - 2 * DAY),)
LAPSED = (Period(clock.ON - 40 * DAY, clock.ON - 3 * DAY),)  # a day before the grant ended


@pytest.mark.parametrize(
    ("allowed", "refused"),
    [
        (rules.Allowance(granted=BEFORE, agreed=BEFORE, matched=(Period(clock.ON),), kept=(KEPT,)), []),
        (rules.Allowance(granted=BEFORE, agreed=(), matched=(Period(clock.ON),), kept=(KEPT,)), ["agreement"]),
        (rules.Allowance(granted=BEFORE, agreed=LAPSED, matched=(Period(clock.ON),), kept=(KEPT,)), ["agreement"]),
        (
            rules.Allowance(
                granted=BEFORE, agreed=(*LAPSED, Period(clock.ON)), matched=(Period(clock.ON),), kept=(KEPT,)
            ),
            [],
        ),
        (rules.Allowance(granted=BEFORE, agreed=BEFORE, matched=(), kept=(KEPT,)), ["match"]),
        (rules.Allowance(granted=BEFORE, agreed=BEFORE, matched=(Period(clock.ON),)), ["grant", "agreement"]),
    ],
)
def test_aftercare_needs_a_match_and_an_agreement_that_was(allowed: rules.Allowance, refused: list[str]) -> None:
    assert codes(the_facts(allowed=allowed)) == refused


def _pair(*, minutes: int = 180, days_after: int = 30) -> Course:
    """Two whose three months, until the end of December, have a pot after them."""
    pair = visits.a_pair()
    until = ends(pair) + timedelta(days=days_after)
    Grant.objects.filter(pk=pair.grant.pk).update(aftercare_minutes=minutes, aftercare_last_day=until)
    return pair


def ends(pair: Course) -> date:
    """The last day of the grant."""
    last_day = pair.grant.last_day
    assert last_day
    return last_day


def _visit(pair: Course, *, on: date) -> Visit:
    return visits.a_visit(pair, visits.a_content(on=on), at=clock.at(on + DAY))


@pytest.mark.django_db
def test_from_the_day_after_the_grant_to_the_last_of_the_pot_and_not_longer() -> None:
    pair = _pair()
    for on in (ends(pair) + DAY, ends(pair) + 30 * DAY):
        _visit(pair, on=on)
    with pytest.raises(errors.RefusedError, match="uden for bevillingen"):
        _visit(pair, on=ends(pair) + 31 * DAY)


@pytest.mark.django_db
def test_without_a_pot_nothing_is_taken_after_the_grant() -> None:
    pair = visits.a_pair()
    with pytest.raises(errors.RefusedError, match="uden for bevillingen"):
        _visit(pair, on=ends(pair) + DAY)


@pytest.mark.django_db
def test_what_is_used_of_the_pot_is_not_used_of_the_grant() -> None:
    pair = _pair()
    _visit(pair, on=ends(pair))
    _visit(pair, on=ends(pair) + DAY)
    reader = builders.actor(pair.caseworker, Role.CASEWORKER)
    seen = access.visible_to(reader, on=ends(pair)).filter(case=pair.case)
    found = budget.sums(seen, case=pair.case, with_granted=True, on=ends(pair) + DAY)
    assert (found.used, found.kept, found.kept_used, found.held) == (60, 180, 60, 2)


@pytest.mark.django_db
def test_the_days_of_the_pot_are_those_that_the_grant_tells() -> None:
    pair = _pair()
    shorter = ends(pair) - 10 * DAY
    for in_force_to in (ends(pair), shorter):
        Grant.objects.filter(pk=pair.grant.pk).update(in_force_to=in_force_to)
        grant = Grant.objects.get(pk=pair.grant.pk)
        (kept,) = aftercare.pots(case=pair.case)
        assert Period(kept.pot_from, kept.pot_to) == aftercare.period_of(grant)
    assert aftercare.period_of(grant) == Period(shorter + DAY, shorter + 30 * DAY)


@pytest.mark.django_db
@pytest.mark.parametrize(("after", "agreed"), [(0, True), (1, True), (30, True), (31, False)])
def test_the_form_begins_with_help_as_long_as_aftercare_goes_on(after: int, agreed: bool) -> None:
    pair = _pair()
    assert queries.is_agreed(pair.case, pair.mentor, on=ends(pair) + after * DAY) is agreed


@pytest.mark.django_db
@pytest.mark.parametrize(("until", "agreed"), [(0, True), (1, False), (28, False)])
def test_the_agreement_that_aftercare_goes_on_under_is_the_one_that_ran_out_with_the_grant(
    until: int, *, agreed: bool
) -> None:
    pair = _pair()
    Agreement.objects.filter(case=pair.case).update(in_force_to=ends(pair) - until * DAY)
    on = ends(pair) + DAY
    assert queries.is_agreed(pair.case, pair.mentor, on=on) is agreed
    if agreed:
        assert _visit(pair, on=on).pk
    else:
        with pytest.raises(errors.RefusedError, match="uden for mentoraftalen"):
            _visit(pair, on=on)


def _granted_again(pair: Course, *, days_after: int) -> Grant:
    """Support again, from so many days after the grant."""
    grant = Grant.objects.get(pk=pair.grant.pk)
    with builders.act(pair.caseworker, on=clock.ON) as by:
        draft = builders.a_drafted_grant(
            by=pair.caseworker,
            referral=grant.referral,
            first_day=ends(pair) + days_after * DAY,
            assessment="Der er stadig brug for en mentor.",
        )
        builders.decide(draft, by=by)
    return draft


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days_after", "left", "text"),
    [
        (40, 30, ""),
        (31, 30, ""),
        (21, 20, ". Slutter dér, fordi der er bevilget videre fra dagen efter."),
        (2, 1, ". Slutter dér, fordi der er bevilget videre fra dagen efter."),
        (1, 0, ". Bortfaldet, fordi der er bevilget videre."),
    ],
)
def test_a_pot_lasts_until_the_day_before_what_is_granted_next(days_after: int, left: int, text: str) -> None:
    pair = _pair()
    _granted_again(pair, days_after=days_after)
    grant = Grant.objects.get(pk=pair.grant.pk)
    last = ends(pair) + (left or 30) * DAY
    expected = Period(ends(pair) + DAY, last) if left else None
    assert aftercare.period_of(grant) == expected
    assert aftercare.kept(pair.case) == (((expected, 180),) if expected else ())
    assert aftercare.text(grant) == f"3 timer i alt til og med {days.text(last)}{text}"


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [Kind.CORRECT, Kind.CHANGE])
def test_what_modifies_the_next_grant_leaves_the_pot_before_it(kind: Kind) -> None:
    pair = _pair()
    following = _granted_again(pair, days_after=21)
    with builders.act(pair.caseworker, on=clock.ON) as by:
        draft = modifying.begin(Grant.objects.get(pk=following.pk), kind, by=by, at=clock.at(clock.ON), on=clock.ON)
        kept = {name: getattr(draft, name) for name in ("first_day", "last_day", "decisive_reason", "assessment")}
        typed = commands.Draft(mistake="Timerne.", reason_text="Der er brug for mere.", minutes_per_week=180, **kept)
        commands.save(draft, typed, version=draft.version, by=by, at=clock.at(clock.ON), on=clock.ON)
        redeciding.decide(draft, sending=builders.sending(), by=by, at=clock.at(clock.ON), on=clock.ON)
    expected = Period(ends(pair) + DAY, ends(pair) + 20 * DAY)
    assert [period for period, _ in aftercare.kept(pair.case)] == [expected]
    grants = Grant.objects.filter(case=pair.case)
    course, parts = telling.plan_of(grants), [telling.part(row) for row in granting.to_tell(grants)]
    assert course
    assert [period for period, _ in course.kept] == [expected]
    assert plan.of(one for one in parts if one) == replace(
        course, parts=tuple(replace(one, minutes=None) for one in course.parts)
    )


@pytest.mark.django_db
def test_what_is_granted_after_a_hole_takes_no_visit_out_of_the_pot() -> None:
    pair = _pair()
    _visit(pair, on=ends(pair) + DAY)
    _granted_again(pair, days_after=40)
    _visit(pair, on=ends(pair) + 2 * DAY)
    reader = builders.actor(pair.caseworker, Role.CASEWORKER)
    seen = access.visible_to(reader, on=clock.ON).filter(case=pair.case)
    found = budget.sums(seen, case=pair.case, with_granted=True, on=clock.ON)
    assert (found.used, found.kept, found.kept_used) == (0, 180, 120)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("pot", "after", "kept", "used"),
    [
        (0, 0, 240, 180),
        (0, 20, 240, 180),  # the last day of the first
        (0, 21, 60, 120),
        (1, 10, 60, 120),
        (1, 11, 60, 120),  # both are over
    ],
)
def test_a_pot_that_is_over_is_lent_to_none(pot: int, after: int, kept: int, used: int) -> None:
    """The first is used once and the second twice; the day is so many after the end of the grant of one of them."""
    pair = _pair()
    second = _granted_again(pair, days_after=21)
    assert second.last_day
    until = second.last_day + 10 * DAY
    Grant.objects.filter(pk=second.pk).update(aftercare_minutes=60, aftercare_last_day=until)
    Agreement.objects.filter(case=pair.case).update(last_day=second.last_day, in_force_to=second.last_day)
    for day in (ends(pair) + 20 * DAY, second.last_day + DAY, second.last_day + 2 * DAY):
        _visit(pair, on=day)
    on = (ends(pair), second.last_day)[pot] + after * DAY
    reader = builders.actor(pair.caseworker, Role.CASEWORKER)
    seen = access.visible_to(reader, on=on).filter(case=pair.case)
    found = budget.sums(seen, case=pair.case, with_granted=True, on=on)
    assert (found.used, found.kept, found.kept_used) == (0, kept, used)
    assert [period for period, _ in aftercare.kept(pair.case)] == [
        Period(ends(pair) + DAY, ends(pair) + 20 * DAY),
        Period(second.last_day + DAY, until),
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("standing_clock")
def test_the_page_of_the_visits_says_what_is_kept_and_used(monkeypatch: pytest.MonkeyPatch) -> None:
    pair = _pair()
    on = ends(pair) + DAY
    monkeypatch.setattr(now, "now", lambda: clock.at(on + DAY))
    _visit(pair, on=on)
    for user, role in ((pair.mentor_user, Role.MENTOR), (pair.caseworker, Role.CASEWORKER)):
        page = builders.logged_in(user, role).get(f"/besoeg/sag/{pair.case.uuid}/").content.decode()
        assert "Efterværn" in page
        assert "Brugt af efterværnet" in page
        assert "3:00" in page
