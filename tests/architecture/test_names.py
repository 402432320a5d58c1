"""Names that say nothing, signals and clever saving stay out."""

import ast
from pathlib import Path

import pytest

from tests.architecture import tree

EMPTY_NAMES = {"util", "utils", "helper", "helpers", "manager", "managers", "service", "services", "data", "process"}
FILES = tree.python_files(tree.PACKAGE, tree.ROOT / "tests")


@pytest.mark.parametrize("path", FILES, ids=tree.short)
def test_no_file_or_folder_has_a_name_that_says_nothing(path: Path) -> None:
    parts = {part.removesuffix(".py") for part in path.relative_to(tree.ROOT).parts}
    assert parts & EMPTY_NAMES == set()


@pytest.mark.parametrize("path", tree.python_files(tree.PACKAGE), ids=tree.short)
def test_no_signals_between_rooms(path: Path) -> None:
    assert [name for name in tree.imports(path) if "signals" in name or name.startswith("django.dispatch")] == []


@pytest.mark.parametrize(
    "path", [path for path in tree.python_files(tree.DOMAIN) if "models" in str(path.name)], ids=tree.short
)
def test_nothing_happens_behind_saving_or_deleting(path: Path) -> None:
    names = {node.name for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, tree.FUNCTIONS)}
    assert names & {"save", "delete", "full_clean", "clean"} == set()


@pytest.mark.parametrize(
    "path", [path for path in tree.python_files(tree.PACKAGE) if path.name == "__init__.py"], ids=tree.short
)
def test_each_package_says_in_one_sentence_what_it_knows(path: Path) -> None:
    sentence = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    first = sentence.split("\n\n")[0]
    assert first.endswith("."), "the package has no sentence"
    assert len(first) <= 200
