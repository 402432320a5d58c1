"""When a paper that has expired stops a new match, and who is warned before. What runs goes on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from parloeb.domain.corps.lists import NAMED_PAPERS, PaperKind
from parloeb.kernel import days, numbers
from parloeb.kernel.periods import Period

_CHILDREN = PaperKind.CHILDREN.label
NEWS_DAYS = 90  # what stops nobody is no longer told so long after its end


@dataclass(frozen=True)
class Held:
    """A paper that was not withdrawn: its kind, name and days."""

    kind: PaperKind
    period: Period
    title: str = ""
    is_required: bool = False

    @property
    def sort(self) -> tuple[str, str]:
        """What makes two papers the old and the new of one."""
        return self.kind, self.title.casefold() if self.kind in NAMED_PAPERS else ""

    @property
    def name(self) -> str:
        """The paper in a sentence."""
        return self.title or self.kind.label


@dataclass(frozen=True)
class Supplied:
    """What a mentor's supplier has agreed with the jobcentre. No name: nobody wrote down which supplier it is."""

    name: str = ""
    processing: tuple[Period, ...] = ()
    frameworks: tuple[Period, ...] = ()


@dataclass(frozen=True)
class Facts:
    """What is known of one mentor. `signed_on`: the newest day of secrecy; `supplied` for a supplier's mentor alone.

    `needs_children_certificate`: a course that the mentor has asks for one.
    """

    signed_on: date | None = None
    papers: tuple[Held, ...] = ()
    supplied: Supplied | None = None
    needs_children_certificate: bool = False


@dataclass(frozen=True)
class Limits:
    """What the jobcentre set: how long secrecy lasts in months, and from how many days before it is warned."""

    secrecy_months: int
    warn_days: int


@dataclass(frozen=True)
class Term:
    """Something that lasts, told apart from the moment: until when it holds without a break (None: open).

    `missing` is what to say where nothing of it began by the day; empty where nothing needs to be there.
    """

    name: str
    holds: bool
    until: date | None
    stops: bool
    missing: str = ""
    so: str = ""  # what follows of its end, in a sentence of its own
    is_suppliers: bool = False  # shared by all mentors of the supplier
    is_needed: bool = False  # somebody should see to it as long as it does not hold, though it stops no question

    def expires(self, *, on: date, warn_days: int) -> bool:
        """Whether it holds on the day and ends so soon that somebody is warned."""
        return self.holds and self.until is not None and self.until - on <= timedelta(days=warn_days)

    def presses(self, *, on: date, warn_days: int) -> bool:
        """Whether somebody should see to it: it ends soon, stops new matches, or ended so short ago that it is news."""
        if self.holds:
            return self.expires(on=on, warn_days=warn_days)
        return self.stops or self.is_needed or (self.until is not None and on - self.until <= timedelta(days=NEWS_DAYS))


@dataclass(frozen=True)
class Standing:
    """What the papers say of a mentor on a day: why no new match, what expires soon, and the children's certificate."""

    stops: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    has_children_certificate: bool = False


def standing(facts: Facts, *, limits: Limits, on: date) -> Standing:
    """What the facts mean for a new match on a day, in Danish sentences."""
    found = terms(facts, limits=limits, on=on)
    return Standing(
        stops=tuple(stop(term) for term in found if term.stops and not term.holds),
        warnings=tuple(
            f"{term.name} udløber {days.text(term.until)} ({left(term.until, on=on)})."
            for term in found
            if term.until is not None and term.expires(on=on, warn_days=limits.warn_days)
        ),
        has_children_certificate=any(
            paper.kind is PaperKind.CHILDREN and paper.period.contains(on) for paper in facts.papers
        ),
    )


def terms(facts: Facts, *, limits: Limits, on: date) -> tuple[Term, ...]:
    """Everything with days that a mentor's matches hang on, secrecy first. Secrecy not signed yet is asked for at the
    mentor's yes, so that it stops no question.
    """
    papers = _papers(facts.papers, on=on)
    if facts.needs_children_certificate:
        stops = any(term.stops for term in papers if term.name == _CHILDREN)
        needed = _certificate(facts.papers, stops=stops, on=on)
        papers = [*(term for term in papers if term.name != _CHILDREN), needed]
    return (*_secrecy(facts, limits=limits, on=on), *_agreements(facts.supplied, on=on), *papers)


def stop(term: Term) -> str:
    """Why there is no new match without it, in a sentence: it expired, or is missing."""
    if term.until is None:
        return term.missing
    return f"{term.name} udløb {days.text(term.until)}. {term.so}".strip()


def holds_until(periods: Iterable[Period], *, on: date) -> tuple[bool, date | None]:
    """Whether one of the periods holds on the day, and until when without a break (None: open).

    Where none holds: the last day of what ended before; None where nothing did.
    """
    ordered = sorted(periods, key=lambda one: one.first_day)
    if not any(one.contains(on) for one in ordered):
        return False, max((one.last_day for one in ordered if one.last_day and one.last_day < on), default=None)
    until = on
    for one in ordered:
        if one.first_day <= until + timedelta(days=1):
            if one.last_day is None:
                return True, None
            until = max(until, one.last_day)
    return True, until


def secrecy_until(signed_on: date, *, months: int) -> date:
    """The last day on which a signed declaration holds."""
    return days.last_day_of(signed_on, months)


def left(until: date, *, on: date) -> str:
    """How long there is to a day that has not passed, in words: i dag, om 1 dag, om 12 dage."""
    number = (until - on).days
    return "i dag" if number == 0 else f"om {numbers.days_text(number)}"


def gone(until: date, *, on: date) -> str:
    """How long ago a day was, in words: for 1 dag siden, for 12 dage siden."""
    number = (on - until).days
    return f"for {numbers.days_text(number)} siden"


def _secrecy(facts: Facts, *, limits: Limits, on: date) -> list[Term]:
    if facts.signed_on is None or facts.signed_on > on:
        missing = "Mentoren har ikke skrevet under. Det skal ske, før mentoren kan sige ja."
        return [Term("Tavshedserklæringen", holds=False, until=None, stops=False, missing=missing, is_needed=True)]
    until = secrecy_until(facts.signed_on, months=limits.secrecy_months)
    so = "Mentoren skal læse den og skrive under igen."
    return [Term("Tavshedserklæringen", until >= on, until, stops=True, so=so)]


def _certificate(papers: Iterable[Held], *, stops: bool, on: date) -> Term:
    holds, until = holds_until([one.period for one in papers if one.kind is PaperKind.CHILDREN], on=on)
    missing = "Et forløb, som mentoren har, kræver en børneattest."
    return Term(_CHILDREN, holds, until, stops=stops, missing=missing, so="Mentoren skal vise en ny.", is_needed=True)


def _agreements(supplied: Supplied | None, *, on: date) -> list[Term]:
    if supplied is None:
        return []
    if not supplied.name:
        missing = "Det er ikke oplyst, hvilken leverandør mentoren er ansat hos."
        return [Term("Leverandøren", holds=False, until=None, stops=True, missing=missing)]
    return [
        _agreement("Databehandleraftalen", "databehandleraftale", supplied.name, supplied.processing, on=on),
        _agreement("Rammeaftalen", "rammeaftale", supplied.name, supplied.frameworks, on=on),
    ]


def _agreement(the: str, one: str, supplier: str, periods: Sequence[Period], *, on: date) -> Term:
    holds, until = holds_until(periods, on=on)
    missing = f"{supplier} har ingen {one}, der gælder {days.text(on)}."
    return Term(f"{the} med {supplier}", holds, until, stops=True, missing=missing, is_suppliers=True)


def _papers(papers: Iterable[Held], *, on: date) -> list[Term]:
    sorts: dict[tuple[str, str], list[Held]] = {}
    for paper in sorted(papers, key=lambda one: one.period.first_day):
        sorts.setdefault(paper.sort, []).append(paper)
    return [_paper(of_a_sort, on=on) for _, of_a_sort in sorted(sorts.items())]


def _paper(of_a_sort: list[Held], *, on: date) -> Term:
    newest = of_a_sort[-1]
    holds, until = holds_until([paper.period for paper in of_a_sort], on=on)
    missing = f"{newest.name} gælder først fra {days.text(of_a_sort[0].period.first_day)}."
    return Term(newest.name, holds, until, stops=newest.is_required, missing=missing, so="Mentoren skal vise en ny.")
