"""How hard it is to be a mentor, in words, and until when a wish for better odds stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

# The sentences are about the mentor's own load; they ask nothing of any citizen.
STRAIN: Mapping[int, tuple[str, str]] = MappingProxyType(
    {
        1: ("Let", "Jeg har overskud til mere."),
        2: ("Fint", "Det går godt, som det er."),
        3: ("Mærkbart", "Det fylder, men jeg kan følge med."),
        4: ("Hårdt", "Jeg har brug for at tale med nogen om det."),
        5: ("For hårdt", "Jeg kan ikke blive ved på den måde."),
    }
)


@dataclass(frozen=True)
class Strain:
    """What a mentor said last: the level (1 light to 5 too hard) and its day, and whether better odds are asked for."""

    level: int | None = None
    day: date | None = None
    wants_better_odds: bool = False


def strain_text(level: int) -> str:
    """A level in short: 3: Mærkbart."""
    return f"{level}: {STRAIN[level][0]}"


def stands_until(first_day: date, *, days: int) -> date:
    """The last day of a wish of that day that nobody takes back; `days` as the jobcentre set them."""
    return first_day + timedelta(days=days - 1)
