"""What the mentors of the town tell of themselves: hours, days away, how hard it is, what they have lived through."""

from datetime import date, time, timedelta

from parloeb.cli.demo_town import cast
from parloeb.cli.demo_town.town import Town
from parloeb.domain.corps import commands as mentors
from parloeb.domain.corps.availability import commands
from parloeb.domain.corps.lists import AbsenceKind, Field, Sharing, Source
from parloeb.domain.corps.telling import commands as telling
from parloeb.domain.people.rules import Role
from parloeb.kernel import local

TELL = time(9)
# By key: answers to how hard it is, each so many weeks after the one before, the last a few days ago.
STRAIN = (("mikkel", (2, 2, 3, 3, 4, 4)), ("hodan", (3, 2, 2, 1)), ("lasse", (4, 5)), ("grethe", (2, 3)))
BETWEEN = timedelta(weeks=3)
WISH_FOR_ODDS = ("mikkel", "lasse")
LIVED = (
    ("anton", Field.ABUSE, Sharing.SEEN),
    ("anton", Field.CRIME, Sharing.OWN),
    ("tove", Field.DEPRESSION, Sharing.OWN),
)
OWN_WORDS = (("mie", Field.FAMILY, 2), ("omar", Field.DEBT, 1))
# By key: days until the first and the last day (None: not known yet), and what it is.
ABSENCES = (
    ("mikkel", 20, 30, AbsenceKind.HOLIDAY),
    ("tove", 5, 40, AbsenceKind.HOLIDAY),
    ("birthe", -3, None, AbsenceKind.ILLNESS),
    ("grethe", 30, 36, AbsenceKind.HOLIDAY),
)


def keep(town: Town) -> None:
    """Tell all of it a few days ago: once the courses are there, or who chose a mentor before would have known it."""
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
    _tell_of_oneself(town, day)
    with town.acting(cast.coordinator_of(cast.NORDBY), Role.COORDINATOR, on=day) as by:
        nynne = town.mentors["nynne"]
        later = nynne.first_day + timedelta(weeks=8)
        commands.set_hours(nynne, first_day=later, weekly_minutes=30 * 60, by=by, at=at, on=day)


def _tell_of_oneself(town: Town, last_day: date) -> None:
    for key, levels in STRAIN:
        for number, level in enumerate(reversed(levels)):
            day = last_day - number * BETWEEN
            with town.acting(key, Role.MENTOR, on=day) as by:
                telling.rate_strain(town.mentors[key], level=level, by=by, at=local.moment(day, TELL), on=day)
    at = local.moment(last_day, TELL)
    for key in WISH_FOR_ODDS:
        with town.acting(key, Role.MENTOR, on=last_day) as by:
            telling.wish_for_odds(town.mentors[key], by=by, at=at, on=last_day)
    for key, field, sharing in LIVED:
        with town.acting(key, Role.MENTOR, on=last_day) as by:
            telling.tell_experience(town.mentors[key], field=field, sharing=sharing, by=by, at=at, on=last_day)
    for key, field, level in OWN_WORDS:
        with town.acting(key, Role.MENTOR, on=last_day) as by:
            mentors.set_competence(
                town.mentors[key], field=field, level=level, source=Source.OWN_WORD, known_on=last_day, by=by, at=at
            )
