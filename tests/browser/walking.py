"""Somebody who walks the pages as people do: by what stands on them, never by an id of ours."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from axe_playwright_python import base as axe
from playwright.sync_api import Browser, ConsoleMessage, Page

SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
AXE = axe.AXE_SCRIPT
# Wait for nothing longer than a person would.
PATIENCE_MILLISECONDS = 10_000


@dataclass
class Walker:
    """One tab. Every page that is reached is looked at by axe, and must have said nothing on the console."""

    page: Page
    home: str
    complaints: list[str] = field(default_factory=list)

    @classmethod
    @contextlib.contextmanager
    def at(cls, browser: Browser, port: int, *, size: str) -> Iterator["Walker"]:
        """Open a tab of a size, in a session of its own."""
        context = browser.new_context(viewport=SIZES[size], locale="da-DK")  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        walker = cls(context.new_page(), f"http://127.0.0.1:{port}")
        walker.page.on("console", walker.hear)
        yield walker
        context.close()
        assert walker.complaints == []

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what the browser complains of; refusals answer 4xx, which it reports too."""
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def become(self, name: str) -> None:
        """Be a person of the demo by one click."""
        self.page.goto(f"{self.home}/adgang/demo/")
        self.page.get_by_role("button", name=f"Vær {name}", exact=True).click()
        self.look()

    def go(self, path: str) -> None:
        """Go to an address, as by a bookmark."""
        self.page.goto(self.home + path)
        self.look()

    def follow(self, link: str) -> None:
        """Follow a link by its text."""
        self.page.get_by_role("link", name=link, exact=True).first.click()
        self.look()

    def press(self, button: str) -> None:
        """Press a button by its text."""
        self.page.get_by_role("button", name=button, exact=True).first.click()
        self.look()

    def fill(self, **typed: str) -> None:
        """Fill fields by their names."""
        for name, text in typed.items():
            self.page.locator(f"[name='{name}']").fill(text)

    def choose(self, **chosen: str) -> None:
        """Choose from lists by the names of the fields and the codes of the choices."""
        for name, code in chosen.items():
            self.page.locator(f"select[name='{name}']").select_option(code)

    def tick(self, name: str, code: str = "on") -> None:
        """Tick a box or choose one of a group."""
        box = self.page.locator(f"input[name='{name}']")
        (box if code == "on" else box.and_(self.page.locator(f"[value='{code}']"))).check()

    def sees(self, text: str) -> bool:
        """Whether the text stands on the page for a person to see."""
        return self.page.get_by_text(text).first.is_visible()

    def look(self) -> None:
        """Let axe look at the page, and measure that nothing hangs over its side."""
        self.page.evaluate(AXE)
        found = self.page.evaluate("() => axe.run().then(result => result.violations)")
        where = self.page.url.removeprefix(self.home)
        self.complaints += [f"{where}: {one['id']} {[node['html'][:120] for node in one['nodes']]}" for one in found]
        over = self.page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
        if over > 0:
            self.complaints.append(f"{where}: hangs {over} pixels over the side")
