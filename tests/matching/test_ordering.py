"""The one order of mentors for a course, and what it is made of; no database."""

from dataclasses import replace

import pytest

from parloeb.domain.law.settings import Setting, Settings
from parloeb.domain.matching import ordering, rules
from parloeb.domain.matching.suggesting import scoring
from parloeb.domain.matching.wishes.rules import Content
from tests.matching.test_rules import NEED, WHO

COURSE = replace(NEED, needs={"debt": 2}, wishes=("woman",), area="Nord", waiting_days=40)
PLAIN = replace(WHO, sex="male", areas=())


def _ranked(*who: rules.Candidate, need: rules.Need = COURSE, **weights: int) -> list[int]:
    ranked = ordering.ranked(need, who, weights=replace(scoring.DEFAULT, **weights))
    return [one.candidate.user for one in ranked]


@pytest.mark.parametrize(
    ("change", "need"),
    [
        ({"competences": (("debt", 1),)}, {}),
        ({"had": {"debt": 1}}, {}),
        ({"lived": ("debt",)}, {}),
        ({"sex": "female"}, {}),
        ({"areas": ("Nord",)}, {}),
        ({"areas": (" nord",)}, {}),
        ({"times": ("mon_morning",)}, {"wishes": ("morning",), "told": Content()}),
        ({"kind": "volunteer"}, {"told": Content(kinds=("volunteer",))}),
        ({}, {"history": rules.History(former=5)}),
        ({"weekly_minutes": 601}, {}),
    ],
)
def test_each_fact_alone_comes_before_a_mentor_without_it(change: dict[str, object], need: dict[str, object]) -> None:
    course = replace(COURSE, **need)  # type: ignore[arg-type]
    better = replace(PLAIN, user=5, **change)  # type: ignore[arg-type]
    other = replace(PLAIN, user=4, times=("mon_evening",))
    assert _ranked(other, better, need=course) == [5, 4]
    assert _ranked(better, other, need=course) == [5, 4]


@pytest.mark.parametrize(
    ("change", "is_heavy", "first"),
    [
        ({}, False, 5),
        ({"strain": 3}, True, 5),
        ({"strain": 4}, False, 4),
        ({"strain": 5}, False, 4),
        ({"wants_better_odds": True}, False, 5),
        ({"wants_better_odds": True}, True, 4),
    ],
)
def test_who_is_strained_comes_after_who_is_not(change: dict[str, object], is_heavy: bool, first: int) -> None:
    course = replace(COURSE, is_heavy=is_heavy)
    one = replace(PLAIN, user=5, **change)  # type: ignore[arg-type]
    assert _ranked(one, replace(PLAIN, user=4), need=course)[0] == first


def test_who_count_alike_stand_as_they_came() -> None:
    assert _ranked(*(replace(PLAIN, user=user) for user in (7, 3, 9))) == [7, 3, 9]


def test_every_weight_is_a_setting_of_the_jobcentre_and_the_shipped_are_the_command_s() -> None:
    assert ordering.weights_of(Settings()) == scoring.DEFAULT
    own = {setting: 7 for setting in Setting if setting.startswith("weight_")}
    weights = ordering.weights_of(Settings(own))
    assert weights == scoring.Weights(*[7] * len(own))


def test_a_weight_changes_the_order() -> None:
    able, woman = replace(PLAIN, user=5, competences=(("debt", 1),)), replace(PLAIN, user=4, sex="female")
    assert _ranked(able, woman, wish=3) == [4, 5]
    assert _ranked(able, woman, need_met=3) == [5, 4]


def test_what_counted_is_told_with_points_and_the_fact_and_waiting_is_left_out() -> None:
    who = replace(WHO, competences=(("debt", 3),), had={"debt": 2}, strain=2)
    (one,) = ordering.ranked(COURSE, [who], weights=scoring.DEFAULT)
    assert [(part.label, part.points, part.fact) for part in ordering.counted(COURSE, one)] == [
        ("Muligt par", "1 point", "alle krav er opfyldt"),
        (
            "Behov, som mentoren kan møde",
            "4 point",
            "gæld og økonomi: særlig erfaring, og der er brug for god erfaring",
        ),
        ("Erfaring", "0,8 point", "2 forløb med gæld og økonomi"),
        ("Ønsker, der opfyldes", "2 point", "en kvinde"),
        ("Samme område", "1 point", "mentoren dækker Nord"),
        ("Overskud", "1 point", "mentoren har selv sat sin belastning til 2 af 5"),
    ]
    assert one.total == 1180  # waiting gives 2 points more


def test_an_area_is_one_in_the_score_however_it_is_written() -> None:
    courses = [COURSE, replace(COURSE, area="nord")]
    given = ordering.waiting_list(courses, [replace(WHO, areas=("NORD ", "Syd"))])
    assert scoring.parts(given)["area"].tolist() == [[100], [100]]
    (one,) = ordering.ranked(courses[1], [WHO], weights=scoring.DEFAULT)
    assert "mentoren dækker nord" in [part.fact for part in ordering.counted(courses[1], one)]
