"""What a visit's minutes count as, when a live registration is refused, and when too long has passed since one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType

from parloeb.domain.agreements.lists import Rhythm
from parloeb.domain.visits.lists import Cause, Kind, Outcome, Place, Topic
from parloeb.kernel import days, local, numbers
from parloeb.kernel.periods import Period

MOST_MINUTES = 1440
LATE_AFTER_DAYS = 7
NOTE_LENGTH = 200  # characters of a note on internal time


class Category(StrEnum):
    """The four categories of the 2008 registration, in the order of its tables."""

    HOME = "home"
    WORK = "work"
    CONTACT = "contact"
    OTHER = "other"


# Preparation is not here: it counts as the segment that it prepares.
CATEGORY_OF: Mapping[Place, Category] = MappingProxyType(
    {
        Place.HOME: Category.HOME,
        Place.WORKPLACE: Category.WORK,
        Place.OFFICE: Category.CONTACT,
        Place.PHONE: Category.CONTACT,
        Place.MESSAGE: Category.CONTACT,
        Place.VIDEO: Category.CONTACT,
        Place.ELSEWHERE: Category.OTHER,
        Place.TRANSPORT: Category.OTHER,
    }
)

APART = frozenset({Place.PHONE, Place.MESSAGE, Place.PREPARATION})

# First contact, coffee and joint meeting come before the agreement; a match they need all the same.
NEEDS_AGREEMENT = frozenset({Kind.HELP})

# The longest that a rhythm leaves between two visits, in days. "As needed" has none, so nothing is ever overdue.
RHYTHM_DAYS: Mapping[Rhythm, int] = MappingProxyType(
    {Rhythm.TWICE_A_WEEK: 5, Rhythm.WEEKLY: 8, Rhythm.FORTNIGHTLY: 15, Rhythm.MONTHLY: 32}
)


@dataclass(frozen=True)
class Part:
    """One segment of a visit: where or how, its minutes, and the minutes of each topic."""

    place: Place
    minutes: int
    topics: tuple[tuple[Topic, int], ...] = ()


@dataclass(frozen=True)
class Content:
    """What somebody registers of one visit. Held: parts in their order. Not held: a cause and no parts."""

    starts_at: datetime
    parts: tuple[Part, ...] = ()
    kind: Kind = Kind.HELP
    outcome: Outcome = Outcome.HELD
    cause: Cause | None = None
    note: str = ""

    @property
    def minutes(self) -> int:
        """The minutes of all parts; 0 where the visit was not held."""
        return sum(part.minutes for part in self.parts)

    @property
    def ends_at(self) -> datetime:
        """The moment after the last minute."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def days(self) -> tuple[date, ...]:
        """The days in Denmark that its minutes lie in, the start's alone where it has none or more than a day's."""
        first = local.local_day(self.starts_at)
        if not 0 < self.minutes <= MOST_MINUTES:
            return (first,)
        last = local.local_day(self.ends_at - timedelta(minutes=1))
        return tuple(first + timedelta(days=after) for after in range((last - first).days + 1))


@dataclass(frozen=True)
class Allowance:
    """The periods in which the citizen has hours granted, agreed and a match with this mentor.

    `kept`: the days after a grant for which it kept a pot of hours.
    """

    granted: tuple[Period, ...]
    agreed: tuple[Period, ...]
    matched: tuple[Period, ...]
    kept: tuple[Period, ...] = ()


@dataclass(frozen=True)
class Facts:
    """All that a registration is judged by. `at` is now, `overlaps` another visit of the mentor in the same minutes."""

    content: Content
    allowed: Allowance
    at: datetime
    referred_on: date | None
    ended_on: date | None = None
    overlaps: str = ""


@dataclass(frozen=True)
class Refusal:
    """Why a registration is refused: a code, the field and a sentence."""

    code: str
    field: str
    sentence: str


def categories(parts: tuple[Part, ...]) -> dict[Category, int]:
    """Minutes of each category. Preparation counts as the next segment that is none, else as the one before.

    Nothing but preparation counts as other.
    """
    minutes = dict.fromkeys(Category, 0)
    for position, part in enumerate(parts):
        prepared = next((later.place for later in parts[position:] if later.place in CATEGORY_OF), None)
        before = next((former.place for former in parts[position::-1] if former.place in CATEGORY_OF), None)
        place = prepared or before
        minutes[CATEGORY_OF[place] if place else Category.OTHER] += part.minutes
    return minutes


def is_meeting(parts: tuple[Part, ...]) -> bool:
    """Whether the two saw each other: by phone, in writing and in preparation they did not."""
    return any(part.place not in APART for part in parts)


def is_late(starts_at: datetime, *, at: datetime) -> bool:
    """Whether the visit is registered more than seven days after it was."""
    return local.local_day(at) - local.local_day(starts_at) > timedelta(days=LATE_AFTER_DAYS)


def split(minutes: int, topics: tuple[Topic, ...], fixed: Mapping[Topic, int]) -> tuple[tuple[Topic, int], ...]:
    """Share the minutes of a part over its topics: as fixed where somebody did, the rest evenly.

    The first topics get the minutes that do not divide. Where the fixed ones take too much, a share is zero or
    less, or the shares do not add up: `refusals` says so.
    """
    free = [topic for topic in topics if topic not in fixed]
    each, odd = divmod(minutes - sum(fixed.values()), len(free)) if free else (0, 0)
    even = {topic: each + (number < odd) for number, topic in enumerate(free)}
    return tuple((topic, fixed[topic] if topic in fixed else even[topic]) for topic in topics)


def overdue_days(rhythm: Rhythm, *, since: date, on: date) -> int:
    """Days past the longest that the rhythm leaves since the last visit; 0 where it is not past."""
    longest = RHYTHM_DAYS.get(rhythm)
    return max(0, (on - since).days - longest) if longest else 0


def contact_by(rhythm: Rhythm | None, *, since: date, alarm: int) -> date | None:
    """The last day before a warning that no contact was registered: `alarm` days, or as long as the rhythm leaves.

    None where it was agreed to meet as needed, so that nothing is ever late.
    """
    if rhythm is Rhythm.AS_NEEDED:
        return None
    return since + timedelta(days=max(alarm, RHYTHM_DAYS[rhythm] if rhythm else 0))


def first_day(
    granted: Sequence[Period], matched: Sequence[Period], *, since: date | None, until: date | None
) -> date | None:
    """The first day on which a first visit would be taken, from the referral (`since`) to the end; None without one.

    An agreement is not asked for: the two meet before they make it.
    """
    if since is None or (until is not None and until < since):
        return None
    course = Period(since, until)
    shared = (grant.intersection(match) for grant in granted for match in matched)
    within = (days_of.intersection(course) for days_of in shared if days_of)
    return min((days_of.first_day for days_of in within if days_of), default=None)


def not_yet(first: date | None, *, on: date) -> str:
    """Why no visit can be registered today, from the first day on which it can; empty where it can."""
    if first is None:
        return "Der kan ikke registreres besøg, for der er ikke bevilget timer i den tid, du er mentor for borgeren."
    return f"Du kan registrere besøg fra den {days.text(first)}." if first > on else ""


def refusals(facts: Facts) -> tuple[Refusal, ...]:
    """Every reason to refuse the registration, none where it can be kept."""
    return (*_of_content(facts.content), *_of_time(facts), *_of_allowance(facts))


def of_part(number: int, part: Part) -> list[Refusal]:
    """Why a part contradicts itself; the first reason alone. `number` counts from 1."""
    if part.minutes <= 0:
        return [Refusal("minutes", "parts", f"Del {number} skal have mindst 1 minut.")]
    if len({topic for topic, _ in part.topics}) != len(part.topics) or any(share <= 0 for _, share in part.topics):
        return [Refusal("topics", "parts", f"I del {number} skal hvert emne stå én gang med mindst 1 minut.")]
    talked = sum(share for _, share in part.topics)
    if talked != part.minutes:
        whole, shares = numbers.minutes_text(part.minutes), numbers.minutes_text(talked)
        return [Refusal("topics", "parts", f"Del {number} varer {whole}, men emnerne giver {shares} tilsammen.")]
    return []


def _of_content(content: Content) -> list[Refusal]:
    if content.outcome is not Outcome.HELD:
        return _of_not_held(content)
    found = []
    if not 0 < content.minutes <= MOST_MINUTES:
        found.append(Refusal("minutes", "minutes", "Et besøg varer mindst 1 minut og højst 24 timer."))
    if content.cause is not None:
        found.append(Refusal("cause", "cause", "Et afholdt besøg har ingen årsag til, at det ikke blev til noget."))
    if content.parts and all(part.place is Place.PREPARATION for part in content.parts):
        found.append(Refusal("preparation", "parts", "Et besøg kan ikke kun være forberedelse."))
    found.extend(refusal for number, part in enumerate(content.parts, start=1) for refusal in of_part(number, part))
    return found


def _of_not_held(content: Content) -> list[Refusal]:
    found = []
    if content.parts:
        found.append(Refusal("minutes", "minutes", "Et besøg, der ikke blev til noget, har ingen minutter."))
    if content.cause is None:
        found.append(Refusal("cause", "cause", "Vælg, hvorfor besøget ikke blev til noget."))
    return found


def _of_time(facts: Facts) -> list[Refusal]:
    first, last = facts.content.days[0], facts.content.days[-1]
    found = []
    if facts.content.ends_at > facts.at:
        found.append(Refusal("future", "starts_at", "Besøget er ikke slut endnu. Registrér det bagefter."))
    if facts.referred_on is None:
        found.append(Refusal("referral", "starts_at", "Borgeren er ikke henvist endnu."))
    elif first < facts.referred_on:
        since = days.text(facts.referred_on)
        found.append(Refusal("referral", "starts_at", f"Besøget ligger før henvisningen den {since}."))
    if facts.ended_on is not None and last > facts.ended_on:
        how, ended = "ligger" if first > facts.ended_on else "varer til", days.text(facts.ended_on)
        found.append(Refusal("end", "starts_at", f"Besøget {how} efter, at forløbet sluttede den {ended}."))
    if facts.overlaps:
        found.append(Refusal("overlap", "starts_at", f"Du har allerede et besøg i noget af den tid: {facts.overlaps}."))
    return found


def _of_allowance(facts: Facts) -> list[Refusal]:
    allowed, each = facts.allowed, facts.content.days
    asked = each if facts.content.kind in NEEDS_AGREEMENT else ()
    ungranted = [day for day in each if not _within(day, (*allowed.kept, *allowed.granted))]
    unagreed = [day for day in asked if not is_agreed(day, allowed.agreed, kept=allowed.kept)]
    unmatched = [day for day in each if not _within(day, allowed.matched)]
    found = (
        ("grant", "bevillingen", ungranted, allowed.granted),
        ("agreement", "mentoraftalen", unagreed, allowed.agreed),
        ("match", "dit forløb med borgeren", unmatched, allowed.matched),
    )
    return [Refusal(code, "starts_at", _outside(what, out[0], within)) for code, what, out, within in found if out]


def is_agreed(day: date, agreed: Sequence[Period], *, kept: Sequence[Period]) -> bool:
    """Whether an agreement is in force on a day, or ran out with a grant that keeps hours (`kept`) for the day."""
    ended = [period.first_day - timedelta(days=1) for period in kept if period.contains(day)]
    return any(_within(one, agreed) for one in (day, *ended))


def _within(day: date, allowed: Sequence[Period]) -> bool:
    return any(period.contains(day) for period in allowed)


def _outside(what: str, day: date, allowed: tuple[Period, ...]) -> str:
    reach = " og ".join(str(period) for period in allowed)
    if not reach:
        return f"Den {days.text(day)} ligger uden for {what}: der er ingen endnu."
    return f"Den {days.text(day)} ligger uden for {what} ({reach})."
