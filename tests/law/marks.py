"""Which tests try which rules: the marks `@pytest.mark.rule("ID")` as they are written in the files."""

import ast
import functools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Test:
    """One test function, by its file below the checkout and its name."""

    path: str
    name: str


def tests_of(rule_id: str) -> tuple[Test, ...]:
    """The tests that are marked with the rule, in the order of the files."""
    return _marked().get(rule_id, ())


def all_ids() -> set[str]:
    """Every rule that some test is marked with."""
    return set(_marked())


@functools.cache
def _marked() -> dict[str, tuple[Test, ...]]:
    found: dict[str, tuple[Test, ...]] = {}
    for path in sorted(TESTS.rglob("test_*.py")):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                test = Test(path.relative_to(TESTS.parent).as_posix(), function.name)
                for rule_id in _ids(function):
                    found[rule_id] = (*found.get(rule_id, ()), test)
    return found


def _ids(function: ast.FunctionDef) -> Iterator[str]:
    for mark in function.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "pytest.mark.rule":
            yield from (ast.literal_eval(argument) for argument in mark.args)
