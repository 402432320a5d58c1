"""The addresses of the system, and the floor: a response that looks up the session and the user and nothing more."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from parloeb.config.urls import urlpatterns as ours


def floor(request: HttpRequest) -> HttpResponse:
    """Who is it?"""
    return HttpResponse(str(request.user.pk))


urlpatterns = [path("floor/", floor), *ours]
