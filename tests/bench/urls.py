"""The addresses of the system, and two floors: a response that looks up the session and the user, and one that writes.

The floor of writing is a form that is sent, whose sender is looked up, and which keeps one row; nothing more.
"""

from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.urls import path

from parloeb.config.urls import urlpatterns as ours
from parloeb.domain.people.models import Posting
from parloeb.pages.shared import clock


def floor(request: HttpRequest) -> HttpResponse:
    """Who is it?"""
    return HttpResponse(str(request.user.pk))


def written(request: HttpRequest) -> HttpResponse:
    """Keep one row of what was sent."""
    location = f"{request.user.pk} {request.POST['note']}"
    Posting.objects.create(mark=uuid4().bytes, location=location, at=clock.now())
    return HttpResponse(location)


urlpatterns = [path("floor/", floor), path("floor/written/", written), *ours]
