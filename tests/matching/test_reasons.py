"""What is said for and against a mentor; no database."""

from dataclasses import replace
from datetime import date

from parloeb.domain.corps.lists import WeekTime
from parloeb.domain.matching import reasons, rules
from parloeb.domain.matching.wishes.rules import Content
from parloeb.kernel.periods import Period
from tests.builders.clock import ON
from tests.matching.test_rules import NEED, WHO


def test_one_free_hour_speaks_for_a_mentor_in_the_singular() -> None:
    need, who = replace(NEED, minutes_per_week=60), replace(WHO, bound_minutes=540)
    assert reasons.reasons_for(need, who)[-1] == "Har 1 ledig time om ugen."


def test_reasons_name_competence_wishes_language_area_and_free_hours() -> None:
    need = replace(NEED, needs={"debt": 2, "anxiety": 2}, wishes=("woman", "near"), area="Nord", language="ar")
    who = replace(WHO, competences=(("anxiety", 3), ("housing", 2)), bound_minutes=90)
    assert reasons.reasons_for(need, who) == (
        "Har særlig erfaring med: angst og fobi.",
        "Taler arabisk.",
        "Dækker Nord.",
        "Opfylder ønsket: en kvinde.",
        "Opfylder ønsket: en i nærheden.",
        "Har 8,5 ledige timer om ugen.",
    )
    assert reasons.reservations(need, who, on=ON) == ("Har ingen kendt erfaring med: gæld og økonomi.",)


def test_a_wish_that_is_not_met_and_what_is_to_be_solved_is_said_and_does_not_hinder() -> None:
    need = replace(NEED, wishes=("man", "same_language"), language="so", considerations=("interpreter",))
    assert reasons.reservations(need, WHO, on=ON) == (
        "Opfylder ikke ønsket: en mand.",
        "Opfylder ikke ønsket: en, der taler mit sprog.",
    )
    assert reasons.reservations(
        replace(need, wishes=(), language=""), replace(WHO, has_signed_secrecy=False), on=ON
    ) == (
        "Borgeren har brug for tolk eller et fælles sprog: vælg sproget, eller bestil tolk.",
        "Har ikke skrevet under på tavshedspligten endnu. Det skal ske, før mentoren kan sige ja.",
    )


def test_courses_had_own_life_and_the_mentor_before_speak_for_one() -> None:
    need = replace(NEED, needs={"debt": 2, "abuse": 1}, history=rules.History(former=WHO.user))
    who = replace(WHO, had={"debt": 4, "housing": 9}, lived=("abuse", "crime"))
    assert reasons.reasons_for(need, who)[:3] == (
        "Har haft 4 forløb med gæld og økonomi.",
        "Kender selv til: misbrug.",
        "Var borgerens mentor før.",
    )
    other = replace(who, user=8, had={}, lived=())
    assert reasons.reasons_for(need, other) == ("Har 10 ledige timer om ugen.",)


def test_times_and_own_experience_are_wishes_that_can_be_told() -> None:
    need = replace(NEED, needs={"abuse": 1}, wishes=("morning", "own_experience"))
    who = replace(WHO, times=("mon_morning",), lived=("abuse",))
    met = ("Opfylder ønsket: helst om formiddagen.", "Opfylder ønsket: en, der selv har prøvet noget lignende.")
    assert reasons.reasons_for(need, who)[1:3] == met
    assert reasons.reservations(need, replace(who, times=("mon_evening",), lived=("crime",)), on=ON)[1:] == (
        "Opfylder ikke ønsket: helst om formiddagen.",
        "Opfylder ikke ønsket: en, der selv har prøvet noget lignende.",
    )
    assert reasons.reservations(need, replace(who, lived=()), on=ON)[1:] == (
        "Det er ikke oplyst, om mentoren opfylder ønsket: en, der selv har prøvet noget lignende.",
    )
    everything = tuple(WeekTime)
    assert "Opfylder ønsket: helst om formiddagen." in reasons.reasons_for(need, replace(who, times=everything))


def test_times_that_a_mentor_never_told_neither_meet_nor_hinder() -> None:
    need = replace(NEED, told=Content(times=("mon_morning",)), wishes=("morning",))
    untold, told = replace(WHO, times=()), replace(WHO, times=("mon_morning",))
    assert rules.hindrances(need, untold, on=ON) == ()
    assert reasons.reservations(need, untold, on=ON) == (
        "Det er ikke oplyst, om mentoren opfylder ønsket: helst om formiddagen.",
        "Har ikke fortalt sine tider: spørg først, om de passer.",
    )
    assert not [reason for reason in reasons.reasons_for(need, untold) if reason.startswith("Opfylder")]
    assert reasons.reservations(need, told, on=ON) == ()
    assert rules.hindrances(need, replace(WHO, times=("tue_morning",)), on=ON)


def test_less_than_is_needed_strain_and_papers_speak_against() -> None:
    need = replace(NEED, needs={"debt": 3}, is_heavy=True)
    who = replace(
        WHO,
        competences=(("debt", 2),),
        strain=4,
        wants_better_odds=True,
        warnings=("Børneattesten udløber om 12 dage.",),
    )
    assert reasons.reservations(need, who, on=ON) == (
        "Der er brug for mere erfaring med: gæld og økonomi.",
        "Har selv sat sin belastning til 4 af 5.",
        "Har bedt om et forløb med bedre odds, og dette er et tungt forløb.",
        "Børneattesten udløber om 12 dage.",
    )
    calm = replace(who, competences=(("debt", 3),), strain=3, warnings=())
    assert reasons.reservations(replace(need, is_heavy=False), calm, on=ON) == ()


def test_an_absence_at_the_beginning_is_told_and_does_not_hinder() -> None:
    away = replace(WHO, absences=(Period(date(2026, 11, 20), date(2026, 12, 20)),))
    assert reasons.reservations(NEED, away, on=ON) == (
        "Er fraværende 20-11-2026 – 20-12-2026, så forløbet begynder med en pause.",
    )
    assert rules.hindrances(NEED, away, on=ON) == ()
    patient = replace(NEED, limits=rules.Limits(absence_days=32))
    assert reasons.reservations(patient, away, on=ON) == ()
    begun = replace(NEED, period=Period(date(2026, 8, 16), date(2027, 2, 15)))
    assert reasons.reservations(begun, away, on=ON)


def test_courses_had_are_not_called_no_experience() -> None:
    need = replace(NEED, needs={"debt": 2, "abuse": 2})
    assert reasons.reservations(need, replace(WHO, had={"debt": 3}), on=ON) == (
        "Har ingen kendt erfaring med: misbrug.",
        "Hvor god mentoren er til det, er ikke vurderet: gæld og økonomi.",
    )


def test_fewer_hours_later_and_an_absence_in_the_middle_are_told_with_their_days() -> None:
    away = Period(date(2027, 1, 4), date(2027, 1, 24))
    who = replace(WHO, later_weekly=((date(2027, 1, 4), 180),), absences=(away,))
    assert reasons.reservations(NEED, who, on=ON) == (
        "Har kun 3 ledige timer om ugen fra 04-01-2027.",
        "Er fraværende 04-01-2027 – 24-01-2027 midt i forløbet.",
    )
    patient = replace(NEED, limits=rules.Limits(absence_days=22))
    assert reasons.reservations(patient, replace(who, later_weekly=()), on=ON) == ()
    short = replace(NEED, period=Period(ON, date(2027, 1, 3)))
    assert reasons.reservations(short, who, on=ON) == ()
