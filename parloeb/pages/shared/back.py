"""Where a page that says no leads back to: the page one came from, else the page of what the address is about."""

from urllib.parse import urlsplit

from django.http import HttpRequest
from django.urls import Resolver404, resolve

FRONT = "/"


def of(request: HttpRequest) -> str:
    """The page of this system that one came from, else `above`; never an address of others."""
    came = urlsplit(request.headers.get("Referer", ""))
    is_ours = (came.scheme, came.netloc) == (request.scheme, request.get_host())
    if not (is_ours and _is_read(came.path)):
        return above(request)
    return f"{came.path}?{came.query}" if came.query else came.path


def above(request: HttpRequest) -> str:
    """The nearest page above the address, as an act stands below its record; the front page where there is none."""
    parts = request.path.strip("/").split("/")
    above = (f"/{'/'.join(parts[:count])}/" for count in range(len(parts) - 1, 0, -1))
    return next((path for path in above if _is_read(path)), FRONT)


def _is_read(path: str) -> bool:
    """Whether the address is a page of ours. What resolves begins with one slash, so it names no other host."""
    try:
        view = resolve(path).func
    except Resolver404:
        return False
    return hasattr(view, "views") or getattr(view, "writes", True) is False
