"""Knows the Danish civil registration number, which is masked wherever it is not asked for by name."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from stdnum.dk import cpr as register
from stdnum.exceptions import ValidationError

from parloeb.kernel import errors

_EXPECTED = "Skriv CPR-nummeret som ddmmåå-nnnn."
_REPLACEMENT_DAY = 60

# A number as people write it in a running text; dates and telephone numbers are none.
WRITTEN = re.compile(r"(?<!\d)(?:[0-7]\d)(?:0[1-9]|1[0-2])\d{2}\s?[-–]?\s?\d{4}(?!\d)")


class Sex(StrEnum):
    """The sex that the last digit stands for."""

    FEMALE = "female"
    MALE = "male"


@dataclass(frozen=True, slots=True, repr=False)
class Cpr:
    """A CPR number, or the replacement number that a municipality gives to a person without one.

    `digits` are its ten digits and the only way to see them all: str, repr and format give the masked form,
    so that a number cannot reach a log or an error page by itself. There is no check by modulus 11, because
    valid numbers have failed it since 2007. ValueError for digits that hold no day of birth.
    """

    digits: str

    def __post_init__(self) -> None:
        if not (len(self.digits) == 10 and self.digits.isascii() and self.digits.isdigit()):
            raise ValueError("A CPR number has ten digits.")
        try:
            _day_in(self.digits)
        except ValidationError:
            raise ValueError("A CPR number holds a day of birth.") from None

    def __str__(self) -> str:
        return self.masked

    def __repr__(self) -> str:
        return f"Cpr({self.masked})"

    @property
    def masked(self) -> str:
        """The number as screens show it unless somebody asks with a reason: 010170-xxxx."""
        return f"{self.digits[:6]}-xxxx"

    @property
    def born_on(self) -> date:
        """The day of birth; the seventh digit tells the century (1858 to 2057)."""
        return _day_in(self.digits)

    @property
    def sex(self) -> Sex:
        """The sex by the last digit: even is female, odd is male."""
        return Sex.MALE if int(self.digits[-1]) % 2 else Sex.FEMALE

    @property
    def is_replacement(self) -> bool:
        """Whether the number is a replacement number, known by 60 added to the day."""
        return int(self.digits[:2]) > _REPLACEMENT_DAY


def parse(text: str) -> Cpr:
    """Return the number that a person typed: ten digits, with or without a hyphen or spaces.

    Raises errors.RefusedError. Its sentence tells what is wrong but never repeats the last four digits,
    because a number with one wrong digit still points at a person.
    """
    digits = "".join(text.split()).replace("-", "").replace("–", "")
    if not digits:
        raise errors.RefusedError(f"Der mangler et CPR-nummer. {_EXPECTED}")
    if not (digits.isascii() and digits.isdigit()):
        raise errors.RefusedError(f"CPR-nummeret må kun have cifre og en bindestreg. {_EXPECTED}")
    if len(digits) != 10:
        raise errors.RefusedError(f"CPR-nummeret skal have 10 cifre, men der står {len(digits)}. {_EXPECTED}")
    try:
        return Cpr(digits)
    except ValueError:
        raise errors.RefusedError(
            f"CPR-nummeret begynder med {digits[:6]}, og det er ikke en fødselsdag. {_EXPECTED}"
        ) from None


def stands_in(text: str) -> bool:
    """Tell whether a text holds what looks like a CPR number; ten digits that hold no day of birth are none."""
    return WRITTEN.search(text) is not None


def _day_in(digits: str) -> date:
    day = int(digits[:2])
    if day > _REPLACEMENT_DAY:
        digits = f"{day - _REPLACEMENT_DAY:02d}{digits[2:]}"
    born_on: date = register.get_birth_date(digits)
    return born_on
