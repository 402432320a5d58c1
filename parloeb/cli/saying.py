"""What a command says: its answer on standard output, everything else on standard error, and how it refuses."""

import typer

REFUSED = 1
UNUSABLE = 2


class CannotError(Exception):
    """The command cannot do its work; one sentence a line says why, and what to do about it."""

    def __init__(self, *sentences: str, exit_code: int = UNUSABLE) -> None:
        super().__init__(*sentences)
        self.sentences = sentences
        self.exit_code = exit_code


def answer(line: str) -> None:
    """One line of what was asked for."""
    typer.echo(line)


def progress(line: str) -> None:
    """One line on what goes on, or goes wrong, meanwhile."""
    typer.echo(line, err=True)
