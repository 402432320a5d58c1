"""What a month says by itself, and what the mentor is advised to look at."""

from datetime import date

import pytest

from parloeb.domain.reports import rules
from parloeb.domain.reports.rules import Facts, GoalFact, Sentence, Source, VisitFact

NOVEMBER = date(2026, 11, 1)
AGREEMENT = Source("agreement", "a", "Mentoraftalen")


def held(number: int, minutes: int = 60, place: str = "I hjemmet", topic: str = "Hverdagen") -> VisitFact:
    source = Source("visit", str(number), f"Besøg {number}")
    return VisitFact(source, date(2026, 11, number), minutes, ((place, minutes),), ((topic, minutes),))


def missed(number: int, how: str = "Udeblivelse", cause: str = "Glemt aftalen") -> VisitFact:
    return VisitFact(Source("visit", str(number), ""), date(2026, 11, number), not_held=how, cause=cause)


def told(*visits: VisitFact, agreed: int = 0) -> list[str]:
    facts = Facts(NOVEMBER, visits, agreement=AGREEMENT if agreed else None, agreed_minutes_per_week=agreed)
    return rules.draft(facts).text_of("appointments").splitlines()


@pytest.mark.parametrize(
    ("visits", "sentence"),
    [
        ((), "Der er ikke registreret møder i november 2026."),
        ((held(3),), "I november 2026 har vi mødtes 1 gang, i alt 1 time."),
        ((held(3), held(10, 90)), "I november 2026 har vi mødtes 2 gange, i alt 2,5 timer."),
        ((held(3), held(4, 90, place="Telefon")), "Tiden fordelte sig sådan: telefon 1,5 timer, i hjemmet 1 time."),
        ((held(3), held(4, 90, topic="Økonomi")), "Det handlede om: økonomi 1,5 timer, hverdagen 1 time."),
        ((missed(5),), "1 aftale blev ikke til noget: 5. november (udeblivelse: glemt aftalen)."),
        (
            (missed(5), missed(9, "Sent afbud", "Sygdom")),
            "2 aftaler blev ikke til noget: 5. november (udeblivelse: glemt aftalen), "
            "9. november (sent afbud: sygdom).",
        ),
    ],
)
def test_the_month_is_put_into_sentences(visits: tuple[VisitFact, ...], sentence: str) -> None:
    assert sentence in told(*visits)


def test_the_agreed_hours_stand_beside() -> None:
    assert "Aftalen er 1,5 timer om ugen." in told(held(3), agreed=90)
    assert not [line for line in told(held(3)) if line.startswith("Aftalen")]


def test_a_month_without_meetings_says_nothing_of_places_and_topics() -> None:
    assert told(missed(5)) == [
        "Der er ikke registreret møder i november 2026.",
        "1 aftale blev ikke til noget: 5. november (udeblivelse: glemt aftalen).",
    ]


def test_each_sentence_keeps_its_sources() -> None:
    draft = rules.draft(Facts(NOVEMBER, (held(3), missed(5), held(9))))
    by_beginning = {sentence.text.split()[0]: [one.uuid for one in sentence.sources] for sentence in draft.sentences}
    assert by_beginning == {"I": ["3", "9"], "Tiden": ["3", "9"], "Det": ["3", "9"], "1": ["5"]}


def test_each_goal_gets_a_line_to_go_on_with_and_what_only_the_mentor_knows_stays_empty() -> None:
    goals = (GoalFact(AGREEMENT, "Møde til tiden."), GoalFact(AGREEMENT, "Klare sig uden støtte"))
    draft = rules.draft(Facts(NOVEMBER, goals=goals))
    assert draft.text_of("goals") == "Møde til tiden:\nKlare sig uden støtte:"
    assert next(one for one in draft.sentences if one.field == "goals") == Sentence(
        "goals", "Møde til tiden:", (AGREEMENT,)
    )
    assert {one.field for one in draft.sentences} == {"appointments", "goals"}


@pytest.mark.parametrize(
    ("month", "day", "due"),
    [
        (NOVEMBER, 5, date(2026, 12, 5)),
        (date(2026, 12, 31), 5, date(2027, 1, 5)),
        (date(2027, 1, 31), 28, date(2027, 2, 28)),
        (date(2028, 1, 31), 28, date(2028, 2, 28)),
    ],
)
def test_a_month_is_told_by_a_day_of_the_next(month: date, day: int, due: date) -> None:
    assert rules.due_on(month, day=day) == due


@pytest.mark.parametrize(
    ("first_day", "ended_on", "on", "months"),
    [
        (date(2026, 10, 20), None, date(2026, 10, 31), []),
        (date(2026, 10, 20), None, date(2026, 11, 1), [10]),
        (date(2026, 9, 1), None, date(2026, 11, 16), [9, 10]),
        (date(2026, 10, 20), date(2026, 11, 9), date(2026, 11, 9), [10, 11]),
        (date(2026, 10, 20), date(2026, 11, 9), date(2027, 2, 1), [10, 11]),
        (date(2026, 10, 20), date(2026, 10, 31), date(2026, 11, 1), [10]),
        (date(2026, 12, 1), None, date(2026, 11, 16), []),
    ],
)
def test_a_month_is_to_be_told_when_it_or_the_match_is_over(
    first_day: date, ended_on: date | None, on: date, months: list[int]
) -> None:
    assert [month.month for month in rules.months_to_tell(first_day, ended_on, on=on)] == months


GOOD = "Torsdag den 12. november tog Anna selv bussen til praktikken for første gang."


def codes(development: str = GOOD, goals: str = "", listed: tuple[str, ...] = (), **rest: str) -> list[tuple[str, str]]:
    found = rules.hints({"development": development, "goals": goals, **rest}, listed)
    return [(hint.code, hint.field) for hint in found]


def test_a_good_report_gets_no_advice() -> None:
    assert codes(goals="Møde til tiden: Hun kom hver gang.", listed=("Møde til tiden:",)) == []


@pytest.mark.parametrize(
    ("goals", "untouched"),
    [
        ("Møde til tiden:", True),
        ("Møde til tiden:   ", True),
        ("", True),
        ("Møde til tiden: Hun kom hver gang.", False),
        ("Vi øvede det at møde til tiden hver uge.", False),
        ("Noget andet: gik godt.", True),
    ],
)
def test_a_goal_without_a_word_is_pointed_out(goals: str, untouched: bool) -> None:
    assert (("goal", "goals") in codes(goals=goals, listed=("Møde til tiden:",))) is untouched


@pytest.mark.parametrize(
    ("development", "lacks"),
    [
        ("Det går godt.", True),
        ("Anna har udviklet sig meget, og hun er blevet gladere og mere åben over for andre.", True),
        (GOOD, False),
        ("Anna er blevet mere sikker, fx ringede hun selv til lægen og flyttede en tid.", False),
        ("", False),  # that it is empty is said by the sending
    ],
)
def test_a_development_without_example_is_pointed_out(development: str, lacks: bool) -> None:
    assert (("example", "development") in codes(development)) is lacks


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hun er doven.", "judging"),
        ("Han virkede UMOTIVERET den dag.", "judging"),
        ("Hun tager medicin mod angst.", "health"),
        ("Psykiatrien har ringet.", "health"),
        ("Ring til 010190-1236 i morgen.", "cpr"),
        ("0101901236", "cpr"),
        ("610190 1236", "cpr"),
        ("Telefon 12 34 56 78", ""),
        ("Sagsbehandlingen trækker ud.", ""),
        ("Ordrenummer 12345678901", ""),
        ("319999-1236", ""),
    ],
)
def test_words_to_think_over_are_pointed_out_where_they_stand(text: str, code: str) -> None:
    assert codes(risks=text) == ([(code, "risks")] if code else [])


def test_a_month_that_is_not_over_is_pointed_out() -> None:
    assert [hint.code for hint in rules.hints({"development": GOOD}, (), month_is_over=False)] == ["early"]
