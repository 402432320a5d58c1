"""`parloeb match` as it is typed: JSON, Danish, and what is refused."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from parloeb.cli import main
from tests.matching.suggesting.test_written import LEAST, LEAST_MENTOR, ONE, OTHER, PAIR

ENVIRONMENT = {"PYTHONPATH": str(Path(main.__file__).parents[2]), "PATH": ""}
LIST = {"citizens": [ONE, {**LEAST, "id": "B2", "languages": ["so"]}], "mentors": [OTHER]}


def _run(file: Path, *words: str) -> Result:
    return CliRunner().invoke(main.app, ["match", str(file), *words])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "venteliste.json"
    path.write_text(json.dumps(LIST), encoding="utf-8")
    return path


def _as_a_process(folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *words], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, encoding="utf-8",
        check=False,
    )  # fmt: skip


def test_the_answer_is_json_and_needs_no_home(file: Path, tmp_path: Path) -> None:
    done = _as_a_process(tmp_path, "-m", "parloeb.cli", "match", file.name, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    said = json.loads(done.stdout)
    assert [(one["citizen"], one["mentor"]) for one in said["assignments"]] == [("B1", "M1")]
    assert said["unassigned"][0]["reasons"] == [
        "Der er ingen mulig mentor, der taler somali; uden det krav er der 1 mentor."
    ]
    assert said["gap"] == 0
    assert [path.name for path in tmp_path.iterdir()] == [file.name]


def test_no_other_command_waits_for_the_solvers(tmp_path: Path) -> None:
    asked = "import sys; import parloeb.cli.main; print(sorted({'numpy', 'ortools', 'pandas'} & sys.modules.keys()))"
    assert _as_a_process(tmp_path, "-c", asked).stdout == "[]\n"


def test_a_person_reads_the_total_first_then_the_pairs_and_who_has_nobody(file: Path) -> None:
    done = _run(file)
    lines = done.stdout.splitlines()
    assert (done.exit_code, done.stderr) == (0, "")
    assert lines == [
        "1 forslag, 1 uden mentor. Samlet score 6,6; intet valg giver mere.",
        "B1 og M1 (6,6 point): Muligt par: begge taler dansk (1 point). "
        "Behov, som mentoren kan møde: angst og fobi: god erfaring, og der er brug for god erfaring (4 point). "
        "Samme område: mentoren dækker nord (1 point). Ventetid: borgeren har ventet 12 dage (0,6 point).",
        "B2 uden mentor: Der er ingen mulig mentor, der taler somali; uden det krav er der 1 mentor.",
        "Mulige mentorer for B1: M1 (6,6 point).",
        "Mulige mentorer for B2: ingen.",
    ]


def test_where_the_best_is_not_proved_the_bound_is_told(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from parloeb.domain.matching.suggesting import solving

    proved = solving.solve
    monkeypatch.setattr(
        solving, "solve", lambda *asked, left: solving.Solution(proved(*asked, left=left).chosen, bound=1000)
    )
    assert "Samlet score 6,6; intet valg kan give mere end 10." in _run(file).stdout
    said = json.loads(_run(file, "--format", "json").stdout)
    assert (said["upper_bound"], said["gap"]) == (10.0, pytest.approx(0.34))


@pytest.mark.parametrize(("words", "named"), [([], 5), (["--top", "2"], 2), (["--top", "0"], 0), (["--top", "9"], 7)])
def test_so_many_possible_mentors_are_named(file: Path, words: list[str], named: int) -> None:
    several = [{**LEAST_MENTOR, "id": f"M{number}"} for number in range(7)]
    file.write_text(json.dumps({"citizens": [LEAST], "mentors": several}))
    said = json.loads(_run(file, "--format", "json", *words).stdout)
    assert [one["mentor"] for one in said["top"]["B1"]] == [f"M{number}" for number in range(named)]


def test_the_time_can_be_set(file: Path) -> None:
    assert _run(file, "--seconds", "0.5").exit_code == 0
    for seconds in ("0", "-1", "nan", "inf", "soon"):
        assert _run(file, "--seconds", seconds).exit_code == 2


BAD: list[tuple[dict[str, Any], str]] = [
    ({"citizens": [ONE, ONE]}, "citizens[1]: id »B1« står der mere end én gang."),
    ({"pairs": [PAIR, PAIR]}, "pairs[1]: parret »B1« og »M1« står der mere end én gang."),
    ({"pairs": [{**PAIR, "mentor": "M9"}]}, "pairs[0]: der er ingen mentor med id »M9«."),
    ({"mentors": [{**OTHER, "free_hours": -1}]}, "mentors[0]: free_hours: »-1« er mindre end nul."),
    ({"mentors": [{**OTHER, "free_hours": float("nan")}]}, "mentors[0]: free_hours: »NaN« er ikke et tal."),
    ({"pairs": [{**PAIR, "score": 0}]}, "pairs[0]: score: En score skal være større end nul."),
    ({"citizens": "B1"}, "citizens: Skriv en liste i kantede parenteser."),
]


@pytest.mark.parametrize(("changed", "sentence"), BAD)
def test_what_is_refused_is_exit_1_with_the_reason(file: Path, changed: dict[str, Any], sentence: str) -> None:
    file.write_text(json.dumps({**LIST, **changed}))
    done = _run(file)
    assert (done.exit_code, done.stdout, done.stderr) == (1, "", f"{sentence}\n")
    told = _run(file, "--format", "json")
    assert (told.exit_code, json.loads(told.stdout), told.stderr) == (1, {"errors": [sentence]}, f"{sentence}\n")


@pytest.mark.parametrize(
    ("written", "words", "sentence"),
    [
        (b"{", [], "venteliste.json: Filen er ikke gyldig JSON (linje 1, tegn 2)."),
        (b"[]", [], "venteliste.json: Filen skal indeholde ét objekt"),
        (b"\xff\xfe{}", [], "Filen er ikke skrevet i UTF-8."),
        (b"{}", ["--format", "xml"], "xml"),
        (b"{}", ["--top", "-1"], "--top"),
        (None, [], "venteliste.json kan ikke læses"),
    ],
)
@pytest.mark.parametrize("form", [[], ["--format", "json"]])
def test_what_cannot_be_used_is_exit_2_with_a_sentence(
    file: Path, form: list[str], written: bytes | None, words: list[str], sentence: str
) -> None:
    file.unlink()
    if written is not None:
        file.write_bytes(written)
    done = _run(file, *form, *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert sentence in done.stderr


def test_a_folder_is_no_file_and_a_file_can_be_too_large(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from parloeb.domain.matching.suggesting import written

    done = _run(tmp_path)
    assert (done.exit_code, done.stdout) == (2, "")
    assert f"{tmp_path} kan ikke læses" in done.stderr
    monkeypatch.setattr(written, "MOST_BYTES", 10)
    assert "for stor til at være én venteliste" in _run(file).stderr


def test_a_mark_of_the_byte_order_is_no_fault(file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert _run(file).exit_code == 0
