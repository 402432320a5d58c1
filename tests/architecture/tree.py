"""The source files that the rules of the house are held against."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "parloeb"
DOMAIN = PACKAGE / "domain"
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def python_files(*folders: Path) -> list[Path]:
    """Every Python file below the folders, migrations left out: they are written once and never edited."""
    found = [path for folder in folders for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]
    assert found, f"no Python file below {folders}"
    return found


def templates() -> list[Path]:
    """Every template of ours."""
    found = [path for path in sorted(PACKAGE.rglob("*.html")) if "static" not in path.parts]
    assert found, "no template"
    return found


def rooms() -> list[str]:
    """The rooms that stand, by the names of their folders."""
    return sorted(path.parent.name for path in DOMAIN.glob("*/__init__.py"))


def short(path: Path) -> str:
    """The path as people say it."""
    return str(path.relative_to(ROOT))


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """The name of each function in a file, and its lines from `def` to its end."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, FUNCTIONS):
            assert node.end_lineno
            yield node.name, node.end_lineno - node.lineno + 1


def imports(path: Path) -> Iterator[str]:
    """The full name of everything that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
