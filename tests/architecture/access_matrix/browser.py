"""A person's browser: each request is undone afterwards, but what it told and what it logged is kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from django.db import transaction
from django.db.models import Max
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from parloeb.domain.audit.models import Event, EventKind
from parloeb.pages.shared import back
from tests import builders
from tests.architecture.access_matrix import bodies
from tests.architecture.access_matrix.persons import Person

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True)
class Seen:
    """One answer: what it told beyond what was asked, and the rows of the log that it made."""

    method: str
    path: str
    answer: HttpResponseBase
    told: str
    rows: tuple[Event, ...]

    def rows_of(self, kind: EventKind) -> list[Event]:
        """The rows of one kind."""
        return [row for row in self.rows if row.kind == kind]


class Browser:
    """Keeps the person's session over requests that end it."""

    def __init__(self, client: Client) -> None:
        client.raise_request_exception = False
        self._client = client
        self._cookies = client.cookies.output(header="", sep="; ")
        # Each request is undone, so every row beyond this one was made by the request just sent. The clock stands
        # still: its moment names the one part of the log to read.
        self._log = Event.objects.filter(at=builders.AT)
        self._last = self._log.aggregate(last=Max("id"))["last"]

    def send(self, method: str, path: str, typed: Mapping[str, str]) -> Seen:
        """One request; whatever it changed in the database is undone."""
        self._client.cookies = SimpleCookie(self._cookies)
        asked = list(typed.values()) if method == "GET" else []
        if asked:
            path = f"{path}?{urlencode(typed)}"
        body = urlencode(typed) if method == "POST" else ""
        with transaction.atomic():
            answer = self._client.generic(method, path, body, content_type=FORM)
            rows = tuple(self._log.filter(id__gt=self._last))
            told = bodies.told(answer)
            transaction.set_rollback(True)
        # What was asked for is said back by some pages, and by the ways to the login and back; that tells nothing.
        for said_back in (path, answer.wsgi_request.get_full_path(), back.above(answer.wsgi_request), *asked):
            told = told.replace(said_back.casefold(), "")
        return Seen(method, path, answer, told, rows)


def of(person: Person) -> Browser:
    """A browser in which the person has logged in, and looked at a page: else each request would begin the session."""
    client = builders.logged_in(person.user, person.chosen or person.role)
    if not person.is_out:  # who has left is not logged out before the matrix comes
        client.get(reverse("desk"))
    return Browser(client)
