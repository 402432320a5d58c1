"""The pages that say no: not found, not allowed, broken."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from parloeb.domain.people import acting
from parloeb.pages.shared import guards, late


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: missing and foreign look the same, so nothing of the request or the exception is shown."""
    del exception
    return render(request, "shared/errors/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: refused by a guard of the framework."""
    del exception
    return render(request, "shared/errors/403.html", status=403)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's own token is missing or old. What was typed on a page of ours is kept, to be sent again."""
    del reason
    at = request.resolver_match
    if at and guards.is_guarded(at.func) and late.is_ours(request):
        has_come_in = acting.person(request.user) is not None
        return late.keep(request, status=403, has_come_in=has_come_in)
    return render(request, "shared/errors/403.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours."""
    return render(request, "shared/errors/500.html", status=500)
