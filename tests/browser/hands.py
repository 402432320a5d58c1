"""Two ways to use a page: with a mouse, and with the keyboard alone."""

from typing import Protocol

from playwright.sync_api import Locator, Page

# No page has so many places that take the focus.
_MOST_TABS = 250

# The element that has the focus, or its label where that is what one sees of it, must show it.
_SHOWN = """() => {
  const element = document.activeElement;
  const seen = [element, ...(element.labels || [])];
  const outlined = (style) => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
  const drawn = (style) => style.boxShadow !== 'none' || outlined(style);
  return seen.some((one) => ['', '::before', '::after'].some((part) => drawn(getComputedStyle(one, part || null))));
}"""

# Nothing may lie on what has the focus, and it must stand inside the window.
_UNCOVERED = """() => {
  const element = document.activeElement;
  const seen = [...(element.labels || []), element].find((one) => one.getBoundingClientRect().width > 1) || element;
  const box = seen.getBoundingClientRect();
  const [x, y] = [box.left + Math.min(box.width / 2, 20), box.top + Math.min(box.height / 2, 20)];
  const hit = document.elementFromPoint(x, y);
  return Boolean(hit) && (seen.contains(hit) || element.contains(hit) || hit.contains(element));
}"""


class Hand(Protocol):
    """How somebody does what a page lets one do."""

    def press(self, target: Locator) -> None:
        """Press a button, follow a link, or open what is folded in."""

    def write(self, target: Locator, text: str) -> None:
        """Put a text into a field, in place of what stands there."""

    def choose(self, target: Locator, code: str) -> None:
        """Choose from a list."""

    def tick(self, target: Locator) -> None:
        """Tick a box, or choose one of a group of round ones."""


class Mouse:
    """Points and clicks."""

    def press(self, target: Locator) -> None:
        target.click()

    def write(self, target: Locator, text: str) -> None:
        target.fill(text)

    def choose(self, target: Locator, code: str) -> None:
        target.select_option(code)

    def tick(self, target: Locator) -> None:
        if not target.is_checked():
            # What one sees and hits is the label; the input itself may be drawn away.
            target.page.locator(f"label[for='{target.get_attribute('id')}']").click()


class Keyboard:
    """Tab, Enter, Space, arrows and letters; the focus must be seen wherever it goes."""

    def press(self, target: Locator) -> None:
        _reach(target)
        target.page.keyboard.press("Enter")

    def write(self, target: Locator, text: str) -> None:
        _reach(target)
        target.page.keyboard.press("Control+A")
        target.page.keyboard.press("Delete")
        target.page.keyboard.type(text)

    def choose(self, target: Locator, code: str) -> None:
        _reach(target)
        codes = target.evaluate("list => [...list.options].map((option) => option.value)")
        target.page.keyboard.press("Home")
        for _ in range(codes.index(code)):
            target.page.keyboard.press("ArrowDown")
        assert target.input_value() == code

    def tick(self, target: Locator) -> None:
        if target.is_checked():
            return
        if target.get_attribute("type") == "radio":
            _reach_in_group(target)
        else:
            _reach(target)
        if not target.is_checked():
            target.page.keyboard.press("Space")
        assert target.is_checked()


def _reach(target: Locator) -> None:
    """Press Tab until the target has the focus."""
    wanted = target.element_handle()
    for _ in range(_MOST_TABS):
        if target.page.evaluate("wanted => document.activeElement === wanted", wanted):
            _must_be_seen(target.page)
            return
        target.page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {target}")


def _reach_in_group(target: Locator) -> None:
    """Tab leads to the chosen one of a group or to its first, the arrows from one to the next."""
    group = target.get_attribute("name")
    for _ in range(_MOST_TABS):
        if target.page.evaluate("group => document.activeElement.name === group", group):
            break
        target.page.keyboard.press("Tab")
    _must_be_seen(target.page)
    for _ in range(_MOST_TABS):
        if target.evaluate("wanted => document.activeElement === wanted"):
            return
        target.page.keyboard.press("ArrowDown")
    raise AssertionError(f"The arrows do not reach {target}")


def _must_be_seen(page: Page) -> None:
    assert page.evaluate(_SHOWN), f"The focus cannot be seen: {_focused(page)}"
    assert page.evaluate(_UNCOVERED), f"Something lies on the focus: {_focused(page)}"


def _focused(page: Page) -> str:
    where: str = page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)")
    return f"{page.url} {where}"
