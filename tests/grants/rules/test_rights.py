"""The two rights, with their clocks: what is a right, from which day, until which day."""

from dataclasses import replace
from datetime import date

import pytest

from parloeb.domain.grants.rules.facts import Basis, Facts
from parloeb.domain.grants.rules.findings import Outcome
from parloeb.domain.referrals.lists import TargetGroup
from parloeb.kernel.periods import Period
from tests.grants.rules.given import DAY, IN_ORDER, REFUSED, found, outcome

DISCHARGED = replace(IN_ORDER, psychiatric_discharge_on=date(2026, 4, 1))
ADMITTED = replace(IN_ORDER, education_admitted_on=date(2026, 2, 1))
LATE = date(2027, 9, 1)


@pytest.mark.rule("LAB-167-2-RIGHT")
@pytest.mark.parametrize("group", list(TargetGroup))
def test_every_target_group_of_section_6_has_a_right_at_discharge(group: TargetGroup) -> None:
    said = None if group is TargetGroup.NONE else Outcome.RIGHT
    assert outcome(replace(DISCHARGED, target_group=group), "LAB-167-2-RIGHT") == said


@pytest.mark.rule("LAB-167-2-RIGHT")
@pytest.mark.parametrize(
    ("facts", "on", "said"),
    [
        (IN_ORDER, DAY, None),
        (replace(DISCHARGED, target_group=None), DAY, Outcome.ASK),
        (replace(DISCHARGED, legal_basis=Basis.INT_23D), DAY, None),
        (replace(DISCHARGED, legal_basis=None), DAY, Outcome.RIGHT),
        (replace(REFUSED, psychiatric_discharge_on=DAY), DAY, Outcome.RIGHT),
        (DISCHARGED, date(2019, 12, 31), None),
        (DISCHARGED, date(2020, 1, 1), Outcome.RIGHT),
    ],
)
def test_whom_the_right_at_discharge_concerns(facts: Facts, on: date, said: Outcome | None) -> None:
    assert outcome(facts, "LAB-167-2-RIGHT", on=on) == said


@pytest.mark.rule("LAB-167-2-BEFORE")
@pytest.mark.parametrize(
    ("discharged_on", "first_day", "said"),
    [
        ("2026-06-02", "2026-03-01", Outcome.BLOCK),
        ("2026-06-02", "2026-03-02", Outcome.OK),
        ("2026-06-02", "2026-03-03", Outcome.OK),
        ("2026-06-02", "2026-07-01", Outcome.OK),
        ("2026-05-31", "2026-02-27", Outcome.BLOCK),
        ("2026-05-31", "2026-02-28", Outcome.OK),
        ("2026-05-31", "2026-03-01", Outcome.OK),
        ("2028-05-31", "2028-02-28", Outcome.BLOCK),
        ("2028-05-31", "2028-02-29", Outcome.OK),
        ("2028-05-29", "2028-02-28", Outcome.BLOCK),
        ("2028-05-29", "2028-02-29", Outcome.OK),
        ("2026-07-31", "2026-04-29", Outcome.BLOCK),
        ("2026-07-31", "2026-04-30", Outcome.OK),
        ("2026-01-31", "2025-10-30", Outcome.BLOCK),
        ("2026-01-31", "2025-10-31", Outcome.OK),
        ("2026-06-02", None, Outcome.ASK),
        (None, "2026-03-02", None),
    ],
)
def test_support_begins_three_months_before_the_discharge_at_the_earliest(
    discharged_on: str | None, first_day: str | None, said: Outcome | None
) -> None:
    facts = replace(IN_ORDER, psychiatric_discharge_on=_day(discharged_on), first_day=_day(first_day), last_day=LATE)
    assert outcome(facts, "LAB-167-2-BEFORE") == said


@pytest.mark.rule("LAB-167-2-BEFORE")
def test_the_earliest_day_is_told_and_concerns_those_with_a_right_alone() -> None:
    early = replace(IN_ORDER, psychiatric_discharge_on=date(2026, 8, 31))
    finding = found(early, "LAB-167-2-BEFORE")
    assert finding
    assert finding.values == {"max_months_before_discharge": 3, "first_day_allowed": "2026-05-31"}
    assert "31-05-2026" in finding.text_da
    assert outcome(replace(early, target_group=TargetGroup.NONE), "LAB-167-2-BEFORE") is None
    assert outcome(replace(early, target_group=None), "LAB-167-2-BEFORE") is Outcome.BLOCK
    assert outcome(replace(early, legal_basis=Basis.INT_23D), "LAB-167-2-BEFORE") is None
    assert outcome(replace(REFUSED, psychiatric_discharge_on=date(2026, 8, 31)), "LAB-167-2-BEFORE") is None
    assert outcome(early, "LAB-167-2-BEFORE", on=date(2019, 12, 31)) is None


@pytest.mark.rule("LAB-167-2-MIN")
@pytest.mark.parametrize(
    ("earlier", "first_day", "last_day", "said"),
    [
        ((), "2026-03-02", "2026-08-31", Outcome.WARN),
        ((), "2026-03-02", "2026-09-01", Outcome.OK),
        ((), "2026-08-31", "2027-02-27", Outcome.WARN),
        ((), "2026-08-31", "2027-02-28", Outcome.OK),
        ((("2026-03-02", "2026-05-31"),), "2026-06-01", "2026-08-31", Outcome.WARN),
        ((("2026-03-02", "2026-05-31"),), "2026-06-01", "2026-09-01", Outcome.OK),
        ((("2026-03-02", "2026-05-31"), ("2026-03-02", "2026-05-31")), "2026-06-01", "2026-08-31", Outcome.WARN),
        ((("2025-07-01", "2025-12-31"),), "2026-03-02", "2026-06-01", Outcome.WARN),
        ((("2025-07-01", "2026-01-01"),), "2026-03-02", "2026-06-01", Outcome.OK),
        ((), "2026-03-02", "2026-03-01", None),
        ((), None, "2026-08-31", Outcome.ASK),
        ((), "2026-03-02", None, Outcome.ASK),
        (None, "2026-03-02", "2026-09-01", Outcome.ASK),
    ],
)
def test_the_right_at_discharge_comes_to_six_months_in_all(
    earlier: tuple[tuple[str, str], ...] | None, first_day: str | None, last_day: str | None, said: Outcome | None
) -> None:
    facts = replace(
        DISCHARGED,
        first_day=_day(first_day),
        last_day=_day(last_day),
        earlier_periods=None
        if earlier is None
        else tuple(Period(date.fromisoformat(first), date.fromisoformat(last)) for first, last in earlier),
    )
    assert outcome(facts, "LAB-167-2-MIN") == said


@pytest.mark.rule("LAB-167-2-MIN")
def test_the_days_that_are_still_due_are_told() -> None:
    finding = found(replace(DISCHARGED, last_day=date(2026, 8, 31)), "LAB-167-2-MIN")
    assert finding
    assert finding.values == {"min_total_months": 6, "days_granted": 183, "days_needed": 184}
    assert outcome(replace(REFUSED, psychiatric_discharge_on=DAY), "LAB-167-2-MIN") is None


@pytest.mark.rule("LAB-167-2-PURPOSE")
@pytest.mark.parametrize(
    ("facts", "on", "said"),
    [
        (DISCHARGED, DAY, Outcome.OK),
        (replace(DISCHARGED, purpose=None), DAY, Outcome.ASK),
        (IN_ORDER, DAY, None),
        (DISCHARGED, date(2023, 3, 31), None),
        (DISCHARGED, date(2023, 4, 1), Outcome.OK),
    ],
)
def test_support_at_discharge_has_a_purpose_too(facts: Facts, on: date, said: Outcome | None) -> None:
    assert outcome(facts, "LAB-167-2-PURPOSE", on=on) == said


@pytest.mark.rule("LAB-167-3-RIGHT")
@pytest.mark.parametrize("group", list(TargetGroup))
def test_the_young_without_qualification_have_a_right_at_study_start(group: TargetGroup) -> None:
    said = Outcome.RIGHT if group in (TargetGroup.TG4, TargetGroup.TG5) else None
    assert outcome(replace(ADMITTED, target_group=group), "LAB-167-3-RIGHT") == said


@pytest.mark.rule("LAB-167-3-RIGHT")
@pytest.mark.parametrize(
    ("facts", "on", "said"),
    [
        (IN_ORDER, DAY, None),
        (replace(ADMITTED, target_group=None), DAY, Outcome.ASK),
        (replace(ADMITTED, legal_basis=Basis.INT_23D), DAY, None),
        (replace(REFUSED, education_admitted_on=DAY), DAY, Outcome.RIGHT),
        (ADMITTED, date(2021, 12, 31), None),
        (ADMITTED, date(2022, 1, 1), Outcome.RIGHT),
        (replace(ADMITTED, study_right_first_used_on=date(2026, 8, 1)), DAY, Outcome.RIGHT),
        (replace(ADMITTED, study_right_first_used_on=date(2026, 8, 2)), DAY, None),
    ],
)
def test_whom_the_right_at_study_start_concerns(facts: Facts, on: date, said: Outcome | None) -> None:
    assert outcome(facts, "LAB-167-3-RIGHT", on=on) == said


@pytest.mark.rule("LAB-167-3-WINDOW")
@pytest.mark.parametrize(
    ("admitted_on", "used_on", "said"),
    [
        ("2026-02-01", "2026-01-31", Outcome.BLOCK),
        ("2026-02-01", "2026-02-01", Outcome.OK),
        ("2026-02-01", "2026-07-31", Outcome.OK),
        ("2026-02-01", "2026-08-01", Outcome.OK),
        ("2026-02-01", "2026-08-02", Outcome.BLOCK),
        ("2026-08-31", "2027-02-28", Outcome.OK),
        ("2026-08-31", "2027-03-01", Outcome.BLOCK),
        ("2027-08-31", "2028-02-29", Outcome.OK),
        ("2027-08-31", "2028-03-01", Outcome.BLOCK),
        ("2028-02-29", "2028-08-29", Outcome.OK),
        ("2028-02-29", "2028-08-30", Outcome.BLOCK),
        ("2026-02-01", None, Outcome.ASK),
        (None, "2026-08-02", None),
    ],
)
@pytest.mark.parametrize("named", [True, False])
def test_the_right_at_study_start_is_used_within_six_months(
    admitted_on: str | None, used_on: str | None, said: Outcome | None, named: bool
) -> None:
    facts = replace(
        IN_ORDER,
        education_admitted_on=_day(admitted_on),
        first_day=None if named else _day(used_on),
        study_right_first_used_on=_day(used_on) if named else None,
    )
    assert outcome(facts, "LAB-167-3-WINDOW") == said


@pytest.mark.rule("LAB-167-3-WINDOW")
def test_the_days_in_which_the_right_is_used_are_told() -> None:
    finding = found(replace(ADMITTED, first_day=date(2026, 9, 1)), "LAB-167-3-WINDOW")
    assert finding
    assert finding.values == {
        "claim_window_months": 6,
        "first_day_allowed": "2026-02-01",
        "last_day_allowed": "2026-08-01",
    }
    assert finding.field == "first_day"
    assert "01-08-2026" in finding.text_da
    assert outcome(replace(ADMITTED, first_day=LATE, target_group=TargetGroup.TG3), "LAB-167-3-WINDOW") is None
    assert outcome(replace(REFUSED, education_admitted_on=date(2025, 1, 1)), "LAB-167-3-WINDOW") is None


@pytest.mark.rule("LAB-167-3-DURATION")
@pytest.mark.parametrize(
    ("used_on", "last_day", "earlier", "said"),
    [
        (None, "2026-09-01", (), Outcome.OK),
        (None, "2026-09-02", (), Outcome.BLOCK),
        ("2026-02-15", "2026-08-13", (), Outcome.OK),
        ("2026-02-15", "2026-08-14", (), Outcome.OK),
        ("2026-02-15", "2026-08-15", (), Outcome.BLOCK),
        ("2026-02-15", "2026-08-15", (Period(date(2026, 2, 15), date(2026, 3, 1)),), Outcome.OK),
        ("2026-02-15", "2026-08-15", None, Outcome.ASK),
        ("2026-02-15", "2026-08-14", None, Outcome.OK),
        ("2026-02-15", None, (), Outcome.ASK),
    ],
)
def test_support_at_study_start_runs_six_months_from_its_first_use(
    used_on: str | None, last_day: str | None, earlier: tuple[Period, ...] | None, said: Outcome
) -> None:
    facts = replace(ADMITTED, study_right_first_used_on=_day(used_on), last_day=_day(last_day), earlier_periods=earlier)
    assert outcome(facts, "LAB-167-3-DURATION") is said


@pytest.mark.rule("LAB-167-3-DURATION")
@pytest.mark.parametrize(
    ("used_on", "last_day", "said"),
    [
        ("2026-08-31", "2027-02-28", Outcome.OK),
        ("2026-08-31", "2027-03-01", Outcome.BLOCK),
        ("2027-08-31", "2028-02-29", Outcome.OK),
        ("2027-08-31", "2028-03-01", Outcome.BLOCK),
    ],
)
def test_the_clock_of_the_first_use_ends_with_the_month_that_lacks_the_day(
    used_on: str, last_day: str, said: Outcome
) -> None:
    facts = replace(ADMITTED, study_right_first_used_on=_day(used_on), last_day=_day(last_day))
    assert outcome(facts, "LAB-167-3-DURATION") is said


@pytest.mark.rule("HIST-STUDY-SINGLE")
@pytest.mark.parametrize(
    ("on", "said"),
    [
        ("2013-12-31", None),
        ("2014-01-01", Outcome.WARN),
        ("2021-12-31", Outcome.WARN),
        ("2022-01-01", None),
    ],
)
def test_until_2021_somebody_looks_whether_the_parent_is_single(on: str, said: Outcome | None) -> None:
    assert outcome(ADMITTED, "HIST-STUDY-SINGLE", on=date.fromisoformat(on)) == said
    assert outcome(IN_ORDER, "HIST-STUDY-SINGLE", on=date.fromisoformat(on)) is None
    abroad = replace(ADMITTED, legal_basis=Basis.INT_23D)
    assert outcome(abroad, "HIST-STUDY-SINGLE", on=date.fromisoformat(on)) is None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
