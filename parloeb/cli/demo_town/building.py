"""Let the stories happen: one after the other, or each jobcentre's in a process of its own."""

import contextlib
import gc
import multiprocessing
from collections.abc import Iterator, Sequence
from multiprocessing.sharedctypes import Synchronized

from django.db import connection, connections, transaction

from parloeb.cli import saying
from parloeb.cli.demo_town import cast
from parloeb.cli.demo_town.story import Story
from parloeb.cli.demo_town.town import Town
from parloeb.config import migrating

_SAYS_EVERY = 20
# After so many courses of a process the planner counts the tables anew.
_ANALYZED_AFTER = (5, 20, 60, 140)


def one_by_one(town: Town, stories: Sequence[Story]) -> None:
    """Build them all here."""
    done = multiprocessing.Value("i", 0)
    _build(town, stories, done, len(stories))


def side_by_side(town: Town, parts: Sequence[Sequence[Story]]) -> None:
    """Build each part in a process of its own; CannotError where one did not come to its end.

    The processes are forks, so that they know the town as it stands. Nothing has started a thread yet: so no letter is
    typeset before.
    """
    forking = multiprocessing.get_context("fork")
    done, of = forking.Value("i", 0), sum(len(part) for part in parts)
    connections.close_all()  # no two processes may speak on one connection
    workers = [forking.Process(target=_build, args=(town, part, done, of), daemon=True) for part in parts]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise saying.CannotError("En del af kommunen kunne ikke bygges; grunden står ovenfor.")


def _build(town: Town, stories: Sequence[Story], done: "Synchronized[int]", of: int) -> None:
    with _in_one_piece():
        if any(one.jobcentre == cast.NORDBY for one in stories):
            town.word_letters()
        for number, one in enumerate(stories, start=1):
            with transaction.atomic():
                one.build(town)
            if number in _ANALYZED_AFTER:
                migrating.analyze()
            with done.get_lock():
                done.value += 1
                if done.value % _SAYS_EVERY == 0 or done.value == of:
                    saying.progress(f"{done.value} af {of} forløb")


@contextlib.contextmanager
def _in_one_piece() -> Iterator[None]:
    """Without savepoints and without looking for cycles, which together were a third of the time.

    An act that fails here fails the whole town, so there is nothing to go back to.
    """
    features, kept = connection.features, connection.features.uses_savepoints
    features.uses_savepoints = False
    gc.disable()
    try:
        yield
    finally:
        features.uses_savepoints = kept
        gc.enable()
