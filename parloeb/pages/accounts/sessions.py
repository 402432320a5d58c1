"""How long a login lasts: half an hour without a request, twelve hours in all, and never past a deactivation."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import cast

from django.contrib.auth import SESSION_KEY, logout
from django.http import HttpRequest, HttpResponse

from parloeb.domain.people import acting
from parloeb.pages.shared.entry import ParloebRequest

IDLE = timedelta(minutes=30)
IN_ALL = timedelta(hours=12)
# The session is written at most once in this time, not with every request.
NOTED_EVERY = timedelta(minutes=1)
BEGAN, SEEN = "began_at", "seen_at"


class SessionLimits:
    """Ends a session that has lasted too long, or whose user was deactivated, before any view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if SESSION_KEY in request.session:
            at = cast(ParloebRequest, request).at
            if acting.person(request.user) is None or _is_over(request, at):
                logout(request)
            else:
                _note(request, at)
        return self.get_response(request)


def _is_over(request: HttpRequest, at: datetime) -> bool:
    return at - _moment(request, BEGAN, at) > IN_ALL or at - _moment(request, SEEN, at) > IDLE


def _note(request: HttpRequest, at: datetime) -> None:
    if BEGAN not in request.session:
        request.session[BEGAN] = at.isoformat()
    if SEEN not in request.session or at - _moment(request, SEEN, at) >= NOTED_EVERY:
        request.session[SEEN] = at.isoformat()


def _moment(request: HttpRequest, key: str, otherwise: datetime) -> datetime:
    text = request.session.get(key)
    return datetime.fromisoformat(text) if text else otherwise
