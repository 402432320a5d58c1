"""`stop`: ends what serves this home, and its database."""

from parloeb.cli import home, processes, saying
from parloeb.config import embedded


def stop() -> None:
    """End what serves this home, and its embedded database, also after a crash."""
    folder = home.folder()
    ended = processes.end_noted(folder)
    if embedded.stop(folder) or ended:
        saying.answer(f"Stoppet: {folder}")
    else:
        saying.answer(f"Der kørte ikke noget: {folder}")
