"""What is in force of several decisions, and which decision may be made about which."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.domain.grants import force
from parloeb.domain.grants.force import Decided, Kind
from parloeb.kernel import errors
from parloeb.kernel.periods import Period
from tests.builders.clock import each_day

JAN, FEB, MAR, APR, JUN = (date(2027, month, 1) for month in (1, 2, 3, 4, 6))
END = date(2027, 3, 31)
FIRST = Decided(1, Kind.NEW, None, JAN, END)
CHANGED = Decided(2, Kind.CHANGE, 1, FEB, END)
SHORTENED = Decided(3, Kind.SHORTEN, 1, None, date(2027, 2, 10))
EXTENDED = Decided(4, Kind.EXTEND, 1, APR, date(2027, 5, 31))
CORRECTED = Decided(5, Kind.CORRECT, 1, JAN, date(2027, 3, 30))
MOVED = Decided(8, Kind.MOVE, 1, FEB, APR, date(2026, 12, 1))
REVOKED = Decided(6, Kind.REVOKE, 1)
EVE = timedelta(days=1)


def revoking(one: Decided) -> Decided:
    return Decided(90, Kind.REVOKE, one.key)


def moved_on(day: date, of: int = 1) -> Decided:
    return Decided(8, Kind.MOVE, of, MAR, APR, day)


@pytest.mark.parametrize(
    ("decided", "expected"),
    [
        ([], {}),
        ([FIRST], {1: (JAN, END)}),
        ([FIRST, CHANGED], {1: (JAN, FEB - EVE), 2: (FEB, END)}),
        ([FIRST, Decided(2, Kind.CHANGE, 1, JAN, END)], {2: (JAN, END)}),
        (
            [FIRST, CHANGED, Decided(7, Kind.CHANGE, 2, MAR, END)],
            {1: (JAN, FEB - EVE), 2: (FEB, MAR - EVE), 7: (MAR, END)},
        ),
        ([FIRST, SHORTENED], {1: (JAN, date(2027, 2, 10))}),
        ([FIRST, CHANGED, Decided(7, Kind.SHORTEN, 2, None, MAR)], {1: (JAN, FEB - EVE), 2: (FEB, MAR)}),
        ([FIRST, SHORTENED, Decided(7, Kind.SHORTEN, 1, None, FEB)], {1: (JAN, FEB)}),
        ([FIRST, EXTENDED], {1: (JAN, END), 4: (APR, date(2027, 5, 31))}),
        ([FIRST, MOVED], {8: (FEB, APR)}),
        ([FIRST, moved_on(FEB)], {1: (JAN, FEB - EVE), 8: (MAR, APR)}),
        ([FIRST, CHANGED, moved_on(date(2027, 1, 20), 2)], {1: (JAN, date(2027, 1, 19)), 8: (MAR, APR)}),
        ([FIRST, CHANGED, moved_on(FEB + EVE, 2)], {1: (JAN, FEB - EVE), 2: (FEB, FEB), 8: (MAR, APR)}),
        ([FIRST, EXTENDED, moved_on(FEB, 4)], {1: (JAN, END), 8: (MAR, APR)}),
        ([FIRST, MOVED, revoking(MOVED)], {1: (JAN, END)}),
        ([FIRST, MOVED, Decided(7, Kind.CHANGE, 8, MAR, APR)], {8: (FEB, MAR - EVE), 7: (MAR, APR)}),
        ([FIRST, CORRECTED], {5: (JAN, date(2027, 3, 30))}),
        ([FIRST, REVOKED], {}),
        ([FIRST, CHANGED, revoking(CHANGED)], {1: (JAN, END)}),
        ([FIRST, SHORTENED, revoking(SHORTENED)], {1: (JAN, END)}),
        ([FIRST, EXTENDED, revoking(EXTENDED)], {1: (JAN, END)}),
    ],
)  # fmt: skip
def test_what_is_in_force_is_computed_from_all_decisions(
    decided: list[Decided], expected: dict[int, tuple[date, date]]
) -> None:
    assert force.in_force(decided) == {key: Period(*period) for key, period in expected.items()}


def test_a_change_makes_no_further_period_and_an_extension_does() -> None:
    again = Decided(7, Kind.CHANGE, 2, MAR, END)
    assert force.periods([FIRST, CHANGED, again, EXTENDED]) == {
        1: Period(JAN, END),
        4: Period(APR, date(2027, 5, 31)),
    }
    assert force.root(7, [FIRST, CHANGED, again]) == 1


BEGUN, BEFORE, PAST = date(2027, 1, 20), date(2026, 12, 20), date(2027, 4, 2)


@pytest.mark.parametrize(
    ("kind", "of", "decided", "on", "why_not"),
    [
        (Kind.EXTEND, FIRST, [], BEGUN, ""),
        (Kind.EXTEND, FIRST, [], PAST, ""),
        (Kind.EXTEND, FIRST, [SHORTENED], BEGUN, ""),
        (Kind.EXTEND, FIRST, [EXTENDED], BEGUN, "allerede bevilget videre fra 01-04-2027"),
        (Kind.EXTEND, FIRST, [REVOKED], BEGUN, "gælder ikke længere"),
        (Kind.EXTEND, FIRST, [CHANGED], BEGUN, "nyere afgørelse"),
        (Kind.CHANGE, FIRST, [], BEGUN, ""),
        (Kind.CHANGE, FIRST, [], END, ""),
        (Kind.CHANGE, FIRST, [], END + EVE, "løbet ud"),
        (Kind.CHANGE, FIRST, [CHANGED], BEGUN, "nyere afgørelse"),
        (Kind.CHANGE, CHANGED, [CHANGED], BEGUN, ""),
        (Kind.CHANGE, FIRST, [CHANGED, revoking(CHANGED)], BEGUN, ""),
        (Kind.CHANGE, FIRST, [EXTENDED], BEGUN, ""),
        (Kind.CHANGE, SHORTENED, [SHORTENED], BEGUN, "nyere afgørelse"),
        (Kind.SHORTEN, FIRST, [], BEGUN, ""),
        (Kind.SHORTEN, FIRST, [], END - EVE, ""),
        (Kind.SHORTEN, FIRST, [], END, "ikke noget at afkorte"),
        (Kind.SHORTEN, FIRST, [EXTENDED], BEGUN, "bevilget videre fra 01-04-2027"),
        (Kind.SHORTEN, FIRST, [EXTENDED, revoking(EXTENDED)], BEGUN, ""),
        (Kind.REVOKE, FIRST, [], BEFORE, ""),
        (Kind.REVOKE, FIRST, [], JAN - EVE, ""),
        (Kind.REVOKE, FIRST, [], JAN, "Afkort den i stedet"),
        (Kind.REVOKE, FIRST, [EXTENDED], BEFORE, "Træk den tilbage først"),
        (Kind.REVOKE, FIRST, [REVOKED], BEFORE, "gælder ikke længere"),
        (Kind.REVOKE, CHANGED, [CHANGED], BEGUN, ""),
        (Kind.REVOKE, CHANGED, [CHANGED], FEB, "Ændr timerne igen"),
        (Kind.REVOKE, SHORTENED, [SHORTENED], date(2027, 2, 10), ""),
        (Kind.REVOKE, SHORTENED, [SHORTENED], date(2027, 2, 11), "allerede slut"),
        (Kind.REVOKE, SHORTENED, [SHORTENED, EXTENDED], BEGUN, "nyere afgørelse"),
        (Kind.REVOKE, CORRECTED, [CORRECTED], BEFORE, "En rettelse trækkes ikke tilbage"),
        (Kind.REVOKE, EXTENDED, [EXTENDED], BEGUN, ""),
        (Kind.MOVE, FIRST, [], BEGUN, ""),
        (Kind.MOVE, FIRST, [], END, ""),
        (Kind.MOVE, FIRST, [], END + EVE, "løbet ud"),
        (Kind.MOVE, FIRST, [CHANGED], BEGUN, "nyere afgørelse"),
        (Kind.MOVE, CHANGED, [CHANGED], BEGUN, ""),
        (Kind.MOVE, FIRST, [EXTENDED], BEGUN, ""),
        (Kind.CORRECT, FIRST, [], PAST, ""),
        (Kind.CORRECT, FIRST, [CORRECTED], BEGUN, "nyere afgørelse"),
        (Kind.CORRECT, CORRECTED, [CORRECTED], BEGUN, ""),
    ],
)
def test_each_decision_is_offered_when_it_makes_sense(
    kind: Kind, of: Decided, decided: list[Decided], on: date, why_not: str
) -> None:
    verdict = force.may_begin(kind, of, [FIRST, *decided], on=on)
    assert bool(verdict) == (not why_not)
    assert why_not in verdict.reason


@pytest.mark.parametrize(
    ("draft", "decided", "used", "field", "sentence"),
    [
        (Decided(9, Kind.SHORTEN, 1), [], [], "last_day", "Skriv den nye sidste dag"),
        (Decided(9, Kind.SHORTEN, 1, None, BEGUN), [], [], None, ""),
        (Decided(9, Kind.SHORTEN, 1, None, BEGUN - EVE), [], [], "last_day", "tidligst slutte i dag, 20-01-2027"),
        (Decided(9, Kind.SHORTEN, 1, None, END), [], [], "last_day", "skal ligge før 31-03-2027"),
        (Decided(9, Kind.SHORTEN, 1, None, END - EVE), [], [], None, ""),
        (Decided(9, Kind.SHORTEN, 1, None, FEB), [], [FEB], None, ""),
        (Decided(9, Kind.SHORTEN, 1, None, FEB), [], [FEB + EVE], "last_day", "registreret et besøg 02-02-2027"),
        (Decided(9, Kind.SHORTEN, 1, None, FEB), [], [APR], None, ""),
        (Decided(9, Kind.SHORTEN, 4, None, BEGUN), [EXTENDED], [], "last_day", "Træk den tilbage i stedet"),
        (Decided(9, Kind.CHANGE, 1, BEGUN, END), [], [BEGUN], None, ""),
        (Decided(9, Kind.CHANGE, 1, BEGUN - EVE, END), [], [], "first_day", "tidligst ændres fra i dag"),
        (Decided(9, Kind.CHANGE, 1, APR, APR), [], [], "first_day", "inden for bevillingen"),
        (Decided(9, Kind.CHANGE, 1, FEB, MAR), [], [], "last_day", "til bevillingens sidste dag, 31-03-2027"),
        (Decided(9, Kind.CHANGE, 1, FEB, END), [SHORTENED], [], "last_day", "sidste dag, 10-02-2027"),
        (Decided(9, Kind.EXTEND, 1, APR, JUN), [], [], None, ""),
        (Decided(9, Kind.EXTEND, 1, END, JUN), [], [], "first_day", "dagen efter bevillingen, 01-04-2027"),
        (Decided(9, Kind.EXTEND, 1, APR + EVE, JUN), [], [], "first_day", "dagen efter bevillingen, 01-04-2027"),
        (Decided(9, Kind.EXTEND, 1, APR, JUN), [REVOKED], [], None, "gælder ikke længere"),
        (Decided(9, Kind.NEW, None, FEB, JUN), [SHORTENED], [], "first_day", "allerede bevilget 01-01-2027"),
        (Decided(9, Kind.NEW, None, MAR, JUN), [SHORTENED], [], None, ""),
        (Decided(9, Kind.REVOKE, 3), [SHORTENED, Decided(8, Kind.NEW, None, MAR, JUN)], [], None, "dele dage"),
        (Decided(9, Kind.REVOKE, 4), [EXTENDED], [APR], "last_day", "registreret et besøg 01-04-2027"),
        (Decided(9, Kind.MOVE, 1, BEGUN, APR), [], [BEGUN], None, ""),
        (Decided(9, Kind.MOVE, 1, BEGUN - EVE, APR), [], [], "first_day", "tidligst flyttes til i dag"),
        (Decided(9, Kind.MOVE, 1, BEGUN, APR), [EXTENDED], [], "first_day", "må ikke dele dage"),
        (Decided(9, Kind.MOVE, 1, FEB, APR), [], [BEGUN], "last_day", "registreret et besøg 20-01-2027"),
        (Decided(9, Kind.CORRECT, 1, JAN, FEB), [], [BEGUN], None, ""),
        (Decided(9, Kind.CORRECT, 1, FEB, END), [], [BEGUN], "last_day", "registreret et besøg 20-01-2027"),
        (Decided(9, Kind.CORRECT, 2, MAR, END), [CHANGED], [], "first_day", "gælder fra 01-02-2027"),
        (Decided(9, Kind.CORRECT, 2, FEB, END), [CHANGED], [], None, ""),
    ],
)
def test_a_decision_that_does_not_fit_is_refused_at_its_field(
    draft: Decided, decided: list[Decided], used: list[date], field: str | None, sentence: str
) -> None:
    stand = [FIRST, *decided]
    if not sentence:
        force.refuse_unfit(draft, stand, on=BEGUN, used=used)
        return
    with pytest.raises(errors.RefusedError) as refused:
        force.refuse_unfit(draft, stand, on=BEGUN, used=used)
    assert sentence in refused.value.sentence
    assert refused.value.field == field


day_numbers = st.integers(0, 400).map(lambda number: JAN + timedelta(days=number))
drafts = st.tuples(st.sampled_from(Kind), st.integers(1, 12), day_numbers, day_numbers, day_numbers)


@given(st.lists(drafts, max_size=12), st.sets(day_numbers, max_size=4))
def test_whatever_is_decided_no_two_share_a_day_and_no_past_day_is_taken(
    tried: list[tuple[Kind, int, date, date, date]], used: set[date]
) -> None:
    decided: list[Decided] = []
    now = JAN
    for number, (kind, modifies, one, other, on) in enumerate(tried, start=1):
        now = max(now, on)
        is_new = kind is Kind.NEW
        if not is_new and modifies > len(decided):
            continue
        first: date | None = min(one, other)
        last: date | None = max(one, other)
        if kind in force.STOPS:
            first, last = None, one if kind is Kind.SHORTEN else None
        draft = Decided(number, kind, None if is_new else decided[modifies - 1].key, first, last)
        before = force.in_force(decided)
        try:
            force.refuse_unfit(draft, decided, on=now, used=used)
        except errors.RefusedError:
            continue
        decided.append(draft)
        after = force.in_force(decided)
        taken = [day for period in after.values() for day in each_day(period)]
        assert len(taken) == len(set(taken))
        by_key = {decision.key: decision for decision in decided}
        for key, period in after.items():
            said = by_key[key]
            assert said.first_day == period.first_day
            assert said.last_day
            assert period.last_day
            assert period.last_day <= said.last_day
        if kind is not Kind.CORRECT:
            lost = {day for period in before.values() for day in each_day(period)} - set(taken)
            assert all(day > now for day in lost)
        assert not {day for day in used if any(p.contains(day) for p in before.values())} - set(taken)


@pytest.mark.parametrize(
    ("found", "runs"),
    [
        ([], []),
        ([(1, 5), (6, 9)], [(1, 9)]),
        ([(7, 9), (1, 5)], [(1, 5), (7, 9)]),
        ([(6, 9), (1, 5), (10, 10), (12, 13)], [(1, 10), (12, 13)]),
    ],
)
def test_what_follows_without_a_day_between_is_one_run(
    found: list[tuple[int, int]], runs: list[tuple[int, int]]
) -> None:
    def period(first: int, last: int) -> Period:
        return Period(date(2027, 1, first), date(2027, 1, last))

    assert force.runs(period(*one) for one in found) == tuple(period(*one) for one in runs)
