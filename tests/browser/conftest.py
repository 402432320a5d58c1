"""The demo, served once for all browser tests, and a browser."""

import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.walking import Walker
from tests.cli import running

CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[running.Served]:
    """The demo on a free port, with a home of its own."""
    with running.used(running.Home(tmp_path_factory.mktemp("hjem") / "demo")) as home:
        served = home.start("demo", "--small")
        yield served
        served.end(signal.SIGTERM)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright; its loop must end with the file, or Django refuses what comes after."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture(params=["desktop", "phone"])
def walker(request: pytest.FixtureRequest, browser: Browser, demo: running.Served) -> Iterator[Walker]:
    """Somebody who walks the pages, at a desk and on a phone."""
    with Walker.at(browser, demo.port, size=request.param) as walker:
        yield walker
