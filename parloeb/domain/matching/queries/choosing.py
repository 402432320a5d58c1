"""What is granted to courses, and how much of it each mentor has."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import QuerySet

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


@dataclass(frozen=True)
class Granted:
    """What is granted to a course from a day on, as one: grants that follow on each other day by day.

    Minutes are a week's: `minutes` on the day, or those it begins with later, and `later` where they change in the
    `period`.
    """

    period: Period
    minutes: int
    later: spans.Steps


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
    """The minutes a week of each case on the day, before its first grant those that it begins with, and every later
    change of what is granted; in one query.
    """
    living = GrantHours.objects.filter(grant__case__in=list(cases), grant__in_force_to__gte=on)
    return {case_id: spans.from_day(steps, on) for case_id, steps in _steps(living).items()}


def bound_over_time(mentors: Iterable[int]) -> dict[int, spans.Steps]:
    """By mentor the minutes a week of the courses that bind, from the first day of each on; in two queries."""
    binding = Match.objects.filter(mentor__in=mentors, state__in=BINDING).order_by("pk")
    begun = list(binding.values_list("mentor", "case", "first_day"))
    steps = _steps(GrantHours.objects.filter(grant__case__in=[case_id for _, case_id, _ in begun]))
    courses: dict[int, list[tuple[int, spans.Steps]]] = defaultdict(list)
    for mentor, case_id, day in begun:
        if case_id in steps and day:
            first, later = spans.from_day(steps[case_id], day)
            courses[mentor].append((0, ((day, first), *later)))
    return {mentor: spans.summed(some, after=date.min) for mentor, some in courses.items()}


def _steps(hours: QuerySet[GrantHours]) -> dict[int, spans.Steps]:
    """By case what these hours of grants that came into force come to after each other; in one query."""
    rows = hours.order_by("grant__in_force_from", "grant", "first_day").values_list(
        "grant__case", "grant", "grant__in_force_from", "grant__in_force_to", "first_day", "minutes_per_week"
    )
    found: dict[int, dict[int, spans.Kept]] = defaultdict(dict)
    for case_id, grant_id, first_day, last_day, day, week in rows:
        if first_day is not None:
            in_force, steps = found[case_id].get(grant_id, (Period(first_day, last_day), ()))
            found[case_id][grant_id] = (in_force, (*steps, (day, week)))
    return {case_id: spans.joined(of_grants.values()) for case_id, of_grants in found.items()}


def granted(living: Sequence[Grant], *, on: date) -> Granted:
    """What the grants of a course that live on the day, the first first, come to without a gap."""
    kept = [_kept(grant) for grant in living]
    first_day, last_day = kept[0][0].first_day, kept[0][0].last_day
    for period, _ in kept[1:]:
        if last_day is not None and period.first_day == last_day + timedelta(days=1):
            last_day = period.last_day
    within = Period(first_day, last_day)
    minutes, later = spans.from_day(spans.joined(kept), on)
    return Granted(within, minutes, tuple(step for step in later if within.contains(step[0])))


def _kept(grant: Grant) -> spans.Kept:
    if grant.in_force_from is None:
        raise errors.NothingInForceError("Bevillingen er ikke trådt i kraft.")
    return Period(grant.in_force_from, grant.in_force_to), _steps_of(grant)


def minutes_on(grant: Grant, *, on: date) -> int:
    """The minutes a week in force on the day; before the first day those that the grant begins with."""
    steps = _steps_of(grant)
    return spans.on_day(steps[0][1], steps, on)


def _steps_of(grant: Grant) -> spans.Steps:
    steps = tuple((entry.first_day, entry.minutes_per_week) for entry in grant.hours.all())
    if not steps:
        raise errors.NothingInForceError("Bevillingen har ingen timer.")
    return steps


def weekly(minutes: int) -> str:
    return f"{numbers.hours_text(numbers.hours_of(minutes))} timer om ugen"


def living_grants(cases: Iterable[int], *, on: date) -> dict[int, Grant]:
    """By case the grant that runs on the day, else the next one."""
    return {case_id: grants[0] for case_id, grants in living(cases, on=on).items()}


def living(cases: Iterable[int], *, on: date) -> dict[int, list[Grant]]:
    """By case its grants that run on the day or begin later, the first first."""
    grants = Grant.objects.filter(case__in=list(cases), in_force_to__gte=on)
    found: dict[int, list[Grant]] = defaultdict(list)
    for grant in grants.select_related("referral").prefetch_related("hours").order_by("in_force_from"):
        found[grant.case_id].append(grant)
    return dict(found)
