from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.kernel import errors, numbers

PARSERS: list[Callable[[str], object]] = [
    numbers.parse_hours,
    numbers.parse_duration,
]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1,5", "1.5"),
        ("0,25", "0.25"),
        ("1.234,50", "1234.50"),
        ("1.234.567", "1234567"),
        ("1234", "1234"),
    ],
)
def test_a_number_has_a_decimal_comma(typed: str, number: str) -> None:
    assert numbers.parse_hours(typed) == Decimal(number)


@pytest.mark.parametrize(
    "typed", ["1.5", "1,5,2", "1.23,5", "12.34.567", "1 234", "en", ",5", "1,", "1e5", "NaN", "١", "--1"]
)
def test_what_is_no_number_is_refused_with_what_was_typed(typed: str) -> None:
    for parse in PARSERS:
        with pytest.raises(errors.RefusedError) as refused:
            parse(typed)
        assert f"»{typed}«" in refused.value.sentence
        assert "Skriv" in refused.value.sentence


@pytest.mark.parametrize("parse", PARSERS)
@pytest.mark.parametrize("typed", ["", "  "])
def test_an_empty_field_is_missing_a_number(parse: Callable[[str], object], typed: str) -> None:
    with pytest.raises(errors.RefusedError, match="Der mangler et tal"):
        parse(typed)


@pytest.mark.parametrize("parse", PARSERS)
def test_absurdly_many_digits_are_refused(parse: Callable[[str], object]) -> None:
    with pytest.raises(errors.RefusedError, match="for mange cifre"):
        parse("1234567890123")


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("1,5", "1.5"),
        ("1:30", "1.5"),
        ("0:45", "0.75"),
        ("2", "2"),
        ("1,5 t", "1.5"),
        ("2 Timer", "2"),
        ("1 time", "1"),
        ("0", "0"),
    ],
)
def test_hours_are_read_with_comma_or_colon(typed: str, hours: str) -> None:
    assert numbers.parse_hours(typed) == Decimal(hours)


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        ("90", 90),
        ("1:30", 90),
        ("1,5", 90),
        ("0,75", 45),
        ("2,0", 120),
        ("0:05", 5),
        ("9", 9),
        ("24", 24),
        ("24,0", 1440),
        ("25:00", 1500),
        ("0", 0),
        ("90 min", 90),
        ("90 min.", 90),
        ("90 minutter", 90),
        ("90,0 min", 90),
        ("24,0 minutter", 24),
        ("1,5 t", 90),
        ("1,5t.", 90),
        ("2 timer", 120),
        ("25,5 timer", 1530),
    ],
)
def test_how_long_something_lasted_is_minutes_and_with_a_comma_hours_unless_a_unit_is_said(
    typed: str, minutes: int
) -> None:
    assert numbers.parse_duration(typed) == minutes


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("24,5", "har et komma og læses som timer, men er mere end 24"),
        ("30,0", "har et komma og læses som timer, men er mere end 24"),
        ("1,51", "er ikke hele minutter"),
        ("1,33 t", "er ikke hele minutter"),
        ("90,5 min", "er ikke hele minutter"),
        ("1.5", "kan ikke læses som et tal"),
        ("1.250", "kan ikke læses som et tal"),
        ("1.250 min.", "kan ikke læses som et tal"),
        ("-1", "er mindre end nul"),
        ("-1,5", "er mindre end nul"),
        ("hest", "kan ikke læses som et tal"),
    ],
)
def test_how_long_something_lasted_is_never_guessed(typed: str, sentence: str) -> None:
    with pytest.raises(errors.RefusedError) as refused:
        numbers.parse_duration(typed)
    assert refused.value.sentence == f"»{typed}« {sentence}. Skriv minutter som 90, eller timer som 1:30 eller 1,5."


@pytest.mark.parametrize("parse", PARSERS)
@pytest.mark.parametrize("typed", ["25:70", "1:60", "1:5", "1:300"])
def test_behind_a_colon_stand_two_digits_of_minutes(parse: Callable[[str], object], typed: str) -> None:
    with pytest.raises(errors.RefusedError) as refused:
        parse(typed)
    assert f"»{typed}«" in refused.value.sentence
    assert "minutterne med to cifre, fra 00 til 59" in refused.value.sentence


@pytest.mark.parametrize("typed", ["1:60", "1:5", ":30", "1:30:00", "-1:30", "1:30 t", "t", "min"])
def test_a_time_that_no_clock_shows_is_refused(typed: str) -> None:
    for parse in (numbers.parse_hours, numbers.parse_duration):
        with pytest.raises(errors.RefusedError, match="kan ikke læses"):
            parse(typed)


@pytest.mark.parametrize("typed", ["-1", "-1,5 t"])
def test_time_is_never_negative(typed: str) -> None:
    for parse in (numbers.parse_hours, numbers.parse_duration):
        with pytest.raises(errors.RefusedError, match="mindre end nul"):
            parse(typed)


def test_nothing_has_no_minus() -> None:
    assert not numbers.parse_hours("-0").is_signed()
    assert numbers.parse_duration("-0") == 0


def test_numbers_are_written_as_danes_read_them() -> None:
    assert numbers.decimal_text(Decimal("1234.50")) == "1.234,5"
    assert numbers.decimal_text(Decimal("100")) == "100"
    assert numbers.decimal_text(Decimal("1E+3")) == "1.000"
    assert numbers.hours_text(Decimal("1.50")) == "1,5"
    assert numbers.hours_text(Decimal(4) / 3) == "1,33"
    assert numbers.minutes_text(90) == "1:30"
    assert numbers.minutes_text(5) == "0:05"
    assert numbers.minutes_text(-15) == "-0:15"
    assert numbers.minutes_text(6000) == "100:00"
    assert numbers.percent_text(Decimal("0.125")) == "12,5 %"
    assert numbers.percent_text(Decimal("0.0005")) == "0,1 %"
    assert numbers.percent_text(Decimal(1)) == "100,0 %"


@given(st.decimals(0, 10**6, places=2))
def test_shown_hours_are_read_back(hours: Decimal) -> None:
    assert numbers.parse_hours(numbers.hours_text(hours)) == hours


@given(st.integers(0, 100_000))
def test_minutes_survive_every_way_they_are_written(minutes: int) -> None:
    assert numbers.parse_duration(numbers.minutes_text(minutes)) == minutes
    assert numbers.parse_duration(str(minutes)) == minutes
    assert numbers.minutes_of(numbers.hours_of(minutes)) == minutes
    assert numbers.minutes_of(numbers.parse_hours(numbers.hours_text(numbers.hours_of(minutes)))) == minutes


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for parse in PARSERS:
        try:
            parse(text)
        except errors.RefusedError as refused:
            assert "Skriv" in refused.sentence  # noqa: PT017


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 minutter"),
        (1, "1 minut"),
        (45, "45 minutter"),
        (60, "1 time"),
        (61, "1 time og 1 minut"),
        (125, "2 timer og 5 minutter"),
    ],
)
def test_a_duration_is_told_in_words(minutes: int, words: str) -> None:
    assert numbers.duration_text(minutes) == words


def test_nothing_lasts_less_than_no_time() -> None:
    with pytest.raises(ValueError, match="less than no time"):
        numbers.duration_text(-1)


@pytest.mark.parametrize(
    ("minutes", "spoken", "exact"),
    [
        (60, "1 time", "1"),
        (90, "1,5 timer", "1,5"),
        (80, "1 time og 20 minutter", "1:20"),
        (1911, "31 timer og 51 minutter", "31:51"),
        (2220, "37 timer", "37"),
        (6, "0,1 timer", "0,1"),
    ],
)
def test_hours_are_told_to_the_minute(minutes: int, spoken: str, exact: str) -> None:
    assert (numbers.spoken_hours_text(minutes), numbers.exact_hours_text(minutes)) == (spoken, exact)


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "0 ledige timer"),
        (59, "0,98 ledige timer"),
        (60, "1 ledig time"),
        (90, "1,5 ledige timer"),
        (120, "2 ledige timer"),
    ],
)
def test_one_free_hour_is_told_in_the_singular(minutes: int, words: str) -> None:
    assert numbers.free_hours_text(minutes) == words
