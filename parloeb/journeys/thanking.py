"""Whom to thank for a week: what visits, reports and ends say of mentors, as facts for the rule."""

from collections import Counter, defaultdict
from datetime import date, datetime, time
from types import MappingProxyType

from django.db.models import Count, Q, QuerySet

from parloeb.domain.cases.models import Case
from parloeb.domain.corps.models import Mentor
from parloeb.domain.followup.lists import EndReason
from parloeb.domain.followup.models import Closing
from parloeb.domain.matching.digest import queries
from parloeb.domain.matching.digest.rules import MentorFacts, Week, thanks
from parloeb.domain.reports.models import MonthlyReport
from parloeb.domain.visits import queries as visit_queries
from parloeb.domain.visits.lists import Outcome
from parloeb.domain.visits.models import Visit
from parloeb.kernel import local, sorting

_WELL = MappingProxyType({EndReason.JOB: "job", EndReason.EDUCATION: "uddannelse"})


def to_thank(mentors: QuerySet[Mentor], cases: QuerySet[Case], week: Week) -> tuple[tuple[str, str], ...]:
    """Name and fact of those of the mentors who are there in the week; ends are those of the cases."""
    there = mentors.filter(Q(last_day=None) | Q(last_day__gte=week.monday), first_day__lte=week.sunday)
    found = sorted(there, key=lambda one: sorting.sort_key(str(one)))
    keys = [one.pk for one in found]
    courses, visits = queries.courses(keys, week), _visits(keys, week)
    due, in_time = _reports(keys, week)
    ended = _ended_well(cases, week)
    facts = (
        MentorFacts(
            name=str(one),
            first_day=one.first_day,
            courses=courses.get(one.pk, (0, 0)),
            visits=visits.get(one.pk, (0, 0)),
            reports_due=due[one.pk],
            reports_in_time=in_time[one.pk],
            ended_well=tuple(ended[one.pk]),
        )
        for one in found
    )
    return thanks(facts, week)


def _visits(mentors: list[int], week: Week) -> dict[int, tuple[int, int]]:
    """Visits held before the week, and by its end."""
    held = visit_queries.standing(Visit.objects.filter(mentor__in=mentors, outcome=Outcome.HELD))
    before = Count("pk", filter=Q(starts_at__lt=_begin(week.monday)))
    counted = held.filter(starts_at__lt=_begin(week.moved(1).monday)).order_by().values_list("mentor")
    return {mentor: (earlier, whole) for mentor, earlier, whole in counted.annotate(before=before, whole=Count("pk"))}


def _reports(mentors: list[int], week: Week) -> tuple[Counter[int], Counter[int]]:
    """Reports due in the week, and those of them that were sent by their day."""
    due: Counter[int] = Counter()
    in_time: Counter[int] = Counter()
    reports = MonthlyReport.objects.filter(match__mentor__in=mentors, due_on__range=(week.monday, week.sunday))
    for mentor, day, sent_at in reports.order_by().values_list("match__mentor", "due_on", "sent_at"):
        due[mentor] += 1
        in_time[mentor] += sent_at is not None and local.local_day(sent_at) <= day
    return due, in_time


def _ended_well(cases: QuerySet[Case], week: Week) -> dict[int, list[str]]:
    """By mentor how courses ended in the week: job, education."""
    well = Closing.objects.filter(case__in=cases, ended_on__range=(week.monday, week.sunday), reason__in=list(_WELL))
    reasons = dict(well.order_by("pk").values_list("case_id", "reason"))
    found: dict[int, list[str]] = defaultdict(list)
    for case, mentor in queries.mentor_at_end(reasons).items():
        found[mentor].append(_WELL[EndReason(reasons[case])])
    return found


def _begin(day: date) -> datetime:
    return local.moment(day, time())
