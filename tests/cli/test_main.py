"""A newcomer finds a command: in the file that is named as it is typed, and in README."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from parloeb.cli import commands, main

OF_THE_LIBRARY = ("install_completion", "show_completion", "help")
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


# Words that no Danish sentence holds.
ENGLISH = re.compile(r"\b(the|and|with|what|who|where|when|to|this|as|none|more)\b", re.IGNORECASE)


def helps(command: Any, *words: str) -> Iterator[tuple[str, str]]:
    """What the help of this command and of those below says in words of ours, with where it says it."""
    where = " ".join(("parloeb", *words))
    yield where, command.help or ""
    for asked in command.params:
        if asked.name not in OF_THE_LIBRARY:
            yield f"{where} {asked.name}", asked.help or ""
    if isinstance(command, TyperGroup):
        for name, inner in command.commands.items():
            yield from helps(inner, *words, name)


@pytest.mark.parametrize(("where", "said"), list(helps(get_command(main.app))))
def test_the_help_is_there_and_in_danish(where: str, said: str) -> None:
    assert said, where
    assert ENGLISH.findall(said) == []


def test_no_file_there_is_without_its_command() -> None:
    files = {path.stem for path in Path(commands.__file__).parent.glob("*.py")} - {"__init__"}
    assert files == {"_".join(words).replace("-", "_") for words in COMMANDS}
