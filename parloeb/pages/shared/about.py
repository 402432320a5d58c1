"""The two pages that every public body's site has: how accessible it is, and what it does with data about people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from parloeb.pages.shared import guards


@guards.public
@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """The accessibility statement."""
    return render(request, "shared/accessibility.html")


@guards.public
@require_GET
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, who sees it, and for how long."""
    return render(request, "shared/privacy.html")
