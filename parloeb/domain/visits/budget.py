"""Hours granted, due by their curve and used: of one case, of many, and month by month. All figures are minutes."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import reduce
from operator import or_
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from parloeb.domain.agreements import queries as agreements
from parloeb.domain.agreements.models import Agreement
from parloeb.domain.cases.models import Case
from parloeb.domain.grants import aftercare, chain, curve
from parloeb.domain.grants import queries as granting
from parloeb.domain.grants.models import Grant
from parloeb.domain.visits import lists, queries
from parloeb.domain.visits.models import Visit
from parloeb.domain.visits.states import State
from parloeb.kernel import days, local
from parloeb.kernel.periods import Period

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
class Sums:
    """The minutes of a course: granted and agreed over their whole periods, used in the visits that stand.

    `due` is what of the granted the weeks up to the day come to. `kept` are those of the pots for the time after a
    grant that are not over, or of the last where all are, and `kept_used` what of them is used. What is used of any
    pot is not in `used`.
    """

    granted: int
    due: int
    agreed: int
    used: int
    kept: int
    kept_used: int
    held: int
    confirmed: int
    not_held: int


@dataclass(frozen=True)
class CaseBudget:
    """The budget of one case with something granted today."""

    case: UUID
    number: str
    citizen: UUID
    name: str
    budget: Budget


@dataclass(frozen=True)
class Overview:
    """The cases that are furthest from their curve, the budget of all of them together, and how many all are."""

    furthest: tuple[CaseBudget, ...]
    of_all: Budget
    cases: int


@dataclass(frozen=True)
class MonthBudget:
    """What is due by the curves in a month, by its first day, and what was used."""

    month: date
    due: int
    used: int


def of(found: Sequence[curve.Stretch], *, used: int, on: date) -> Budget:
    """The budget on a day of what was granted in stretches that share none."""
    return Budget(curve.total_minutes(found), curve.total_minutes(curve.until(found, on)), used)


def sums(
    of_case: QuerySet[Visit], *, case: Case, with_granted: bool, among: QuerySet[Agreement] | None = None, on: date
) -> Sums:
    """The minutes of one case. `with_granted`: the reader may see what was granted, else it is told as nothing.

    `among`: the agreements that the reader may see, where not all.
    """
    granted = granting.stretches(case) if with_granted else ()
    held, pots = Q(outcome=lists.Outcome.HELD), aftercare.kept(case)
    # What no longer can be used is lent to none that comes later: of those that are over the last alone is told.
    told = tuple(pot for pot in pots if pot[0].closed_end() >= on) or pots[-1:]
    counted = queries.standing(of_case).aggregate(
        used=Sum("minutes", filter=~_in_any(pots), default=0),
        kept_used=Sum("minutes", filter=_in_any(told), default=0),
        held=Count("pk", filter=held),
        confirmed=Count("pk", filter=held & Q(state=State.CONFIRMED)),
        not_held=Count("pk", filter=~held),
    )
    agreed = tuple((one.period, one.minutes_per_week) for one in agreements.agreed_periods(case, among=among))
    return Sums(
        granted=curve.total_minutes(granted),
        due=curve.total_minutes(curve.until(granted, on)),
        agreed=curve.total_minutes(agreed),
        kept=sum(minutes for _, minutes in told),
        **counted,
    )


def of_cases(grants: QuerySet[Grant], visits: QuerySet[Visit], *, on: date) -> Overview:
    """The cases in which one of the visible grants is in force on the day; those furthest from their curve first.

    `visits` are the visible ones. Four questions, however many cases there are.
    """
    running = grants.filter(in_force_from__lte=on, in_force_to__gte=on).order_by().values("case")
    stretches: dict[int, list[curve.Stretch]] = defaultdict(list)
    for case, found in chain.hours_of_many(grants.filter(case__in=running)):
        stretches[case].extend(found)
    counted = queries.standing(visits).filter(case__in=running).values("case_id")
    used = {row["case_id"]: row["used"] for row in counted.annotate(used=Sum("minutes")).order_by()}
    budgets = {case: of(found, used=used.get(case) or 0, on=on) for case, found in stretches.items()}
    furthest = sorted(budgets, key=lambda case: (-abs(budgets[case].drift), case))[:SHOWN]
    named = {case.pk: case for case in Case.objects.filter(pk__in=furthest).select_related("citizen")}
    return Overview(
        tuple(_row(named[case], budgets[case]) for case in furthest),
        Budget(
            granted=sum(one.granted for one in budgets.values()),
            due=sum(one.due for one in budgets.values()),
            used=sum(one.used for one in budgets.values()),
        ),
        len(budgets),
    )


def of_months(grants: QuerySet[Grant], visits: QuerySet[Visit], *, on: date) -> tuple[MonthBudget, ...]:
    """The months round the day: what the visible grants give by their curves, and what the visible visits took."""
    this = on.replace(day=1)
    months = [days.months_after(this, number) for number in range(-MONTHS_BACK, MONTHS_AHEAD + 1)]
    end = days.months_after(months[-1], 1)
    due: dict[date, int] = defaultdict(int)
    for _, found in chain.hours_of_many(grants.filter(in_force_from__lt=end, in_force_to__gte=months[0])):
        for month, minutes in curve.by_month(found):
            due[month] += minutes
    used = _used_by_month(visits, first=months[0], end=end)
    return tuple(MonthBudget(month, due[month], used.get(month, 0)) for month in months)


def _in(period: Period) -> Q:
    """The visits that began on a day of the period."""
    following = period.closed_end() + timedelta(days=1)
    return Q(starts_at__gte=local.moment(period.first_day, time()), starts_at__lt=local.moment(following, time()))


def _in_any(pots: Sequence[tuple[Period, int]]) -> Q:
    """The visits in the days of one of the pots; none where there is no pot."""
    return reduce(or_, (_in(period) for period, _ in pots), Q(pk__in=()))


def _used_by_month(visits: QuerySet[Visit], *, first: date, end: date) -> dict[date, int]:
    held = queries.standing(visits).filter(_in(Period(first, end - timedelta(days=1))))
    month = TruncMonth("starts_at", tzinfo=local.ZONE)
    counted = held.values(month=month).annotate(used=Sum("minutes")).order_by()
    return {row["month"].date(): row["used"] or 0 for row in counted}


def _row(case: Case, budget: Budget) -> CaseBudget:
    return CaseBudget(case.uuid, case.number, case.citizen.uuid, str(case.citizen), budget)
