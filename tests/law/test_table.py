"""The dated rule table: what is in force on a day, and which files are no table."""

import csv
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parloeb.domain.law import table
from parloeb.kernel import errors

HEADER = ",".join(table.COLUMNS)
ROW = "X-1,LAB-2020,grant,LAB § 1,2020-01-01,,A,,alle,Titel,Sætning.,A sentence.,a=1,https://example.org/,"


def _read(row: str) -> table.Rule:
    return table.read(f"{HEADER}\n{row}\n").rules["X-1"]


def test_every_rule_stands_there_with_its_certainty() -> None:
    all_rules = table.current().rules.values()
    counted = {letter: sum(1 for one in all_rules if one.certainty is letter) for letter in table.Certainty}
    assert len(all_rules) == 114
    assert counted == {"A": 57, "B": 38, "C": 15, "D": 4}


@pytest.mark.parametrize(
    ("on", "standing", "drafted"),
    [
        ("2003-06-30", None, None),
        ("2003-07-01", "LAB-2003", "LAB-2003"),
        ("2013-12-31", "LAB-2003", "LAB-2003"),
        ("2014-01-01", "LAB-2014", "LAB-2014"),
        ("2019-12-31", "LAB-2014", "LAB-2014"),
        ("2020-01-01", "LAB-2020", "LAB-2020"),
        ("2026-12-31", "LAB-2020", "LAB-2020"),
        ("2027-01-01", "LAB-2020", "LAB-2027"),
    ],
)
def test_the_version_of_the_act(on: str, standing: str | None, drafted: str | None) -> None:
    day = date.fromisoformat(on)
    assert table.current().rule_set(day) == standing
    assert table.current().rule_set(day, with_drafts=True) == drafted


@pytest.mark.parametrize("name", ["REF-2027-ACT", "REF-2027-YOUNG", "REF-2027-JOBREADY"])
def test_the_drafted_act_is_never_in_force_unless_asked_for(name: str) -> None:
    day = date(2027, 1, 1)
    assert name not in {one.id for one in table.current().in_force(day)}
    with pytest.raises(errors.NothingInForceError, match="gælder ikke den 01-01-2027"):
        table.current().on(name, day)
    assert table.current().on(name, day, with_drafts=True).is_draft
    assert table.current().find(name, date(2026, 12, 31), with_drafts=True) is None


@pytest.mark.parametrize(
    ("name", "day", "holds"),
    [
        ("HIST-CONTACT-W", "2015-12-31", True),
        ("HIST-CONTACT-W", "2016-01-01", False),
        ("HIST-CONTACT-2W", "2015-12-31", False),
        ("HIST-CONTACT-2W", "2016-01-01", True),
        ("LAB-102-EXEMPT", "2026-06-30", True),
        ("LAB-102-EXEMPT", "2026-07-01", False),
        ("LAB-BENEFIT-2025", "2025-06-30", False),
        ("LAB-BENEFIT-2025", "2025-07-01", True),
        ("CAP-203A", "2025-12-31", False),
        ("CAP-203A", "2026-01-01", True),
        ("REF-2026-02-ORG", "2026-01-31", False),
        ("REF-2026-02-ORG", "2026-02-01", True),
    ],
)
def test_a_rule_holds_from_its_first_day_to_its_last(name: str, day: str, holds: bool) -> None:
    assert (table.current().find(name, date.fromisoformat(day)) is not None) is holds


def test_an_unknown_rule_is_a_fault_and_no_silence() -> None:
    with pytest.raises(KeyError):
        table.current().find("LAB-0", date(2026, 1, 1))


def test_a_row_is_read() -> None:
    rule = _read(ROW.replace("2020-01-01,,", "2020-01-01,2020-12-31,").replace("alle", '"TG4,TG8-TG10"'))
    assert (rule.valid_from, rule.valid_to) == (date(2020, 1, 1), date(2020, 12, 31))
    assert rule.stage is table.Stage.GRANT
    assert rule.target_groups() == {4, 8, 9, 10}
    assert rule.number("a") == 1
    assert rule.sources == ("https://example.org/",)


def test_a_figure_that_begins_with_a_zero_is_a_word() -> None:
    rule = _read(ROW.replace("a=1", "a=018;b=x|y;c=7"))
    assert dict(rule.parameters) == {"a": "018", "b": "x|y", "c": 7}
    assert rule.words("b") == ("x", "y")
    with pytest.raises(ValueError, match="no whole number"):
        rule.number("a")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("X-1", ""),
        ("X-1", "x 1"),
        ("LAB-2020", "LAB-2021"),
        (",grant,", ",decision,"),
        ("LAB § 1", ""),
        ("2020-01-01", ""),
        ("2020-01-01", "2020-02-30"),
        ("2020-01-01", "20200101"),
        ("2020-01-01,,", "2020-01-01,2019-12-31,"),
        (",A,", ",E,"),
        (",A,", ",A/B,"),
        (",alle,", ",,"),
        ("Sætning.", " "),
        ("A sentence.", ""),
        ("a=1", ""),
        ("a=1", "a"),
        ("a=1", "a="),
        ("a=1", "a=1;a=2"),
        ("a=1", "ends=Y-1"),
        ("https://example.org/", ""),
        ("a=1,", "a=1,more,"),
        (",https://example.org/,", ""),
        (ROW, f"{ROW}\n{ROW}"),
        (ROW, ROW.replace("LAB § 1", '"LAB')),
    ],
)
def test_a_file_that_is_no_table_is_refused(old: str, new: str) -> None:
    assert old in ROW
    with pytest.raises((ValueError, csv.Error)):
        _read(ROW.replace(old, new, 1))


@pytest.mark.parametrize("text", ["", HEADER.replace("stage", "step"), f"more,{HEADER}"])
def test_other_columns_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="columns"):
        table.read(text)


@given(day=st.dates())
def test_what_is_in_force_is_found_one_by_one(day: date) -> None:
    standing = table.current().in_force(day)
    assert all(table.current().on(one.id, day) is one for one in standing)
    assert not any(one.is_draft for one in standing)


def test_every_rule_of_lab_came_with_a_version_of_the_act() -> None:
    standing = [one for one in table.current().rules.values() if one.rule_set and not one.is_draft]
    assert {one.id for one in standing if table.current().rule_set(one.valid_from) != one.rule_set} == set()
