"""Count the facts of an evaluation where they are stored: four statements, however many visits there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from typing import Any

from django.db import connection

from parloeb.domain.evaluation import statements
from parloeb.domain.evaluation.lists import Band, Category
from parloeb.domain.evaluation.rules import Banded, Behind, Companies, Facts, Jobcentre, People, Worked
from parloeb.domain.people.models import Organisation
from parloeb.domain.people.rules import OrganisationKind
from parloeb.domain.visits.lists import Outcome
from parloeb.domain.visits.states import State
from parloeb.kernel import errors, local

_LONG_AGO = date(1900, 1, 1)


@dataclass(frozen=True)
class Asked:
    """What is asked: the first day (none: from the beginning), the day of extraction, and of which jobcentres."""

    last_day: date
    first_day: date | None = None
    jobcentres: frozenset[int] | None = None

    def __post_init__(self) -> None:
        if self.first_day and self.last_day < self.first_day:
            raise errors.RefusedError("Den sidste dag ligger før den første.", field="last_day")


def jobcentre_ids(names: Iterable[str]) -> frozenset[int]:
    """The keys of jobcentres by their names. Raises errors.RefusedError for a name that none has."""
    known = dict(_jobcentres().values_list("name", "pk"))
    unknown = [name for name in names if name not in known]
    if unknown:
        raise errors.RefusedError(f"Der er ikke noget jobcenter, der hedder {errors.quoted(unknown[0])}.")
    return frozenset(known[name] for name in names)


def facts(asked: Asked) -> Facts:
    """Count all that the tables are made of."""
    places = _jobcentres()
    if asked.jobcentres is not None:
        places = places.filter(pk__in=asked.jobcentres)
    values = _values(asked, list(places.values_list("pk", flat=True)))
    minutes: dict[str, list[Sequence[Any]]] = {}
    for table, *row in _minutes(values):
        minutes.setdefault(table, []).append(row)
    companies = _rows(statements.COMPANIES, values)
    ((placed_citizens,),) = _rows(statements.PLACED_CITIZENS, values)
    (counts,) = minutes["counts"]
    return Facts(
        first_day=asked.first_day,
        last_day=asked.last_day,
        jobcentres=tuple(Jobcentre(*row) for row in places.values_list("name", "agreed_places")),
        people=tuple(People(*row) for row in _rows(statements.PEOPLE, values)),
        worked=tuple(sorted(map(_worked, minutes.get("worked", [])), key=lambda row: row.jobcentre)),
        banded=tuple(map(_banded, minutes.get("banded", []))),
        behind_jobcentres={str(row[0]): _behind(row) for row in minutes.get("behind_jobcentre", [])},
        behind_bands={Band(row[0]): _behind(row) for row in minutes.get("behind_band", [])},
        visits=int(counts[2]),
        mentors=int(counts[3]),
        companies=tuple(Companies(*row[:4]) for row in companies),
        placed_citizens=placed_citizens,
        companies_with_several=sum(row[4] for row in companies),
    )


def _jobcentres() -> Any:
    return Organisation.objects.filter(kind=OrganisationKind.JOBCENTRE).order_by("name")


def _values(asked: Asked, jobcentres: list[int]) -> dict[str, Any]:
    return {
        "first_day": asked.first_day,
        "last_day": asked.last_day,
        "first_moment": _midnight(asked.first_day or _LONG_AGO),
        "last_moment": _midnight(asked.last_day + timedelta(days=1)),
        "jobcentres": jobcentres,
        "held": Outcome.HELD.value,
        "replaced": State.REPLACED.value,
    }


def _midnight(day: date) -> datetime:
    return local.moment(day, time())


def _rows(statement: str, values: dict[str, Any]) -> list[Sequence[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _minutes(values: dict[str, Any]) -> list[Sequence[Any]]:
    """Ask for the minutes with the planner told that many rows are coming.

    Right after a large import nothing has been analysed, and the planner takes a million visits for a handful: by loops
    within loops the answer took two minutes instead of a second. What is set here lasts no longer than the statement.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('enable_nestloop', 'off', true), set_config('work_mem', '64MB', true)")
        cursor.execute(statements.MINUTES, values)
        rows: list[Sequence[Any]] = list(cursor.fetchall())
        cursor.execute("SET LOCAL enable_nestloop TO DEFAULT; SET LOCAL work_mem TO DEFAULT")
    return rows


def _worked(row: Sequence[Any]) -> Worked:
    return Worked(
        jobcentre=row[0], minutes=_by_category(row), median=Fraction(float(row[6] or 0)), largest=int(row[7] or 0)
    )


def _banded(row: Sequence[Any]) -> Banded:
    return Banded(band=Band(row[0]), whole=row[1], products=_by_category(row))


def _behind(row: Sequence[Any]) -> Behind:
    return Behind(all=int(row[7]), by_category=_by_category(row))


def _by_category(row: Sequence[Any]) -> dict[Category, int]:
    return {category: int(row[2 + place]) for place, category in enumerate(Category)}
