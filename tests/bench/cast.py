"""Who asks, and for what."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from parloeb.config import migrating
from parloeb.domain.cases.models import Case, Relation
from parloeb.domain.people import acting, commands
from parloeb.domain.people.models import RoleAssignment, Team, User
from parloeb.domain.people.rules import Role
from tests.bench import town
from tests.builders.clock import AT

EMAIL = "bench@example.dk"


def requests() -> dict[str, Callable[[], HttpResponse]]:
    """Each page that is measured, as a function that asks for it."""
    migrating.migrate()
    caseworker = User.objects.filter(email=EMAIL).first() or _make_town()
    client = Client()
    client.force_login(caseworker)
    team = RoleAssignment.objects.get(user=caseworker).team_id
    cases = Relation.objects.filter(team=team).order_by("case_id").values_list("case__uuid", flat=True)
    oldest, newest = cases[60], cases.reverse()[0]
    return {
        "floor: session and user": _asks(client, "/floor/"),
        "list of 50": _asks(client, "/sager/"),
        "list of 50, one stage": _asks(client, "/sager/?trin=running"),
        "list of 50, last page": _asks(client, f"/sager/?efter={oldest}"),
        "list of 50, by name": _asks(client, "/sager/?q=nummer"),
        "case page": _asks(client, f"/sager/{_rich_case(newest)}/"),
    }


def _make_town() -> User:
    with transaction.atomic():
        town.fill()
        user = commands.register_user(email=EMAIL, name="Berit Bænk", by=acting.SYSTEM, at=AT)
        team = Team.objects.order_by("pk")[0]
        commands.assign_role(user, role=Role.CASEWORKER, team=team, first_day=date(2026, 1, 1), by=acting.SYSTEM, at=AT)
    return user


def _rich_case(uuid: UUID) -> UUID:
    """A case as they mostly are."""
    return Case.objects.get(uuid=uuid).uuid


def _asks(client: Client, address: str) -> Callable[[], HttpResponse]:
    def ask() -> HttpResponse:
        return client.get(address)  # type: ignore[return-value]

    return ask
