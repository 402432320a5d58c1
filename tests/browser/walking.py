"""Somebody who walks the pages as people do: by what stands on them, never by an id of ours."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus

from axe_playwright_python import base as axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page

from tests.browser.hands import Hand, Mouse

SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
# Wait for nothing longer than a person would.
PATIENCE_MILLISECONDS = 10_000
_VIOLATIONS = """(colours) => axe.run({
  resultTypes: ['violations'], rules: {'color-contrast': {enabled: colours}},
}).then(result => result.violations)"""
_OVER = "() => document.documentElement.scrollWidth - window.innerWidth"

# The days of a page that stand on more than one line.
_TORN = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), torn = [];
  while (texts.nextNode()) {
    const text = texts.currentNode;
    for (const day of text.data.matchAll(/[0-9]{2}-[0-9]{2}-[0-9]{4}/g)) {
      const range = document.createRange();
      range.setStart(text, day.index);
      range.setEnd(text, day.index + day[0].length);
      if (new Set([...range.getClientRects()].map((line) => Math.round(line.top))).size > 1) torn.push(day[0]);
    }
  }
  return torn;
}"""


@dataclass
class Walker:
    """One tab. Every page that is reached is looked at by axe, and must have said nothing on the console.

    `has_axe`: not where another walk shows axe the same pages at the same size.
    """

    page: Page
    home: str
    hand: Hand
    has_axe: bool = True
    complaints: list[str] = field(default_factory=list)

    @classmethod
    @contextlib.contextmanager
    def at(
        cls, browser: Browser, port: int, *, size: str, hand: Hand | None = None, has_axe: bool = True
    ) -> Iterator["Walker"]:
        """Open a tab of a size, in a session of its own."""
        context = browser.new_context(viewport=SIZES[size], locale="da-DK")  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        if has_axe:
            context.add_init_script(axe.AXE_SCRIPT)
        walker = cls(context.new_page(), f"http://127.0.0.1:{port}", hand or Mouse(), has_axe)
        walker.page.on("console", walker.hear)
        yield walker
        context.close()
        assert walker.complaints == []

    def hear(self, message: ConsoleMessage) -> None:
        """Keep what the browser complains of; refusals answer 4xx, which it reports too."""
        if message.type == "error" and "status of 4" not in message.text:
            self.complaints.append(message.text)

    def become(self, name: str) -> None:
        """Be a person of the demo by one press."""
        self.page.goto(f"{self.home}/adgang/demo/")
        self.press(f"Vær {name}")

    def go(self, path: str) -> None:
        """Go to an address, as by a bookmark; it must open."""
        answer = self.page.goto(self.home + path)
        if answer is None or answer.status != HTTPStatus.OK:
            self.complaints.append(f"{path}: does not open")
        self.look()

    def go_to(self, place: str) -> None:
        """Go to a place of the main menu, which is folded in on a phone."""
        menu = self.page.locator(".p-menu > summary")
        if menu.is_visible():
            self.hand.press(menu)
        self.follow(place)

    def follow(self, link: str) -> None:
        """Follow a link by its text."""
        self._follow(self.page.get_by_role("link", name=link, exact=True).first)

    def follow_of(self, text: str, *, beside: str = "") -> None:
        """Follow the first link that holds a text; where that is given, beside another text."""
        self._follow(self._within(beside).get_by_role("link").filter(has_text=text).first)

    def number_of(self, name: str) -> str:
        """The number of the case in the row about somebody."""
        return self.page.get_by_role("row").filter(has_text=name).first.get_by_role("cell").nth(1).inner_text()

    def press(self, button: str) -> None:
        """Press a button by its text."""
        with self.page.expect_navigation():
            self.hand.press(self.page.get_by_role("button", name=button, exact=True).first)
        self.look()

    def press_of(self, text: str, *, beside: str = "") -> None:
        """Press the first button that holds a text; where that is given, beside another text."""
        with self.page.expect_navigation():
            self.hand.press(self._within(beside).get_by_role("button").filter(has_text=text).first)
        self.look()

    def _within(self, text: str) -> Locator:
        """The rows and cards that hold a text; where none does, or none is asked for, the page without its frame."""
        found = self.page.locator("main :is(tr, li)").filter(has_text=text)
        return found if text and found.count() else self.page.locator("main")

    def _follow(self, link: Locator) -> None:
        with self.page.expect_navigation():
            self.hand.press(link)
        self.look()

    def unfold(self, summary: str) -> None:
        """Open what is folded in."""
        self.hand.press(self.page.locator("summary").filter(has_text=summary).first)

    def fill(self, **typed: str) -> None:
        """Fill fields by their names."""
        for name, text in typed.items():
            self.hand.write(self.page.locator(f"[name='{name}']"), text)

    def choose(self, **chosen: str) -> None:
        """Choose from lists by the names of the fields and the codes of the choices."""
        for name, code in chosen.items():
            self.hand.choose(self.page.locator(f"select[name='{name}']"), code)

    def tick(self, **ticked: str) -> None:
        """Tick boxes and choose from groups, by the names of the fields and the codes of the choices."""
        for name, code in ticked.items():
            self.hand.tick(self.page.locator(f"input[name='{name}'][value='{code}']"))

    def tick_beside(self, label: str) -> None:
        """Tick or choose what stands beside a text."""
        self.hand.tick(self.page.get_by_label(label, exact=True))

    def sees(self, text: str) -> bool:
        """Whether the text stands on the page for a person to see."""
        return self.page.get_by_text(text).first.is_visible()

    def is_told(self, name: str, sentence: str) -> bool:
        """Whether a sentence stands at the field of this name, and the field says that it is wrong."""
        group = self.page.locator(".form-error").filter(has=self.page.locator(f"[name='{name}']"))
        return group.get_by_text(sentence).first.is_visible()

    def holds(self, name: str, text: str) -> bool:
        """Whether the field still holds what was typed."""
        return self.page.locator(f"[name='{name}']").input_value() == text

    def fact(self, title: str) -> str:
        """What stands beside a title in a list of facts."""
        return self.page.locator("dt", has_text=title).first.locator("xpath=following-sibling::dd[1]").inner_text()

    def look(self, *, colours: bool = True) -> None:
        """Let axe look at the page, and measure that nothing hangs over its side and no day stands on two lines.

        `colours`: not where they were looked at just now, as that takes axe longer than all else.
        """
        where = self.page.url.removeprefix(self.home)
        violations = self.page.evaluate(_VIOLATIONS, colours) if self.has_axe else []
        for one in violations:
            self.complaints.append(f"{where}: {one['id']} {[node['html'][:120] for node in one['nodes']]}")
        over = self.page.evaluate(_OVER)
        if over > 0:
            self.complaints.append(f"{where}: hangs {over} pixels over the side")
        self.complaints += [f"{where}: {day} stands on two lines" for day in self.page.evaluate(_TORN)]
