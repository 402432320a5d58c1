"""What is known of a waiting list and a corps: the facts that docs/formats/matching.md describes, read and checked."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple


@dataclass(frozen=True)
class Citizen:
    """Somebody who waits. Empty lists and no sex mean that anything will do; `needs` are competence to 1, 2 or 3."""

    id: str
    hours_per_week: Decimal
    languages: tuple[str, ...]
    heavy: bool = False
    waiting_days: int = 0
    mentor_gender: str = ""
    kinds: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    needs: Mapping[str, int] = field(default_factory=dict)
    same_mentor_as_before: str = ""
    not_mentors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Mentor:
    """Somebody who can take more. Hours are a week's; `kind` is internal, external or not known."""

    id: str
    free_hours: Decimal
    free_places: int
    languages: tuple[str, ...]
    free_heavy_places: int = 0
    gender: str = ""
    kind: str = ""
    areas: tuple[str, ...] = ()
    competences: Mapping[str, int] = field(default_factory=dict)
    not_citizens: tuple[str, ...] = ()


class Pair(NamedTuple):
    """The numbers of a citizen and a mentor in their lists, and the score given to them; there may be a million."""

    citizen: int
    mentor: int
    score: Decimal


@dataclass(frozen=True)
class WaitingList:
    """Citizens and mentors, each in the order of their ids; with `pairs` only those are possible, at those scores."""

    citizens: tuple[Citizen, ...]
    mentors: tuple[Mentor, ...]
    pairs: tuple[Pair, ...] | None = None
