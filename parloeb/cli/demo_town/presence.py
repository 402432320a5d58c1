"""What the mentors of the town tell of themselves: other hours than they began with, and when they are away."""

from datetime import time, timedelta

from parloeb.cli.demo_town import cast
from parloeb.cli.demo_town.town import Town
from parloeb.domain.corps.availability import commands
from parloeb.domain.corps.lists import AbsenceKind
from parloeb.domain.people.rules import Role
from parloeb.kernel import local

TELL = time(9)
# By key: days until the first and the last day (None: not known yet), and what it is.
ABSENCES = (
    ("mikkel", 20, 30, AbsenceKind.HOLIDAY),
    ("tove", 5, 40, AbsenceKind.HOLIDAY),
    ("birthe", -3, None, AbsenceKind.ILLNESS),
    ("grethe", 30, 36, AbsenceKind.HOLIDAY),
)


def keep(town: Town) -> None:
    """Tell all of it a few days ago."""
    day = town.today - timedelta(days=4)
    at = local.moment(day, TELL)
    for key, first, last, kind in ABSENCES:
        with town.acting(key, Role.MENTOR, on=day) as by:
            commands.register_absence(
                town.mentors[key],
                kind=kind,
                first_day=town.today + timedelta(days=first),
                last_day=None if last is None else town.today + timedelta(days=last),
                by=by,
                at=at,
                on=day,
            )
    with town.acting(cast.coordinator_of(cast.NORDBY), Role.COORDINATOR, on=day) as by:
        nynne = town.mentors["nynne"]
        later = nynne.first_day + timedelta(weeks=8)
        commands.set_hours(nynne, first_day=later, weekly_minutes=30 * 60, by=by, at=at, on=day)
