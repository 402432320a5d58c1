"""Which months a report tells, what their visits say, and what the mentor is advised to look at before sending."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from parloeb.domain.cases import health
from parloeb.kernel import cpr, days, numbers


@dataclass(frozen=True)
class Span:
    """The months that one report tells, in a row: the first day of the first of them and of the last."""

    first: date
    last: date

    @property
    def last_day(self) -> date:
        """The last day of the last month."""
        return last_day(self.last)

    @property
    def title(self) -> str:
        """The months in words: september og oktober 2026."""
        return days.months_text(self.first, self.last)

    def holds(self, day: date) -> bool:
        """Whether a day lies in one of the months."""
        return self.first <= day <= self.last_day


@dataclass(frozen=True)
class Source:
    """A record that a sentence was made from: its kind, its public id, and what a link to it says."""

    kind: str
    uuid: str
    label: str


@dataclass(frozen=True)
class VisitFact:
    """One standing visit. `places` and `topics` are Danish words with minutes; not held, it has a cause instead."""

    source: Source
    day: date
    minutes: int = 0
    places: tuple[tuple[str, int], ...] = ()
    topics: tuple[tuple[str, int], ...] = ()
    not_held: str = ""
    cause: str = ""


@dataclass(frozen=True)
class GoalFact:
    """One sub-goal of the agreement."""

    source: Source
    text: str


@dataclass(frozen=True)
class Facts:
    """The months as the records tell them; `agreement` None where none is signed."""

    span: Span
    visits: tuple[VisitFact, ...] = ()
    goals: tuple[GoalFact, ...] = ()
    agreement: Source | None = None
    agreed_minutes_per_week: int = 0


@dataclass(frozen=True)
class Sentence:
    """One sentence of the draft, the field of the report it belongs to, and the records it was made from."""

    field: str
    text: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True)
class Draft:
    """What the records say; everything else only the mentor can tell."""

    sentences: tuple[Sentence, ...]

    def text_of(self, field: str) -> str:
        """The sentences of one field, a line each."""
        return "\n".join(sentence.text for sentence in self.sentences if sentence.field == field)


@dataclass(frozen=True)
class Lack:
    """One thing without which a report is not sent, and the field it belongs to."""

    field: str
    sentence: str


@dataclass(frozen=True)
class Hint:
    """Advice before sending; it never stops anything."""

    code: str
    field: str
    sentence: str


def draft(facts: Facts) -> Draft:
    """Put the months into sentences, each with its sources. Development and recommendation are the mentor's alone."""
    return Draft(tuple(sentence for part in _PARTS for sentence in part(facts)))


def due_on(month: date, *, day: int) -> date:
    """The day by which a month is told: `day` of the next, at most the 28th."""
    return days.months_after(month.replace(day=1), 1).replace(day=day)


def last_day(month: date) -> date:
    """The last day of the month."""
    return days.months_after(month.replace(day=1), 1) - timedelta(days=1)


def spans_to_tell(
    first_day: date, ended_on: date | None, *, told: Collection[Span], rhythm: Callable[[date], int], on: date
) -> tuple[Span, ...]:
    """What no report tells yet of the months of a match that have begun on a day, the oldest first.

    `told`: of which there are reports. `rhythm`: how many months a report tells by the rule of a day. A span keeps the
    rule of the day on which it begins; it ends sooner with the match, and before a month that is told.
    """
    until = min(on, ended_on or on)
    month, found = first_day.replace(day=1), []
    while month <= until:
        known = next((one for one in told if one.holds(month)), None)
        if known is None:
            bounds = [days.months_after(one.first, -1) for one in told if one.first > month]
            whole = days.months_after(month, rhythm(max(month, first_day)) - 1)
            known = until_end(Span(month, min([whole, *bounds])), ended_on)
            found.append(known)
        month = days.months_after(known.last, 1)
    return tuple(found)


def until_end(span: Span, ended_on: date | None) -> Span:
    """The span without months after the match; it has one at least."""
    return span if ended_on is None else Span(span.first, max(span.first, min(span.last, ended_on.replace(day=1))))


def until_now(span: Span, ended_on: date | None, *, on: date) -> Span:
    """What a report tells that is sent on a day: a month that has not begun is left to the next."""
    return until_end(until_end(span, ended_on), on)


def is_over(span: Span, ended_on: date | None, *, on: date) -> bool:
    """Whether all of a span can be told; it is over when the match is."""
    return span.last_day < on or (ended_on is not None and ended_on <= on)


def hints(texts: Mapping[str, str], goals: Sequence[str], *, early: str = "") -> tuple[Hint, ...]:
    """What the mentor should look at once more. `goals` as the draft writes them, `early` as too_early says it."""
    found = [*_untouched(texts.get("goals", ""), goals), *_without_example(texts.get("development", ""))]
    for field, text in texts.items():
        found += _words(field, text)
    if early:
        found.append(Hint("early", "", early))
    return tuple(found)


def too_early(span: Span, ended_on: date | None, *, on: date) -> str:
    """What comes of sending a report before its months are over; empty where they are."""
    if is_over(span, ended_on, on=on):
        return ""
    now = until_now(span, ended_on, on=on)
    if now == span:
        return f"{_upper(now.title)} er ikke slut. Tallene bliver, som de er, når du sender."
    return (
        f"{_upper(span.title)} er ikke slut. Sender du nu, fortæller rapporten kun om {now.title}, og tallene "
        "bliver, som de er. Resten hører til den næste rapport."
    )


def lacks(*, development: str, recommendation: str, is_offered: bool) -> tuple[Lack, ...]:
    """What a report must hold before it is sent, in the order of the form."""
    found = []
    if not development.strip():
        found.append(Lack("development", "Skriv, hvordan det er gået (udvikling), før du sender."))
    if not recommendation:
        found.append(Lack("recommendation", "Vælg, hvad du anbefaler, før du sender."))
    if not is_offered:
        found.append(Lack("offered_on", "Tilbyd borgeren at læse rapporten, før du sender."))
    return tuple(found)


def _meetings(facts: Facts) -> Iterable[Sentence]:
    held = _held(facts)
    when = within(facts.span)
    if not held:
        yield Sentence("appointments", f"Der er ikke registreret møder {when}.")
        return
    times = "1 gang" if len(held) == 1 else f"{len(held)} gange"
    spent = hours(sum(visit.minutes for visit in held))
    yield Sentence("appointments", f"{_upper(when)} har vi mødtes {times}, i alt {spent}.", _sources(held))


def _agreed(facts: Facts) -> Iterable[Sentence]:
    if facts.agreement:
        text = f"Aftalen er {hours(facts.agreed_minutes_per_week)} om ugen."
        yield Sentence("appointments", text, (facts.agreement,))


def _places(facts: Facts) -> Iterable[Sentence]:
    held = _held(facts)
    if held:
        shares = _shares(visit.places for visit in held)
        yield Sentence("appointments", f"Tiden fordelte sig sådan: {shares}.", _sources(held))


def _topics(facts: Facts) -> Iterable[Sentence]:
    held = _held(facts)
    if held:
        shares = _shares(visit.topics for visit in held)
        yield Sentence("appointments", f"Det handlede om: {shares}.", _sources(held))


def _not_held(facts: Facts) -> Iterable[Sentence]:
    missed = [visit for visit in facts.visits if visit.not_held]
    if not missed:
        return
    count = "1 aftale" if len(missed) == 1 else f"{len(missed)} aftaler"
    each = ", ".join(f"{_day(visit.day)} ({_lower(visit.not_held)}: {_lower(visit.cause)})" for visit in missed)
    yield Sentence("appointments", f"{count} blev ikke til noget: {each}.", _sources(missed))


def _goals(facts: Facts) -> Iterable[Sentence]:
    for goal in facts.goals:
        yield Sentence("goals", goal_line(goal.text), (goal.source,))


_PARTS: tuple[Callable[[Facts], Iterable[Sentence]], ...] = (_meetings, _agreed, _places, _topics, _not_held, _goals)


def goal_line(goal: str) -> str:
    """How the draft begins the line of a goal; the mentor goes on after the colon."""
    return f"{goal.rstrip(' .:')}:"


def within(span: Span) -> str:
    """The months as part of a sentence: i november 2026, fra august til oktober 2026."""
    return f"{'i' if span.last <= days.months_after(span.first, 1) else 'fra'} {span.title}"


def hours(minutes: int) -> str:
    """Minutes as hours in words: 1 time, 1,5 timer."""
    text = numbers.hours_text(numbers.hours_of(minutes))
    return f"{text} time" if text == "1" else f"{text} timer"


def _held(facts: Facts) -> list[VisitFact]:
    return [visit for visit in facts.visits if not visit.not_held]


def _sources(visits: Iterable[VisitFact]) -> tuple[Source, ...]:
    return tuple(visit.source for visit in visits)


def _shares(parts: Iterable[tuple[tuple[str, int], ...]]) -> str:
    """Minutes added up by word, the most first."""
    added: dict[str, int] = {}
    for visit in parts:
        for word, minutes in visit:
            added[word] = added.get(word, 0) + minutes
    ranked = sorted(added.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{_lower(word)} {hours(minutes)}" for word, minutes in ranked)


def _day(day: date) -> str:
    return f"{day.day}. {days.MONTH_NAMES[day.month - 1]}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


_EXAMPLE_FROM = 60  # characters: shorter than this nothing has been told yet
_EXAMPLE = re.compile(
    r"\b(?:fx|f\.eks|for eksempel|eksempelvis|første gang|da (?:han|hun|vi|jeg|de)|"
    r"(?:man|tirs|ons|tors|fre|lør|søn)dag|den \d)|\d",
    re.IGNORECASE,
)
_JUDGING = re.compile(
    r"\b(?:doven|dovne|umotiveret|umotiverede|gider ikke|besværlig|upålidelig|manipulerende|uansvarlig|"
    r"utaknemmelig|håbløs|sjusket|ugidelig)\w*",
    re.IGNORECASE,
)


# The patterns are read for each field in this order: code, pattern, what the mentor is told of the word found.
_WATCHED: tuple[tuple[str, re.Pattern[str], Callable[[str], str]], ...] = (
    ("cpr", cpr.WRITTEN, lambda _: "Der står noget, der ligner et CPR-nummer. Slet det."),
    ("judging", _JUDGING, lambda word: f"»{word}« dømmer. Skriv hellere, hvad du så og hørte."),
    (
        "health",
        health.WORDS,
        lambda word: f"»{word}« handler om helbred. Skriv det kun, hvis borgeren er indforstået, og målet kræver det.",
    ),
)
FIELD_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "development": "Udvikling",
        "wellbeing": "Trivsel",
        "goals": "Delmål",
        "appointments": "Møder og aftaler",
        "risks": "Bekymringer",
    }
)


def _words(field: str, text: str) -> Iterable[Hint]:
    for code, pattern, told in _WATCHED:
        found = pattern.search(text)
        if found:
            yield Hint(code, field, told(found[0]))


def _untouched(text: str, goals: Sequence[str]) -> Iterable[Hint]:
    told = {before.strip(): after.strip() for before, _, after in (line.partition(":") for line in text.splitlines())}
    for goal in goals:
        name = goal_line(goal).removesuffix(":")
        if not _said_of(name, told):
            yield Hint("goal", "goals", f"Der står ikke noget om delmålet »{name}«.")


def _said_of(goal: str, told: Mapping[str, str]) -> bool:
    """Whether something stands after the goal's own line head, or the goal is named within another line."""
    if goal in told:
        return bool(told[goal])
    return any(goal.casefold() in f"{before} {after}".casefold() for before, after in told.items())


def _without_example(text: str) -> Iterable[Hint]:
    if text.strip() and (len(text) < _EXAMPLE_FROM or not _EXAMPLE.search(text)):
        yield Hint("example", "development", "Giv et eksempel på udviklingen: hvad skete der, og hvornår?")
