"""The demo, served once for all browser tests, and a browser."""

import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.demo import Demo, environment
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
def demo(tmp_path_factory: pytest.TempPathFactory, made_home: running.Home) -> Iterator[Demo]:
    """The demo on a free port, with a home and a clock of its own."""
    folder = tmp_path_factory.mktemp("hjem")
    ahead = folder / "ahead"
    ahead.write_text("0")
    with running.used(running.Home(folder / "demo"), like=made_home) as home:
        served = home.start("demo", "--small", **environment(ahead))
        yield Demo(home, ahead, served.port)
        served.end(signal.SIGTERM)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, driven by Playwright; its loop must end with the file, or Django refuses what comes after."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()
