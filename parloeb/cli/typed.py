"""What is typed at a command line and is more than a word: a day, and what others must not read there."""

import sys
from datetime import date

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


def secret(what: str, *, twice: bool = False) -> str:
    """Ask for a line without showing it, or read it from standard input; every user sees a command's own words."""
    if sys.stdin.isatty():
        return str(typer.prompt(what, hide_input=True, confirmation_prompt=f"{what} igen" if twice else False))
    return sys.stdin.readline().rstrip("\n")
