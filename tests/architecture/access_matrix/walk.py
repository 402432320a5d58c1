"""Send every person to one address by every way in, and tell what is wrong."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import uuid4

from django.conf import settings
from django.http import HttpResponseBase
from django.urls import reverse

from parloeb.domain.audit.models import EventKind
from parloeb.domain.people.rules import Role
from tests.architecture.access_matrix import bodies, targets
from tests.architecture.access_matrix.addresses import Address
from tests.architecture.access_matrix.browser import Seen
from tests.architecture.access_matrix.persons import SEES, Person
from tests.architecture.access_matrix.table import NOBODY, Line
from tests.architecture.access_matrix.targets import Target
from tests.architecture.access_matrix.words import Station, Word, new_word
from tests.architecture.access_matrix.world import World

# Where nobody's role counts, a few persons stand for all.
AT_CLOSED_DOORS = {"anonymous", "caseworker", "citizen", "without a role", "leaver with a living session"}
COMES_IN = {200, 302, 303, 400, 409, 422}
Roles = frozenset[Role]
UNLIKELY_NUMBER = "2026-999999"


@dataclass(frozen=True)
class Finding:
    """Something wrong: what, who found it, how."""

    what: str
    person: str
    way: str
    told: str = ""

    def __str__(self) -> str:
        return f"{self.what}: {self.person}, {self.way} {self.told}".strip()


def address(world: World, line: Line, at: Address) -> Iterator[Finding]:
    """Everything that is wrong at one address of ours."""
    for person in world.persons:
        visitor = Visitor(world, line, person)
        for target in visitor.targets(at):
            yield from visitor.try_methods(target)
        if line.asks or line.keys:
            yield from visitor.try_questions(reverse(at.name))


def closed(world: World, at: Address, *, statuses: set[int]) -> Iterator[Finding]:
    """Everything wrong at a public address or a library's, which show no citizen to anybody."""
    for person in world.persons:
        if person.name not in AT_CLOSED_DOORS:
            continue
        visitor = Visitor(world, Line(at.name), person)
        for method in ("GET", "POST", "PUT", "DELETE"):
            yield from visitor.try_closed(method, targets.any_path(at), statuses)


class Visitor:
    """One person at one address."""

    def __init__(self, world: World, line: Line, person: Person) -> None:
        self.world, self.line, self.person = world, line, person
        self.browser = world.browsers[person.name]
        self._missing: dict[tuple[str, str], Seen] = {}

    def targets(self, at: Address) -> Iterator[Target]:
        """Every target; but for one whose role may nothing there, the missing object and one that is there."""
        found = targets.of(self.world, at, self.person)
        if self.person.name in self.line.not_for:
            found = (replace(target, is_hidden=True) for target in found)
        may = self._may(self.line.get | self.line.post)
        return found if may else itertools.islice(found, 2)

    def try_methods(self, target: Target) -> Iterator[Finding]:
        """Each method in turn; those that the address does not take are tried once a person."""
        for method, roles in (("GET", self.line.get), ("POST", self.line.post), ("PUT", NOBODY), ("DELETE", NOBODY)):
            if not roles and not target.is_first:
                continue
            seen = self.browser.send(method, target.path, self.line.typed)
            yield from self._judge(seen, target, roles)
            if target.is_hidden and not target.is_first and self._may(roles):
                yield from self._is_like_missing(seen, self._send_once(method, target.missing_path))

    def try_questions(self, path: str) -> Iterator[Finding]:
        """Search for each case by name and number, and go on after it: foreign and missing must look the same."""
        if not self._may(self.line.get):
            return
        for label in self.person.tries():
            station = self.world.stations[label]
            for query, instead, is_hidden in self._questions(station):
                seen = self.browser.send("GET", path, query)
                yield from self._inspect(seen)
                if is_hidden:
                    missing = self.browser.send("GET", path, instead)
                    yield from self._is_like_missing(seen, missing, *query.values(), *instead.values())

    def try_closed(self, method: str, path: str, statuses: set[int]) -> Iterator[Finding]:
        """A page that shows no citizen: nothing of any case comes out, whoever comes."""
        seen = self.browser.send(method, path, {})
        if seen.answer.status_code not in statuses:
            yield self._found("unexpected answer", seen, str(seen.answer.status_code))
        for station in self.world.stations.values():
            for word in station.words:
                if word.stands_in(seen.told):
                    yield self._found("leak", seen, word.text)

    def _questions(self, station: Station) -> Iterator[tuple[dict[str, str], dict[str, str], bool]]:
        """What to ask for, what to ask instead that is nowhere, and whether the two must look the same."""
        is_foreign = station.label not in self.person.cases
        name = station.words[0]
        number = next(word.text for word in station.words if word.text.startswith("2026-"))
        for ask in self.line.asks:
            # The start of a name finds it, and is not yet the word that must not come out.
            yield {ask: name.text[:8]}, {ask: new_word()[:8]}, is_foreign or name.is_secret
            yield {ask: number}, {ask: UNLIKELY_NUMBER}, is_foreign
        for key in self.line.keys:
            yield {key: str(station.objects["case"])}, {key: str(uuid4())}, is_foreign

    def _may(self, roles: Roles) -> bool:
        return self.person.role in roles and not self.person.is_out

    def _send_once(self, method: str, path: str) -> Seen:
        if (method, path) not in self._missing:
            self._missing[method, path] = self.browser.send(method, path, self.line.typed)
        return self._missing[method, path]

    def _is_like_missing(self, seen: Seen, missing: Seen, *typed: str) -> Iterator[Finding]:
        if bodies.likeness(seen.answer, without=typed) != bodies.likeness(missing.answer, without=typed):
            yield self._found("existence revealed", seen)

    def _judge(self, seen: Seen, target: Target, roles: Roles) -> Iterator[Finding]:
        yield from self._status(seen, target, roles)
        # Not found is the same for all and shows nobody.
        if seen.answer.status_code != 404 and seen.answer.headers.get("Cache-Control") != "no-store":
            yield self._found("may be kept", seen)
        yield from self._inspect(seen)
        if self._may(roles) and seen.method == "GET" and not target.is_hidden:
            yield from self._is_shown(seen, target)

    def _status(self, seen: Seen, target: Target, roles: Roles) -> Iterator[Finding]:
        status = seen.answer.status_code
        if not roles:
            wrong = "" if status == 405 else "a method too many"
        elif self.person.is_out:
            wrong = "" if _is_login(seen.answer) else "came in"
        elif self._may(roles) and not target.is_hidden:
            wrong = "" if status in COMES_IN and not _is_login(seen.answer) else "shut out"
        else:
            wrong = "" if status == 404 else "came in"
            if status == 404 and not seen.rows_of(EventKind.DENIAL):
                wrong = "denial not logged"
        if wrong:
            yield self._found(wrong, seen, str(status))

    def _inspect(self, seen: Seen) -> Iterator[Finding]:
        """Nothing foreign comes out, nothing beyond the role's classes, and what comes out is logged."""
        if seen.answer.status_code >= 500:
            yield self._found("broken", seen, str(seen.answer.status_code))
        if seen.rows_of(EventKind.ACT) and (seen.method != "POST" or seen.answer.status_code == 404):
            yield self._found("wrote", seen)
        for station in self.world.stations.values():
            shown = [word for word in station.words if word.stands_in(seen.told)]
            for word in shown:
                yield from self._is_theirs(seen, station, word)
            if shown and not self._is_logged(seen, station):
                yield self._found("look not logged", seen, station.label)

    def _is_theirs(self, seen: Seen, station: Station, word: Word) -> Iterator[Finding]:
        if word.is_secret:
            yield self._found("protected name shown", seen, station.label)
        if self.person.is_out or station.label not in self.person.cases:
            yield self._found("leak", seen, f"{word.text} of {station.label}")
        elif word.field_class not in SEES[self.person.role]:
            yield self._found("beyond the role", seen, f"{word.field_class} of {station.label}")

    def _is_shown(self, seen: Seen, target: Target) -> Iterator[Finding]:
        """The page does show what it is there to show: else the search for words would prove nothing."""
        if not self.line.shows or self.line.shows not in SEES[self.person.role]:
            return
        for label in [target.label] if target.label else sorted(self.person.cases):
            words = [word for word in self.world.stations[label].words if word.field_class is self.line.shows]
            if not any(word.stands_in(seen.told) for word in words if not word.is_secret):
                yield self._found("shows nothing", seen, label)

    def _is_logged(self, seen: Seen, station: Station) -> bool:
        user = self.person.user
        return any(
            station.citizen in row.citizens and row.user_uuid == (user and user.uuid) and row.role == self.person.role
            for row in seen.rows
            if row.kind != EventKind.DENIAL
        )

    def _found(self, what: str, seen: Seen, told: str = "") -> Finding:
        return Finding(what, self.person.name, f"{seen.method} {seen.path}", told)


def _is_login(answer: HttpResponseBase) -> bool:
    """Whether one is shown the way in: to a form that was sent, by a page that holds what was typed."""
    if answer.status_code == 401:
        return True
    return answer.status_code == 302 and answer["Location"].startswith(settings.LOGIN_URL)
