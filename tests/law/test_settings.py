"""What a municipality sets itself: which number holds on a day, and which cannot be set."""

from datetime import date, timedelta

import pytest

from parloeb.domain.law import settings
from parloeb.domain.law.settings import Entry, Setting, Settings, Timeline
from parloeb.domain.referrals.lists import Purpose

DAY = date(2026, 11, 16)
HERE, THERE = 1, 2


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (DAY - timedelta(days=1), 3),
        (DAY, 4),
        (date(2027, 2, 28), 4),
        (date(2027, 3, 1), 5),
        (date(2028, 2, 29), 5),
    ],
)
def test_a_number_holds_from_its_day_until_the_next(day: date, number: int) -> None:
    set_here = (Entry(HERE, Setting.MONTHS, DAY, 4), Entry(HERE, Setting.MONTHS, date(2027, 3, 1), 5))
    timeline = Timeline((Entry(THERE, Setting.MONTHS, DAY, 1), *set_here))
    assert timeline.on(HERE, day).number(Setting.MONTHS) == number


@pytest.mark.parametrize(
    ("setting", "shipped"),
    [
        (Setting.CASEWORKER_PERIODS, 2),
        (Setting.CASEWORKER_MONTHS, 3),
        (Setting.LEADER_PERIODS, 4),
        (Setting.LEADER_MONTHS, 6),
        (Setting.MONTHS, 3),
        (Setting.MONTHS_FLEKSJOB, 3),
        (Setting.AFTERCARE_HOURS, 10),
        (Setting.AFTERCARE_MONTHS, 3),
        (Setting.CONTACT_DAYS, 14),
        (Setting.REPORT_MONTHS, 1),
        (Setting.REPORT_DAY, 5),
        (Setting.SECRECY_MONTHS, 24),
        (Setting.PAPER_WARN_DAYS, 30),
        (Setting.ABSENCE_DAYS, 14),
        (Setting.WAIT_DAYS, 14),
        (Setting.PROPOSED_DAYS, 2),
        (Setting.MEET_DAYS, 7),
        (Setting.TRIAL_DAYS, 30),
        (Setting.ODDS_DAYS, 90),
        (Setting.HANDOVER_DAYS, 7),
    ],
)
def test_until_a_municipality_sets_its_own_the_practice_of_the_rules_holds(setting: Setting, shipped: int) -> None:
    assert Settings().number(setting) == shipped
    assert not Settings().is_own(setting)


@pytest.mark.parametrize("purpose", list(Purpose))
def test_each_purpose_has_the_usual_length_of_all_until_it_has_its_own(purpose: Purpose) -> None:
    own = Settings({Setting.MONTHS: 5, Setting.MONTHS_FLEKSJOB: 2})
    assert own.usual_months(purpose) == (2 if purpose is Purpose.FLEKSJOB else 5)
    assert own.usual_months("") == 5


@pytest.mark.parametrize(
    ("setting", "number", "fault"),
    [
        (Setting.MONTHS, 6, ""),
        (Setting.MONTHS, 7, "Loven tillader højst 6 måneder ad gangen den 16-11-2026."),
        (Setting.LEADER_MONTHS, 7, "Loven tillader"),
        (Setting.CASEWORKER_MONTHS, 0, "Skriv et helt tal fra 1 til 6."),
        (Setting.CASEWORKER_PERIODS, 0, ""),
        (Setting.CASEWORKER_PERIODS, 21, "Skriv et helt tal fra 0 til 20."),
        (Setting.LEADER_PERIODS, 0, "Skriv et helt tal fra 1 til 20."),
        (Setting.AFTERCARE_MONTHS, 7, "Loven tillader"),
        (Setting.AFTERCARE_HOURS, 0, ""),
        (Setting.AFTERCARE_HOURS, 101, "Skriv et helt tal fra 0 til 100."),
        (Setting.CONTACT_DAYS, 0, "Skriv et helt tal fra 1 til 365."),
        (Setting.CONTACT_DAYS, 365, ""),
        (Setting.REPORT_MONTHS, 0, "Skriv et helt tal fra 1 til 3."),
        (Setting.REPORT_MONTHS, 3, ""),
        (Setting.REPORT_MONTHS, 4, "Skriv et helt tal fra 1 til 3."),
        (Setting.REPORT_DAY, 28, ""),
        (Setting.REPORT_DAY, 29, "Skriv et helt tal fra 1 til 28."),
        (Setting.SECRECY_MONTHS, 0, "Skriv et helt tal fra 1 til 120."),
        (Setting.SECRECY_MONTHS, 120, ""),
        (Setting.PAPER_WARN_DAYS, 0, ""),
        (Setting.PAPER_WARN_DAYS, 366, "Skriv et helt tal fra 0 til 365."),
        (Setting.ABSENCE_DAYS, 0, "Skriv et helt tal fra 1 til 180."),
        (Setting.ABSENCE_DAYS, 180, ""),
        (Setting.WAIT_DAYS, 0, "Skriv et helt tal fra 1 til 365."),
        (Setting.PROPOSED_DAYS, 366, "Skriv et helt tal fra 1 til 365."),
        (Setting.MEET_DAYS, 1, ""),
        (Setting.HANDOVER_DAYS, 61, "Skriv et helt tal fra 1 til 60."),
        (Setting.TRIAL_DAYS, 366, "Skriv et helt tal fra 1 til 365."),
        (Setting.ODDS_DAYS, 6, "Skriv et helt tal fra 7 til 365."),
        (Setting.MONTHS, -1, "Skriv et helt tal"),
    ],
)
def test_no_number_is_set_that_makes_no_sense(setting: Setting, number: int, fault: str) -> None:
    said = settings.fault(setting, number, first_day=DAY)
    assert said.startswith(fault)
    assert bool(said) is bool(fault)


LATER, LAST = date(2026, 12, 1), date(2027, 1, 1)
CASEWORKER, LEADER = Setting.CASEWORKER_MONTHS, Setting.LEADER_MONTHS


@pytest.mark.parametrize(
    ("stands", "setting", "said"),
    [
        # What is shipped holds until something is set: three months and six, two periods and four.
        ([(LEADER, DAY, 3)], LEADER, ""),
        (
            [(LEADER, DAY, 2)],
            LEADER,
            "Sagsbehandleren har 3 måneder den 16-11-2026, og teamlederen kan ikke have færre.",
        ),
        ([(CASEWORKER, DAY, 6)], CASEWORKER, ""),
        (
            [(LEADER, DAY, 4), (CASEWORKER, DAY, 5)],
            CASEWORKER,
            "Teamlederen har 4 måneder den 16-11-2026, og sagsbehandleren kan ikke have flere.",
        ),
        ([(Setting.LEADER_PERIODS, DAY, 1)], Setting.LEADER_PERIODS, "Sagsbehandleren har 2 perioder den 16-11-2026"),
        ([(Setting.CASEWORKER_PERIODS, DAY, 5)], Setting.CASEWORKER_PERIODS, "Teamlederen har 4 perioder"),
        ([(Setting.CASEWORKER_PERIODS, DAY, 4)], Setting.CASEWORKER_PERIODS, ""),
        # A later day on which the other changes, while the new value holds.
        ([(CASEWORKER, DAY, 5), (LEADER, LATER, 4)], CASEWORKER, "Teamlederen har 4 måneder den 01-12-2026"),
        ([(CASEWORKER, DAY, 5), (CASEWORKER, LATER, 3), (LEADER, LATER, 4)], CASEWORKER, ""),
        ([(CASEWORKER, DAY, 5), (CASEWORKER, LATER, 3), (LEADER, LAST, 2)], CASEWORKER, ""),
        ([(LEADER, DAY, 4), (CASEWORKER, LATER, 5)], LEADER, "Sagsbehandleren har 5 måneder den 01-12-2026"),
        ([(LEADER, DAY, 4), (CASEWORKER, LATER, 4)], LEADER, ""),
        ([(LEADER, DAY, 4), (LEADER, LATER, 6), (CASEWORKER, LATER, 5)], LEADER, ""),
        # What was before the new value is no matter of it, and neither is what has no other side.
        ([(CASEWORKER, date(2026, 11, 1), 6), (CASEWORKER, DAY, 4), (LEADER, DAY, 4)], LEADER, ""),
        ([(LEADER, DAY, 1)], Setting.MONTHS, ""),
        ([(CASEWORKER, DAY, 1), (LEADER, DAY, 1)], LEADER, ""),
        ([(Setting.CASEWORKER_PERIODS, DAY, 5), (Setting.LEADER_PERIODS, DAY, 4)], CASEWORKER, ""),
    ],
)
def test_the_leader_may_never_do_less_than_the_caseworker(
    stands: list[tuple[Setting, date, int]], setting: Setting, said: str
) -> None:
    mine = [Entry(HERE, of, first_day, number) for of, first_day, number in stands]
    foreign = [Entry(THERE, LEADER, DAY, 1), Entry(THERE, CASEWORKER, LATER, 6)]
    timeline = Timeline(tuple(sorted([*mine, *foreign], key=lambda one: one.first_day)))
    found = settings.crossing(timeline, jobcentre=HERE, setting=setting, first_day=DAY)
    assert found.startswith(said)
    assert bool(found) is bool(said)


def test_one_is_said_in_the_singular() -> None:
    timeline = Timeline((Entry(HERE, LEADER, DAY, 1), Entry(HERE, CASEWORKER, DAY, 2)))
    said = settings.crossing(timeline, jobcentre=HERE, setting=CASEWORKER, first_day=DAY)
    assert said == "Teamlederen har 1 måned den 16-11-2026, og sagsbehandleren kan ikke have flere."
