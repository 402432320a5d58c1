"""Time the coordinator's board with 500 citizens who wait and 500 who have a mentor, all of those who wait shown."""

import statistics
import time

from django.db import connection
from django.test import Client

from parloeb.domain.people.rules import Role
from tests import builders
from tests.bench import rechecked
from tests.builders import reports

CASES = 500
AIM = 0.5  # seconds


def fill(*, cases: int = CASES) -> Client:
    """Let a coordinator have so many of the town's cases that wait, and as many that run, on top of the copies of a
    grant that `rechecked` made.
    """
    course = reports.a_running_course()
    match = reports.match_of(course)
    with connection.cursor() as cursor:
        for stage in ("granted", "running"):
            cursor.execute(
                """INSERT INTO cases_relation (uuid, case_id, kind, organisation_id, first_day)
                   SELECT gen_random_uuid(), k.id, 'coordination', %s, k.opened_on FROM cases_case k
                   WHERE k.number LIKE '2025-%%' AND k.stage = %s
                   AND EXISTS (SELECT FROM grants_grant g WHERE g.case_id = k.id) ORDER BY k.id LIMIT %s""",
                [course.case.jobcentre_id, stage, cases],
            )
        of_coordinator = """AND k.stage = 'running' AND EXISTS (SELECT FROM cases_relation c
                            WHERE c.case_id = k.id AND c.kind = 'coordination')"""
        cursor.execute(rechecked.copy("matching.Match", "r.id = %s", of_coordinator), [match.pk, rechecked.GRANTS])
    return builders.logged_in(course.coordinator, Role.COORDINATOR)


def seconds(client: Client, *, rounds: int = 9) -> tuple[float, int]:
    """The median of some readings of the whole board, and how many cards it shows."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        page = client.get("/match/?vis=waiting").content.decode()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken), page.count("p-board-next")
