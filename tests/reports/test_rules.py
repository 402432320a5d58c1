"""Which months a report tells, what they say by themselves, and what the mentor is advised to look at."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.domain.reports import rules
from parloeb.domain.reports.rules import Facts, GoalFact, Sentence, Source, Span, VisitFact
from parloeb.kernel import days

NOVEMBER = date(2026, 11, 1)
OF_NOVEMBER = Span(NOVEMBER, NOVEMBER)
AGREEMENT = Source("agreement", "a", "Mentoraftalen")


def held(number: int, minutes: int = 60, place: str = "I hjemmet", topic: str = "Hverdagen") -> VisitFact:
    source = Source("visit", str(number), f"Besøg {number}")
    return VisitFact(source, date(2026, 11, number), minutes, ((place, minutes),), ((topic, minutes),))


def missed(number: int, how: str = "Udeblivelse", cause: str = "Glemt aftalen") -> VisitFact:
    return VisitFact(Source("visit", str(number), ""), date(2026, 11, number), not_held=how, cause=cause)


def told(*visits: VisitFact, agreed: int = 0) -> list[str]:
    facts = Facts(OF_NOVEMBER, visits, agreement=AGREEMENT if agreed else None, agreed_minutes_per_week=agreed)
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
    draft = rules.draft(Facts(OF_NOVEMBER, (held(3), missed(5), held(9))))
    by_beginning = {sentence.text.split()[0]: [one.uuid for one in sentence.sources] for sentence in draft.sentences}
    assert by_beginning == {"I": ["3", "9"], "Tiden": ["3", "9"], "Det": ["3", "9"], "1": ["5"]}


def test_each_goal_gets_a_line_to_go_on_with_and_what_only_the_mentor_knows_stays_empty() -> None:
    goals = (GoalFact(AGREEMENT, "Møde til tiden."), GoalFact(AGREEMENT, "Klare sig uden støtte"))
    draft = rules.draft(Facts(OF_NOVEMBER, goals=goals))
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
    spans = rules.spans_to_tell(first_day, ended_on, told=(), rhythm=lambda _: 1, on=on)
    over = [span for span in spans if rules.is_over(span, ended_on, on=on)]
    assert [(span.first.month, span.last.month) for span in over] == [(month, month) for month in months]


def span(text: str) -> Span:
    """One month (2026-10) or from one to another (2026-10..12, 2026-11..2027-01)."""
    first, _, last = text.partition("..")
    begin = date.fromisoformat(f"{first}-01")
    if not last:
        return Span(begin, begin)
    return Span(begin, date.fromisoformat(f"{last}-01" if "-" in last else f"{begin.year}-{last}-01"))


def spans(text: str) -> list[Span]:
    return [span(one) for one in text.split()]


# First and last day of the match, which reports there are, from which day on how many months each, the day, and what
# is to be told: what is over, and what runs.
TO_TELL = {
    "two months, begun in the middle of one": (
        "2026-08-20",
        None,
        "",
        {"": 2},
        "2026-11-16",
        "2026-08..09",
        "2026-10..11",
    ),
    "the day before a span ends": ("2026-08-20", None, "", {"": 2}, "2026-09-30", "", "2026-08..09"),
    "the day after": ("2026-08-20", None, "", {"": 2}, "2026-10-01", "2026-08..09", "2026-10..11"),
    "three months across new year": (
        *("2026-08-20", None, "", {"": 3}),
        *("2027-02-01", "2026-08..10 2026-11..2027-01", "2027-02..04"),
    ),
    "ended before the span is full": ("2026-10-05", "2026-11-09", "", {"": 3}, "2026-11-09", "2026-10..11", ""),
    "ended, and asked long after": ("2026-10-05", "2026-11-09", "", {"": 3}, "2027-03-01", "2026-10..11", ""),
    "ended on the last day of a full span": ("2026-10-05", "2026-12-31", "", {"": 3}, "2027-01-01", "2026-10..12", ""),
    "ended on the first day of the next": (
        *("2026-10-05", "2027-01-01", "", {"": 3}),
        *("2027-01-01", "2026-10..12 2027-01", ""),
    ),
    "ended in the month in which it began": ("2026-10-05", "2026-10-06", "", {"": 3}, "2026-10-06", "2026-10", ""),
    "not begun": ("2026-12-05", None, "", {"": 3}, "2026-11-16", "", ""),
    "longer from a day within the span: it ends as it began": (
        *("2026-09-05", None, "", {"": 1, "2026-10-02": 3}),
        *("2026-11-16", "2026-09 2026-10", "2026-11..2027-01"),
    ),
    "shorter from a day within the span: so does this": (
        *("2026-08-05", None, "", {"": 3, "2026-08-06": 1}),
        *("2026-11-16", "2026-08..10", "2026-11"),
    ),
    "another rule from the very day on which the match begins": (
        *("2026-08-20", None, "", {"": 1, "2026-08-20": 2}),
        *("2026-10-16", "2026-08..09", "2026-10..11"),
    ),
    "another rule from the first of the month in which it begins": (
        *("2026-08-20", None, "", {"": 1, "2026-08-21": 2}),
        *("2026-10-16", "2026-08", "2026-09..10"),
    ),
    "changed twice": (
        *("2026-01-01", None, "", {"": 1, "2026-02-01": 3, "2026-04-01": 2}),
        *("2026-08-01", "2026-01 2026-02..04 2026-05..06", "2026-07..08"),
    ),
    "what is told is not told again": (
        *("2026-08-05", None, "2026-08..09", {"": 2}),
        *("2026-12-01", "2026-10..11", "2026-12..2027-01"),
    ),
    "a report sent early leaves the rest to the next": (
        *("2026-08-05", None, "2026-08", {"": 3}),
        *("2026-12-01", "2026-09..11", "2026-12..2027-02"),
    ),
    "a month left out before one that is told": (
        *("2026-08-05", None, "2026-09", {"": 3}),
        *("2026-10-16", "2026-08", "2026-10..12"),
    ),
    "told out of order": (
        *("2026-06-05", None, "2026-10 2026-07..08", {"": 3}),
        *("2026-12-01", "2026-06 2026-09", "2026-11..2027-01"),
    ),
    "begun for longer than the match came to last": (
        "2026-10-05",
        "2026-11-09",
        "2026-10..12",
        {"": 3},
        "2026-12-09",
        "",
        "",
    ),
}


@pytest.mark.parametrize("row", TO_TELL.values(), ids=TO_TELL)
def test_a_report_tells_of_as_many_months_as_the_rule_of_the_day_on_which_they_begin_says(row: tuple[Any, ...]) -> None:
    first_day, ended_on, told, rhythm, on, over, running = row
    ended, today = date.fromisoformat(ended_on) if ended_on else None, date.fromisoformat(on)

    def by_the_rule_of(day: date) -> int:
        return int(rhythm[max(since for since in rhythm if since <= day.isoformat())])

    found = rules.spans_to_tell(date.fromisoformat(first_day), ended, told=spans(told), rhythm=by_the_rule_of, on=today)
    assert [one for one in found if rules.is_over(one, ended, on=today)] == spans(over)
    assert [one for one in found if not rules.is_over(one, ended, on=today)] == spans(running)


@given(
    first_day=st.dates(date(2025, 1, 1), date(2025, 12, 31)),
    lasts=st.none() | st.integers(0, 500),
    asked=st.integers(0, 700),
    lengths=st.dictionaries(st.dates(date(2024, 6, 1), date(2027, 6, 1)), st.integers(1, 3), max_size=5),
    told=st.lists(st.tuples(st.integers(0, 20), st.integers(1, 3)), max_size=4),
)
def test_whatever_is_set_and_told_each_month_is_told_once(
    first_day: date, lasts: int | None, asked: int, lengths: dict[date, int], told: list[tuple[int, int]]
) -> None:
    begin = first_day.replace(day=1)
    reports: list[Span] = []
    for after, length in told:
        first = days.months_after(begin, after)
        one = Span(first, days.months_after(first, length - 1))
        if not any(other.first <= one.last and one.first <= other.last for other in reports):
            reports.append(one)
    ended = None if lasts is None else first_day + timedelta(days=lasts)
    on = max(first_day, ended or first_day) + timedelta(days=asked)

    def rhythm(day: date) -> int:
        begun = [since for since in lengths if since <= day]
        return lengths[max(begun)] if begun else 1

    found = rules.spans_to_tell(first_day, ended, told=reports, rhythm=rhythm, on=on)
    months = [days.months_after(begin, number) for number in range((on.year - begin.year + 1) * 12)]
    of_match = [month for month in months if month <= min(on, ended or on)]
    assert all(sum(one.holds(month) for one in (*found, *reports)) == 1 for month in of_match)
    assert ended is None or all(one.first <= ended and (one.last <= ended) for one in found)


@pytest.mark.parametrize(
    ("whole", "ended_on", "on", "told"),
    [
        ("2026-10..12", None, "2027-01-01", "2026-10..12"),
        ("2026-10..12", None, "2026-12-01", "2026-10..12"),
        ("2026-10..12", None, "2026-11-30", "2026-10..11"),
        ("2026-10..12", None, "2026-10-01", "2026-10"),
        ("2026-10..12", "2026-11-09", "2027-01-16", "2026-10..11"),
        ("2026-10..12", "2026-11-09", "2026-11-10", "2026-10..11"),
        ("2026-10", None, "2026-10-16", "2026-10"),
        ("2026-10", "2026-09-16", "2026-10-16", "2026-10"),
    ],
)
def test_a_report_that_is_sent_tells_of_no_month_that_has_not_begun_or_comes_after_the_match(
    whole: str, ended_on: str | None, on: str, told: str
) -> None:
    ended = date.fromisoformat(ended_on) if ended_on else None
    assert rules.until_now(span(whole), ended, on=date.fromisoformat(on)) == span(told)


@pytest.mark.parametrize(
    ("whole", "sentence"),
    [
        ("2026-11", "Der er ikke registreret møder i november 2026."),
        ("2026-10..11", "Der er ikke registreret møder i oktober og november 2026."),
        ("2026-09..11", "Der er ikke registreret møder fra september til november 2026."),
        ("2026-11..2027-01", "Der er ikke registreret møder fra november 2026 til januar 2027."),
    ],
)
def test_the_draft_names_all_the_months(whole: str, sentence: str) -> None:
    assert rules.draft(Facts(span(whole))).text_of("appointments") == sentence


def test_a_sentence_may_begin_with_the_months() -> None:
    text = rules.draft(Facts(span("2026-09..11"), (held(3),))).text_of("appointments")
    assert text.startswith("Fra september til november 2026 har vi mødtes 1 gang")


@pytest.mark.parametrize(
    ("whole", "on", "sentence"),
    [
        ("2026-10", "2026-11-01", ""),
        ("2026-10", "2026-10-31", "Oktober 2026 er ikke slut. Tallene bliver, som de er, når du sender."),
        (
            "2026-09..10",
            "2026-10-31",
            "September og oktober 2026 er ikke slut. Tallene bliver, som de er, når du sender.",
        ),
        (
            "2026-09..11",
            "2026-10-31",
            "September til november 2026 er ikke slut. Sender du nu, fortæller rapporten kun om september og oktober "
            "2026, og tallene bliver, som de er. Resten hører til den næste rapport.",
        ),
    ],
)
def test_who_sends_early_is_told_what_comes_of_it(whole: str, on: str, sentence: str) -> None:
    assert rules.too_early(span(whole), None, on=date.fromisoformat(on)) == sentence


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
    assert [hint.code for hint in rules.hints({"development": GOOD}, (), early="Oktober er ikke slut.")] == ["early"]
