"""The pages that say no: not found, not allowed, broken."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: missing and foreign look the same, so nothing of the request or the exception is shown."""
    del exception
    return render(request, "shared/errors/404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: refused by a guard of the framework."""
    del exception
    return render(request, "shared/errors/403.html", status=403)


def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form's own token is missing or old."""
    del reason
    return render(request, "shared/errors/403.html", status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """500: a fault of ours."""
    return render(request, "shared/errors/500.html", status=500)
