"""`parloeb import registrations` as a process: what it answers, and its exit status."""

import json
from pathlib import Path

from tests.cli import running
from tests.registrations import folders


def test_good_bad_and_unusable_folders_answer_0_1_and_2(home: running.Home, tmp_path: Path) -> None:
    files = folders.small()
    good = folders.write(tmp_path / "good", files)
    files["visits"].append("R3;2008-04-01T10:00;M1;B2;30;20;0;0;0")
    bad = folders.write(tmp_path / "bad", files)

    refused = home.run("import", "registrations", str(bad), "--format", "json", "--errors", str(tmp_path / "out"))
    answer = json.loads(refused.stdout)
    assert refused.returncode == 1
    assert answer["stored"] == dict.fromkeys(
        ["jobcentres", "mentors", "citizens", "companies", "placements", "visits"], 0
    )
    assert answer["refused"] == [
        {
            "file": "visits.csv",
            "line": 4,
            "key": "R3",
            "column": "minutes",
            "error": "De fire kategorier giver 20 minutter tilsammen, men der står 30.",
        }
    ]
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["visits.csv"]

    stored = home.run("import", "registrations", str(good), "--format", "json")
    assert (stored.returncode, json.loads(stored.stdout)["stored"]["visits"]) == (0, 2)
    assert json.loads(stored.stdout)["refused"] == []

    again = home.run("import", "registrations", str(bad), "--partial")
    assert again.returncode == 1
    assert "visits: 0 gemt, 2 uændret" in again.stdout
    assert "visits.csv linje 4, minutes: De fire kategorier" in again.stdout

    (good / "mentors.csv").write_text("mentor;shoe\n")
    unusable = home.run("import", "registrations", str(good))
    assert (unusable.returncode, unusable.stdout) == (2, "")
    assert "mentors.csv: kolonnen »shoe« kendes ikke." in unusable.stderr
    assert "Traceback" not in unusable.stderr
