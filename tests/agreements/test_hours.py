"""Agreed hours over time: the same each week, as granted, or in steps, and never more than is granted on a day."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from parloeb.domain.agreements import commands, queries, rules, weekly, wording
from parloeb.domain.agreements.lists import HoursKind, Party
from parloeb.domain.agreements.models import AgreedHours, Agreement, Signature
from parloeb.domain.grants import curve
from parloeb.domain.grants.models import Grant, GrantHours
from parloeb.domain.matching.models import Match
from parloeb.domain.people.rules import Role
from parloeb.domain.visits import budget
from parloeb.domain.visits.models import Visit
from parloeb.kernel import errors
from parloeb.kernel.periods import Period
from tests import builders
from tests.agreements.test_rules import BOUNDS, FIRST, LAST, WHOLE, WHOLE_PERIOD
from tests.builders import AGREED, AT, ON, Signing

# 120 minutes a week for six weeks, 90 for four, 60 to the end.
SECOND, THIRD = FIRST + timedelta(weeks=6), FIRST + timedelta(weeks=10)
A_DAY = timedelta(days=1)
TAPERING = (
    (Period(FIRST, SECOND - A_DAY), 120),
    (Period(SECOND, THIRD - A_DAY), 90),
    (Period(THIRD, LAST), 60),
)
GRANTED = replace(BOUNDS, granted=tuple(rules.Granted(period, minutes) for period, minutes in TAPERING))


def content_in(*steps: tuple[date, int]) -> rules.Content:
    """The whole agreement with its hours in steps."""
    return replace(WHOLE, hours_kind=HoursKind.ROWS, hours=weekly.steps(steps), minutes_per_week=None)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (replace(WHOLE, minutes_per_week=60), []),
        (rules.settled(replace(WHOLE, hours_kind=HoursKind.AS_GRANTED), GRANTED), []),
        (content_in((FIRST, 120), (SECOND, 90), (THIRD, 60)), []),
        (content_in((FIRST, 60)), []),
        (content_in((FIRST - A_DAY, 120), (SECOND, 60)), []),
        (
            replace(WHOLE, minutes_per_week=90),
            [
                f"Fra {THIRD:%d-%m-%Y} er der bevilget 1 time om ugen, så I kan ikke aftale 1,5 timer. "
                "Vælg »Som bevilget«, eller del timerne op i trin."
            ],
        ),
        (replace(WHOLE, minutes_per_week=150), ["Der er bevilget 2 timer om ugen, så I kan ikke aftale 2,5 timer."]),
        (
            content_in((FIRST, 120), (SECOND + A_DAY, 60)),
            [
                f"Fra {SECOND:%d-%m-%Y} er der bevilget 1,5 timer om ugen, så I kan ikke aftale 2 timer. "
                "Vælg »Som bevilget«, eller del timerne op i trin."
            ],
        ),
        (content_in(), ["Skriv mindst ét trin med timer."]),
        (
            content_in((FIRST + A_DAY, 60)),
            ["Der mangler timer for 16-11-2026 – 16-11-2026."],
        ),
        (
            replace(content_in(), hours=((Period(FIRST, SECOND), 60), (Period(THIRD, LAST - A_DAY), 60))),
            ["Der mangler timer for 29-12-2026 – 24-01-2027.", "Der mangler timer for 15-02-2027 – 15-02-2027."],
        ),
        (
            content_in((FIRST, 60), (LAST + A_DAY, 60)),
            ["Trinnet fra 16-02-2027 begynder efter aftalens sidste dag."],
        ),
    ],
)
def test_hours_stay_within_what_is_granted_on_every_day(content: rules.Content, told: list[str]) -> None:
    assert [lack.sentence for lack in rules.lacks(content, GRANTED)] == told
    field = "minutes_per_week" if content.hours_kind == HoursKind.EVEN else "hours"
    assert {lack.field for lack in rules.lacks(content, GRANTED)} <= {field}


def test_a_draft_begins_as_granted_where_that_is_not_the_same_in_each_week() -> None:
    begun = rules.prefilled(GRANTED, on=FIRST)
    assert (begun.hours_kind, begun.hours, begun.minutes_per_week) == (HoursKind.AS_GRANTED, TAPERING, 120)
    later = rules.prefilled(GRANTED, on=THIRD)
    assert (later.hours_kind, later.hours, later.minutes_per_week) == (HoursKind.EVEN, (), 60)


@pytest.mark.parametrize(
    ("signed", "kind", "minutes"),
    [
        (WHOLE, HoursKind.AS_GRANTED, [120, 90, 60]),
        (replace(WHOLE, minutes_per_week=60), HoursKind.EVEN, [60]),
        (replace(WHOLE, minutes_per_week=90), HoursKind.ROWS, [90, 60]),
        (replace(WHOLE, hours_kind=HoursKind.AS_GRANTED), HoursKind.AS_GRANTED, [120, 90, 60]),
        (content_in((FIRST, 100), (SECOND, 30)), HoursKind.ROWS, [100, 30]),
        (replace(WHOLE, minutes_per_week=None), HoursKind.AS_GRANTED, [120, 90, 60]),
    ],
)
def test_a_new_edition_takes_no_more_than_is_granted_on_each_day(
    signed: rules.Content, kind: HoursKind, minutes: list[int]
) -> None:
    most = max((one for _, one in signed.hours), default=signed.minutes_per_week)
    renewed = rules.renewed(replace(signed, minutes_per_week=most), rules.prefilled(GRANTED, on=FIRST))
    assert renewed.hours_kind == kind
    assert [one for _, one in renewed.agreed()] == minutes
    assert renewed.minutes_per_week == max(minutes)
    assert rules.lacks(renewed, GRANTED) == ()


def test_the_last_step_goes_on_in_an_edition_after_it() -> None:
    signed = replace(content_in((FIRST, 120), (SECOND, 60)), minutes_per_week=120)
    longer = Period(LAST + A_DAY, LAST + timedelta(weeks=8))
    renewed = rules.renewed(
        signed, rules.prefilled(rules.Bounds((rules.Granted(longer, 120),), BOUNDS.matched), on=longer.first_day)
    )
    assert (renewed.hours_kind, renewed.minutes_per_week, renewed.period) == (HoursKind.EVEN, 60, longer)


def test_two_steps_from_one_day_are_no_steps() -> None:
    with pytest.raises(ValueError, match="one day"):
        weekly.steps([(FIRST, 60), (FIRST, 90)])


def test_grants_with_the_same_hours_are_one_stretch() -> None:
    halves = (Period(FIRST, SECOND - A_DAY), Period(SECOND, LAST))
    bounds = replace(BOUNDS, granted=tuple(rules.Granted(half, 120) for half in halves))
    begun = rules.prefilled(bounds, on=FIRST)
    assert (begun.hours_kind, begun.period, begun.minutes_per_week) == (HoursKind.EVEN, WHOLE_PERIOD, 120)


def test_each_stretch_is_told_with_its_days_and_min_plan_has_the_most_of_a_week() -> None:
    content = rules.settled(replace(WHOLE, hours_kind=HoursKind.AS_GRANTED), GRANTED)
    lines = dict(wording.facts(content))["Timer om ugen"].split("; ")
    assert lines[0] == "16. november 2026 til 27. december 2026: 2 timer om ugen"
    assert lines[2] == "25. januar 2027 til 15. februar 2027: 1 time om ugen"
    assert dict(wording.plan(content, wording.Mentor("Mikkel", "")))["Timetal"] == "Op til 2 timer om ugen"
    left = replace(content, first_day=THIRD)
    assert dict(wording.plan(left, wording.Mentor("Mikkel", "")))["Timetal"] == "1 time om ugen"


def _taper(match: Match, *of: tuple[date, int]) -> None:
    grant = Grant.objects.get(case=match.case)
    for first_day, minutes in of:
        GrantHours.objects.create(grant=grant, first_day=first_day, minutes_per_week=minutes)


def _drafted(content: rules.Content) -> Signing:
    course = builders.a_course()
    match = builders.a_confirmed_match(course)
    _taper(match, (ON + timedelta(weeks=6), 90), (ON + timedelta(weeks=10), 60))
    return builders.a_drafted_agreement(course, match=match, content=content)


def _signed(content: rules.Content) -> Signing:
    signing = _drafted(content)
    with builders.act(signing.course.caseworker, Role.CASEWORKER) as by:
        commands.present(signing.agreement, version=2, by=by, at=AT, on=ON)
    for party in Party:
        builders.sign(signing, party)
    return signing


def _minutes(agreed: Sequence[queries.Agreed]) -> list[int]:
    return [one.minutes_per_week for one in agreed]


@pytest.mark.django_db
def test_a_tapering_grant_is_agreed_and_the_budget_counts_its_curve() -> None:
    signing = _signed(replace(AGREED, hours_kind=HoursKind.AS_GRANTED))
    case = signing.course.case
    agreed = queries.agreed_periods(case)
    assert _minutes(agreed) == [120, 90, 60]
    assert agreed[0].period == Period(ON, ON + timedelta(weeks=6) - A_DAY)
    assert signing.agreement.minutes_per_week == 120
    sums = budget.sums(Visit.objects.none(), case=case, with_granted=True, on=ON)
    assert sums.agreed == sums.granted == curve.total_minutes([(one.period, one.minutes_per_week) for one in agreed])


@pytest.mark.django_db
def test_steps_are_kept_and_the_last_goes_to_the_end_of_the_agreement() -> None:
    hours = weekly.steps([(ON, 90), (ON + timedelta(weeks=8), 30)])
    signing = _signed(replace(AGREED, minutes_per_week=None, hours_kind=HoursKind.ROWS, hours=hours))
    kept = queries.content_of(Agreement.objects.get())
    assert (kept.hours, kept.minutes_per_week) == (hours, 90)
    first, last = queries.agreed_periods(signing.course.case)
    assert (first.minutes_per_week, last.minutes_per_week) == (90, 30)
    assert last.period == Period(ON + timedelta(weeks=8), signing.agreement.last_day)


@pytest.mark.django_db
def test_days_before_the_last_signature_count_in_no_stretch() -> None:
    signing = _drafted(replace(AGREED, hours_kind=HoursKind.AS_GRANTED))
    later = ON + timedelta(weeks=7)
    with builders.act(signing.course.caseworker, Role.CASEWORKER) as by:
        commands.present(signing.agreement, version=2, by=by, at=AT, on=ON)
    for party in Party:
        builders.sign(signing, party, on=later)
    agreed = queries.agreed_periods(signing.course.case)
    assert _minutes(agreed) == [90, 60]
    assert agreed[0].period.first_day == later


@pytest.mark.django_db
def test_what_follows_the_grant_is_what_is_granted_when_it_is_presented() -> None:
    signing = _drafted(replace(AGREED, hours_kind=HoursKind.AS_GRANTED))
    _taper(signing.match, (ON + timedelta(weeks=11), 30))
    with builders.act(signing.course.caseworker, Role.CASEWORKER) as by:
        commands.present(signing.agreement, version=2, by=by, at=AT, on=ON)
    assert list(AgreedHours.objects.values_list("minutes", flat=True)) == [120, 90, 60, 30]
    _taper(signing.match, (ON + timedelta(weeks=12), 15))
    assert [minutes for _, minutes in queries.content_of(Agreement.objects.get()).hours] == [120, 90, 60, 30]


@pytest.mark.parametrize(
    ("kind", "granted", "is_anew"),
    [
        (HoursKind.AS_GRANTED, TAPERING, False),
        (HoursKind.AS_GRANTED, TAPERING[:2], True),
        (HoursKind.AS_GRANTED, (*TAPERING[:2], (TAPERING[2][0], 30)), True),
        (HoursKind.AS_GRANTED, (*TAPERING, (Period(LAST + A_DAY), 30)), False),
        (HoursKind.ROWS, TAPERING[:2], False),
        (HoursKind.EVEN, TAPERING[:2], False),
    ],
)
def test_what_is_to_be_as_granted_is_held_against_what_is_granted_now(
    kind: HoursKind, granted: Sequence[curve.Stretch], is_anew: bool
) -> None:
    content = rules.settled(replace(WHOLE, hours_kind=kind, hours=TAPERING), GRANTED)
    now = replace(GRANTED, granted=tuple(rules.Granted(period, minutes) for period, minutes in granted))
    assert rules.is_granted_anew(content, now) is is_anew


@pytest.mark.django_db
@pytest.mark.parametrize("party", Party)
def test_nobody_signs_hours_as_granted_after_the_grant_was_changed(party: Party) -> None:
    signing = _drafted(replace(AGREED, hours_kind=HoursKind.AS_GRANTED))
    with builders.act(signing.course.caseworker, Role.CASEWORKER) as by:
        commands.present(signing.agreement, version=2, by=by, at=AT, on=ON)
    before = list(Party)[: list(Party).index(party)]
    for one in before:
        builders.sign(signing, one)
    _taper(signing.match, (ON + timedelta(weeks=11), 30))
    with pytest.raises(errors.RefusedError, match="Bevillingen er ændret"):
        builders.sign(signing, party)
    if party is Party.CITIZEN:
        with pytest.raises(errors.RefusedError, match="Bevillingen er ændret"):
            builders.sign_for_citizen(signing)
    assert Signature.objects.count() == len(before)
    with builders.act(signing.course.mentor_user, Role.MENTOR) as by:
        commands.change(signing.agreement, by=by, at=AT, on=ON)
        commands.present(signing.agreement, version=2, by=by, at=AT, on=ON)
    with builders.act(signing.course.citizen_user, Role.CITIZEN) as by, pytest.raises(errors.OvertakenError):
        commands.sign(signing.agreement, version=2, by=by, at=AT, on=ON)
    for one in Party:
        builders.sign(signing, one)
    assert _minutes(queries.agreed_periods(signing.course.case)) == [120, 90, 60, 30]


@pytest.mark.django_db
def test_a_draft_that_becomes_even_has_no_stretches_left() -> None:
    signing = _drafted(replace(AGREED, hours_kind=HoursKind.AS_GRANTED))
    assert AgreedHours.objects.count() == 3
    with builders.act(signing.course.caseworker, Role.CASEWORKER) as by:
        even = replace(queries.content_of(signing.agreement), hours_kind=HoursKind.EVEN, minutes_per_week=60)
        commands.save(signing.agreement, even, version=2, by=by, at=AT, on=ON)
    assert not AgreedHours.objects.exists()


@pytest.mark.django_db
def test_steps_that_share_a_day_are_not_saved() -> None:
    signing = builders.a_started_agreement()
    content = replace(AGREED, hours_kind=HoursKind.ROWS, hours=((Period(ON), 90), (Period(ON + A_DAY), 60)))
    with builders.act(signing.course.caseworker, Role.CASEWORKER) as by, pytest.raises(errors.RefusedError) as refusal:
        commands.save(signing.agreement, content, version=1, by=by, at=AT, on=ON)
    assert refusal.value.field == "hours_kind"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("first", "last", "minutes", "name"),
    [
        ("2026-11-22", None, 60, "agreements_hours_once_a_day"),
        ("2026-11-01", "2026-11-16", 60, "agreements_hours_once_a_day"),
        ("2026-11-01", "2026-11-15", 0, "agreements_hours_have_days_and_minutes"),
        ("2026-11-15", "2026-11-14", 60, "agreements_hours_have_days_and_minutes|range lower bound"),
        ("2026-11-01", "2026-11-15", 60, ""),
    ],
)
def test_a_day_has_its_hours_once(first: str, last: str | None, minutes: int, name: str) -> None:
    hours = weekly.steps([(ON, 90)])
    signing = builders.a_drafted_agreement(content=replace(AGREED, hours_kind=HoursKind.ROWS, hours=hours))
    statement = """
        INSERT INTO agreements_agreedhours (uuid, agreement_id, first_day, last_day, minutes)
        VALUES (gen_random_uuid(), %s, %s, %s, %s)
    """
    values: list[int | str | None] = [signing.agreement.pk, first, last, minutes]
    with connection.cursor() as sql:
        if not name:
            sql.execute(statement, values)
            return
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            sql.execute(statement, values)
