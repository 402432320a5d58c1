"""The questions that wait for a mentor: who can answer still, who is to be reminded, what else the mentor is asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from parloeb.domain.law.settings import Setting
from parloeb.domain.matching import talking
from parloeb.domain.matching.models import Match
from parloeb.domain.matching.queries import choosing
from parloeb.domain.matching.states import OPEN, State
from parloeb.domain.people import queries as people
from parloeb.domain.people.models import RoleAssignment
from parloeb.domain.people.rules import Role
from parloeb.kernel import days, local

# No jobcentre reminds earlier before the deadline (law.settings).
_EARLIEST = timedelta(days=14)


@dataclass(frozen=True)
class Elsewhere:
    """What else a mentor is thought of or asked for: in how many other courses, and their minutes a week together."""

    courses: int
    minutes: int

    @property
    def sentence(self) -> str:
        """The sentence for whoever chooses; empty where there is nothing else."""
        if not self.courses:
            return ""
        courses = "ét andet forløb" if self.courses == 1 else f"{self.courses} andre forløb"
        waits = f"{courses} ({choosing.weekly(self.minutes)})"
        return f"Mentoren er også foreslået eller spurgt i {waits} og har ikke svaret endnu."


def silent(questions: QuerySet[Match], *, on: date) -> QuerySet[Match]:
    """Those of the questions that the mentor can answer no more: closed user, left, or no longer in the role."""
    gone = Q(mentor__user=None) | Q(mentor__user__is_active=False) | Q(mentor__last_day__lt=on)
    return questions.filter(gone | ~Exists(_roles(on).filter(user=OuterRef("mentor__user"))), state=State.ASKED)


def why_silent(match: Match, *, on: date) -> str:
    """Why the mentor cannot answer; empty for one who can."""
    mentor = match.mentor
    if mentor.last_day and mentor.last_day < on:
        return f"mentoren er holdt op {days.text(mentor.last_day)}"
    if mentor.user is None or not mentor.user.is_active:
        return "mentorens bruger er lukket"
    return "" if _roles(on).filter(user=mentor.user).exists() else "brugeren er ikke mentor længere"


def to_remind(*, on: date) -> list[Match]:
    """The questions whose mentor is to be reminded on the day or was to be before it, and has not been."""
    waiting = Match.objects.filter(state=State.ASKED, reminded_at=None, answer_by__lte=on + _EARLIEST)
    can = waiting.exclude(pk__in=silent(waiting, on=on).values("pk"))
    found = list(can.select_related("case__citizen", "mentor__user").order_by("pk"))
    before = {place: _days_before(place, on=on) for place in {match.case.jobcentre_id for match in found}}
    return [match for match in found if _is_due(match, before=before[match.case.jobcentre_id], on=on)]


def elsewhere(match: Match, *, on: date) -> Elsewhere:
    """The other courses that wait for an answer of the same mentor."""
    others = Match.objects.filter(mentor=match.mentor_id, state__in=OPEN).exclude(case=match.case_id)
    return Elsewhere(*_hours(others.values_list("case_id", flat=True), on=on))


def _hours(cases: Iterable[int], *, on: date) -> tuple[int, int]:
    keys = list(cases)
    grants = choosing.living_grants(keys, on=on)
    return len(keys), sum(choosing.minutes_on(grant, on=on) for grant in grants.values())


def _days_before(jobcentre: int, *, on: date) -> int:
    return people.settings_on(jobcentre, on).number(Setting.REMIND_DAYS)


def _is_due(match: Match, *, before: int, on: date) -> bool:
    if match.asked_at is None or match.answer_by is None:
        return False
    day = talking.remind_on(asked_on=local.local_day(match.asked_at), answer_by=match.answer_by, before=before)
    return day is not None and day <= on


def _roles(on: date) -> QuerySet[RoleAssignment]:
    held = RoleAssignment.objects.filter(role=Role.MENTOR, first_day__lte=on)
    return held.filter(Q(last_day=None) | Q(last_day__gte=on))
