"""Hours granted, due by their curve and used: of one case, of many, and month by month. All figures are minutes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from django.db.models import QuerySet, Sum
from django.db.models.functions import TruncMonth

from parloeb.domain.grants import chain, curve
from parloeb.domain.grants.models import Grant
from parloeb.domain.visits import queries
from parloeb.domain.visits.models import Visit
from parloeb.kernel import days, local

MONTHS_BACK, MONTHS_AHEAD = 5, 6
SHOWN = 50


@dataclass(frozen=True)
class Budget:
    """What is granted in all, what of it the curve says is used by now, and what is."""

    granted: int
    due: int
    used: int

    @property
    def expected(self) -> int:
        """What will have been used in the end, where the rest follows the curve."""
        return self.used + self.granted - self.due

    @property
    def drift(self) -> int:
        """How much more than due is used; less than nothing where less is."""
        return self.used - self.due


@dataclass(frozen=True)
class CaseBudget:
    """The budget of one case with something granted today."""

    case: UUID
    number: str
    citizen: UUID
    name: str
    budget: Budget


@dataclass(frozen=True)
class MonthBudget:
    """What is due by the curves in a month, by its first day, and what was used."""

    month: date
    due: int
    used: int


def of(found: Sequence[curve.Stretch], *, used: int, on: date) -> Budget:
    """The budget on a day of what was granted in stretches that share none."""
    return Budget(curve.total_minutes(found), curve.total_minutes(curve.until(found, on)), used)


def of_cases(grants: QuerySet[Grant], visits: QuerySet[Visit], *, on: date) -> tuple[CaseBudget, ...]:
    """The cases in which one of the visible grants is in force on the day; those furthest from their curve first.

    `visits` are the visible ones. Three questions, however many cases there are.
    """
    running = grants.filter(in_force_from__lte=on, in_force_to__gte=on).values("case")
    found = grants.filter(case__in=running, in_force_from__isnull=False).select_related("case__citizen")
    of_case: dict[int, list[Grant]] = defaultdict(list)
    for grant in found.prefetch_related("hours").order_by("in_force_from"):
        of_case[grant.case_id].append(grant)
    counted = queries.standing(visits).filter(case__in=running).values("case_id")
    used = {row["case_id"]: row["used"] for row in counted.annotate(used=Sum("minutes")).order_by()}
    rows = [_row(of_one, used.get(case_id) or 0, on=on) for case_id, of_one in of_case.items()]
    return tuple(sorted(rows, key=lambda row: (-abs(row.budget.drift), row.number)))


def of_months(grants: QuerySet[Grant], visits: QuerySet[Visit], *, on: date) -> tuple[MonthBudget, ...]:
    """The months round the day: what the visible grants give by their curves, and what the visible visits took."""
    this = on.replace(day=1)
    months = [days.months_after(this, number) for number in range(-MONTHS_BACK, MONTHS_AHEAD + 1)]
    end = days.months_after(months[-1], 1)
    held = grants.filter(in_force_from__lt=end, in_force_to__gte=months[0]).prefetch_related("hours")
    due: dict[date, int] = defaultdict(int)
    for grant in held:
        for month, minutes in curve.by_month(chain.hours_in_force(grant)):
            due[month] += minutes
    used = _used_by_month(visits, first=months[0], end=end)
    return tuple(MonthBudget(month, due[month], used.get(month, 0)) for month in months)


def _used_by_month(visits: QuerySet[Visit], *, first: date, end: date) -> dict[date, int]:
    bounds = {"starts_at__gte": local.moment(first, time()), "starts_at__lt": local.moment(end, time())}
    month = TruncMonth("starts_at", tzinfo=local.ZONE)
    counted = queries.standing(visits).filter(**bounds).values(month=month).annotate(used=Sum("minutes")).order_by()
    return {row["month"].date(): row["used"] or 0 for row in counted}


def _row(of_one: list[Grant], used: int, *, on: date) -> CaseBudget:
    case = of_one[0].case
    found = [stretch for grant in of_one for stretch in chain.hours_in_force(grant)]
    return CaseBudget(case.uuid, case.number, case.citizen.uuid, str(case.citizen), of(found, used=used, on=on))
