"""What goes wrong is the two or three files that grow without end."""

from pathlib import Path

import pytest

from tests.architecture import tree

LINES_OF_A_FILE = 400
LINES_OF_A_FUNCTION = 50


@pytest.mark.parametrize("path", tree.python_files(tree.PACKAGE, tree.ROOT / "tests"), ids=tree.short)
def test_a_file_and_its_functions_are_short(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LINES_OF_A_FILE, f"{lines} lines: split it by record"
    assert [found for found in tree.functions(path) if found[1] > LINES_OF_A_FUNCTION] == []


def test_the_measure_counts_the_lines_of_a_function(tmp_path: Path) -> None:
    path = tmp_path / "long.py"
    path.write_text("def short():\n    pass\n\n\ndef long():\n" + "    pass\n" * LINES_OF_A_FUNCTION)
    assert list(tree.functions(path)) == [("short", 2), ("long", LINES_OF_A_FUNCTION + 1)]
