import copy
import logging
import pickle
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.kernel import cpr, errors


@pytest.mark.parametrize("typed", ["0101701234", "010170-1234", " 010170 1234 ", "010170 - 1234"])
def test_a_number_is_read_with_or_without_hyphen_and_spaces(typed: str) -> None:
    assert cpr.parse(typed).digits == "0101701234"


def test_a_number_that_fails_modulus_11_is_valid() -> None:
    weights = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
    digits = "0101701234"
    assert sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 != 0
    assert cpr.parse(digits).born_on == date(1970, 1, 1)


@pytest.mark.parametrize(
    ("seventh", "year", "born"),
    [
        ("0", "00", 1900),
        ("0", "99", 1999),
        ("3", "00", 1900),
        ("3", "99", 1999),
        ("4", "00", 2000),
        ("4", "36", 2036),
        ("4", "37", 1937),
        ("4", "99", 1999),
        ("5", "00", 2000),
        ("5", "57", 2057),
        ("5", "58", 1858),
        ("8", "57", 2057),
        ("8", "99", 1899),
        ("9", "36", 2036),
        ("9", "37", 1937),
    ],
)
def test_the_seventh_digit_tells_the_century(seventh: str, year: str, born: int) -> None:
    assert cpr.parse(f"0203{year}{seventh}123").born_on == date(born, 3, 2)


def test_a_leap_day_is_valid_only_in_the_century_that_has_it() -> None:
    assert cpr.parse("290200-4123").born_on == date(2000, 2, 29)
    with pytest.raises(errors.RefusedError):
        cpr.parse("290200-0123")


def test_a_replacement_number_has_60_added_to_the_day() -> None:
    replacement = cpr.parse("610170-1234")
    assert replacement.is_replacement
    assert replacement.born_on == date(1970, 1, 1)
    assert cpr.parse("911270-1234").born_on == date(1970, 12, 31)
    assert not cpr.parse("310170-1234").is_replacement


def test_the_last_digit_tells_the_sex() -> None:
    assert cpr.parse("010170-1234").sex is cpr.Sex.FEMALE
    assert cpr.parse("010170-1235").sex is cpr.Sex.MALE


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Der mangler"),
        (" - ", "Der mangler"),
        ("010170-123", "skal have 10 cifre, men der står 9"),
        ("010170-12345", "men der står 11"),
        ("010170-123x", "kun have cifre"),
        ("٠١٠١٧٠١٢٣٤", "kun have cifre"),
        ("310270-1234", "begynder med 310270"),
        ("321270-1234", "begynder med 321270"),
        ("600170-1234", "begynder med 600170"),
        ("920170-1234", "begynder med 920170"),
        ("000170-1234", "begynder med 000170"),
        ("011370-1234", "begynder med 011370"),
    ],
)
def test_what_is_no_number_is_refused_and_told_why(typed: str, said: str) -> None:
    with pytest.raises(errors.RefusedError) as refused:
        cpr.parse(typed)
    assert said in refused.value.sentence
    assert refused.value.sentence.endswith("Skriv CPR-nummeret som ddmmåå-nnnn.")


def test_a_refused_number_is_not_repeated_in_full() -> None:
    with pytest.raises(errors.RefusedError) as refused:
        cpr.parse("310270-9876")
    assert "9876" not in refused.value.sentence


@pytest.mark.parametrize("digits", ["", "010170-1234", "010170123", "3102701234", "٠١٠١٧٠١٢٣٤"])
def test_a_number_cannot_be_made_from_other_digits(digits: str) -> None:
    with pytest.raises(ValueError, match="CPR number"):
        cpr.Cpr(digits)


@given(st.dates(date(1858, 1, 1), date(2057, 12, 31)), st.integers(0, 9999), st.booleans())
def test_every_way_of_showing_a_number_is_masked(born_on: date, serial: int, replacement: bool) -> None:
    day = born_on.day + (60 if replacement else 0)
    written = f"{day:02d}{born_on:%m%y}{serial:04d}"
    try:
        number = cpr.parse(written)
    except errors.RefusedError:
        assert (born_on.month, born_on.day) == (2, 29)
        return
    masked = f"{written[:6]}-xxxx"
    record = logging.makeLogRecord({"msg": "%s %r", "args": (number, [number])})
    shown = (str(number), repr(number), f"{number}", f"{number!r:>30}", str([number]), record.getMessage())
    for way in shown:
        assert masked in way
        assert written not in way
    assert number.digits == written
    assert (number.born_on.month, number.born_on.day) == (born_on.month, born_on.day)


def test_numbers_are_equal_by_their_digits_and_survive_copies() -> None:
    number = cpr.parse("010170-1234")
    assert number == cpr.parse("0101701234")
    assert len({number, cpr.parse("0101701234"), cpr.parse("0101701235")}) == 2
    assert pickle.loads(pickle.dumps(number)) == number
    assert copy.deepcopy(number) == number
