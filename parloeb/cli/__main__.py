"""`python -m parloeb.cli` is the command `parloeb`."""

from parloeb.cli.main import app

app()
