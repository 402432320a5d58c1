"""What a mentor's description must hold, and what the law and the match call each kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

MOST_WEEKLY_MINUTES = 7 * 24 * 60
MOST_SPARRING_MINUTES = 12 * 60
REASON_LENGTH = 200  # characters of why an entry was withdrawn
YEARS_KNOWN = 60  # most years since somebody could something
LEVELS = (1, 2, 3)
STRAIN_LEVELS = (1, 2, 3, 4, 5)
LEVEL_TITLES: Mapping[int, str] = MappingProxyType({1: "Nogen erfaring", 2: "God", 3: "Særligt god"})


@dataclass(frozen=True)
class Description:
    """What a mentor is described by; codes of the lists, hours as minutes a week; no `times` or
    `meeting_places`: not told.
    """

    name: str
    kind: str
    first_day: date
    weekly_minutes: int
    profile: str = ""
    sex: str = ""
    languages: tuple[str, ...] = ("da",)
    areas: tuple[str, ...] = ()
    last_day: date | None = None
    times: tuple[str, ...] = ()
    meeting_places: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """What is wrong: the field and a sentence."""

    field: str
    sentence: str


def refusals(description: Description) -> tuple[Refusal, ...]:
    """What a description lacks or contradicts, in the order of the form."""
    found = []
    if not description.name.strip():
        found.append(Refusal("name", "Skriv mentorens navn."))
    if not 0 < description.weekly_minutes <= MOST_WEEKLY_MINUTES:
        found.append(Refusal("weekly_minutes", "Timerne om ugen skal være flere end 0 og højst 168."))
    if description.last_day is not None and description.last_day < description.first_day:
        found.append(Refusal("last_day", "Den sidste dag ligger før den første."))
    if not description.languages:
        found.append(Refusal("languages", "Vælg mindst ét sprog."))
    return tuple(found)


def shown_name(name: str, *, registration_key: str | None) -> str:
    """The mentor's name, or the registration's key where no name is known."""
    if name:
        return name
    return f"Uden navn ({registration_key})" if registration_key else "Uden navn"
