"""`parloeb rules check` as it is typed: JSON, Danish, and what cannot be checked."""

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from parloeb.cli import clock, main
from parloeb.domain.law import table
from tests.builders import AT, ON

FACTS = {
    "decision_day": "2026-03-02",
    "legal_basis": "LAB",
    "first_day": "2026-03-02",
    "last_day": "2026-06-01",
    "hours_per_week": 2,
    "target_group": 5,
    "purpose": "activities",
    "decisive_reason": "Uden mentor kommer borgeren ikke af sted.",
    "fully_granted": True,
    "adverse_new_facts": False,
    "mentor_kind": "municipality",
    "mentor_qualification": "Pædagog.",
    "earlier_periods": [],
    "decided_by": "caseworker",
    "fields_of_agreement": ["goal", "mentor_contact", "tasks", "duration", "hours"],
}


def _run(file: Path, *words: str) -> Result:
    return CliRunner().invoke(main.app, ["rules", "check", str(file), *words])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "bevilling.json"
    path.write_text(json.dumps(FACTS), encoding="utf-8")
    return path


def test_the_answer_is_json_and_needs_no_home(file: Path, tmp_path: Path) -> None:
    file.write_text(json.dumps(FACTS | {"last_day": "2026-09-02"}))
    done = subprocess.run(
        [sys.executable, "-m", "parloeb.cli", "rules", "check", file.name, "--format", "json"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(Path(main.__file__).parents[2]), "PATH": ""},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert (answer["rule_set"], answer["on"], answer["verdict"]) == ("LAB-2020", "2026-03-02", "may_not_be_granted")
    assert [one["rule"] for one in answer["findings"] if one["outcome"] == "block"] == ["LAB-167-1-MAX"]
    assert {one["rule"] for one in answer["findings"]} <= table.current().rules.keys()
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_a_person_reads_the_verdict_first_and_then_a_rule_a_line(file: Path) -> None:
    done = _run(file)
    first, *lines = done.stdout.splitlines()
    assert (done.exit_code, done.stderr) == (0, "")
    assert first == "Kan afgøres. Reglerne den 02-03-2026 (LAB-2020):"
    assert "[LAB § 167, stk. 1; LAB-167-1-MAX, A]" in done.stdout
    assert all(line.startswith("I orden: ") for line in lines)


@pytest.mark.parametrize(
    ("words", "on", "rule_set"),
    [
        (["--on", "2019-12-31"], "2019-12-31", "LAB-2014"),
        (["--on", "2013-12-31"], "2013-12-31", "LAB-2003"),
        (["--on", "2003-06-30"], "2003-06-30", None),
        (["--on", "2027-01-01"], "2027-01-01", "LAB-2020"),
        ([], "2026-03-02", "LAB-2020"),
    ],
)
def test_another_days_table_can_be_asked(file: Path, words: list[str], on: str, rule_set: str | None) -> None:
    answer = json.loads(_run(file, "--format", "json", *words).stdout)
    assert (answer["on"], answer["rule_set"]) == (on, rule_set)
    rules = [table.current().rules[one["rule"]] for one in answer["findings"]]
    assert all(rule.holds_on(date.fromisoformat(on)) for rule in rules)


def test_before_there_were_rules_the_text_says_so(file: Path) -> None:
    assert "ingen regler om mentorstøtte endnu" in _run(file, "--on", "2003-06-30").stdout


def test_without_a_day_it_is_today_and_the_day_is_asked_for(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    file.write_text(json.dumps({**FACTS, "decision_day": None}))
    answer = json.loads(_run(file, "--format", "json").stdout)
    assert (answer["on"], answer["verdict"]) == (ON.isoformat(), "needs_more_facts")


@pytest.mark.parametrize(
    ("written", "words", "sentence"),
    [
        (b"{", [], "bevilling.json: Filen er ikke gyldig JSON (linje 1, tegn 2)."),
        (b"[]", [], "bevilling.json: Filen skal indeholde ét objekt"),
        (b"\xff\xfe{}", [], "Filen er ikke skrevet i UTF-8."),
        (b"{}" + b" " * 1_000_000, [], "Filen er for stor"),
        (b'{"target_group": 14}', [], "target_group: »14« er ikke en målgruppe."),
        (b'{"hours_per_week": NaN}', [], "»NaN« er ikke et tal."),
        (b"{}", ["--on", "2026-02-30"], "--on: »2026-02-30« kan ikke læses som en dag."),
        (b"{}", ["--on", "x"], "kan ikke læses som en dag"),
        (b"{}", ["--format", "xml"], "xml"),
        (None, [], "bevilling.json kan ikke læses"),
    ],
)
def test_what_cannot_be_checked_is_exit_2_with_a_sentence(
    file: Path, written: bytes | None, words: list[str], sentence: str
) -> None:
    file.unlink()
    if written is not None:
        file.write_bytes(written)
    done = _run(file, *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    done = _run(tmp_path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"{tmp_path} kan ikke læses" in done.stderr


def test_a_mark_of_the_byte_order_is_no_fault(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert _run(file).exit_code == 0


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=_VALUES | st.dictionaries(st.sampled_from(list(FACTS)), _VALUES | st.sampled_from(list(FACTS.values()))))
@pytest.mark.parametrize("form", ["text", "json"])
def test_no_json_ends_in_a_traceback(file: Path, form: str, written: object) -> None:
    file.write_text(json.dumps(written), encoding="utf-8")
    done = _run(file, "--format", form)
    assert done.exit_code in (0, 2)
    assert bool(done.stdout) is (done.exit_code == 0)
    assert bool(done.stderr) is (done.exit_code == 2)
    assert "Traceback" not in done.output
    assert "fejl i Parløb" not in done.output


def test_rechecking_needs_a_day_that_is_one() -> None:
    answer = CliRunner().invoke(main.app, ["rules", "recheck", "--on", "nytår"])

    assert answer.exit_code == 2
    assert "kan ikke læses som en dag" in answer.output
