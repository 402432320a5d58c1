"""What an agreement lacks, whose turn it is, and on which days it holds: each row differs in one fact."""

import itertools
from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from parloeb.domain.agreements import rules, wording
from parloeb.domain.agreements.lists import Party, Task, Way
from parloeb.domain.agreements.states import MOVES, State
from parloeb.domain.people.rules import Role
from parloeb.kernel import errors, states
from parloeb.kernel.periods import Period

FIRST, LAST = date(2026, 11, 16), date(2027, 2, 15)
WHOLE_PERIOD = Period(FIRST, LAST)
BOUNDS = rules.Bounds(granted=(rules.Granted(WHOLE_PERIOD, 120),), matched=Period(date(2026, 11, 1)))
GOAL = rules.SubGoal("Møde i skole", "Anna er der kl. 9", date(2026, 12, 14), own_words="Nå bussen", key=uuid4())
WHOLE = rules.Content(
    goal_own_words="Jeg vil i skole.",
    goal="Fremmøde tre dage om ugen.",
    first_day=FIRST,
    last_day=LAST,
    minutes_per_week=120,
    rhythm="weekly",
    place="På biblioteket",
    tasks=("morning",),
    reporting="Mentoren skriver hver måned.",
    phase_out="Hver anden uge til sidst.",
    goals=(GOAL,),
)
TWO_GRANTS = (
    rules.Granted(Period(FIRST, date(2026, 12, 31)), 120),
    rules.Granted(Period(date(2027, 1, 1), LAST), 60),
)


@pytest.mark.parametrize(
    ("content", "bounds", "field", "sentence", "stops"),
    [
        (replace(WHOLE, goal_own_words=""), BOUNDS, "goal_own_words", "egne ord", True),
        (replace(WHOLE, goal=""), BOUNDS, "goal", "fagets ord", True),
        (replace(WHOLE, first_day=None), BOUNDS, "first_day", "første dag", True),
        (replace(WHOLE, last_day=None), BOUNDS, "last_day", "sidste dag", True),
        (replace(WHOLE, minutes_per_week=None), BOUNDS, "minutes_per_week", "timer om ugen", True),
        (replace(WHOLE, rhythm=""), BOUNDS, "rhythm", "hvor ofte", True),
        (replace(WHOLE, tasks=()), BOUNDS, "tasks", "opgave", True),
        (replace(WHOLE, goals=()), BOUNDS, "goals", "delmål", True),
        (replace(WHOLE, place=""), BOUNDS, "place", "hvor I mødes", False),
        (replace(WHOLE, reporting=""), BOUNDS, "reporting", "hvem der fortæller", False),
        (replace(WHOLE, phase_out=""), BOUNDS, "phase_out", "trappes ned", False),
        (replace(WHOLE, first_day=date(2026, 11, 15)), BOUNDS, "first_day", "inden for bevillingen", True),
        (replace(WHOLE, last_day=date(2027, 2, 16)), BOUNDS, "first_day", "inden for bevillingen", True),
        (WHOLE, replace(BOUNDS, granted=()), "first_day", "der er ingen endnu", True),
        (WHOLE, replace(BOUNDS, matched=None), "first_day", "ingen mentor", True),
        (WHOLE, replace(BOUNDS, matched=Period(date(2026, 11, 17))), "first_day", "mens mentoren", True),
        (WHOLE, replace(BOUNDS, matched=Period(FIRST, date(2027, 2, 14))), "first_day", "mens mentoren", True),
        (replace(WHOLE, minutes_per_week=121), BOUNDS, "minutes_per_week", "bevilget 2 timer", True),
        (WHOLE, replace(BOUNDS, granted=TWO_GRANTS), "minutes_per_week", "Fra 01-01-2027 er der bevilget 1 time", True),
        (replace(WHOLE, goals=(replace(GOAL, own_words=""),)), BOUNDS, "goals", "Delmål 1: skriv det med", False),
        (replace(WHOLE, goals=(replace(GOAL, text=""),)), BOUNDS, "goals", "Delmål 1: skriv, hvad målet er", True),
        (replace(WHOLE, goals=(replace(GOAL, we_will_see=""),)), BOUNDS, "goals", "vil kunne se", True),
        (replace(WHOLE, goals=(GOAL, replace(GOAL, due_on=None))), BOUNDS, "goals", "Delmål 2: skriv, hvornår", True),
        (replace(WHOLE, goals=(replace(GOAL, due_on=date(2027, 2, 16)),)), BOUNDS, "goals", "uden for", True),
    ],
)
def test_each_lack_is_told_alone_with_its_field(
    content: rules.Content, bounds: rules.Bounds, field: str, sentence: str, stops: bool
) -> None:
    (lack,) = rules.lacks(content, bounds)
    assert lack.field == field
    assert sentence in lack.sentence
    assert bool(rules.stopping(content, bounds, rules.PRESENT)) is stops


@pytest.mark.parametrize(
    ("content", "bounds"),
    [
        (WHOLE, BOUNDS),
        (replace(WHOLE, goals=(replace(GOAL, due_on=LAST),)), BOUNDS),
        (replace(WHOLE, minutes_per_week=60), replace(BOUNDS, granted=TWO_GRANTS)),
        (replace(WHOLE, last_day=date(2026, 12, 31)), replace(BOUNDS, granted=TWO_GRANTS)),
        (WHOLE, replace(BOUNDS, matched=WHOLE_PERIOD)),
    ],
)
def test_nothing_lacks(content: rules.Content, bounds: rules.Bounds) -> None:
    assert rules.lacks(content, bounds) == ()


def test_a_gap_between_two_grants_is_not_bridged() -> None:
    gap = (replace(TWO_GRANTS[0], period=Period(FIRST, date(2026, 12, 30))), TWO_GRANTS[1])
    (lack,) = rules.lacks(replace(WHOLE, minutes_per_week=60), replace(BOUNDS, granted=gap))
    assert "16-11-2026 – 30-12-2026 og 01-01-2027 – 15-02-2027" in lack.sentence


@pytest.mark.parametrize(
    ("signed", "turn"),
    [
        ((), Party.CITIZEN),
        ((Party.CITIZEN,), Party.MENTOR),
        ((Party.CITIZEN, Party.MENTOR), Party.CASEWORKER),
        ((Party.CITIZEN, Party.MENTOR, Party.CASEWORKER), None),
    ],
)
def test_whose_turn_it_is(signed: tuple[Party, ...], turn: Party | None) -> None:
    assert rules.next_party(signed) is turn


ALLOWED = {
    (Role.CITIZEN, Party.CITIZEN, Way.SELF),
    (Role.CASEWORKER, Party.CITIZEN, Way.ON_BEHALF),
    (Role.CASEWORKER, Party.CITIZEN, Way.PAPER),
    (Role.MENTOR, Party.MENTOR, Way.SELF),
    (Role.CASEWORKER, Party.CASEWORKER, Way.SELF),
}


@pytest.mark.parametrize(("role", "party", "way"), list(itertools.product(Role, Party, Way)))
def test_who_signs_for_whom_and_how(role: Role, party: Party, way: Way) -> None:
    before = tuple(Party)[: list(Party).index(party)]
    assert bool(rules.may_sign(role, party=party, way=way, signed=before)) is ((role, party, way) in ALLOWED)


@pytest.mark.parametrize(
    ("role", "party", "signed", "reason"),
    [
        (Role.MENTOR, Party.MENTOR, (), "Borgeren skal skrive under først."),
        (Role.CASEWORKER, Party.CASEWORKER, (Party.CITIZEN,), "Mentoren skal skrive under først."),
        (Role.CITIZEN, Party.CITIZEN, (Party.CITIZEN,), "Borgeren har allerede skrevet under."),
    ],
)
def test_out_of_turn_is_told_why(role: Role, party: Party, signed: tuple[Party, ...], reason: str) -> None:
    assert rules.may_sign(role, party=party, way=Way.SELF, signed=signed).reason == reason


@pytest.mark.parametrize(
    ("signed_on", "period"),
    [
        (date(2026, 11, 1), WHOLE_PERIOD),
        (FIRST, WHOLE_PERIOD),
        (date(2026, 11, 20), Period(date(2026, 11, 20), LAST)),
        (LAST, Period(LAST, LAST)),
        (date(2027, 2, 16), None),
    ],
)
def test_no_day_before_the_last_signature_counts(signed_on: date, period: Period | None) -> None:
    assert rules.in_force(WHOLE_PERIOD, signed_on=signed_on) == period


@pytest.mark.parametrize(
    ("newer", "left"),
    [
        (Period(date(2027, 1, 1), LAST), Period(FIRST, date(2026, 12, 31))),
        (Period(date(2026, 11, 17), LAST), Period(FIRST, FIRST)),
        (WHOLE_PERIOD, None),
    ],
)
def test_a_newer_agreement_leaves_the_days_before_it(newer: Period, left: Period | None) -> None:
    assert rules.left_of(WHOLE_PERIOD, newer) == left


@pytest.mark.parametrize(
    ("bounds", "on", "period", "minutes"),
    [
        (BOUNDS, FIRST, WHOLE_PERIOD, 120),
        (BOUNDS, date(2026, 12, 1), Period(date(2026, 12, 1), LAST), 120),
        (BOUNDS, date(2026, 11, 1), WHOLE_PERIOD, 120),
        (replace(BOUNDS, matched=Period(date(2026, 11, 18))), FIRST, Period(date(2026, 11, 18), LAST), 120),
        (replace(BOUNDS, granted=TWO_GRANTS), FIRST, WHOLE_PERIOD, 120),
        (BOUNDS, date(2027, 2, 16), None, None),
        (rules.Bounds(), FIRST, None, None),
    ],
)
def test_a_draft_begins_with_the_days_and_minutes_granted(
    bounds: rules.Bounds, on: date, period: Period | None, minutes: int | None
) -> None:
    content = rules.prefilled(bounds, on=on)
    assert content.period == period
    assert content.minutes_per_week == minutes


@pytest.mark.parametrize(("granted", "minutes"), [(60, 60), (180, 120)])
def test_a_new_edition_keeps_the_text_and_no_more_minutes_than_granted(granted: int, minutes: int) -> None:
    now = rules.Content(first_day=date(2027, 1, 1), last_day=LAST, minutes_per_week=granted)
    renewed = rules.renewed(WHOLE, now)
    assert renewed == replace(WHOLE, first_day=date(2027, 1, 1), minutes_per_week=minutes)
    assert rules.renewed(WHOLE, rules.Content()) == replace(WHOLE, first_day=None, last_day=None)


def test_two_editions_differ_in_plain_words() -> None:
    after = replace(
        WHOLE,
        minutes_per_week=90,
        rhythm="fortnightly",
        goals=(replace(GOAL, support="alone"), rules.SubGoal("Lave madpakke")),
    )
    lines = [(line.label, line.before, line.after) for line in wording.changes(WHOLE, after)]
    assert lines[:2] == [("Timer om ugen", "2", "1,5"), ("Hvor ofte de mødes", "Hver uge", "Hver anden uge")]
    assert lines[2][0] == "Delmål: Møde i skole"
    assert lines[2][1].endswith("Sammen med mentoren")
    assert lines[2][2].endswith("Alene")
    assert lines[3] == ("Delmål: Lave madpakke", "Var der ikke", "Sammen med mentoren")
    assert wording.changes(after, replace(after, goals=after.goals[:1]))[0].after == "Taget ud"
    assert wording.changes(WHOLE, WHOLE) == ()


def test_tasks_chosen_in_another_order_are_the_same_tasks() -> None:
    first, second = replace(WHOLE, tasks=("morning", "going_along")), replace(WHOLE, tasks=("going_along", "morning"))
    assert wording.changes(first, second) == ()
    assert wording.facts(first) == wording.facts(second)
    (change,) = wording.changes(second, replace(WHOLE, tasks=("going_along",)))
    assert change.before == f"{change.after}; {Task.MORNING.label}"


OTHER = rules.SubGoal("Lave madpakke", key=uuid4())
TWIN = replace(GOAL, key=uuid4(), support="alone")
SEEN = "»Nå bussen« · Vi kan se det ved, at Anna er der kl. 9 · 14-12-2026 · Sammen med mentoren"
TWIN_SEEN = SEEN.replace("Sammen med mentoren", "Alene")


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ((GOAL,), (GOAL,), []),
        ((GOAL, OTHER), (OTHER, GOAL), []),
        (
            (GOAL,),
            (replace(GOAL, text="Møde i skolen"),),
            [("Delmål: Møde i skolen", f"Møde i skole · {SEEN}", f"Møde i skolen · {SEEN}")],
        ),
        (
            (GOAL,),
            (replace(GOAL, own_words="Nå toget"),),
            [("Delmål: Møde i skole", SEEN, SEEN.replace("bussen", "toget"))],
        ),
        ((GOAL,), (GOAL, TWIN), [("Delmål: Møde i skole", "Var der ikke", TWIN_SEEN)]),
        (
            (GOAL, TWIN),
            (replace(GOAL, support="beside"), replace(TWIN, due_on=None)),
            [
                ("Delmål: Møde i skole", SEEN, SEEN.replace("Sammen med mentoren", "Med mentoren ved siden af")),
                ("Delmål: Møde i skole", TWIN_SEEN, TWIN_SEEN.replace(" · 14-12-2026", "")),
            ],
        ),
        ((GOAL, OTHER), (GOAL,), [("Delmål: Lave madpakke", "Sammen med mentoren", "Taget ud")]),
        (
            (GOAL,),
            (replace(GOAL, key=None),),
            [("Delmål: Møde i skole", SEEN, "Taget ud"), ("Delmål: Møde i skole", "Var der ikke", SEEN)],
        ),
        (
            (replace(OTHER, text=""),),
            (OTHER,),
            [
                (
                    "Delmål: Lave madpakke",
                    "(ikke skrevet endnu) · Sammen med mentoren",
                    "Lave madpakke · Sammen med mentoren",
                )
            ],
        ),
    ],
    ids=["same", "swapped", "corrected", "own words", "twin", "twins", "emptied", "written anew", "written later"],
)
def test_a_sub_goal_is_the_same_by_its_key_and_not_by_its_words(
    before: tuple[rules.SubGoal, ...], after: tuple[rules.SubGoal, ...], told: list[tuple[str, str, str]]
) -> None:
    changes = wording.changes(replace(WHOLE, goals=before), replace(WHOLE, goals=after))
    assert [(line.label, line.before, line.after) for line in changes] == told


def test_min_plan_gets_its_five_items() -> None:
    assert wording.plan(WHOLE, wording.Mentor("Mikkel Lund", "mikkel@example.dk")) == (
        ("Mål", "Fremmøde tre dage om ugen; Møde i skole; Klare sig uden støtte"),
        ("Mentor", "Mikkel Lund, mikkel@example.dk"),
        ("Mentorens opgaver", "Komme op og få struktur på dagen"),
        ("Varighed", "16-11-2026 – 15-02-2027"),
        ("Timetal", "2 timer om ugen"),
    )


ACTS = ("save", "present", "drop", "change", "sign", "conclude", "replace")


@pytest.mark.parametrize(("state", "act"), list(itertools.product(State, ACTS)))
def test_an_act_leads_where_the_table_says_or_is_refused(state: State, act: str) -> None:
    if (state, act) in MOVES:
        assert states.move(MOVES, state, act) is MOVES[state, act]
    else:
        with pytest.raises(errors.IllegalMoveError):
            states.move(MOVES, state, act)


@pytest.mark.parametrize(
    ("granted", "left"),
    [
        ([(FIRST, LAST)], (FIRST, LAST)),
        ([(FIRST, date(2026, 12, 31))], (FIRST, date(2026, 12, 31))),
        ([(FIRST, date(2027, 6, 30))], (FIRST, LAST)),
        ([(date(2026, 12, 1), date(2027, 6, 30))], (date(2026, 12, 1), LAST)),
        ([(FIRST, date(2026, 11, 30)), (date(2027, 1, 1), date(2027, 1, 31))], (FIRST, date(2027, 1, 31))),
        ([(date(2027, 3, 1), date(2027, 6, 30))], None),
        ([], None),
    ],
)
def test_an_agreement_holds_as_long_as_something_is_granted(
    granted: list[tuple[date, date]], left: tuple[date, date] | None
) -> None:
    bounds = rules.Bounds(granted=tuple(rules.Granted(Period(*one), 120) for one in granted))
    held = rules.held(WHOLE, bounds)
    assert (held.first_day, held.last_day) == (left or (None, None))
    duration = dict(wording.plan(held, wording.Mentor("Mikkel Lund", "")))["Varighed"]
    assert duration == (str(Period(*left)) if left else "Der er ikke længere bevilget noget i aftalens periode")
