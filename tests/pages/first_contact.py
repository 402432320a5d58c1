"""Who is at the way to the first meeting, and what they read."""

from django.test import Client

from parloeb.domain.people.rules import Role
from tests import builders
from tests.builders import Course

WHEN = "onsdag den 18. november 2026 kl. 14.00"


def browsers(course: Course) -> tuple[Client, Client, Client]:
    return (
        builders.logged_in(course.coordinator, Role.COORDINATOR),
        builders.logged_in(course.mentor_user, Role.MENTOR),
        builders.logged_in(course.citizen_user, Role.CITIZEN),
    )


def page_of(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()
