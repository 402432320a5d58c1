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
        (Setting.REPORT_DAY, 5),
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
        (Setting.REPORT_DAY, 28, ""),
        (Setting.REPORT_DAY, 29, "Skriv et helt tal fra 1 til 28."),
        (Setting.MONTHS, -1, "Skriv et helt tal"),
    ],
)
def test_no_number_is_set_that_makes_no_sense(setting: Setting, number: int, fault: str) -> None:
    said = settings.fault(setting, number, first_day=DAY)
    assert said.startswith(fault)
    assert bool(said) is bool(fault)
