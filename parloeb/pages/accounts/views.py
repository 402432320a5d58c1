"""Changing role, and in the demo alone: being one of its persons by one click."""

from uuid import UUID

from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from parloeb.domain.people import queries as people
from parloeb.domain.people.rules import Role
from parloeb.pages.accounts import adapter
from parloeb.pages.shared import guards
from parloeb.pages.shared.entry import ROLE_IN_SESSION, Entry

ALL_ROLES = tuple(role for role in Role if role is not Role.SYSTEM)

# The named ones come first; a town has hundreds of citizens, and a page of them helps nobody.
MOST_OF_A_ROLE = 32


@guards.writing(*ALL_ROLES)
def change_role(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Go on in another of the roles that one holds."""
    del entry
    request.session[ROLE_IN_SESSION] = request.POST.get("role", "")
    return redirect("desk")


@guards.public
@require_GET
def persons(request: HttpRequest) -> HttpResponse:
    """The persons of the demo; there is no such page elsewhere."""
    if not settings.DEMO:
        raise Http404
    return render(request, "accounts/persons.html", {"persons": people.persons(most_of_a_role=MOST_OF_A_ROLE)})


@guards.public
@require_POST
def be(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Become a person of the demo; refused everywhere else."""
    if not settings.DEMO:
        raise Http404
    user = people.active_user(uuid)
    if user is None:
        raise Http404
    with transaction.atomic():
        login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
        adapter.came_in(request, user)
    request.session.pop(ROLE_IN_SESSION, None)
    return redirect("desk")
