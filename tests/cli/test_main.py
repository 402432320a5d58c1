"""A newcomer finds a command: in the file that is named as it is typed, and in README."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from parloeb.cli import commands, main

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")


def typed(command: object, *words: str) -> Iterator[tuple[str, ...]]:
    """Every command below this one, as it is typed."""
    if not isinstance(command, TyperGroup):
        yield words
        return
    for name, inner in command.commands.items():
        yield from typed(inner, *words, name)


COMMANDS = sorted(typed(get_command(main.app)))


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_command_stands_in_the_file_of_its_name_and_in_readme(words: tuple[str, ...]) -> None:
    file = "_".join(words).replace("-", "_") + ".py"
    assert (Path(commands.__file__).parent / file).is_file()
    assert f"`{' '.join(words)}`" in README


def test_no_file_there_is_without_its_command() -> None:
    files = {path.stem for path in Path(commands.__file__).parent.glob("*.py")} - {"__init__"}
    assert files == {"_".join(words).replace("-", "_") for words in COMMANDS}
