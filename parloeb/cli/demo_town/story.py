"""One course to be built: who, from which day, along which steps."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from parloeb.cli.demo_town import cast, names, paths
from parloeb.cli.demo_town.beginning import Who
from parloeb.cli.demo_town.course import Course
from parloeb.cli.demo_town.town import SEED, Town

# Every so many citizens have an e-mail address, and every so many cannot log in.
_WITH_EMAIL = 2
_WITHOUT_USER = 11


@dataclass(frozen=True)
class Story:
    """A course to be built. `number` seeds what chance decides in it; `begun_on` fixes a first day."""

    number: int
    who: Who
    steps: tuple[paths.Step, ...]
    ago: int = 0
    mentor: str = ""
    begun_on: date | None = None

    @property
    def jobcentre(self) -> str:
        """The jobcentre that the course belongs to."""
        return cast.TEAMS[self.who.team].jobcentre

    def first_day(self, today: date) -> date:
        """The day of the first line."""
        total = sum(step.after + step.lasts for step in self.steps)
        return self.begun_on or today - timedelta(days=1 + total + self.ago)

    def build(self, town: Town) -> None:
        """Let it happen."""
        rng = random.Random(SEED + self.number)  # noqa: S311 the same story every time, and no secret
        course = Course(town, self.who, first_day=self.first_day(town.today), rng=rng, mentor=self.mentor)
        for step in self.steps:
            if step.after:
                course.clock.wait(step.after)
            step.act(course)


def of_the_table(*, first_number: int, most_of_a_path: int) -> Iterator[Story]:
    """A story for the courses of the table of paths, at most so many of each; teams and caseworkers take turns."""
    rng = random.Random(SEED)  # noqa: S311
    teams = list(cast.TEAMS)
    number = first_number
    for path in paths.PATHS:
        for _ in range(min(path.count, most_of_a_path)):
            team = teams[number % len(teams)]
            caseworkers = cast.TEAMS[team].caseworkers
            name, digits = names.citizen(number, rng=rng)
            without = number % _WITHOUT_USER == 0 and not path.needs_login
            who = Who(
                name=name,
                cpr=digits,
                team=team,
                caseworker=caseworkers[number // len(teams) % len(caseworkers)],
                user="" if without else f"borger{number}",
                email=f"borger{number}@borger.example" if number % _WITH_EMAIL == 0 else "",
            )
            yield Story(number, who, path.steps, ago=rng.randint(*path.ago))
            number += 1
