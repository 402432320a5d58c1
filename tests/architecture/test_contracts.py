"""The plan of the house is checked, and each contract was broken once on purpose to see that it bites."""

import os
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture import tree

FLOORS = "Floors, from the doors down"
ROOMS = "Rooms: a later step may know an earlier one, never the reverse"
LAYERS = "Layers inside every room"
DOORS = "Doors never import a room's models"
PLAIN = "Rules, states and the kernel know no Django"
CYCLES = "No cycles between siblings, at any depth"


@dataclass(frozen=True)
class Break:
    """Lines added to files (made where missing), the contract that must break, and what its message names."""

    title: str
    contract: str
    lines: dict[str, str]
    told: str


BREAKS = [
    Break("the kernel knows a room", FLOORS, {"kernel/days.py": "import parloeb.domain.people.rules"}, "kernel"),
    Break("a room knows the pages", FLOORS, {"domain/cases/queries.py": "import parloeb.pages.shared.clock"}, "clock"),
    Break("a page knows the command line", FLOORS, {"pages/cases/views.py": "import parloeb.cli.frontend"}, "cli"),
    Break("a floor that nobody listed", FLOORS, {"plumbing/__init__.py": ""}, "parloeb.plumbing"),
    Break("cases know referrals", ROOMS, {"domain/cases/rules.py": "import parloeb.domain.referrals"}, "referrals"),
    Break("law knows the log", ROOMS, {"domain/law/apps.py": "import parloeb.domain.audit.models"}, "audit"),
    Break("a room that nobody listed", ROOMS, {"domain/gossip/__init__.py": ""}, "gossip"),
    Break("models know who may", LAYERS, {"domain/cases/models.py": "import parloeb.domain.cases.access"}, "access"),
    Break("queries write", LAYERS, {"domain/people/queries.py": "import parloeb.domain.people.commands"}, "commands"),
    Break("rules know models", LAYERS, {"domain/cases/rules.py": "import parloeb.domain.cases.models"}, "models"),
    Break("a page knows models", DOORS, {"pages/cases/views.py": "import parloeb.domain.cases.models"}, "models"),
    Break("the command line knows models", DOORS, {"cli/frontend.py": "import parloeb.domain.people.models"}, "models"),
    Break("rules know Django", PLAIN, {"domain/cases/rules.py": "import django.utils.text"}, "django"),
    Break("states know Django", PLAIN, {"domain/referrals/states.py": "import django.utils.text"}, "django"),
    Break("the kernel knows Django", PLAIN, {"kernel/days.py": "import django.utils.text"}, "django"),
    Break(
        "two rooms of pages know each other",
        CYCLES,
        {
            "pages/cases/one.py": "import parloeb.pages.accounts.two",
            "pages/accounts/two.py": "import parloeb.pages.cases.one",
        },
        "parloeb.pages",
    ),
]


def test_every_contract_is_kept(tmp_path: Path) -> None:
    answer = _lint(_copy(tmp_path), tmp_path)
    assert answer.returncode == 0, answer.stdout
    assert "0 broken" in answer.stdout


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: broken.title)
def test_a_contract_bites(broken: Break, tmp_path: Path) -> None:
    copy = _copy(tmp_path)
    for name, line in broken.lines.items():
        path = copy / "parloeb" / name
        path.parent.mkdir(exist_ok=True)
        path.write_text((path.read_text(encoding="utf-8") if path.exists() else "") + f"\n{line}\n", encoding="utf-8")
    answer = _lint(copy, tmp_path)
    assert answer.returncode != 0
    assert f"{broken.contract} BROKEN" in " ".join(answer.stdout.split())
    told = answer.stdout.split("Broken contracts")[1]
    assert broken.told in told


def test_each_contract_is_broken_by_some_test() -> None:
    assert {broken.contract for broken in BREAKS} == {contract["name"] for contract in _contracts()}


def test_every_room_has_its_layers_checked() -> None:
    (layers,) = [contract for contract in _contracts() if contract["name"] == LAYERS]
    assert layers["containers"] == [f"parloeb.domain.{room}" for room in tree.rooms()]


def _contracts() -> list[dict[str, object]]:
    with (tree.ROOT / "pyproject.toml").open("rb") as file:
        found: list[dict[str, object]] = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    return found


def _copy(folder: Path) -> Path:
    copy = folder / "tree"
    for path in tree.PACKAGE.rglob("*.py"):
        target = copy / path.relative_to(tree.ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    shutil.copy2(tree.ROOT / "pyproject.toml", copy)
    return copy


def _lint(copy: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "import importlinter.cli; importlinter.cli.lint_imports_command()",
         "--cache-dir", str(folder / "cache")],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
