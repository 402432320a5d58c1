"""`doctor`: what is wrong with an installation, and how to mend it."""

from typing import Annotated

import typer

from parloeb.cli import clock, home, saying


def doctor(
    *,
    production: Annotated[
        bool, typer.Option("--production", help="Godtag heller ikke det, som kun en prøve må have.")
    ] = False,
) -> None:
    """Check database, mail, storage, clock, keys and files; say what is wrong and how to mend it."""
    ready = home.prepare()
    from parloeb.cli import checks

    findings = list(checks.everything(ready, at=clock.now(), production=production))
    for finding in findings:
        saying.answer(str(finding))
    if not all(finding.is_fine for finding in findings):
        raise typer.Exit(saying.REFUSED)
