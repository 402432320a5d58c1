"""`parloeb evaluate` as a process: JSON, a page of its own, and what cannot be answered."""

import json
from pathlib import Path

import pytest

from tests.cli import running
from tests.registrations import folders


def test_an_empty_store_then_the_pilot_as_json_and_as_a_page(home: running.Home, tmp_path: Path) -> None:
    empty = home.run("evaluate")
    assert (empty.returncode, json.loads(empty.stdout)["participants"]["n"]) == (0, 0)

    assert home.run("import", "registrations", str(folders.PILOT)).returncode == 0
    done = home.run("evaluate", "--to", "2008-09-10", "--format", "json")
    answer = json.loads(done.stdout)
    assert done.returncode == 0
    assert answer["period"] == {"from": None, "to": "2008-09-10"}
    assert (answer["participants"]["n"], answer["hours"]["total"]) == (91, 956.0)

    one = home.run("evaluate", "--to", "2008-09-10", "--jobcentre", "Herlev", "--jobcentre", "Viborg")
    assert json.loads(one.stdout)["participants"]["n"] == 36

    file = tmp_path / "tables.html"
    assert home.run("evaluate", "--to", "2008-09-10", "--format", "html", "--output", str(file)).returncode == 0
    page = file.read_text()
    assert page.startswith("<!doctype html>")
    assert "skjult" not in page
    assert "imod sig selv" in page


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--jobcentre", "Ingensteds"], "Der er ikke noget jobcenter, der hedder »Ingensteds«."),
        (["--to", "10-09-2008"], "kan ikke læses som en dag"),
        (["--from", "2008-10-01", "--to", "2008-09-10"], "ligger før den første"),
        (["--min-cell", "5"], "--min-cell kommer senere"),
        (["--format", "csv"], "--format csv kommer senere"),
        (["--format", "xlsx"], "--format xlsx kommer senere"),
        (["--format", "pdf"], "--format pdf kommer senere"),
        (["--format", "docx"], "docx"),
        (["--output", "/nowhere/at/all.json"], "kan ikke skrives"),
    ],
)
def test_what_cannot_be_answered_is_exit_2_with_a_sentence(home: running.Home, words: list[str], sentence: str) -> None:
    done = home.run("evaluate", *words)

    assert (done.returncode, done.stdout) == (2, "")
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
