"""The frame around every page: the authority's name, who I am, in which role, and where I can go."""

from typing import Any, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from parloeb.domain.people.rules import ROLE_TITLES, Role
from parloeb.pages.shared import pieces
from parloeb.pages.shared.entry import ParloebRequest

CASE_ROLES = frozenset(
    {Role.CASEWORKER, Role.TEAM_LEADER, Role.COORDINATOR, Role.MENTOR, Role.SUPPLIER_ADMIN, Role.CONTROLLER}
)

# Label, name of the address, roles that see the link.
NAVIGATION: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("Mit skrivebord", "desk", frozenset(Role) - {Role.SYSTEM, Role.MENTOR, Role.CITIZEN}),
    ("Min dag", "mentor:front", frozenset({Role.MENTOR})),
    ("Min profil", "mentor:profile", frozenset({Role.MENTOR})),
    ("Min side", "citizen:own", frozenset({Role.CITIZEN})),
    ("Sager", "cases:list", CASE_ROLES),
    ("Frister", "deadlines", frozenset({Role.CASEWORKER, Role.TEAM_LEADER})),
    (
        "Timebudget",
        "budget",
        frozenset({Role.CASEWORKER, Role.TEAM_LEADER, Role.COORDINATOR, Role.CONTROLLER}),
    ),
    ("Matchtavle", "matching:board", frozenset({Role.COORDINATOR, Role.TEAM_LEADER})),
    ("Korps", "corps:table", frozenset({Role.COORDINATOR})),
    ("Mine mentorer", "corps:employed", frozenset({Role.SUPPLIER_ADMIN})),
    ("Tavshedspligt", "corps:secrecy", frozenset({Role.MENTOR})),
    ("Evaluering", "evaluation:tables", frozenset({Role.EVALUATOR})),
    ("Tekster i breve", "letters:own_texts", frozenset({Role.TEAM_LEADER, Role.ADMINISTRATOR})),
    ("Indstillinger", "settings:all", frozenset({Role.CASEWORKER, Role.TEAM_LEADER, Role.ADMINISTRATOR})),
    ("Reglerne", "law:rules", frozenset({Role.CASEWORKER, Role.TEAM_LEADER, Role.CONTROLLER, Role.ADMINISTRATOR})),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """The context of the base template; nobody's frame where nobody has come in."""
    entered = cast(ParloebRequest, request)
    entry = getattr(entered, "entry", None)
    if entry is None:
        return {"frame": pieces.Frame(settings.AUTHORITY, "", "", (), reverse("account_logout"), demo=settings.DEMO)}
    role = entry.by.role
    return {
        "frame": pieces.Frame(
            authority=settings.AUTHORITY,
            person=entry.by.name,
            role=ROLE_TITLES[role],
            nav=tuple(_links(role, request.path)),
            logout_url=reverse("account_logout"),
            roles=tuple((held.value, ROLE_TITLES[held]) for held in entered.roles if held is not role),
            role_url=reverse("accounts:role"),
            search_url=reverse("cases:list") if role in CASE_ROLES else "",
            search_text=request.GET.get("q", ""),
            demo=settings.DEMO,
        )
    }


def _links(role: Role, path: str) -> list[tuple[str, str, bool]]:
    """Each link with whether one is there or below it; of two that are above the page, the nearer one."""
    links = [(label, reverse(name)) for label, name, roles in NAVIGATION if role in roles]
    above = [url for _, url in links if path == url or (url != "/" and path.startswith(url))]
    nearest = max(above, key=len, default="")
    return [(label, url, url == nearest) for label, url in links]
