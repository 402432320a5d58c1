"""The doors' clock can stand still on the day of the builders."""

import pytest

from parloeb.pages.shared import clock
from tests import builders


@pytest.fixture
def standing_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be the builders' moment at every door."""
    monkeypatch.setattr(clock, "now", lambda: builders.AT)
