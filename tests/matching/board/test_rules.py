"""Where a course stands on the board, for how long, and when that is too long: every rule as a table."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from parloeb.domain.law.settings import Setting, Settings
from parloeb.domain.matching import waiting
from parloeb.domain.matching.board import rules, telling
from parloeb.domain.matching.board.rules import Column, Limits, Standing
from parloeb.domain.matching.states import BINDING, OPEN, State
from parloeb.domain.matching.waiting import Granted

ON = date(2026, 11, 16)
LIMITS = Limits(waiting=14, proposed=2, met=7, trial=30)


def ago(number: int) -> date:
    return ON - timedelta(days=number)


def standing(state: State | None, since: int, **facts: date) -> Standing:
    """In a state since so many days, and waiting since then where nothing else is said."""
    return Standing(**{"state": state, "since": ago(since), "waits_since": ago(since), **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("here", "column", "days", "limit_on", "days_late"),
    [
        (standing(None, 0), Column.WAITING, 0, ago(-14), 0),
        (standing(None, 14), Column.WAITING, 14, ON, 0),
        (standing(None, 15), Column.WAITING, 15, ago(1), 1),
        (standing(State.PROPOSED, 2), Column.PROPOSED, 2, ON, 0),
        (standing(State.PROPOSED, 3), Column.PROPOSED, 3, ago(1), 1),
        (standing(State.ASKED, 3, answer_by=ON), Column.ASKED, 3, ON, 0),
        (standing(State.ASKED, 3, answer_by=ago(1)), Column.ASKED, 3, ago(1), 1),
        (standing(State.ACCEPTED, 7), Column.MET, 7, ON, 0),
        (standing(State.ACCEPTED, 8), Column.MET, 8, ago(1), 1),
        (standing(State.MET, 30), Column.TRIAL, 30, ON, 0),
        (standing(State.MET, 31), Column.TRIAL, 31, ago(1), 1),
        (standing(State.CONFIRMED, 90), Column.RUNNING, 90, None, 0),
        (standing(State.RUNNING, 90), Column.RUNNING, 90, None, 0),
        (standing(State.RUNNING, 90, ends_on=ago(-36)), Column.RUNNING, 90, None, 0),
        (standing(State.RUNNING, 90, ends_on=ago(-35)), Column.ENDING, 0, ago(-35), 0),
        (standing(State.RUNNING, 90, ends_on=ago(-20)), Column.ENDING, 15, ago(-20), 0),
        (standing(State.RUNNING, 5, ends_on=ago(-20)), Column.ENDING, 5, ago(-20), 0),
        (standing(State.RUNNING, 90, ends_on=ON), Column.ENDING, 35, ON, 0),
        (standing(State.RUNNING, 90, ends_on=ago(1)), Column.ENDING, 36, ago(1), 1),
        (standing(State.MET, 5, ends_on=ago(-1)), Column.TRIAL, 5, ago(-25), 0),
    ],
)
def test_state_and_day_say_the_column_the_age_and_what_is_late(
    here: Standing, column: Column, days: int, limit_on: date | None, days_late: int
) -> None:
    found = rules.place(here, LIMITS, on=ON)
    assert (found.column, found.days, found.limit_on, found.days_late) == (column, days, limit_on, days_late)
    assert found.is_late is (days_late > 0)


def test_every_state_that_is_open_or_binds_has_its_column() -> None:
    assert set(rules.COLUMN_OF) == {*OPEN, *BINDING}


@pytest.mark.parametrize(
    ("here", "too_long"),
    [
        (standing(None, 14), False),
        (standing(None, 15), True),
        (standing(State.PROPOSED, 2), False),
        (standing(State.PROPOSED, 3), True),
        (standing(State.PROPOSED, 1, waits_since=ago(14)), False),
        (standing(State.PROPOSED, 1, waits_since=ago(15)), True),
        (standing(State.ASKED, 1, answer_by=ON), False),
        (standing(State.ASKED, 1, answer_by=ago(1)), True),
        (standing(State.ASKED, 1, answer_by=ON, waits_since=ago(15)), True),
        (standing(State.ACCEPTED, 7), False),
        (standing(State.ACCEPTED, 8), True),
        (standing(State.MET, 31, waits_since=ago(60)), False),
        (standing(State.RUNNING, 90, ends_on=ago(1)), False),
    ],
)
def test_the_leader_is_told_of_a_step_or_a_whole_wait_over_its_limit_until_the_first_meeting(
    here: Standing, too_long: bool
) -> None:
    assert rules.waits_too_long(here, LIMITS, on=ON) is too_long


FIRST = Granted(ago(100), ago(90), ago(-10))


@pytest.mark.parametrize(
    ("granted", "without_since", "since"),
    [
        ([FIRST], None, ago(100)),
        ([FIRST], ago(20), ago(20)),
        ([FIRST], ago(200), ago(100)),
        ([FIRST, Granted(ago(5), ago(-11), ago(-60))], None, ago(100)),  # an extension
        ([FIRST, Granted(ago(5), ago(-12), ago(-60))], None, ago(100)),  # after a gap, but the first runs today
        ([Granted(ago(300), ago(290), ago(200)), FIRST], None, ago(100)),  # one that began anew after a gap
        ([Granted(ago(300), ago(290), ago(91)), FIRST], None, ago(300)),
        ([replace(FIRST, first_day=ago(-1))], None, ago(100)),  # one that is to come
        ([replace(FIRST, last_day=ON)], None, ago(100)),
        ([replace(FIRST, last_day=ago(1))], None, None),
        ([], ago(20), None),
    ],
)
def test_the_waiting_begins_with_the_decision_or_with_the_former_mentors_last_day(
    granted: list[Granted], without_since: date | None, since: date | None
) -> None:
    assert waiting.waits_since(granted, without_since=without_since, on=ON) == since


@pytest.mark.parametrize(
    ("here", "declined", "why"),
    [
        (standing(None, 15), 0, "Ingen mentor er foreslået."),
        (standing(None, 15), 1, "1 mentor har sagt nej, og ingen ny er foreslået."),
        (standing(None, 15), 2, "2 mentorer har sagt nej, og ingen ny er foreslået."),
        (standing(State.PROPOSED, 3), 1, "En mentor er foreslået, men ikke spurgt."),
        (standing(State.ASKED, 3, answer_by=ON), 0, "En mentor er spurgt og har ikke svaret endnu."),
        (
            standing(State.ASKED, 3, answer_by=ago(1)),
            0,
            "En mentor er spurgt og har ikke svaret inden fristen 15-11-2026.",
        ),
        (standing(State.ACCEPTED, 8), 0, "Mentoren har sagt ja, men de har ikke mødtes."),
    ],
)
def test_the_leader_reads_what_holds_it_up(here: Standing, declined: int, why: str) -> None:
    assert rules.why_long(here, declined=declined, on=ON) == why


def test_each_jobcentre_has_its_own_limits_and_else_those_shipped() -> None:
    assert rules.limits_of(Settings()) == LIMITS
    own = {Setting.WAIT_DAYS: 10, Setting.PROPOSED_DAYS: 1, Setting.MEET_DAYS: 5, Setting.TRIAL_DAYS: 20}
    assert rules.limits_of(Settings(own)) == Limits(waiting=10, proposed=1, met=5, trial=20)


LONG = "Det er længere, end det skal tage. Mentorkoordinatoren arbejder på det, og teamlederen har fået besked."
WAITED = "Du har ventet {}, siden {}; det plejer at tage højst 14, til du møder din mentor."
MEETING = "Det første møde plejer at ligge højst 7 dage efter mentorens ja."


@pytest.mark.parametrize(
    ("here", "told"),
    [
        (
            standing(None, 0),
            (
                "Vi leder efter en mentor, der passer til dig.",
                "Det plejer at tage højst 14 dage, til du møder din mentor.",
            ),
        ),
        (
            standing(None, 1),
            ("Vi leder efter en mentor, der passer til dig.", WAITED.format("1 dag", "15-11-2026")),
        ),
        (
            standing(None, 23),
            ("Vi har ikke fundet en mentor endnu.", WAITED.format("23 dage", "24-10-2026"), LONG),
        ),
        (
            standing(State.PROPOSED, 1, waits_since=ago(5)),
            (
                "Vi har fundet en mentor, der måske passer til dig, og spørger snart.",
                WAITED.format("5 dage", "11-11-2026"),
            ),
        ),
        (
            standing(State.ASKED, 1, answer_by=ON, waits_since=ago(5)),
            ("Vi har spurgt en mentor og får svar senest 16-11-2026.", WAITED.format("5 dage", "11-11-2026")),
        ),
        (
            standing(State.ASKED, 1, answer_by=ago(1), waits_since=ago(5)),
            (
                "Vi har spurgt en mentor, men har ikke fået svar endnu.",
                WAITED.format("5 dage", "11-11-2026"),
                LONG,
            ),
        ),
        (
            standing(State.ACCEPTED, 7, waits_since=ago(10)),
            ("Du fik en mentor 09-11-2026. I har ikke mødtes endnu.", WAITED.format("10 dage", "06-11-2026"), MEETING),
        ),
        (
            standing(State.ACCEPTED, 8, waits_since=ago(10)),
            (
                "Du fik en mentor 08-11-2026. I har ikke mødtes endnu.",
                WAITED.format("10 dage", "06-11-2026"),
                MEETING,
                LONG,
            ),
        ),
        (standing(State.MET, 1), ()),
        (standing(State.RUNNING, 1), ()),
    ],
)
def test_the_citizen_reads_what_happens_since_when_and_what_is_usual(here: Standing, told: tuple[str, ...]) -> None:
    assert telling.sentences(here, LIMITS, is_coordinated=True, on=ON) == told


def test_where_nobody_coordinates_the_caseworker_works_on_it() -> None:
    last = telling.sentences(standing(None, 15), LIMITS, is_coordinated=False, on=ON)[-1]
    assert last == LONG.replace("Mentorkoordinatoren", "Din sagsbehandler")
