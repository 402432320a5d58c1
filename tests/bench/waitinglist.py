"""Time the waiting list as one, 500 who wait and 60 mentors: whole, with one citizen more, and one citizen's order."""

import re
import statistics
import time
from dataclasses import dataclass
from datetime import date

from django.test import Client

from parloeb.domain.cases.models import Case
from parloeb.domain.corps.models import Mentor
from parloeb.domain.matching.queries import candidates, needing, shortlisting
from parloeb.domain.matching.suggesting import scoring
from tests import builders
from tests.builders import ON

MENTORS = 60
RANK_AIM = 0.1  # seconds


@dataclass(frozen=True)
class Taken:
    """Seconds: the page of the whole list the first time and again, the candidates of one citizen, and the order of the
    mentors for one citizen by itself.
    """

    first: float
    again: float
    candidates: float
    order: float


def fill(client: Client, *, mentors: int = MENTORS) -> None:
    """Give the corps of the board's cases so many mentors, with hours for a part of those who wait."""
    case = _case(client)
    for number in range(mentors):
        builders.a_signed_mentor(
            f"Mentor {number:03}", jobcentre=case.jobcentre, weekly_minutes=300 + 60 * (number % 9)
        )


def seconds(client: Client) -> Taken:
    """What each takes; the first page solves the whole list, which stops at its time."""
    case = _case(client)
    first, again = _page(client, "/match/samlet/"), _page(client, "/match/samlet/")
    return Taken(first, again, _page(client, f"/match/{case.uuid}/"), _order(case, on=ON))


def _order(case: Case, *, on: date, rounds: int = 9) -> float:
    need = needing.need_of(case, on=on)
    known = candidates.known(Mentor.objects.filter(jobcentre=case.jobcentre_id), on=on)
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        shortlisting.suggested(known, need, weights=scoring.DEFAULT, on=on)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def _case(client: Client) -> Case:
    page = client.get("/match/?vis=waiting").content.decode()
    found = re.search(r"/match/([0-9a-f-]{36})/", page)
    assert found, "nobody waits"
    return Case.objects.select_related("jobcentre", "citizen").get(uuid=found[1])


def _page(client: Client, path: str) -> float:
    begun = time.perf_counter()
    assert client.get(path).status_code == 200
    return time.perf_counter() - begun
