"""The words of the sentences: codes by their Danish names, and numbers and lists as they are read aloud."""

from collections.abc import Sequence
from decimal import Decimal

from parloeb.domain.corps.lists import Field, Language
from parloeb.domain.matching.needs.rules import LEVEL_TITLES
from parloeb.kernel import numbers

SEXES = {"female": "kvinde", "male": "mand"}
KINDS = {"internal": "kommunens egen", "external": "ekstern"}

_LANGUAGES = {entry.value: entry.label.lower() for entry in Language}
_FIELDS = {entry.value: entry.label.lower() for entry in Field}


def language(code: str) -> str:
    """The name of the language, or the code where it is not on the list."""
    return _LANGUAGES.get(code, code)


def competence(code: str) -> str:
    """The name of the competence, or the code where it is not on the list."""
    return _FIELDS.get(code, code)


def level(number: int) -> str:
    """How much experience a level is; a file may have one above 3, which is no more than that."""
    return LEVEL_TITLES[min(number, max(LEVEL_TITLES))]


def either(words: Sequence[str]) -> str:
    """a, b eller c."""
    return _joined(words, "eller")


def both(words: Sequence[str]) -> str:
    """a, b og c."""
    return _joined(words, "og")


def amount(number: Decimal) -> str:
    """The number with a decimal comma and all of its decimals."""
    return numbers.decimal_text(number)


def hours(number: Decimal) -> str:
    """1 time, 1,5 timer."""
    return f"{amount(number)} {'time' if number == 1 else 'timer'}"


def free_hours(number: Decimal) -> str:
    """1 time ledig om ugen, 1,5 timer ledige om ugen."""
    return f"{hours(number)} {'ledig' if number == 1 else 'ledige'} om ugen"


def points(number: Decimal) -> str:
    """1 point, 1,5 point."""
    return f"{amount(number)} point"


def courses(count: int) -> str:
    """1 forløb, 2 forløb."""
    return f"{count} forløb"


def mentors(count: int) -> str:
    """1 mentor, 2 mentorer."""
    return f"{count} {'mentor' if count == 1 else 'mentorer'}"


def _joined(words: Sequence[str], last: str) -> str:
    return f" {last} ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
