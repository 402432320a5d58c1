"""What happened in a week with the matches of some cases: a number, and the cases behind it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Min, Q, QuerySet

from parloeb.domain.cases.models import Case
from parloeb.domain.corps import rules as corps
from parloeb.domain.corps.models import Mentor
from parloeb.domain.grants.models import Grant
from parloeb.domain.matching import lists, talking
from parloeb.domain.matching.digest.rules import Week
from parloeb.domain.matching.models import DigestChoice, Match
from parloeb.domain.matching.states import State
from parloeb.domain.people import rules as people
from parloeb.domain.people.models import RoleAssignment
from parloeb.domain.people.rules import Role
from parloeb.kernel import days, local

READERS = (Role.COORDINATOR, Role.TEAM_LEADER)


@dataclass(frozen=True)
class Line:
    """One case behind a number."""

    case: UUID
    number: str
    name: str
    citizen: UUID
    day: str
    mentor: str = ""
    why: str = ""


@dataclass(frozen=True)
class Figure:
    """One number of the week, and what it counts; as long as its list."""

    title: str
    lines: tuple[Line, ...]

    @property
    def number(self) -> int:
        """How many."""
        return len(self.lines)


def figures(cases: QuerySet[Case], week: Week) -> tuple[Figure, ...]:
    """The numbers of a week: granted for the first time, then what became of matches, in order, and why they ended."""
    rows = list(_rows(cases.filter(is_historic=False), week))
    return (Figure("Bevilget en mentor", _granted(cases, week)), *(_figure(title, rows, week) for title in _WHEN))


def mentors_of(cases: QuerySet[Case]) -> QuerySet[Mentor]:
    """The mentors who have or had a match in one of the cases, and can be thanked by name."""
    matched = Match.objects.filter(case__in=cases, first_day__isnull=False).values("mentor")
    return Mentor.objects.filter(pk__in=matched, user__isnull=False)


def courses(mentors: Iterable[int], week: Week) -> dict[int, tuple[int, int]]:
    """How many courses each mentor had begun in which both wanted to go on: before the week, and at its end."""
    begin, end = _bounds(week)
    before: Counter[int] = Counter()
    after: Counter[int] = Counter()
    found = Match.objects.filter(mentor__in=list(mentors), confirmed_at__lt=end).order_by()
    for mentor, at in found.values_list("mentor", "confirmed_at"):
        after[mentor] += 1
        before[mentor] += at is not None and at < begin
    return {mentor: (before[mentor], number) for mentor, number in after.items()}


def mentor_at_end(cases: Iterable[int]) -> dict[int, int]:
    """The mentor of the last match of each case, by key."""
    last = Match.objects.filter(case__in=list(cases), first_day__isnull=False).order_by("first_day")
    return dict(last.values_list("case_id", "mentor_id"))


def choice_of(user: int) -> DigestChoice | None:
    """What a user chose; None who never did."""
    return DigestChoice.objects.filter(user=user).first()


def to_tell(week: Week, *, on: date) -> list[DigestChoice]:
    """Who wants a mail each week, holds the role on the day, chose it before the week's Monday and was not told."""
    running = RoleAssignment.objects.filter(Q(last_day=None) | Q(last_day__gte=on), first_day__lte=on, role__in=READERS)
    chosen = DigestChoice.objects.filter(is_weekly=True, chosen_on__lt=week.monday, user__is_active=True)
    waiting = chosen.filter(Q(told_for=None) | Q(told_for__lt=week.monday), user__in=running.values("user"))
    return list(waiting.select_related("user").order_by("pk"))


# Each number of matches: its title, the column that says when, and what else must be so.
_WHEN: Mapping[str, tuple[str, frozenset[str]]] = {
    "Mentor foreslået": ("proposed_at", frozenset()),
    "Mentor spurgt": ("asked_at", frozenset()),
    "Sagde ja": ("answered_at", frozenset({"yes"})),
    "Sagde nej": ("answered_at", frozenset({"no"})),
    "Bad om bedre odds": ("answered_at", frozenset({"odds"})),
    "Mødtes første gang": ("met_on", frozenset()),
    "Begge vil fortsætte": ("confirmed_at", frozenset()),
    "Match slut": ("closed_at", frozenset({"ended"})),
}
_MOMENTS = ("proposed_at", "asked_at", "answered_at", "confirmed_at", "closed_at")


def _rows(cases: QuerySet[Case], week: Week) -> QuerySet[Match, Any]:
    begin, end = _bounds(week)
    within = Q(met_on__range=(week.monday, week.sunday))
    for moment in _MOMENTS:
        within |= Q(**{f"{moment}__gte": begin, f"{moment}__lt": end})
    return (
        Match.objects.filter(within, case__in=cases)
        .order_by("pk")
        .values_list(
            "case__uuid", "case__number", "case__citizen__uuid", "case__citizen__name", "case__citizen__is_protected",
            "case__citizen__registration_key", "mentor__name", "mentor__registration_key", "state", "first_day",
            "decline_reason", "end_reason", "met_on", *_MOMENTS,
            named=True,
        )
    )  # fmt: skip


def _figure(title: str, rows: Iterable[Any], week: Week) -> Figure:
    column, demands = _WHEN[title]
    lines = []
    for row in rows:
        at = getattr(row, column)
        day = local.local_day(at) if isinstance(at, datetime) else at
        if day and week.period.contains(day) and demands <= _is(row):
            lines.append((day, _line(row, day, demands)))
    return Figure(title, tuple(line for _, line in sorted(lines, key=lambda one: one[0])))


def _is(row: Any) -> set[str]:
    """What a match is: answered yes, answered no, asked for better odds, ended."""
    told = {"yes"}
    if row.decline_reason:
        told = {"odds"} if row.decline_reason in talking.NOT_A_NO else {"no"}
    return told | {"ended"} if row.state == State.ENDED else told


def _line(row: Any, day: date, demands: frozenset[str]) -> Line:
    why = ""
    if "no" in demands:
        why = lists.DeclineReason(row.decline_reason).label
    if "ended" in demands:
        why = lists.EndReason(row.end_reason).label
    return Line(
        case=row.case__uuid,
        number=row.case__number,
        name=_name(row, "case__citizen__"),
        citizen=row.case__citizen__uuid,
        day=days.text(day),
        mentor=corps.shown_name(row.mentor__name, registration_key=row.mentor__registration_key),
        why=why,
    )


def _granted(cases: QuerySet[Case], week: Week) -> tuple[Line, ...]:
    """The courses whose first grant was decided in the week: they look for a mentor from then on."""
    begin, end = _bounds(week)
    granted = Grant.objects.filter(case__in=cases.filter(is_historic=False), in_force_from__isnull=False)
    firsts = granted.values("case").annotate(first=Min("decided_at")).filter(first__gte=begin, first__lt=end)
    rows = firsts.order_by("first", "case").values_list(
        "case__uuid", "case__number", "case__citizen__uuid", "case__citizen__name", "case__citizen__is_protected",
        "case__citizen__registration_key", "first",
        named=True,
    )  # fmt: skip
    return tuple(
        Line(
            row.case__uuid,
            row.case__number,
            _name(row, "case__citizen__"),
            row.case__citizen__uuid,
            days.text(local.local_day(row.first)),
        )
        for row in rows
    )


def _name(row: Any, at: str) -> str:
    return people.shown_name(
        getattr(row, f"{at}name"),
        is_protected=getattr(row, f"{at}is_protected"),
        registration_key=getattr(row, f"{at}registration_key"),
    )


def _bounds(week: Week) -> tuple[datetime, datetime]:
    """The moment at which the week begins in Denmark, and that at which the next one does."""
    return local.moment(week.monday, time()), local.moment(week.sunday + timedelta(days=1), time())
