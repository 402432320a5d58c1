"""What is granted to courses, and how much of it each mentor has."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from parloeb.domain.cases.models import Case
from parloeb.domain.grants.models import Grant, GrantHours
from parloeb.domain.matching import spans
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.needs import queries as needs
from parloeb.domain.matching.states import BINDING, OPEN, State
from parloeb.kernel import errors, numbers
from parloeb.kernel.periods import Period

# The matches that load a mentor, or would with a yes.
_LOADING = (*BINDING, *OPEN)


@dataclass(frozen=True)
class Load:
    """What a mentor has: courses that bind, the heavy of them, their granted minutes a week, questions not answered.

    `open` is the same of the courses that are proposed to the mentor or asked about: what would be gone with a yes.
    `later` is where the minutes change after the day, by what is granted; a course goes on until it is ended.
    """

    courses: int = 0
    minutes: int = 0
    asked: int = 0
    heavy: int = 0
    open: "Load | None" = None
    later: spans.Steps = ()


def living_grant(case: Case, *, on: date) -> Grant | None:
    """The grant that runs on the day, else the next one."""
    return living_grants([case.pk], on=on).get(case.pk)


def loads(mentors: Iterable[int], *, on: date) -> dict[int, Load]:
    """What each of these mentors has on the day, by key; one without anything is left out."""
    bound: dict[int, list[int]] = defaultdict(list)
    opened: dict[int, list[int]] = defaultdict(list)
    asked: Counter[int] = Counter()
    for match in Match.objects.filter(mentor__in=mentors, state__in=_LOADING):
        (bound if match.state in BINDING else opened)[match.mentor_id].append(match.case_id)
        asked[match.mentor_id] += match.state == State.ASKED
    courses = [case_id for cases in (*bound.values(), *opened.values()) for case_id in cases]
    granted, heavy = _granted_minutes(courses, on=on), needs.heavy(courses)

    def load(cases: Sequence[int]) -> Load:
        hours = [granted[case_id] for case_id in cases if case_id in granted]
        return Load(
            courses=len(cases),
            minutes=sum(minutes for minutes, _ in hours),
            heavy=sum(case_id in heavy for case_id in cases),
            later=spans.summed(hours, after=on),
        )

    return {
        key: replace(load(bound[key]), asked=asked[key], open=load(opened[key]) if opened[key] else None)
        for key in {*bound, *opened}
    }


def _granted_minutes(cases: Iterable[int], *, on: date) -> dict[int, tuple[int, spans.Steps]]:
    """The minutes a week of each case, of its grant that runs on the day or else its next one, and every later change
    of what is granted; in one query.
    """
    hours = GrantHours.objects.filter(grant__case__in=list(cases), grant__in_force_to__gte=on)
    steps: dict[int, dict[int, list[tuple[date, int]]]] = defaultdict(lambda: defaultdict(list))
    rows = hours.order_by("grant__in_force_from", "grant", "first_day")
    for case_id, grant_id, day, week in rows.values_list("grant__case", "grant", "first_day", "minutes_per_week"):
        steps[case_id][grant_id].append((day, week))
    found = {}
    for case_id, of_grants in steps.items():
        now = _minutes_on(next(iter(of_grants.values())), on=on)
        later = sorted(step for entries in of_grants.values() for step in entries if step[0] > on)
        found[case_id] = (now, tuple(later))
    return found


def period_of(grant: Grant) -> Period:
    """The days of a grant that is in force."""
    if grant.in_force_from is None:
        raise errors.NothingInForceError("Bevillingen er ikke trådt i kraft.")
    return Period(grant.in_force_from, grant.in_force_to)


def minutes_on(grant: Grant, *, on: date) -> int:
    """The minutes a week in force on the day; before the first day those that the grant begins with."""
    hours = [(entry.first_day, entry.minutes_per_week) for entry in grant.hours.all()]
    if not hours:
        raise errors.NothingInForceError("Bevillingen har ingen timer.")
    return _minutes_on(hours, on=on)


def later_minutes(grant: Grant, *, on: date) -> spans.Steps:
    """Where the minutes a week of a grant change after the day."""
    begins = max([on, *([grant.in_force_from] if grant.in_force_from else [])])
    return tuple((entry.first_day, entry.minutes_per_week) for entry in grant.hours.all() if entry.first_day > begins)


def _minutes_on(hours: Sequence[tuple[date, int]], *, on: date) -> int:
    reached = [minutes for first_day, minutes in hours if first_day <= on]
    return reached[-1] if reached else hours[0][1]


def weekly(minutes: int) -> str:
    return f"{numbers.hours_text(numbers.hours_of(minutes))} timer om ugen"


def living_grants(cases: Iterable[int], *, on: date) -> dict[int, Grant]:
    grants = Grant.objects.filter(case__in=list(cases), in_force_to__gte=on)
    found: dict[int, Grant] = {}
    for grant in grants.select_related("referral").prefetch_related("hours").order_by("in_force_from"):
        found.setdefault(grant.case_id, grant)
    return found
