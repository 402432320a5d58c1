"""The invented municipality of the demo, built through the commands alone."""

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from parloeb.cli import checks, saying
from parloeb.cli.demo_town import awkward, building, historic, papers, presence, ready, sparring, story
from parloeb.cli.demo_town.town import Town
from parloeb.domain.people import queries, sealing

# More than any path has: all that the table says.
WHOLE = 999
# So many persons of a role get a line of their own in what the demo says; the cast comes first.
_NAMED = 5
_UNFINISHED = "demo-unfinished"


def ensure(home: Path, *, most_of_a_path: int, at: datetime) -> tuple[str, ...]:
    """Build the town where the database is empty; returns a line for each person to be.

    Raises CannotError where the database holds people who were not invented here, or a town that was never finished.
    """
    mark, unfinished = home / checks.DEMO_MARK, home / _UNFINISHED
    if unfinished.exists():
        raise saying.CannotError(
            f"Demoen blev stoppet, mens den blev bygget. Lad PARLOEB_HOME nævne en anden mappe end {home}.",
            exit_code=saying.REFUSED,
        )
    if not queries.has_users():
        saying.progress("Bygger den opdigtede kommune.")
        unfinished.touch()
        build(
            keys=sealing.Keyring(sealing=settings.KEYS.sealing, index=settings.KEYS.index),
            most_of_a_path=most_of_a_path,
            at=at,
            side_by_side=most_of_a_path > 0,
        )
        mark.touch()
        unfinished.unlink()
    elif not mark.exists():
        raise saying.CannotError(
            f"Databasen i {home} har personer, som demoen ikke har lavet. Lad PARLOEB_HOME nævne en anden mappe.",
            exit_code=saying.REFUSED,
        )
    return tuple(f"{person.roles}: {person.name}" for person in queries.persons(most_of_a_role=_NAMED))


def build(*, keys: sealing.Keyring, most_of_a_path: int, at: datetime, side_by_side: bool = False) -> int:
    """Build the town, each course in a transaction; returns the number of courses.

    At most `most_of_a_path` courses go each path of the table; none leaves the cast's courses alone. `side_by_side`:
    each jobcentre in a process of its own; they share no mentor and no course.
    """
    with transaction.atomic():
        town = Town(keys=keys, at=at)
        papers.keep(town)
        sparring.keep(town)
        stories = _stories(town, most_of_a_path=most_of_a_path)
        if most_of_a_path:
            historic.take_in(at=at)
    parts = [[one for one in stories if one.jobcentre == place] for place in sorted({one.jobcentre for one in stories})]
    if side_by_side and len(parts) > 1:
        building.side_by_side(town, parts)
    else:
        building.one_by_one(town, stories)
    with transaction.atomic():
        # Told a few days ago: nobody knew of it as the courses found their mentors.
        presence.keep(town)
    return len(stories)


def _stories(town: Town, *, most_of_a_path: int) -> list[story.Story]:
    """All courses in the order of their first days; the citizens of the cast and the awkward ones log in first."""
    named = list(ready.stories(first_number=1))
    if most_of_a_path:
        named += awkward.stories(town, first_number=len(named) + 1)
    for one in named:
        if one.who.user:
            town.let_log_in(one.who.user, one.who.name)
    rest = story.of_the_table(first_number=len(named) + 1, most_of_a_path=most_of_a_path)
    return sorted((*named, *rest), key=lambda one: (one.first_day(town.today), one.number))
