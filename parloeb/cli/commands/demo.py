"""`demo`: an invented municipality, served."""

import os
from typing import Annotated

import typer

from parloeb.cli import clock, home, serving


def demo(
    port: serving.Port = 8000,
    *,
    small: Annotated[bool, typer.Option("--small", help="Kun en håndfuld forløb, så det går hurtigt.")] = False,
) -> None:
    """Serve an invented municipality in which one click makes you any of its people."""
    os.environ["PARLOEB_DEMO"] = "1"
    os.environ.setdefault("PARLOEB_AUTHORITY", "Nordby Kommune")
    ready = home.prepare()
    from parloeb.cli import demo_town

    lines = demo_town.ensure(ready.folder, most_of_a_path=0 if small else demo_town.WHOLE, at=clock.now())
    serving.refuse_where_wrong(ready, port=port)
    serving.run(ready, port=port, lines=lines)
