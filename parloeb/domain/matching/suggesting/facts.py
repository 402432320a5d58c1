"""What is known of a waiting list and a corps: the facts of docs/formats/matching.md, and what only a corps knows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple


class Wish(NamedTuple):
    """Something wished for that is no condition, in words; who offers one of these codes meets it."""

    words: str
    any_of: tuple[str, ...]


@dataclass(frozen=True)
class Citizen:
    """Somebody who waits. Empty lists and no sex mean that anything will do; `needs` are competence to 1, 2 or 3.

    `wishes` stand in no file.
    """

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
    wishes: tuple[Wish, ...] = ()


@dataclass(frozen=True)
class Mentor:
    """Somebody who can take more. Hours are a week's; `kind` is internal, external or not known.

    What follows stands in no file: `offers` are codes that wishes ask for, `courses` competence to the number of such
    courses until now, `lived` what the mentor has lived through and lets others read, `strain` 1 to 5 by the mentor's
    own word (0 not told, None not asked about), `odds` a wish for better ones.
    """

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
    offers: tuple[str, ...] = ()
    courses: Mapping[str, int] = field(default_factory=dict)
    lived: tuple[str, ...] = ()
    strain: int | None = None
    odds: bool = False


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
