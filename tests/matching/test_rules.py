"""Who can take a course, and what is said for and against; no database."""

from dataclasses import replace
from datetime import date

import pytest

from parloeb.domain.matching import rules
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
    ({"sex": "male"}, {"considerations": ("not_male_mentor",)}, "Hensyn: ikke en mandlig mentor."),
    ({"sex": ""}, {"considerations": ("not_male_mentor",)}, "Hensyn til køn, og mentorens køn er ikke oplyst."),
    ({"sex": "female"}, {"considerations": ("not_female_mentor",)}, "Hensyn: ikke en kvindelig mentor."),
    ({"sex": ""}, {"considerations": ("not_female_mentor",)}, "Hensyn til køn, og mentorens køn er ikke oplyst."),
    ({}, {"language": "so"}, "Taler ikke somali."),
    ({}, {"area": "Syd"}, "Dækker ikke Syd, kun Nord."),
    ({"declined_on": YESTERDAY}, {}, "Sagde nej til forløbet 15-11-2026."),
    ({"parted_on": YESTERDAY}, {}, "Var mentor her, og de gik fra hinanden 15-11-2026."),
]
# The same facts just on the side of those who can.
FREE: list[tuple[dict[str, object], dict[str, object]]] = [
    ({}, {}),
    ({"first_day": ON}, {}),
    ({"last_day": date(2027, 2, 15)}, {}),
    ({"bound_minutes": 480}, {}),
    ({"sex": "female"}, {"considerations": ("not_male_mentor",)}),
    ({"sex": "male"}, {"considerations": ("not_female_mentor",)}),
    ({"sex": ""}, {}),
    ({}, {"language": "ar"}),
    ({}, {"area": "nord "}),
    ({"areas": ()}, {"area": "Syd"}),
    ({"has_signed_secrecy": False}, {}),
    ({}, {"considerations": ("interpreter", "anxiety", "only_office")}),
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
    found = rules.hindrances(replace(NEED, language="so"), replace(WHO, bound_minutes=600, declined_on=ON), on=ON)
    assert len(found) == 3


def test_one_free_hour_speaks_for_a_mentor_in_the_singular() -> None:
    need, who = replace(NEED, minutes_per_week=60), replace(WHO, bound_minutes=540)
    assert rules.reasons_for(need, who)[-1] == "Har 1 ledig time om ugen."


def test_reasons_name_competence_wishes_language_area_and_free_hours() -> None:
    need = replace(NEED, fields=("debt", "anxiety"), wishes=("woman", "near", "morning"), area="Nord", language="ar")
    who = replace(WHO, competences=(("anxiety", 3), ("housing", 2)), bound_minutes=90)
    assert rules.reasons_for(need, who) == (
        "Har særlig erfaring med: angst og fobi.",
        "Opfylder ønsket: en kvinde.",
        "Opfylder ønsket: en i nærheden.",
        "Taler arabisk.",
        "Dækker Nord.",
        "Har 8,5 ledige timer om ugen.",
    )
    assert rules.reservations(need, who) == ("Har ingen kendt erfaring med: gæld og økonomi.",)


def test_a_wish_that_is_not_met_and_what_is_to_be_solved_is_said_and_does_not_hinder() -> None:
    need = replace(NEED, wishes=("man", "same_language"), language="so", considerations=("interpreter",))
    assert rules.reservations(need, WHO) == (
        "Opfylder ikke ønsket: en mand.",
        "Opfylder ikke ønsket: en, der taler mit sprog.",
    )
    assert rules.reservations(replace(need, wishes=(), language=""), replace(WHO, has_signed_secrecy=False)) == (
        "Borgeren har brug for tolk eller et fælles sprog: vælg sproget, eller bestil tolk.",
        "Har ikke skrevet under på tavshedspligten endnu. Det skal ske, før mentoren kan sige ja.",
    )


def test_competence_comes_before_wishes_and_wishes_before_free_hours() -> None:
    need = replace(NEED, fields=("debt",), wishes=("woman",))
    able = replace(WHO, sex="male", weekly_minutes=120, competences=(("debt", 1),))
    wished = replace(WHO, weekly_minutes=120)
    free = replace(WHO, sex="male", weekly_minutes=2000)
    ranked = sorted([free, wished, able], key=lambda who: rules.rank(need, who))
    assert ranked == [able, wished, free]


def test_before_the_yes_nothing_of_health_is_told() -> None:
    told = rules.told_before_yes(tuple(ConsiderationKind))
    assert told == (
        "Der er brug for tolk eller et fælles sprog.",
        "Møderne skal holdes hos kommunen.",
        "Der er tider på dagen, som ikke er mulige.",
    )
