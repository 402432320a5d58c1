"""A form that comes after its login ended, or with the token of an earlier one: what was typed is sent again."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 the name of the field


def entrance() -> str:
    """Where one comes in: the login, or the choice of a person in the demo."""
    return settings.DEMO_URL if settings.DEMO else settings.LOGIN_URL


def keep(request: HttpRequest, *, status: int, has_come_in: bool) -> HttpResponse:
    """A page that holds everything that was typed, and sends it again when its reader presses."""
    typed = [(name, value) for name, values in request.POST.lists() if name != TOKEN for value in values]
    context = {"typed": typed, "address": request.path, "entrance": "" if has_come_in else entrance()}
    answer = render(request, "shared/errors/late.html", context, status=status)
    answer["Cache-Control"] = "no-store"
    return answer


def is_ours(request: HttpRequest) -> bool:
    """Whether the form was sent from a page of this site: the browser says so, and no other site can say it for it."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
