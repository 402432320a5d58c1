"""What stands in the way where nobody can, and what contradicts itself; no database."""

from dataclasses import replace
from datetime import date

import pytest

from parloeb.domain.matching import obstacles, rules
from parloeb.kernel.periods import Period
from tests.builders.clock import LONG_AGO, ON, TOMORROW, YESTERDAY

NEED = rules.Need(period=Period(ON, date(2027, 2, 15)), minutes_per_week=120)
WHO = rules.Candidate(user=9, first_day=LONG_AGO, weekly_minutes=600, sex="female", languages=("da",), areas=("Nord",))

Facts = dict[str, object]
ALONE: list[tuple[Facts, Facts, str]] = [
    ({"language": "so"}, {}, "Uden kravet om at tale somali kunne 1 mentor tage forløbet."),
    ({"area": "Syd"}, {}, "Uden kravet om at dække Syd kunne 1 mentor tage forløbet."),
    (
        {"meeting_place": "home"},
        {"meeting_places": ("office",)},
        "Uden mødestedet »Hjemme hos borgeren« kunne 1 mentor tage forløbet.",
    ),
    ({}, {"bound_minutes": 500}, "Uden kravet om 2 ledige timer om ugen kunne 1 mentor tage forløbet."),
    (
        {"minutes_per_week": 60},
        {"bound_minutes": 600},
        "Uden kravet om 1 ledig time om ugen kunne 1 mentor tage forløbet.",
    ),
    (
        {},
        {"last_day": TOMORROW},
        "Uden kravet om at kunne hele perioden 16-11-2026 – 15-02-2027 kunne 1 mentor tage forløbet.",
    ),
    (
        {"considerations": ("not_male_mentor",)},
        {"sex": "male"},
        "Uden hensynet »Ikke en mandlig mentor« kunne 1 mentor tage forløbet.",
    ),
    (
        {"considerations": ("not_female_mentor",)},
        {},
        "Uden hensynet »Ikke en kvindelig mentor« kunne 1 mentor tage forløbet.",
    ),
]


def _found(need: Facts, *mentors: Facts) -> tuple[str, ...]:
    changed = [replace(WHO, **who) for who in mentors]  # type: ignore[arg-type]
    return obstacles.obstacles(replace(NEED, **need), changed, on=ON)  # type: ignore[arg-type]


@pytest.mark.parametrize(("need", "who", "sentence"), ALONE)
def test_the_one_demand_in_the_way_is_told_with_how_many_could_without_it(
    need: Facts, who: Facts, sentence: str
) -> None:
    assert _found(need, who) == (sentence,)


def test_where_somebody_can_nothing_is_in_the_way() -> None:
    assert _found({"language": "so"}, {}, {"languages": ("so",)}) == ()


def test_of_several_demands_the_one_that_keeps_most_out_comes_first() -> None:
    need: Facts = {"language": "so", "area": "Syd"}
    assert _found(need, {"languages": ("so",)}, {"areas": ("Syd",)}, {"areas": ()}) == (
        "Uden kravet om at tale somali kunne 2 mentorer tage forløbet.",
        "Uden kravet om at dække Syd kunne 1 mentor tage forløbet.",
    )


def test_two_demands_are_told_together_only_where_no_single_one_is_in_the_way() -> None:
    need: Facts = {"language": "so", "area": "Syd"}
    both = "Uden både kravet om at tale somali og kravet om at dække Syd kunne 1 mentor tage forløbet."
    assert _found(need, {}) == (both,)
    assert both not in _found(need, {}, {"areas": ("Syd",)})


def test_more_than_two_demands_are_said_to_be_many() -> None:
    assert _found({"language": "so", "area": "Syd"}, {"bound_minutes": 600}) == (obstacles.MANY,)


@pytest.mark.parametrize(
    ("closed", "history"),
    [
        ({"user": 1}, rules.NO_HISTORY),
        ({"user": 5}, rules.History(declined={5: YESTERDAY})),
        ({"user": 5}, rules.History(parted={5: YESTERDAY})),
        ({"user": 5}, rules.History(excluded={5: "Må ikke vælges her."})),
        ({"stops": ("Tavshedserklæringen er udløbet.",)}, rules.NO_HISTORY),
    ],
)
def test_whom_the_law_or_an_earlier_no_keeps_out_is_counted_without_no_demand(
    closed: Facts, history: rules.History
) -> None:
    need: Facts = {"language": "so", "citizen_user": 1, "history": history}
    assert _found(need, {}, closed) == ("Uden kravet om at tale somali kunne 1 mentor tage forløbet.",)
    assert _found(need, closed) == (obstacles.MANY,)


def test_an_empty_corps_is_told_as_such() -> None:
    assert _found({}) == (obstacles.NOBODY,)


def test_two_considerations_of_which_nobody_meets_both_are_told_and_hinder_everybody() -> None:
    need: Facts = {"considerations": ("not_male_mentor", "not_female_mentor")}
    assert obstacles.contradictions(replace(NEED, **need)) == (  # type: ignore[arg-type]
        "Hensynene »Ikke en mandlig mentor« og »Ikke en kvindelig mentor« modsiger hinanden. Ingen kan opfylde begge.",
    )
    assert _found(need, {}, {"sex": "male"}) == (
        "Uden hensynet »Ikke en mandlig mentor« kunne 1 mentor tage forløbet.",
        "Uden hensynet »Ikke en kvindelig mentor« kunne 1 mentor tage forløbet.",
    )


@pytest.mark.parametrize(
    ("wishes", "considerations", "sentences"),
    [
        (("woman",), (), ()),
        (("man",), ("not_female_mentor",), ()),
        (
            ("woman", "man"),
            (),
            ("Ønskerne »En kvinde« og »En mand« modsiger hinanden. Kun ét af dem kan opfyldes.",),
        ),
        (
            ("woman",),
            ("not_female_mentor",),
            ("Ønsket »En kvinde« og hensynet »Ikke en kvindelig mentor« modsiger hinanden. Hensynet går forud.",),
        ),
        (
            ("man",),
            ("not_male_mentor",),
            ("Ønsket »En mand« og hensynet »Ikke en mandlig mentor« modsiger hinanden. Hensynet går forud.",),
        ),
    ],
)
def test_wishes_that_contradict_each_other_or_a_consideration_are_told(
    wishes: tuple[str, ...], considerations: tuple[str, ...], sentences: tuple[str, ...]
) -> None:
    assert obstacles.contradictions(replace(NEED, wishes=wishes, considerations=considerations)) == sentences
