"""What is given at a command line and is more than a word: a day, a file, and what others must not read there."""

import sys
from datetime import date
from pathlib import Path

import typer

from parloeb.cli import saying
from parloeb.kernel import errors


def day(text: str, *, option: str) -> date:
    """Read a day typed as 2008-04-03. Raises CannotError, which names the option."""
    try:
        if len(text) != 10:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise saying.CannotError(
            f"{option}: {errors.quoted(text)} kan ikke læses som en dag. Skriv den som 2008-04-03."
        ) from None


def text_of(file: Path, *, most: int, too_large: str) -> str:
    """The text of a file of at most so many bytes. Raises CannotError, with `too_large` where it has more."""
    try:
        with file.open("rb") as opened:
            read = opened.read(most + 1)
    except OSError as error:
        raise saying.CannotError(f"{file} kan ikke læses: {error.strerror}.") from error
    if len(read) > most:
        raise saying.CannotError(f"{file.name}: {too_large}")
    try:
        return read.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise saying.CannotError(f"{file.name}: Filen er ikke skrevet i UTF-8.") from None


def secret(what: str, *, twice: bool = False) -> str:
    """Ask for a line without showing it, or read it from standard input; every user sees a command's own words."""
    if sys.stdin.isatty():
        return str(typer.prompt(what, hide_input=True, confirmation_prompt=f"{what} igen" if twice else False))
    return sys.stdin.readline().rstrip("\n")
