"""Who asks, and for what."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from urllib.parse import urlencode
from uuid import uuid4

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from parloeb.config import migrating
from parloeb.domain.cases.models import Relation
from parloeb.domain.followup.lists import Decision
from parloeb.domain.grants.models import Grant
from parloeb.domain.people import acting, commands
from parloeb.domain.people.models import RoleAssignment, Team, User
from parloeb.domain.people.rules import Role
from parloeb.pages.visits.forms import PARTS, part_fields
from tests import builders
from tests.bench import town
from tests.builders import followup, reports, visits
from tests.builders.clock import AT, ON
from tests.builders.matching import Course

EMAIL = "bench@example.dk"
VISITS_A_WEEK = (0, 3)
WEEKS = 6
MINUTES = 10

Ask = Callable[[], HttpResponse]


def ready_town() -> None:
    """Bring the town up to date, filled when it is new."""
    migrating.migrate()
    if not User.objects.filter(email=EMAIL).exists():
        with transaction.atomic():
            town.fill()
            settle()
    migrating.analyze()


def requests() -> dict[str, Ask]:
    """Each page that is measured, as a function that asks for it, on the day of the builders."""
    course = _course()
    client = builders.logged_in(User.objects.get(email=EMAIL), Role.CASEWORKER)
    team = RoleAssignment.objects.get(user__email=EMAIL).team_id
    oldest = Relation.objects.filter(team=team).order_by("case_id").values_list("case__uuid", flat=True)[60]
    signe = builders.logged_in(course.caseworker, Role.CASEWORKER)
    return {
        "floor: session and user": _asks(client, "/floor/"),
        "floor: and a row written": _writes(builders.logged_in(course.mentor_user, Role.MENTOR), "/floor/written/"),
        "list of 50": _asks(client, "/sager/"),
        "list of 50, one stage": _asks(client, "/sager/?trin=running"),
        "list of 50, last page": _asks(client, f"/sager/?efter={oldest}"),
        "list of 50, by name": _asks(client, "/sager/?q=nummer"),
        "case page, six weeks on": _asks(signe, f"/sager/{course.case.uuid}/"),
        "the mentor's front page": _asks(builders.logged_in(course.mentor_user, Role.MENTOR), "/mentor/"),
        "save a visit": _saves(builders.logged_in(course.mentor_user, Role.MENTOR), f"/besoeg/ny/{course.case.uuid}/"),
    }


def settle() -> None:
    """Let the caseworker who is measured have the first team of the town."""
    user = commands.register_user(email=EMAIL, name="Berit Bænk", by=acting.SYSTEM, at=AT)
    team = Team.objects.order_by("pk")[0]
    commands.assign_role(user, role=Role.CASEWORKER, team=team, first_day=date(2026, 1, 1), by=acting.SYSTEM, at=AT)


def _course() -> Course:
    """A course with twelve visits, a report that was read and a talk."""
    course = reports.a_running_course()
    for week in range(WEEKS):
        for weekday in VISITS_A_WEEK:
            day = reports.BEGUN + timedelta(days=7 * week + weekday)
            visits.a_visit(course, visits.a_content(on=day))
    reports.a_read_report(course)
    followup.a_talk(course.case, by=course.caseworker, decision=Decision.GO_ON)
    return course


def granted() -> Grant:
    """The grant of the course that is measured."""
    return Grant.objects.order_by("pk")[0]


def _asks(client: Client, address: str) -> Ask:
    def ask() -> HttpResponse:
        return client.get(address)  # type: ignore[return-value]

    return ask


def _writes(client: Client, address: str) -> Ask:
    def write() -> HttpResponse:
        return client.post(address, {"note": "Talte om post."})  # type: ignore[return-value]

    return write


def _saves(client: Client, address: str) -> Ask:
    """Another visit each time, in the small hours when there is none, day by day backwards."""
    free = _moments()
    # A browser sends every line and drop-down of the form, what was not touched too.
    names = (name for number in PARTS for name in part_fields(number))
    empty = {name: "" for name in names if name.startswith(("minutes", "share", "place"))}

    def save() -> HttpResponse:
        day, begins = next(free)
        typed = empty | {
            "posting_key": str(uuid4()),
            "key": str(uuid4()),
            "outcome": "held",
            "kind": "help",
            "day": day,
            "starts_at": begins,
            "length_1": "other",
            "minutes_1": str(MINUTES),
            "place_1": "home",
            "topics_1": ["everyday", "health"],
        }
        client.cookies.pop("messages", None)  # a browser that follows the answer has read it
        sent = urlencode(typed, doseq=True)  # as a browser sends it
        return client.post(address, sent, "application/x-www-form-urlencoded")  # type: ignore[return-value]

    return save


def _moments() -> Iterator[tuple[str, str]]:
    for back in range(1, 7 * WEEKS):
        day = ON - timedelta(days=back)
        for minute in range(0, 6 * 60, MINUTES):
            yield day.strftime("%d-%m-%Y"), f"{minute // 60:02}:{minute % 60:02}"
