"""The pictures of README and docs/pictures: taken by every run, written when asked for (`make pictures`)."""

import os
from pathlib import Path

from playwright.sync_api import Page

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
_SIZE = slice(16, 24)  # of a PNG file: width and height, four bytes each


def take(page: Page, name: str) -> None:
    """Take a picture of the top of a page, and see that the kept one shows as much.

    The days in it are those of the run, so that no two runs give the same bytes: it is kept until somebody asks.
    """
    page.evaluate("() => window.scrollTo(0, 0)")
    taken, kept = page.screenshot(animations="disabled"), FOLDER / f"{name}.png"
    if os.environ.get("WRITE_PICTURES"):
        FOLDER.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(taken)
    assert kept.read_bytes()[_SIZE] == taken[_SIZE]
