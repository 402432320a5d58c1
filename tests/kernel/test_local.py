from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.kernel import errors, local


def test_winter_is_one_hour_and_summer_two_before_utc() -> None:
    assert local.moment(date(2026, 11, 22), time(14, 5)) == datetime(2026, 11, 22, 13, 5, tzinfo=UTC)
    assert local.moment(date(2026, 7, 1), time(14, 5)) == datetime(2026, 7, 1, 12, 5, tzinfo=UTC)


@pytest.mark.parametrize("clock", [time(2, 0), time(2, 30), time(2, 59)])
def test_the_hour_skipped_in_march_is_refused(clock: time) -> None:
    with pytest.raises(errors.RefusedError) as refused:
        local.moment(date(2026, 3, 29), clock)
    assert f"{clock:%H.%M} findes ikke den 29-03-2026" in refused.value.sentence


def test_the_minutes_around_the_skipped_hour_follow_each_other() -> None:
    before = local.moment(date(2026, 3, 29), time(1, 59))
    assert local.moment(date(2026, 3, 29), time(3, 0)) - before == timedelta(minutes=1)


@pytest.mark.parametrize("fold", [0, 1])
def test_the_hour_that_occurs_twice_in_october_is_the_first(fold: int) -> None:
    at = local.moment(date(2026, 10, 25), time(2, 30, fold=fold))
    assert at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert local.text(at) == local.text(at + timedelta(hours=1)) == "25-10-2026 kl. 02.30"


@pytest.mark.parametrize("clock", [time(2, 0), time(2, 30), time(2, 59)])
def test_the_second_time_is_an_hour_after_the_first(clock: time) -> None:
    day = date(2026, 10, 25)
    first, second = local.moment(day, clock), local.moment(day, clock, is_second=True)

    assert local.is_twice(day, clock)
    assert second - first == timedelta(hours=1)
    assert (local.is_second(first), local.is_second(second)) == (False, True)
    assert local.clock_text(second) == f"{clock:%H.%M}"


@pytest.mark.parametrize(
    ("day", "clock"),
    [
        (date(2026, 10, 25), time(1, 59)),
        (date(2026, 10, 25), time(3, 0)),
        (date(2026, 10, 24), time(2, 30)),
        (date(2026, 3, 29), time(1, 59)),
        (date(2026, 3, 29), time(2, 30)),
        (date(2026, 3, 29), time(3, 0)),
    ],
)
def test_every_other_time_occurs_once_or_never_and_has_no_second(day: date, clock: time) -> None:
    assert not local.is_twice(day, clock)
    with pytest.raises(ValueError, match="has no second"):
        local.moment(day, clock, is_second=True)


def test_the_night_of_october_is_one_hour_longer() -> None:
    evening = local.moment(date(2026, 10, 24), time(22, 0))
    assert local.moment(date(2026, 10, 25), time(6, 0)) - evening == timedelta(hours=9)


def test_a_day_begins_at_danish_midnight() -> None:
    assert local.local_day(datetime(2026, 7, 1, 21, 59, tzinfo=UTC)) == date(2026, 7, 1)
    assert local.local_day(datetime(2026, 7, 1, 22, 0, tzinfo=UTC)) == date(2026, 7, 2)
    assert local.local_day(datetime(2026, 1, 1, 22, 59, tzinfo=UTC)) == date(2026, 1, 1)


def test_a_moment_is_shown_as_clocks_in_denmark_show_it() -> None:
    tokyo = timezone(timedelta(hours=9))
    assert local.text(datetime(2026, 11, 22, 22, 5, tzinfo=tokyo)) == "22-11-2026 kl. 14.05"
    assert local.clock_text(datetime(2026, 11, 22, 13, 5, tzinfo=UTC)) == "14.05"


def test_a_moment_without_a_zone_and_a_clock_with_one_are_faults() -> None:
    naive = datetime(2026, 11, 22, 14, 5)  # noqa: DTZ001
    for show in (local.local_day, local.text, local.clock_text, local.is_second):
        with pytest.raises(ValueError, match="has a zone"):
            show(naive)
    with pytest.raises(ValueError, match="no zone of its own"):
        local.moment(date(2026, 11, 22), time(14, 5, tzinfo=UTC))
    with pytest.raises(ValueError, match="no zone of its own"):
        local.is_twice(date(2026, 11, 22), time(14, 5, tzinfo=UTC))


@given(st.dates(date(1990, 1, 1), date(2037, 12, 31)), st.times())
def test_a_moment_shows_the_day_and_the_clock_it_was_made_from(day: date, clock: time) -> None:
    try:
        at = local.moment(day, clock)
    except errors.RefusedError:
        assert day.month == 3
        assert clock.hour == 2
    else:
        assert at.tzinfo is UTC
        assert local.local_day(at) == day
        assert local.clock_text(at) == f"{clock:%H.%M}"


@pytest.mark.parametrize("typed", ["14.05", "14:05", "1405", " kl. 14.05 ", "kl 14:05"])
def test_a_time_of_day_is_read_as_people_type_it(typed: str) -> None:
    assert local.parse_clock(typed) == time(14, 5)


@pytest.mark.parametrize(
    ("typed", "read"), [("9", time(9)), ("930", time(9, 30)), ("0.00", time(0)), ("23.59", time(23, 59))]
)
def test_a_short_time_of_day_is_read(typed: str, read: time) -> None:
    assert local.parse_clock(typed) == read


@pytest.mark.parametrize("typed", ["", "24.00", "12.60", "hest", "12.5", "1.2.3", "-1"])
def test_no_time_of_day_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(errors.RefusedError, match=r"14\.05"):
        local.parse_clock(typed)
