"""Every page that a link leads to, for somebody of each role: it opens, axe is content, and nothing hangs over."""

from collections import Counter, deque

import pytest
from django.urls import resolve, reverse
from playwright.sync_api import Browser

from tests.architecture.access_matrix import table
from tests.browser.demo import Demo
from tests.browser.walking import SIZES, Walker

pytestmark = pytest.mark.browser

# Of a role whose courses stand at different steps the second person shows what the first has not got.
PERSONS = (
    ("Signe Holmgaard", "Mads Østerbye"),
    ("Lone Kvistgaard",),
    ("Karen Sommerlund",),
    ("Mikkel Lundgreen", "Omar Bjergby"),
    ("Anna Borgstrøm", "Henning Søholt"),
    ("Sanne Sporleder",),
    ("Vera Bagermark",),
    ("Carl Talgaard",),
    ("Eva Lykkeborg",),
    ("Lars Logvad",),
    ("Asger Nøglebæk",),
)
# These look otherwise, and lead elsewhere, for each person and in each state of a course: so many for a person.
# Of every other page a role gets one look.
MOST_OF_A_PAGE = {
    "cases:list": 1,
    "cases:detail": 4,
    "matching:detail": 3,
    "agreements:detail": 2,
    "procedure:complaint": 3,
}
OPEN = frozenset(table.OPEN)
NO_PAGES = frozenset({"letters:pdf", "cases:documents_csv", "agreements:plan"})
# No course of the small demo stands where these are linked to, or near its beginning; whole courses are walked besides.
NOT_LINKED = frozenset(
    {
        "agreements:edit",
        "followup:received",
        "grants:discharge",
        "matching:change",
        "matching:declines_talk",
        "matching:handover",
        "matching:note_go_on",
        "matching:stop",
        "procedure:accept",
        "procedure:send_on",
        "procedure:note_answer",
    }
)
FOR_NOBODY = ("accounts:persons", "account_login", "account_reset_password")
FOR_WHO_HAS_LOGGED_IN = ("account_change_password", "mfa_index", "account_logout")


@pytest.mark.long  # two minutes; the access matrix opens every page without a browser
def test_every_page_of_every_role(browser: Browser, demo: Demo) -> None:
    demo.be_now()
    reached: set[str] = set()
    for role in PERSONS:
        seen = Counter(dict.fromkeys(reached & OPEN, 1))
        for person in role:
            with Walker.at(browser, demo.port, size="desktop") as walker:
                walker.become(person)
                look_everywhere(walker, seen)
            reached |= set(seen)
            seen = Counter({name: 1 for name in seen if name not in MOST_OF_A_PAGE})
    wanted = {line.name for line in table.LINES if line.get} | OPEN
    assert wanted - reached - NO_PAGES == NOT_LINKED


def test_the_pages_of_an_account(browser: Browser, demo: Demo) -> None:
    demo.be_now()
    with Walker.at(browser, demo.port, size="desktop") as walker:
        for name in FOR_NOBODY:
            look_at(walker, reverse(name))
        walker.become("Vera Bagermark")
        for name in FOR_WHO_HAS_LOGGED_IN:
            look_at(walker, reverse(name))


def look_everywhere(walker: Walker, seen: Counter[str]) -> None:
    """Follow links from where the walker stands, and count what is looked at by the names of the addresses."""
    todo = deque(links(walker))
    known = set(todo)
    while todo:
        path = todo.popleft()
        name = resolve(path).view_name
        if name in NO_PAGES or seen[name] >= MOST_OF_A_PAGE.get(name, 1):
            continue
        seen[name] += 1
        look_at(walker, path)
        further = [link for link in links(walker) if link not in known]
        known.update(further)
        todo.extend(further)


def look_at(walker: Walker, path: str) -> None:
    """Open a page, and look at it at a desk and on a phone."""
    walker.page.set_viewport_size(SIZES["desktop"])  # type: ignore[arg-type]
    walker.go(path)
    walker.page.set_viewport_size(SIZES["phone"])  # type: ignore[arg-type]
    walker.look(colours=False)


def links(walker: Walker) -> list[str]:
    """The paths that the links of the page lead to, within the system and in their order; queries are left out."""
    found = walker.page.evaluate("() => [...document.links].map((link) => [link.origin, link.pathname])")
    return list(dict.fromkeys(path for origin, path in found if origin == walker.home))
