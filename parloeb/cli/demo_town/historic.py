"""A few courses of the time before the system, as a folder of old registrations: invented, and without names."""

import csv
import random
import tempfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from pathlib import Path

from parloeb.cli import saying
from parloeb.cli.demo_town import cast
from parloeb.domain.people import acting
from parloeb.journeys.registrations import importing, refusals

_SEED = 2019
_FIRST_DAY = date(2019, 1, 7)
_VISITS = 6
_HEADS = {
    "mentors": "mentor jobcentre first_day weekly_hours employer_kind",
    "citizens": "citizen jobcentre referred_on sex age education benefit track ended_on end_reason",
    "companies": "company jobcentre sector ownership prior_experience",
    "placements": "citizen company first_day last_day",
    "visits": "visit start mentor citizen minutes home_minutes work_minutes contact_minutes other_minutes",
}
_MENTORS = (
    ("G-M1", cast.NORDBY, _FIRST_DAY, "37", "municipality"),
    ("G-M2", cast.NORDBY, _FIRST_DAY, "12,5", "supplier"),
    ("G-M3", cast.SYDBY, _FIRST_DAY, "20", "municipality"),
)
_COMPANIES = (
    ("G-V1", cast.NORDBY, "gartneri", "private", "yes"),
    ("G-V2", cast.NORDBY, "genbrugsbutik", "association", ""),
    ("G-V3", cast.SYDBY, "plejehjem", "public", "no"),
)
# Key, jobcentre, weeks from the first day to the referral, then what the file says; two have a blank or more.
_CITIZENS = (
    ("G-B1", cast.NORDBY, 2, "female", "24", "vocational", "kontanthjaelp", "entry", "improved"),
    ("G-B2", cast.NORDBY, 5, "male", "31", "primary_or_none", "sygedagpenge", "retention", "insufficient_referred_on"),
    ("G-B3", cast.NORDBY, 9, "male", "", "", "", "", "lost_contact"),
    ("G-B4", cast.NORDBY, 14, "female", "45", "medium_higher", "sygedagpenge", "retention", "improved"),
    ("G-B5", cast.NORDBY, 20, "female", "19", "primary_or_none", "kontanthjaelp", "entry", ""),
    ("G-B6", cast.SYDBY, 3, "male", "52", "short_higher", "dagpenge", "retention", "moved"),
    ("G-B7", cast.SYDBY, 8, "female", "38", "", "kontanthjaelp", "entry", "declined"),
    ("G-B8", cast.SYDBY, 12, "male", "27", "upper_secondary", "kontanthjaelp", "entry", "improved"),
)
_PLACEMENTS = (("G-B1", "G-V1", 4), ("G-B4", "G-V2", 18), ("G-B8", "G-V3", 15))


def take_in(*, at: datetime) -> None:
    """Import the folder as the command `import registrations` does. CannotError where a row is refused."""
    with tempfile.TemporaryDirectory() as name, refusals.Refused() as refused:
        folder = Path(name)
        for file, rows in _files().items():
            with (folder / f"{file}.csv").open("w", encoding="utf-8", newline="") as opened:
                csv.writer(opened, delimiter=";").writerows([_HEADS[file].split(), *rows])
        with acting.acting_as_system() as by:
            importing.run(folder, partial=False, dry_run=False, refused=refused, by=by, at=at, told=_silently)
        if refused.count:
            raise saying.CannotError(*(f"{one.file} {one.line}: {one.error}" for one in refused))


def _files() -> dict[str, list[tuple[object, ...]]]:
    return {
        "mentors": list(_MENTORS),
        "citizens": [
            (key, place, _week(weeks), *told, _week(weeks + 2 * _VISITS) if reason else "", reason)
            for key, place, weeks, *told, reason in _CITIZENS
        ],
        "companies": list(_COMPANIES),
        "placements": [(citizen, company, _week(weeks), "") for citizen, company, weeks in _PLACEMENTS],
        "visits": list(_visits()),
    }


def _visits() -> Iterator[tuple[object, ...]]:
    """A visit every second week, each citizen on a day and at an hour of the own."""
    rng = random.Random(_SEED)  # noqa: S311 the same every time, and no secret
    for number, (citizen, place, weeks, *_) in enumerate(_CITIZENS):
        mentor = rng.choice([key for key, of, *_ in _MENTORS if of == place])
        for week in range(_VISITS):
            minutes, kind = rng.choice((30, 60, 90)), rng.randrange(4)
            start = datetime.combine(_week(weeks + 2 * week) + timedelta(days=number % 5), time(8 + number))
            parts = [minutes if one == kind else 0 for one in range(4)]
            yield f"{citizen}-{week + 1}", start.isoformat(timespec="minutes"), mentor, citizen, minutes, *parts


def _silently(words: str) -> None:
    del words


def _week(number: int) -> date:
    return _FIRST_DAY + timedelta(weeks=number)
