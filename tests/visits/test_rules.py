"""What minutes count as, and every reason to refuse a visit, by rules alone."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.domain.agreements.lists import Rhythm
from parloeb.domain.visits import rules
from parloeb.domain.visits.lists import Cause, Kind, Outcome, Place, Topic
from parloeb.domain.visits.rules import Category, Part
from parloeb.kernel.periods import Period
from tests.builders import clock, visits


def a_part(place: Place, minutes: int) -> Part:
    return Part(place, minutes, ((Topic.OTHER, minutes),))


@pytest.mark.parametrize(
    ("place", "category"),
    [
        (Place.HOME, "home"),
        (Place.WORKPLACE, "work"),
        (Place.OFFICE, "contact"),
        (Place.PHONE, "contact"),
        (Place.MESSAGE, "contact"),
        (Place.VIDEO, "contact"),
        (Place.ELSEWHERE, "other"),
        (Place.TRANSPORT, "other"),
    ],
)
def test_each_place_counts_as_one_category_of_2008(place: Place, category: str) -> None:
    minutes = rules.categories((a_part(place, 20),))

    assert minutes[Category(category)] == 20
    assert sum(minutes.values()) == 20


def test_preparation_counts_as_the_segment_that_it_prepares() -> None:
    parts = (
        a_part(Place.PREPARATION, 10),
        a_part(Place.PREPARATION, 5),
        a_part(Place.WORKPLACE, 30),
        a_part(Place.HOME, 20),
    )

    assert rules.categories(parts) == {"home": 20, "work": 45, "contact": 0, "other": 0}


def test_preparation_at_the_end_counts_as_the_segment_before() -> None:
    parts = (a_part(Place.HOME, 30), a_part(Place.PHONE, 10), a_part(Place.PREPARATION, 5))

    assert rules.categories(parts) == {"home": 30, "work": 0, "contact": 15, "other": 0}


@given(st.lists(st.tuples(st.sampled_from(list(Place)), st.integers(1, 200)), max_size=8))
def test_the_categories_add_up_to_the_visit(drawn: list[tuple[Place, int]]) -> None:
    parts = tuple(a_part(place, minutes) for place, minutes in drawn)

    assert sum(rules.categories(parts).values()) == sum(minutes for _, minutes in drawn)


def the_facts(**changes: object) -> rules.Facts:
    facts = rules.Facts(content=visits.a_content(), allowed=visits.ALLOWED, at=clock.AT, referred_on=date(2026, 10, 1))
    return replace(facts, **changes)  # type: ignore[arg-type]


def codes(facts: rules.Facts) -> list[str]:
    return [refusal.code for refusal in rules.refusals(facts)]


def test_a_visit_within_everything_is_kept() -> None:
    assert codes(the_facts()) == []


NEXT_WEEK = (Period(clock.ON + timedelta(days=7)),)
NOT_AGREED = replace(visits.ALLOWED, agreed=())
UNTIL_TODAY = (Period(date(2026, 10, 1), clock.ON),)


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"allowed": replace(visits.ALLOWED, granted=NEXT_WEEK)}, "grant", "uden for bevillingen (fra 23-11-2026)"),
        ({"allowed": replace(visits.ALLOWED, granted=())}, "grant", "der er ingen endnu"),
        ({"allowed": NOT_AGREED}, "agreement", "uden for mentoraftalen"),
        ({"allowed": replace(visits.ALLOWED, matched=NEXT_WEEK)}, "match", "uden for dit forløb med borgeren"),
        ({"at": visits.begun("08:59")}, "future", "ikke slut endnu"),
        ({"referred_on": clock.TOMORROW}, "referral", "før henvisningen den 17-11-2026"),
        ({"referred_on": None}, "referral", "ikke henvist endnu"),
        ({"ended_on": clock.YESTERDAY}, "end", "sluttede den 15-11-2026"),
        ({"overlaps": "16-11-2026 kl. 08.30–09.00"}, "overlap", "kl. 08.30–09.00"),
    ],
)
def test_one_fact_out_of_place_refuses_with_its_reason(changes: dict[str, object], code: str, words: str) -> None:
    (refusal,) = rules.refusals(the_facts(**changes))

    assert refusal.code == code
    assert words in refusal.sentence


@pytest.mark.parametrize(
    "changes",
    [
        {"allowed": replace(visits.ALLOWED, granted=UNTIL_TODAY, agreed=UNTIL_TODAY, matched=UNTIL_TODAY)},
        *(
            {"allowed": NOT_AGREED, "content": replace(visits.a_content(), kind=kind)}
            for kind in (Kind.FIRST, Kind.JOINT)
        ),
        {"at": visits.begun("09:00")},
        {"referred_on": clock.ON},
        {"ended_on": clock.ON},
    ],
)
def test_the_edge_itself_is_within(changes: dict[str, object]) -> None:
    assert codes(the_facts(**changes)) == []


def contents(**changes: object) -> rules.Facts:
    return the_facts(content=replace(visits.a_content(), **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (contents(parts=()), "minutes"),
        (contents(parts=(a_part(Place.HOME, 1441),), starts_at=visits.begun(on=date(2026, 11, 1))), "minutes"),
        (contents(parts=(a_part(Place.HOME, 30), a_part(Place.PHONE, 0))), "minutes"),
        (contents(parts=(a_part(Place.PREPARATION, 30),)), "preparation"),
        (contents(parts=(Part(Place.HOME, 30, ((Topic.HEALTH, 20),)),)), "topics"),
        (contents(parts=(Part(Place.HOME, 30, ((Topic.HEALTH, 20), (Topic.HEALTH, 10))),)), "topics"),
        (contents(parts=(Part(Place.HOME, 30, ((Topic.HEALTH, 40), (Topic.OTHER, -10))),)), "topics"),
        (contents(cause=Cause.ILL), "cause"),
        (contents(outcome=Outcome.NO_SHOW, parts=()), "cause"),
        (contents(outcome=Outcome.LATE_CANCEL, cause=Cause.ILL), "minutes"),
    ],
)
def test_content_that_contradicts_itself_is_refused(facts: rules.Facts, code: str) -> None:
    assert codes(facts) == [code]


def test_a_no_show_with_its_cause_is_kept_with_no_minutes() -> None:
    facts = contents(outcome=Outcome.NO_SHOW, cause=Cause.NO_ANSWER, parts=())

    assert codes(facts) == []
    assert facts.content.minutes == 0


def test_all_reasons_are_told_at_once() -> None:
    nothing = rules.Allowance(granted=(), agreed=(), matched=())

    assert codes(the_facts(allowed=nothing, referred_on=None)) == ["referral", "grant", "agreement", "match"]


def test_the_eighth_day_after_is_late() -> None:
    seventh, eighth = clock.at(clock.ON + timedelta(days=7)), clock.at(clock.ON + timedelta(days=8))

    assert not rules.is_late(visits.begun(), at=seventh)
    assert rules.is_late(visits.begun(), at=eighth)


@pytest.mark.parametrize(
    ("minutes", "fixed", "shares"),
    [
        (60, {}, [20, 20, 20]),
        (50, {}, [17, 17, 16]),
        (60, {Topic.HEALTH: 10}, [25, 10, 25]),
        (60, {Topic.EVERYDAY: 30, Topic.HEALTH: 20, Topic.OTHER: 10}, [30, 20, 10]),
    ],
)
def test_minutes_are_shared_evenly_but_for_what_somebody_fixed(
    minutes: int, fixed: dict[Topic, int], shares: list[int]
) -> None:
    topics = (Topic.EVERYDAY, Topic.HEALTH, Topic.OTHER)

    assert rules.split(minutes, topics, fixed) == tuple(zip(topics, shares, strict=True))


@given(st.integers(1, 1440), st.lists(st.sampled_from(list(Topic)), min_size=1, unique=True))
def test_an_even_split_loses_no_minute(minutes: int, topics: list[Topic]) -> None:
    shares = [share for _, share in rules.split(minutes, tuple(topics), {})]

    assert sum(shares) == minutes
    assert max(shares) - min(shares) <= 1


def test_too_much_fixed_is_refused_and_not_mended() -> None:
    shares = rules.split(60, (Topic.HEALTH, Topic.OTHER), {Topic.HEALTH: 70})

    assert codes(contents(parts=(Part(Place.HOME, 60, shares),))) == ["topics"]


@pytest.mark.parametrize(
    ("rhythm", "ago", "overdue"),
    [
        (Rhythm.WEEKLY, 8, 0),
        (Rhythm.WEEKLY, 9, 1),
        (Rhythm.FORTNIGHTLY, 20, 5),
        (Rhythm.MONTHLY, 32, 0),
        (Rhythm.AS_NEEDED, 300, 0),
    ],
)
def test_a_rhythm_says_when_a_visit_is_overdue(rhythm: Rhythm, ago: int, overdue: int) -> None:
    assert rules.overdue_days(rhythm, since=clock.ON - timedelta(days=ago), on=clock.ON) == overdue


@pytest.mark.parametrize(
    ("places", "is_meeting"),
    [
        ((Place.HOME,), True),
        ((Place.PHONE, Place.TRANSPORT), True),
        ((Place.PHONE, Place.MESSAGE), False),
        ((Place.PREPARATION, Place.PHONE), False),
        ((), False),
    ],
)
def test_a_call_is_no_meeting(places: tuple[Place, ...], is_meeting: bool) -> None:
    parts = tuple(a_part(place, 10) for place in places)

    assert rules.is_meeting(parts) is is_meeting


A_DAY = st.integers(0, 20).map(lambda number: date(2026, 10, 1) + timedelta(days=number))
SOME_DAYS = st.lists(st.tuples(A_DAY, A_DAY).map(lambda ends: Period(min(ends), max(ends))), max_size=2)


@given(granted=SOME_DAYS, matched=SOME_DAYS, since=st.none() | A_DAY, until=st.none() | A_DAY)
def test_the_first_day_offered_is_the_first_on_which_a_first_visit_is_taken(
    granted: list[Period], matched: list[Period], since: date | None, until: date | None
) -> None:
    allowed = rules.Allowance(granted=tuple(granted), agreed=(), matched=tuple(matched))
    taken = [
        day
        for day in (date(2026, 10, 1) + timedelta(days=number) for number in range(25))
        if not rules.refusals(
            the_facts(
                content=replace(visits.a_content(on=day), kind=Kind.FIRST),
                allowed=allowed,
                referred_on=since,
                ended_on=until,
            )
        )
    ]
    assert rules.first_day(granted, matched, since=since, until=until) == next(iter(taken), None)


@pytest.mark.parametrize(
    ("first", "told"),
    [
        (None, "ikke bevilget timer i den tid"),
        (clock.TOMORROW, "Du kan registrere besøg fra den 17-11-2026."),
        (clock.ON, ""),
        (clock.YESTERDAY, ""),
    ],
)
def test_what_is_told_before_the_first_day(first: date | None, told: str) -> None:
    said = rules.not_yet(first, on=clock.ON)
    assert told in said
    assert bool(said) == bool(told)


@pytest.mark.parametrize(
    ("rhythm", "alarm", "days_until"),
    [
        (Rhythm.WEEKLY, 14, 14),
        (Rhythm.WEEKLY, 5, 8),
        (Rhythm.MONTHLY, 14, 32),
        (Rhythm.MONTHLY, 60, 60),
        (None, 14, 14),
        (Rhythm.AS_NEEDED, 14, None),
    ],
)
def test_contact_is_late_after_the_alarm_days_and_never_before_the_rhythm(
    rhythm: Rhythm | None, alarm: int, days_until: int | None
) -> None:
    until = clock.ON + timedelta(days=days_until) if days_until else None
    assert rules.contact_by(rhythm, since=clock.ON, alarm=alarm) == until
