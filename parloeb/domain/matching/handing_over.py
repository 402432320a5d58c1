"""The handover from one mentor to the next: its whole life on one screen, what it holds, and when it is late."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from parloeb.domain.cases import health
from parloeb.kernel.lists import Listed


class State(Listed):
    DRAFT = "draft", "Under skrivning"
    HANDED_OVER = "handed_over", "Klar til den nye mentor"
    ACKNOWLEDGED = "acknowledged", "Læst af den nye mentor"
    OVERRIDDEN = "overridden", "Tilsidesat af teamlederen"


class Author(Listed):
    """Who writes in it, each the own words."""

    MENTOR = "mentor", "Den tidligere mentor"
    COORDINATOR = "coordinator", "Mentorkoordinatoren"
    CITIZEN = "citizen", "Borgeren"


# The change of mentor is not complete while the handover is in one of these.
OPEN = (State.DRAFT, State.HANDED_OVER)

# The citizen adds to it until it was read, and strikes the own words whenever.
MOVES: Mapping[tuple[State, str], State] = MappingProxyType(
    {
        (State.DRAFT, "write"): State.DRAFT,
        (State.DRAFT, "write_own"): State.DRAFT,
        (State.HANDED_OVER, "write_own"): State.HANDED_OVER,
        (State.DRAFT, "hand_over"): State.HANDED_OVER,
        (State.HANDED_OVER, "take_back"): State.DRAFT,
        (State.HANDED_OVER, "acknowledge"): State.ACKNOWLEDGED,
        (State.DRAFT, "override"): State.OVERRIDDEN,
        (State.HANDED_OVER, "override"): State.OVERRIDDEN,
        (State.DRAFT, "strike"): State.DRAFT,
        (State.HANDED_OVER, "strike"): State.HANDED_OVER,
        (State.ACKNOWLEDGED, "strike"): State.ACKNOWLEDGED,
        (State.OVERRIDDEN, "strike"): State.OVERRIDDEN,
    }
)


@dataclass(frozen=True)
class Section:
    """One part of what is known of the course: a heading, and lines of a label and a value."""

    title: str
    lines: tuple[tuple[str, str], ...]


# What the later rooms know, put together by `journeys`.
Package = tuple[Section, ...]


@dataclass(frozen=True)
class Words:
    """What one of the three wrote: what works with the citizen, and what to avoid."""

    author: Author
    works: str
    avoid: str


def lacks(words: Iterable[Words]) -> str:
    """Why it cannot be handed over; empty where it can: the former mentor or the coordinator has written both."""
    staff = [one for one in words if one.author is not Author.CITIZEN]
    if any(one.works for one in staff) and any(one.avoid for one in staff):
        return ""
    return "Skriv først, hvad der virker, og hvad man skal undgå. Det kan den tidligere mentor eller koordinatoren."


def told_of_health(words: Iterable[Words]) -> str:
    """The first word of health that somebody else than the citizen wrote; empty where there is none."""
    staff = [one for one in words if one.author is not Author.CITIZEN]
    return next((word for one in staff if (word := health.word_in(f"{one.works} {one.avoid}"))), "")


def without_health(package: Package) -> Package:
    """The package without the lines that tell of health."""
    sections = (
        Section(one.title, tuple(line for line in one.lines if not health.word_in(" ".join(line)))) for one in package
    )
    return tuple(one for one in sections if one.lines)


def due_on(state: State, *, begun_on: date, received_on: date | None, handed_over_on: date | None, given: int) -> date:
    """The last day in time of what is to be done now: to write it so many days after the former mentor's end, to read
    it so many days after it was there to read for the one who said yes.
    """
    since = begun_on
    if state is State.HANDED_OVER:
        since = max(day for day in (begun_on, received_on, handed_over_on) if day)
    return since + timedelta(days=given)


def kept(package: Package) -> list[list[object]]:
    """The package as it is kept with the handover: what the receiver read stays as it was."""
    return [[section.title, [list(line) for line in section.lines]] for section in package]


def package_of(kept_sections: Iterable[Iterable[object]]) -> Package:
    """The package that was kept."""
    return tuple(
        Section(str(title), tuple((str(label), str(value)) for label, value in lines))  # type: ignore[attr-defined]
        for title, lines in kept_sections
    )
