"""Who can take a course, and what is said for and against; no database."""

from dataclasses import replace
from datetime import date

import pytest

from parloeb.domain.matching import rules
from parloeb.domain.matching.wishes.rules import Content
from parloeb.domain.referrals.lists import ConsiderationKind
from parloeb.kernel.periods import Period
from tests.builders.clock import LONG_AGO, ON, TOMORROW, YESTERDAY

NEED = rules.Need(period=Period(ON, date(2027, 2, 15)), minutes_per_week=120, citizen_user=1, deciders=frozenset({2}))
WHO = rules.Candidate(
    user=9,
    first_day=LONG_AGO,
    weekly_minutes=600,
    sex="female",
    languages=("da", "ar"),
    areas=("Nord",),
    has_signed_secrecy=True,
)
# What a mentor must be for the row to differ from one who can in that one fact; and what the need asks.
HINDERED: list[tuple[dict[str, object], dict[str, object], str]] = [
    ({"user": 1}, {}, "Er selv borgeren."),
    ({"user": 2}, {}, "Træffer afgørelser i sagen som ansat."),
    ({"first_day": TOMORROW}, {}, "Kan først fra 17-11-2026."),
    ({"last_day": date(2027, 2, 14)}, {}, "Holder op 14-02-2027, før bevillingen slutter."),
    ({"bound_minutes": 481}, {}, "Har 1,98 ledige timer om ugen; forløbet har brug for 2."),
    ({"bound_minutes": 540}, {}, "Har 1 ledig time om ugen; forløbet har brug for 2."),
    ({"bound_minutes": 700}, {}, "Har 0 ledige timer om ugen; forløbet har brug for 2."),
    (
        {"later_weekly": ((date(2027, 1, 4), 60),)},
        {},
        "Har 1 ledig time om ugen fra 04-01-2027; forløbet har brug for 2.",
    ),
    (
        {"later_bound": ((date(2027, 2, 15), 541),)},
        {},
        "Har 0,98 ledige timer om ugen fra 15-02-2027; forløbet har brug for 2.",
    ),
    (
        {"bound_minutes": 420},
        {"later_minutes": ((date(2026, 12, 1), 240),)},
        "Har 3 ledige timer om ugen fra 01-12-2026; forløbet har brug for 4.",
    ),
    ({"sex": "male"}, {"considerations": ("not_male_mentor",)}, "Hensyn: ikke en mandlig mentor."),
    ({"sex": ""}, {"considerations": ("not_male_mentor",)}, "Hensyn til køn, og mentorens køn er ikke oplyst."),
    ({"sex": "female"}, {"considerations": ("not_female_mentor",)}, "Hensyn: ikke en kvindelig mentor."),
    ({"sex": ""}, {"considerations": ("not_female_mentor",)}, "Hensyn til køn, og mentorens køn er ikke oplyst."),
    ({}, {"language": "so"}, "Taler ikke somali."),
    ({}, {"area": "Syd"}, "Dækker ikke Syd, kun Nord."),
    (
        {"meeting_places": ("office", "neutral")},
        {"meeting_place": "home"},
        "Kan ikke mødes her: hjemme hos borgeren.",
    ),
    (
        {"meeting_places": ("home",)},
        {"meeting_place": "home", "considerations": ("only_office",)},
        "Kan ikke mødes her: hos kommunen.",
    ),
    ({}, {"history": rules.History(declined={9: YESTERDAY})}, "Sagde nej til forløbet 15-11-2026."),
    (
        {},
        {"history": rules.History(parted={9: YESTERDAY})},
        "Var mentor for borgeren, og de gik fra hinanden 15-11-2026.",
    ),
    (
        {},
        {"history": rules.History(for_odds={9: YESTERDAY})},
        "Bad om et forløb med bedre odds, da dette blev tilbudt 15-11-2026.",
    ),
    ({}, {"history": rules.History(excluded={9: "Må ikke vælges her."})}, "Må ikke vælges her."),
    ({"stops": ("Tavshedserklæringen er udløbet.",)}, {}, "Tavshedserklæringen er udløbet."),
    ({}, {"with_children": True}, "Har ingen børneattest, der gælder, og forløbet kræver en."),
    ({"heavy_courses": 2}, {"is_heavy": True}, "Har 2 tunge forløb. Her må en mentor højst have 2 ad gangen."),
    (
        {"courses": 7},
        {"limits": rules.Limits(courses=7)},
        "Har 7 forløb. Her må en mentor højst have 7 ad gangen.",
    ),
    (
        {"times": ("mon_morning",)},
        {"told": Content(times=("mon_evening", "tue_morning"))},
        "Opfylder ikke betingelsen: kan tir formiddag, man aften.",
    ),
]
# The same facts just on the side of those who can.
FREE: list[tuple[dict[str, object], dict[str, object]]] = [
    ({}, {}),
    ({"first_day": ON}, {}),
    ({"last_day": date(2027, 2, 15)}, {}),
    ({"bound_minutes": 480}, {}),
    ({"later_weekly": ((date(2027, 1, 4), 120),)}, {}),
    ({"later_bound": ((date(2027, 2, 16), 541),)}, {}),
    ({"bound_minutes": 360}, {"later_minutes": ((date(2026, 12, 1), 240),)}),
    ({"bound_minutes": 540, "later_bound": ((TOMORROW, 0),)}, {"period": Period(TOMORROW, date(2027, 2, 15))}),
    ({"sex": "female"}, {"considerations": ("not_male_mentor",)}),
    ({"sex": "male"}, {"considerations": ("not_female_mentor",)}),
    ({"sex": ""}, {}),
    ({}, {"language": "ar"}),
    ({}, {"area": "nord "}),
    ({"areas": ()}, {"area": "Syd"}),
    ({"meeting_places": ("office", "home")}, {"meeting_place": "home"}),
    ({"meeting_places": ("office",)}, {"meeting_place": "home", "considerations": ("only_office",)}),
    ({"meeting_places": ("office",)}, {"meeting_place": "any"}),
    ({"meeting_places": ("office",)}, {}),
    ({}, {"meeting_place": "home"}),
    ({"has_signed_secrecy": False}, {}),
    ({}, {"considerations": ("interpreter", "anxiety", "only_office")}),
    ({}, {"history": rules.History({8: ON}, {8: ON}, {8: "Nej."}, former=9)}),
    ({"warnings": ("Børneattesten udløber om 12 dage.",)}, {}),
    ({"has_children_certificate": True}, {"with_children": True}),
    ({"heavy_courses": 1}, {"is_heavy": True}),
    ({"heavy_courses": 2}, {}),
    ({"courses": 6}, {"limits": rules.Limits(courses=7)}),
    ({"courses": 99}, {"limits": rules.Limits(courses=0)}),
    ({"times": ("mon_evening",)}, {"told": Content(times=("mon_evening", "tue_morning"))}),
    ({}, {"told": Content(times=("mon_evening",))}),
    ({"times": ("mon_evening",)}, {}),
]


def _both(who: dict[str, object], need: dict[str, object]) -> tuple[rules.Need, rules.Candidate]:
    return replace(NEED, **need), replace(WHO, **who)  # type: ignore[arg-type]


@pytest.mark.parametrize(("who", "need", "sentence"), HINDERED)
def test_each_hindrance_says_its_sentence(who: dict[str, object], need: dict[str, object], sentence: str) -> None:
    assert rules.hindrances(*_both(who, need), on=ON) == (sentence,)


@pytest.mark.parametrize(("who", "need"), FREE)
def test_on_the_other_side_of_the_limit_nothing_hinders(who: dict[str, object], need: dict[str, object]) -> None:
    assert rules.hindrances(*_both(who, need), on=ON) == ()


def test_a_mentor_must_be_there_from_today_when_the_grant_runs_already() -> None:
    need = replace(NEED, period=Period(LONG_AGO, date(2027, 2, 15)))
    assert rules.hindrances(need, replace(WHO, first_day=ON), on=ON) == ()


def test_all_hindrances_are_told_at_once() -> None:
    found = rules.hindrances(replace(NEED, language="so", with_children=True), replace(WHO, bound_minutes=600), on=ON)
    assert len(found) == 3


def test_before_the_yes_nothing_of_health_is_told() -> None:
    told = rules.told_before_yes(tuple(ConsiderationKind))
    assert told == (
        "Der er brug for tolk eller et fælles sprog.",
        "Møderne skal holdes hos kommunen.",
        "Der er tider på dagen, som ikke er mulige.",
    )
