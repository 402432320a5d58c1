"""`import registrations`: a folder of old registrations into the database, or a list of what is wrong with it."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from parloeb.cli import clock, home, saying

app = typer.Typer(no_args_is_help=True, help="Take in what was kept elsewhere.")


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"


@app.callback()
def taking_in() -> None:
    """Take in what was kept elsewhere."""


@app.command("registrations")
def import_registrations(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder with the CSV files.")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Store nothing, say what would happen.")] = False,
    partial: Annotated[bool, typer.Option("--partial", help="Store the good rows though others are refused.")] = False,
    errors: Annotated[Path | None, typer.Option(metavar="DIR", help="Where the refused rows go, to be mended.")] = None,
    answer: Annotated[Format, typer.Option("--format", help="How to answer.")] = Format.TEXT,
) -> None:
    """Import jobcentres, mentors, citizens, companies, placements and visits from a folder of CSV files."""
    home.prepare()
    from parloeb.cli import importing

    asked = importing.Asked(folder=folder, dry_run=dry_run, partial=partial, errors=errors)
    say = importing.say_json if answer is Format.JSON else importing.say_text
    if importing.registrations(asked, say=say, at=clock.now()):
        raise typer.Exit(saying.REFUSED)
