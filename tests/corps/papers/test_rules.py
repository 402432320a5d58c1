"""What stops a new match, and what is warned of, case by case; each no differs from a yes in one fact."""

from dataclasses import replace
from datetime import date

import pytest

from parloeb.domain.corps.lists import PaperKind
from parloeb.domain.corps.papers import rules
from parloeb.domain.corps.papers.rules import Facts, Held, Supplied
from parloeb.kernel.periods import Period

ON = date(2026, 11, 16)
LIMITS = rules.Limits(secrecy_months=24, warn_days=30)
OPEN = Period(date(2020, 1, 1))
PAST = Period(date(2025, 1, 1), date(2026, 11, 15))
TO_COME = Period(date(2026, 11, 17))
AGREED = Supplied("Sporskiftet ApS", (OPEN,), (OPEN,))
RECORD = Held(PaperKind.CRIMINAL_RECORD, OPEN, is_required=True)
CHILDREN = Held(PaperKind.CHILDREN, OPEN)
FIRST_AID = Held(PaperKind.COURSE, OPEN, "Førstehjælp", is_required=True)
WHOLE = Facts(signed_on=date(2026, 1, 1), papers=(RECORD, CHILDREN), supplied=AGREED)


def _standing(facts: Facts) -> rules.Standing:
    return rules.standing(facts, limits=LIMITS, on=ON)


def test_whose_papers_hold_is_stopped_and_warned_by_nothing() -> None:
    assert _standing(WHOLE) == rules.Standing(has_children_certificate=True)


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        (
            replace(WHOLE, signed_on=date(2024, 11, 16)),
            "Tavshedserklæringen udløb 15-11-2026. Mentoren skal læse den og skrive under igen.",
        ),
        (replace(WHOLE, supplied=replace(AGREED, processing=())), "Sporskiftet ApS har ingen databehandleraftale, der"),
        (
            replace(WHOLE, supplied=replace(AGREED, processing=(PAST,))),
            "Databehandleraftalen med Sporskiftet ApS udløb 15-11-2026.",
        ),
        (
            replace(WHOLE, supplied=replace(AGREED, processing=(TO_COME,))),
            "Sporskiftet ApS har ingen databehandleraftale, der gælder 16-11-2026.",
        ),
        (replace(WHOLE, supplied=replace(AGREED, frameworks=())), "Sporskiftet ApS har ingen rammeaftale, der gælder"),
        (
            replace(WHOLE, supplied=replace(AGREED, frameworks=(PAST,))),
            "Rammeaftalen med Sporskiftet ApS udløb 15-11-2026.",
        ),
        (replace(WHOLE, supplied=Supplied()), "Det er ikke oplyst, hvilken leverandør mentoren er ansat hos."),
        (replace(WHOLE, papers=(replace(RECORD, period=PAST),)), "Straffeattest udløb 15-11-2026. Mentoren skal vise"),
        (replace(WHOLE, papers=(replace(RECORD, period=TO_COME),)), "Straffeattest gælder først fra 17-11-2026."),
        (replace(WHOLE, papers=(replace(FIRST_AID, period=PAST),)), "Førstehjælp udløb 15-11-2026. Mentoren skal vise"),
        (
            replace(WHOLE, papers=(replace(FIRST_AID, period=PAST), replace(FIRST_AID, title="Konflikter"))),
            "Førstehjælp udløb 15-11-2026.",
        ),
    ],
)
def test_what_has_expired_or_is_missing_stops_a_new_match(facts: Facts, sentence: str) -> None:
    (stop,) = _standing(facts).stops
    assert stop.startswith(sentence)


@pytest.mark.parametrize(
    "facts",
    [
        replace(WHOLE, signed_on=date(2024, 11, 17)),
        replace(WHOLE, signed_on=None),  # asked for at the mentor's yes
        replace(WHOLE, supplied=None),  # an employee of the municipality
        replace(WHOLE, supplied=replace(AGREED, processing=(replace(PAST, last_day=ON),))),
        replace(WHOLE, supplied=replace(AGREED, processing=(PAST, Period(ON)))),
        replace(WHOLE, supplied=replace(AGREED, frameworks=(PAST, OPEN))),
        replace(WHOLE, papers=()),
        replace(WHOLE, papers=(replace(RECORD, period=replace(PAST, last_day=ON)),)),
        replace(WHOLE, papers=(replace(RECORD, period=PAST, is_required=False),)),
        replace(WHOLE, papers=(replace(RECORD, period=PAST), replace(RECORD, period=Period(ON)))),
        # The newest of a sort tells whether it is required.
        replace(WHOLE, papers=(replace(RECORD, period=PAST), replace(RECORD, period=TO_COME, is_required=False))),
        replace(
            WHOLE, papers=(replace(FIRST_AID, period=PAST), replace(FIRST_AID, title="førstehjælp", period=Period(ON)))
        ),
    ],
)
def test_what_differs_in_one_fact_stops_nothing(facts: Facts) -> None:
    assert _standing(facts).stops == ()


@pytest.mark.parametrize(
    ("last_day", "warning"),
    [
        (date(2026, 11, 16), ("Børneattest udløber 16-11-2026 (i dag).",)),
        (date(2026, 11, 17), ("Børneattest udløber 17-11-2026 (om 1 dag).",)),
        (date(2026, 12, 16), ("Børneattest udløber 16-12-2026 (om 30 dage).",)),
        (date(2026, 12, 17), ()),
        (date(2026, 11, 15), ()),
        (None, ()),
    ],
)
def test_what_ends_soon_is_warned_of(last_day: date | None, warning: tuple[str, ...]) -> None:
    certificate = replace(CHILDREN, period=Period(date(2026, 1, 1), last_day))
    assert _standing(Facts(papers=(certificate,))).warnings == warning


@pytest.mark.parametrize(
    ("facts", "warning"),
    [
        (Facts(signed_on=date(2024, 11, 29)), "Tavshedserklæringen udløber 28-11-2026 (om 12 dage)."),
        (
            Facts(supplied=replace(AGREED, processing=(Period(date(2026, 1, 1), date(2026, 11, 28)),))),
            "Databehandleraftalen med Sporskiftet ApS udløber 28-11-2026 (om 12 dage).",
        ),
        (
            Facts(supplied=replace(AGREED, frameworks=(Period(date(2026, 1, 1), date(2026, 11, 28)),))),
            "Rammeaftalen med Sporskiftet ApS udløber 28-11-2026 (om 12 dage).",
        ),
    ],
)
def test_each_sort_is_warned_of(facts: Facts, warning: str) -> None:
    assert _standing(facts) == rules.Standing(warnings=(warning,))


def test_what_is_followed_without_a_break_is_not_warned_of() -> None:
    soon, then = Period(date(2026, 1, 1), date(2026, 11, 28)), Period(date(2026, 11, 29))
    assert _standing(Facts(supplied=replace(AGREED, processing=(then, soon)))).warnings == ()
    with_a_day_between = replace(then, first_day=date(2026, 11, 30))
    assert len(_standing(Facts(supplied=replace(AGREED, processing=(with_a_day_between, soon)))).warnings) == 1


@pytest.mark.parametrize(
    ("paper", "has"),
    [
        (CHILDREN, True),
        (replace(CHILDREN, period=replace(PAST, last_day=ON)), True),
        (replace(CHILDREN, period=PAST), False),
        (replace(CHILDREN, period=TO_COME), False),
        (replace(CHILDREN, kind=PaperKind.CRIMINAL_RECORD), False),
    ],
)
def test_a_childrens_certificate_is_told_and_stops_nothing(paper: Held, has: bool) -> None:
    found = _standing(Facts(papers=(paper,)))
    assert (found.has_children_certificate, found.stops) == (has, ())


@pytest.mark.parametrize(("day", "told"), [(15, "for 1 dag siden"), (4, "for 12 dage siden")])
def test_how_long_ago_is_told_in_words(day: int, told: str) -> None:
    assert rules.gone(date(2026, 11, day), on=ON) == told
