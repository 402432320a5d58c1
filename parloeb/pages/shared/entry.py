"""How a request comes in: who acts, in which role, when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.http import HttpRequest, HttpResponse

from parloeb.domain.people.acting import Actor
from parloeb.domain.people.rules import Role
from parloeb.pages.shared import clock

ROLE_IN_SESSION = "role"


@dataclass(frozen=True)
class Entry:
    """What the door knows and everything below is told: the actor, the moment, the day in Denmark."""

    by: Actor
    at: datetime
    on: date


class ParloebRequest(HttpRequest):
    """A request with its moment, and, inside a guarded view, its entry."""

    at: datetime
    on: date
    entry: Entry | None
    roles: tuple[Role, ...]


class EntryMiddleware:
    """Reads the clock once for the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        entered = cast(ParloebRequest, request)
        entered.at = clock.now()
        entered.on = clock.day_of(entered.at)
        entered.entry = None
        entered.roles = ()
        return self.get_response(entered)


def chosen_role(request: ParloebRequest, held: tuple[Role, ...]) -> Role | None:
    """The role that the person chose in this session, else the first one held; None where none is held."""
    chosen = request.session.get(ROLE_IN_SESSION)
    if chosen in held:
        return Role(chosen)
    return held[0] if held else None
